"""The HTML page of a record: all of the text, nothing alive, nothing from elsewhere."""

from __future__ import annotations

import re
import time
from html.parser import HTMLParser

import msgspec
from hypothesis import given, settings

from readout.record.types import Note, Record
from readout.view.accounts import Sheet, sheets_html
from readout.view.article import article, page
from readout.view.roles import FAMILY, LABEL, MEANING, visible
from tests.record import sample
from tests.record.strategies import records, texts
from tests.view import hostile

# Everything the page is made of. Whatever else turned up would have come from a capture.
TAGS = set(
    "html head meta title style body main header p table caption tbody tr th td a span ul li b "
    "section details summary q div h1 h3 blockquote mark footer thead h2 h4 em "
    "fieldset legend label input".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name id class scope href title aria-label dir "
    "aria-description tabindex open type checked".split()
)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self.marked: dict[str, str] = {}
        self._marks: list[list[str]] = []
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._quiet += tag in ("style", "title")
        if tag == "mark":
            self._marks.append((dict(attrs).get("class") or "").split())
        for name, value in attrs:
            self.attributes.add(name)
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "mark":
            self._marks.pop()
        self._quiet -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.text += data
        for name in {c for classes in self._marks for c in classes}:
            self.marked[name] = self.marked.get(name, "") + data


def _seen(html: str) -> _Seen:
    seen = _Seen()
    seen.feed(html)
    seen.close()
    return seen


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_roles_are_named_grouped_and_explained() -> None:
    assert set(FAMILY) == set(LABEL) == set(MEANING)
    html = page([sample.record()])
    for role in ("chrome", "headline", "dateline", "paragraph"):
        assert f'class="r-{role}"' in html


def test_rows_link_to_their_evidence() -> None:
    seen = _seen(page([sample.record(), sample.record()]))
    assert len(seen.ids) == len(set(seen.ids))
    assert seen.links
    assert all(link[1:] in seen.ids for link in seen.links)


@settings(max_examples=40, deadline=None)
@given(records())
def test_all_of_the_text_and_only_our_own_markup(record: Record) -> None:
    seen = _seen(page([record]))
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    for block in record.article.blocks:
        words = visible(record.article.text)[block.start : block.end]
        assert _squeezed(words) in _squeezed(seen.text)


@settings(max_examples=40, deadline=None)
@given(records())
def test_every_thing_is_marked_at_its_words(record: Record) -> None:
    """Each entity, place, time and quantity has the marks of its kind, on all of its words that a
    block shows, and on no others."""
    seen = _seen(page([record]))
    text = visible(record.article.text)
    shown = [k for b in record.article.blocks for k in range(b.start, b.end)]
    things: list[tuple[str, str, list[tuple[int, int]]]] = []
    things += [("actor", e.id, [(m.start, m.end) for m in e.mentions]) for e in record.entities]
    things += [("place", p.id, [(m.start, m.end) for m in p.mentions]) for p in record.places]
    things += [("time", t.id, [(t.start, t.end)]) for t in record.times]
    things += [("quantity", q.id, [(q.start, q.end)]) for q in record.quantities]
    by_kind: dict[str, set[int]] = {}
    for kind, key, spans in things:
        held = {k for start, end in spans for k in range(start, end)}
        by_kind.setdefault(kind, set()).update(held)
        expected = "".join(text[k] for k in shown if k in held)
        assert _squeezed(seen.marked.get(f"c-{kind}-{key}", "")) == _squeezed(expected)
    for kind, held in by_kind.items():
        expected = "".join(text[k] for k in shown if k in held)
        assert _squeezed(seen.marked.get(f"k-{kind}", "")) == _squeezed(expected)


def test_the_legend_counts_what_is_marked() -> None:
    html = page([sample.record()])
    for kind, count in (("actor", 2), ("place", 1), ("time", 1), ("quantity", 1)):
        assert f'<input type="checkbox" class="show-{kind}" checked>' in html
        assert re.search(rf'sample k-{kind}">[^<]+</span> <b>{count}</b>', html)
    bare = msgspec.structs.replace(sample.record(), quantities=[], events=[], episodes=[])
    assert 'class="show-quantity"' not in page([bare])


