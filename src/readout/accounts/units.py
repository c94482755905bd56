"""A happening as one article tells it, with all that it is compared by over articles."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from readout.accounts.countries import state_called
from readout.accounts.days import Calendar
from readout.accounts.happenings import Happening, happenings
from readout.accounts.initials import initials
from readout.accounts.keys import entity_key, plain_name
from readout.accounts.sides import Sides
from readout.accounts.wording import has_content, stem, tokens
from readout.record.types import Entity, Event, Place, Record

_SPEAKING_IN = re.compile(
    r"\b(?:officials|authorities|ministry|service|reporters|journalists|diplomats|sources"
    r"|spokes(?:man|woman|person)|conference|briefing|parliament|MPs|lawmakers)\s+in\s+$"
)
_BEFORE = 40
"""Code points before a place in which it is told who speaks there."""
_NEWS = timedelta(days=4)
"""Days from which what happened is no news."""
_A_NUMBER = 3
"""People from which a number of them tells two happenings apart."""


@dataclass(frozen=True)
class Unit:
    """A happening as one article tells it, with all that it is compared by."""

    number: int
    record: Record
    happening: Happening
    participants: frozenset[str]
    sources: frozenset[str]
    targets: frozenset[str]
    wording: frozenset[str]
    types: frozenset[str | None]
    first: date | None
    last: date | None
    dated: bool
    counts: frozenset[str]
    """Numbers of people in its sentences, of three and more: "six engineers", "six hostages"."""
    places: tuple[Place, ...]
    placed: bool
    """Whether a sentence of it names a place, which is else that of the article."""

    @property
    def is_old(self) -> bool:
        """Whether it is told to have begun days before the article: a strike in its third week."""
        published = self.record.article.published
        if not self.dated or self.first is None or published is None:
            return False
        return self.first + _NEWS < date.fromisoformat(published.value[:10])


def units_of(record: Record, number: int = 0) -> Iterator[Unit]:
    """The happenings of one article, numbered on from ``number``."""
    sides = Sides(record)
    places = {p.id: p for p in record.places}
    within = _Within(record)
    counted = _Counted(record)
    calendar = Calendar(record)
    for happening in happenings(record, sides):
        events = happening.events
        ids = {i for e in events for i in [*e.sources, *e.targets]}
        entities = [sides.entities[i] for i in sorted(ids)]
        ids |= {i for e in entities for i in within(e)}
        keys = {key for i in ids for key in _names(sides.entities[i])}
        first, last, dated = calendar.of(events)
        held = dict.fromkeys(e.place for e in events if e.place is not None)
        yield Unit(
            number=number,
            record=record,
            happening=happening,
            participants=frozenset(keys | sides.all(ids) | happening.named),
            sources=frozenset(sides.all(i for e in events for i in e.sources)),
            targets=frozenset(sides.all(i for e in events for i in e.targets)),
            wording=_wording(record, events),
            types=frozenset(e.type for e in events),
            first=first,
            last=last,
            dated=dated,
            counts=counted.of(events),
            places=tuple(places[p] for p in held if p in places and not within.speaks(places[p])),
            placed=any(_is_placed(e, places) for e in events),
        )
        number += 1


def _is_placed(event: Event, places: Mapping[str, Place]) -> bool:
    """Whether the place of an event stands in its own sentence."""
    place = places.get(event.place or "")
    spans = [s for item in event.evidence if (s := item.span) is not None]
    return place is not None and any(
        s.start <= m.start < s.end for s in spans for m in place.mentions
    )


class _Within:
    """Who is named inside the words for somebody: "rail workers of the Transport Union"."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self._named = sorted(
            (m.start, m.end, e.id)
            for e in record.entities
            if e.kind in ("organization", "person")
            for m in e.mentions
            if m.form == "name"
        )

    def speaks(self, place: Place) -> bool:
        """Whether a place is named only as where somebody speaks: "officials in Norvik said"."""
        return bool(place.mentions) and all(
            _SPEAKING_IN.search(self._text, max(0, m.start - _BEFORE), m.start)
            for m in place.mentions
        )

    def __call__(self, entity: Entity) -> list[str]:
        if entity.kind not in ("group", "organization", "person"):
            return []
        out = []
        for mention in entity.mentions:
            if mention.form == "pronoun":
                continue
            first = bisect_left(self._named, (mention.start, 0, ""))
            for start, end, id_ in self._named[first:]:
                if start >= mention.end:
                    break
                if end <= mention.end and id_ != entity.id:
                    out.append(id_)
        return out


class _Counted:
    """How many people the sentences of events count."""

    def __init__(self, record: Record) -> None:
        self._quantities = sorted(
            (q.start, f"count:{q.min:.0f}")
            for q in record.quantities
            if q.kind not in ("money", "weapons") and q.unit and q.min == q.max
            if q.min is not None and q.min >= _A_NUMBER
        )

    def of(self, events: Iterable[Event]) -> frozenset[str]:
        out: set[str] = set()
        for event in events:
            for item in event.evidence:
                if (span := item.span) is None:
                    continue
                first = bisect_left(self._quantities, (span.start, ""))
                for start, key in self._quantities[first:]:
                    if start >= span.end:
                        break
                    out.add(key)
        return frozenset(out)


def _names(entity: Entity) -> set[str]:
    """What a participant may be called by elsewhere: its key, a person's last name, and the states
    that a description names."""
    if entity.anonymous and entity.sector == "CVL":
        return set()
    out = {entity_key(entity)}
    called = entity.name.split()
    if entity.kind == "person" and not entity.anonymous and called:
        out.add(f"name:{plain_name(called[-1])}")
    if entity.kind == "organization" and (short := initials(entity.name)) is not None:
        out |= {f"name:{short.lower()}"} if len(short) > 2 else set()
    if entity.kind == "group":
        out |= {f"state:{s}" for w in called if w[:1].isupper() and (s := state_called(w))}
    return out


def _wording(record: Record, events: Sequence[Event]) -> frozenset[str]:
    text = record.article.text
    spans = {s for e in events for item in e.evidence if (s := item.span) is not None}
    return frozenset(
        stem(w.text) for span in spans for w in tokens(text, span.start, span.end) if has_content(w)
    ) | {stem(e.trigger.lemma) for e in events}
