"""What a sentence goes on to tell of who spoke in it."""

from __future__ import annotations

import pytest

from readout.accounts.claims import Claims
from readout.accounts.sides import Sides
from readout.evaluation.accounts import record_of
from tests.accounts.written import rows

HEAD = """\
@@ x dev 2031-03-04
e1 person Ida_Roth NOR GOV
s1 e1
"""


def labels(body: str, head: str = HEAD) -> list[str]:
    record = record_of(rows(f"{head}---\n{body}\n")[0])
    cutter = Claims(record, Sides(record))
    return [c.label for s in record.statements for c in cutter.of(s, "x")]


BEHIND = "{{s1|The port is ours}}, [e1|Ida Roth] {{s1!said}}, and {rest}."


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        ("two helicopters of the army were shot down", True),
        ("deliveries will resume in May", True),
        ("walked out of the room", False),
        ("the talks", False),
    ],
)
def test_a_clause_behind_who_spoke_is_told_as_well(rest: str, told: bool) -> None:
    assert labels(BEHIND.format(rest=rest)) == ["The port is ours", *([rest] if told else [])]


BEFORE = "[e1|Ida Roth] {{s1!said}} {{s1|gunmen opened fire on the port}}{rest}. Later it rained."


@pytest.mark.parametrize(
    ("rest", "told"),
    [
        (", killing two sailors of Norway", "killing two sailors of Norway"),
        ("; the guards of the port responded", "the guards of the port responded"),
        (", citing reports of the port", None),
        (" in the night", None),
    ],
)
def test_what_hangs_on_the_end_is_told_as_well(rest: str, told: str | None) -> None:
    expected = ["gunmen opened fire on the port", *([told] if told else [])]
    assert labels(BEFORE.format(rest=rest)) == expected


def test_what_somebody_else_says_is_not() -> None:
    head = HEAD + "e2 person Luis_Vega ARG GOV\ns2 e2\n"
    body = (
        "{s1|The port is ours}, [e1|Ida Roth] {s1!said}, and "
        "{s2|two helicopters were shot down}, [e2|Luis Vega] {s2!said}."
    )
    assert labels(body, head) == ["The port is ours", "two helicopters were shot down"]
