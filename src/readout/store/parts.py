"""Part files: what a worker has read, on disk whole or not at all, until the store has loaded it.

A part is zstd JSON Lines, one line for each capture. It is written beside its place, flushed to
the disk and moved, so a process that is killed at any moment leaves no half part behind.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable
from typing import Any

import msgspec

from readout.capture.failure import Failure, printable
from readout.errors import FULL, StoreError
from readout.record.files import beside
from readout.record.types import Record
from readout.store import minhash
from readout.store.keys import capture_key, reader_of
from readout.store.rows import body_of, rows_of

SUFFIX = ".jsonl.zst"
_ENCODER = msgspec.json.Encoder()


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """Which capture a line is about, as the source of the capture tells it."""

    sha256: str | None
    """Of the bytes; None when they could not be had."""
    url: str | None
    path: str | None
    position: int | None = None
    """Byte offset in the container, as it lies on the disk."""


def record_line(
    record: Record, origin: Origin, options: str | None, reader: int | None = None
) -> bytes:
    """The line of a capture that gave a record.

    ``reader`` is the number of what reads in this run, for the record may name less (no model for a
    page in another language); without it that of what the record names.
    """
    if reader is None:
        reader = reader_of(record.readout, options)
    line: dict[str, Any] = _head(origin, reader)
    line.update(rows_of(record, options=options, reader=reader))
    values = minhash.signature(body_of(record))
    if values is not None:
        line["minhash"] = minhash.packed(values)
        line["bands"] = minhash.bands(values)
    return _ENCODER.encode(line)


def failure_line(failure: Failure, origin: Origin, reader: int) -> bytes:
    """The line of a capture that gave none, with the reason."""
    line = _head(origin, reader)
    line["failure"] = {"kind": failure.kind, "reason": printable(failure.reason)}
    return _ENCODER.encode(line)


def _head(origin: Origin, reader: int) -> dict[str, Any]:
    key = None if origin.sha256 is None else capture_key(origin.sha256, origin.url, reader)
    return {
        "key": key,
        "sha256": origin.sha256,
        "url": None if origin.url is None else printable(origin.url),
        "path": None if origin.path is None else printable(origin.path),
        "position": origin.position,
    }


def write_part(folder: str, name: str, lines: Iterable[bytes]) -> str:
    """Write a part whole and give its path. Raises StoreError when the disk will not take it."""
    import zstandard

    kept = list(lines)
    longest = max(map(len, kept), default=0)
    return write_packed(folder, name, longest, zstandard.compress(b"\n".join(kept) + b"\n", 3))


def write_packed(folder: str, name: str, longest: int, data: bytes) -> str:
    """Write a part that is packed already, as :func:`write_part` does.

    ``longest``: bytes of its longest line.
    """
    path = os.path.join(folder, f"{name}.{longest}{SUFFIX}")
    try:
        write_whole(path, data)
    except OSError as error:
        raise disk_error(folder, error) from error
    return path


def part_prefix(run: int) -> str:
    """How the names of the parts of a run begin."""
    return f"run-{run:06}"


def run_of(path: str) -> int:
    """The run that a part belongs to."""
    return int(os.path.basename(path)[4:10])


def longest_line(path: str) -> int:
    """Bytes of the longest line of a part, which its name tells, so that a reader can make room."""
    number = os.path.basename(path).removesuffix(SUFFIX).rpartition(".")[2]
    return int(number) if number.isdigit() else 1 << 24


def is_whole(path: str) -> bool:
    """Whether a part is what was written, which only a failing disk can change."""
    import zstandard

    try:
        with open(path, "rb") as file:
            data = zstandard.decompress(file.read())
        for line in data.splitlines():
            msgspec.json.decode(line, type=msgspec.Raw)
    except (OSError, zstandard.ZstdError, msgspec.DecodeError, UnicodeDecodeError):
        return False
    return True


def write_whole(path: str, data: bytes) -> None:
    """Put ``data`` at ``path`` so that after any crash it is there whole or not at all."""
    part = beside(path, ".new")
    if part == path:
        with open(path, "wb") as device:
            device.write(data)
        return
    try:
        with open(part, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, path)
    except OSError:
        if os.path.exists(part):
            os.unlink(part)
        raise
    sync_folder(os.path.dirname(path))


def sync_folder(folder: str) -> None:
    """Make names in a folder last; a system without that promise (Windows) is left alone."""
    try:
        descriptor = os.open(folder or ".", os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        pass
    finally:
        os.close(descriptor)


def waiting(folder: str) -> list[str]:
    """Parts that are not loaded yet, oldest name first; half-written ones are swept away."""
    found = []
    for name in sorted(os.listdir(folder)):
        path = os.path.join(folder, name)
        if name.endswith(SUFFIX):
            found.append(path)
        elif name.endswith(".new"):
            os.unlink(path)
    return found


def disk_error(path: str, error: OSError) -> StoreError:
    """The sentence for a system that refuses to write."""
    if error.errno in FULL:
        return StoreError(
            f"The disk of '{printable(path)}' is full; what was finished is safe. Make room and "
            "start the same command again: it goes on where it stopped."
        )
    if error.errno in (errno.EROFS, errno.EACCES, errno.EPERM):
        return StoreError(
            f"The store '{printable(path)}' may not be written ({error.strerror}); ask for the "
            "right to write it, or copy it to a place of your own."
        )
    return StoreError(f"The store '{printable(path)}' cannot be written: {error.strerror}.")
