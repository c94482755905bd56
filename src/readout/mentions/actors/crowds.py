"""Numbers that stand for people whom the text does not call anything: "*thousands* rallied"."""

from __future__ import annotations

from readout.mentions.actors.draft import Draft
from readout.mentions.actors.reading import Reading

CROWDS = frozenset(("dozens", "scores", "hundreds", "thousands"))
_OF_CROWDS = frozenset(("tens", "hundreds", "many"))
_PARTS = frozenset(("nsubj", "nsubj:pass", "obj"))


def crowds(r: Reading) -> list[Draft]:
    """One draft for each number in words that does, or is done, what a verb tells as a political
    act, and counts nothing that is named; of any kind of people, so that no noun links them."""
    out = []
    for i, low in enumerate(r.low):
        if low not in CROWDS or r.low[i + 1 : i + 2] == ["of"]:
            continue
        head, first = i, i
        if r.low[max(0, i - 2) : i] in ([many, "of"] for many in _OF_CROWDS):
            head, first = i - 2, i - 2  # "*tens* of thousands"
        verb = r.head[head]
        if r.rel[head] not in _PARTS or verb < 0 or r.upos[verb] != "VERB" or not r.tells[verb]:
            continue
        out.append(
            Draft(
                head,
                first,
                i + 1,
                "description",
                "group",
                r.text(first, i + 1),
                plural=True,
                noun=low,
                score=0.6,
            )
        )
    return out
