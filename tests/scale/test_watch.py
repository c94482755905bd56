"""Following feeds, against a server on this machine."""

from __future__ import annotations

import gzip
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from readout.cli.main import main
from readout.errors import CaptureError, UsageError
from readout.scale.fetch import Fetcher
from readout.scale.run import Options, Summary
from readout.scale.watch import Round, watch
from readout.settings import Settings
from tests.scale.shared import STUB, ask, page, sound


class Site:
    """Pages by path: status, headers, body; and the requests that came."""

    def __init__(self) -> None:
        self.pages: dict[str, tuple[int, dict[str, str], bytes]] = {}
        self.asked: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append((self.path, dict(self.headers)))
                status, headers, body = site.pages.get(self.path, (404, {}, b""))
                if headers.get("ETag") and self.headers.get("If-None-Match") == headers["ETag"]:
                    status, body = 304, b""
                self.send_response(status)
                for name, value in {**headers, "Content-Length": str(len(body))}.items():
                    self.send_header(name, value)
                self.end_headers()
                self.wfile.write(body)

            def log_message(self, *_: Any) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.root = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, args=(0.01,), daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def paths(self) -> list[str]:
        return [path for path, _ in self.asked]

    def feed(self, *entries: tuple[str, str]) -> None:
        """An RSS feed that names pages with their dates."""
        items = "".join(
            f"<item><title>T&nbsp;{n}</title><link>{path}</link><pubDate>{date}</pubDate></item>"
            for n, (path, date) in enumerate(entries)
        )
        body = f"<?xml version='1.0'?><rss version='2.0'><channel>{items}</channel></rss>".encode()
        self.pages["/rss"] = (200, {"ETag": f'"{hash(body)}"'}, body)


@pytest.fixture
def site() -> Iterator[Site]:
    made = Site()
    yield made
    made.close()


PAGE = (
    b"<html lang=en><title>Ports agree</title><h1>Ports agree</h1><p>The ports agreed on Monday, "
    b"officials in Ostrey said.</p></html>"
)
DATE = "Fri, 31 May 2024 09:30:00 GMT"
LATER = "Fri, 31 May 2024 11:00:00 GMT"


def follow(site: Site, store: Path, rounds: int = 1) -> list[Round]:
    told: list[Round] = []
    watch(
        [f"{site.root}/rss"], str(store), Settings(), Options(quiet=True, read=STUB),
        fetcher=Fetcher(pause=0, timeout=3, max_bytes=200_000), every=0, rounds=rounds,
        on_round=told.append,
    )  # fmt: skip
    return told


def test_new_pages_are_read_once_and_changed_ones_again(site: Site, tmp_path: Path) -> None:
    text = {"Content-Type": "text/plain; charset=utf-8", "ETag": '"1"'}
    site.pages["/a"] = (200, text, page(1))
    site.pages["/b"] = (200, {**text, "Content-Encoding": "gzip"}, gzip.compress(page(2)))
    site.feed(("/a", DATE), ("/b", DATE))
    store = tmp_path / "store"
    (first,) = follow(site, store)
    assert (first.fetched, first.complaints) == (2, [])
    assert first.summary is not None
    assert first.summary.added == 2
    assert site.paths() == ["/robots.txt", "/rss", "/a", "/b"]
    assert site.asked[1][1]["User-Agent"].startswith("readout/")
    urls = ask(store, "SELECT url, captured_at IS NOT NULL FROM articles ORDER BY url")
    assert urls == [(f"{site.root}/a", True), (f"{site.root}/b", True)]
    site.asked.clear()
    (second,) = follow(site, store)
    assert (second.unchanged, second.fetched) == (1, 0)
    assert site.paths() == ["/robots.txt", "/rss"]
    assert "If-None-Match" in site.asked[1][1]
    # The feed says /a changed, and it did; that /b changed, and it did not.
    site.pages["/a"] = (200, {**text, "ETag": '"2"'}, page(1) + b" Corrected.")
    site.feed(("/a", LATER), ("/b", LATER))
    site.asked.clear()
    (third,) = follow(site, store)
    assert third.fetched == 1
    assert third.summary is not None
    assert (third.summary.added, third.summary.revisions) == (1, 1)
    assert ask(store, "SELECT count(*) FROM articles") == [(2,)]
    sound(store)


