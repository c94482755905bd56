"""Of what a refusal is that other articles hold, and what nobody can refuse or contradict."""

from __future__ import annotations

from readout.accounts.compare import compare
from readout.evaluation.accounts import record_of
from tests.accounts.test_certain import stances
from tests.accounts.written import rows, table, told

TWO = """\
@@ a dev 2031-03-04 raid
e1 state Norway NOR GOV
e2 state Argentina ARG GOV
s1 e1
s2 e1
v1 ASSAULT e2>e1 occurred 2031-03-03
v2 ASSAULT e2>e1 occurred s2
---
[e2|Argentina] {v1|shelled} [e1|Norway] on Monday. {s1|[e2|Argentina] broke the truce of the fjords ninety times}, [e1|Norway] {s1!said}. {s2|Drones of [e2|Argentina] {v2|struck} a ferry}, it {s2!said}.
@@ b dev 2031-03-04 raid
e1 state Norway NOR GOV
e2 state Argentina ARG GOV
s1 e2
v1 ASSAULT e2>e1 occurred 2031-03-03
---
[e2|Argentina] {v1|shelled} [e1|Norway] on Monday. [e2|Argentina] {s1!dismissed} {s1|the report about a REPORT} as a fabrication.
"""  # noqa: E501


def _refused(report: str) -> list[str]:
    """The first words of what is told to be contradicted."""
    records = [record_of(r) for r in rows(TWO.replace("REPORT", report))]
    points = [p for e in compare(records) for p in e.points if p.kind == "contradicted"]
    return [s.words or "" for p in points for s in p.stances if s.stance == "asserts"]


def test_a_refusal_is_of_what_shares_its_words() -> None:
    assert _refused("ferry") == ["Drones of Argentina struck a ferry"]
    assert _refused("hostage") == []


def test_what_could_be_is_contradicted_by_nothing_that_is() -> None:
    body = (
        "{{s1|The new net {} be used in the fjord}}. {{s2|The new net was not used in the fjord}}."
    )
    assert {"asserts", "denies"} in stances(body.format("will"), much=True)
    assert {"asserts", "denies"} not in stances(body.format("could"), much=True)


def test_two_states_speak_of_two_countries() -> None:
    counted = ("q1 injured 23 23 people", "q2 injured 29 29 people")
    body = (
        "[e1|Norway] {{s1!said}} {{s1|{{q1|23}} people were hurt in the {0}}}. "
        "[e2|Argentina] {{s2!said}} {{s2|{{q2|29}} people were hurt in the {0}}}."
    )
    for where, met in (("port", True), ("country", False)):
        found = [by for _, by in table(told(body.format(where), *counted))]
        assert any("silent" not in by.values() for by in found) is met
