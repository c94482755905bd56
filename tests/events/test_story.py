"""Times that a sentence leaves to the story around it."""

from __future__ import annotations

import pytest

from readout.events.read import read_events
from readout.knowledge.codebook import plover
from readout.language.analysis import Analysis
from readout.mentions.mentions import Mentions
from readout.record.types import Block, Time
from tests.analyses import Sketch, span


def day(name: str, a: Analysis, word: int) -> Time:
    start, end = span(a, word)
    return Time(
        id=name, start=start, end=end, type="DATE", value="2024-05-01", mod=None, quant=None,
        freq=None, from_=None, to=None, anchor=None,
    )  # fmt: skip


def article(
    *, tag: str = "VBD", status: str = "occurred", apart: bool = False, told: str = "RETREAT"
) -> list[str | None]:
    """A headline, its first sentence with a day, and a sentence that goes on; the times of the
    acts. The headline tells that of the first sentence."""
    sketch = Sketch()
    sketch.sentence("Rebels/NOUN/2/nsubj strike/VERB/0/root")
    sketch.sentence("Rebels/NOUN/2/nsubj struck/VERB/0/root Kal/PROPN/2/obj Monday/PROPN/2/obl")
    sketch.sentence("Soldiers/NOUN/2/nsubj fled/VERB/0/root")
    sketch.tells(1, "ASSAULT", actor=[0])
    sketch.tells(3, "ASSAULT", actor=[2], recipient=[4], time=[5])
    sketch.tells(7, told, status=status, actor=[6])
    sketch.tag(7, tag)
    a = sketch.analysis()
    edges = [(0, 1, "headline"), (2, 5, "paragraph"), (6, 7, "paragraph")]
    if not apart:
        edges = [(0, 1, "headline"), (2, 7, "paragraph")]
    blocks = [
        Block(id=f"b{k}", role=role, start=span(a, first)[0], end=span(a, last)[1])  # type: ignore[arg-type]
        for k, (first, last, role) in enumerate(edges)
    ]
    mentions = Mentions(times=[day("t1", a, 5)])
    by_start = {
        e.trigger.start: e for e in read_events(a, mentions, [], plover(), blocks=blocks).events
    }
    return [by_start[span(a, w)[0]].time for w in (1, 3, 7) if span(a, w)[0] in by_start]


def test_a_headline_and_what_the_paragraph_goes_on_with() -> None:
    assert article() == ["t1", "t1"]


@pytest.mark.parametrize(
    "given", [{"tag": "VB"}, {"status": "planned"}, {"apart": True, "told": "ACCUSE"}]
)
def test_what_does_not_go_on_has_no_time(given: dict[str, str]) -> None:
    assert article(**given)[-1] is None  # type: ignore[arg-type]


def test_a_deed_of_a_later_paragraph_is_of_the_day_of_the_first() -> None:
    assert article(apart=True) == ["t1", "t1"]


def test_a_denied_deed_is_of_the_time_of_the_deed_told() -> None:
    assert article(apart=True, told="ASSAULT", status="denied") == ["t1", "t1"]


def test_a_denied_deed_that_nobody_told_has_no_time() -> None:
    assert article(apart=True, status="denied")[-1] is None
