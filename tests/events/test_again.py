"""Acts that a text comes back to with a definite noun."""

from __future__ import annotations

from readout.events.read import read_events
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Block, Event
from tests.analyses import Sketch, span


def told(article: str, *, hurt: str = "Patients", background: bool = False) -> list[Event]:
    """Rebels shell villagers; then somebody was hurt in an (or the) attack."""
    sketch = Sketch()
    sketch.sentence("Rebels/NOUN/2/nsubj shelled/VERB/0/root villagers/NOUN/2/obj")
    sketch.sentence("Rain/NOUN/2/nsubj fell/VERB/0/root")
    sketch.sentence(
        f"{hurt}/NOUN/5/nsubj:pass in/ADP/4/case {article}/DET/4/det attack/NOUN/1/nmod "
        "suffered/VERB/0/root"
    )
    sketch.tells(1, "ASSAULT", actor=[0], recipient=[2])
    sketch.tells(8, "ASSAULT", recipient=[5], background=background)
    a = sketch.analysis()
    first, last = span(a, 0)[0], span(a, 9)[1]
    blocks = [Block(id="b1", role="paragraph", start=first, end=last)]
    return read_events(a, Mentions(), [], plover(), blocks=blocks).events


def test_the_attack_is_the_one_that_was_told_before() -> None:
    [event] = told("the")
    assert len(event.evidence) == 2
    assert len(event.targets) == 2
    assert len(event.sources) == 1


def test_an_attack_is_a_new_one() -> None:
    assert len(told("an")) == 2


def test_the_attack_of_the_past_is_another() -> None:
    assert len(told("the", background=True)) == 2
