"""Which articles tell the same story, by their words and by whom and where they name.

Two articles may tell one happening of which the reading found other events in each ("barred him
from office", "will appeal against the ban"). What their sides say is about one thing all the
same. Articles published near each other are compared as wholes; only a rare name (of few articles)
brings two of them together, so that the cost stays near linear in their number.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from readout.accounts.initials import initials
from readout.accounts.keys import entity_key, plain_name
from readout.accounts.places import is_wide
from readout.accounts.wording import has_content, likeness, stem, tokens, weights
from readout.record.types import BODY_ROLES, Record

SAME_STORY = 0.24
"""Mean of the likeness in words and in names from which two articles tell one story."""
_LEAST = 0.08
"""Likeness that both words and names must have by themselves."""
_DAYS = 2
"""Days between the publication of two articles of one story."""
_RARE = 60
"""A name that more articles hold brings no two of them together."""
_LONG = 4_000
"""Code points of an article that are compared; what is new stands first."""


@dataclass(frozen=True)
class _Whole:
    """What an article is compared by."""

    day: date | None
    words: frozenset[str]
    names: frozenset[str]


def same_stories(records: Sequence[Record]) -> list[tuple[float, int, int]]:
    """Pairs of articles that tell one story as (likeness, index, index), most alike first."""
    held = [_whole(r) for r in records]
    words = weights([h.words for h in held])
    names = weights([h.names for h in held])
    out = []
    for i, j in _candidates(held):
        by_words = likeness(held[i].words, held[j].words, words)
        by_names = likeness(held[i].names, held[j].names, names)
        score = (by_words + by_names) / 2
        if score >= SAME_STORY and min(by_words, by_names) >= _LEAST:
            out.append((score, i, j))
    return sorted(out, key=lambda one: (-one[0], one[1], one[2]))


def _candidates(held: Sequence[_Whole]) -> Iterator[tuple[int, int]]:
    common = Counter(name for h in held for name in h.names)
    where: dict[str, list[int]] = defaultdict(list)
    for j, one in enumerate(held):
        if one.day is None:
            continue
        near: set[int] = set()
        for name in one.names:
            if common[name] <= _RARE:
                near.update(where[name])
                where[name].append(j)
        for i in sorted(near):
            day = held[i].day
            if day is not None and abs((one.day - day).days) <= _DAYS:
                yield i, j


def _whole(record: Record) -> _Whole:
    text = record.article.text
    spans = [(b.start, b.end) for b in record.article.blocks if b.role in BODY_ROLES]
    last = min(spans[0][0] + _LONG, len(text)) if spans else 0
    said = (w for start, end in spans for w in tokens(text, start, min(end, last)))
    names = {
        entity_key(e)
        for e in record.entities
        if e.kind in ("state", "organization", "person")
        and not e.anonymous
        and any(m.form == "name" for m in e.mentions)
    }
    shorts = {
        f"name:{short.lower()}"
        for e in record.entities
        if e.kind == "organization" and (short := initials(e.name)) is not None and len(short) > 2
    }
    states = {f"state:{e.country}" for e in record.entities if e.country}
    towns = {f"place:{plain_name(p.name)}" for p in record.places if not is_wide(p)}
    return _Whole(
        day=_day(record),
        words=frozenset(stem(w.text) for w in said if has_content(w)),
        names=frozenset(names | shorts | states | towns),
    )


def _day(record: Record) -> date | None:
    published = record.article.published
    try:
        return date.fromisoformat(published.value[:10]) if published else None
    except ValueError:
        return None
