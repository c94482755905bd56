"""Worker processes: started, fed, watched, replaced when they die, grow or hang."""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import sys
import time
from collections import deque
from collections.abc import Iterator
from contextlib import contextmanager
from multiprocessing.connection import Connection, wait
from types import ModuleType
from typing import Any

import msgspec

from readout.capture.failure import Failure
from readout.capture.many.item import Item
from readout.errors import ReadoutError, StoreError
from readout.record.types import Generator
from readout.scale.worker import At, Batch, Broken, Done, Job, Ready, work

_BLAS = "OPENBLAS_NUM_THREADS"
_STARTS = 5
"""So many workers in a row that die before they are ready mean that none will ever be."""


class Finished(msgspec.Struct, frozen=True):
    """A batch, or a part of one, is on the disk."""

    part: str | None
    items: list[Item]
    failed: int
    memory: int


class _Slot:
    """One worker and what it is at."""

    def __init__(self, job: Job) -> None:
        context = multiprocessing.get_context("spawn")  # a fork would share locks and sessions
        here, there = context.Pipe()
        self.pipe: Connection = here
        self.process = context.Process(target=work, args=(there, job, os.getpid()), daemon=True)
        with _bare_main(), _one_thread():
            self.process.start()
        there.close()
        self.ready = False
        self.batch: Batch | None = None
        self.index = 0
        self.since = time.monotonic()
        self.stopping = False

    def end(self) -> None:
        """Kill it; what it was at is kept by whoever asks before."""
        self.pipe.close()
        self.process.kill()
        self.process.join()


@contextmanager
def _bare_main() -> Iterator[None]:
    """Starts processes that do not run the program of this one again, which may be large (Ray's
    is) or do things when it is run; a worker needs nothing of it."""
    held = sys.modules["__main__"]
    sys.modules["__main__"] = ModuleType("__main__")
    try:
        yield
    finally:
        sys.modules["__main__"] = held


@contextmanager
def _one_thread() -> Iterator[None]:
    """Starts processes whose numpy keeps to one core, unless the user says otherwise.

    OpenBLAS gives small products to threads of all cores, which gain nothing and spin: one worker
    then holds two cores, and two workers read 1.3 times as fast as one instead of 1.9 times.
    """
    if _BLAS in os.environ:
        yield
        return
    os.environ[_BLAS] = "1"
    try:
        yield
    finally:
        del os.environ[_BLAS]


