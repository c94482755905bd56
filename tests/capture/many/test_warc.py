"""Archives: every page once, with its address and offset; damage costs what is damaged."""

from __future__ import annotations

import gzip
import random
from pathlib import Path

import pytest
import zstandard

from readout.capture.find import Skipped
from readout.capture.many.item import Item, capture_of
from readout.capture.many.items import items, measure
from readout.capture.many.warc import unchunked
from readout.settings import Settings
from tests.capture.many.archives import record

PAGE = b"<!doctype html><title>x</title><p>A page of some words, number %d."
PAGES = [record(f"https://a.example/{n}", PAGE % n) for n in range(6)]


def _plain(records: list[bytes]) -> bytes:
    return b"".join(records)


def _gzip(records: list[bytes]) -> bytes:
    return b"".join(map(gzip.compress, records))


def _zstd(records: list[bytes]) -> bytes:
    return b"".join(map(zstandard.compress, records))


def _one_gzip(records: list[bytes]) -> bytes:
    return gzip.compress(b"".join(records))


def _read(path: Path, data: bytes, skipped: list[Skipped] | None = None) -> list[Item]:
    path.write_bytes(data)
    told: list[Skipped] = [] if skipped is None else skipped
    found = list(items([str(path)], Settings(max_bytes=100_000), on_skip=told.append))
    assert sum(item.weight for item in found) == len(data) == measure([str(path)])
    return [item for item in found if item.data or item.failure]


@pytest.mark.parametrize("pack", [_plain, _gzip, _zstd, _one_gzip])
def test_pages_of_an_archive_however_it_is_packed(tmp_path: Path, pack: object) -> None:
    found = _read(tmp_path / "a.warc", pack(PAGES))  # type: ignore[operator]
    assert [item.url for item in found] == [f"https://a.example/{n}" for n in range(6)]
    capture = capture_of(found[2], Settings())
    assert capture.text.endswith("number 2.")
    assert (capture.kind, capture.url) == ("html", "https://a.example/2")
    assert capture.captured_at == "2024-05-31T09:30:00Z"
    assert capture.path == f"{tmp_path}/a.warc#{found[2].position}"
    if pack is not _one_gzip:
        data = (tmp_path / "a.warc").read_bytes()
        assert [item.position for item in found] == [
            len(pack(PAGES[:n])) for n in range(6)  # type: ignore[operator]
        ]  # fmt: skip
        assert found[0].data in data or pack is not _plain


def test_what_is_no_page_is_passed_over_with_its_reason(tmp_path: Path) -> None:
    skipped: list[Skipped] = []
    found = _read(
        tmp_path / "a.warc",
        record("https://a.example/i", b"\x89PNG", media_type="image/png")
        + record("https://a.example/m", b"moved", status="301 Moved")
        + record("dns:a.example", b"1.2.3.4", kind="resource", media_type="text/dns")
        + record(
            "https://a.example/t", "naïve".encode(), kind="conversion", media_type="text/plain"
        )
        + record("https://a.example/q", b"GET", kind="request")
        + record("https://a.example/e", b""),
        skipped,
    )
    assert [item.url for item in found] == ["https://a.example/t", "https://a.example/e"]
    assert found[1].failure is not None
    assert "empty" in found[1].failure.reason
    assert [skip.reason.partition(" (")[0] for skip in skipped] == [
        "no page but image/png", "the server answered with status 301", "no page but text/dns",
    ]  # fmt: skip


def test_bodies_that_were_encoded_on_the_way(tmp_path: Path) -> None:
    chunked = b"6\r\n<html>\r\n5;x=y\r\nwords\r\n0\r\n\r\n"
    found = _read(
        tmp_path / "a.warc",
        record("https://a.example/c", chunked, headers="Transfer-Encoding: chunked\r\n")
        + record("https://a.example/d", b"<html>plain", headers="Transfer-Encoding: chunked\r\n")
        + record(
            "https://a.example/z", gzip.compress(b"<html>zip"), headers="Content-Encoding: gzip\r\n"
        )
        + record("https://a.example/n", b"<html>not", headers="Content-Encoding: gzip\r\n")
        + record("https://a.example/b", b"<html>not br", headers="Content-Encoding: br\r\n"),
    )
    texts = [capture_of(item, Settings()).text for item in found]
    assert texts == ["<html>words", "<html>plain", "<html>zip", "<html>not", "<html>not br"]
    assert unchunked(b"3\r\nabc") == b"abc"
    assert unchunked(b"") == b""


@pytest.mark.parametrize("pack", [_plain, _gzip, _zstd])
def test_damage_costs_the_record_it_is_in(tmp_path: Path, pack: object) -> None:
    whole = pack(PAGES)  # type: ignore[operator]
    start = len(pack(PAGES[:2]))  # type: ignore[operator]
    damaged = whole[:start] + b"\0\1" * 20 + whole[start + 40 :]
    found = _read(tmp_path / "a.warc", damaged)
    good = {item.url for item in found if item.failure is None}
    assert good >= {f"https://a.example/{n}" for n in (0, 3, 4, 5)}
    bad = [item for item in found if item.failure is not None]
    assert bad
    assert all("damaged" in item.failure.reason for item in bad if item.failure)


@pytest.mark.parametrize("pack", [_plain, _gzip, _zstd])
def test_an_archive_that_is_cut_off(tmp_path: Path, pack: object) -> None:
    whole = pack(PAGES)  # type: ignore[operator]
    found = _read(tmp_path / "a.warc", whole[:-30])
    assert [item.url for item in found if item.failure is None][:5] == [
        f"https://a.example/{n}" for n in range(5)
    ]
    assert any(item.failure is not None for item in found)


@pytest.mark.parametrize("pack", [_plain, _gzip])
def test_an_archive_that_ends_in_the_head_of_a_record(tmp_path: Path, pack: object) -> None:
    whole = pack(PAGES[:2])  # type: ignore[operator]
    first = len(pack(PAGES[:1]))  # type: ignore[operator]
    for cut in range(first + 30, first + (len(whole) - first) // 2, 7):
        found = _read(tmp_path / "a.warc", whole[:cut])
        assert found[0].url == "https://a.example/0", cut
        assert found[0].failure is None, cut
        assert first in [i.position for i in found if i.failure], cut
    assert not any(item.failure for item in _read(tmp_path / "a.warc", whole))


def test_a_response_without_a_status_is_told(tmp_path: Path) -> None:
    start = PAGES[0].index(b"HTTP/1.1 200")
    broken = PAGES[0][:start] + b"\xff" * 12 + PAGES[0][start + 12 :]
    (found,) = _read(tmp_path / "a.warc", broken)
    assert found.failure is not None
    assert found.url == "https://a.example/0"


def test_no_bytes_stop_the_reading(tmp_path: Path) -> None:
    chance = random.Random(5)
    whole = _gzip(PAGES)
    for _ in range(60):
        data = bytearray(whole)
        for _ in range(chance.randrange(1, 6)):
            data[chance.randrange(12, len(data))] = chance.randrange(256)
        for item in _read(tmp_path / "a.warc", bytes(data)):
            assert item.failure is not None or item.data


def test_a_page_beyond_the_limit_and_a_length_that_lies(tmp_path: Path) -> None:
    lies = PAGES[0].replace(b"Content-Length: ", b"Content-Length: 99")
    large = record("https://a.example/l", b"x" * 200_000)
    found = _read(tmp_path / "a.warc", large + PAGES[1] + lies + PAGES[2])
    assert found[0].failure is not None
    assert found[0].failure.kind == "limit"
    assert found[1].url == "https://a.example/1"
