"""Bytes in, a capture or one clear sentence out."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import os
import random
import socket
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import zstandard
from hypothesis import example, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from readout.capture import (
    Capture,
    Failure,
    Skipped,
    captures,
    load_bytes,
    load_file,
    load_stream,
)
from readout.errors import (
    CaptureError,
    LimitError,
    ReadoutError,
    UnsupportedError,
    UsageError,
)
from readout.settings import Settings

PAGE = (
    "<!doctype html>\r\n<html><head><meta charset=utf-8><title>Genève</title></head>"
    "<body><p>Talks in Genève “go on”.</p></body></html>"
)
RAW = PAGE.encode()
PLAIN = "70° Good Evening\r\n\r\nTalks go on\r\n\r\nGENEVA — The talks < expected > go on.\r\n"


def sentence(call: Callable[[], object], kind: type[ReadoutError], *, exactly: bool = True) -> str:
    """The message of the error that ``call`` raises, checked for form."""
    with pytest.raises(kind) as caught:
        call()
    assert not exactly or type(caught.value) is kind
    message = str(caught.value)
    message.encode("utf-8")
    assert message.endswith(".")
    assert "\n" not in message
    assert len(message) < 400
    return message


# --- what a capture says -------------------------------------------------------------------------


def test_an_html_file(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_bytes(RAW)
    assert load_file(path) == Capture(
        kind="html",
        text=PAGE,
        sha256=hashlib.sha256(RAW).hexdigest(),
        path=str(path),
        media_type="text/html",
        encoding="utf-8",
        url=None,
        captured_at=None,
        notes=(),
    )


def test_plain_text_is_untouched() -> None:
    got = load_bytes(PLAIN.encode("cp1252"))
    assert (got.kind, got.text, got.encoding) == ("text", PLAIN, "windows-1252")
    assert got.media_type == "text/plain"


@pytest.mark.parametrize(
    ("text", "kind", "media_type"),
    [
        ('<?xml version="1.0"?>\n<html xmlns="x"><p>a</p></html>', "html", "application/xhtml+xml"),
        ('<?xml version="1.0"?>\n<div><p>a</p></div>', "html", "text/html"),
        ("\n\n<!-- c --><html><p>a</html>", "html", "text/html"),
        ("<div class=x>a</div>", "html", "text/html"),
        ("<P>a", "html", "text/html"),
        ("Loose words first <html><body>a", "html", "text/html"),
        ("a <p>b</p> c <p>d</p>", "html", "text/html"),
        ("He wrote <br> once in a plain text.", "text", "text/plain"),
        ("< 5 people came, > 3 left", "text", "text/plain"),
        ("[Reuters] GENEVA - Talks go on", "text", "text/plain"),
        ("[1] A note, [2] another", "text", "text/plain"),
        ("{Editor's note} Talks go on", "text", "text/plain"),
        ("From: the desk\nTo: readers\n\nTalks go on", "text", "text/plain"),
        ("Credit: EPA\n\nTalks", "text", "text/plain"),
    ],
)
def test_kinds_that_are_read(text: str, kind: str, media_type: str) -> None:
    got = load_bytes(text.encode())
    assert (got.kind, got.text, got.media_type) == (kind, text, media_type)


def test_a_tag_in_a_file_called_html_is_html() -> None:
    assert load_bytes(b"words <br> words " * 2, path="x.HTML").kind == "html"


def test_what_the_container_says_settles_doubt() -> None:
    assert load_bytes(b"a few words", media_type="text/html; charset=utf-8").kind == "html"


# --- refused kinds -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "PDF"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "picture"),
        (b"\xff\xd8\xff\xe0\0\x10JFIF", "picture"),
        (b"RIFF\x10\0\0\0WEBPVP8 ", "picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"><text>a</text></svg>', "picture"),
        (b"\0\0\0\x18ftypmp42", "film"),
        (b"PK\x03\x04\x14\0\0\0\x08\0word/document.xml", "office"),
        (b"PK\x03\x04\x14\0\0\0\x08\0page.html", "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
        (b"{\\rtf1 a}", "office"),
        (b"bplist00\xd1", "Safari"),
        (b"\x7fELF\x02\x01", "program"),
        (b"SQLite format 3\0", "database"),
        (b'{"title": "a", "body": "<p>b</p>"}', "JSON"),
        (b'[{"title": "a"}]', "JSON"),
        (b'["a", "b"]', "JSON"),
        (b')]}\',\n{"a": 1}', "JSON"),
        (b"{}", "JSON"),
        (b'<?xml version="1.0"?>\n<rss version="2.0"><channel/></rss>', "feed"),
        (b'<!-- x --><feed xmlns="http://www.w3.org/2005/Atom"></feed>', "feed"),
        (b'<?xml version="1.0"?><urlset></urlset>', "sitemap"),
        (b'<?xml version="1.0"?><!DOCTYPE nitf [<!ENTITY a "b">]><nitf>&a;</nitf>', "XML"),
        (b"<?xml version='1.0'?><plist><dict/></plist>", "property list"),
        (b"WARC/1.0\r\nWARC-Type: warcinfo\r\n\r\n", "WARC"),
        (b"[InternetShortcut]\r\nURL=https://example.org/\r\n", "bookmark"),
    ],
)
def test_kinds_that_are_refused(data: bytes, word: str) -> None:
    assert word in sentence(lambda: load_bytes(data), UnsupportedError)
    assert word in sentence(lambda: load_bytes(gzip.compress(data)), UnsupportedError)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b" \r\n\t \n", "blanks"),
        ("\ufeff\u00a0".encode(), "blanks"),
        (gzip.compress(b""), "empty"),
        (b"\0" * 100, "binary"),
        (b"\0", "binary"),
        (random.Random(5).randbytes(5000), "binary"),
    ],
)
def test_nothing_to_read(data: bytes, word: str) -> None:
    assert word in sentence(lambda: load_bytes(data), CaptureError)


# --- compression ---------------------------------------------------------------------------------


def several_members() -> bytes:
    return gzip.compress(RAW[:50]) + gzip.compress(b"") + gzip.compress(RAW[50:])


@pytest.mark.parametrize(
    "packed",
    [
        gzip.compress(RAW),
        several_members(),
        gzip.compress(RAW) + b"\0" * 700,
        zstandard.ZstdCompressor(write_checksum=True).compress(RAW),
        zstandard.ZstdCompressor().compress(RAW[:50]) + zstandard.compress(RAW[50:]),
        b"\x50\x2a\x4d\x18\x03\0\0\0abc" + zstandard.compress(RAW),
        gzip.compress(zstandard.compress(RAW)),
    ],
)
def test_compressed(packed: bytes) -> None:
    got = load_bytes(packed)
    assert (got.text, got.notes) == (PAGE, ())
    assert got.sha256 == hashlib.sha256(packed).hexdigest()
    assert got.media_type == "text/html"


@pytest.mark.parametrize("size", [1, 2, 100, 16383, 16384, 16385, 40000])
def test_members_that_end_anywhere(size: int) -> None:
    noise = random.Random(size).randbytes(size).hex().encode()
    packed = gzip.compress(noise, 0) + gzip.compress(b" and the end of the text")
    assert load_bytes(packed).text == noise.decode() + " and the end of the text"


def test_bytes_after_gzip_are_said() -> None:
    got = load_bytes(gzip.compress(RAW) + b"rest")
    assert got.text == PAGE
    assert "after the end of the gzip data" in got.notes[0]


@pytest.mark.parametrize(
    "pack", [gzip.compress, zstandard.ZstdCompressor(write_checksum=True).compress]
)
def test_cut_off_or_damaged(pack: Callable[[bytes], bytes]) -> None:
    packed = pack(PAGE.encode() * 40 + random.Random(1).randbytes(3000).hex().encode())
    for end in (5, 12, len(packed) // 2, len(packed) - 4, len(packed) - 1):
        message = sentence(lambda end=end: load_bytes(packed[:end], path="p.gz"), CaptureError)
        assert "'p.gz' is cut off" in message
    broken = bytearray(packed)
    broken[len(broken) // 2] ^= 0xFF
    sentence(lambda: load_bytes(bytes(broken)), CaptureError)


def test_zstd_that_lost_only_its_checksum_is_cut_off() -> None:
    packed = zstandard.ZstdCompressor(write_checksum=True).compress(RAW)
    assert "cut off" in sentence(lambda: load_bytes(packed[:-2]), CaptureError)


def test_bombs_are_stopped_while_they_unpack() -> None:
    import tracemalloc

    limit = 4_000_000
    zeros = b"<p>" + b"\0" * 300_000_000
    bombs = [gzip.compress(zeros, 1), zstandard.compress(zeros)]
    bombs.append(gzip.compress(bombs[0]))
    del zeros
    for bomb in bombs:
        tracemalloc.start()
        sentence(lambda bomb=bomb: load_bytes(bomb, settings=Settings(max_bytes=limit)), LimitError)
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        assert peak < 4 * limit


def test_layers_without_end() -> None:
    data = RAW
    for _ in range(6):
        data = gzip.compress(data)
    sentence(lambda: load_bytes(data), LimitError)


# --- limits --------------------------------------------------------------------------------------


def test_a_large_file_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "big.html"
    with path.open("wb") as file:
        file.write(b"<p>")
        file.truncate(50_000_000_000)  # a hole: it has a size and takes no room
    assert "max_bytes" in sentence(lambda: load_file(path), LimitError)
    film = tmp_path / "big.mp4"
    with film.open("wb") as file:
        file.write(b"\0\0\0\x18ftypmp42")
        file.truncate(50_000_000_000)
    assert "film" in sentence(lambda: load_file(film), UnsupportedError)


def test_the_limit_itself_is_allowed() -> None:
    fits = Settings(max_bytes=len(RAW))
    assert load_bytes(RAW, settings=fits).text == PAGE
    assert load_bytes(gzip.compress(RAW), settings=fits).text == PAGE
    tight = Settings(max_bytes=len(RAW) - 1)
    sentence(lambda: load_bytes(RAW, settings=tight), LimitError)
    sentence(lambda: load_bytes(gzip.compress(RAW), settings=tight), LimitError)


def test_standard_input_is_read_no_further_than_the_limit() -> None:
    stream = io.BytesIO(b"<p>" + b"x" * 9_000_000)
    sentence(lambda: load_stream(stream, Settings(max_bytes=1_000_000)), LimitError)
    assert stream.tell() < 3_000_000


# --- files that are none -------------------------------------------------------------------------


def test_pipes_sockets_devices_and_folders_do_not_hang(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    server = socket.socket(socket.AF_UNIX)
    here = os.getcwd()
    os.chdir(tmp_path)  # the name of a socket must be short
    try:
        server.bind("socket")
    finally:
        os.chdir(here)
    for name in ("pipe", "socket"):
        message = sentence(lambda name=name: load_file(tmp_path / name), CaptureError)
        assert "standard input" in message
    server.close()
    sentence(lambda: load_file("/dev/null"), CaptureError)
    sentence(lambda: load_file("/dev/zero"), CaptureError)
    assert "folder" in sentence(lambda: load_file(tmp_path), CaptureError)
    assert "exist" in sentence(lambda: load_file(tmp_path / "gone"), CaptureError)
    sentence(lambda: load_file("a\0b"), CaptureError)


def test_a_link_in_a_circle(tmp_path: Path) -> None:
    (tmp_path / "a").symlink_to(tmp_path / "a")
    sentence(lambda: load_file(tmp_path / "a"), CaptureError)


def test_an_odd_file_name_can_be_written(tmp_path: Path) -> None:
    path = os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.html")
    Path(path).write_bytes(RAW)
    got = load_file(path)
    assert got.path is not None
    assert got.path.endswith("caf\ufffd.html")
    assert got.notes


# --- the batch -----------------------------------------------------------------------------------


def test_a_batch_goes_on(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_bytes(RAW)
    (tmp_path / "b.html").write_bytes(b"")
    (tmp_path / "c.html").write_bytes(b"%PDF-1.4\n")
    (tmp_path / "d.html.gz").write_bytes(gzip.compress(RAW)[:30])
    (tmp_path / "e.html").symlink_to(tmp_path / "gone")
    os.mkfifo(tmp_path / "f.html")
    (tmp_path / "g.png").write_bytes(b"x")
    (tmp_path / "z.txt").write_text(PLAIN)
    skipped: list[Skipped] = []
    got = list(captures([tmp_path, "-"], stdin=io.BytesIO(RAW), on_skip=skipped.append))
    codes = [item.exit_code if isinstance(item, Failure) else 0 for item in got]
    assert codes == [0, 3, 4, 3, 3, 3, 0, 0]
    assert [os.path.basename(item.path) for item in skipped] == ["g.png"]
    last = got[-1]
    assert isinstance(last, Capture)
    assert last.path is None
    assert last.text == PAGE


def test_one_path_as_a_string_is_one_source(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(RAW)
    assert [type(item) for item in captures(str(path))] == [Capture]


def test_no_source_is_a_usage_error() -> None:
    sentence(lambda: captures([]), UsageError)


# --- properties ----------------------------------------------------------------------------------

PIECES = [
    b"\x1f\x8b\x08\0",
    gzip.compress(b"<p>a</p>", mtime=0),
    zstandard.compress(b"abc"),
    b"\x28\xb5\x2f\xfd",
    b"\x50\x2a\x4d\x18\x01\0\0\0",
    b"\xef\xbb\xbf",
    b"\xff\xfe",
    b"\xff\xfe\0\0",
    b"<?xml version='1.0' encoding='utf-16'?>",
    b"<!DOCTYPE x [",
    b"]>",
    b"<!--",
    b"-->",
    b"<meta charset=",
    b"gbk>",
    b"<html>",
    b"<rss",
    b"HTTP/1.1 200 OK\r\n",
    b"MIME-Version: 1.0\r\n",
    b"Content-Type: multipart/related; boundary=b\r\n",
    b"Content-Transfer-Encoding: base64\r\n",
    b"Content-Type: text/html; charset=iso-2022-jp\r\n",
    b"Date: Wed, 99 Nov 2026 25:00:00 -9999\r\n",
    b"Content-Location: http://[\r\n",
    b"\r\n",
    b"\r\n--b\r\n",
    b"\r\n--b--",
    b'{"a":',
    b"[" * 50,
    b"FILE ARCHIVED ON 99:99:99 Nov 99, 2016 AND RETRIEVED FROM THE",
    b"<!-- saved from url=(0012)http://[ -->",
    b"Page saved with SingleFile url: http://x saved date: 2026-99-99\n",
    b"text",
    b"\0",
    b"\xe9",
]


@hypothesis_settings(max_examples=400, deadline=None)
@given(
    st.binary(max_size=300)
    | st.lists(st.sampled_from(PIECES) | st.binary(max_size=6)).map(b"".join)
)
@example(b"[" * 200_000)
@example(b"HTTP/1.1 200\r\n\r\nx")
@example(b"HTTP/1.1 200 OK\r\n\r\nMIME-Version: 1.0\r\n\r\nx")
def test_any_bytes_give_a_capture_or_a_documented_error(data: bytes) -> None:
    try:
        got = load_bytes(data, path="x.html")
    except CaptureError:
        sentence(lambda: load_bytes(data, path="x.html"), CaptureError, exactly=False)
        return
    assert got.sha256 == hashlib.sha256(data).hexdigest()
    for value in (got.text, got.url or "", got.captured_at or "", *got.notes):
        value.encode("utf-8")
    assert load_bytes(data, path="x.html") == got


LONG: dict[str, Callable[[int], bytes]] = {
    "page": lambda size: RAW * (size // len(RAW)),
    "one tag": lambda size: b"<div>" * (size // 5),
    "angles": lambda size: b"<" * size,
    "open comments": lambda size: b"<!-- " * (size // 5),
    "wrong label": lambda size: b"<meta charset=utf-8>" + b"caf\xe9 et th\xe9 " * (size // 12),
    "bad gbk": lambda size: b"<meta charset=gbk>" + b"\xff\xc4\xe3 a" * (size // 5),
    "parts": lambda size: MIME + b"\n--b\nContent-Type: text/html\n\n<p>a</p>" * (size // 40),
    "nested": lambda size: MIME + b"\n--b\n" + MIME * (size // len(MIME)),
    "parameters": lambda size: MIME[:-2] + b"; boundary=" * (size // 11),
    "members": lambda size: gzip.compress(b"a", mtime=0) * (size // 21),
    "json": lambda size: b"[1" + b",1" * (size // 2) + b"x",
    "blank": lambda size: b" \n" * (size // 2),
}
MIME = b"MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n"


@pytest.mark.parametrize("shape", sorted(LONG))
def test_time_is_linear_in_size(shape: str) -> None:
    """8 MB may take no more than 8 times what 1 MB takes, with room for a busy machine."""

    def seconds(megabytes: int) -> float:
        data = LONG[shape](megabytes * 1_000_000)
        best = float("inf")
        for _ in range(3):
            begin = time.process_time()
            with contextlib.suppress(CaptureError):
                load_bytes(data)
            best = min(best, time.process_time() - begin)
            if best > 0.1:
                break  # long enough to be measured once
        return best

    one = max(seconds(1), 0.002)
    assert seconds(2) < 2 * one * 3
    assert seconds(4) < 4 * one * 3
    assert seconds(8) < 8 * one * 3
