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
_NAMES = 20_000
_TOWNS = 400
_NAMED = "replace(r.{0}, '; ', c.more || '; ') || c.more"
_CHANGED = {
    "events": {
        "confidence": "r.confidence * (0.5 + (hash(k) % 50) / 100.0)",
        "sources": _NAMED.format("sources"),
        "targets": _NAMED.format("targets"),
    },
    "event_actors": {"name": "r.name || c.more"},
    "entities": {"name": "r.name || c.more"},
    "places": {
        "name": "r.name || ' ' || c.town",
        "geonames_id": "r.geonames_id + 10 * c.town",
        # Towns around the ones that were read, as far as three degrees.
        "lat": "least(greatest(r.lat + 3 * sin(c.town), -85), 85)",
        "lon": "(r.lon + 3 * cos(c.town) + 540) % 360 - 180",
    },
    "times": {"from_date": "r.from_date + c.days", "to_date": "r.to_date + c.days"},
    "episodes": {"from_date": "r.from_date + c.days", "to_date": "r.to_date + c.days"},
}
"""What a copy does not have in common with what it was copied from: the more names, towns and days
there are, the more there is to group by."""
_PAGES = {
    "overview": "/",
    "overview of a type": "/?type=ASSAULT",
    "articles": "/articles",
    "articles, one word": "/articles?q=harbour",
    "articles, a rare phrase": '/articles?q="copy 77 of"',
    "articles of an outlet": "/articles?outlet=Outlet+7",
    "events": "/events",
    "events of a type": "/events?type=ASSAULT&status=occurred",
    "events with an actor": "/events?actor=minister&confidence=0.5",
    "events of a country": "/events?side=GBR&sort=surest",
    "events, page 200": "/events?offset=10000",
    "timeline": "/timeline",
    "timeline of a type": "/timeline?type=ASSAULT&by=type",
    "timeline with a word": "/timeline?q=harbour",
    "map": "/map",
    "map, near": "/map?at=51,0&z=5",
    "map of a year": "/map?from=2023&to=2023&status=occurred",
    "map with an actor": "/map?actor=minister",
    "network": "/network",
    "network of countries": "/network?of=countries&pairs=80",
    "network of a type": "/network?type=CONSULT",
    "network with a word": "/network?q=harbour",
    "network, one pair": "PAIR",
    "accounts": "/accounts",
    "accounts of an outlet": "/accounts?outlet=Outlet+7",
    "accounts of a type": "/accounts?type=ASSAULT&from=2022",
    "review": "/review",
    "review of a type": "/review?type=ASSAULT",
    "an article": "ARTICLE",
}
"""What is asked. A reviewer has a name."""


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
        # Of each copy: its number, what is added to its names, how many days and degrees it moves.
        con.execute(
            "CREATE TEMP TABLE copies AS SELECT a.reading, k, "
            "CASE WHEN hash(k, a.reading) % 3 = 0 THEN '' ELSE ' ' || "
            # Few names in many articles, many in few.
            f"floor({_NAMES} ** ((hash(a.reading, k, 1) % 10000) / 10000.0))::INTEGER END AS more, "
            "DATE '2021-01-01' + (hash(k, a.article) % 1500)::INTEGER AS day, "
            "(DATE '2021-01-01' - a.published_on)::INTEGER + (hash(k, a.article) % 1500)::INTEGER "
            f"AS days, (hash(k, a.reading, 2) % {_TOWNS})::INTEGER AS town "
            f"FROM every.articles a, (SELECT range AS k FROM range(1, {copies + 1})) "
            "ORDER BY k, a.reading"
        )
        con.execute(
            "INSERT INTO every.articles SELECT a.* REPLACE ("
            f"a.reading + k * {step} AS reading, md5(a.article || k)[1:16] AS article, "
            "a.url || '/' || k AS url, a.address || '/' || k AS address, "
            "'Outlet ' || (hash(a.article, k) % 60) AS outlet, c.day AS published_on, "
            "a.text || ' copy ' || k || ' of ' || a.reading AS text, "
            "md5(a.article || k) AS sha256) FROM every.articles a JOIN copies c USING (reading)"
        )
        con.execute(
            f"INSERT INTO every.records SELECT r.reading + k * {step}, r.record "
            "FROM every.records r JOIN copies c ON c.reading = r.reading"
        )
        # Mentions are read by no table.
        for name in ROWS.keys() - {"mentions", "notes"}:
            changed = "".join(
                f", {sql} AS {column}" for column, sql in _CHANGED.get(name, {}).items()
            )
            con.execute(
                f"INSERT INTO every.{name} SELECT r.* REPLACE (r.reading + k * {step} AS reading"
                f"{changed}) FROM every.{name} r JOIN copies c ON c.reading = r.reading"
            )
        con.execute(
            "INSERT INTO every.links SELECT l.* REPLACE ("
            f"l.reading + k * {step} AS reading, l.address || '/' || k AS address) "
            "FROM every.links l JOIN copies c ON c.reading = l.reading"
        )
        con.execute("CHECKPOINT")


def _address(folder: str, asked: str) -> str:
    """The address of a page; of one that hangs on what the store holds, that of its first."""
    from urllib.parse import urlencode

    from readout.store.store import open_store

    sql = {
        "ARTICLE": "SELECT article FROM articles ORDER BY reading DESC LIMIT 1",
        "PAIR": "SELECT s.name, g.name FROM event_actors s JOIN event_actors g USING (reading, "
        "event) WHERE s.role = 'source' AND g.role = 'target' AND s.name <> g.name "
        "GROUP BY ALL ORDER BY count(*) DESC, 1, 2 LIMIT 1",
    }
    if asked not in sql:
        return asked
    with open_store(folder) as store:
        row = store.con.execute(sql[asked]).fetchone()
    assert row is not None
    if asked == "ARTICLE":
        return f"/article/{row[0]}"
    return "/network?" + urlencode({"source": row[0], "target": row[1]})


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

    pages = {name: _address(asked.store, address) for name, address in _PAGES.items()}
    print(f"{'page':28} {'first':>8} {'CPU':>8} {'again':>8} {'CPU':>8} {'kB':>7}")
    for name, address in pages.items():
        # A new application for each: nothing is open and nothing is kept.
        with TestClient(make_app(asked.store), base_url="http://localhost") as client:
            client.cookies.set("readout-reviewer", "benchmark")
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
