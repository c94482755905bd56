"""Records out of a file, whichever of the three JSON forms it has."""

from __future__ import annotations

import os
import stat
import sys
from collections.abc import Iterator

import msgspec

from readout.errors import RecordError
from readout.record.codec import decode, decode_lines
from readout.record.types import Record


def beside(path: str, suffix: str = ".part") -> str:
    """Where a file is written until it is complete and takes its place: ``path`` and ``suffix``.

    For a device or a pipe it is ``path`` itself: they hold no half file, and what takes their place
    would put an ordinary file where the whole machine expects ``/dev/null``.
    """
    try:
        ordinary = stat.S_ISREG(os.stat(path).st_mode)
    except OSError:
        ordinary = True
    return path + suffix if ordinary else path


def read_records(path: str) -> Iterator[tuple[str, Record | RecordError]]:
    """Each record of a file (``-`` is standard input) with where it stands, or its error.

    The file holds JSON Lines, one JSON object or a JSON array. Raises RecordError when it cannot
    be read at all.
    """
    data = _data(path)
    where = "Standard input" if path == "-" else f"'{path}'"
    start = data.lstrip(b"\xef\xbb\xbf \t\r\n")
    if not start:
        return
    if start[:1] == b"[":
        yield from _array(start, where)
    elif _is_one(start):
        yield where, _decoded(start, where)
    else:
        for number, item in decode_lines(data.removeprefix(b"\xef\xbb\xbf").splitlines(), where):
            yield f"{where}, line {number}", item


def _data(path: str) -> bytes:
    try:
        if path == "-":
            return sys.stdin.buffer.read()
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise RecordError(f"'{path}' cannot be read: {error.strerror}.") from error


def _is_one(data: bytes) -> bool:
    """Whether the whole is one JSON value laid out over several lines."""
    first, _, rest = data.partition(b"\n")
    if not rest.strip():
        return True
    try:
        msgspec.json.decode(first)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # A broken first line is still a line when the next one is an object of its own.
        return not rest.lstrip().startswith(b"{")
    return False


def _array(data: bytes, where: str) -> Iterator[tuple[str, Record | RecordError]]:
    try:
        items = msgspec.json.decode(data, type=list[msgspec.Raw])
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        raise RecordError(f"{where} is no JSON: {error}.") from error
    for number, item in enumerate(items, start=1):
        place = f"{where}, record {number}"
        yield place, _decoded(bytes(item), place)


def _decoded(data: bytes, where: str) -> Record | RecordError:
    try:
        return decode(data, where)
    except RecordError as error:
        return error
