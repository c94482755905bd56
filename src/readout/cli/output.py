"""Where records go and in which form; each is written as soon as it is done."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import BinaryIO, Literal, Protocol

from readout.errors import FULL, UsageError
from readout.record.codec import encode
from readout.record.files import beside
from readout.record.types import Record

Format = Literal["text", "json", "jsonl", "html"]
_BY_SUFFIX: dict[str, Format] = {
    ".json": "json", ".html": "html", ".htm": "html", ".txt": "text",
}  # fmt: skip


class Writer(Protocol):
    """One form of output."""

    def add(self, record: Record) -> None:
        """Write one record."""

    def close(self) -> None:
        """Write what belongs at the end."""


class Lines:
    """JSON Lines: one record a line, flushed, so that the next program can begin."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream

    def add(self, record: Record) -> None:
        self._stream.write(encode(record) + b"\n")
        self._stream.flush()

    def close(self) -> None:
        """Nothing to close: every line stands for itself."""


class Json:
    """One indented object, or an array of them."""

    def __init__(self, stream: BinaryIO, *, several: bool) -> None:
        self._stream, self._several, self._count = stream, several, 0

    def add(self, record: Record) -> None:
        import msgspec

        if self._several:
            self._stream.write(b",\n" if self._count else b"[\n")
        self._stream.write(msgspec.json.format(encode(record), indent=2))
        self._count += 1

    def close(self) -> None:
        if self._several:
            self._stream.write(b"\n]\n" if self._count else b"[]\n")
        elif self._count:
            self._stream.write(b"\n")


class Html:
    """One self-contained page for all records."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._count = stream, 0

    def add(self, record: Record) -> None:
        from readout.view import article

        if not self._count:
            self._stream.write(article.head().encode())
        self._count += 1
        self._stream.write(article.article(record, self._count).encode())

    def close(self) -> None:
        from readout.view import article

        if self._count:
            self._stream.write(article.foot().encode())


class Text:
    """Laid out for a person; colour only where there is a terminal."""

    def __init__(self, stream: BinaryIO, *, explain: bool) -> None:
        from readout.cli.terminal import Printer

        self._printer = Printer(stream, explain=explain)

    def add(self, record: Record) -> None:
        self._printer.print(record)

    def close(self) -> None:
        """Nothing to close."""


_OF_A_STORE = ("readout.duckdb", "readout.duckdb.wal", "readout.lock")


def spare(path: str | None, read: Iterable[str] = ()) -> None:
    """Raise UsageError where writing ``path`` would cost what cannot be had again: one of the files
    that are ``read``, or a part of a store; and for a folder."""
    if path is None or path == "-":
        return
    if os.path.isdir(path):
        raise UsageError(f"'{path}' is a folder; name a file.")
    for source in read:
        with suppress(OSError, ValueError):
            if os.path.isfile(source) and os.path.samefile(source, path):
                raise UsageError(f"'{path}' is what is read; write to another file.")
    folder, name = os.path.split(os.path.abspath(path))
    inside = os.path.exists(path) and os.path.isfile(
        os.path.join(os.path.dirname(folder), _OF_A_STORE[0])
    )
    if inside or (name in _OF_A_STORE and os.path.exists(path)):
        raise UsageError(f"'{path}' is a part of a store; write to another file.")


@contextmanager
def open_output(
    format: Format | None, path: str | None, *, several: bool, explain: bool
) -> Iterator[Writer]:
    """The writer for ``format`` (see :func:`chosen`) on standard output or the file ``path``.

    A file is written beside its place and moved there at the end, so that no half file is taken
    for a whole one; it does not appear when the reading is stopped.
    """
    format = format or chosen(path)
    if path is None:
        writer = _writer(format, sys.stdout.buffer, several, explain)
        yield writer
        writer.close()
        sys.stdout.buffer.flush()
        return
    spare(path)
    part = beside(path)
    try:
        stream = open(part, "wb")  # noqa: SIM115  closed below, before it is moved
    except OSError as error:
        raise UsageError(f"'{path}' cannot be written: {error.strerror}.") from error
    try:
        with stream:
            writer = _writer(format, stream, several, explain)
            yield writer
            writer.close()
        if part != path:
            os.replace(part, path)
    except BaseException as error:
        if part != path:
            os.unlink(part)
        if isinstance(error, OSError) and error.errno in FULL:
            raise UsageError(f"'{path}' cannot be written: {error.strerror}.") from error
        raise


def chosen(path: str | None) -> Format:
    """The form nobody asked for: by the name of the file, or by who is looking."""
    if path is not None:
        return _BY_SUFFIX.get(os.path.splitext(path)[1].lower(), "jsonl")
    return "text" if sys.stdout.isatty() else "jsonl"


def _writer(format: Format, stream: BinaryIO, several: bool, explain: bool) -> Writer:
    if format == "text":
        return Text(stream, explain=explain)
    if format == "html":
        return Html(stream)
    if format == "json":
        return Json(stream, several=several)
    return Lines(stream)
