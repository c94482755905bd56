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
    out: list[Told] = []
    by_participant: dict[tuple[object, ...], dict[int, None]] = {}
    for event in events:
        keys = _keys(event)
        places = {k for key in keys for k in list(by_participant.get(key, ()))[-_LOOKED_AT:]}
        for k in sorted(places):
            if _same(out[k], event):
                out[k].add(event)
                break
        else:
            k = len(out)
            out.append(Told(event))
        for key in keys:
            by_participant.setdefault(key, {})[k] = None
    return [told.event() for told in out]


_IN_COURT = frozenset("charge indict prosecute arraign face appear sue indictment".split())
"""How a prosecutor accuses."""
_LOOKED_AT = 200
"""Happenings of a participant that a telling is held against, the latest."""


def _keys(event: Event) -> list[tuple[object, ...]]:
    """What two tellings of one happening have in common, once for each participant."""
    who = dict.fromkeys((*event.sources, *event.targets))
    return [(event.type, event.status, event.background, one) for one in who]


class Told:
    """A happening with what its tellings so far say; lists as keys, so that none is told twice."""

    def __init__(self, event: Event) -> None:
        self.first = event
        self.evidence = list(event.evidence)
        self.contexts = dict.fromkeys(event.contexts)
        self.quantities = dict.fromkeys(event.quantities)
        self.according_to = dict.fromkeys(event.according_to)

    def add(self, b: Event) -> None:
        """Takes over what only another telling says."""
        a = self.first
        self.evidence += b.evidence
        self.contexts.update(dict.fromkeys(b.contexts))
        self.quantities.update(dict.fromkeys(b.quantities))
        if self.according_to and b.according_to:
            self.according_to.update(dict.fromkeys(b.according_to))
        else:
            self.according_to.clear()  # one of them the article tells as its own
        self.first = msgspec.structs.replace(
            a,
            mode=a.mode or b.mode,
            sources=a.sources if len(a.sources) >= len(b.sources) else b.sources,
            targets=a.targets if len(a.targets) >= len(b.targets) else b.targets,
            place=a.place or b.place,
            time=a.time or b.time,
            duration=a.duration or b.duration,
            confidence=max(a.confidence, b.confidence),
        )

    def event(self) -> Event:
        """The happening as an event of the record."""
        return msgspec.structs.replace(
            self.first,
            contexts=list(self.contexts),
            quantities=list(self.quantities),
            according_to=list(self.according_to),
            evidence=self.evidence,
        )


def _same(told: Told, b: Event) -> bool:
    """Whether an event tells a happening of the same type, status and background."""
    a = told.first
    if a.type is None and a.trigger.lemma != b.trigger.lemma:
        return False
    if a.mode and b.mode and a.mode != b.mode:
        return False
    if told.evidence[-1] in b.evidence:
        return False  # one sentence tells two acts; events come in text order
    if not _agree(a.place, b.place) or not _agree(a.time, b.time):
        return False
    other = a.trigger.lemma != b.trigger.lemma and set(a.targets).isdisjoint(b.targets)
    if a.type == "ASSAULT" and other:
        return False  # of a war much is told that one side does
    if a.type == "ACCUSE" and (a.trigger.lemma in _IN_COURT) != (b.trigger.lemma in _IN_COURT):
        return False  # "he is charged" and "his rival has long accused him"
    turned = {*a.sources} & {*b.targets} or {*a.targets} & {*b.sources}
    if turned and not (a.reciprocal or b.reciprocal):
        return False  # "he was accused" and "he accused" are two
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
