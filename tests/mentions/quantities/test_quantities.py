"""Quantities with the model that ships: the plainest sentences, and a floor on the written ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readout.api import read
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
        ("At least 38 bodies had been taken to the main hospital.", "killed", 38),
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


@pytest.mark.parametrize(("part", "floor"), [("dev", 0.97), ("hard", 0.92)])
def test_floor_on_the_written_sentences(model: Model, part: str, floor: float) -> None:
    from readout.evaluation.quantities import score_quantities

    rows = [json.loads(line) for line in (DATA / f"{part}.jsonl").read_text("utf-8").splitlines()]
    report = score_quantities(rows, lambda text: quantities(text, model), draws=0)
    assert report.figures["kind_and_bounds"].value >= floor
    assert all(row["origin"] == "written for readout" for row in rows)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        # What the sentence says of them goes before what a clause says in passing.
        ("The rebels freed 19 workers kidnapped in May.", "other"),
        ("The bomb killed six people who were marching in a procession.", "killed"),
        # Death outweighs the wound.
        ("Three girls were stabbed and killed in the hall.", "killed"),
        ("Gunmen shot two guards dead.", "killed"),
        # What goes on behind the number voids the verb before it.
        ("Union leaders claimed 3,000 had turned out.", "participants"),
        # Goods and arms are told by the noun, whatever is said of them.
        ("The quake forced five schools to close.", "other"),
        ("The smugglers had hidden 250 AK-47s in a barn.", "weapons"),
        ("The rebels handed in 30 crates of ammunition.", "weapons"),
        ("Six suicide bombers were trained there.", "other"),
        # Soldiers who block a road do their duty; drivers who block it protest.
        ("Two hundred soldiers blocked the street.", "other"),
        ("Two hundred drivers blocked the street.", "participants"),
        # Who flees the scene of the act is not driven from home.
        ("Two gunmen robbed a bank and fled in a car.", "other"),
        # What they are said to be, and what fits only together.
        ("Six hundred Belarusians remain political prisoners.", "detained"),
        ("Three hundred families sleep in tents.", "displaced"),
    ],
)
def test_the_vote(model: Model, text: str, kind: str) -> None:
    assert [q.kind for q in quantities(text, model)] == [kind]


def test_a_part_and_its_whole_have_kinds_of_their_own(model: Model) -> None:
    found = quantities("The ministry said that 12 of the 40 prisoners had died.", model)
    assert [(q.min, q.kind) for q in found] == [(12, "killed"), (40, "detained")]


def test_a_kind_is_handed_on(model: Model) -> None:
    found = quantities("The guards were holding 19 people, six of them minors.", model)
    assert [(q.min, q.kind) for q in found] == [(19, "detained"), (6, "detained")]
    found = quantities("The dead include 14 soldiers, four drivers and two cooks.", model)
    assert [q.kind for q in found] == ["killed"] * 3


@pytest.mark.parametrize(
    "text",
    [
        "She was 12 when they met.",
        "Bebe King, six, lived there.",
        "Two of the pages are about ages 9 and 11.",
        "Interstate 80 was shut.",
        "It was a 3D film at the age of 55.",
    ],
)
def test_ages_and_names_are_no_quantities(model: Model, text: str) -> None:
    assert [q.min for q in quantities(text, model) if q.min != 2] == []


def test_points_decide_and_a_tie_is_other(model: Model) -> None:
    from readout.knowledge.quantity_words import quantity_words
    from readout.mentions.quantities import kinds as kinds_of
    from readout.mentions.quantities.tree import Tree

    text = "Some 40 people were there."
    tree = Tree(analyse(text, [(0, len(text))], model))

    class Fixed(kinds_of.Kinds):
        """Votes that are given; the table says what it says, at most ``READING`` points."""

        given: dict[str, float]

        def votes(self, *_: object, **__: object) -> dict[str, float]:
            return dict(self.given)

    judge = Fixed(tree, quantity_words())
    judge.cues.verbs.count(2)
    for given, kind in [
        ({"missing": 20.0, "detained": 10.0}, "missing"),
        ({"missing": 10.0, "detained": 20.0}, "detained"),
        ({}, None),
    ]:
        judge.given = given
        assert judge.kind(0, 1, 2, 2) == kind
    chances = kinds_of.reading()(judge.cues.features(1, 2, 2))
    judge.given = {"missing": 20.0}
    judge.given["detained"] = 20 + kinds_of.READING * (chances["missing"] - chances["detained"])
    assert judge.kind(0, 1, 2, 2) == "other"


def test_the_table_is_for_the_model_that_ships(model: Model) -> None:
    from readout.mentions.quantities.reading import features, reading

    table = reading()
    assert table.model == model.about.version
    text = "Police arrested 30 protesters."
    analysis = analyse(text, [(0, len(text))], model)
    chances = table(features(analysis, (3, 1, 2), (True, True, True)))
    assert max(chances, key=lambda kind: chances[kind]) == "detained"
    assert abs(sum(chances.values()) - 1) < 1e-5
    assert not features(analysis, (-1, -1), (False,)).any()


def test_a_headlines_number_counts_nothing_of_the_line_below() -> None:
    text = (
        "Kinshasa says rebels shelled camp, 17 dead\n\nKINSHASA, March 3 (Reuters) - Congo's army "
        "on Monday accused the rebels of shelling a camp, killing at least 17 people near Bukavu.\n"
    )
    found = read(text.encode(), published="2025-03-03").quantities
    assert all("KINSHASA" not in text[q.start : q.end] for q in found)
    assert [q.kind for q in found] == ["killed", "killed"]
