"""The things of a record as a reviewer sees them: where they stand, and what is claimed of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Literal, get_args, get_type_hints

import msgspec

from readout.record.types import (
    Block,
    Entity,
    Event,
    Place,
    Quantity,
    Record,
    Role,
    Sourcing,
    Statement,
    Status,
    Time,
)
from readout.review.entry import Kind, Thing, Values
from readout.spans import Span

Part = Block | Entity | Event | Place | Quantity | Statement | Time

Shape = Literal[
    "span", "span?", "spans", "text", "text?", "number?", "flag", "choice", "choice?",
    "entity?", "entities", "place?", "time?",
]  # fmt: skip
"""What a value may be; with a question mark it may be absent. ``entities`` and the like are
stretches of text that name one."""


class Field(msgspec.Struct, frozen=True):
    """One thing that can be wrong."""

    shape: Shape
    label: str
    choices: tuple[str, ...] = ()


def _choices(kind: type, name: str) -> tuple[str, ...]:
    hint = get_type_hints(kind)[name]
    if type(None) in get_args(hint):
        hint = next(inner for inner in get_args(hint) if inner is not type(None))
    return get_args(hint)


FIELDS: dict[Kind, dict[str, Field]] = {
    "event": {
        "span": Field("span", "the words that tell it"),
        "type": Field("text?", "type"),
        "mode": Field("text?", "mode"),
        "status": Field("choice", "status", get_args(Status)),
        "background": Field("flag", "background"),
        "sources": Field("entities", "who did it"),
        "targets": Field("entities", "to whom"),
        "reciprocal": Field("flag", "both to each other"),
        "place": Field("place?", "place"),
        "time": Field("time?", "time"),
    },
    "statement": {
        "speakers": Field("entities", "speaker"),
        "span": Field("spans", "what is said"),
        "source": Field("span?", "the words for the speaker"),
        "cue": Field("span?", "the words that say so"),
        "sourcing": Field("choice", "kind of source", get_args(Sourcing)),
        "anonymous": Field("flag", "anonymous"),
        "quoted": Field("choice", "quotation", _choices(Statement, "quoted")),
        "channel": Field("choice?", "channel", _choices(Statement, "channel")),
        "via": Field("entity?", "through which outlet"),
    },
    "entity": {
        "name": Field("text", "name"),
        "kind": Field("choice", "kind", _choices(Entity, "kind")),
        "role": Field("text?", "office"),
        "country": Field("text?", "country (three letters)"),
        "sector": Field("text?", "sector"),
        "anonymous": Field("flag", "anonymous"),
    },
    "place": {
        "name": Field("text", "name"),
        "kind": Field("text", "kind"),
        "country": Field("text?", "country (three letters)"),
        "lat": Field("number?", "latitude"),
        "lon": Field("number?", "longitude"),
    },
    "time": {
        "span": Field("span", "the words"),
        "type": Field("choice", "type", _choices(Time, "type")),
        "value": Field("text", "TIMEX3 value"),
    },
    "quantity": {
        "span": Field("span", "the words"),
        "kind": Field("choice", "kind", _choices(Quantity, "kind")),
        "min": Field("number?", "at least"),
        "max": Field("number?", "at most"),
        "approximate": Field("flag", "approximate"),
        "unit": Field("text?", "unit"),
    },
    "block": {"role": Field("choice", "role", get_args(Role))},
}
"""What a reviewer may correct, by kind of thing."""

_LISTS: dict[str, Kind] = {
    "entities": "entity", "places": "place", "times": "time", "quantities": "quantity",
    "statements": "statement", "events": "event",
}  # fmt: skip
_KIND_OF: dict[type, Kind] = {
    Block: "block", Entity: "entity", Place: "place", Time: "time", Quantity: "quantity",
    Statement: "statement", Event: "event",
}  # fmt: skip
_SAME = 0.5
"""Shared characters over all characters from which two stretches are the same thing."""


def parts(record: Record, kind: Kind) -> list[Part]:
    """All things of a kind."""
    if kind == "block":
        return list(record.article.blocks)
    name = next(name for name, held in _LISTS.items() if held == kind)
    return list(getattr(record, name))


def kind_of(part: Part) -> Kind:
    """Which kind of thing a part of a record is."""
    return _KIND_OF[type(part)]


def anchor(part: Part) -> Span:
    """The stretch by which a thing is known: trigger, content, first mention, its own words."""
    if isinstance(part, Event):
        return Span(part.trigger.start, part.trigger.end)
    if isinstance(part, Statement):
        return Span(min(c.start for c in part.content), max(c.end for c in part.content))
    if isinstance(part, Entity | Place):
        first = min((m.start, m.end) for m in part.mentions)
        return Span(*first)
    return Span(part.start, part.end)


def thing(record: Record, part: Part) -> Thing:
    """How the log names a part of a record."""
    kind, span = kind_of(part), anchor(part)
    same = [p.id for p in parts(record, kind) if anchor(p) == span]
    return Thing(
        kind=kind, id=part.id, start=span.start, end=span.end, nth=same.index(part.id),
        words=_words(record, span),
    )  # fmt: skip


def find(record: Record, wanted: Thing) -> Part | None:
    """The part that an entry is about: the one on the same words, else on about the same; None
    when this reading holds nothing of that kind there."""
    held = parts(record, wanted.kind)
    span = Span(wanted.start, wanted.end)
    same = [part for part in held if anchor(part) == span]
    if same:
        return same[min(wanted.nth, len(same) - 1)]
    scored = [(shared(anchor(part), span), -k) for k, part in enumerate(held)]
    best = max(scored, default=(0.0, 0))
    return held[-best[1]] if best[0] >= _SAME else None


def named(record: Record, id_: str) -> Part | None:
    """The part with an id of this record."""
    held: Any = [record.article.blocks, *(getattr(record, name) for name in _LISTS)]
    return next((part for group in held for part in group if part.id == id_), None)


def shared(a: Span, b: Span) -> float:
    """How far two stretches are one: shared characters over all from the first to the last."""
    common = min(a.end, b.end) - max(a.start, b.start)
    return common / (max(a.end, b.end) - min(a.start, b.start)) if common > 0 else 0.0


def naming(held: Sequence[Entity | Place], start: int, end: int) -> str | None:
    """The one with a mention that shares most with a stretch, at least half of the shorter.

    The first mention counts before the others, for it is what the log names a thing by.
    """
    scored = []
    for number, part in enumerate(held):
        for mention in part.mentions:
            common = min(mention.end, end) - max(mention.start, start)
            shorter = min(mention.end - mention.start, end - start)
            if common > 0 and common * 2 >= shorter:
                longer = max(mention.end, end) - min(mention.start, start)
                first = min(m.start for m in part.mentions) == mention.start
                scored.append((common / longer, first, -number, part.id))
    return max(scored)[3] if scored else None


def values(record: Record, part: Part) -> Values:
    """What is claimed of a thing, field by field, in the form the log keeps."""
    kind = kind_of(part)
    known: Values = {name: getattr(part, name, None) for name in FIELDS[kind]}
    for name, field in FIELDS[kind].items():
        if field.shape in ("entity?", "place?", "time?"):
            known[name] = known[name] and _reference(record, known[name])
        elif field.shape == "entities":
            known[name] = [_reference(record, id_) for id_ in known[name]]
    if isinstance(part, Event):
        known["span"] = stretch(record, anchor(part))
    elif isinstance(part, Statement):
        known["span"] = [stretch(record, c) for c in part.content]
        for name in ("source", "cue"):
            held = getattr(part, name)
            known[name] = None if held is None else stretch(record, held)
    elif isinstance(part, Entity):
        known["role"] = part.roles[0].title if part.roles else None
    elif isinstance(part, Time | Quantity):
        known["span"] = stretch(record, anchor(part))
    return known


def stretch(record: Record, span: Span) -> Values:
    """A stretch of text as a value."""
    return {"start": span.start, "end": span.end, "words": _words(record, span)}


def _reference(record: Record, id_: str) -> Values | None:
    part = named(record, id_)
    return None if part is None else stretch(record, anchor(part))


def _words(record: Record, span: Span) -> str:
    return " ".join(record.article.text[span.start : span.end].split())[:200]


def shown(value: Any) -> str:
    """A value in words, for a page or a table."""
    if value is None or value == []:
        return "none"
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, list):
        return ", ".join(shown(one) for one in value)
    if isinstance(value, dict):
        return str(value.get("words", ""))
    return f"{value:g}" if isinstance(value, float) else str(value)
