"""Memory over many captures: ``python -m benchmarks.memory [--captures 5000] [--minutes 20]``.

A run of its own reads the articles of :mod:`benchmarks.articles`, no two alike, into a store; the
resident memory of its workers and of the process that stores is looked at every two seconds. What
is printed is the mean of each tenth of the captures, and the slope over the second half: flat is a
slope near 0. ``--minutes`` stops the run, as Ctrl-C does, when it takes longer.

With ``--folder DIR`` archives, store and samples stay there, and the same command goes on from
where the last one was stopped or killed. Each such sitting has a line of its own in what is
printed, since its processes begin anew; ``--sum-up`` prints without reading any further. For a
machine that has other things to do, start it as ``nice -n 19 python -m benchmarks.memory ...``.

``--without-model`` gives every window the scores of another window of its shape, seen before: all
rooms are gone through, and what they find makes no sense. It is for counts of captures that the
model would take hours for.
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import Any

import msgspec
import numpy as np

from benchmarks.articles import WORDS, write_archive
from benchmarks.child import ROOT

EVERY = 2.0
SAMPLES = "samples.jsonl"
COUNT = "read.txt"
"""How many captures the present sitting has read."""
_ARCHIVE = 2_000  # captures in one archive, as CC-NEWS has some ten thousands


def _resident(pid: int) -> float:
    """MiB, 0 for a process that is gone."""
    try:
        pages = Path(f"/proc/{pid}/statm").read_text().split()[1]
    except (OSError, IndexError):
        return 0.0
    return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20


def _workers(pid: int) -> list[int]:
    """Children that read: those that hold more than a helper of multiprocessing does."""
    found = []
    for task in Path(f"/proc/{pid}/task").iterdir():
        try:
            found += [int(child) for child in (task / "children").read_text().split()]
        except OSError:
            continue
    return [child for child in found if _resident(child) > 30]


class Sample(msgspec.Struct, frozen=True):
    """Where a run stands: captures read by it so far, MiB of the storing process and workers."""

    sitting: int
    seconds: float
    captures: int
    parent: float
    workers: dict[int, float]


class _Watch(threading.Thread):
    """Looks at a run every two seconds, and writes down what it sees as it sees it."""

    def __init__(self, pid: int, folder: Path, sitting: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.folder, self.sitting = pid, folder, sitting
        self.done = threading.Event()

    def run(self) -> None:
        start = time.monotonic()
        with (self.folder / SAMPLES).open("ab") as file:
            while not self.done.wait(EVERY):
                try:
                    workers = {pid: _resident(pid) for pid in _workers(self.pid)}
                    captures = int((self.folder / COUNT).read_text() or 0)
                except (OSError, ValueError):
                    continue
                spent = time.monotonic() - start
                sample = Sample(self.sitting, spent, captures, _resident(self.pid), workers)
                file.write(msgspec.json.encode(sample) + b"\n")
                file.flush()


def _program(archives: list[str], folder: Path, read: str) -> None:
    """The run itself, in a process of its own; prints its summary."""
    from readout.scale.progress import Bar
    from readout.scale.run import Options, run
    from readout.settings import Settings

    add, count = Bar.add, folder / COUNT

    def counted(self: Bar, **counts: int) -> None:
        add(self, **counts)
        count.write_text(str(self.read))

    Bar.add = counted  # type: ignore[method-assign]
    options = Options(workers=1, quiet=True, read=read)
    done = run(archives, str(folder / "store"), Settings(), options)
    print(json.dumps({"added": done.added, "here already": done.known, "failed": done.failed,
                      "seconds": round(done.seconds), "rate": round(done.rate, 1),
                      "largest worker MiB": round(done.memory / 2**20)}))  # fmt: skip


def samples(folder: Path) -> dict[int, list[Sample]]:
    """What was seen so far, by sitting; a last line that was cut off is left out."""
    found: dict[int, list[Sample]] = {}
    path = folder / SAMPLES
    for line in path.read_bytes().splitlines() if path.exists() else ():
        with contextlib.suppress(msgspec.DecodeError):
            sample = msgspec.json.decode(line, type=Sample)
            found.setdefault(sample.sitting, []).append(sample)
    return found


def figures(seen: list[Sample]) -> dict[str, Any] | None:
    """What the samples of one sitting come to, the first 5 % (loading) left out; None of few."""
    kept = [s for s in seen[len(seen) // 20 :] if s.workers and s.captures]
    if len(kept) < 20:
        return None
    captures = np.array([s.captures for s in kept])
    both = {
        "worker": np.array([max(s.workers.values()) for s in kept]),
        "parent": np.array([s.parent for s in kept]),
    }
    out: dict[str, Any] = {"captures": int(captures[-1]), "seconds": round(kept[-1].seconds)}
    out["worker processes"] = len({pid for s in kept for pid in s.workers})
    tenth = np.minimum(9, (captures - captures[0]) * 10 // max(1, captures[-1] - captures[0]))
    late = captures >= captures[-1] / 2
    for name, values in both.items():
        out[name] = {
            "MiB by tenth": [
                round(float(values[tenth == k].mean())) for k in range(10) if (tenth == k).any()
            ],
            "largest MiB": round(float(values.max())),
        }
        if len(set(captures[late].tolist())) > 1:
            slope = np.polyfit(captures[late] / 1000, values[late], 1)[0]
            out[name]["MiB more per 1,000 captures, second half"] = round(float(slope), 3)
    return out


def _archives(folder: Path, captures: int, words: int) -> list[str]:
    """The captures on the disk, made where they are not there yet."""
    paths = []
    for first in range(0, captures, _ARCHIVE):
        count = min(_ARCHIVE, captures - first)
        path = folder / f"articles-{first:07}-{count}-of-{words}.warc.gz"
        if not path.exists():
            beside = path.with_suffix(".new")
            write_archive(beside, count, first, words)
            beside.rename(path)
        paths.append(str(path))
    return paths


def _sit(folder: Path, options: argparse.Namespace, read: str) -> None:
    """Read on, for at most so many minutes."""
    sitting = max(samples(folder), default=0) + 1
    archives = _archives(folder, options.captures, options.words)
    (folder / COUNT).write_text("0")
    command = [sys.executable, "-m", "benchmarks.memory", "--program", read, str(folder)]
    child = subprocess.Popen([*command, *archives], cwd=ROOT, stdout=subprocess.PIPE, text=True)
    watch = _Watch(child.pid, folder, sitting)
    watch.start()
    try:
        out, _ = child.communicate(timeout=60 * options.minutes)
    except (subprocess.TimeoutExpired, KeyboardInterrupt):
        child.send_signal(signal.SIGINT)
        out, _ = child.communicate()
    watch.done.set()
    watch.join()
    last = out.strip().splitlines()[-1:]
    print(*last or [f"the run ended by itself, with {child.returncode}"], flush=True)


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--captures", type=int, default=5_000)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--without-model", action="store_true")
    parser.add_argument("--folder", type=Path, help="keep everything there, and go on from it")
    parser.add_argument("--sum-up", action="store_true", help="print what --folder has seen so far")
    parser.add_argument("--program", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    read = "benchmarks.without_model:read" if options.without_model else "readout.reading:read"
    if options.program:
        given, folder, *archives = options.program
        _program(archives, Path(folder), given)
        return 0
    with contextlib.ExitStack() as stack:
        folder = options.folder or Path(stack.enter_context(tempfile.TemporaryDirectory()))
        folder.mkdir(parents=True, exist_ok=True)
        if not options.sum_up:
            _sit(folder.resolve(), options, read)
        told = {number: figures(seen) for number, seen in samples(folder).items()}
    print(json.dumps({f"sitting {number}": found for number, found in told.items()}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
