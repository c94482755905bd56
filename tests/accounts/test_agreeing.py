"""What keeps two sides from being told to agree, or to contradict each other, by chance."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readout.accounts.sides import Sides
from readout.evaluation.accounts import score_happenings
from tests.accounts.test_certain import MUCH, REST, stances
from tests.accounts.written import record, table, told

DATA = Path(__file__).parents[1] / "data" / "accounts"


def _both(body: str, *, much: bool = False) -> bool:
    """Whether a point is told as said by both, by the number of sides that assert it."""
    parts = ["e9 person Eva_Lind SWE NGO", *MUCH] if much else []
    found = table(told(body + (f" {REST}" if much else ""), *parts))
    return any(list(by.values()).count("asserts") > 1 for _, by in found)


def test_sharing_a_name_and_a_noun_is_no_agreement() -> None:
    same = "{s1|The crew of the cutter was released on Friday}. {s2|The crew was released Friday}."
    other = (
        "{s1|The crew of the cutter saw the harbour}. "
        "{s2|The crew of the boat reached the harbour}."
    )
    assert _both(same)
    assert not _both(other)


def test_agreement_in_a_long_article_must_be_certain() -> None:
    body = "{s1|The crew was released on Friday}. {s2|The crew was released from the port}."
    assert _both(body)
    assert not _both(body, much=True)


@pytest.mark.parametrize(("word", "met"), [("said", True), ("spoke about", False)])
def test_what_is_spoken_about_is_no_claim(word: str, met: bool) -> None:
    body = (
        f"[e1|Norway] {{s1!{word}}} {{s1|the crew of the cutter that was released on Friday}}. "
        "{s2|The crew of the cutter was released on Friday}."
    )
    assert _both(body) == met


def test_the_name_of_a_thing_stands_at_no_end_of_a_matter() -> None:
    other = "{s2|Its crew was allowed to refuel}."
    assert {"asserts", "denies"} in stances(
        "{s1|The cutter was barred from the port}. " + other, much=False
    )
    assert {"asserts", "denies"} not in stances("{s1|The bar on the cutter}. " + other, much=False)


def test_tellings_of_wires_are_joined() -> None:
    """With the gold's events each happening of the wires' dev stories is one; measured 1.0."""
    held = [json.loads(line) for line in (DATA / "wires.jsonl").open(encoding="utf-8")]
    figures, _ = score_happenings([row for row in held if row["part"] == "dev"])
    assert figures["B-cubed precision"].value == 1.0
    assert figures["B-cubed recall"].value == 1.0


def test_a_document_is_not_of_the_state_that_it_accuses() -> None:
    body = """\
@@ x dev 2031-03-04
e1 state Chad TCD GOV
e2 group soldiers NER MIL
e3 document a_notice - -
s1 e3
v1 ASSAULT e1>e2 occurred s1
---
{s1|[e1|Chad] {v1|shelled} [e2~soldiers] at dawn}, [e3~a notice] {s1!reads}.
"""
    assert Sides(record(body)).of("e3") == "state:NER"
