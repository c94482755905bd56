"""No input raises, the same input gives the same answer, and time grows with the size."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pages import page, read

VALUES = st.recursive(
    st.one_of(
        st.none(), st.booleans(), st.integers(), st.floats(allow_nan=False), st.text(max_size=40),
        st.sampled_from(["2020-05-03", "By Ada Berg", "NewsArticle", "https://x.example",
                         "#p", "Ada, Ole"]),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(
            st.sampled_from(
                ["@type", "@id", "@graph", "name", "author", "headline", "datePublished",
                 "publisher", "mainEntity", "mainEntityOfPage", "inLanguage",
                 "isAccessibleForFree", "url", "@value"]
            ),
            inner,
            max_size=5,
        ),
    ),
    max_leaves=12,
)  # fmt: skip
SOURCE = page(
    '<title>Council wants a bridge | Harbour Post</title><meta name="author" content="Ada Berg">'
    '<meta property="article:published_time" content="2020-05-03T10:00:00Z">'
    '<script type="application/ld+json">{"@type":"NewsArticle","headline":"Council wants a bridge",'
    '"author":[{"name":"Ada Berg"}],"datePublished":"2020-05-03"}</script>',
    '<p class="byline">By <a rel="author" href="/author/ada">Ada Berg</a> | '
    "<time>3 May 2020</time></p>",
    paragraphs=2,
)


@settings(max_examples=150, deadline=None)
@given(VALUES)
def test_any_jsonld(value: object) -> None:
    text = msgspec.json.encode(value).decode()
    read(page(f'<script type="application/ld+json">{text}</script>', paragraphs=1))


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.tuples(st.integers(0, len(SOURCE)), st.integers(0, 60), st.text(max_size=12)), max_size=4
    )
)
def test_mutated_pages(changes: list[tuple[int, int, str]]) -> None:
    html = SOURCE
    for at, length, text in changes:
        html = html[:at] + text + html[at + length :]
    assert read(html) == read(html)


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=200), st.one_of(st.none(), st.text(max_size=60)))
def test_any_text_and_address(html: str, url: str | None) -> None:
    read(html, url)
    read(page(body=f"<p class=byline>{html}</p><time>{html}</time>", paragraphs=1), url)


@pytest.mark.parametrize(
    "unit",
    [
        "<p class=byline>By Ada Berg 3. May 2020</p>",
        "<h1>Ada <b>x</b></h1>",
        "<meta name=a content=b>",
        "<time datetime=2020-05-03>x</time>",
        "1.1.2020 ",
        "Von Ada, ",
        "<title>a | b - ",
        "<a rel=author>Ada</a>",
        "<h2>A - b | c</h2>",
        "<span itemprop=author><span itemprop=name>A</span></span>",
        "(",
        "By ",
    ],
)  # fmt: skip
def test_time_is_linear(unit: str) -> None:
    took = []
    for size in (40_000, 320_000):
        html = f"<html><body>{unit * (size // len(unit))}"
        best = []
        for _ in range(3):  # the collector goes through all that other tests left behind
            start = time.process_time()
            read(html)
            best.append(time.process_time() - start)
        took.append(min(best))
    assert took[1] < 0.3 + 14 * took[0], took
