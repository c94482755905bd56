"""Texts of public life, and all others."""

from __future__ import annotations

import pytest

from readout.events.public import is_public
from readout.events.read import read_events
from readout.events.triggers import Trigger
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention, Place
from tests.analyses import Sketch


def somebody(name: str, kind: str, sector: str | None, *, anonymous: bool = True) -> Entity:
    return Entity(
        id="e1", kind=kind, name=name, anonymous=anonymous, country=None, sector=sector,  # type: ignore[arg-type]
        roles=[], glosses=[], mentions=[Mention(start=0, end=len(name), form="description")],
        ref=None, confidence=1.0,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("entity", "public"),
    [
        (somebody("the librarian", "person", "CVL"), False),
        (somebody("shareholders", "group", "BUS"), False),
        (somebody("the club's president", "person", "GOV"), False),
        (somebody("the president", "person", "GOV"), True),
        (somebody("Merkel", "person", None, anonymous=False), True),
        (somebody("the stewards", "group", None), False),
        (somebody("France", "state", "GOV", anonymous=False), True),
        (somebody("the Bank of Abel", "organization", "GOV", anonymous=False), True),
    ],
)
def test_who_is_of_public_life(entity: Entity, public: bool) -> None:
    assert is_public("Nothing else.", [entity], [], []) is public


@pytest.mark.parametrize(
    ("text", "public"),
    [("They sued the mayor.", True), ("Teachers will not end the strike.", True),
     ("A late strike sank Chelsea.", False), ("She returned the vase.", False)],
)  # fmt: skip
def test_words_of_public_life(text: str, public: bool) -> None:
    assert is_public(text, [], [], []) is public


def test_a_country_and_a_protest_make_a_text_public() -> None:
    place = Place(
        id="p1", name="Peru", kind="country", mentions=[], geonames_id=None, country="PER",
        admin1=None, lat=None, lon=None, method="gazetteer", confidence=1.0,
    )  # fmt: skip
    assert is_public("", [], [place], [])
    assert is_public("", [], [], [Trigger(0, "PROTEST", None, 0.9)])
    assert not is_public("", [], [], [Trigger(0, "COERCE", None, 0.9)])


def test_a_private_act_is_told_in_a_note() -> None:
    sketch = Sketch()
    sketch.sentence("Librarians/NOUN/2/nsubj seized/VERB/0/root cakes/NOUN/2/obj")
    sketch.tells(1, "COERCE", actor=[0])
    known = somebody("Librarians", "group", "CVL")
    found = read_events(sketch.analysis(), Mentions([known]), [], plover())
    assert not found.events
    assert "without anybody of public life" in found.notes[0].reason
