"""Accidents, weather and diseases are no attacks. The sentences were written for the tests."""

from __future__ import annotations

import pytest

from readout.events.accidents import is_accident
from readout.events.read import read_events
from readout.events.triggers import Trigger
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.statements.tree import plant
from tests.analyses import Sketch


@pytest.mark.parametrize(
    ("sentence", "word", "type_", "accident"),
    [
        ("Storm/PROPN/2/compound Mara/PROPN/3/nsubj batter/VERB/0/root Sarn/PROPN/3/obj",
         2, "ASSAULT", True),
        ("Flood/NOUN/2/nsubj kill/VERB/0/root six/NUM/2/obj", 1, "ASSAULT", True),
        ("Six/NUM/3/nsubj:pass be/AUX/3/aux:pass kill/VERB/0/root in/ADP/6/case a/DET/6/det "
         "crash/NOUN/3/obl", 2, "ASSAULT", True),
        ("Bus/NOUN/2/nsubj collide/VERB/0/root with/ADP/4/case lorry/NOUN/2/obl",
         1, "ASSAULT", True),
        ("Truck/NOUN/2/nsubj collide/VERB/0/root with/ADP/4/case crowd/NOUN/2/obl",
         1, "ASSAULT", False),
        ("Jet/NOUN/2/nsubj crash/VERB/0/root in/ADP/4/case field/NOUN/2/obl", 1, "ASSAULT", True),
        ("Truck/NOUN/2/nsubj crash/VERB/0/root into/ADP/4/case crowd/NOUN/2/obl",
         1, "ASSAULT", False),
        ("Rebels/NOUN/2/nsubj kill/VERB/0/root six/NUM/2/obj in/ADP/5/case storm/NOUN/2/obl",
         1, "ASSAULT", False),
        ("Six/NUM/3/nsubj:pass be/AUX/3/aux:pass kill/VERB/0/root by/ADP/5/case bomb/NOUN/3/obl "
         "in/ADP/7/case storm/NOUN/3/obl", 2, "ASSAULT", False),
        ("Six/NUM/3/nsubj:pass be/AUX/3/aux:pass kill/VERB/0/root after/ADP/5/case "
         "storm/NOUN/3/obl", 2, "ASSAULT", False),
        ("Storm/NOUN/2/nsubj delay/VERB/0/root talks/NOUN/2/obj", 1, "COERCE", False),
    ],
)  # fmt: skip
def test_what_happens_by_itself_is_no_attack(
    sentence: str, word: int, type_: str, accident: bool
) -> None:
    sketch = Sketch()
    sketch.sentence(sentence)
    assert is_accident(plant(sketch.analysis()), Trigger(word, type_, None, 0.9)) is accident


def test_an_accident_is_told_in_the_notes_and_is_no_event() -> None:
    sketch = Sketch()
    sketch.sentence("Flood/NOUN/2/nsubj kill/VERB/0/root soldiers/NOUN/2/obj")
    sketch.tells(1, "ASSAULT", recipient=[2])
    read = read_events(sketch.analysis(), Mentions(), [], plover())
    assert read.events == []
    assert [note.reason for note in read.notes] == ["an accident"]
