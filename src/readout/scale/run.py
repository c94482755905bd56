"""One run: sources to store. What was finished is safe at any moment, and found by the next run."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from types import FrameType
from typing import Any, Literal

import msgspec

from readout.capture.find import Skipped
from readout.capture.many.item import Item
from readout.capture.many.items import items, measure
from readout.errors import UsageError
from readout.scale.commits import Commits
from readout.scale.pool import Failed, Finished, Pool
from readout.scale.progress import Bar
from readout.scale.worker import READ, Job, origin_of
from readout.settings import Settings
from readout.store.keys import capture_key, reader_of
from readout.store.load import Loaded, database_error, load
from readout.store.parts import failure_line, part_prefix, write_part
from readout.store.runs import Known, begin_run, end_run
from readout.store.store import Store, open_store

STOPPING = "Stopping after the captures at hand; Ctrl-C once more stops at once."
_BATCH_BYTES = 8_000_000


class Options(msgspec.Struct, frozen=True, kw_only=True):
    """How to run; the defaults suit a laptop."""

    workers: int = 1
    """With Ray 0 is all cores of the cluster."""
    captures: str | None = None
    """Folder with the pages of feeds and address lists."""
    batch: int = 32
    """Captures in one part at most."""
    timeout: float = 300.0
    """Seconds for one capture."""
    worker_memory: int = 1_500_000_000
    """Bytes after which a worker is replaced by a fresh one."""
    memory: str = "1GB"
    """For the database."""
    retry: bool = False
    """Read what is in quarantine again."""
    parquet: bool = False
    """Write the tables of this run as Parquet at the end."""
    quiet: bool = False
    read: str = READ
    engine: Literal["processes", "ray"] = "processes"
    address: str | None = None
    """Of a Ray cluster; None is one of this machine alone."""


class Summary(msgspec.Struct, kw_only=True):
    """What a run came to, in captures."""

    run: int = 0
    seen: int = 0
    """Captures that came to an end; what a stopped run had found and not read does not count."""
    added: int = 0
    same: int = 0
    known: int = 0
    """Done by an earlier run of the same version, model, codebook and options."""
    recovered: int = 0
    """Read by an earlier run that was ended before it could store them."""
    failed: int = 0
    """Put into quarantine by this run."""
    still: int = 0
    """In quarantine since an earlier run, for the same reason or because nobody tried again."""
    forgotten: int = 0
    """Taken out of the store by hand, and not read again."""
    passed: int = 0
    revisions: int = 0
    copies: int = 0
    seconds: float = 0.0
    rate: float = 0.0
    memory: int = 0
    """Largest resident memory of a worker, in bytes."""
    stopped: bool = False
    complaints: list[tuple[str, int]] = []
    """Sources that could not be read at all: sentence and exit code."""

    def take(self, loaded: Loaded) -> None:
        """What came of the parts of this run."""
        self.added, self.same, self.failed = loaded.added, loaded.same, loaded.failed
        self.still += loaded.still


def run(
    sources: Sequence[str], folder: str, settings: Settings, options: Options | None = None
) -> Summary:
    """Read every capture of ``sources`` that the store in ``folder`` does not have yet.

    Ctrl-C (or SIGTERM) ends the run after the captures that are being read; a second one at once.
    Raises StoreError for a store that cannot be written, ModelError when no worker can start,
    UsageError when there are no sources.
    """
    options = options or Options()
    if not sources:
        raise UsageError("Nothing to read: name files, folders, patterns, archives or feeds.")
    if options.workers < (1 if options.engine == "processes" else 0):
        raise UsageError(f"At least one worker has to read, not {options.workers}.")
    with open_store(folder, write=True, memory=options.memory) as store:
        return run_into(store, sources, settings, options)


def run_into(store: Store, sources: Sequence[str], settings: Settings, options: Options) -> Summary:
    """:func:`run` for a store that is open for writing."""
    import duckdb

    try:
        return _run(store, sources, settings, options)
    except duckdb.Error as error:  # a full disk, most likely, between two steps
        raise database_error(store.folder, error) from error


def _run(store: Store, sources: Sequence[str], settings: Settings, options: Options) -> Summary:
    summary = Summary()
    recovered = load(store)
    summary.recovered = recovered.added
    if options.engine == "ray":
        from readout.scale.ray import run_on_ray

        run_on_ray(store, sources, settings, options, summary, _signals)
        _write_tables(store, options)
        return summary
    job = Job(settings, store.parts, options.read)
    pool = Pool(job, options.workers, timeout=options.timeout, memory=options.worker_memory)
    try:
        with Bar(measure(sources), quiet=options.quiet) as bar, _signals() as stops:
            _Run(store, sources, settings, options, pool, bar, stops, summary).go()
    finally:
        pool.close()
    _write_tables(store, options)
    return summary


def _write_tables(store: Store, options: Options) -> None:
    if options.parquet:
        from readout.store.parquet import write_tables

        write_tables(store)


class _Run:
    """The state of a run between its steps."""

    def __init__(
        self,
        store: Store,
        sources: Sequence[str],
        settings: Settings,
        options: Options,
        pool: Pool,
        bar: Bar,
        stops: Callable[[], int],
        summary: Summary,
    ) -> None:
        self._store, self._sources, self._settings = store, sources, settings
        self._options, self._pool, self._bar = options, pool, bar
        self._stops, self._summary = stops, summary
        self._commits = Commits(store)
        self._given_up = 0
        self._ended = 0

    def go(self) -> None:
        pool, summary = self._pool, self._summary
        while pool.made is None:
            for _ in pool.poll(0.1):
                pass
            self._bar.show()
            if self._stops():
                summary.stopped = True
                return
        reader = reader_of(pool.made, pool.options)
        summary.run = begin_run(self._store, pool.made, pool.options, reader, self._sources)
        pool.prefix = f"{part_prefix(summary.run)}-{os.getpid()}"
        known = Known(self._store, retry=self._options.retry)
        self._bar.begin()
        started = time.monotonic()
        batches = self._batches(known, reader)
        prepared: list[list[Item]] = []
        more = True
        state = "failed"
        try:
            while more or prepared or pool.busy or self._commits.open:
                if self._stops():
                    if not summary.stopped:
                        self._bar.say(STOPPING)
                    summary.stopped, more = True, False
                    prepared.clear()
                    pool.stop()
                while prepared and pool.free():
                    pool.give(prepared.pop(0))
                if more and len(prepared) < self._options.workers:
                    batch = next(batches, None)
                    more = batch is not None
                    if batch:
                        prepared.append(batch)
                    if more and pool.free():
                        continue
                self._listen(reader, 0.0 if more and len(prepared) < self._options.workers else 0.1)
                self._commits.step(final=not (more or prepared or pool.busy))
                self._bar.show("stopping" if summary.stopped else None)
            state = "stopped" if summary.stopped else "done"
        except KeyboardInterrupt:
            summary.stopped, state = True, "stopped"
            raise
        finally:
            self._commits.close()
            summary.take(self._commits.loaded)
            summary.seconds = time.monotonic() - started
            summary.rate = self._bar.rate
            if summary.stopped:
                summary.seen = self._ended
            if state != "failed":
                summary.revisions, summary.copies = end_run(self._store, summary.run, state)

    def _batches(self, known: Known, reader: int) -> Iterator[list[Item]]:
        """Items that are not done yet, by count and bytes; an empty list is a sign of life."""
        summary, bar = self._summary, self._bar
        batch: list[Item] = []
        size = passing = 0

        def on_skip(_: Skipped) -> None:
            summary.passed += 1

        found = items(
            self._sources, self._settings, captures=self._options.captures, on_skip=on_skip
        )
        for item in found:
            passing += 1
            if item.failure is None and not item.data:
                bar.add(weight=item.weight)
                continue
            summary.seen += 1
            if item.failure is not None and item.path in self._sources:
                summary.complaints.append((item.failure.reason, item.failure.exit_code))
            origin = origin_of(item)
            if origin.sha256 is not None:
                if known.is_forgotten(origin.sha256):
                    summary.forgotten += 1
                    self._ended += 1
                    bar.add(weight=item.weight)
                    continue
                key = capture_key(origin.sha256, origin.url, reader)
                if known.is_done(key):
                    bad = known.is_bad(key)
                    summary.known += not bad
                    summary.still += bad
                    self._ended += 1
                    bar.add(weight=item.weight, known=1)
                    if passing % 256 == 0:
                        yield []
                    continue
                known.add(key)
            if batch and size + len(item.data) > _BATCH_BYTES:
                yield batch
                batch, size = [], 0
            batch.append(item)
            size += len(item.data)
            if len(batch) >= self._options.batch:
                yield batch
                batch, size = [], 0
        if batch:
            yield batch

    def _listen(self, reader: int, seconds: float) -> None:
        for word in self._pool.poll(seconds):
            if isinstance(word, Finished):
                if word.part is not None:
                    self._commits.add(word.part)
                self._ended += len(word.items)
                weight = sum(item.weight for item in word.items)
                good = len(word.items) - word.failed
                self._bar.add(weight=weight, read=good, failed=word.failed)
                self._summary.memory = max(self._summary.memory, word.memory)
            elif isinstance(word, Failed):
                self._given_up += 1
                self._ended += 1
                line = failure_line(word.failure, origin_of(word.item), reader)
                name = f"{self._pool.prefix}-given-up-{self._given_up:05}"
                self._commits.add(write_part(self._store.parts, name, [line]))
                self._bar.add(weight=word.item.weight, failed=1)


@contextmanager
def _signals() -> Iterator[Callable[[], int]]:
    """How often Ctrl-C was pressed so far; at the third time the usual thing happens."""
    count = 0

    def on_signal(number: int, frame: FrameType | None) -> None:
        nonlocal count
        count += 1
        if count > 1:
            raise KeyboardInterrupt

    before: dict[int, Any] = {}
    for number in (int(signal.SIGINT), int(signal.SIGTERM)):
        try:
            before[number] = signal.signal(number, on_signal)
        except ValueError:  # not the main thread, which gets no signals
            break
    try:
        yield lambda: count
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


__all__ = ["Options", "Summary", "run", "run_into"]
