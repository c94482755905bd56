"""Quantities with the model that ships: the plainest sentences, and a floor on the written ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readout.language.analyse import analyse
from readout.language.model import Model, load
from readout.mentions.quantities.find import find_quantities_in
from readout.mentions.times.find import find_times_in
from readout.record.types import Quantity

DATA = Path(__file__).parents[2] / "data" / "quantities"


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def quantities(text: str, model: Model) -> list[Quantity]:
    spans = [(0, len(text))]
    analysis = analyse(text, spans, model)
    return find_quantities_in(text, spans, analysis, find_times_in(text, spans, None, analysis))


@pytest.mark.parametrize(
    ("text", "kind", "low", "high", "unit"),
    [
        ("At least 20 people were killed in the attack.", "killed", 20, None, "people"),
        ("The blast wounded 14 soldiers.", "injured", 14, 14, "soldiers"),
        ("Police arrested 30 protesters.", "detained", 30, 30, "protesters"),
        ("No one was hurt.", "injured", 0, 0, None),
        ("The government paid $3 million.", "money", 3e6, 3e6, "dollars"),
        ("The death toll rose to 34.", "killed", 34, 34, None),
    ],
)
def test_kind(
    model: Model, text: str, kind: str, low: float, high: float | None, unit: str | None
) -> None:
    [found] = quantities(text, model)
    assert (found.kind, found.min, found.max, found.unit) == (kind, low, high, unit)


@pytest.mark.parametrize(
    ("text", "kind", "low"),
    [
        ("The nine climbers were pulled out; six people are in intensive care.", "injured", 6),
        ("There was no trace of eight sailors.", "missing", 8),
        ("Forty villagers are living in tents by the road.", "displaced", 40),
        ("Thirty nurses downed tools at noon.", "participants", 30),
        ("Seven monks are in the hands of the rebels.", "detained", 7),
        ("The flood cost 15 farmers their lives.", "killed", 15),
        ("Forty miners are still below ground.", "missing", 40),
        ("Another eight were carried off by the gunmen.", "detained", 8),
        ("Three of the wounded later died in hospital.", "killed", 3),
        ("Some 70 houses were burned.", "other", 70),
        # What is said of another, or of a thing, is not said of those counted.
        ("Four witnesses took the injured to hospital.", "other", 4),
        ("The storm battered seven provinces.", "other", 7),
        ("Twelve ships took part in the search.", "other", 12),
    ],
)
def test_kind_by_what_stands_beside(model: Model, text: str, kind: str, low: float) -> None:
    found = quantities(text, model)[-1]
    assert (found.kind, found.min) == (kind, low)


def test_over_of_the_verb_is_no_bound(model: Model) -> None:
    [found] = quantities("The militia handed over 26 soldiers to the army.", model)
    assert (found.min, found.max, found.start) == (26, 26, 24)
    [found] = quantities("The army killed over 26 soldiers in the north.", model)
    assert (found.min, found.max) == (26, None)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "word",
        "Nine out of ten children are vaccinated.",
        "One in five voters is undecided.",
        "About 40 percent of voters stayed home.",
        "It lasted two days.",
        "The 34-year-old was born in 1982.",
        "The town lies 30 kilometers away.",
        "It was the 21st time.",
    ],
)
def test_no_quantity(model: Model, text: str) -> None:
    assert quantities(text, model) == []


def test_all_capitals(model: Model) -> None:
    found = quantities("AT LEAST 20 PEOPLE WERE KILLED", model)
    assert [(q.min, q.max) for q in found] == [(20, None)]


def test_floor_on_the_written_sentences(model: Model) -> None:
    from readout.evaluation.quantities import score_quantities

    rows = [json.loads(line) for line in (DATA / "dev.jsonl").read_text("utf-8").splitlines()]
    report = score_quantities(rows, lambda text: quantities(text, model), draws=0)
    assert report.figures["kind_and_bounds"].value >= 0.9
    assert all(row["origin"] == "written for readout" for row in rows)
