"""A worker process: captures come through a pipe, a part file and one short word go back."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from multiprocessing.connection import Connection

import msgspec

from readout.capture.capture import Capture
from readout.capture.failure import Failure
from readout.capture.load import load_bytes
from readout.capture.many.item import Item, capture_of
from readout.errors import ReadoutError
from readout.record.types import Generator, Record
from readout.settings import Settings
from readout.store.keys import options_of, reader_of
from readout.store.parts import Origin, failure_line, record_line, write_part

READ = "readout.reading:read"
"""Where the read function is; a test can name another."""
_WARM_UP = b"Ports agree\n\nOSTREY, Sarn - Ms. Roth met Mr. Imber on Tuesday, officials said."
_LONGEST_LINE = 256_000_000

Read = Callable[[Capture, Settings], Record]


class Job(msgspec.Struct, frozen=True):
    """What every worker of a run is told at its start."""

    settings: Settings
    parts: str
    """Folder for part files."""
    read: str = READ


class Ready(msgspec.Struct, frozen=True):
    """The worker has loaded its model; who it is."""

    made: Generator
    options: str | None


class At(msgspec.Struct, frozen=True):
    """The worker begins with the item of this index."""

    index: int


class Done(msgspec.Struct, frozen=True):
    """The batch, or with ``stopped`` its beginning, is on the disk as a part."""

    part: str | None
    items: int
    failed: int
    memory: int
    """Resident set of the worker in bytes; 0 where the system does not tell."""


class Broken(msgspec.Struct, frozen=True):
    """The worker cannot go on: a missing model, a full disk."""

    reason: str
    kind: str
    exit_code: int


class Batch(msgspec.Struct, frozen=True):
    """Captures to read together, into a part of this name."""

    name: str
    items: list[Item]


def origin_of(item: Item) -> Origin:
    """Which capture an item is about, as the store names it."""
    return Origin(
        sha256=hashlib.sha256(item.data).hexdigest() if item.data else None,
        url=item.url,
        path=item.path,
        position=item.position,
    )


def work(pipe: Connection, job: Job, parent: int) -> None:
    """The life of a worker. Ends when the pipe does, that is also when its parent was killed."""
    # Ctrl-C reaches the whole group; it is the parent that says when to stop.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        _work(pipe, job, parent)
    except (EOFError, OSError, KeyboardInterrupt):
        os._exit(0)  # nobody is listening any more


def _work(pipe: Connection, job: Job, parent: int) -> None:
    options = options_of(job.settings)
    try:
        read = find_read(job.read)
        made = read(load_bytes(_WARM_UP), job.settings).readout
    except ReadoutError as error:
        pipe.send(Broken(str(error), error.kind, error.exit_code))
        return
    reader = reader_of(made, options)
    pipe.send(Ready(made, options))
    while True:
        batch = pipe.recv()
        if batch is None:
            return
        lines: list[bytes] = []
        failures = 0
        for index, item in enumerate(batch.items):
            if lines and pipe.poll():  # the only thing that can come now is the word to stop
                break
            pipe.send(At(index))
            line, good = _line(item, read, job.settings, options, reader)
            lines.append(line)
            failures += not good
        if os.getppid() != parent:
            return  # an orphan's part would be read again by the next run all the same
        try:
            part = write_part(job.parts, batch.name, lines) if lines else None
        except ReadoutError as error:
            pipe.send(Broken(str(error), error.kind, error.exit_code))
            return
        pipe.send(Done(part, len(lines), failures, resident()))


def find_read(name: str) -> Read:
    """The function at ``module:function``."""
    module, _, function = name.partition(":")
    found: Read = getattr(import_module(module), function)
    return found


def _line(
    item: Item, read: Read, settings: Settings, options: str | None, reader: int
) -> tuple[bytes, bool]:
    """The line of one capture, and whether it holds a record."""
    origin = origin_of(item)
    failure: Failure
    if item.failure is not None:
        return failure_line(item.failure, origin, reader), False
    try:
        record = read(capture_of(item, settings), settings)
        line = record_line(record, origin, options, reader)
        if len(line) <= _LONGEST_LINE:
            return line, True
        failure = Failure(
            path=item.name,
            kind="limit",
            reason=f"'{item.name}' gives a record of {len(line):,} bytes, which is no news page.",
            exit_code=5,
        )
    except ReadoutError as error:
        failure = Failure.of(item.name, error)
    except Exception as error:
        # A fault of ours in one page must not take the other million with it.
        failure = Failure(
            path=item.name,
            kind="fault",
            reason=(
                f"'{item.name}' met a fault of readout ({type(error).__name__}: {error}); please "
                "report it together with the capture."
            ),
            exit_code=1,
        )
    return failure_line(failure, origin, reader), False


def resident() -> int:
    """Resident memory of this process in bytes; 0 where the system does not tell."""
    try:
        with open("/proc/self/statm", "rb") as file:
            return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError, IndexError, AttributeError):
        pass
    try:
        import resource
    except ImportError:
        return 0
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
