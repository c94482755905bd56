"""Rules of the time grammar on sentences written for them, without a model."""

from __future__ import annotations

from datetime import date

import pytest

from readout.mentions.times.calendar import Moment
from readout.mentions.times.find import find_times_in
from readout.record.types import Time
from tests.analyses import Sketch

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


def test_a_date_of_publication_known_to_the_month() -> None:
    text = (
        "He came yesterday, on Friday, last week, last month, last year, in September; today he "
        "rests this month, and on the weekend at 9 a.m. he leaves. It grew over the past two weeks."
    )
    found = find_times_in(text, [(0, len(text))], Moment(2016, 11, 1, "M"))
    assert [(text[t.start : t.end], t.value, t.mod) for t in found] == [
        ("yesterday", "XXXX-XX-XX", "BEFORE"),
        ("Friday", "XXXX-WXX-5", None),
        ("last week", "XXXX-WXX", "BEFORE"),
        ("last month", "2016-10", None),
        ("last year", "2015", None),
        ("September", "2016-09", None),
        ("today", "2016-11-XX", None),
        ("this month", "2016-11", None),
        ("the weekend", "XXXX-WXX-WE", None),
        ("9 a.m.", "2016-11-XXT09:00", None),
        ("the past two weeks", "P2W", None),
    ]
    assert (found[-1].from_, found[-1].to) == (None, None)


def test_a_date_of_publication_known_to_the_year() -> None:
    text = "It fell last year, last month, in September, last spring, on Friday and at Christmas."
    found = find_times_in(text, [(0, len(text))], Moment(2016, 1, 1, "Y"))
    assert [t.value for t in found] == [
        "2015", "XXXX-XX", "XXXX-09", "XXXX-SP", "XXXX-WXX-5", "XXXX-12-25",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "value", "anchor"),
    [
        # The day of the narrative, also when a year has been told in between.
        ("It opened on Friday. He was jailed in 2012. At 9 a.m. it began.", "2016-11-18", "t1"),
        ("They will vote on Tuesday. Polls open at 9 a.m. in all towns.", "2016-11-22", "t1"),
        # No day told: that of the report.
        ("He was jailed in 2012. The gate opened at 9 a.m. again.", "2016-11-20", "published"),
        # The day that stands behind the hour.
        ("The bomb went off at 9 a.m. local time (0600 GMT) on Friday.", "2016-11-18", "published"),
        ("It is open from 9 a.m. to 5 p.m. on Friday, he said.", "2016-11-18", "published"),
        # History: the day told last, not that of the teller.
        (
            "In 1861 a war began. In 1862 it went on. On 5 May 1863 they met. In 1864 it ended. "
            "In 1865 they told it: at 9 a.m. it rained.", "1863-05-05", "t3",
        ),
    ],
)  # fmt: skip
def test_an_hour_belongs_to_the_running_day(text: str, value: str, anchor: str) -> None:
    found = times(text)
    hour = next(t for t in found if text[t.start : t.end].startswith("9 a.m."))
    assert (hour.value, hour.type) == (f"{value}T09:00", "TIME")
    assert hour.anchor == anchor


