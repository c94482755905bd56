"""Memory over many captures: ``python -m benchmarks.memory [--captures 5000] [--minutes 20]``.

A run of its own reads the articles of :mod:`benchmarks.articles`, no two alike, into a store; the
resident memory of its workers and of the process that stores is looked at every two seconds. What
is printed is the mean of each tenth of the readings, and the slope over the second half: flat is a
slope near 0. ``--minutes`` stops the run, as Ctrl-C does, when it takes longer.

``--without-model`` gives every window the scores of another window of its shape, seen before: all
rooms are gone through, and what they find makes no sense. It is for counts of captures that the
model would take hours for.
"""

from __future__ import annotations

import argparse
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

import numpy as np

from benchmarks.articles import WORDS, write_archive
from benchmarks.child import ROOT

EVERY = 2.0
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


class _Watch(threading.Thread):
    """Seconds, memory of the parent and of each worker by its process."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid, self.done = pid, threading.Event()
        self.samples: list[tuple[float, float, dict[int, float]]] = []

    def run(self) -> None:
        start = time.monotonic()
        while not self.done.wait(EVERY):
            try:
                workers = {pid: _resident(pid) for pid in _workers(self.pid)}
            except OSError:
                return
            self.samples.append((time.monotonic() - start, _resident(self.pid), workers))


def _program(archives: list[str], store: str, read: str) -> None:
    """The run itself, in a process of its own; prints its summary."""
    from readout.scale.run import Options, run
    from readout.settings import Settings

    done = run(archives, store, Settings(), Options(workers=1, quiet=True, read=read))
    print(json.dumps({"added": done.added, "failed": done.failed, "seconds": done.seconds,
                      "rate": done.rate, "largest": done.memory / 2**20}))  # fmt: skip


def figures(watch: _Watch, added: int) -> dict[str, Any]:
    """What the samples come to, the first 5 % (loading) left out."""
    kept = [s for s in watch.samples[len(watch.samples) // 20 :] if s[2]]
    worker = np.array([max(s[2].values()) for s in kept])
    parent = np.array([s[1] for s in kept])
    seconds = np.array([s[0] for s in kept])
    out: dict[str, Any] = {"samples": len(kept)}
    per_second = added / max(1.0, float(seconds[-1]))
    half = len(kept) // 2
    for name, values in (("worker", worker), ("parent", parent)):
        slope = np.polyfit(seconds[half:] * per_second / 1000, values[half:], 1)[0]
        out[name] = {
            "MiB by tenth": [round(float(t.mean())) for t in np.array_split(values, 10)],
            "largest MiB": round(float(values.max())),
            "MiB more per 1,000 captures, second half": round(float(slope), 3),
        }
    out["worker processes"] = len({pid for s in kept for pid in s[2]})
    return out


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--captures", type=int, default=5_000)
    parser.add_argument("--minutes", type=float, default=20.0)
    parser.add_argument("--words", type=int, default=WORDS)
    parser.add_argument("--without-model", action="store_true")
    parser.add_argument("--program", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    read = "benchmarks.without_model:read" if options.without_model else "readout.reading:read"
    if options.program:
        _program(options.program[1:], options.program[0], read)
        return 0
    with tempfile.TemporaryDirectory() as folder:
        archives = []
        for first in range(0, options.captures, _ARCHIVE):
            path = Path(folder) / f"articles-{first:07}.warc.gz"
            count = min(_ARCHIVE, options.captures - first)
            write_archive(path, count, first, options.words)
            archives.append(str(path))
        command = [sys.executable, "-m", "benchmarks.memory", "--words", str(options.words)]
        command += ["--without-model"] if options.without_model else []
        command += ["--program", str(Path(folder) / "store"), *archives]
        child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
        watch = _Watch(child.pid)
        watch.start()
        try:
            out, _ = child.communicate(timeout=60 * options.minutes)
        except subprocess.TimeoutExpired:
            child.send_signal(signal.SIGINT)
            out, _ = child.communicate()
        watch.done.set()
        watch.join()
    told = json.loads(out.strip().splitlines()[-1])
    print(json.dumps({**told, **figures(watch, told["added"])}, indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
