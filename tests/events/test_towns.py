"""Towns that act, and countries that are called on."""

from __future__ import annotations

import pytest

from readout.events.read import Events, read_events
from readout.events.towns import Towns
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention, Place, PlaceMention
from tests.analyses import Sketch, span


def read(sentence: str, root: str, kind: str) -> Events:
    """The reading of a sentence whose first word, a person, does what the second tells to the
    last, a place."""
    sketch = Sketch()
    words = sketch.sentence(sentence)
    sketch.tells(1, root, actor=[0], recipient=words[-1:])
    a = sketch.analysis()
    start, end = span(a, 0)
    somebody = Entity(
        id="e1", kind="person", name="Ali", anonymous=False, country=None, sector=None, roles=[],
        glosses=[], mentions=[Mention(start=start, end=end, form="name")], ref=None, confidence=1.0,
    )  # fmt: skip
    start, end = span(a, words[-1])
    place = Place(
        id="p1", name="Basra", kind=kind, geonames_id=None, country="IRQ", admin1=None, lat=0.0,
        lon=0.0, method="rules", confidence=0.9,
        mentions=[PlaceMention(start=start, end=end, use="literal")],
    )  # fmt: skip
    return read_events(a, Mentions([somebody], places=[place]), [], plover())


def test_a_town_that_is_asked_is_who_governs_it() -> None:
    found = read("Ali/PROPN/2/nsubj urged/VERB/0/root Basra/PROPN/2/obj", "REQUEST", "city")
    [town] = found.entities
    assert (town.kind, town.name, town.country, town.sector) == (
        "organization", "Basra", "IRQ", "GOV",
    )  # fmt: skip
    assert [m.form for m in town.mentions] == ["metonym"]
    assert [e.targets for e in found.events] == [[town.id]]


@pytest.mark.parametrize(("lead", "asked"), [("in", False), ("near", False), ("on", True)])
def test_a_town_where_something_is_done_is_nobody(lead: str, asked: bool) -> None:
    sentence = f"Ali/PROPN/2/nsubj called/VERB/0/root {lead}/ADP/4/case Basra/PROPN/2/obl"
    assert [bool(e.targets) for e in read(sentence, "REQUEST", "city").events] == [asked]


def test_a_country_that_is_called_on_is_asked() -> None:
    sentence = "Ali/PROPN/2/nsubj called/VERB/0/root on/ADP/4/case Iraq/PROPN/2/obl"
    [state] = read(sentence, "REQUEST", "country").entities
    assert (state.kind, state.country) == ("state", "IRQ")


def towns(sentence: str, *named: int, kind: str = "city", country: str | None = "IRQ") -> Towns:
    """The towns of a sentence in which some words name one."""
    sketch = Sketch()
    sketch.sentence(sentence)
    a = sketch.analysis()
    mentions = [
        PlaceMention(start=start, end=end, use="literal")
        for start, end in (span(a, word) for word in named)
    ]
    place = Place(
        id="p1", name="Basra", kind=kind, geonames_id=None, country=country, admin1=None, lat=0.0,
        lon=0.0, method="rules", confidence=0.9, mentions=mentions,
    )  # fmt: skip
    return Towns(a, Mentions([], places=[place]))


ASKS = "Basra/PROPN/2/nsubj asks/VERB/0/root Ali/PROPN/2/obj"


def test_only_what_names_a_place_inside_a_country_is_a_town() -> None:
    assert towns(ASKS, 0).of(0) == "e-town-p1"
    assert towns(ASKS, 0).of(2) is None
    assert towns(ASKS, 0, kind="country").of(0) is None
    assert towns(ASKS, 0, kind="capital").of(0) is None
    assert towns(ASKS, 0, country=None).of(0) is None
    assert towns(ASKS.replace("PROPN/2/nsubj", "NOUN/2/nsubj"), 0).of(0) is None
    assert towns(ASKS.replace("2/nsubj", "3/compound"), 0).of(0) is None


def test_a_preposition_of_another_word_makes_no_place_of_a_town() -> None:
    sentence = "in/ADP/2/case May/PROPN/4/obl Basra/PROPN/4/nsubj asks/VERB/0/root"
    assert towns(sentence, 2).of(2) == "e-town-p1"
    assert towns(sentence.replace("2/case", "3/case"), 2).of(2) is None


def test_a_town_has_each_of_its_mentions_once() -> None:
    found = towns(f"{ASKS} and/CCONJ/5/cc Basra/PROPN/2/nsubj", 0, 4)
    for word in (4, 0, 4):
        found.of(word)
    assert [m.start for m in found.made["p1"].mentions] == [0, 19]
