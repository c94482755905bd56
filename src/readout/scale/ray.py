"""Many machines: the run of one machine with Ray Data between the sources and the store.

Each machine opens sources and reads; what comes back to the one that started the run are the parts
its own workers would have written, and it alone loads them. A part that comes twice, after a
machine was lost, is known by the keys of its captures. Under each reader stands a worker process
of its own, watched and replaced as on one machine, so that a capture that kills or hangs is put
in quarantine and takes no machine with it.
"""

from __future__ import annotations

import asyncio
import atexit
import logging
import os
import pickle
import shutil
import tempfile
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import contextmanager, suppress
from importlib import import_module
from typing import TYPE_CHECKING, Any

import msgspec

from readout.errors import ReadoutError, UsageError
from readout.record.types import Generator as Made
from readout.scale.commits import Commits
from readout.scale.pool import Failed, Finished, Pool
from readout.scale.progress import Bar
from readout.scale.units import Told, batches, here, units
from readout.scale.worker import Job, origin_of
from readout.settings import Settings
from readout.store.keys import reader_of
from readout.store.parts import failure_line, longest_line, part_prefix, write_packed, write_part
from readout.store.runs import Known, begin_run, end_run

if TYPE_CHECKING:
    from readout.scale.run import Options, Summary
    from readout.store.store import Store

_READER_CPUS = 0.9
_SOURCE_CPUS = 0.1
"""What a task asks for that opens sources; with a reader it fits on a machine of one core."""
_PATIENCE = 10.0
"""Seconds for a cluster to take a connection."""
_BLOCK = 200_000
"""Bytes after which what was opened goes to a reader: a batch or two, a few seconds of work."""


class Read(msgspec.Struct, kw_only=True):
    """What a reader has done with a batch."""

    parts: list[tuple[int, bytes]]
    """Bytes of the longest line, and the part as it lies on the disk."""
    weight: int = 0
    read: int = 0
    failed: int = 0
    memory: int = 0
    told: Told


class Reader:
    """One worker process, and what feeds it: an actor of Ray Data."""

    def __init__(
        self, settings: Settings, read: str, timeout: float, memory: int, made: Made
    ) -> None:
        self._home = tempfile.mkdtemp(prefix="readout-")
        self._pool = Pool(Job(settings, self._home, read), 1, timeout=timeout, memory=memory)
        atexit.register(self._end)
        while not self._pool.free():
            list(self._pool.poll(0.2))
        ours = self._pool.made
        if ours != made:
            raise ReadoutError(
                f"A machine of the cluster has readout {ours and ours.version} with model "
                f"{ours and ours.model}, this one {made.version} with {made.model}; install the "
                "same on all of them."
            )
        assert ours is not None
        self._reader = reader_of(ours, self._pool.options)

    def __call__(self, batch: dict[str, Any]) -> dict[str, Any]:
        """Rows of pickled ``Told`` to rows of pickled ``Read``."""
        return {"read": [pickle.dumps(self._read(pickle.loads(row))) for row in batch["told"]]}

    def _read(self, told: Told) -> Read:
        done = Read(parts=[], told=told)
        if told.items:
            while not self._pool.free():
                list(self._pool.poll(0.2))
            self._pool.give(told.items)
        while self._pool.busy:
            for word in self._pool.poll(0.2):
                self._take(word, done)
        told.items = []
        return done

    def _take(self, word: Finished | Failed, done: Read) -> None:
        if isinstance(word, Finished):
            path = word.part
            done.weight += sum(item.weight for item in word.items)
            done.read += len(word.items) - word.failed
            done.failed += word.failed
            done.memory = max(done.memory, word.memory)
        else:
            line = failure_line(word.failure, origin_of(word.item), self._reader)
            path = write_part(self._home, "given-up", [line])
            done.weight += word.item.weight
            done.failed += 1
        if path is not None:
            with open(path, "rb") as file:
                done.parts.append((longest_line(path), file.read()))
            os.unlink(path)

    def _end(self) -> None:
        with suppress(Exception):
            self._pool.close()
        shutil.rmtree(self._home, ignore_errors=True)


def run_on_ray(
    store: Store,
    sources: Sequence[str],
    settings: Settings,
    options: Options,
    summary: Summary,
    signals: Callable[[], Any],
) -> None:
    """Read ``sources`` on the machines of a Ray cluster into ``store``, and fill ``summary``.

    Raises UsageError when Ray is not installed or no cluster answers, ReadoutError when the
    cluster gives up, StoreError when the store cannot be written.
    """
    made, chosen = _who_reads(settings, options, store.parts)
    reader = reader_of(made, chosen)
    with _cluster(options.address) as ray:
        known = Known(store, retry=options.retry)
        summary.run = begin_run(store, made, chosen, reader, sources)
        prefix = f"{part_prefix(summary.run)}-{os.getpid()}"
        commits = Commits(store)
        state = "failed"
        started = time.monotonic()
        try:
            total = sum(_size(path) for unit in units(sources) for path in unit)
            with Bar(total, quiet=options.quiet) as bar, signals() as stops:
                bar.begin()
                rows = _rows(ray, sources, settings, options, known, made, reader)
                number = 0
                for done in rows:
                    for longest, data in done.parts:
                        number += 1
                        name = f"{prefix}-{number:07}"
                        commits.add(write_packed(store.parts, name, longest, data))
                    _count(done, bar, summary)
                    commits.step()
                    bar.show("stopping" if stops() else None)
                    if stops():
                        summary.stopped = True
                        rows.close()
                        break
                bar.show("storing")
                commits.finish()
                summary.rate = bar.rate
            state = "stopped" if summary.stopped else "done"
        except KeyboardInterrupt:
            summary.stopped, state = True, "stopped"
            raise
        except Exception as error:
            # Ray has a family of errors of its own, and wraps ours in them.
            raise _said(error) from error
        finally:
            commits.close()
            summary.take(commits.loaded)
            summary.seconds = time.monotonic() - started
            if state != "failed":
                summary.revisions, summary.copies = end_run(store, summary.run, state)


