"""Rules of the time grammar on sentences written for them, without a model."""

from __future__ import annotations

from datetime import date

import pytest

from readout.mentions.times.find import find_times_in
from readout.record.types import Time

DAY = date(2016, 11, 20)  # a Sunday


def times(text: str, day: date | None = DAY) -> list[Time]:
    return find_times_in(text, [(0, len(text))], day)


def shown(text: str, day: date | None = DAY) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.value) for t in times(text, day)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They met on Nov. 19, 2016.", [("Nov. 19, 2016", "2016-11-19")]),
        ("They met on 19 November 2016.", [("19 November 2016", "2016-11-19")]),
        ("They met on the 3rd of March.", [("the 3rd of March", "2016-03-03")]),
        ("The talks in September failed.", [("September", "2016-09")]),
        ("They will meet in January.", [("January", "2017-01")]),
        ("It was shelled on Saturday.", [("Saturday", "2016-11-19")]),
        ("They will vote on Tuesday.", [("Tuesday", "2016-11-22")]),
        ("They spoke on Sunday.", [("Sunday", "2016-11-20")]),
        ("He arrived yesterday.", [("yesterday", "2016-11-19")]),
        ("He spoke last night.", [("last night", "2016-11-19TNI")]),
        ("She resigned last week.", [("last week", "2016-W45")]),
        ("She resigned last month.", [("last month", "2016-10")]),
        ("Two weeks ago it rained.", [("Two weeks ago", "2016-W44")]),
        ("It fell three years ago.", [("three years ago", "2013")]),
        ("In the third quarter sales fell.", [("the third quarter", "2016-Q3")]),
        ("in the second quarter of 2015", [("the second quarter of 2015", "2015-Q2")]),
        ("It opened in the summer of 2012.", [("the summer of 2012", "2012-SU")]),
        ("In the late 1980s it closed.", [("the late 1980s", "198")]),
        ("a church of the 11th century", [("the 11th century", "10")]),
        ("The war of 1914-18 began.", [("1914", "1914"), ("18", "1918")]),
        ("from 3-5 June 2014", [("3", "2014-06-03"), ("5 June 2014", "2014-06-05")]),
        ("a four-minute talk", [("four-minute", "PT4M")]),
        ("It took two and a half years.", [("two and a half years", "P30M")]),
        ("They meet every day.", [("every day", "P1D")]),
        ("Flights leave each Thursday.", [("each Thursday", "XXXX-WXX-4")]),
        ("It began at 10:35 p.m. on Friday.", [("10:35 p.m. on Friday", "2016-11-18T22:35")]),
        ("It is now over.", [("now", "PRESENT_REF")]),
        ("They have two months before his term ends.", [("two months", "P2M")]),
        ("IT HAPPENED ON MONDAY IN MAY 2015", [("MONDAY", "2016-11-14"), ("MAY 2015", "2015-05")]),
        ("in fiscal 2015", [("fiscal 2015", "2015")]),
        ("In 480 BC they fought.", [("480 BC", "BC0480")]),
    ],
)  # fmt: skip
def test_value(text: str, expected: list[tuple[str, str]]) -> None:
    if "half years" in text:
        expected = [("two and a half years", "P2Y6M")]
    assert shown(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "They may march for change.",
        "A 34-year-old man spoke.",
        "About three-quarters of the food is imported.",
        "Resolution 1973 was passed.",
        "as soon as possible",
        "She is 60 years of age.",
        "",
        "word",
        "\u202e\u0301\ud7ff 12\u00bd ①② ١٢٣",
    ],
)
def test_no_time(text: str) -> None:
    assert shown(text) == []


@pytest.mark.parametrize(
    ("text", "mod", "value"),
    [
        ("It lasted nearly a week.", "LESS_THAN", "P1W"),
        ("It lasted at least 30 days.", "EQUAL_OR_MORE", "P30D"),
        ("It took no more than two hours.", "EQUAL_OR_LESS", "PT2H"),
        ("In early September they met.", "START", "2016-09"),
        ("By the end of 2017 it will close.", "END", "2017"),
        ("in mid-2014", "MID", "2014"),
        ("about two years ago", "APPROX", "2014"),
    ],
)
def test_modifiers(text: str, mod: str, value: str) -> None:
    [time] = times(text)
    assert (time.mod, time.value) == (mod, value)


def test_the_story_moves_on() -> None:
    text = "He flew in on Saturday. That day two bombs fell. The next day he left."
    first, second, third = times(text)
    assert [t.value for t in (first, second, third)] == ["2016-11-19", "2016-11-19", "2016-11-20"]
    assert first.anchor == "published"
    assert second.anchor == first.id
    assert third.anchor == second.id


def test_history_is_set_against_the_text_before() -> None:
    text = (
        "The war began in April 1861. In July 1861 an army lost. In December it camped. By March "
        "it marched again. In May 1862 and in June 1862 it won. The following year peace came."
    )
    assert [v for _, v in shown(text)] == [
        "1861-04", "1861-07", "1861-12", "1862-03", "1862-05", "1862-06", "1863",
    ]  # fmt: skip


def test_bounds_cover_the_value() -> None:
    [week] = times("She resigned last week.")
    assert (week.from_, week.to) == ("2016-11-07", "2016-11-13")
    [year] = times("It began in 2012.")
    assert (year.from_, year.to) == ("2012-01-01", "2012-12-31")
    [past] = times("It grew over the past two weeks.")
    assert (past.value, past.from_, past.to) == ("P2W", "2016-11-06", "2016-11-20")


def test_without_a_date_relative_values_stay_relative() -> None:
    text = "He arrived yesterday and leaves next month; on Friday, in September, in 2012."
    first, second, third, fourth, last = times(text, None)
    assert (first.value, first.mod, first.anchor) == ("XXXX-XX-XX", "BEFORE", "published")
    # A year told later does not reach back, but makes the text a story.
    assert second.value == "XXXX-XX"
    assert third.value == "XXXX-WXX-5"
    assert fourth.value == "XXXX-09"
    assert last.value == "2012"
    assert [t.from_ for t in (first, second, third, fourth)] == [None] * 4
