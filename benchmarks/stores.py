"""A large store: ``python -m benchmarks.stores STORE [--grow 100000]``.

What each article takes on the disk beside its text, and how long the queries take that the
documentation shows, asked as ``readout query`` asks them: the first time, and the fastest of three
more. ``--grow`` works on a copy in a temporary folder: every article is there again under other ids
and addresses until there are so many, written by SQL alone. No text is shared with its twin in the
same block of the file, so the file grows as with other articles.
"""

from __future__ import annotations

import argparse
import json
import shutil
import tempfile
import time
from pathlib import Path

from readout.store.forget import _rewrite
from readout.store.schema import BOOKS, ROWS
from readout.store.store import DATABASE, Store, open_store

QUERIES = (
    "SELECT type, status, count(*) AS n FROM deeds WHERE copy_of IS NULL GROUP BY ALL "
    "ORDER BY n DESC",
    "FROM deeds WHERE country = 'SYR' AND type = 'ASSAULT' AND status = 'occurred'",
    "SELECT kind, count(*) FROM failures GROUP BY ALL",
    "SELECT count(*) > 0 AS found FROM deeds",
    "SELECT type, status, sources, targets, place, country FROM deeds LIMIT 1000",
    "SELECT count(*) AS n FROM events WHERE type = 'ASSAULT' AND status = 'occurred'",
    "SELECT a.url, c.url AS copy_of FROM articles a JOIN articles c ON c.article = a.copy_of "
    "ORDER BY ALL LIMIT 1000",
    "SELECT outlet, count(*) AS articles FROM articles WHERE copy_of IS NULL GROUP BY ALL",
    "SELECT path, kind, reason FROM failures",
)
"""Those of ``docs/how-to`` (many, R, CC-NEWS); what would list every event is cut at 1,000 rows,
since printing is not what is timed."""


def grow(store: Store, wanted: int) -> None:
    """Twins of all articles until there are ``wanted``."""
    con = store.con
    row = con.execute("SELECT count(*), max(reading) FROM every.articles").fetchone()
    assert row is not None
    count, last = map(int, row)
    for turn in range(1, -(-wanted // count)):
        some = min(count, wanted - turn * count)
        chosen = (
            f"(SELECT reading FROM every.articles WHERE reading <= {last} ORDER BY reading "
            f"LIMIT {some})"
        )
        shift = f"reading + {turn * last} AS reading"
        for name in (*ROWS, *(b for b in BOOKS if b in ("records", "signatures", "bands"))):
            con.execute(
                f"INSERT INTO every.{name} SELECT {shift}, * EXCLUDE (reading) FROM every.{name} "
                f"WHERE reading IN {chosen}"
            )
        con.execute(
            f"INSERT INTO every.links SELECT {shift}, address || '~{turn}', revision, current, "
            f"md5(copy_of || '{turn}') FROM every.links WHERE reading IN {chosen}"
        )
        con.execute(
            f"INSERT INTO every.captures SELECT hash(key, {turn}) >> 1, md5(sha256 || '{turn}') || "
            f"md5(sha256), url || '~{turn}', path, position, run, reading + {turn * last} "
            f"FROM every.captures WHERE reading IN {chosen}"
        )
        con.execute(
            f"INSERT INTO every.articles SELECT {shift}, * EXCLUDE (reading) REPLACE "
            f"(md5(article || '{turn}') AS article, url || '~{turn}' AS url, address || '~{turn}' "
            f"AS address, md5(sha256 || '{turn}') || md5(sha256) AS sha256) FROM every.articles "
            f"WHERE reading IN {chosen}"
        )
    con.execute("CHECKPOINT")


def figures(folder: str, memory: str) -> dict[str, object]:
    """Size and times of the store as it is."""
    with open_store(folder, memory=memory) as store:
        row = store.con.execute("SELECT count(*), sum(strlen(text)) FROM every.articles").fetchone()
        assert row is not None
        articles, text = map(int, row)
        events = store.con.execute("SELECT count(*) FROM every.events").fetchone()
    size = (Path(folder) / DATABASE).stat().st_size
    times: dict[str, list[float]] = {}
    for sql in QUERIES:
        taken = []
        with open_store(folder, memory=memory) as store:
            for _ in range(4):
                start = time.perf_counter()
                store.con.execute(sql).fetchall()
                taken.append(time.perf_counter() - start)
        times[sql] = [round(taken[0], 3), round(min(taken[1:]), 3)]
    return {
        "articles": articles,
        "events": events[0] if events else 0,
        "MB of the database": round(size / 1e6),
        "kB of text an article": round(text / articles / 1000, 2),
        "kB an article, text in it": round(size / articles / 1000, 2),
        "kB an article beyond its text": round((size - text) / articles / 1000, 2),
        "seconds, first and fastest": times,
        "slowest": max(first for first, _ in times.values()),
    }


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("store")
    parser.add_argument("--grow", type=int, default=0)
    parser.add_argument("--memory", default="1GB")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as beside:
        folder = options.store
        if options.grow:
            folder = str(Path(beside) / "store")
            Path(folder).mkdir()
            shutil.copy(Path(options.store) / DATABASE, folder)
            with open_store(folder, write=True, memory=options.memory) as store:
                grow(store, options.grow)
                _rewrite(store)
        print(json.dumps(figures(folder, options.memory), indent=1))
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
