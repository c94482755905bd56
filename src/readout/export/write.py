"""Rows and documents to files: nothing in a cell can break a line or a column."""

from __future__ import annotations

import contextlib
import csv
import io
import os
import re
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from typing import BinaryIO, Protocol

import msgspec

from readout.errors import UsageError
from readout.export.cells import guarded
from readout.export.shape import Cell, Format, Kind
from readout.record.files import beside

_BREAKS = re.compile(r"[\x00-\x1f\x7f\x85\u2028\u2029\ufeff]+")
_SURROGATES = re.compile(r"[\ud800-\udfff]")


class Table(Protocol):
    """One form of table."""

    def add(self, cells: Sequence[Cell]) -> None:
        """Write one row."""

    def close(self) -> None:
        """Write what belongs at the end."""


def plain(cell: Cell) -> str:
    """A cell as text: unknown is empty, and no character in it ends a line or a column."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float):
        # 1e-05 and 2.0 are what scripts stumble over.
        return f"{cell:.6f}".rstrip("0").rstrip(".") if cell == cell else ""
    text = _SURROGATES.sub("\ufffd", str(cell))
    return _BREAKS.sub(" ", text).strip()


class Tab:
    """Tab-separated without quoting, as GDELT, ICEWS and POLECAT are.

    A double quote becomes an apostrophe, since half of the programs that read such files take it
    for the begin of a quoted cell.
    """

    def __init__(self, stream: BinaryIO, columns: Sequence[str], *, header: bool) -> None:
        self._stream = stream
        if header:
            self.add(columns)

    def add(self, cells: Sequence[Cell]) -> None:
        line = "\t".join(plain(cell).replace('"', "'") for cell in cells)
        self._stream.write(line.encode() + b"\n")

    def close(self) -> None:
        """Every line stands for itself."""


class Comma:
    """CSV as in RFC 4180, but for the line end, which is a line feed. No text is a formula."""

    def __init__(self, stream: BinaryIO, columns: Sequence[str]) -> None:
        self._stream = stream
        self.add(columns)

    def add(self, cells: Sequence[Cell]) -> None:
        line = io.StringIO()
        csv.writer(line, lineterminator="\n").writerow(
            guarded(plain(cell)) if isinstance(cell, str) else plain(cell) for cell in cells
        )
        self._stream.write(line.getvalue().encode())

    def close(self) -> None:
        """Every line stands for itself."""


class Parquet:
    """Parquet, made by DuckDB out of a file of JSON Lines beside the target."""

    def __init__(self, path: str, columns: Sequence[str], types: Mapping[str, str]) -> None:
        self._path, self._columns, self._types = path, columns, types
        folder = os.path.dirname(os.path.abspath(path))
        handle, self._rows = tempfile.mkstemp(suffix=".rows", dir=folder)
        self._stream = os.fdopen(handle, "wb")

    def add(self, cells: Sequence[Cell]) -> None:
        row = {
            name: _SURROGATES.sub("\ufffd", cell) if isinstance(cell, str) else cell
            for name, cell in zip(self._columns, cells, strict=True)
        }
        self._stream.write(msgspec.json.encode(row) + b"\n")

    def close(self) -> None:
        import duckdb

        self._stream.close()
        shape = ", ".join(
            f"{_quoted(name)}: {_quoted(self._types.get(name, 'VARCHAR'))}"
            for name in self._columns
        )
        config: dict[str, str | bool | int | float | list[str]] = {
            "autoinstall_known_extensions": "false",
            "threads": "1",
            "preserve_insertion_order": "true",
        }
        try:
            with duckdb.connect(config=config) as con:
                con.execute(
                    f"COPY (SELECT * FROM read_json({_quoted(self._rows)}, columns={{{shape}}}, "
                    f"format='newline_delimited', maximum_object_size=67108864)) "
                    f"TO {_quoted(self._path)} (FORMAT parquet, COMPRESSION zstd)"
                )
        except duckdb.Error as error:
            first = str(error).partition("\n")[0]
            raise UsageError(f"The Parquet file cannot be written: {first}") from error
        self.discard()

    def discard(self) -> None:
        """Remove the rows that were noted down."""
        with contextlib.suppress(OSError):  # on a full disk also the last of them
            self._stream.close()
        with contextlib.suppress(FileNotFoundError):
            os.unlink(self._rows)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def table(format: Format, stream: BinaryIO, part: str, more: Sequence[str]) -> Table:
    """The table of a format, with more columns behind its own. ``part`` is the path written."""
    columns = (*format.columns, *more)
    if format.kind == "parquet":
        return Parquet(part, columns, format.types)
    if format.kind == "csv":
        return Comma(stream, columns)
    return Tab(stream, columns, header=format.header)


@contextlib.contextmanager
def opened(path: str, kind: Kind) -> Iterator[tuple[BinaryIO, str]]:
    """A stream and the path it writes to; the file takes its place only when all went well.

    ``-`` is standard output. Raises UsageError when it cannot be written.
    """
    if path == "-":
        if kind == "parquet":
            raise UsageError("Parquet needs a file; standard output takes text alone.")
        yield sys.stdout.buffer, "-"
        sys.stdout.buffer.flush()
        return
    part = beside(path)
    try:
        if os.path.isdir(path):
            raise UsageError(f"'{path}' is a folder; name a file.")
        if part == path and kind == "parquet":
            raise UsageError(f"Parquet needs a file, and '{path}' is a device or a pipe.")
        with open(part, "wb") as stream:
            yield stream, part
        if part != path:
            os.replace(part, path)
    except OSError as error:
        raise UsageError(f"'{path}' cannot be written: {error.strerror or error}.") from error
    finally:
        if part != path:
            with contextlib.suppress(OSError):
                os.unlink(part)


def documents(stream: BinaryIO, format: Format) -> Documents:
    """The writer of a format with one JSON value for each article."""
    return Documents(stream, *format.frame)


class Documents:
    """JSON values with what stands before, between and after them."""

    def __init__(self, stream: BinaryIO, before: bytes, between: bytes, after: bytes) -> None:
        self._stream, self._between, self._after = stream, between, after
        self._count = 0
        self._always = bool(before)
        stream.write(before)

    def add(self, value: object) -> None:
        """Write one value."""
        if self._count:
            self._stream.write(self._between)
        self._count += 1
        try:
            data = msgspec.json.encode(value)
        except UnicodeEncodeError:
            data = msgspec.json.encode(_clean(msgspec.to_builtins(value)))
        self._stream.write(data)

    def close(self) -> None:
        """Write what belongs at the end; of no line no line end."""
        if self._count or self._always:
            self._stream.write(self._after)


def _clean(value: object) -> object:
    if isinstance(value, str):
        return _SURROGATES.sub("\ufffd", value)
    if isinstance(value, dict):
        return {key: _clean(one) for key, one in value.items()}
    return [_clean(one) for one in value] if isinstance(value, list) else value
