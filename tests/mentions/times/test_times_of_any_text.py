"""What holds for any text: offsets, order, bounds; and time linear in its length."""

from __future__ import annotations

import re
import time
from datetime import date

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from readout.mentions.times.calendar import bounds
from readout.mentions.times.find import find_times_in

WORDS = st.sampled_from(
    "the a last next early late end of in on May march 3 12 1999 2016 Nov. Friday week weeks year "
    "years two few third quarter ago later and - , . morning p.m. 10:30 BC 1980s fiscal every "
    "summer fall to second before half said \n 31 February 30 99999999999 9999 0 today tonight "
    "millennium fortnight decade decades day days same period Christmas since twenty or Sunday "
    "quarter-century ahead come night past '98".split(" ")
)
VALUE = re.compile(
    r"(BC)?[\dX]{2,4}(-(\d\d|XX|W\d\d|WXX|Q[1-4X]|H[12]|SP|SU|FA|WI)(-(\d\d?|XX|WE))?)?(T[\w:]+)?"
    r"|P[\dX.]*T?[\dX.]*(DE|CE|WE|[YMWDHSQ])(\d+[MHS])?|(PAST|PRESENT|FUTURE)_REF"
)


@settings(max_examples=150, deadline=None)
@example("9999 BC '98", None)
@given(st.lists(WORDS, max_size=40).map(" ".join), st.sampled_from([None, date(2016, 11, 20)]))
def test_spans_and_values(text: str, day: date | None) -> None:
    found = find_times_in(text, [(0, len(text))], day)
    reach = 0
    for number, one in enumerate(found, start=1):
        assert one.id == f"t{number}"
        assert reach <= one.start < one.end <= len(text)
        reach = one.end
        assert not text[one.start : one.end].isspace()
        assert VALUE.fullmatch(one.value), (text[one.start : one.end], one.value)
        if one.from_ is not None:
            assert one.to is not None
            assert date.fromisoformat(one.from_) <= date.fromisoformat(one.to)
        if one.anchor not in (None, "published"):
            assert int(str(one.anchor)[1:]) < number


@settings(max_examples=300, deadline=None)
@given(
    st.text(max_size=200)
    | st.text(alphabet="0123456789 \x1f\r\u2028\u00b2'’-/:.,$%staMpm", max_size=40)
)
def test_any_text(text: str) -> None:
    for one in find_times_in(text, [(0, len(text))], date(2000, 2, 29)):
        assert 0 <= one.start < one.end <= len(text)


@settings(max_examples=50)
@given(st.from_regex(r"[0-9X]{2,4}(-[0-9QWX]{2,3}(-[0-9WEX]{1,2})?)?", fullmatch=True))
def test_bounds_of_any_value(value: str) -> None:
    first, last = bounds(value)
    assert (first is None) == (last is None)


def test_spans_outside_are_not_read() -> None:
    text = "In 1999. In 2001. In 2003."
    found = find_times_in(text, [(9, 17)], None)
    assert [text[t.start : t.end] for t in found] == ["2001"]


@pytest.mark.parametrize("piece", ["in the last two weeks of May 1999, ", "the ", "12 ", "two-"])
def test_200_000_words_take_bounded_time(piece: str) -> None:
    text = piece * (200_000 // max(1, len(piece.split())))
    since = time.process_time()
    find_times_in(text, [(0, len(text))], date(2016, 11, 20))
    assert time.process_time() - since < 20


@pytest.mark.parametrize("day", [date(1, 1, 1), date(9999, 12, 31), date(2016, 2, 29), None])
@pytest.mark.parametrize(
    "text",
    [
        "last Monday", "next Friday", "last weekend", "next weekend", "tomorrow", "yesterday",
        "the first quarter", "the fourth quarter", "last winter", "next winter", "Christmas",
        "a week from Monday", "99999999 weeks from Monday", "9,999,999,999 weeks from Monday",
        "999999999 days later", "twenty billion billion weeks from Monday",
        "9" * 400 + ".5 years ago", "for " + "9" * 320 + ".5 hours", "5/" + "9" * 5000,
        "9" * 5000 + "th of May", "1:" + "9" * 5000, "in " + "9" * 5000 + " years",
    ],
)  # fmt: skip
def test_the_ends_of_the_calendar_and_of_numbers(text: str, day: date | None) -> None:
    said = f"They left {text}, and he will return {text}."
    for one in find_times_in(said, [(0, len(said))], day):
        assert 0 <= one.start < one.end <= len(said)
