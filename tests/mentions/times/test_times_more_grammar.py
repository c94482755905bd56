"""Rules of the time grammar that were added later, on sentences written for them."""

from __future__ import annotations

from datetime import date

import pytest

from readout.mentions.times.find import find_times_in

DAY = date(2016, 11, 20)  # a Sunday


def shown(text: str) -> list[tuple[str, str]]:
    return [(text[t.start : t.end], t.value) for t in find_times_in(text, [(0, len(text))], DAY)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # Half a unit behind the unit.
        ("It shut a year and a half ago.", [("a year and a half ago", "2015-05")]),
        ("She left about a month and a half ago.", [("about a month and a half ago", "2016-W39")]),
        # The day's part behind an hour.
        ("At 11:30 on Friday morning.", [("11:30 on Friday morning", "2016-11-18T11:30")]),
        ("at 8 o'clock tomorrow morning", [("8 o'clock tomorrow morning", "2016-11-21T08:00")]),
        ("They struck early in the morning.", [("early in the morning", "2016-11-20TMO")]),
        ("On Friday they struck late at night.",
         [("Friday", "2016-11-18"), ("late at night", "2016-11-18TNI")]),
        ("at midmorning", [("midmorning", "2016-11-20TMO")]),
        # Years in two digits, and in words.
        ("in the spring of '68", [("the spring of '68", "1968-SP")]),
        ("in fiscal '98", [("fiscal '98", "1998")]),
        ("In 480 BC '98 was far away", [("480 BC", "BC0480"), ("'98", "1998")]),
        ("in March nineteen ninety-four", [("March nineteen ninety-four", "1994-03")]),
        ("On March third, nineteen ninety-four it rained.",
         [("March third, nineteen ninety-four", "1994-03-03")]),
        ("It fell on 4 Oct 89.", [("4 Oct 89", "1989-10-04")]),
        ("SARN, 14 JUL 15 (EFE)", [("14 JUL 15", "2015-07-14")]),
        ("on 5 May 25 people died", [("5 May", "2016-05-05")]),
        # Two back, two ahead.
        ("It fell the week before last.", [("the week before last", "2016-W44")]),
        ("It fell the weekend before last.", [("the weekend before last", "2016-W45-WE")]),
        ("It fell the night before last.", [("the night before last", "2016-11-18TNI")]),
        ("They meet the week after next.", [("the week after next", "2016-W48")]),
        ("He left the night before last Tuesday.",
         [("the night before", "2016-11-14TNI"), ("last Tuesday", "2016-11-15")]),
        # A half of a month, which is no half of a year.
        ("in the second half of May", [("the second half of May", "2016-05")]),
        ("In the weeks ahead, it will fall.", [("the weeks ahead", "FUTURE_REF")]),
        # "The first" is not "the next".
        ("It fell in June 2012. In the first quarter of next year it will rise.",
         [("June 2012", "2012-06"), ("the first quarter of next year", "2017-Q1")]),
        ("In the quarter ended in June it rose.",
         [("the quarter", "2016-Q2"), ("June", "2016-06")]),
        # Decades in words, centuries in digits.
        ("in the early nineties", [("the early nineties", "199")]),
        ("in the 1800s", [("the 1800s", "18")]),
        ("in the late nineteen sixties", [("the late nineteen sixties", "196")]),
        ("on January twenty-third", [("January twenty-third", "2016-01-23")]),
        ("on the twenty-first of May", [("the twenty-first of May", "2016-05-21")]),
        # Ends of a year that is told.
        ("at year-end 2014", [("year-end 2014", "2014")]),
        ("In the week ended Oct. 20 it fell.", [("the week", "P1W"), ("Oct. 20", "2016-10-20")]),
        # A weekday of a week.
        ("He came on Monday of last week.", [("Monday of last week", "2016-11-07")]),
        ("He came a week ago Friday.", [("a week ago Friday", "2016-11-11")]),
        ("He came on Friday two weeks ago.", [("Friday two weeks ago", "2016-11-04")]),
        ("They meet today and stay through Friday.",
         [("today", "2016-11-20"), ("Friday", "2016-11-18")]),
        ("It is on today through Friday.", [("today", "2016-11-20"), ("Friday", "2016-11-25")]),
        # A day of a month, ages, and counts that are none.
        ("on the first day of May", [("the first day of May", "2016-05-01")]),
        ("on the last day of February 2012", [("the last day of February 2012", "2012-02-29")]),
        ("in the July-September quarter", [("the July-September quarter", "2016-Q3")]),
        ("in the May-October period", [("May", "2016-05"), ("October", "2016-10")]),
        ("in the 2015 first half", [("the 2015 first half", "2015-H1")]),
        ("in the 2014 quarter-finals", [("2014", "2014")]),
        # Days counted from today, and hours of tonight whatever day was told.
        ("It began two weeks ago today.", [("two weeks ago today", "2016-11-06")]),
        ("It began a year ago yesterday.", [("a year ago yesterday", "2015-11-19")]),
        ("It began five years ago Friday.",
         [("five years ago", "2011"), ("Friday", "2016-11-18")]),
        ("It began the Friday before last.", [("the Friday before last", "2016-11-11")]),
        ("They met on Friday. They speak at 7 o'clock tonight.",
         [("Friday", "2016-11-18"), ("7 o'clock tonight", "2016-11-20T19:00")]),
        ("in the latter half of the decade", [("the latter half of the decade", "201")]),
        ("in the first half of next month", [("the first half of next month", "2016-12")]),
        ("on Friday the 13th", [("Friday the 13th", "2016-05-13")]),
        ("on the last Friday in August 2012", [("the last Friday in August 2012", "2012-08-31")]),
        ("the first Monday of October", [("the first Monday of October", "2016-10-03")]),
        ("a month-old war and a year-old law", []),
        ("for the second time in as many days", []),
        ("in the next week or two", [("the next week or two", "PXW")]),
        ("a year or two ago", [("a year or two ago", "PAST_REF")]),
        # Of the year before, and of this week, whatever is told between.
        ("Profit rose in the third quarter from $4 million the year earlier.",
         [("the third quarter", "2016-Q3"), ("the year earlier", "2015-Q3")]),
        ("It opened in March 1985. Earlier in the week it was shut.",
         [("March 1985", "1985-03"), ("Earlier in the week", "2016-W46")]),
        ("at dawn today", [("dawn today", "2016-11-20TMO")]),
        ("until midnight tonight", [("midnight tonight", "2016-11-20T24:00")]),
        ("in Christmas week", [("Christmas week", "2016-W51")]),
        ("It burned on Halloween night.", [("Halloween night", "2016-10-31TNI")]),
        ("In 2010 it fell; four years previously it stood.",
         [("2010", "2010"), ("four years previously", "2006")]),
        ("He left last Christmas.", [("last Christmas", "2015-12-25")]),
        ("He will leave next Easter.", [("next Easter", "2017-04-16")]),
    ],
)  # fmt: skip
def test_the_grammar(text: str, expected: list[tuple[str, str]]) -> None:
    assert shown(text) == expected


