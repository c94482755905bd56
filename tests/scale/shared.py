"""What the tests of runs share: captures on disk, a run with the stub, the state of a store."""

from __future__ import annotations

import gzip
from pathlib import Path
from typing import Any

from readout.scale.run import Options, Summary, run
from readout.settings import Settings
from readout.store.store import open_store

STUB = "tests.scale.stub:read"


def words(seed: int, count: int = 60) -> str:
    """A text of its own for each seed."""
    return " ".join(f"w{(seed * 7919 + k * k * 31) % 9973}" for k in range(count))


def page(seed: int, mark: str = "") -> bytes:
    """A plain-text capture."""
    return f"Report {seed}. {mark} {words(seed)}.".encode()


def warc_record(url: str, body: bytes, media_type: str = "text/plain") -> bytes:
    """One response of a web archive."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {media_type}\r\n\r\n".encode()
    block = head + body
    return (
        (
            f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
            f"WARC-Date: 2024-05-31T09:30:00Z\r\nWARC-Record-ID: <urn:uuid:{url}>\r\n"
            "Content-Type: application/http; msgtype=response\r\n"
            f"Content-Length: {len(block)}\r\n\r\n"
        ).encode()
        + block
        + b"\r\n\r\n"
    )


def crawl(path: Path, count: int, mark: str = "") -> None:
    """A gzipped archive of ``count`` pages."""
    records = (warc_record(f"https://a.example/{n}", page(n, mark)) for n in range(count))
    path.write_bytes(b"".join(gzip.compress(record, 1) for record in records))


def go(sources: list[Path], store: Path, **options: Any) -> Summary:
    """A run with the stub."""
    given = {"workers": 1, "quiet": True, "read": STUB, **options}
    return run([str(source) for source in sources], str(store), Settings(), Options(**given))


def ask(store: Path, sql: str) -> list[tuple[Any, ...]]:
    """The rows of a query."""
    with open_store(str(store)) as opened:
        return opened.con.execute(sql).fetchall()


def sound(store: Path) -> None:
    """Nothing is doubled, and every table fits the others."""
    assert ask(store, "SELECT key FROM every.captures GROUP BY key HAVING count(*) > 1") == []
    assert (
        ask(
            store, "SELECT article FROM every.articles GROUP BY article, reader HAVING count(*) > 1"
        )
        == []
    )
    for table in ("links", "records", "signatures"):
        assert ask(
            store,
            f"SELECT count(*) FROM every.articles a FULL JOIN every.{table} t USING (reading) "
            "WHERE a.article IS NULL OR t.reading IS NULL",
        ) == [(0,)], table
    assert ask(
        store, "SELECT count(*) FROM every.events WHERE reading NOT IN "
        "(SELECT reading FROM every.articles)"
    ) == [(0,)]  # fmt: skip
    assert ask(store, "SELECT count(*) FROM every.events") == ask(
        store, "SELECT count(*) FROM every.articles"
    )
