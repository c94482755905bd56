"""The HTML page of a record: all of the text, nothing alive, nothing from elsewhere."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from hypothesis import given, settings

from readout.record.types import Record
from readout.view.article import article, page
from readout.view.roles import FAMILY, LABEL, MEANING, visible
from tests.record import sample
from tests.record.strategies import records, texts
from tests.view import hostile

# Everything the page is made of. Whatever else turned up would have come from a capture.
TAGS = set(
    "html head meta title style body main header p table caption tbody tr th td a span ul li b "
    "section details summary q div h1 h3 blockquote mark footer thead h2 h4 em".split()
)
ATTRIBUTES = set(
    "lang charset http-equiv content name id class scope href title aria-label dir data-claim "
    "data-tip tabindex open".split()
)


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.links: list[str] = []
        self.ids: list[str] = []
        self.text = ""
        self._quiet = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self._quiet += tag in ("style", "title")
        for name, value in attrs:
            self.attributes.add(name)
            if name == "href":
                self.links.append(value or "")
            if name == "id":
                self.ids.append(value or "")

    def handle_endtag(self, tag: str) -> None:
        self._quiet -= tag in ("style", "title")

    def handle_data(self, data: str) -> None:
        if not self._quiet:
            self.text += data


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
