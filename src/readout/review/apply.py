"""The record as reviewers left it: their values in place of the program's, what they rejected gone.

The record that was stored is never touched; this one is made anew each time.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import msgspec

from readout.errors import RecordError
from readout.events.plover import plover_category
from readout.knowledge.codebook import plover
from readout.record.types import (
    Entity,
    Event,
    Mention,
    Place,
    PlaceMention,
    Record,
    RoleHeld,
    Statement,
    Trigger,
    in_text,
)
from readout.record.validate import validate
from readout.review.added import bare, kept, twin, within
from readout.review.entry import Entry, Thing, Values
from readout.review.judged import Judged, judged
from readout.review.prune import settled, without
from readout.review.things import FIELDS, Part, find, kind_of, named, naming, values
from readout.spans import Span

_UNFIT = (KeyError, TypeError, ValueError, AttributeError)
"""What a value of another shape than its field's gives; only a log changed by hand holds one."""


class Applied(msgspec.Struct, frozen=True):
    """A corrected record, and what became of the judgements."""

    record: Record
    ids: dict[str, str]
    """Id in the record that went in to id in the one that came out; of what is still there."""
    judged: dict[str, Judged]
    """By the id in the record that went in."""
    lost: list[Thing]
    """Judged things of this article that this reading does not hold. An event or a statement that
    was accepted or corrected stands in the record all the same: somebody saw that it is there."""
    added: dict[str, Judged] = {}
    """By the id in the record that came out: what a reviewer added, or found right in an earlier
    reading, and this one lacks."""


def apply(record: Record, entries: Iterable[Entry]) -> Record:
    """The corrected record; sound in the sense of :func:`readout.record.validate.validate`.

    Entries on other articles change nothing. Raises RecordError when an entry asks for what a
    record cannot hold, which :mod:`readout.review.ask` lets nobody write.
    """
    return applied(record, entries).record


def applied(record: Record, entries: Iterable[Entry], by: str | None = None) -> Applied:
    """As :func:`apply`, with the way from the old ids to the new; ``by`` takes one reviewer."""
    article = record.article.id
    known: dict[str, Judged] = {}
    lost: list[Thing] = []
    missed: list[Judged] = []
    for key, one in judged(entries, by).items():
        if key[0] != article:
            continue
        if one.added is not None:
            missed.append(one)
            continue
        part = find(record, one.thing)
        if part is None:
            lost.append(one.thing)
            still = kept(one)
            if still is not None:
                missed.append(msgspec.structs.replace(one, added=still))
        else:
            known[part.id] = one
    own = set(known)
    for one in list(missed):
        assert one.added is not None
        part = twin(record, one.added, own)
        if part is not None:
            known[part.id] = one
            missed.remove(one)
    if not known and not missed:
        return Applied(record, {}, known, lost)
    work = _Work(record)
    for id_, one in known.items():
        if one.verdict != "reject":
            work.change(id_, one)
    missed.sort(key=lambda one: one.thing.kind, reverse=True)  # what is said, then what happened
    new = {work.add(one): one for one in missed if one.verdict != "reject"}
    gone = {id_ for id_, one in known.items() if one.verdict == "reject" and id_[0] != "b"}
    try:
        out, ids = settled(without(work.record(), gone))
    except (KeyError, TypeError) as error:
        raise RecordError(
            f"A correction of the article {article} leads nowhere: {error}."
        ) from error
    problems = validate(out)
    if problems:
        # What was wrong before a person came is no fault of the corrections.
        problems = [p for p in problems if p not in set(validate(record))]
    if problems:
        raise RecordError(f"A correction of the article {article} cannot stand: {problems[0]}")
    return Applied(out, ids, known, lost, {ids[id_]: one for id_, one in new.items()})


