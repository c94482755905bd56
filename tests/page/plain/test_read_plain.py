"""Properties of the plain-text reader that hold for any text, and one article written for it."""

from __future__ import annotations

import time
from typing import get_args

from hypothesis import given, settings
from hypothesis import strategies as st

from readout.page.plain import read_plain
from readout.record.types import Role

ARTICLE = """Home
News
Sport
Weather 21°

Ferry talks resume after week-long strike

By Anna Example
12 March 2024, 10:15

Passengers wait at the northern quay on Monday. Photo: Jo Writer/AFP

NORTHPORT, Newland — The ferry company and the union of its sailors returned to the table on \
Tuesday, after a strike that had stopped all boats for a week and left thousands on the islands.

The two sides met for three hours in a hotel near the harbour, said a mediator, who spoke on \
condition that her name was not used because the talks are confidential.

“We are closer than we were,” the union's chairman, Peter Sailor, told reporters as he left the \
building in the evening, adding that his members would vote on any offer within a day.

The company said in a statement that it would run six boats on Wednesday and all of them by the \
end of the week, if the pickets at the southern terminal were lifted as agreed.

Share this story
Facebook
Read more
Most read
Privacy Policy
"""


def check(text: str) -> None:
    """Spans in order, disjoint, with a known role, covering all that is not blank."""
    spans = read_plain(text)
    position = 0
    for span in spans:
        assert span.role in get_args(Role)
        assert position <= span.start < span.end <= len(text)
        assert not text[position : span.start].strip()
        assert not text[span.start].isspace()
        assert not text[span.end - 1].isspace()
        position = span.end
    assert not text[position:].strip()


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=400))
def test_any_text(text: str) -> None:
    check(text)


_PIECES = st.sampled_from([
    "\n", "\r\n", "\0", "\x85", "\u2028", "👩‍👩‍👧", "e\u0301", "مرحبا بالعالم", "LIMA, Peru — ",
    "Foto: A/AFP", "(C) ", "©", "Berlin.", "By ", "* ", "> ", "# ", "Correction: ", " " * 9,
    "新华社北京4月24日电 ", "The talks went on for a day, officials said, without a result. ",
    "\ud800", "|", "—", "12.03.2024, 10:15 Uhr", "\x1c", "(dpa)", "ﬀ",
])  # fmt: skip


@settings(max_examples=250, deadline=None)
@given(st.lists(_PIECES, max_size=40).map("".join))
def test_pieces_of_pages(text: str) -> None:
    check(text)


def test_empty() -> None:
    assert read_plain("") == []
    assert read_plain(" \r\n\t\u2003\n") == []


def test_article() -> None:
    by_role: dict[str, list[str]] = {}
    for span in read_plain(ARTICLE):
        by_role.setdefault(span.role, []).append(ARTICLE[span.start : span.end])
    assert by_role["headline"] == ["Ferry talks resume after week-long strike"]
    assert by_role["dateline"] == ["NORTHPORT, Newland —"]
    assert by_role["credit"] == ["Photo: Jo Writer/AFP"]
    assert len(by_role["paragraph"]) == 4
    assert "Privacy Policy" in by_role["chrome"]


def test_same_text_same_spans() -> None:
    assert read_plain(ARTICLE) == read_plain(ARTICLE)


def test_time_is_linear() -> None:
    """Ten times the text in clearly less than a hundred times the time."""
    for unit in (ARTICLE, "a" * 2_000, "\n.", "LIMA, " * 300, "(" * 3_000, "Foto: " * 400):
        small = unit * max(1, 30_000 // len(unit))
        read_plain(small)
        started = time.perf_counter()
        read_plain(small)
        once = time.perf_counter() - started
        started = time.perf_counter()
        read_plain(small * 10)
        assert time.perf_counter() - started < 40 * once + 0.5
