"""One happening told twice in an article is one event with two pieces of evidence."""

from __future__ import annotations

import msgspec

from readout.record.types import Event


def merged(events: list[Event]) -> list[Event]:
    """Events in text order with those that tell one happening put together.

    Two events are one when type, mode (or one has none), status and background are the same, all
    participants of one are among those of the other and they share at least one, and neither
    place, time nor trigger word contradicts: two different verbs of one sentence are two acts.
    The first telling stays; it takes over what only the other says.
    """
    out: list[Event] = []
    for event in events:
        for k, known in enumerate(out):
            if _same(known, event):
                out[k] = _joined(known, event)
                break
        else:
            out.append(event)
    return out


def _same(a: Event, b: Event) -> bool:
    if (a.type, a.status, a.background) != (b.type, b.status, b.background):
        return False
    if a.type is None and a.trigger.lemma != b.trigger.lemma:
        return False
    if a.mode and b.mode and a.mode != b.mode:
        return False
    if any(s == t for s in a.evidence for t in b.evidence):
        return False  # one sentence tells two acts
    if not _agree(a.place, b.place) or not _agree(a.time, b.time):
        return False
    ours = {*a.sources, *a.targets}
    theirs = {*b.sources, *b.targets}
    if not (ours and theirs and (ours <= theirs or theirs <= ours)):
        return False
    return _within(a.sources, b.sources) and _within(a.targets, b.targets)


def _agree(a: str | None, b: str | None) -> bool:
    return a is None or b is None or a == b


def _within(a: list[str], b: list[str]) -> bool:
    """One side names no other participants than the other, or none at all."""
    return not a or not b or set(a) <= set(b) or set(b) <= set(a)


def _joined(a: Event, b: Event) -> Event:
    return msgspec.structs.replace(
        a,
        mode=a.mode or b.mode,
        contexts=[*a.contexts, *(c for c in b.contexts if c not in a.contexts)],
        sources=a.sources if len(a.sources) >= len(b.sources) else b.sources,
        targets=a.targets if len(a.targets) >= len(b.targets) else b.targets,
        place=a.place or b.place,
        time=a.time or b.time,
        duration=a.duration or b.duration,
        quantities=[*a.quantities, *(q for q in b.quantities if q not in a.quantities)],
        according_to=[*a.according_to, *(s for s in b.according_to if s not in a.according_to)]
        if a.according_to and b.according_to
        else [],
        evidence=[*a.evidence, *b.evidence],
        confidence=max(a.confidence, b.confidence),
    )
