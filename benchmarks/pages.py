"""Pages per second and peak memory: ``python -m benchmarks.pages --data FOLDER [--json FILE]``.

One process on one core reads every page with every reader, one after the other and beginning with
another reader on each page, so that noise hits all alike; CPU and wall seconds are summed by
reader. ``ratio`` compares CPU time with that of trafilatura's body alone: 2 is twice as fast. Peak
memory is that of a process that does nothing but read all pages with one reader. Besides: plain
captures per second, and the cold start of ``readout read`` on a small capture (median).

``FOLDER`` holds ``pages/open_fundus.tar.gz`` and so on; without it the pages and captures written
for the tests are read, which are small and few.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import logging
import os
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from benchmarks.child import ROOT, peak_megabytes, run_child
from benchmarks.readers import READERS

SETS = ("open_trafilatura", "open_fundus")
BASE = "trafilatura, body"
STARTS = 9
Page = tuple[bytes, str | None]


def one_core() -> None:
    """Binds this process and its children to one of its cores, where the system can."""
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})


def load_pages(data: Path | None, name: str) -> Iterator[Page]:
    """Bytes and address of the pages of one set, or of the written pages, one at a time."""
    if data is None:
        folder = ROOT / "tests" / "data" / "pages"
        rows = map(json.loads, (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines())
        for row in rows:
            yield (folder / row["html"]).read_bytes(), row["url"]
        return
    from training.pages.archives import read_archives

    for page in read_archives(data, [name]):
        yield page.html, page.url or None


def load_plain(data: Path | None) -> list[Page]:
    """The plain captures as bytes."""
    if data is None:
        from evaluation.captures import load_captures

        texts = [row["text"] for row in load_captures(ROOT / "tests" / "data" / "captures")]
    else:
        path = data / "pages" / "plain_open.jsonl.gz"
        with gzip.open(path, "rt", encoding="utf-8") as file:
            texts = [json.loads(line)["text"] for line in file]
    return [(text.encode(), None) for text in texts]


def quiet(reader: Callable[[bytes, str | None], Any], data: bytes, url: str | None) -> bool:
    """Whether the reader came to an end; what it cannot read counts as read, in its time."""
    with contextlib.suppress(Exception):
        reader(data, url)
        return True
    return False


def speed(pages: list[Page], names: list[str]) -> dict[str, dict[str, float]]:
    """CPU and wall seconds, pages per second of each, by reader; interleaved by page."""
    cpu, wall = dict.fromkeys(names, 0.0), dict.fromkeys(names, 0.0)
    failed = dict.fromkeys(names, 0)
    for name in names:
        quiet(READERS[name], *pages[0])
    for number, (data, url) in enumerate(pages):
        turn = number % len(names)
        for name in names[turn:] + names[:turn]:
            start_wall, start = time.perf_counter(), time.process_time()
            ended = quiet(READERS[name], data, url)
            cpu[name] += time.process_time() - start
            wall[name] += time.perf_counter() - start_wall
            failed[name] += not ended
    return {
        name: {
            "ratio": cpu[BASE] / cpu[name] if BASE in cpu else 1.0,
            "pages_per_cpu_second": len(pages) / cpu[name],
            "pages_per_wall_second": len(pages) / wall[name],
            "failed": float(failed[name]),
        }
        for name in names
    }


def memory(data: Path | None, of: str, name: str) -> float:
    """Peak MiB of a process that reads all pages of a set with one reader."""
    folder = ["--data", str(data)] if data else []
    return float(run_child("benchmarks.pages", *folder, "--memory", of, name).get("mib", "nan"))


def cold_start() -> dict[str, float]:
    """Median seconds of ``readout read`` on the small capture that ships with the package."""
    capture = ROOT / "src" / "readout" / "examples" / "harbour.txt"
    command = [sys.executable, "-m", "readout", "read", str(capture), "--format", "json"]
    wall, cpu = [], []
    for _ in range(STARTS):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        start = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        wall.append(time.perf_counter() - start)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu.append(after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime)
    return {"wall_seconds": statistics.median(wall), "cpu_seconds": statistics.median(cpu)}


def show(of: str, figures: dict[str, dict[str, float]]) -> None:
    print(f"\n{of:32} {'ratio':>6} {'per CPU s':>10} {'per wall s':>11} {'peak MiB':>9} failed")
    for name, one in figures.items():
        print(
            f"  {name:30} {one['ratio']:6.2f} {one['pages_per_cpu_second']:10.1f} "
            f"{one['pages_per_wall_second']:11.1f} {one['peak_mib']:9.0f} {one['failed']:4.0f}"
        )


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("READOUT_DATA"))
    parser.add_argument("--json", type=Path, help="also write the figures to this file")
    parser.add_argument("--memory", nargs=2, help=argparse.SUPPRESS)
    options = parser.parse_args()
    data = Path(options.data) if options.data else None
    logging.disable(logging.CRITICAL)
    one_core()
    if options.memory:
        of, name = options.memory
        for page in load_plain(data) if of == "plain" else load_pages(data, of):
            quiet(READERS[name], *page)
        print(json.dumps({"mib": peak_megabytes()}))
        return 0
    if data is None:
        print("No data folder was given (--data): the pages written for the tests are read.")
    names = list(READERS)
    try:
        import trafilatura  # noqa: F401
    except ModuleNotFoundError:
        print("trafilatura is not installed (extra: bench): readout and resiliparse only.")
        names = [name for name in names if "trafilatura" not in name]
    figures: dict[str, Any] = {}
    for of in SETS if data else ("written",):
        figures[of] = speed(list(load_pages(data, of)), names)
        for name in names:
            figures[of][name]["peak_mib"] = memory(data, of, name)
        show(of, figures[of])
    own = names[:1]
    figures["plain"] = speed(load_plain(data), own)
    figures["plain"][own[0]]["peak_mib"] = memory(data, "plain", own[0])
    show("plain captures", figures["plain"])
    figures["cold start"] = cold_start()
    start = figures["cold start"]
    seconds = f"{start['wall_seconds']:.2f} s wall, {start['cpu_seconds']:.2f} s CPU"
    print(f"\ncold start of `readout read`, median of {STARTS}: {seconds}")
    if options.json:
        options.json.write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
