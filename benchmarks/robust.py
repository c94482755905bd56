"""Runs under attack: ``python -m benchmarks.robust kills [--rounds 50]`` and ``... hostile``.

``kills``: a run is killed with SIGKILL at a random moment, begun again, killed again, so many
times; each time the reading process, all its processes at once, or one of its workers. Then it may
end, and the store is compared with what went in: lost and doubled captures, rows that belong to
nothing, parts that are left. Pages are taken apart and no more, so that many captures are between
two kills; what is written, and how, is the same as in a full reading. ``--full`` reads them whole.

``hostile``: among 10,000 captures 1,000 are hostile (:mod:`benchmarks.hostile`), half of them in
archives between good ones and half as files. Told is what became of them by kind, and whether
every good one was read once. Both end with 1 when something is lost, doubled or unaccounted for.
"""

from __future__ import annotations

import argparse
import contextlib
import gzip
import json
import os
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from hashlib import sha256
from pathlib import Path
from random import Random
from typing import Any

from benchmarks.articles import html, write_archive
from benchmarks.child import ROOT
from benchmarks.hostile import hostile

_WORDS = 60
_COUNTS = {
    "articles": "SELECT count(*) FROM every.articles",
    "captures": "SELECT count(*) FROM every.captures WHERE reading IS NOT NULL",
    "failures": "SELECT count(*) FROM every.failures",
    "keys twice": "SELECT count(*) FROM (SELECT key FROM every.captures GROUP BY key "
    "HAVING count(*) > 1)",
    "addresses twice": "SELECT count(*) FROM (SELECT url FROM every.articles GROUP BY url "
    "HAVING count(*) > 1)",
    "blocks of no article": "SELECT count(*) FROM every.blocks WHERE reading NOT IN "
    "(SELECT reading FROM every.articles)",
    "articles without a record": "SELECT count(*) FROM every.articles WHERE reading NOT IN "
    "(SELECT reading FROM every.records)",
}


def _program(store: str, step: str, workers: int, sources: list[str]) -> None:
    """One run, in a process of its own."""
    from readout.scale.run import Options, run
    from readout.settings import Settings

    settings = Settings(stop_after="page" if step == "page" else None)
    done = run(sources, store, settings, Options(workers=workers, quiet=True, timeout=120.0))
    print(json.dumps({"added": done.added, "same": done.same, "failed": done.failed,
                      "seen": done.seen, "passed": done.passed, "seconds": round(done.seconds),
                      "largest worker MiB": round(done.memory / 2**20)}))  # fmt: skip


def _start(store: Path, step: str, workers: int, sources: list[str]) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.robust", "program", str(store), step]
    return subprocess.Popen(
        [*command, str(workers), *sources], cwd=ROOT, text=True, stdout=subprocess.PIPE,
        start_new_session=True,
    )  # fmt: skip


def _ask(store: Path, sql: str) -> list[tuple[Any, ...]]:
    from readout.store.store import open_store

    with open_store(str(store)) as opened:
        return opened.con.execute(sql).fetchall()


def _children(pid: int) -> list[int]:
    try:
        return [int(c) for c in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
    except OSError:
        return []


def kills(options: argparse.Namespace, folder: Path) -> int:
    """Kill, begin again, compare."""
    step = "whole" if options.full else "page"
    chance = Random(options.seed)
    sources = []
    for first in range(0, options.captures, 500):
        path = folder / f"{first:06}.warc.gz"
        write_archive(path, min(500, options.captures - first), first, _WORDS)
        sources.append(str(path))
    store = folder / "store"
    how: Counter[str] = Counter()
    before = ended = 0
    for number in range(options.rounds):
        process = _start(store, step, 2, sources)
        began = time.monotonic()
        # From the first import to the middle of the reading, as far as that has come.
        time.sleep(chance.uniform(0.0, options.seconds))
        victim = chance.choice(["the run", "all its processes", "a worker"])
        workers = _children(process.pid)
        if process.poll() is not None:
            ended += 1
            process.communicate()
            break
        with contextlib.suppress(ProcessLookupError):
            if victim == "a worker" and workers:
                os.kill(chance.choice(workers), signal.SIGKILL)
                time.sleep(chance.uniform(0.0, 1.0))
            if victim == "all its processes":
                os.killpg(process.pid, signal.SIGKILL)
            process.kill()
        process.communicate()
        how[victim] += 1
        while any(Path(f"/proc/{worker}").exists() for worker in workers):
            time.sleep(0.05)  # an orphan ends at its next word; the next run need not wait for it
            if time.monotonic() - began > 60:
                break
        if (store / "readout.duckdb").exists():
            with contextlib.suppress(Exception):
                now = _ask(store, _COUNTS["articles"])[0][0]
                if now < before:
                    print(f"round {number}: {before} articles became {now}")
                    return 1
                before = now
    process = _start(store, step, 2, sources)
    out, _ = process.communicate()
    counts = {name: _ask(store, sql)[0][0] for name, sql in _COUNTS.items()}
    counts["lost"] = options.captures - counts["articles"]
    counts["parts left"] = len(os.listdir(store / "parts"))
    good = ("articles", "captures")
    bad = any(value for name, value in counts.items() if name not in good)
    print(json.dumps({
        "killed": sum(how.values()), "by victim": dict(how), "seed": options.seed,
        "ended before": ended, "captures": options.captures, "last run": json.loads(out),
        **counts,
    }, indent=1))  # fmt: skip
    return int(bad or counts["captures"] != options.captures)


def _record(url: str, body: bytes) -> bytes:
    block = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nWARC-Date: "
        f"2024-03-05T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{abs(hash(url)):032x}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(block)}\r\n\r\n"
    )
    return gzip.compress(head.encode() + block + b"\r\n\r\n", 3)


