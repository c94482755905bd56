"""The log of a store: a file of JSON lines that only grows, ``STORE/review/log.jsonl``.

Each entry is one write to a file opened for appending, under a lock that the system takes away
when its owner dies, and is on the disk before :func:`append` comes back. What a kill or a full disk
leaves half-written is a line that is no JSON: reading passes over it and says so, and the next
entry begins on a line of its own.
"""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager

import msgspec

from readout.errors import StoreError
from readout.review.entry import Entry, new_id, now
from readout.store.parts import disk_error, sync_folder, write_whole

FOLDER = "review"
NAME = "log.jsonl"
_DECODER = msgspec.json.Decoder(Entry)


class Log(msgspec.Struct, frozen=True):
    """What was read."""

    entries: list[Entry]
    broken: list[int]
    """Numbers of the lines, from 1, that are no entry: torn by a kill, or changed by hand."""

    def of(self, article: str) -> list[Entry]:
        """The entries on one article."""
        return [entry for entry in self.entries if entry.article == article]


def path_of(folder: str) -> str:
    """Where the log of a store is; the file need not be there."""
    return os.path.join(folder, FOLDER, NAME)


def read(folder: str) -> Log:
    """All entries in the order they were written; none where nobody judged anything yet.

    An entry whose id was there before counts once. Raises StoreError when it cannot be read.
    """
    try:
        with open(path_of(folder), "rb") as file:
            data = file.read()
    except FileNotFoundError:
        return Log([], [])
    except OSError as error:
        raise disk_error(folder, error) from error
    entries: dict[str, Entry] = {}
    broken = []
    for number, line in enumerate(data.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            entry = _DECODER.decode(line)
        except (msgspec.DecodeError, UnicodeDecodeError):
            broken.append(number)
        else:
            entries.setdefault(entry.id, entry)
    return Log(list(entries.values()), broken)


def append(folder: str, entries: Iterable[Entry]) -> None:
    """Write entries behind those that are there; all of them or, when it fails, none.

    Several processes may do so at once. Raises StoreError when nothing can be written.
    """
    lines = b"".join(msgspec.json.encode(entry) + b"\n" for entry in entries)
    if not lines:
        return
    try:
        with _held(folder):
            path = path_of(folder)
            is_new = not os.path.exists(path)
            descriptor = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o666)
            try:
                size = os.fstat(descriptor).st_size
                torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
                data = b"\n" + lines if torn else lines
                if os.write(descriptor, data) != len(data):
                    # A full disk took a part of it; no half entry may be taken for a whole one.
                    os.ftruncate(descriptor, size)
                    raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
                os.fsync(descriptor)
            finally:
                os.close(descriptor)
            if is_new:
                sync_folder(os.path.dirname(path))
    except OSError as error:
        raise disk_error(folder, error) from error


def undo(folder: str, id_: str, by: str, note: str = "") -> Entry:
    """Take back an entry of one's own by another entry, which is returned.

    Raises StoreError when there is no such entry, or somebody else wrote it.
    """
    wanted = next((entry for entry in read(folder).entries if entry.id == id_), None)
    if wanted is None:
        raise StoreError(f"The log of '{folder}' holds no entry '{id_}'.")
    if wanted.by != by:
        raise StoreError(f"The entry '{id_}' is of {wanted.by}; only who wrote it takes it back.")
    taken = msgspec.structs.replace(
        wanted, id=new_id(), at=now(), verdict="undo", field=None, old=None, new=None, claim={},
        note=note, undoes=id_,
    )  # fmt: skip
    append(folder, [taken])
    return taken


def forget(folder: str, articles: Iterable[str]) -> int:
    """Take out all that was said of some articles, since entries quote their words.

    The one thing that makes the log shorter; `readout forget` calls it. The number of entries.
    """
    gone = set(articles)
    try:
        if not os.path.exists(path_of(folder)):
            return 0
        with _held(folder):
            log = read(folder)
            held = log.entries
            kept = [entry for entry in held if entry.article not in gone]
            # A torn line may quote the article as well.
            if len(kept) < len(held) or log.broken:
                data = b"".join(msgspec.json.encode(entry) + b"\n" for entry in kept)
                write_whole(path_of(folder), data)
    except OSError as error:
        raise disk_error(folder, error) from error
    return len(held) - len(kept)


@contextmanager
def _held(folder: str) -> Iterator[None]:
    """The lock of the log. It is a file of its own, for the log is replaced when it forgets."""
    if not os.path.isdir(folder):
        raise StoreError(f"There is no store in '{folder}'.")
    inner = os.path.join(folder, FOLDER)
    os.makedirs(inner, exist_ok=True)
    with open(os.path.join(inner, "lock"), "a+b") as file:
        try:
            import fcntl
        except ImportError:  # Windows, where appending has to do
            yield
            return
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