def test_words_of_two_kinds_tell_of_both() -> None:
    record = sample.record()
    place = record.places[0]
    at = record.entities[0].mentions[0]
    spot = msgspec.structs.replace(place.mentions[0], start=at.start, end=at.end)
    place = msgspec.structs.replace(place, mentions=[spot])
    html = page([msgspec.structs.replace(record, places=[place])])
    (tip,) = re.findall(r'class="k-actor k-place[^"]*" aria-description="([^"]*)"', html)
    assert tip.splitlines()[:2] == [
        "actor: Roth · person · name",
        "place: Ostrey · city · literal",
    ]


def test_reasons_stand_with_what_they_explain() -> None:
    record = sample.record()
    words = record.places[0].mentions[0]
    note = Note(
        step="mentions.places",
        reason="Ostrey: 1 mention\n0.75 Ostrey, XX (city)\n0.25 Ostrey, YY (city)\nbefore <it>",
        start=words.start,
        end=words.end,
    )
    seen = page([msgspec.structs.replace(record, notes=[note])])
    row = seen.partition('id="a1-row-place-p1"')[2].partition("</tr>")[0]
    assert '<li class="scored">0.75 Ostrey, XX (city)</li>' in row
    assert '<li class="told">before &lt;it&gt;</li>' in row
    tip = re.findall(r'aria-description="(place: [^"]*)"', seen)[0]
    assert tip.splitlines()[1:3] == ["0.75 Ostrey, XX (city)", "0.25 Ostrey, YY (city)"]
    assert "in doubt" not in seen


def test_time_is_linear_in_what_is_marked() -> None:
    """Four times the marks in one block take far less than sixteen times the time."""

    def seconds(many: int) -> float:
        record = sample.record()
        text = "Roth spoke at 40 places. " * many
        size = len(text) // many
        spot = record.entities[0].mentions[0]
        entity = msgspec.structs.replace(
            record.entities[0],
            mentions=[
                msgspec.structs.replace(spot, start=k * size, end=k * size + 4) for k in range(many)
            ],
        )
        block = msgspec.structs.replace(record.article.blocks[3], start=0, end=len(text))
        article = msgspec.structs.replace(
            record.article, text=text, blocks=[block], headline=None, dateline=None
        )
        long = msgspec.structs.replace(
            record, article=article, entities=[entity], places=[], times=[], quantities=[],
            statements=[], events=[], commitments=[], episodes=[], accounts=[], points=[],
        )  # fmt: skip
        began = time.process_time()
        page([long])
        return time.process_time() - began

    assert min(seconds(8_000) for _ in range(3)) < 10 * min(seconds(2_000) for _ in range(3))


@given(texts)
def test_made_visible_the_text_keeps_its_length(text: str) -> None:
    assert len(visible(text)) == len(text)


def test_hostile_strings_stay_strings() -> None:
    html = page([hostile.record()])
    seen = _seen(html)
    assert seen.tags <= TAGS
    assert seen.attributes <= ATTRIBUTES
    assert all(link.startswith("#a1-") for link in seen.links)
    for bad in ("\x00", "\x1b", "\u202e"):
        assert bad not in html
    assert "script-src" not in html
    assert "default-src 'none'" in html


def test_the_file_needs_nothing_else() -> None:
    html = page([sample.record()])
    style = re.findall(r"<style>(.*?)</style>", html, re.S)
    assert style
    assert not re.search(r"url\(|@import|@font-face|https?:", "".join(style))
    assert "<script" not in html
    assert "src=" not in html


def test_streaming_gives_the_same_file() -> None:
    one = article(sample.record(), 1)
    assert one in page([sample.record(), sample.record()])


def test_an_episode_of_which_no_side_speaks_says_so() -> None:
    sheet = Sheet(key="x1", title="deny", facts=["2 articles"], sides=[], rows=[], casualties=[])
    assert "<table" not in sheets_html([sheet])
    assert "No side is quoted" in sheets_html([sheet])
