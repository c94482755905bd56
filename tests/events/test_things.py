"""Machines, numbers and owned things that stand for those who take part."""

from __future__ import annotations

import pytest

from readout.events.read import Events, read_events
from readout.events.things import are_harmed
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention, Place, PlaceMention
from tests.analyses import Sketch, span


def read(
    sentence: str, parts: dict[str, list[int]], tells: int, body: int = -1, land: int = -1
) -> Events:
    """The reading of a sentence whose word ``tells`` tells of an attack; the word ``body`` names a
    body of no known country, the word ``land`` is the adjective of a country."""
    sketch = Sketch()
    sketch.sentence(sentence)
    sketch.tells(tells, "ASSAULT", **parts)
    a = sketch.analysis()
    entities, places = [], []
    if body >= 0:
        start, end = span(a, body)
        entities = [Entity(
            id="e1", kind="organization", name="Body", anonymous=False, country=None, sector=None,
            roles=[], glosses=[], mentions=[Mention(start=start, end=end, form="name")], ref=None,
            confidence=1.0,
        )]  # fmt: skip
    if land >= 0:
        start, end = span(a, land)
        places = [Place(
            id="p1", name="Peru", kind="country", geonames_id=None, country="PER", admin1=None,
            lat=0.0, lon=0.0, method="rules", confidence=0.9,
            mentions=[PlaceMention(start=start, end=end, use="modifier")],
        )]  # fmt: skip
    return read_events(a, Mentions(entities, places=places), [], plover())


def sides(found: Events) -> list[tuple[list[str], list[str]]]:
    names = {e.id: e.name for e in found.entities} | {"e1": "Body"}
    return [([names[i] for i in e.sources], [names[i] for i in e.targets]) for e in found.events]


@pytest.mark.parametrize(
    ("machine", "did"), [("helicopter", True), ("drone", True), ("shell", False)]
)
def test_a_machine_strikes_for_an_unknown_side(machine: str, did: bool) -> None:
    found = read(
        f"A/DET/2/det {machine}/NOUN/3/nsubj hit/VERB/0/root a/DET/5/det depot/NOUN/3/obj",
        {"actor": [1], "recipient": [4]}, 2,
    )  # fmt: skip
    assert sides(found) == ([([f"A {machine}"], ["a depot"])] if did else [])


def test_a_machine_that_is_hit_does_nothing() -> None:
    sentence = "A/DET/2/det helicopter/NOUN/4/nsubj:pass was/AUX/4/aux:pass hit/VERB/0/root"
    assert not read(sentence, {"recipient": [1]}, 3).events


def test_drones_of_an_army_strike_for_it() -> None:
    found = read(
        "drone/NOUN/4/nsubj of/ADP/3/case Unita/PROPN/1/nmod hit/VERB/0/root a/DET/6/det "
        "depot/NOUN/4/obj", {"actor": [0], "recipient": [5]}, 3, body=2,
    )  # fmt: skip
    assert sides(found) == [(["Body"], ["a depot"])]


def test_what_a_body_has_takes_part() -> None:
    hit = "convoy/NOUN/5/nsubj:pass of/ADP/3/case Oxfam/PROPN/1/nmod was/AUX/5/aux:pass hit/VERB/0/"
    found = read(f"{hit}root", {"recipient": [0]}, 4, body=2)
    assert sides(found) == [([], ["convoy of Oxfam"])]
    assert not read(f"{hit}root", {"recipient": [0]}, 4).events


@pytest.mark.parametrize(
    ("thing", "known"), [("bus", ["rangers"]), ("dozens", ["rangers"]), ("pile", [])]
)
def test_people_who_are_carried_or_counted_are_hit(thing: str, known: list[str]) -> None:
    found = read(
        f"a/DET/2/det {thing}/NOUN/5/nsubj:pass of/ADP/4/case rangers/NOUN/2/nmod hit/VERB/0/root",
        {"recipient": [1]}, 4,
    )  # fmt: skip
    assert sides(found) == ([([], known)] if known else [])


def test_what_is_of_a_country_takes_part() -> None:
    hit = "Peruvian/ADJ/2/amod depot/NOUN/4/nsubj:pass was/AUX/4/aux:pass rammed/VERB/0/root"
    assert sides(read(hit, {"recipient": [1]}, 3, land=0)) == [([], ["Peruvian depot"])]
    assert not read(hit, {"recipient": [1]}, 3).events


@pytest.mark.parametrize(("verb", "people"), [("kill", True), ("cost", False)])
def test_a_number_that_is_killed_is_people(verb: str, people: bool) -> None:
    found = read(
        f"The/DET/2/det blast/NOUN/3/nsubj {verb}/VERB/0/root 12/NUM/3/obj", {"recipient": [3]}, 1
    )
    assert sides(found) == ([([], ["12"])] if people else [])


@pytest.mark.parametrize(
    ("harmed", "people"), [("12/NUM/1/obj", True), ("12/NUM/1/nsubj", False),
                           ("elephants/NOUN/1/obj", False)],
)  # fmt: skip
def test_a_number_is_people_where_it_is_harmed(harmed: str, people: bool) -> None:
    sketch = Sketch()
    sketch.sentence(f"kill/VERB/0/root {harmed}")
    assert are_harmed(sketch.analysis(), 1) is people
