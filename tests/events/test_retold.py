"""One happening whose tellings name it differently."""

from __future__ import annotations

import msgspec

from readout.events.read import read_events
from readout.events.retold import retold
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Block, Event, Trigger
from tests.analyses import Sketch, span


def events_of(sketch: Sketch, edges: list[tuple[int, int, str]]) -> list[Event]:
    a = sketch.analysis()
    blocks = [
        Block(id=f"b{k}", role=role, start=span(a, first)[0], end=span(a, last)[1])  # type: ignore[arg-type]
        for k, (first, last, role) in enumerate(edges)
    ]
    return read_events(a, Mentions(), [], plover(), blocks=blocks).events


def headline(type_: str = "RETREAT", status: str = "occurred") -> list[Event]:
    sketch = Sketch()
    sketch.sentence("Minister/NOUN/2/nsubj quits/VERB/0/root")
    sketch.sentence("An/DET/2/det official/NOUN/3/nsubj resigned/VERB/0/root")
    sketch.sentence("Rebels/NOUN/2/nsubj fled/VERB/0/root")
    sketch.tells(1, "RETREAT", actor=[0])
    sketch.tells(4, type_, status=status, actor=[3])
    sketch.tells(6, "RETREAT", actor=[5])
    return events_of(sketch, [(0, 1, "headline"), (2, 4, "paragraph"), (5, 6, "paragraph")])


def test_a_headline_and_the_first_paragraph_are_one_telling() -> None:
    events = headline()
    assert len(events) == 2
    assert len(events[0].evidence) == 2


def test_a_headline_leaves_out_who_says_so() -> None:
    [event, _] = headline()
    lead = msgspec.structs.replace(event, according_to=["s1"])
    head, first = (
        msgspec.structs.replace(one, trigger=Trigger(start=at, end=at + 1, lemma="quit"))
        for one, at in ((event, 0), (lead, 10))
    )
    blocks = [
        Block(id="b1", role="headline", start=0, end=5),
        Block(id="b2", role="paragraph", start=10, end=20),
    ]
    sketch = Sketch()
    sketch.sentence("Minister/NOUN/2/nsubj quits/VERB/0/root")
    [told] = retold([head, first], sketch.analysis(), blocks, {})
    assert told.according_to == ["s1"]


def test_another_act_or_standing_is_another_event() -> None:
    assert len(headline("COERCE")) == 3
    assert len(headline(status="denied")) == 3


def harm(*, actor: list[int], apart: bool = False, background: bool = False) -> list[Event]:
    sketch = Sketch()
    sketch.sentence("Rebels/NOUN/2/nsubj shelled/VERB/0/root")
    sketch.sentence(
        "Patients/NOUN/3/nsubj:pass were/AUX/3/aux wound/VERB/0/root soldiers/NOUN/3/obl"
    )
    sketch.tells(1, "ASSAULT", actor=[0])
    sketch.tells(4, "ASSAULT", actor=actor, recipient=[2], background=background)
    edges = [(0, 1, "paragraph"), (2, 5, "paragraph")] if apart else [(0, 5, "paragraph")]
    return events_of(sketch, edges)


def test_the_harm_that_an_attack_did_belongs_to_it() -> None:
    [event] = harm(actor=[])
    assert len(event.sources) == len(event.targets) == 1


def test_harm_by_another_or_at_another_time_stands_alone() -> None:
    assert len(harm(actor=[5])) == 2
    assert len(harm(actor=[], apart=True)) == 2
    assert len(harm(actor=[], background=True)) == 2
