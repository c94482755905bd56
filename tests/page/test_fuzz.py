"""Any input gives a sound record or a documented error, and the same record every time."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import readout
from evaluation.captures import load_captures
from readout.capture import load_bytes
from readout.capture.capture import Capture
from readout.errors import ReadoutError
from readout.page import read_page
from readout.page.page import Page
from readout.record.codec import encode
from readout.record.validate import validate
from readout.settings import Settings

DATA = Path(__file__).parents[1] / "data"
PAGES = [path.read_bytes() for path in sorted((DATA / "pages").glob("*.html"))]
CAPTURES = [row["text"].encode() for row in load_captures(DATA / "captures")]
HARD = settings(
    max_examples=150,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


def check_page(page: Page) -> None:
    """Blocks in order, without overlap, over every character that is not blank."""
    at = 0
    for block in page.blocks:
        assert at <= block.start < block.end <= len(page.text)
        assert not page.text[at : block.start].strip()
        at = block.end
    assert not page.text[at:].strip()


def check(source: bytes) -> bool:
    """Reads twice; False for a documented refusal."""
    try:
        record = readout.read(source, stop_after="page")
    except ReadoutError:
        return False
    assert validate(record) == []
    assert encode(readout.read(source, stop_after="page")) == encode(record)
    check_page(read_page(load_bytes(source), Settings()))
    return True


def capture(text: str, kind: str) -> Capture:
    return Capture(
        kind=kind,  # type: ignore[arg-type]
        text=text,
        sha256="0" * 64,
        path=None,
        media_type="text/html" if kind == "html" else "text/plain",
        encoding="utf-8",
        url=None,
        captured_at=None,
    )


MARKUP = st.lists(
    st.one_of(
        st.sampled_from(
            "<p> </p> <div> </div> <h1> </h1> <a href='/x'> </a> <figure> <figcaption> </figure> "
            "<ul><li> <table><tr><td> <blockquote> <br> <!-- --> <![CDATA[ ]]> <title> </title> "
            "<script> </script> <style> <svg> <math> <template> </template> <noscript> <select> "
            "<time datetime='2020-13-45T99:99'> <meta name=author content=x> <base href='//['> "
            "<link rel=canonical href='http://['> <html lang='xx-'> <body> <frameset> <textarea> "
            '<script type=application/ld+json>{"@type":"NewsArticle","headline":[1],"author":{} '
            "&amp; &#0; &#xD800; &#x110000; &nbsp; &lt;p&gt; \x00 \ufeff \u202e \u200b \r\n \x0b "
            "itemprop='author' By Photo: (AP) LONDON — 2020-01-02".split(" ")
        ),
        st.text(max_size=12),
    ),
    max_size=40,
)


@HARD
@given(st.text())
def test_any_text(text: str) -> None:
    check(text.encode("utf-8", "surrogatepass"))


@HARD
@given(st.binary())
def test_any_bytes(data: bytes) -> None:
    check(data)
    check(b"<html><body>" + data)


@HARD
@given(MARKUP)
def test_any_markup(parts: list[str]) -> None:
    check(("<html>" + " ".join(parts)).encode("utf-8", "surrogatepass"))


@HARD
@given(st.text().filter(lambda text: not any("\ud800" <= c <= "\udfff" for c in text)))
def test_the_page_room_alone(text: str) -> None:
    # What the capture room would refuse (blanks, control characters) is no error here.
    for kind in ("html", "text"):
        page = read_page(capture(text, kind), Settings(explain=True))
        check_page(page)


def mutate(data: bytes, rng: random.Random) -> bytes:
    """One to four faults of the kinds that pages get from editors, proxies and crawlers."""
    for _ in range(rng.randint(1, 4)):
        at, to = sorted((rng.randrange(len(data) + 1), rng.randrange(len(data) + 1)))
        tags = [i for i in range(len(data)) if data[i : i + 1] == b"<"] or [0]
        tag = rng.choice(tags)
        close = data.find(b">", tag) + 1 or len(data)
        fault = rng.randrange(10)
        if fault == 0:
            data = data[:at]
        elif fault == 1:
            data = data[:at] + data[at:][rng.randrange(200) :]
        elif fault == 2:
            data = data[:close] + data[tag:close] * rng.randint(1, 50) + data[close:]
        elif fault == 3:
            data = data[:tag] + data[close:]
        elif fault == 4:
            inner = bytearray(data[tag:close])
            rng.shuffle(inner)
            data = data[: tag + 1] + bytes(inner) + data[close:]
        elif fault == 5:
            data = data[:at] + rng.choice([b"<div>", b"<b><i>", b"<li>"]) * 1_500 + data[at:]
        elif fault == 6:
            odd = [b"&#0;", b"&#xDFFF;", b"\x00", b"&", b"&ampamp;", b"\xed\xa0\x80", b"<!--", b'"']
            data = data[:at] + rng.choice(odd) + data[at:]
        elif fault == 7:
            part = data[at:to].decode("utf-8", "replace")
            code = rng.choice(["utf-16-le", "shift_jis", "cp1252", "koi8-r", "gb18030"])
            data = data[:at] + part.encode(code, "ignore") + data[to:]
        elif fault == 8:
            data = data[:at] + rng.choice(PAGES)[: to - at] + data[at:]
        else:
            data = data[:at] + rng.randbytes(rng.randrange(1, 9)) + data[to:]
    return data


@pytest.mark.parametrize("number", range(len(PAGES)))
def test_mutated_pages(number: int) -> None:
    rng = random.Random(number)
    for _ in range(14):
        check(mutate(PAGES[number], rng))


def test_captures_whole_and_mutated() -> None:
    rng = random.Random(0)
    for data in CAPTURES:
        assert check(data)
        if rng.random() < 0.5:
            check(mutate(data, rng))