class _Work:
    """A record under correction: parts by id, and those that corrections add."""

    def __init__(self, record: Record) -> None:
        self._before = record
        self._changed: dict[str, Part] = {}
        self._entities: list[Entity] = list(record.entities)
        self._places: list[Place] = list(record.places)
        self._events: list[Event] = list(record.events)
        self._statements: list[Statement] = list(record.statements)

    def record(self) -> Record:
        """What stands at the end; ids that were given on the way are unique, not in order."""
        old = self._before

        def now(held: Iterable[Any]) -> list[Any]:
            return [self._changed.get(part.id, part) for part in held]

        return msgspec.structs.replace(
            old,
            article=msgspec.structs.replace(old.article, blocks=now(old.article.blocks)),
            entities=now(self._entities), places=now(self._places), times=now(old.times),
            quantities=now(old.quantities), statements=now(self._statements),
            events=now(self._events),
        )  # fmt: skip

    def change(self, id_: str, one: Judged) -> None:
        """Bring one thing to the values that a person holds right."""
        part = _held(self._before, id_)
        before = values(self._before, part)
        fields = FIELDS[kind_of(part)]
        changes = {
            name: value
            for name, value in one.values.items()
            if name in fields and not _same(before.get(name), value)
        }
        try:
            self._changed[id_] = self._with(part, changes)
        except _UNFIT as error:
            raise self._error(one, error) from error

    def add(self, one: Judged) -> str:
        """Bring in what a reviewer added; the id under which it stands until all are counted."""
        assert one.added is not None
        held: list[Any] = self._events if one.thing.kind == "event" else self._statements
        try:
            part = bare(one.thing, one.added, int(_free(held, "v")[1:]))
            fields = FIELDS[one.thing.kind]
            made = self._with(part, {k: v for k, v in one.values.items() if k in fields})
        except _UNFIT as error:
            raise self._error(one, error) from error
        held.append(within(made, self._statements))
        return part.id

    def _error(self, one: Judged, error: Exception) -> RecordError:
        return RecordError(
            f"A correction of {one.thing.kind} {one.thing.id} of the article "
            f"{self._before.article.id} has a value that does not fit: {error}."
        )

    def _with(self, part: Part, changes: Mapping[str, Any]) -> Part:
        if isinstance(part, Event):
            return self._event(part, changes)
        if isinstance(part, Statement):
            return self._statement(part, changes)
        if isinstance(part, Entity):
            return _entity(part, changes)
        flat = dict(changes)
        if isinstance(part, Place):
            if "name" in flat or "country" in flat:
                # The point of another place is none of this one.
                flat = {"lat": None, "lon": None, "geonames_id": None, "admin1": None} | flat
            if flat:
                flat["method"] = "review"
            flat["confidence"] = 1.0
            return msgspec.structs.replace(part, **flat)
        if "span" in flat:
            span = flat.pop("span")
            flat |= {"start": span["start"], "end": span["end"]}
        return msgspec.structs.replace(part, **flat)

    def _event(self, event: Event, changes: Mapping[str, Any]) -> Event:
        flat: dict[str, Any] = {"confidence": 1.0}
        for name, value in changes.items():
            if name in ("sources", "targets"):
                flat[name] = list(dict.fromkeys(self._entity(v) for v in value))
            elif name == "place":
                flat[name] = value and self._place(value)
            elif name == "time":
                flat[name] = value and self._time(value)
            elif name == "span":
                flat |= self._trigger(event, value)
            else:
                flat[name] = value
        if "type" in changes and "mode" not in changes:
            flat["mode"] = None  # a mode is one of its type
        changed = msgspec.structs.replace(event, **flat)
        return _coded(changed) if {"type", "mode", "status"} & set(changes) else changed

    def _trigger(self, event: Event, value: Values) -> dict[str, Any]:
        span = Span(value["start"], value["end"])
        words = span.of(self._before.article.text)
        old = event.trigger
        trigger = Trigger(start=span.start, end=span.end, lemma=" ".join(words.lower().split()))
        rest = [e for e in event.evidence if (e.start, e.end) != (old.start, old.end)]
        return {"trigger": trigger, "evidence": [in_text(span.start, span.end), *rest]}

    def _statement(self, statement: Statement, changes: Mapping[str, Any]) -> Statement:
        flat: dict[str, Any] = {"confidence": 1.0}
        for name, value in changes.items():
            if name == "speakers":
                flat[name] = list(dict.fromkeys(self._entity(v) for v in value))
            elif name == "via":
                flat[name] = value and self._entity(value)
            elif name == "span":
                flat["content"] = [Span(v["start"], v["end"]) for v in value]
                inside = [*statement.content, *flat["content"]]
                outside = [e for e in statement.evidence if e.span not in inside]
                flat["evidence"] = [in_text(v["start"], v["end"]) for v in value] + outside
            elif name in ("source", "cue"):
                flat[name] = value and Span(value["start"], value["end"])
            else:
                flat[name] = value
        return msgspec.structs.replace(statement, **flat)

    def _entity(self, value: Values) -> str:
        """The entity that a stretch of text names; a new one where there is none."""
        found = naming(self._entities, value["start"], value["end"])
        if found is not None:
            return found
        span = Span(value["start"], value["end"])
        made = Entity(
            id=_free(self._entities, "e"), kind=value.get("kind", "group"),
            name=" ".join(span.of(self._before.article.text).split()) or "unnamed",
            anonymous=False, country=None, sector=None, roles=[], glosses=[],
            mentions=[Mention(start=span.start, end=span.end, form="description")], ref=None,
            confidence=1.0,
        )  # fmt: skip
        self._entities.append(made)
        return made.id

    def _place(self, value: Values) -> str:
        found = naming(self._places, value["start"], value["end"])
        if found is not None:
            return found
        span = Span(value["start"], value["end"])
        made = Place(
            id=_free(self._places, "p"), kind="unknown", geonames_id=None, country=None,
            name=" ".join(span.of(self._before.article.text).split()) or "unnamed",
            mentions=[PlaceMention(start=span.start, end=span.end, use="literal")], admin1=None,
            lat=None, lon=None, method="review", confidence=1.0,
        )  # fmt: skip
        self._places.append(made)
        return made.id

    def _time(self, value: Values) -> str | None:
        """The time that stands there; none where this reading found none."""
        at = Span(value["start"], value["end"])
        over = [t for t in self._before.times if t.start < at.end and at.start < t.end]
        return min(over, key=lambda t: abs(t.start - at.start)).id if over else None


