"""Pronouns of those who do something and of whom nothing else is known."""

from __future__ import annotations

import pytest

from readout.events.entities import Entities
from readout.events.read import Events, read_events
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention
from tests.analyses import Sketch, span


def read(sentence: str, tells: int, actor: list[int], score: float = 0.9) -> Events:
    sketch = Sketch()
    sketch.sentence(sentence)
    sketch.tells(tells, "ASSAULT", actor=actor, score=score)
    return read_events(sketch.analysis(), Mentions(), [], plover())


@pytest.mark.parametrize(("pronoun", "kind"), [("They", "group"), ("She", "person")])
def test_they_who_are_not_known_do_it(pronoun: str, kind: str) -> None:
    found = read(f"{pronoun}/PRON/2/nsubj attacked/VERB/0/root", 1, [0])
    [who] = found.entities
    assert (who.name, who.kind, who.mentions[0].form) == (pronoun, kind, "pronoun")
    assert [e.sources for e in found.events] == [[who.id]]


def test_a_faint_act_of_unknown_people_is_none() -> None:
    assert not read("They/PRON/2/nsubj attacked/VERB/0/root", 1, [0], score=0.45).events


@pytest.mark.parametrize("relation", ["ccomp", "conj"])
def test_they_of_what_somebody_says_may_be_who_says_it(relation: str) -> None:
    sentence = f"Rumours/NOUN/2/nsubj said/VERB/0/root they/PRON/4/nsubj attacked/VERB/2/{relation}"
    assert bool(read(sentence, 3, [2]).events) == (relation == "conj")


def test_they_are_those_who_are_named() -> None:
    found = read(
        "Monks/NOUN/2/nsubj came/VERB/0/root and/CCONJ/5/cc they/PRON/5/nsubj attacked/VERB/2/conj",
        4, [0, 3],
    )  # fmt: skip
    assert [e.name for e in found.entities] == ["Monks"]


def test_who_tells_it_stays_where_only_they_are_left() -> None:
    sketch = Sketch()
    sketch.sentence("They/PRON/2/nsubj attacked/VERB/0/root")
    a = sketch.analysis()
    assert Entities(a, Mentions()).of(0) is not None
    assert not Entities(a, Mentions()).at_hand(0)
    start, end = span(a, 0)
    known = Entity(
        id="e1", kind="group", name="Monks", anonymous=True, country=None, sector=None, roles=[],
        glosses=[], mentions=[Mention(start=start, end=end, form="pronoun")], ref=None,
        confidence=1.0,
    )  # fmt: skip
    assert Entities(a, Mentions([known])).at_hand(0)
