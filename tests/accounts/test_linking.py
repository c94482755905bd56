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


PLACED = """\
@@ one dev 2031-08-20 raid
e1 state Norway NOR GOV
e2 state Argentina ARG GOV
p1 Alta city NOR 69.97 23.27
v1 ASSAULT e1>e2 occurred p1 2031-08-19
---
[e1|Norway] {{v1|shelled}} a cutter of [e2|Argentina] off [p1|Alta] on Tuesday.
@@ two dev 2031-08-20 raid
e1 state Norway NOR GOV
e2 state Argentina ARG GOV
p1 {place}
v1 ASSAULT e1>e2 occurred p1 2031-08-19
---
{body}
"""
_SALTA = "Salta city ARG -24.79 -65.41"
_TOLD = "[e1|Norway] {v1|shelled} a cutter of [e2|Argentina] off its coast on Tuesday."
_IN = "A cutter of [e2|Argentina] was {v1|shelled} by [e1|Norway] near [p1|Salta] on Tuesday."
_SAID = "[e1|Norway] {v1|shelled} a cutter of [e2|Argentina], officials in [p1|Salta] said."


@pytest.mark.parametrize(
    ("place", "body", "groups"),
    [
        (_SALTA, _IN, 2),
        (_SALTA, "[p1|Salta] is far. " + _TOLD, 1),
        (_SALTA, _SAID, 1),
    ],
    ids=["told of it", "told elsewhere", "where they speak"],
)
def test_a_place_excludes_only_where_the_sentence_puts_it_there(
    place: str, body: str, groups: int
) -> None:
    records = [record_of(row) for row in rows(PLACED.format(place=place, body=body))]
    assert len(gather(records)) == groups


@pytest.mark.parametrize(("kinds", "groups"), [(("country", "country"), 1), (("city", "city"), 2)])
def test_states_as_places_do_not_keep_their_clash_apart(
    kinds: tuple[str, str], groups: int
) -> None:
    source = PLACED.format(place=f"Argentina {kinds[1]} ARG -34.0 -64.0", body=_IN)
    source = source.replace("p1 Alta city NOR", f"p1 Norway {kinds[0]} NOR")
    assert len(gather([record_of(row) for row in rows(source)])) == groups


OLD = """\
@@ one dev 2031-08-20 raid
e1 state Norway NOR GOV
e2 state Argentina ARG GOV
v1 ASSAULT e1>e2 occurred {day}
---
[e1|Norway] {{v1|shelled}} [e2|Argentina].
"""


@pytest.mark.parametrize(("day", "old"), [("2031-08-19", False), ("2031-08-01", True)])
def test_what_began_long_before_is_old(day: str, old: bool) -> None:
    [unit] = units_of(record_of(rows(OLD.format(day=day))[0]))
    assert unit.is_old is old


HUNT = """\
@@ one dev 2031-08-20 hunt
e1 state Norway NOR GOV
e2 organization Fjord_Front NOR REB
s1 e1
{second}v1 ASSAULT e1>e2 occurred s1
v2 ASSAULT e2>e1 occurred {teller}
---
[e1|Norway] {{s1!said}} {{s1|it {{v1|fired}} on the [e2|Fjord Front]}}. {words}
"""


@pytest.mark.parametrize("two", [True, False], ids=["each blames", "an answer"])
def test_one_teller_tells_of_an_answer_and_two_of_one_deed(two: bool) -> None:
    told = "[e2|The Front] {s2!said} {s2|[e1|Norway] was {v2|shot} at}."
    alone = "[e2|The Front] {v2|shot} at [e1|Norway]."
    source = HUNT.format(
        second="s2 e2\n" if two else "",
        teller="s2" if two else "s1",
        words=told if two else alone,
    )
    assert len(list(units_of(record_of(rows(source)[0])))) == (1 if two else 2)
