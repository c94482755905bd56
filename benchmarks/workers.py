"""How much faster two workers read than one: ``python -m benchmarks.workers [--engine ray]``.

Runs with 1 and with 2 workers read the same articles, **at the same time**, each in processes of
its own: what else the machine does slows both alike, and so does each the other. Counted are the
captures that are done while both are past their start and neither has ended; the ratio of the two
rates is what is looked at. On a quiet machine of four cores or more both have what they need; where
there are fewer, the system shares out the cores by process, and the ratio says that nothing but the
reading holds a run up. ``--apart`` runs them one after the other, for a quiet machine.

With ``--engine ray`` each worker is a machine of its own to Ray (a node of one core, and the head
has none). ``--waiting`` puts a wait of half a second in the place of everything behind the page, so
that cores do not matter: what is left is what the engine itself holds up.
"""

from __future__ import annotations

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.articles import write_archive
from benchmarks.child import ROOT

WAIT = 0.5
_ARCHIVE = 10  # captures in one; few, since Ray shares out what is in an archive piece by piece


def read_waiting(capture: Any, settings: Any) -> Any:
    """The page alone, and then a wait."""
    import msgspec

    from readout.reading import read

    record = read(capture, msgspec.structs.replace(settings, stop_after="page"))
    time.sleep(WAIT)
    return record


def _program(archives: list[str], engine: str, workers: int, read: str) -> None:
    """One run; prints when how many captures were done."""
    from readout.scale.progress import Bar
    from readout.scale.run import Options, run
    from readout.settings import Settings

    done: list[tuple[float, int]] = []
    add = Bar.add

    def counted(self: Bar, **counts: int) -> None:
        add(self, **counts)
        done.append((time.time(), self.read))

    Bar.add = counted  # type: ignore[method-assign]
    cluster = None
    if engine == "ray":
        os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
        import ray
        from ray.cluster_utils import Cluster

        cluster = Cluster(
            initialize_head=True, head_node_args={"num_cpus": 0, "include_dashboard": False}
        )
        for _ in range(workers):
            cluster.add_node(num_cpus=1)
        ray.init(address=cluster.address, log_to_driver=False, logging_level=logging.ERROR)
    with tempfile.TemporaryDirectory() as store:
        options = Options(workers=workers, quiet=True, read=read, engine=engine, batch=8)  # type: ignore[arg-type]
        summary = run(archives, store, Settings(), options)
    if cluster is not None:
        ray.shutdown()
        cluster.shutdown()
    print(json.dumps({"added": summary.added, "done": done, "largest": summary.memory / 2**20}))


def rates(runs: list[dict[str, Any]], together: bool) -> list[float]:
    """Captures a second of each, over the time that all were at work when ``together``."""
    # Of several workers the first pieces come at the same time, of work that began before.
    spans = [(run["done"][n][0], run["done"][-1][0]) for n, run in enumerate(runs)]
    if together:
        both = max(s[0] for s in spans), min(s[1] for s in spans)
        spans = [both] * len(runs)
    out = []
    for run, (first, last) in zip(runs, spans, strict=True):
        inside = [(at, count) for at, count in run["done"] if first <= at <= last]
        (begin, before), (end, after) = inside[0], inside[-1]
        out.append((after - before) / max(1e-9, end - begin))
    return out


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--engine", choices=("processes", "ray"), default="processes")
    parser.add_argument("--captures", type=int, default=400, help="for each worker")
    parser.add_argument("--waiting", action="store_true")
    parser.add_argument("--apart", action="store_true")
    parser.add_argument("--program", nargs="+", help=argparse.SUPPRESS)
    options = parser.parse_args()
    read = "benchmarks.workers:read_waiting" if options.waiting else "readout.reading:read"
    if options.program:
        _program(options.program[1:], options.engine, int(options.program[0]), read)
        return 0
    before = os.getloadavg()[0] if hasattr(os, "getloadavg") else float("nan")
    with tempfile.TemporaryDirectory() as folder:
        children, runs = [], []
        for workers in (1, 2):
            archives = []
            for first in range(0, options.captures * workers, _ARCHIVE):
                path = Path(folder) / f"{workers}-{first:06}.warc.gz"
                write_archive(path, _ARCHIVE, 1_000_000 * workers + first)
                archives.append(str(path))
            command = [sys.executable, "-m", "benchmarks.workers", "--engine", options.engine]
            command += ["--waiting"] if options.waiting else []
            command += ["--program", str(workers), *archives]
            child = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, text=True)
            children.append(child)
            if options.apart:
                child.wait()
        for child in children:
            out, _ = child.communicate()
            runs.append(json.loads(out.strip().splitlines()[-1]))
    one, two = rates(runs, not options.apart)
    print(json.dumps({
        "engine": options.engine, "waiting": options.waiting, "together": not options.apart,
        "one worker, captures a second": round(one, 2),
        "two workers, captures a second": round(two, 2), "ratio": round(two / one, 3),
        "largest worker MiB": round(max(run["largest"] for run in runs)),
        "load before": round(before, 1), "cores": os.cpu_count(),
    }))  # fmt: skip
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
