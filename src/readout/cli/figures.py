"""Figures of an evaluation as tables, whichever scorer they come from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rich.console import Console
from rich.table import Table

_INTERVAL = "95 % interval"


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
    inner = [value if isinstance(value, Mapping) else {"value": value} for value in group.values()]
    order = ("value", "low")
    seen = dict.fromkeys(key for value in inner for key in value)
    keys = [*(key for key in order if key in seen), *(key for key in seen if key not in order)]
    # The interval belongs beside its value, in one column.
    names = [_INTERVAL if key == "low" else key for key in keys if key != "high"]
    for column in names:
        table.add_column(_words(column), justify="right")
    for key, value in zip(group, inner, strict=True):
        cells = (
            _interval(value) if column == _INTERVAL else _number(value.get(column))
            for column in names
        )
        table.add_row(_words(key), *cells)
    return table


def _cells(value: Any) -> list[str]:
    if isinstance(value, Mapping):
        return [_number(value["value"]), _interval(value)]
    return [_number(value), ""]


def _interval(value: Mapping[str, Any]) -> str:
    if "low" not in value:
        return ""
    return f"{_number(value['low'])} to {_number(value['high'])}"


def _number(value: Any) -> str:
    if isinstance(value, float):
        # Counts may come as floats; a share of exactly one keeps its decimals.
        return f"{value:.0f}" if value > 1 and value.is_integer() else f"{value:.3f}"
    return "" if value is None else str(value)


def _words(name: str) -> str:
    return name.replace("_", " ")
