"""Seconds until the first byte and the last of each page over a store of 100,000 articles.

``python -m benchmarks.web [--articles 100000] [--store DIR] [--plain]`` makes the store when it is
not there: some hundred articles are read as always, and then copied inside the database, each copy
with another text, day, outlet and confidence. Needs ``readout[dev]`` for the client.
"""

from __future__ import annotations

import argparse
import os
import sys
import time

from benchmarks.articles import html

_BASE = 200
_PAGES = {
    "overview": "/",
    "articles": "/articles",
    "articles, one word": "/articles?q=harbour",
    "articles, a rare phrase": '/articles?q="copy 777 of"',
    "articles of an outlet": "/articles?outlet=Outlet+7",
    "events": "/events",
    "events of a type": "/events?type=ASSAULT&status=occurred",
    "events with an actor": "/events?actor=minister&confidence=0.5",
    "events, page 200": "/events?offset=10000",
    "timeline": "/timeline",
    "map": "/map",
    "network": "/network",
    "accounts": "/accounts",
    "review": "/review",
}


def make(folder: str, articles: int) -> None:
    """A new store of about this many articles."""
    import readout
    from readout.store.schema import ROWS
    from readout.store.store import open_store

    with open_store(folder, write=True, memory="3GB") as store:
        store.put(
            readout.read(html(number), url=f"https://site.example/{number}")
            for number in range(_BASE)
        )
        con = store.con
        row = con.execute("SELECT max(reading) + 1 FROM every.articles").fetchone()
        assert row is not None
        step, copies = row[0], articles // _BASE - 1
        con.execute(f"CREATE TEMP TABLE copies AS SELECT range AS k FROM range(1, {copies + 1})")
        con.execute(
            "INSERT INTO every.articles SELECT a.* REPLACE ("
            f"a.reading + k * {step} AS reading, md5(a.article || k)[1:16] AS article, "
            "a.url || '/' || k AS url, a.address || '/' || k AS address, "
            "'Outlet ' || (hash(a.article, k) % 60) AS outlet, "
            "DATE '2021-01-01' + (hash(k, a.article) % 1500)::INTEGER AS published_on, "
            "a.text || ' copy ' || k || ' of ' || a.reading AS text, "
            "md5(a.article || k) AS sha256) FROM every.articles a, copies"
        )
        # Whole records are read one at a time, whatever their number; mentions by no table.
        for name in ROWS.keys() - {"mentions", "notes"}:
            more = ", r.confidence * (0.5 + (hash(k) % 50) / 100.0) AS confidence"
            con.execute(
                f"INSERT INTO every.{name} SELECT r.* REPLACE (r.reading + k * {step} AS reading"
                f"{more if name == 'events' else ''}) FROM every.{name} r, copies"
            )
        con.execute(
            "INSERT INTO every.links SELECT l.* REPLACE ("
            f"l.reading + k * {step} AS reading, l.address || '/' || k AS address) "
            "FROM every.links l, copies"
        )
        con.execute("CHECKPOINT")


def main() -> None:
    """Print a table: what, the first time and the second."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=100_000)
    parser.add_argument("--store", default="build/cache/web-store")
    parser.add_argument("--plain", action="store_true", help="without the quick file")
    asked = parser.parse_args()
    if not os.path.exists(asked.store):
        make(asked.store, asked.articles)
    from starlette.testclient import TestClient

    from readout.store.store import VIEW
    from readout.view.web import library
    from readout.view.web.app import make_app
    from readout.view.web.prepare import prepare

    beside = os.path.join(asked.store, VIEW)
    if asked.plain:
        library.LARGE = sys.maxsize
        if os.path.exists(beside):
            os.unlink(beside)
    else:
        start, busy = time.perf_counter(), time.process_time()
        prepare(asked.store)
        taken = (time.perf_counter() - start, time.process_time() - busy)
        size = os.path.getsize(beside) / 1e6
        print(f"prepared in {taken[0]:.1f} s, CPU {taken[1]:.1f}, {size:.0f} MB")

    print(f"{'page':28} {'first':>8} {'CPU':>8} {'again':>8} {'CPU':>8} {'kB':>7}")
    for name, address in _PAGES.items():
        # A new application for each: nothing is open and nothing is kept.
        with TestClient(make_app(asked.store), base_url="http://localhost") as client:
            taken = []
            for _ in range(2):
                start, busy = time.perf_counter(), time.process_time()
                answer = client.get(address)
                taken += [time.perf_counter() - start, time.process_time() - busy]
            state = "" if answer.status_code == 200 else f"  ({answer.status_code})"
            size = len(answer.content) / 1000
            print(f"{name:28}" + "".join(f" {t:8.2f}" for t in taken) + f" {size:7.0f}{state}")
            client.app.state.library.close()


if __name__ == "__main__":
    main()
