"""Pages inside messages, and what savers write into pages. All written for these tests."""

from __future__ import annotations

import base64
import quopri

import pytest

from readout.capture import load_bytes
from readout.errors import CaptureError, LimitError
from readout.settings import Settings

PAGE = "<html><body><p>Переговоры в Женеве — “go on”, 50 % = half.</p></body></html>"


def mhtml(
    body: bytes, encoding: str, charset: str, *, head: str = "", kind: str = "text/html"
) -> bytes:
    """As Chrome writes it, with a style sheet and a frame around the page."""
    return (
        (
            "From: <Saved by Blink>\r\n"
            "Snapshot-Content-Location: https://news.example/2016/11/talks?x=1\r\n"
            "Subject: =?utf-8?Q?Talks?=\r\n"
            "Date: Sun, 20 Nov 2016 18:04:05 -0000\r\n"
            "MIME-Version: 1.0\r\n"
            f'Content-Type: multipart/related;\r\n\ttype="text/html";{head}\r\n'
            '\tboundary="----MultipartBoundary--x(1)+----"\r\n\r\n\r\n'
            "------MultipartBoundary--x(1)+----\r\n"
            "Content-Type: text/html\r\nContent-ID: <frame-1@mhtml.blink>\r\n"
            "Content-Location: https://ads.example/frame\r\n\r\n<p>frame</p>\r\n"
            "------MultipartBoundary--x(1)+----\r\n"
            f'Content-Type: {kind}; charset="{charset}"\r\n'
            "Content-ID: <frame-0@mhtml.blink>\r\n"
            f"Content-Transfer-Encoding: {encoding}\r\n"
            "Content-Location: https://news.example/2016/11/talks?x=1\r\n\r\n"
        ).encode()
        + body
        + (
            b"\r\n------MultipartBoundary--x(1)+----\r\n"
            b"Content-Type: text/css\r\n\r\np { color: red }\r\n"
            b"------MultipartBoundary--x(1)+------\r\n"
        )
    )


@pytest.mark.parametrize("charset", ["utf-8", "koi8-r-none", "windows-1251"])
@pytest.mark.parametrize("encoding", ["quoted-printable", "base64", "binary", "8bit"])
def test_mhtml(charset: str, encoding: str) -> None:
    raw = PAGE.replace("“go on”", "go on").encode(
        "cp1251" if charset == "windows-1251" else "utf-8"
    )
    body = {"quoted-printable": quopri.encodestring, "base64": base64.encodebytes}.get(
        encoding, lambda data: data
    )(raw)
    got = load_bytes(mhtml(body.rstrip(b"\n"), encoding, charset), path="talks.mht")
    assert got.kind == "html"
    assert got.text == PAGE.replace("“go on”", "go on")
    assert got.media_type == "multipart/related"
    assert got.url == "https://news.example/2016/11/talks?x=1"
    assert got.captured_at == "2016-11-20T18:04:05+00:00"
    assert any("2 other parts" in note for note in got.notes)


def test_the_start_parameter_beats_the_address() -> None:
    data = mhtml(PAGE.encode(), "8bit", "utf-8", head=' start="<frame-1@mhtml.blink>";')
    assert load_bytes(data).text == "<p>frame</p>"


def test_the_caller_beats_the_container() -> None:
    data = mhtml(PAGE.encode(), "8bit", "utf-8")
    assert load_bytes(data, url="https://b.example/").url == "https://b.example/"
    settings = Settings(url="https://a.example/")
    assert load_bytes(data, url="https://b.example/", settings=settings).url == "https://a.example/"


def test_mhtml_that_is_cut_off_is_read_and_said() -> None:
    data = mhtml(base64.encodebytes(PAGE.encode() * 9), "base64", "utf-8")
    got = load_bytes(data[: data.index(b"frame-0") + 700])
    assert got.text.startswith(PAGE[:40])
    assert any("end mark" in note for note in got.notes)


def test_a_mail_with_alternatives() -> None:
    data = (
        b"From: a@example.org\nMIME-Version: 1.0\nDate: Sun, 20 Nov 2016 18:04:05 +0100\n"
        b"Content-Type: multipart/mixed; boundary=out\n\n--out\n"
        b"Content-Type: multipart/alternative; boundary=in\n\n"
        b"--in\nContent-Type: text/plain\n\nplain\n--in\nContent-Type: text/html\n\n<p>page</p>\n"
        b"--in--\n--out--\n"
    )
    got = load_bytes(data)
    assert got.text == "<p>page</p>"
    assert got.captured_at == "2016-11-20T18:04:05+01:00"
    plain = load_bytes(data.replace(b"text/html", b"image/png"))
    assert plain.text == "From: a@example.org\nDate: Sun, 20 Nov 2016 18:04:05 +0100\n\nplain"
    unsigned = data.replace(b"From:", b"X-From:").replace(b"text/html", b"image/png")
    assert load_bytes(unsigned).text == "plain"


