"""One thing as a reviewer is asked about it: its words in their sentence, and its fields."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from readout.knowledge.codebook import plover
from readout.language.sentences import split_sentences
from readout.record.types import Entity, Event, Place, Record, Statement
from readout.review.add import usual
from readout.review.ask import typed
from readout.review.entry import Addable
from readout.review.gold import nearest
from readout.review.things import FIELDS, Field, Part, anchor, kind_of, shown, stretch, values
from readout.spans import Span

_LONGEST = 1_500
"""Characters of context on a side of the words in question."""
_FAR = 400
"""Characters from the words at which an actor is no longer shown in the text."""
_MANY = 200
"""Names that a field proposes."""

Stretch = tuple[int, int, str, str]
"""Start, end, class and label of a mark."""
Piece = tuple[str, int, str, str]
"""Words, their first character, class and label of their mark, both empty where nothing is."""


@dataclass(frozen=True)
class Input:
    """A field of the form for corrections, as the program has it."""

    name: str
    field: Field
    value: str
    shown: str
    choices: Sequence[str]


def item(record: Record, part: Part, reading: int) -> dict[str, Any]:
    """What the templates show of one thing."""
    kind = kind_of(part)
    claim = values(record, part)
    inputs = [
        Input(name, field, typed(claim[name]), shown(claim[name]), _choices(record, name, field))
        for name, field in FIELDS[kind].items()
    ]
    about = {"kind": kind, "id": part.id, "inputs": inputs}
    return about | _where(record, reading, marks_of(record, part), anchor(part))


def blank(record: Record, kind: Addable, reading: int, span: Span, given: bool) -> dict[str, Any]:
    """What the templates show where something is to be added: the words around a stretch, which
    are those of the thing itself where ``given``, and empty fields."""
    known = usual(kind)
    if given:
        known["span"] = typed(stretch(record, span))
    inputs = [
        Input(name, field, known[name], known[name], _choices(record, name, field))
        for name, field in FIELDS[kind].items()
    ]
    # The words come first, and what the thing is.
    first = ("span", "type", "mode", "status", "speakers", "source", "cue")
    inputs.sort(key=lambda one: first.index(one.name) if one.name in first else len(first))
    over: list[Stretch] = [(span.start, span.end, kind if given else "", "added" if given else "")]
    return {"kind": kind, "inputs": inputs} | _where(record, reading, over, span)


def _where(record: Record, reading: int, over: list[Stretch], span: Span) -> dict[str, Any]:
    """The words in their sentence, and the article that they stand in."""
    before, pieces, after = context(record, over)
    article = record.article
    return {
        "article": article.id, "reading": reading, "before": before, "pieces": pieces,
        "after": after, "start": span.start, "end": span.end,
        "headline": article.headline.value if article.headline else "Without a headline",
        "outlet": article.outlet.value if article.outlet else "",
        "published": article.published.value[:10] if article.published else "",
        "language": article.language.value if article.language else "",
    }  # fmt: skip


def _choices(record: Record, name: str, field: Field) -> Sequence[str]:
    if field.shape == "flag":
        return ("yes", "no")
    if field.shape in ("entities", "entity?"):
        return [entity.name for entity in record.entities][:_MANY]
    if field.shape == "place?":
        return [place.name for place in record.places][:_MANY]
    if field.shape == "text?" and name in ("type", "mode"):
        roots = plover().roots
        if name == "type":
            return list(roots)
        return sorted({mode for root in roots.values() for mode in root.modes})
    return field.choices


def context(record: Record, over: list[Stretch]) -> tuple[str, list[Piece], str]:
    """The sentences of some marks, cut where something begins or ends, and what stands around them
    in their blocks. Bounded, whatever the article holds."""
    text = record.article.text
    start, end = min(m[0] for m in over), max(m[1] for m in over)
    end = min(end, start + 4 * _LONGEST)
    blocks = record.article.blocks
    first = next((b.start for b in blocks if b.start <= start < b.end), start)
    last = next((b.end for b in blocks if b.start < end <= b.end), end)
    low, high = max(first, start - _LONGEST), min(last, end + _LONGEST)
    begin, stop = low, high
    for a, b in split_sentences(text, low, high):
        if b <= start:
            begin = b
        elif a >= end:
            stop = min(stop, a)
    while begin < start and text[begin].isspace():
        begin += 1
    edges = {begin, stop}
    for a, b, *_ in over:
        edges |= {min(max(a, begin), stop), min(max(b, begin), stop)}
    pieces = []
    for a, b in pairwise(sorted(edges)):
        # The shortest one that covers a piece says what it is.
        held = [m for m in over if m[0] <= a and b <= m[1]]
        _, _, css, label = min(held, key=lambda m: m[1] - m[0], default=(0, 0, "", ""))
        pieces.append((text[a:b], a, css, label))
    return text[low:begin], pieces, text[stop:high]


def marks_of(record: Record, part: Part) -> list[Stretch]:
    """What of a thing stands in the text near its words; the words themselves always."""
    at = anchor(part)
    kind = kind_of(part)
    if isinstance(part, Statement):
        out: list[Stretch] = [(c.start, c.end, "statement", "what is said") for c in part.content]
        for span, css, label in ((part.source, "actor", "speaker"), (part.cue, "cue", "says so")):
            if span is not None and abs(span.start - at.start) < _LONGEST:
                out.append((span.start, span.end, css, label))
        return out
    out = [(at.start, at.end, kind, "does" if isinstance(part, Event) else kind)]
    if not isinstance(part, Event):
        return out
    low, high = at.start - _FAR, at.end + _FAR
    named: list[tuple[str, str, Entity | Place]] = []
    for css, label, ids in (("actor", "who", part.sources), ("target", "to whom", part.targets)):
        named += [(css, label, e) for e in record.entities if e.id in ids]
    named += [("place", "where", p) for p in record.places if p.id == part.place]
    for css, label, thing in named:
        span = nearest(thing, at.start, low, high)
        if span is not None:
            out.append((span.start, span.end, css, label))
    for time in record.times:
        if time.id == part.time and low <= time.start and time.end <= high:
            out.append((time.start, time.end, "time", "when"))
    return out
