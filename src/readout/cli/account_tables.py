"""Sheets of accounts for a terminal: columns by side, contradictions and silences marked."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from readout.view.accounts import KINDS, MARKS, Cell, Sheet
from readout.view.roles import visible

_STYLE = {"contradicted": "bold red", "shared": "green", "alone": "bright_black"}
_CELL = {"asserts": "", "denies": "red", "silent": "bright_black"}


def sheets_text(sheets: Sequence[Sheet], colour: bool) -> bytes:
    """All sheets as UTF-8 text; with ANSI colours when ``colour``."""
    file = io.StringIO()
    console = Console(
        file=file,
        width=None if colour else 120,
        force_terminal=colour,
        no_color=not colour,
        highlight=False,
        markup=False,
        emoji=False,
    )
    if not sheets:
        console.print("No happening is told by two articles or two sides.")
    for sheet in sheets:
        print_sheet(console, sheet)
    return file.getvalue().encode()


def print_sheet(console: Console, sheet: Sheet) -> None:
    """One episode."""
    title = Text(visible(sheet.title), style="bold")
    title.append(f"  {visible(' · '.join(sheet.facts))}", style="cyan")
    console.print(title)
    if sheet.rows:
        table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
        table.add_column("", width=14, justify="right")
        for side in sheet.sides:
            table.add_column(visible(side), ratio=1, header_style="bold cyan")
        for row in sheet.rows:
            cells = [_cell(cell) for cell in row.cells]
            table.add_row(Text(KINDS[row.kind], style=_STYLE[row.kind]), *cells)
        console.print(table)
    for line in sheet.casualties:
        console.print(Text(f"  {visible(line)}", style="yellow"))
    console.print()


def _cell(cell: Cell) -> Text:
    mark = f"{MARKS[cell.stance]} "
    return Text(mark + visible(cell.words or "silent"), style=_CELL[cell.stance])