def test_what_was_fetched_before_a_kill_is_read_by_the_next_watch(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/a"] = (200, {"Content-Type": "text/plain"}, page(1))
    site.feed(("/a", DATE))
    store = tmp_path / "store"

    def killed(*_: Any) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr("readout.scale.watch.run", killed)
        with pytest.raises(KeyboardInterrupt):
            follow(site, store)
    (told,) = follow(site, store)
    assert told.fetched == 0
    assert told.summary is not None
    assert told.summary.added == 1


def test_robots_redirects_and_bad_pages(site: Site, tmp_path: Path) -> None:
    site.pages["/robots.txt"] = (200, {}, b"User-agent: *\nDisallow: /no\n")
    site.pages["/r"] = (301, {"Location": "/a"}, b"")
    site.pages["/round"] = (302, {"Location": "/round"}, b"")
    site.pages["/a"] = (200, {"Content-Type": "text/plain"}, page(1))
    site.pages["/no/x"] = (200, {"Content-Type": "text/plain"}, page(2))
    site.pages["/file"] = (302, {"Location": "file:///etc/hostname"}, b"")
    site.pages["/big"] = (200, {"Content-Type": "text/plain"}, b"x " * 150_000)
    site.feed(*((path, DATE) for path in ("/r", "/round", "/no/x", "/file", "/big", "/gone")))
    store = tmp_path / "store"
    (told,) = follow(site, store)
    assert told.fetched == 1
    assert "/no/x" not in site.paths()
    said = "\n".join(told.complaints)
    for words in ("without an end", "forbids", "no web address", "larger than", "status 404"):
        assert words in said
    assert ask(store, "SELECT url FROM articles") == [(f"{site.root}/a",)]
    for _ in range(4):
        site.pages["/rss"] = (200, {}, site.pages["/rss"][2])
        follow(site, store)
    assert site.paths().count("/gone") == 3  # then it is left alone


def test_a_host_that_wants_rest_gets_it(site: Site) -> None:
    site.pages["/busy"] = (503, {"Retry-After": "1"}, b"")
    site.pages["/a"] = (200, {}, b"x")
    fetcher = Fetcher(pause=0, timeout=3, max_bytes=1000)
    started = time.monotonic()
    assert fetcher.get(f"{site.root}/busy").status == 503
    assert fetcher.get(f"{site.root}/a").status == 200
    assert time.monotonic() - started >= 1
    site.pages["/busy"] = (429, {"Retry-After": "3000"}, b"")
    fetcher.get(f"{site.root}/busy")
    with pytest.raises(CaptureError, match="come back"):
        fetcher.get(f"{site.root}/a")


def test_a_host_whose_rules_cannot_be_read_is_left_alone(site: Site) -> None:
    site.pages["/robots.txt"] = (500, {}, b"")
    with pytest.raises(CaptureError, match="robots"):
        Fetcher(pause=0, timeout=3, max_bytes=1000).get(f"{site.root}/a")
    with pytest.raises(CaptureError):
        Fetcher(pause=0, timeout=1, max_bytes=1000).get("http://127.0.0.1:9/x")
    with pytest.raises(CaptureError):
        Fetcher(pause=0, timeout=1, max_bytes=1000).get("file:///etc/hostname")


def test_a_broken_feed_is_told_and_asked_less_often(site: Site, tmp_path: Path) -> None:
    site.pages["/rss"] = (200, {}, b"<rss><channel><item>")
    first, second = follow(site, tmp_path / "store", rounds=2)
    assert "no well-formed XML" in first.complaints[0]
    assert (first.silent, second.silent) == (1, 0)
    assert second.feeds == 0


def test_the_command_tells_a_round_and_ends_with_what_came_of_it(
    site: Site, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    site.pages["/a"] = (200, {"Content-Type": "text/html"}, PAGE)
    site.feed(("/a", DATE))
    call = ["watch", f"{site.root}/rss", "--store", str(tmp_path / "s"), "--once", "--pause", "0"]
    for code, words in (
        (0, "1 feed asked, 0 unchanged, 1 page fetched, 1 new article\n"),
        (0, "1 feed asked, 1 unchanged, 0 pages fetched, 0 new articles\n"),
        (3, "1 feed asked, 0 unchanged, 1 without an answer, 0 pages fetched, 0 new articles\n"),
    ):
        with pytest.raises(SystemExit) as ended:
            main(call)
        assert ended.value.code == code
        told = capsys.readouterr()
        assert told.out.endswith(words)
        assert told.err.count("\n") == (code != 0)
        site.pages.pop("/a", None)
        if "1 unchanged" in words:
            site.pages["/rss"] = (410, {}, b"")


def test_a_watch_that_is_stopped_while_it_reads_ends(
    site: Site, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.pages["/a"] = (200, {"Content-Type": "text/plain"}, page(1))
    site.feed(("/a", DATE))
    monkeypatch.setattr("readout.scale.watch.run", lambda *_: Summary(stopped=True))
    with pytest.raises(KeyboardInterrupt):
        follow(site, tmp_path / "store", rounds=2)


def test_calls_that_make_no_sense(tmp_path: Path) -> None:
    for feeds, every in (([], 900.0), (["feed.xml"], 900.0), (["http://x.example/rss"], 1.0)):
        with pytest.raises(UsageError):
            watch(feeds, str(tmp_path), Settings(), Options(), every=every)