def _held(record: Record, id_: str) -> Part:
    part = named(record, id_)
    assert part is not None
    return part


def _same(a: Any, b: Any) -> bool:
    """Whether two values say the same; of a stretch only where it stands counts."""
    if isinstance(a, dict) and isinstance(b, dict):
        return a.get("start") == b.get("start") and a.get("end") == b.get("end")
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(_same(x, y) for x, y in zip(a, b, strict=True))
    return bool(a == b) and isinstance(a, bool) == isinstance(b, bool)


def _free(held: Sequence[Any], letter: str) -> str:
    return f"{letter}{max((int(part.id[1:]) for part in held), default=0) + 1}"


def _coded(event: Event) -> Event:
    """What follows from type, mode and status, in the sense of the codebook that ships."""
    book = plover()
    category = plover_category(event.type, event.status)
    root = book.roots.get(category or "")
    mode = event.mode if category == event.type else None
    return msgspec.structs.replace(
        event,
        plover=category,
        cameo=book.cameo_code(category, mode, tuple(event.contexts)) if category else None,
        quad=root.quad if root else None,
        intensity=book.score(category, mode) if category else None,
    )


def _entity(entity: Entity, changes: Mapping[str, Any]) -> Entity:
    flat = dict(changes)
    if "role" in flat:
        title = flat.pop("role")
        first = entity.mentions[0]
        evidence = [in_text(first.start, first.end)]
        roles = list(entity.roles)
        if title is None:
            roles = roles[1:]
        elif roles:
            roles[0] = msgspec.structs.replace(roles[0], title=title)
        else:
            roles = [RoleHeld(title=title, of=None, from_=None, to=None, evidence=evidence)]
        flat["roles"] = roles
    if "name" in flat or "kind" in flat:
        flat["ref"] = None  # the row was that of another
    return msgspec.structs.replace(entity, confidence=1.0, **flat)