def test_the_subject_of_a_mail_is_decoded_whatever_the_charset() -> None:
    for charset in ("utf-8", "iso-8859-1", "no-such-charset"):
        data = (
            f"Subject: =?utf-8?q?Caf=C3=A9_closed?=\nFrom: =?bad?x?\n"
            f"Content-Type: multipart/mixed; boundary=b\n\n--b\n"
            f"Content-Type: text/plain; charset={charset}\n\nIt closed.\n--b--\n"
        ).encode()
        lines = load_bytes(data).text.splitlines()
        assert lines[0] == "From: =?bad?x?"
        closed = "Caf? closed" if charset.startswith("no") else "Café closed"
        assert lines[1:] == [f"Subject: {closed}", "", "It closed."]


def test_a_message_without_a_page() -> None:
    data = mhtml(b"x", "binary", "utf-8", kind="image/png").replace(b"text/html", b"image/gif")
    with pytest.raises(CaptureError, match="without a page"):
        load_bytes(data)


def test_messages_in_messages_have_a_limit() -> None:
    head = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n"
    with pytest.raises(LimitError, match="deep"):
        load_bytes(b"".join(head % (n, n) for n in range(50)))


def test_an_answer_saved_with_its_header() -> None:
    data = (
        b"HTTP/1.1 404 Not Found\r\nDate: Sun, 20 Nov 2016 18:04:05 GMT\r\n"
        b"Content-Type: text/html; charset=windows-1251\r\n\r\n"
    ) + "<p>Страница не найдена</p>".encode("cp1251")
    got = load_bytes(data)
    assert got.text == "<p>Страница не найдена</p>"
    assert got.captured_at == "2016-11-20T18:04:05+00:00"
    assert "the server answered with status 404" in got.notes


SAVED = [
    (
        "<!DOCTYPE html>\n<!-- saved from url=(0026)https://news.example/a/b -->\n<html><p>a",
        "https://news.example/a/b",
        None,
    ),
    (
        "<!DOCTYPE html> <html lang=en><!--\n Page saved with SingleFile \n"
        " url: https://news.example/a \n saved date: Sun Nov 20 2016 18:04:05 GMT+0100 "
        "(Central European Standard Time)\n--><p>a",
        "https://news.example/a",
        "2016-11-20T18:04:05+01:00",
    ),
    (
        "<!-- Saved from https://news.example/a at 2016-11-20T18:04:05Z using monolith v2.8.1 -->"
        "<html><p>a",
        "https://news.example/a",
        "2016-11-20T18:04:05+00:00",
    ),
    (
        "<html>\n<!-- Mirrored from news.example/a.html by HTTrack Website Copier/3.x [XR&CO'2014],"
        " Sun, 20 Nov 2016 18:04:05 GMT -->\n<p>a",
        "http://news.example/a.html",
        "2016-11-20T18:04:05+00:00",
    ),
    (
        '<html><head><meta name="savepage-url" content="https://news.example/a">'
        '<meta name="savepage-date" content="Sun Nov 20 2016 18:04:05 GMT-0500 (EST)"><p>a',
        "https://news.example/a",
        "2016-11-20T18:04:05-05:00",
    ),
    (
        "<!-- saved from url=(0065)https://web.archive.org/web/20161120180405/http://news.example/a"
        " --><html><p>a",
        "http://news.example/a",
        "2016-11-20T18:04:05+00:00",
    ),
    (
        "<html><p>a</html>\n<!--\n     FILE ARCHIVED ON 18:04:05 Nov 20, 2016 AND RETRIEVED FROM "
        "THE\n     INTERNET ARCHIVE ON 10:00:00 Jan 02, 2020.\n-->",
        None,
        "2016-11-20T18:04:05+00:00",
    ),
    ("<!-- saved from url=(0014)about:internet --><html><p>a", None, None),
    ("<html><p>Page saved with SingleFile", None, None),
]


@pytest.mark.parametrize(("html", "url", "captured_at"), SAVED)
def test_what_savers_write(html: str, url: str | None, captured_at: str | None) -> None:
    got = load_bytes(html.encode())
    assert (got.url, got.captured_at) == (url, captured_at)
    assert got.text == html