@pytest.mark.parametrize(
    ("text", "shown_last", "value"),
    [
        ("Profit rose in the third quarter from that of the same period last year.",
         "the same period last year", "2015-Q3"),
        ("Sales fell in August from the same month a year ago.",
         "the same month a year ago", "2015-08"),
        ("In the second quarter it rose. In the nine months it fell from the same period "
         "last year.",
         "the same period last year", "2015"),
        ("It sold fewer than in the comparable quarter a year earlier.",
         "the comparable quarter a year earlier", "2015-Q3"),
        ("Profit rose in the second quarter, up from the 2015 quarter.",
         "the 2015 quarter", "2015-Q2"),
        ("Profit rose in the second quarter. In the nine months it was that of the 2015 period.",
         "the 2015 period", "2015"),
        # The quarter that a figure is compared with is not the one reported on.
        ("Profit rose in the second quarter, up from the 2015 second quarter. Costs fell 3% from a "
         "year ago.", "a year ago", "2015-Q2"),
        ("Profit rose in the nine months against that of the year-earlier nine months.",
         "the year-earlier nine months", "2015"),
    ],
)  # fmt: skip
def test_the_same_period_of_the_year_before(text: str, shown_last: str, value: str) -> None:
    assert shown(text)[-1] == (shown_last, value)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # "About" and "up to" belong to the verb, not to a day that is no rough one.
        ("They talked about today.", ("today", "2016-11-20", None)),
        ("There is a way around Friday's ruling.", ("Friday", "2016-11-18", None)),
        ("It is more than last year.", ("last year", "2015", None)),
        ("It came around noon.", ("around noon", "2016-11-20T12:00", "APPROX")),
        ("It will close around year-end.", ("around year-end", "2016", "APPROX")),
        ("About two years ago it fell.", ("About two years ago", "2014", "APPROX")),
        ("Who reads these days?", ("these days", "PRESENT_REF", None)),
        ("In 1990 it fell. Years ago he left.", ("Years ago", "PAST_REF", None)),
        ("It burned a quarter-century ago.", ("a quarter-century ago", "1991", None)),
    ],
)
def test_words_before_a_time(text: str, expected: tuple[str, str, str | None]) -> None:
    last = find_times_in(text, [(0, len(text))], DAY)[-1]
    assert (text[last.start : last.end], last.value, last.mod) == expected


def test_a_part_of_a_whole_is_no_quarter_of_a_year() -> None:
    assert shown("one-quarter to one-third of them") == []


def test_hours_later_is_a_time_of_the_day() -> None:
    text = "It burned on Friday. Two hours later it was out."
    last = find_times_in(text, [(0, len(text))], DAY)[-1]
    assert (last.type, last.value) == ("TIME", "2016-11-18TXX")


def test_soon_is_to_come() -> None:
    assert shown("The fire soon spread to the docks.") == []
    assert shown("The fire will soon spread to the docks.") == [("soon", "FUTURE_REF")]


def test_a_report_on_a_quarter_runs_over_paragraphs() -> None:
    text = (
        "Profit rose in the third quarter. "
        + "The firm makes glass for cars and windows of all sizes and sells it in the north. " * 7
        + "Prices of sand were higher than a year ago."
    )
    assert shown(text)[-1] == ("a year ago", "2015-Q3")


def test_a_millennium_has_no_value() -> None:
    assert shown("early in the millennium") == []


def test_a_dash_behind_a_year_does_not_hide_it() -> None:
    text = "In May 2013 - four months after the vote - he left."
    assert shown(text) == [("May 2013", "2013-05"), ("four months", "P4M")]
