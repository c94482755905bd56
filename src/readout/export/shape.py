"""What a format is: its columns, which statuses it takes, and how it makes rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from readout.export.told import Told
from readout.record.types import Record, Status

Cell = str | int | float | bool | None
HAPPENED: tuple[Status, ...] = ("occurred", "ongoing")
STATUSES: tuple[Status, ...] = get_args(Status)
Kind = Literal["tab", "csv", "parquet", "lines", "document"]


@dataclass(frozen=True)
class Options:
    """What a caller can choose about the content of rows."""

    shareable: bool = False
    """No text of the article but quotes of at most :data:`QUOTE` words."""

    @property
    def quote(self) -> int | None:
        return QUOTE if self.shareable else None


QUOTE = 25


@dataclass(frozen=True)
class Row:
    """One row: its id, its cells in the order of the columns, and what it was made from."""

    id: str
    cells: Sequence[Cell]
    told: Told
    dyad: int = 1
    """The pair of actors, from 1; 0 in formats that have one row for each event."""


@dataclass(frozen=True)
class Format:
    """One row of the table of formats. Either ``rows`` or ``document`` is given."""

    name: str
    about: str
    kind: Kind
    statuses: tuple[Status, ...]
    """Taken when nobody asks for others."""
    columns: tuple[str, ...] = ()
    types: Mapping[str, str] = field(default_factory=dict)
    """DuckDB types of columns that are no text, for Parquet."""
    header: bool = True
    rows: Callable[[Told, Options], Iterator[Row]] | None = None
    document: Callable[[Record, Sequence[Told], Options], Any] | None = None
    """What is written for one article, as JSON."""
    mentions: Callable[[Row, Options], Iterator[Sequence[Cell]]] | None = None
    """Rows of a second file."""
    frame: tuple[bytes, bytes, bytes] = (b"", b"\n", b"\n")
    """What stands before, between and after documents."""
    coded: bool = True
    """Whether events without a type of PLOVER are left out."""
    shows_status: bool = False
    """Whether the format itself says what did not happen."""


def columns(text: str) -> tuple[str, ...]:
    """Names between commas."""
    return tuple(name.strip() for name in text.split(",") if name.strip())


def joined(values: Iterable[str | None]) -> str:
    """Several values in one cell, ``; `` between them; a place stays empty for an unknown one."""
    listed = [(value or "").replace(";", ",") for value in values]
    return "; ".join(listed) if any(listed) else ""
