"""Cells that no spreadsheet takes for a formula: captured text is not ours."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TypeVar

T = TypeVar("T")

_BEGINS = ("=", "+", "-", "@", "\t", "\r", "\n")
_NUMBER = re.compile(r"[+-]?\d[\d.,]*(?:[eE][+-]?\d+)?%?")


def guarded(cell: T) -> T | str:
    """A text that begins as a formula does, behind an apostrophe; all else as it is.

    After OWASP, "CSV Injection". Numbers stay numbers, also those that are text ("-12.5").
    """
    if not isinstance(cell, str) or not cell.startswith(_BEGINS) or _NUMBER.fullmatch(cell):
        return cell
    return f"'{cell}"


def guarded_row(cells: Iterable[object]) -> list[object]:
    """A row of a CSV file."""
    return [guarded(cell) for cell in cells]