def _rows(
    ray: Any,
    sources: Sequence[str],
    settings: Settings,
    options: Options,
    known: Known,
    made: Made,
    reader: int,
) -> Generator[Read, None, None]:
    """What the readers of the cluster have done, as it comes."""
    data = import_module("ray.data")
    held = ray.put(known)  # once on each machine, however many tasks look into it
    folder, captures, named = os.getcwd(), options.captures, frozenset(sources)

    def opened(row: dict[str, Any]) -> Iterator[dict[str, Any]]:
        here(folder)
        for told in batches(
            pickle.loads(row["unit"]), settings, captures=captures, known=ray.get(held),
            reader=reader, named=named,
        ):  # fmt: skip
            yield {"told": pickle.dumps(told)}

    context = data.DataContext.get_current()
    context.target_max_block_size = _BLOCK
    context.enable_progress_bars = False
    context.print_on_execution_start = False
    count = options.workers or max(1, int(ray.cluster_resources().get("CPU", 1)))
    work = [{"unit": pickle.dumps(unit)} for unit in units(sources)]
    dataset = (
        data.from_items(work, override_num_blocks=max(1, len(work)))
        .flat_map(opened, num_cpus=_SOURCE_CPUS)
        .map_batches(
            Reader,
            fn_constructor_args=(
                settings, options.read, options.timeout, options.worker_memory, made,
            ),
            compute=data.ActorPoolStrategy(min_size=1, max_size=count, initial_size=count),
            batch_size=1,
            num_cpus=_READER_CPUS,
        )
    )  # fmt: skip
    for block in dataset.iter_batches(batch_size=None, prefetch_batches=0):
        for row in block["read"]:
            yield pickle.loads(row)


def _count(done: Read, bar: Bar, summary: Summary) -> None:
    told = done.told
    summary.seen += told.seen
    summary.known += told.known
    summary.still += told.still
    summary.forgotten += told.forgotten
    summary.passed += told.passed
    summary.complaints += told.complaints
    summary.memory = max(summary.memory, done.memory)
    bar.add(
        weight=done.weight + told.weight,
        read=done.read,
        failed=done.failed,
        known=told.known + told.still,
    )


def _who_reads(settings: Settings, options: Options, parts: str) -> tuple[Made, str | None]:
    """Version, model and options of what will read, by a worker here that reads one line."""
    pool = Pool(Job(settings, parts, options.read), 1, timeout=60.0, memory=options.worker_memory)
    try:
        while pool.made is None:
            list(pool.poll(0.2))
        return pool.made, pool.options
    finally:
        pool.close()


@contextmanager
def _cluster(address: str | None) -> Iterator[Any]:
    """Ray, connected to the cluster at ``address``, or to one of this machine alone."""
    # Nothing is sent to Ray's makers from here, nor by a cluster that is begun here.
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    try:
        ray = import_module("ray")
        import_module("ray.data")
    except ImportError as error:
        raise UsageError(
            "The engine ray needs the package ray; install it with `pip install 'readout[ray]'`."
        ) from error
    # Also Ray Data's own logger, which the import has set up; the bar and the summary are ours.
    for name in ("ray", "ray.data"):
        logging.getLogger(name).setLevel(logging.ERROR)
    if ray.is_initialized():
        yield ray
        return
    _make_sure_of(address)
    try:
        ray.init(address=address or "local", log_to_driver=False, logging_level=logging.ERROR)
    except Exception as error:
        raise UsageError(
            f"No Ray cluster answers at '{address}': {_first_line(error)}; `ray status` says "
            "whether one is up."
        ) from error
    try:
        yield ray
    finally:
        ray.shutdown()


def _make_sure_of(address: str | None) -> None:
    """Raise UsageError where nothing listens at HOST:PORT; Ray itself would try for minutes."""
    host, _, port = (address or "").rpartition(":")
    if not host or not port.isdigit() or "/" in host:
        return

    async def knock() -> None:
        _, writer = await asyncio.open_connection(host.strip("[]"), int(port))
        writer.close()

    try:
        asyncio.run(asyncio.wait_for(knock(), _PATIENCE))
    except (OSError, OverflowError, TimeoutError) as error:
        why = getattr(error, "strerror", None) or str(error) or f"no answer in {_PATIENCE:g} s"
        raise UsageError(
            f"No Ray cluster answers at '{address}': {why}; `ray status` says whether one is up."
        ) from error


def _said(error: Exception) -> ReadoutError:
    """Our own error inside Ray's, else a sentence with the first line of it."""
    inner: BaseException | None = error
    while inner is not None:
        cause = getattr(inner, "cause", None) or inner.__cause__
        if isinstance(inner, ReadoutError) and not isinstance(cause, ReadoutError):
            return inner
        inner = cause if isinstance(cause, BaseException) else None
    return ReadoutError(
        f"The cluster gave up ({type(error).__name__}: {_first_line(error)}); what was finished "
        "is safe, and the same command goes on from there."
    )


def _first_line(error: Exception) -> str:
    return next((line.strip() for line in str(error).splitlines() if line.strip()), "no reason")


def _size(path: str) -> int:
    try:
        return os.path.getsize(path)
    except (OSError, ValueError):
        return 0
