"""One article: its parts, the words of its fields, its margin."""

from __future__ import annotations

import re
from html import unescape
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient

from readout.record.ids import article_id
from readout.record.types import Block, Record
from readout.view.roles import visible
from readout.view.web.app import make_app
from readout.view.web.claims import found
from readout.view.web.parts import LONGEST, part_at, parts, shown
from tests.view.web import world


def _with_text(text: str, blocks: list[tuple[int, int]]) -> Record:
    base = world.article(0)
    article = msgspec.structs.replace(
        base.article,
        text=text,
        id=article_id(text, base.article.url),
        blocks=[
            Block(id=f"b{n}", role="paragraph", start=s, end=e)
            for n, (s, e) in enumerate(blocks, start=1)
        ],
        headline=None, outlet=None, dateline=None, language=None, published=None,
    )  # fmt: skip
    return msgspec.structs.replace(
        base, article=article, entities=[], places=[], times=[], quantities=[], statements=[],
        events=[], commitments=[], episodes=[], accounts=[], points=[], notes=[],
    )  # fmt: skip


@settings(max_examples=60, deadline=None)
@given(
    lengths=st.lists(st.integers(1, LONGEST * 2), min_size=0, max_size=6),
    blanks=st.booleans(),
    spans=st.lists(st.tuples(st.integers(0, 150_000), st.integers(1, 500)), max_size=30),
)
def test_the_parts_hold_every_word_once(
    lengths: list[int], blanks: bool, spans: list[tuple[int, int]]
) -> None:
    text, blocks = "", []
    for length in lengths:
        blocks.append((len(text), len(text) + length))
        text += ("wörd 😀 " * length if blanks else "x" * length)[:length] + "\n\n"
    record = _with_text(text, blocks)
    marks = [(s, s + n, "event") for s, n in spans]
    at = 0
    for part in parts(record):
        assert part.end - part.start <= LONGEST + 2 * 6
        for _, run in shown(record, part, marks):
            for piece in run:
                assert "".join(s.words for s in piece.segments) == visible(
                    text[piece.start : piece.end]
                )
                for segment in piece.segments:
                    assert segment.end - segment.start == len(segment.words)
                    inside = any(s <= segment.start and segment.end <= e for s, e, _ in marks)
                    assert (segment.kind == "event") == inside
                assert piece.start >= at
                at = piece.end
    assert at == (blocks[-1][1] if blocks else 0)


def test_the_part_of_an_offset() -> None:
    record = _with_text("x" * 100_000, [(0, 100_000)])
    all_parts = parts(record)
    assert len(all_parts) == 5
    for at in (0, 1, 23_999, 24_000, 99_999, 5_000_000):
        part = part_at(all_parts, at)
        assert part.start <= min(at, 99_999) < part.end


def test_every_field_has_its_words(client: TestClient, ids: list[str]) -> None:
    record = world.article(0)
    text = client.get(f"/article/{ids[0]}").text
    words = {
        (int(s), int(e)): unescape(w)
        for s, e, w in re.findall(r'data-s="(\d+)" data-e="(\d+)">([^<]*)<', text)
    }
    whole = "".join(words[key] for key in sorted(words))
    assert whole.replace("\n", "") == "".join(
        record.article.text[b.start : b.end] for b in record.article.blocks
    )
    edges = {edge for pair in words for edge in pair}
    spans = re.findall(r'data-at="([^"]+)"', text)
    assert len(spans) > 15
    for field in spans:
        for pair in field.split():
            start, end = map(int, pair.split("-"))
            assert {start, end} <= edges, "a field begins and ends where a piece does"
    item = re.search(r'data-key="v1".*?</li>', text, re.S)
    assert item is not None
    for kind, said in [("actor", "Roth"), ("event", "met"), ("place", "Ostrey"), ("time", "2031")]:
        assert re.search(rf'class="k-{kind}"[^>]*>{said}', item[0]), kind


def test_the_margin_names_who_speaks(client: TestClient, ids: list[str]) -> None:
    text = client.get(f"/article/{ids[0]}").text
    assert '<a class="speaker" href="#c=44" data-goto="s1">Roth</a>' in text
    assert 'data-goto="s2">Imber</a>' in text


@pytest.mark.parametrize("ref", [6, 12, 32])
def test_the_digits_of_an_id_do(client: TestClient, ids: list[str], ref: int) -> None:
    assert client.get(f"/article/{ids[0][:ref]}").status_code == 200


def test_the_record_is_handed_out_whole(client: TestClient, ids: list[str]) -> None:
    answer = client.get(f"/article/{ids[0]}/record.json")
    assert answer.json()["article"]["text"] == world.article(0).article.text


def test_two_hundred_thousand_words(tmp_path: Path) -> None:
    text = "A ship of the line lay at the quay. " * 25_000
    base = world.article(0)
    long = _with_text(text, [(0, len(text))])
    at = len(text) - 400
    start = text.index("ship", at)
    place = msgspec.structs.replace(
        base.places[0],
        mentions=[
            msgspec.structs.replace(base.places[0].mentions[0], start=n, end=n + 4)
            for n in range(2, len(text) - 50, 36)
        ],
    )
    event = msgspec.structs.replace(
        base.events[0], sources=[], targets=[], time=None, quantities=[], according_to=[],
        trigger=msgspec.structs.replace(base.events[0].trigger, start=start, end=start + 4),
    )  # fmt: skip
    long = msgspec.structs.replace(long, places=[place], events=[event])
    folder = world.store_in(tmp_path / "long", [long])
    with TestClient(make_app(folder), base_url="http://localhost") as client:
        address = f"/article/{long.article.id}"
        first = client.get(address)
        assert first.status_code == 200
        assert len(first.text) < 600_000
        assert "part 1 of" in first.text
        last = client.get(f"{address}?at={start}")
        assert f'data-at="{start}-{start + 4}"' in last.text
        assert 'rel="next"' not in last.text
        assert "225,000 words" in last.text


def test_an_empty_article(tmp_path: Path) -> None:
    record = _with_text("", [])
    folder = world.store_in(tmp_path / "bare", [record])
    with TestClient(make_app(folder), base_url="http://localhost") as client:
        answer = client.get(f"/article/{record.article.id}")
        assert answer.status_code == 200
        assert "There is no text here" in answer.text


def test_what_was_found_is_of_the_part_alone() -> None:
    record = world.article(0)
    second = record.article.blocks[-1]
    groups = {g.kind: g for g in found(record, second.start, second.end)}
    assert [item.key for item in groups["event"].items] == ["v2"]
    assert groups["event"].total == 2
    for group in groups.values():
        for item in group.items:
            for start, end, _ in item.all_spans():
                assert end > second.start
                assert start < second.end