def _attack(
    options: argparse.Namespace, folder: Path
) -> tuple[dict[str, str], dict[str, str], list[str]]:
    """Writes all captures; address or path of each hostile one to its kind, files to the hash of
    their bytes, and the sources."""
    files = folder / "files"
    files.mkdir()
    kinds: dict[str, str] = {}
    hashes: dict[str, str] = {}
    sources = [str(files)]
    every = options.captures // options.hostile
    number = 0
    for first in range(0, options.captures, 1_000):
        sources.append(str(folder / f"{first:06}.warc.gz"))
        with Path(sources[-1]).open("wb") as archive:
            for n in range(first, min(first + 1_000, options.captures)):
                url = f"https://www.daily{n % 97}.example/story/{n}"
                if n % every:
                    archive.write(_record(url, html(n, _WORDS)))
                    continue
                kind, data = hostile(number)
                number += 1
                path = files / f"{n:06}.html"
                if number % 2:
                    archive.write(_record(url, data))
                else:
                    path.write_bytes(data)
                    hashes[str(path)] = sha256(data).hexdigest()
                kinds[url if number % 2 else str(path)] = kind
    return kinds, hashes, sources


def attack(options: argparse.Namespace, folder: Path) -> int:
    """Read good and hostile captures together, and see what became of each."""
    kinds, hashes, sources = _attack(options, folder)
    store = folder / "store"
    step = "page" if options.pages else "whole"
    process = _start(store, step, options.workers, sources)
    out, _ = process.communicate()
    fate: dict[str, str] = {}
    for url, path in _ask(store, "SELECT url, path FROM every.captures WHERE reading IS NOT NULL"):
        fate[url if url in kinds else (path or "")] = "read"
    for url, path, kind in _ask(store, "SELECT url, path, kind FROM every.failures"):
        fate[url if url in kinds else (path or "")] = kind
    # Files have no address, so that the same bytes under another name are one capture.
    held = {h for (h,) in _ask(store, "SELECT sha256 FROM every.captures")}
    held |= {h for (h,) in _ask(store, "SELECT sha256 FROM every.failures")}
    for path, bytes_of in hashes.items():
        if path not in fate and bytes_of in held:
            fate[path] = "same bytes as another file"
    good = _ask(store, "SELECT count(*), count(DISTINCT url) FROM every.articles WHERE url LIKE "
                       "'%/story/%' AND url NOT IN (SELECT unnest(?))".replace(
                           "?", repr([k for k in kinds if k.startswith("https")]) + "::VARCHAR[]")
                )[0]  # fmt: skip
    by_kind: dict[str, Counter[str]] = {}
    for name, kind in kinds.items():
        by_kind.setdefault(kind, Counter())[fate.get(name, "told nowhere")] += 1
    all_fates = sum(by_kind.values(), Counter())
    for kind, fates in by_kind.items():
        print(f"{kind:32} {', '.join(f'{n} {what}' for what, n in fates.most_common())}")
    expected = options.captures - len(kinds)
    print(json.dumps({
        "exit": process.returncode, "run": json.loads(out), "hostile": len(kinds),
        "what became of them": dict(all_fates), "good": expected, "good and read": good[0],
        "good and read, once": good[1],
    }, indent=1))  # fmt: skip
    fine = process.returncode == 0 and good == (expected, expected)
    return int(not fine or "told nowhere" in all_fates)


def main() -> int:
    if sys.argv[1:2] == ["program"]:
        store, step, workers, *sources = sys.argv[2:]
        _program(store, step, int(workers), sources)
        return 0
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    commands = parser.add_subparsers(required=True)
    one = commands.add_parser("kills")
    one.add_argument("--rounds", type=int, default=50)
    one.add_argument("--captures", type=int, default=10_000)
    one.add_argument("--seconds", type=float, default=8.0, help="the longest time before a kill")
    one.add_argument("--seed", type=int, default=8)
    one.add_argument("--full", action="store_true")
    one.set_defaults(call=kills)
    other = commands.add_parser("hostile")
    other.add_argument("--captures", type=int, default=10_000)
    other.add_argument("--hostile", type=int, default=1_000)
    other.add_argument("--workers", type=int, default=1)
    other.add_argument("--pages", action="store_true", help="take pages apart and no more")
    other.set_defaults(call=attack)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        call: Any = options.call
        return int(call(options, Path(folder)))


if __name__ == "__main__":
    raise SystemExit(main())
