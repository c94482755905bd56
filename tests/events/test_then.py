"""The running time of a story: what "then" and "within an hour" go on from."""

from __future__ import annotations

import pytest

from readout.events.read import read_events
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Block, Time
from tests.analyses import Sketch, span


def time_of_flight(words: str, verb: int) -> str | None:
    """The time of the flight that a third sentence tells, two behind an attack with a day."""
    sketch = Sketch()
    sketch.sentence("Rebels/NOUN/2/nsubj struck/VERB/0/root Kal/PROPN/2/obj Monday/PROPN/2/obl")
    sketch.sentence("Roads/NOUN/2/nsubj are/VERB/0/root narrow/ADJ/2/xcomp")
    sketch.sentence(words)
    sketch.tells(1, "ASSAULT", actor=[0], recipient=[2], time=[3])
    sketch.tells(7 + verb, "RETREAT", actor=[6 + verb])
    sketch.tag(7 + verb, "VBD")
    a = sketch.analysis()
    start, end = span(a, 3)
    monday = Time(
        id="t1", start=start, end=end, type="DATE", value="2024-05-01", mod=None, quant=None,
        freq=None, from_=None, to=None, anchor=None,
    )  # fmt: skip
    last = 6 + len(words.split())
    block = Block(id="b1", role="paragraph", start=0, end=span(a, last)[1])
    found = read_events(a, Mentions(times=[monday]), [], plover(), blocks=[block]).events
    return next(e.time for e in found if e.type == "RETREAT")


@pytest.mark.parametrize(
    ("words", "verb", "expected"),
    [
        ("Then/ADV/3/advmod soldiers/NOUN/3/nsubj fled/VERB/0/root", 2, "t1"),
        ("Within/ADP/3/case an/DET/3/det hour/NOUN/5/obl men/NOUN/5/nsubj fled/VERB/0/root", 4,
         "t1"),
        ("Within/ADP/3/case a/DET/3/det year/NOUN/5/obl men/NOUN/5/nsubj fled/VERB/0/root", 4,
         None),
        ("Shortly/ADV/2/advmod afterwards/ADV/4/advmod men/NOUN/4/nsubj fled/VERB/0/root", 3, "t1"),
        ("Since/ADP/2/case then/ADV/4/obl soldiers/NOUN/4/nsubj fled/VERB/0/root", 3, None),
        ("Young/ADJ/2/amod soldiers/NOUN/3/nsubj fled/VERB/0/root", 2, None),
    ],
)  # fmt: skip
def test_then_goes_on_from_an_act_two_sentences_before(
    words: str, verb: int, expected: str | None
) -> None:
    assert time_of_flight(words, verb) == expected
