"""Figures of an evaluation as tables, whichever scorer they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table


def print_figures(report: Mapping[str, Any]) -> None:
    """Print a report: single figures first (with their interval), then a table for each group."""
    console = Console(highlight=False)
    single = Table(box=None, pad_edge=False, show_header=False, padding=(0, 3, 0, 0))
    groups: dict[str, Mapping[str, Any]] = {}
    for name, value in report.items():
        if isinstance(value, Mapping) and "value" not in value:
            groups[name] = value
        else:
            single.add_row(_words(name), *_cells(value))
    console.print(single)
    for name, group in groups.items():
        if group:
            console.print()
            console.print(_table(name, group))


def _table(name: str, group: Mapping[str, Any]) -> Table:
    table = Table(box=None, pad_edge=False, padding=(0, 3, 0, 0))
    table.add_column(_words(name), style="bold")
    inner = [value for value in group.values() if isinstance(value, Mapping)]
    plain = len(inner) == len(group) and all("value" not in value for value in inner)
    names = list(dict.fromkeys(key for value in inner for key in value)) if plain else ["", ""]
    for column in names:
        table.add_column(_words(column), justify="right")
    for key, value in group.items():
        cells = [_number(value.get(column)) for column in names] if plain else _cells(value)
        table.add_row(_words(key), *cells)
    return table


def _cells(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        low, high = _number(value.get("low")), _number(value.get("high"))
        return [_number(value["value"]), f"{low} to {high}"]
    return [_number(value), ""]


def _number(value: Any) -> str:
    return f"{value:.3f}" if isinstance(value, float) else "" if value is None else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ")
