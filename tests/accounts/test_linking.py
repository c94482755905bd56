"""What brings tellings of one happening together, and what keeps happenings apart."""

from __future__ import annotations

from datetime import date

import pytest

from readout.accounts.across import gather
from readout.accounts.units import units_of
from readout.evaluation.accounts import record_of
from tests.accounts.written import rows

AFTER = """\
@@ one dev 2031-03-20 raid
e1 state Norway NOR GOV
e2 state Argentina ARG GOV
v1 CONSULT e1<>e2 occurred 2031-03-19
v2 ASSAULT e1>e2 occurred 2031-03-19
---
[e1|Norway] and [e2|Argentina] {v1|met} on Wednesday, WORDS TURN [e1|Norway] {v2|rammed} a cutter of [e2|Argentina].
"""  # noqa: E501


def when(words: str, value: str | None, turn: str) -> tuple[date | None, date | None, bool]:
    """First and last day of the second event, whose sentence has another event's day."""
    row = rows(AFTER.replace("WORDS", words).replace("TURN", turn))[0]
    for name in ("Wednesday", words):
        at = row["text"].index(name)
        time = {"id": "t9", "type": "DURATION", "value": value, "from": None, "to": None}
        time |= {"start": at, "end": at + len(name)}
        if name == words and value:
            row["times"].append(time)
        else:
            row["times"] = [t | {"start": at, "end": time["end"]} for t in row["times"]]
    second = list(units_of(record_of(row)))[-1]
    return second.first, second.last, second.dated


def test_so_many_days_after_another_event_is_no_day_of_the_same() -> None:
    monday = date(2031, 3, 17)
    assert when("two days", "P2D", "after") == (monday, monday, True)
    assert when("two days", "P2D", "before") == (date(2031, 3, 21), date(2031, 3, 21), True)
    assert when("three weeks", "P3W", "after") == (date(2031, 2, 23), date(2031, 3, 1), True)


def test_after_without_a_number_of_days_is_open() -> None:
    assert when("soon", None, "after") == (date(2031, 3, 5), date(2031, 3, 19), False)


def test_days_that_no_calendar_has_are_no_days() -> None:
    first, last, dated = when("ten thousand years", "P10000Y", "after")
    assert not dated
    assert (first, last) == (date(2031, 3, 17), date(2031, 3, 20))


FREED = """\
@@ one dev 2031-08-20 freed
e2 group engineers NOR BUS
v1 RETREAT >e2 occurred 2031-08-19 =1
q1 other {first} {first} engineers v1
---
{{q1|{first}}} [e2~engineers] of the port of Alta were {{v1|released}} in the forest on Tuesday.
@@ two dev 2031-08-20 freed
e2 group workers NOR BUS
v1 RETREAT >e2 occurred 2031-08-19 =1
q1 other {second} {second} workers v1
---
All {{q1|{second}}} [e2~workers] of the port of Alta are {{v1|released}}.
"""


@pytest.mark.parametrize(("first", "second", "groups"), [("6", "6", 1), ("6", "7", 2)])
def test_a_number_of_people_brings_two_tellings_together(
    first: str, second: str, groups: int
) -> None:
    records = [record_of(row) for row in rows(FREED.format(first=first, second=second))]
    assert len(gather(records)) == groups


STRUCK = """\
@@ one dev 2031-08-20 rail
e1 organization Rail_Union GEO LAB
e2 group workers GEO LAB
v1 PROTEST e2> occurred 2031-08-19 =1
---
[e2~The workers of the [e1|Rail Union]] {v1|struck} on Tuesday.
"""


def test_who_is_named_within_the_words_for_somebody_takes_part() -> None:
    [unit] = units_of(record_of(rows(STRUCK)[0]))
    assert "name:rail union" in unit.participants


TWICE = """\
@@ one dev 2031-08-20 talks
e1 person Ida_Roth NOR GOV of=Norway title=prime_minister
e2 state Argentina ARG GOV
v1 REJECT e1>e2 occurred 2031-08-19
v2 REQUEST e1>e2 occurred 2031-08-19
---
[e1|Ida Roth] {v1|refused} on Tuesday to receive [e2|Argentina] and {v2|called} for a recount.
"""


def test_two_happenings_of_one_sentence_stay_two() -> None:
    assert len(gather([record_of(rows(TWICE)[0])])) == 2
