"""Words of sympathy or hope are no acts. Words of a sketch stand in their dictionary form."""

from __future__ import annotations

import pytest

from readout.events.feeling import only_feels
from readout.events.triggers import Trigger
from readout.statements.tree import plant
from tests.analyses import Sketch


@pytest.mark.parametrize(
    ("verb", "noun", "type_", "feels"),
    [("express", "condolence", "SUPPORT", True), ("voice", "pessimism", "ACCUSE", True),
     ("express", "regret", "CONCEDE", False), ("express", "anger", "ACCUSE", False),
     ("crush", "hope", "SUPPORT", False), ("express", "hope", "ASSAULT", False)],
)  # fmt: skip
def test_who_tells_a_feeling_does_nothing_more(
    verb: str, noun: str, type_: str, feels: bool
) -> None:
    sketch = Sketch()
    sketch.sentence(f"Abel/PROPN/2/nsubj {verb}/VERB/0/root {noun}/NOUN/2/obj")
    assert only_feels(plant(sketch.analysis()), Trigger(1, type_, None, 0.9)) is feels
