"""What changed between two captures of one page: counts, statuses, and who is cited."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import msgspec

from readout.record.types import Event, Quantity, Record, Statement
from readout.store.align import Alignment

_CONTEXT = 60


class Change(msgspec.Struct, frozen=True):
    """One thing that differs; ``before`` or ``after`` is None when it came or went."""

    what: str
    """headline, published, byline, text, count, event, status, actors, place, time, attribution,
    or statement."""
    about: str
    before: str | None
    after: str | None
    quote: str
    """The words around it, in the new text, or in the old one when it went."""


def differences(old: Record, new: Record) -> list[Change]:
    """The changes from ``old`` to ``new``, the most telling kinds first. Empty when none."""
    line = Alignment(old.article.text, new.article.text)
    changes = _head(old, new, line)
    changes += _counts(old, new, line)
    changes += _events(old, new, line)
    changes += _statements(old, new, line)
    order = {kind: number for number, kind in enumerate(_ORDER)}
    return sorted(changes, key=lambda change: order[change.what])


_ORDER = (
    "headline", "published", "byline", "count", "status", "attribution", "actors", "place",
    "time", "event", "statement", "text",
)  # fmt: skip


def _head(old: Record, new: Record, line: Alignment) -> list[Change]:
    a, b = old.article, new.article
    pairs = [
        (
            "headline",
            a.headline.value if a.headline else None,
            b.headline.value if b.headline else None,
        ),
        (
            "published",
            a.published.value if a.published else None,
            b.published.value if b.published else None,
        ),
        (
            "byline",
            "; ".join(x.name for x in a.byline) or None,
            "; ".join(x.name for x in b.byline) or None,
        ),
    ]
    changes = [Change(what, "", x, y, "") for what, x, y in pairs if x != y]
    if line.removed or line.added:
        words = f"{line.removed} words out", f"{line.added} words in"
        changes.append(Change("text", "", *words, ""))
    return changes


def _counts(old: Record, new: Record, line: Alignment) -> list[Change]:
    def fits(a: Quantity, b: Quantity) -> bool:
        return a.kind == b.kind and a.unit == b.unit

    def alike(a: Quantity, b: Quantity) -> bool:
        return fits(a, b) and (a.min, a.max) == (b.min, b.max)

    pairs, gone, came = line.pairs(old.quantities, new.quantities, lambda q: q.start, fits, alike)
    changes = [
        Change("count", _about(b), _bounds(a), _bounds(b), _around(new, b.start, b.end))
        for a, b in pairs
        if (a.min, a.max, a.approximate) != (b.min, b.max, b.approximate)
    ]
    changes += [
        Change("count", _about(q), _bounds(q), None, _around(old, q.start, q.end)) for q in gone
    ]
    changes += [
        Change("count", _about(q), None, _bounds(q), _around(new, q.start, q.end)) for q in came
    ]
    return changes


def _events(old: Record, new: Record, line: Alignment) -> list[Change]:
    def fits(a: Event, b: Event) -> bool:
        return a.type == b.type or a.trigger.lemma == b.trigger.lemma

    def alike(a: Event, b: Event) -> bool:
        same = a.type == b.type and a.trigger.lemma == b.trigger.lemma
        return same and _who(old, a) == _who(new, b)

    pairs, gone, came = line.pairs(old.events, new.events, lambda v: v.trigger.start, fits, alike)
    changes = []
    for a, b in pairs:
        about, quote = _deed(new, b), _around(new, b.trigger.start, b.trigger.end)
        for what, x, y in (
            ("status", a.status, b.status),
            ("event", _type(a), _type(b)),
            ("actors", _who(old, a), _who(new, b)),
            ("place", _name(old.places, a.place), _name(new.places, b.place)),
            ("time", _value(old, a.time), _value(new, b.time)),
            ("attribution", _according(old, a), _according(new, b)),
        ):
            if x != y:
                changes.append(Change(what, about, x, y, quote))
    for v in gone:
        quote = _around(old, v.trigger.start, v.trigger.end)
        changes.append(Change("event", _deed(old, v), f"{_type(v)}, {v.status}", None, quote))
    for v in came:
        quote = _around(new, v.trigger.start, v.trigger.end)
        changes.append(Change("event", _deed(new, v), None, f"{_type(v)}, {v.status}", quote))
    return changes


def _statements(old: Record, new: Record, line: Alignment) -> list[Change]:
    def words(record: Record, s: Statement) -> str:
        return " ".join(record.article.text[c.start : c.end] for c in s.content)

    def alike(a: Statement, b: Statement) -> bool:
        return words(old, a) == words(new, b)

    pairs, gone, came = line.pairs(
        old.statements, new.statements, lambda s: s.content[0].start, lambda a, b: True, alike
    )
    changes = []
    for a, b in pairs:
        x, y = _speaker(old, a), _speaker(new, b)
        if x != y:
            changes.append(Change("attribution", "said", x, y, _short(words(new, b))))
    changes += [
        Change("statement", "said", _speaker(old, s), None, _short(words(old, s))) for s in gone
    ]
    changes += [
        Change("statement", "said", None, _speaker(new, s), _short(words(new, s))) for s in came
    ]
    return changes


def _about(q: Quantity) -> str:
    return q.kind if q.unit is None else f"{q.kind} ({q.unit})"


def _bounds(q: Quantity) -> str:
    about = "about " if q.approximate else ""
    if q.min is not None and q.min == q.max:
        return f"{about}{q.min:g}"
    if q.max is None:
        return f"{about}at least {q.min:g}" if q.min is not None else f"{about}some"
    return f"{about}at most {q.max:g}" if q.min is None else f"{about}{q.min:g} to {q.max:g}"


def _type(v: Event) -> str:
    return v.type if v.type and not v.mode else f"{v.type or 'other'}{f' {v.mode}' * bool(v.mode)}"


def _who(record: Record, v: Event) -> str:
    return f"{_names(record, v.sources) or '?'} → {_names(record, v.targets) or '?'}"


def _deed(record: Record, v: Event) -> str:
    source, target = _names(record, v.sources), _names(record, v.targets)
    return " ".join(part for part in (source, v.trigger.lemma, target) if part)


def _names(record: Record, ids: Iterable[str]) -> str:
    names = {entity.id: entity.name for entity in record.entities}
    return "; ".join(sorted(names.get(one, one) for one in ids))


def _name(parts: Iterable[Any], wanted: str | None) -> str | None:
    return next((part.name for part in parts if part.id == wanted), None)


def _value(record: Record, wanted: str | None) -> str | None:
    return next((time.value for time in record.times if time.id == wanted), None)


def _according(record: Record, v: Event) -> str:
    said = [s for s in record.statements if s.id in v.according_to]
    return "; ".join(_speaker(record, s) for s in said) or "the article"


def _speaker(record: Record, s: Statement) -> str:
    names = _names(record, s.speakers)
    if not names and s.source is not None:
        names = record.article.text[s.source.start : s.source.end]
    via = _names(record, [s.via]) if s.via else ""
    return f"{names or 'unnamed'} ({s.sourcing})" + (f" via {via}" if via else "")


def _around(record: Record, start: int, end: int) -> str:
    text = record.article.text
    before = text[max(0, start - _CONTEXT) : start].rpartition("\n")[2]
    after = text[end : end + _CONTEXT].partition("\n")[0]
    return " ".join(f"{before}{text[start:end]}{after}".split())


def _short(text: str) -> str:
    words = " ".join(text.split())
    return words if len(words) <= 2 * _CONTEXT else words[: 2 * _CONTEXT - 1] + "…"
