"""What reviewers added to a record, as parts of it; and where a later reading found it as well."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import msgspec

from readout.record.types import Event, Record, Statement, Trigger, in_text
from readout.review.entry import Entry, Thing
from readout.review.judged import Judged
from readout.review.things import Part, anchor, naming, parts, shared
from readout.spans import Span

_SAME = 0.5
"""Shared characters over all characters from which two stretches tell the same event."""


def twin(record: Record, added: Entry, but: set[str]) -> Part | None:
    """The part by which this reading found by itself what a reviewer added to an earlier one.

    It stands on the same words, beyond those that stood there when it was added; else on about the
    same words and is an event of the same type, or a statement of one of the same speakers, for a
    saying inside another's has most of its words. ``but`` are ids that were judged for themselves.
    """
    thing = added.thing
    span = Span(thing.start, thing.end)
    held = parts(record, thing.kind)
    same = [part for part in held if anchor(part) == span]
    if len(same) > thing.nth:
        return same[thing.nth]
    near = [part for part in held if part not in same and part.id not in but]
    near = [part for part in near if _alike(record, part, added)]
    scored = [(shared(anchor(part), span), -k) for k, part in enumerate(near)]
    best = max(scored, default=(0.0, 0))
    return near[-best[1]] if best[0] >= _SAME else None


def kept(one: Judged) -> Entry | None:
    """As an addition, what a reviewer found right and a later reading lacks; None for what was
    rejected, and for things that nobody can add."""
    if one.verdict == "reject" or one.thing.kind not in ("event", "statement"):
        return None
    told = one.values.get("span")
    spans = told if isinstance(told, list) else [told] if told else []
    return msgspec.structs.replace(one.last, verdict="add", claim=one.values, evidence=spans)


def _alike(record: Record, part: Part, added: Entry) -> bool:
    """Of the type, or of one of the speakers, that the addition has."""
    if isinstance(part, Event):
        return part.type == added.claim.get("type")
    if not isinstance(part, Statement):
        return False
    told = added.claim.get("speakers") or []
    ids = {naming(record.entities, at["start"], at["end"]) for at in told}
    return bool(ids & set(part.speakers)) or not (ids or part.speakers)


def bare(thing: Thing, added: Entry, number: int) -> Event | Statement:
    """An event or a statement that holds nothing yet but its words and what it rests on.

    Raises KeyError, TypeError or ValueError when the entry was changed by hand and does not fit.
    """
    evidence = [in_text(at["start"], at["end"]) for at in added.evidence]
    if not evidence:
        raise ValueError("an addition rests on no words")
    if thing.kind == "event":
        return Event(
            id=f"v{number}", type=None, plover=None, mode=None, contexts=[], cameo=None, quad=None,
            intensity=None, trigger=Trigger(start=thing.start, end=thing.end, lemma=""),
            sources=[], targets=[], reciprocal=False, place=None, time=None, duration=None,
            quantities=[], status="occurred", background=False, according_to=[],
            evidence=evidence, confidence=1.0,
        )  # fmt: skip
    if thing.kind == "statement":
        return Statement(
            id=f"s{number}", speakers=[], source=None, anonymous=False, reason_given=None,
            sourcing="collective", cue=None, content=[Span(thing.start, thing.end)],
            quoted="indirect", via=None, channel=None, said_at=None, parent=None,
            evidence=evidence, confidence=1.0,
        )  # fmt: skip
    raise ValueError(f"nobody can add a {thing.kind}")


def within(part: Any, statements: Sequence[Statement]) -> Any:
    """The part with the innermost statement in whose words it stands: the one through which an
    event is known, or by whose speaker another statement is told."""
    at = anchor(part)
    around = [
        (content.end - content.start, one.id)
        for one in statements
        for content in one.content
        if content.start <= at.start and at.end <= content.end and content != at
    ]
    if not around:
        return part
    id_ = min(around)[1]
    if isinstance(part, Event):
        return msgspec.structs.replace(part, according_to=[id_])
    return msgspec.structs.replace(part, parent=id_)
