"""Rows of a query as a person or another program wants them."""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Sequence
from typing import Any, Literal

import msgspec

from readout.view.roles import visible

Shape = Literal["table", "csv", "json", "jsonl"]
_CELL = 60


def print_rows(
    names: Sequence[str],
    rows: Iterable[Sequence[Any]],
    shape: Shape | None,
    *,
    whole: bool = False,
) -> None:
    """Print rows: a table in a terminal, JSON Lines in a pipe, or as ``shape`` says.

    In a table long cells are cut, or with ``whole`` broken into lines.
    """
    shape = shape or ("table" if sys.stdout.isatty() else "jsonl")
    if shape == "table":
        _table(names, rows, whole)
    elif shape == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(names)
        writer.writerows(rows)
    elif shape == "jsonl":
        for row in rows:
            sys.stdout.buffer.write(_json(names, row) + b"\n")
    else:
        listed = b",\n".join(_json(names, row) for row in rows)
        sys.stdout.buffer.write(b"[" + listed + b"]\n")


def _json(names: Sequence[str], row: Sequence[Any]) -> bytes:
    return msgspec.json.encode(dict(zip(names, row, strict=True)), enc_hook=str)


def _table(names: Sequence[str], rows: Iterable[Sequence[Any]], whole: bool) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, padding=(0, 2, 0, 0), header_style="bold")
    kept = list(rows)
    for number, name in enumerate(names):
        figures = all(isinstance(row[number], int | float | None) for row in kept)
        table.add_column(name, justify="right" if figures and kept else "left")
    for row in kept:
        table.add_row(*(Text(_cell(value, whole)) for value in row))
    console = Console(highlight=False, markup=False, emoji=False)
    console.print(table)
    console.print(Text(f"{len(kept):,} row{'s' * (len(kept) != 1)}", style="bright_black"))


def _cell(value: Any, whole: bool) -> str:
    if value is None:
        return ""
    text = f"{value:,}" if isinstance(value, int) and abs(value) >= 100_000 else str(value)
    text = visible(" ".join(text.split()))
    return text if whole or len(text) <= _CELL else text[: _CELL - 1] + "…"


def size(count: int) -> str:
    """Bytes for a person."""
    number = float(count)
    for unit in ("B", "kB", "MB"):
        if number < 1000:
            return f"{number:.0f} {unit}"
        number /= 1000
    return f"{number:.1f} GB"
