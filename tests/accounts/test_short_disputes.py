"""Contradictions of two sides who say little, and whose doing each claim tells."""

from __future__ import annotations

import pytest

from readout.accounts.claims import Claims
from readout.accounts.polarity import absent
from readout.accounts.sides import Sides
from readout.accounts.wording import tokens
from readout.evaluation.accounts import record_of
from tests.accounts.written import rows, table, told


def contradicted(first: str, second: str) -> bool:
    found = told(
        f"{{s1|{first}}}, [e1|Norway] {{s1!said}}. {{s2|{second}}}, [e2|Argentina] {{s2!said}}."
    )
    return any(set(stances.values()) == {"asserts", "denies"} for _, stances in table(found))


@pytest.mark.parametrize(
    ("said", "none"),
    [
        ("it received no warning", {"warn"}),
        ("not a single shot was fired", {"shoot"}),
        ("no doubt it will rain", set()),
        ("it got three warnings", set()),
    ],
)
def test_what_there_was_none_of(said: str, none: set[str]) -> None:
    found = absent(tokens(said, 0, len(said)))
    assert none <= found
    assert bool(none) == bool(found)


def test_there_was_none_of_it_whoever_did_it() -> None:
    assert contradicted("Our officers freed seven hostages", "We hold no hostages")
    assert not contradicted("Our officers freed seven hostages", "We hold the hostages")


def test_did_not_opens_a_clause_of_its_own() -> None:
    found = told(
        "{s1|The gunmen fled into the forest}, [e1|Norway] {s1!said}. "
        "{s2|Our fighters protected the village and did not flee}, [e2|Argentina] {s2!said}."
    )
    labels = [label for label, _ in table(found)]
    assert "Our fighters protected the village" in labels


GOES_ON = """\
@@ x dev 2031-03-04
e1 person Ida_Roth NOR GOV
e2 state Argentina ARG GOV
e3 group {who} {country} CVL
s1 e1
---
[e1|Ida Roth] {{s1!said}} {{s1|[e2|Argentina] broke the truce and {did} [e3{form}{who}]}}.
"""


@pytest.mark.parametrize("did", ["kidnapped", "took"])
def test_a_clause_that_goes_on_tells_of_the_same_doer(did: str) -> None:
    row = rows(GOES_ON.format(who="Chileans", country="CHL", did=f"{did} the", form="|"))[0]
    record = record_of(row)
    cutter = Claims(record, Sides(record))
    assert [c.subject for c in cutter.of(record.statements[0], "x")] == ["state:ARG", "state:ARG"]


def test_people_told_by_a_word_alone_are_no_doer_of_their_own() -> None:
    row = rows(
        "@@ x dev 2031-03-04\ne1 person Ida_Roth NOR GOV\ne2 group gunmen - REB anon\ns1 e1\n---\n"
        "[e1|Ida Roth] {s1!said} {s1|[e2~gunmen] broke the truce}.\n"
    )[0]
    record = record_of(row)
    [claim] = Claims(record, Sides(record)).of(record.statements[0], "x")
    assert claim.subject is None


def test_a_name_alone_is_no_charge() -> None:
    refusal = "This accusation is baseless"
    assert contradicted("[e2|Argentine] sailors boarded the cutter", refusal)
    assert not contradicted("[e2|Argentine] sailors", refusal)


def test_it_was_somebody_that_did_it_is_of_that_body() -> None:
    row = rows(
        "@@ x dev 2031-03-04\ne1 person Ida_Roth NOR GOV\ne2 state Argentina ARG GOV\ns1 e1\n---\n"
        "[e1|Ida Roth] {s1!said} {s1|[e1*it] was [e2|Argentina] that opened fire first}.\n"
    )[0]
    record = record_of(row)
    [claim] = Claims(record, Sides(record)).of(record.statements[0], "x")
    assert claim.subject == "state:ARG"


def test_shot_back_is_a_clause_of_its_own() -> None:
    found = told(
        "{s1|The guards were ambushed and shot back at the gate}, [e1|Norway] {s1!said}. "
        "{s2|It rained}, [e2|Argentina] {s2!said}."
    )
    assert "shot back at the gate" in [label for label, _ in table(found)]
