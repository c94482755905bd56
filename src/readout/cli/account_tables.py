"""Sheets of accounts for a terminal: columns by side, contradictions and silences marked."""

from __future__ import annotations

import io
from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from readout.view.accounts import KINDS, MARKS, Cell, PointRow, Sheet
from readout.view.roles import visible

_WIDE = 2
"""Sides from which what one says alone stands below the table: it would be columns of silence."""
_COLUMNS = 4
"""Sides that fit next to each other; more of them stand below each other."""
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
    together = [row for row in sheet.rows if len(sheet.sides) <= _WIDE or row.kind != "alone"]
    spoken = [
        at
        for at in range(len(sheet.sides))
        if any(row.cells[at].stance != "silent" for row in together)
    ]
    if len(spoken) > _COLUMNS:
        for row in together:
            _print_row(console, sheet, row)
    elif together:
        console.print(_table(sheet, together, spoken))
    if len(sheet.sides) > _WIDE:
        for at, side in enumerate(sheet.sides):
            _print_alone(console, sheet, at, side)
    for line in sheet.casualties:
        console.print(Text(f"  {visible(line)}", style="yellow"))
    console.print()


def _print_row(console: Console, sheet: Sheet, row: PointRow) -> None:
    """One point with a line for each side that speaks to it."""
    console.print(Text(f"  {KINDS[row.kind]}", style=_STYLE[row.kind]))
    for side, cell in zip(sheet.sides, row.cells, strict=True):
        if cell.stance != "silent":
            line = Text(f"{visible(side)}: ", style="bold cyan")
            console.print(Padding(line.append_text(_cell(cell)), (0, 0, 0, 4)))


def _table(sheet: Sheet, rows: Sequence[PointRow], spoken: Sequence[int]) -> Table:
    """Points down, and across the sides at ``spoken``."""
    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), show_edge=False)
    table.add_column("", width=14, justify="right")
    for at in spoken:
        table.add_column(visible(sheet.sides[at]), ratio=1, header_style="bold cyan")
    for row in rows:
        cells = [_cell(row.cells[at]) for at in spoken]
        table.add_row(Text(KINDS[row.kind], style=_STYLE[row.kind]), *cells)
    return table


def _print_alone(console: Console, sheet: Sheet, at: int, side: str) -> None:
    """What one side alone says, all others silent, one line each."""
    cells = [
        row.cells[at]
        for row in sheet.rows
        if row.kind == "alone" and row.cells[at].stance != "silent"
    ]
    if not cells:
        return
    console.print(Text(f"  {visible(side)} alone, the others silent", style="bold cyan"))
    for cell in cells:
        console.print(Padding(_cell(cell), (0, 0, 0, 4)))


def _cell(cell: Cell) -> Text:
    mark = f"{MARKS[cell.stance]} "
    return Text(mark + visible(cell.words or "silent"), style=_CELL[cell.stance])