class Pool:
    """``size`` workers. ``give`` batches while ``free``, and go through what ``poll`` tells."""

    def __init__(self, job: Job, size: int, *, timeout: float, memory: int) -> None:
        """``timeout``: seconds for one capture; ``memory``: bytes after which one is replaced."""
        self._job, self._timeout, self._memory = job, timeout, memory
        self._slots = [_Slot(job) for _ in range(size)]
        self._again: deque[Batch] = deque()
        self._suspects: set[str] = set()
        self._deaths = 0
        self._number = 0
        self.prefix = "run"
        self.made: Generator | None = None
        self.options: str | None = None

    @property
    def busy(self) -> int:
        """Batches that are being read or wait to be read again."""
        return len(self._again) + sum(slot.batch is not None for slot in self._slots)

    def free(self) -> bool:
        """Whether a batch can be given now."""
        return not self._again and any(s.ready and s.batch is None for s in self._slots)

    def give(self, items: list[Item]) -> None:
        """Hand a batch to a free worker."""
        self._number += 1
        slot = next(s for s in self._slots if s.ready and s.batch is None)
        self._send(slot, Batch(f"{self.prefix}-{self._number:07}", items))

    def poll(self, seconds: float) -> Iterator[Finished | Failed]:
        """What has happened, after waiting for at most ``seconds``.

        Raises ReadoutError when no worker can go on.
        """
        pipes = {slot.pipe: slot for slot in self._slots}
        for pipe in wait(list(pipes), seconds):
            yield from self._hear(pipes[pipe])  # type: ignore[index]
        now = time.monotonic()
        for slot in list(self._slots):
            if slot.batch is not None and now - slot.since > self._timeout:
                yield from self._lost(slot, "timeout")
        for slot in self._slots:
            if self._again and slot.ready and slot.batch is None:
                self._send(slot, self._again.popleft())

    def stop(self) -> None:
        """Ask every worker to end its batch after the capture it is at."""
        self._again.clear()
        for slot in self._slots:
            if slot.batch is not None and not slot.stopping:
                slot.stopping = True
                self._try(slot, None)

    def close(self) -> None:
        """End all workers, at once."""
        for slot in self._slots:
            slot.end()

    def _send(self, slot: _Slot, batch: Batch) -> None:
        slot.batch, slot.index, slot.since = batch, 0, time.monotonic()
        self._try(slot, batch)

    def _try(self, slot: _Slot, word: Any) -> None:
        with contextlib.suppress(OSError):  # a dead one is found out by the next poll
            slot.pipe.send(word)

    def _hear(self, slot: _Slot) -> Iterator[Finished | Failed]:
        """All that a worker has said so far."""
        try:
            while slot in self._slots and slot.pipe.poll():
                yield from self._take(slot, slot.pipe.recv())
        except (EOFError, OSError):
            yield from self._lost(slot, "crash")

    def _take(self, slot: _Slot, word: Any) -> Iterator[Finished]:
        slot.since = time.monotonic()
        if isinstance(word, At):
            slot.index = word.index
        elif isinstance(word, Ready):
            slot.ready, self._deaths = True, 0
            self.made, self.options = word.made, word.options
        elif isinstance(word, Broken):
            raised = (StoreError if word.kind == "store" else ReadoutError)(word.reason)
            raised.exit_code = word.exit_code
            raise raised
        elif isinstance(word, Done):
            assert slot.batch is not None
            done = slot.batch.items[: word.items]
            slot.batch = None
            if slot.stopping or word.memory > self._memory:
                self._replace(slot, again=not slot.stopping)
            yield Finished(word.part, done, word.failed, word.memory)

    def _lost(self, slot: _Slot, why: str) -> Iterator[Finished | Failed]:
        """A worker died or hangs: read its other captures again, and the one it was at alone.

        A capture is given up at the second death, since the first may have been the system's.
        """
        batch, index, stopping = slot.batch, slot.index, slot.stopping
        slot.process.join(timeout=0.2)
        code = slot.process.exitcode
        if batch is None:
            self._deaths += 1
            if self._deaths >= _STARTS:
                raise ReadoutError(
                    f"Workers end as soon as they start (exit code {code}); try "
                    "`readout example` to see whether readout runs here at all."
                )
        self._replace(slot, again=not stopping)
        if batch is None or stopping:
            return
        culprit = batch.items[index]
        rest = batch.items[:index] + batch.items[index + 1 :]
        if culprit.name in self._suspects or why == "timeout":
            yield Failed(culprit, self._verdict(culprit, why, code))
        else:
            self._suspects.add(culprit.name)
            rest_first = [Batch(f"{batch.name}a", [culprit])]
            self._again.extend(rest_first)
        if rest:
            self._again.append(Batch(f"{batch.name}b", rest))

    def _verdict(self, item: Item, why: str, code: int | None) -> Failure:
        if why == "timeout":
            reason = (
                f"'{item.name}' takes longer than {self._timeout:g} s to read; it was given up."
            )
        else:
            how = f"signal {-code}" if code is not None and code < 0 else f"exit code {code}"
            reason = (
                f"'{item.name}' ends the process that reads it, twice ({how}); please report it "
                "together with the capture."
            )
        return Failure(path=item.name, kind=why, reason=reason, exit_code=1)

    def _replace(self, slot: _Slot, *, again: bool) -> None:
        self._slots.remove(slot)
        slot.end()
        if again:
            self._slots.append(_Slot(self._job))


class Failed(msgspec.Struct, frozen=True):
    """A capture that no worker survives."""

    item: Item
    failure: Failure
