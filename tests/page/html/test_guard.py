"""The guard keeps the text and takes the depth."""

from __future__ import annotations

import time

import pytest

from readout.page.html.dom import parse
from readout.page.html.guard import tame


def depth(html: str, limit: int = 100) -> int:
    dom = parse(html, limit)
    deepest = [0] * len(dom)
    for i in range(1, len(dom)):
        deepest[i] = deepest[dom.parent[i]] + 1
    return max(deepest)


def test_ordinary_pages_come_back_as_they_are() -> None:
    html = "<ul>" + "<li><a href='x'>y</a></li>" * 500 + "</ul>"
    assert tame(html, 100) == (html, None)


@pytest.mark.parametrize("tag", ["div", "b", "span", "section", "custom-tag", "blockquote"])
def test_deep_nesting_is_cut_and_said_and_the_text_stays(tag: str) -> None:
    html = f"<{tag}>" * 20_000 + "kept words" + f"</{tag}>" * 20_000
    tamed, note = tame(html, 100)
    assert note is not None
    assert "100 levels" in note
    assert "kept words" in tamed
    assert depth(html) < 110


def test_flat_lists_of_unclosed_items_are_not_deep() -> None:
    html = "<ul>" + "<li>item<p>words" * 20_000 + "</ul>"
    assert tame(html, 100) == (html, None)


def test_raw_text_is_no_markup() -> None:
    html = "<script>" + "if (a<b) '<div>'; " * 20_000 + "</script><p>x</p>"
    assert tame(html, 100)[1] is None


def test_a_tag_of_ten_thousand_attributes_loses_them() -> None:
    html = "<p " + " ".join(f"a{i}=1" for i in range(10_000)) + ">text</p>"
    tamed, note = tame(html, 100)
    assert note is not None
    assert tamed == "<p>text</p>"


def test_a_long_inline_picture_stays() -> None:
    html = "<img alt='x' src='data:image/png;base64," + "A" * 50_000 + "'>"
    assert tame(html, 100) == (html, None)


def test_attributes_behind_a_hidden_end_of_the_tag_are_lost_too() -> None:
    html = "<p " + " ".join(f"a{i}='>'" for i in range(30_000)) + ">text</p>"
    tamed, note = tame(html, 100)
    assert note is not None
    assert len(tamed) < 100
    assert "text" in tamed


def test_tags_that_never_end_are_not_read_again_for_each() -> None:
    start = time.process_time()
    tame("<p class='x " * 100_000, 100)
    assert time.process_time() - start < 2
