"""What the words around a statement tell of it, and what that is worth in a long article."""

from __future__ import annotations

from typing import Any

import pytest

from readout.accounts.article import told_in
from readout.accounts.claims import Claims
from readout.accounts.sides import Sides
from readout.evaluation.accounts import record_of
from readout.record.types import Record
from tests.accounts.written import rows

HEAD = """\
@@ x dev 2031-03-04
e1 person Ida_Roth NOR GOV
e2 person Luis_Vega ARG GOV
e3 state Norway NOR GOV
e4 state Argentina ARG GOV
v1 ASSAULT e3<>e4 occurred
"""
FIRST = (
    "[e3|Norway] and [e4|Argentina] {v1|clashed} at sea, "
    "as [e1|Ida Roth] and [e2|Luis Vega] knew.\n\n"
)


def written(parts: str, body: str, sources: dict[str, str] | None = None) -> Record:
    """A record with statements, whose sources are given by their words."""
    row: dict[str, Any] = rows(HEAD + parts + "\n---\n" + FIRST + body + "\n")[0]
    for statement in row["statements"]:
        if said := (sources or {}).get(statement["id"]):
            at = row["text"].index(said)
            statement["source"] = {"start": at, "end": at + len(said)}
    return record_of(row)


def claims_of(record: Record) -> list[Any]:
    sides = Sides(record)
    cutter = Claims(record, sides)
    return [c for s in record.statements for c in cutter.of(s, "x")]


@pytest.mark.parametrize(
    ("cue", "count"),
    [
        ("said", 1),
        ("did not say", 0),
        ("barely mentioned", 0),
        ("contradicted the claim", 0),
        ("denied", 1),
    ],
)
def test_what_somebody_did_not_say_is_no_claim(cue: str, count: int) -> None:
    record = written("s1 e2", f"[e2|Luis Vega] {{s1!{cue}}} {{s1|the nets were cut}}.")
    assert len(claims_of(record)) == count


@pytest.mark.parametrize(("between", "denied"), [(" ", True), (".\n\nOf late he ", False)])
def test_a_denial_in_another_paragraph_is_of_something_else(between: str, denied: bool) -> None:
    record = written("s1 e2", f"{{s1|The nets were cut}}{between}{{s1!denied}} [e2|Luis Vega].")
    assert [c.denied for c in claims_of(record)] == [denied]


@pytest.mark.parametrize(
    ("source", "vague"),
    [("Luis Vega", False), ("he", True), ("the envoy", True), ("The Ohio Republican", True)],
)
def test_a_pronoun_or_a_description_may_be_of_somebody_else(source: str, vague: bool) -> None:
    who = "[e2|Luis Vega]" if source == "Luis Vega" else source
    body = f"{{s1|The nets were cut}}, {{s1!said}} {who}."
    record = written("s1 e2", body, {"s1": source})
    assert [c.vague for c in claims_of(record)] == [vague]


FILLED = " ".join(
    f"{{s{n}|The weather of week {n} was fair}}, [e1*she] {{s{n}!said}}." for n in range(3, 14)
)


def stances(source: str) -> set[str]:
    """The stances of the two sides on the nets, in an article that tells much."""
    body = (
        "{s1|The cutter of the coast guard took the nets of the trawler}, [e1|Ida Roth] {s1!said}. "
        "{s2|The cutter of the coast guard did not take the nets of the trawler}, "
        f"{source} {{s2!said}}.\n\n{FILLED}"
    )
    parts = "\n".join(f"s{n} e{2 if n == 2 else 1}" for n in range(1, 14))
    record = written(parts, body, {"s2": source.removeprefix("[e2|").removesuffix("]")})
    [told] = told_in(record, Sides(record))
    return {
        p.stance
        for t in told.points
        for p in t.positions
        if any("nets" in c.label for c in p.claims)
    }


def test_in_a_long_article_nobody_called_he_contradicts() -> None:
    assert stances("[e2|Luis Vega]") == {"asserts", "denies"}
    assert stances("he") == {"asserts"}
