"""Whom nothing ties to an attack did not do it. The sentences were written for the tests."""

from __future__ import annotations

import pytest

from readout.events.read import read_events
from readout.events.roles import Roles
from readout.events.tied import tied
from readout.events.triggers import Trigger
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.statements.tree import plant
from tests.analyses import Sketch

OFFERED = (
    "Abel/PROPN/2/nsubj offered/VERB/0/root probe/NOUN/2/obj into/ADP/5/case attack/NOUN/3/nmod"
)
LAUNCHED = "Rebels/NOUN/2/nsubj launched/VERB/0/root attack/NOUN/2/obj"
CLAIMED = (
    "Rebels/NOUN/2/nsubj claim/VERB/0/root responsibility/NOUN/2/obj for/ADP/5/case "
    "attack/NOUN/3/nmod"
)
DURING = "Police/NOUN/2/nsubj fled/VERB/0/root during/ADP/4/case attack/NOUN/2/obl"
CONDEMNED = "Sarn/PROPN/2/nsubj condemn/VERB/0/root attack/NOUN/2/obj"
PLANNED = (
    "Men/NOUN/4/nsubj who/PRON/3/nsubj plan/VERB/1/acl:relcl fled/VERB/0/root attack/NOUN/3/obj"
)
BLAMED = (
    "Sarn/PROPN/2/nsubj implicate/VERB/0/root Ostrey/PROPN/2/obj in/ADP/5/case attack/NOUN/2/obl"
)
THEIRS = "Bandits/NOUN/2/compound attack/NOUN/4/nsubj divide/AUX/4/aux Sarn/PROPN/0/root"


@pytest.mark.parametrize(
    ("sentence", "noun", "actors", "left"),
    [(OFFERED, 4, [0], []), (LAUNCHED, 2, [0], [0]), (CLAIMED, 4, [0], [0]),
     (DURING, 3, [0], []), (CONDEMNED, 2, [0], []), (PLANNED, 4, [0], [0]),
     (BLAMED, 4, [0], [2]), (BLAMED, 4, [2], [2]), (THEIRS, 1, [0, 3], [0]),
     (DURING, 3, [], [])],
)  # fmt: skip
def test_who_did_an_attack_is_tied_to_the_noun(
    sentence: str, noun: int, actors: list[int], left: list[int]
) -> None:
    sketch = Sketch()
    sketch.sentence(sentence)
    tree = plant(sketch.analysis())
    roles = Roles(actors, [], [], [], [], 0.9)
    assert tied(tree, Trigger(noun, "ASSAULT", None, 0.9), roles).actors == left
    assert tied(tree, Trigger(noun, "CONSULT", None, 0.9), roles).actors == actors


def test_who_fled_from_an_attack_is_not_read_as_the_attacker() -> None:
    sketch = Sketch()
    sketch.sentence(DURING)
    sketch.tells(3, "ASSAULT", actor=[0])
    read = read_events(sketch.analysis(), Mentions(), [], plover())
    assert read.events == []
    assert [note.reason for note in read.notes] == ["ASSAULT without an actor"]