def test_an_hour_far_behind_an_old_day_is_of_the_report() -> None:
    aside = "She was born on 3 March 1961. " + "The clerk read the names of all of them. " * 10
    found = times(aside + "The court sat at 9 a.m. again.")
    assert found[-1].value == "2016-11-20T09:00"
    # Right behind it, the old day is still told of.
    assert times("It was on 3 March 1961. At 9 a.m. it rained.")[-1].value == "1961-03-03T09:00"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left the day before last Tuesday.",
         [("the day before", "2016-11-14"), ("last Tuesday", "2016-11-15")]),
        ("In 1990 it began. The day after Christmas they will meet.",
         [("1990", "1990"), ("The day after", "2016-12-26"), ("Christmas", "2016-12-25")]),
        ("The night before March 3, 2015, it rained. That day he wept.",
         [("The night before", "2015-03-02TNI"), ("March 3, 2015", "2015-03-03"),
          ("That day", "2015-03-03")]),
        # A clause behind it: counted from the time told last.
        ("He came on Friday. The day before, Monday was forgotten.",
         [("Friday", "2016-11-18"), ("The day before", "2016-11-17"), ("Monday", "2016-11-14")]),
    ],
)  # fmt: skip
def test_a_day_counted_from_the_one_behind_it(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


def test_a_day_counted_from_an_open_one_stays_open() -> None:
    assert shown("He left the day before Tuesday.", None)[0] == ("the day before", "XXXX-XX-XX")


def test_wire_copy_in_capitals() -> None:
    text = (
        "LIMA, NOV 19 - TWO BOMBS WENT OFF ON FRIDAY AT 9 A.M., KILLING SEVEN, AND POLICE MAY "
        "MARCH IN. HE WILL GO ON MONDAY. THE MINISTER SAID LATE SATURDAY HE WOULD RESIGN IN MAY. "
        "LAST YEAR HE STAYED."
    )
    assert shown(text) == [
        ("NOV 19", "2016-11-19"), ("FRIDAY", "2016-11-18"), ("9 A.M.", "2016-11-18T09:00"),
        ("MONDAY", "2016-11-21"),
        ("LATE SATURDAY", "2016-11-19"), ("MAY", "2017-05"), ("LAST YEAR", "2015"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("a 30-day period", [("30-day period", "P30D")]),
        ("two-and-a-half years", [("two-and-a-half years", "P2Y6M")]),
        ("a quarter-century", [("a quarter-century", "P25Y")]),
        ("the first week of October", [("the first week of October", "2016-W40")]),
        ("in Q3 2015", [("Q3 2015", "2015-Q3")]),
        ("the month of October", [("the month of October", "2016-10")]),
        ("in the early hours of Thursday", [("the early hours of Thursday", "2016-11-17TMO")]),
        ("It rose in the third quarter, up from 3 a year ago, but for the nine months it fell from "
         "4 a year earlier.", [("the third quarter", "2016-Q3"), ("a year ago", "2015-Q3"),
                               ("the nine months", "P9M"), ("a year earlier", "2015")]),
        ("a man in his 40s", []),
        ("the killings of Bloody Sunday", []),
    ],
)  # fmt: skip
def test_more_of_the_grammar(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "day", "expected"),
    [
        # A past tense holds over most of a year, not over a few weeks alone.
        ("They invaded in February.", date(2022, 11, 9), "2022-02"),
        ("It changed in August.", date(2023, 6, 13), "2022-08"),
        ("They will meet in February.", date(2022, 11, 9), "2023-02"),
    ],
)
def test_a_month_told_in_the_past_is_the_last_one(text: str, day: date, expected: str) -> None:
    assert [t.value for t in times(text, day)] == [expected]


def test_that_november_is_the_one_of_the_story() -> None:
    text = "In the autumn of 2020 they took the land. They signed a truce that November."
    assert shown(text, date(2022, 8, 4))[-1] == ("that November", "2020-11")


def test_that_behind_said_is_no_part_of_a_time() -> None:
    sketch = Sketch()
    sketch.sentence(
        "He/PRON/2/nsubj said/VERB/0/root that/SCONJ/6/mark Friday/PROPN/6/nsubj was/AUX/6/aux"
        " quiet/ADJ/2/ccomp"
    )
    sketch.tag(2, "IN")
    a = sketch.analysis()
    found = find_times_in(a.text, [(0, len(a.text))], DAY, a)
    assert [(a.text[t.start : t.end], t.value) for t in found] == [("Friday", "2016-11-18")]


def test_to_do_something_is_to_come_whatever_stands_above() -> None:
    sketch = Sketch()
    sketch.sentence(
        "It/PRON/3/nsubj is/AUX/3/aux traded/VERB/0/root and/CCONJ/6/cc to/PART/6/mark"
        " resume/VERB/3/conj Tuesday/PROPN/6/obl"
    )
    for word, tag in ((1, "VBZ"), (2, "VBN"), (5, "VB")):
        sketch.tag(word, tag)
    a = sketch.analysis()
    found = find_times_in(a.text, [(0, len(a.text))], DAY, a)
    assert [t.value for t in found] == ["2016-11-22"]
