"""Acts that a text comes back to with a definite noun: "the attack", "those talks"."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence

import msgspec

from readout.events.happenings import Told
from readout.record.types import Event
from readout.statements.tree import Tree

_POINTS_BACK = frozenset(("the", "this", "that", "these", "those"))
_REAL = frozenset(("occurred", "ongoing"))
_STEM = 5
"""Letters by which "stabbing" is the same word as "stabbed"."""
_LOOKED_BACK = 12
"""Sentences at most between the last telling of an act and a noun that comes back to it."""


def told_again(events: Sequence[Event], tree: Tree, unnamed: Collection[str]) -> list[Event]:
    """The events in text order; what a definite noun tells is put together with the nearest act of
    its type before it that nothing in it contradicts (Hobbs 1978 for nouns: the latest antecedent
    that fits). ``unnamed``: ids of entities without a name, who may be those of any telling ("83
    people were wounded in the attack").
    """
    out: list[Event] = []
    last: list[int] = []
    """Sentence of the latest telling of each event in ``out``."""
    for event in events:
        word = max(bisect_right(tree.start, event.trigger.start) - 1, 0)
        sentence = tree.sentence[word]
        k = -1
        if tree.upos[word] == "NOUN" and _definite(tree, word):
            k = next(
                (
                    j
                    for j in range(len(out) - 1, -1, -1)
                    if 0 < sentence - last[j] <= _LOOKED_BACK
                    and _fits(out[j], event, unnamed)
                    and _is_of_kind(tree, word, out[j])
                ),
                -1,
            )
        if k < 0:
            out.append(event)
            last.append(sentence)
            continue
        told = Told(out[k])
        told.add(event)
        out[k] = msgspec.structs.replace(
            told.event(),
            sources=out[k].sources or event.sources,
            targets=list(dict.fromkeys((*out[k].targets, *event.targets))),
        )
        last[k] = sentence
    return out


def _definite(tree: Tree, noun: int) -> bool:
    return any(tree.rel[k] == "det" and tree.lower[k] in _POINTS_BACK for k in tree.children[noun])


def _is_of_kind(tree: Tree, noun: int, event: Event) -> bool:
    """Whether what is said of a noun's kind was told of an act before: "the *stabbing* attack" is
    none of the clashes."""
    before = (k for k in tree.children[noun] if tree.rel[k] in ("compound", "amod"))
    kinds = [k for k in before if tree.upos[k] == "NOUN" or tree.xpos[k] == "VBG"]
    if not kinds:
        return True
    told = " ".join(e.span.of(tree.analysis.text).lower() for e in event.evidence if e.span)
    return any(tree.lower[k][:_STEM] in told for k in kinds)


def _fits(a: Event, b: Event, unnamed: Collection[str]) -> bool:
    """Whether ``b`` may tell ``a`` again: no named participant of its own, no other time, place or
    kind."""
    if a.type is None or a.type != b.type or a.background != b.background:
        return False
    if a.status != b.status and not {a.status, b.status} <= _REAL:
        return False
    if any(x and y and x != y for x, y in ((a.mode, b.mode), (a.time, b.time), (a.place, b.place))):
        return False
    who = {*a.sources, *a.targets}
    new = [*b.sources, *b.targets]
    return all(one in who or one in unnamed for one in new) and (
        not b.sources or not a.sources or not set(a.sources).isdisjoint(b.sources)
    )
