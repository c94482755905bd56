"""The search in the table of office holders: by name and day, and by office and day."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from rapidfuzz.distance import JaroWinkler

from readout.knowledge import name_forms, offices
from readout.knowledge.office_holders import (
    Found,
    OfficeHolders,
    Person,
    Term,
    day_number,
    table,
)

ALIKE = 0.87
"""Likeness (Jaro-Winkler) from which two words are spellings of one; set on rows of
phoenix."""
FLOOR, FAR_FLOOR = 0.93, 0.98
"""Likeness from which a name is one of the table, for terms near the day and for others. Set on 900
rows of phoenix and reign: 0.31 found with the right country, 0.95 of the countries said right."""
SURNAME = 0.5
"""Score that a surname alone needs."""
KEPT = 12
"""Candidates that are looked at closely."""
_CLOSE = 40
"""Names that are compared word by word."""
_MOST = 4_000
"""Names that share a word with the one sought, of which the weightiest are looked at."""


@lru_cache(maxsize=1 << 14)
def word_likeness(a: str, b: str) -> float:
    """0 to 1: how likely two words of names are spellings of one word."""
    if a == b:
        return 1.0
    if len(a) == 1 or len(b) == 1:
        return 0.85 if a[0] == b[0] else 0.0
    bare = JaroWinkler.similarity(a, b)
    if bare < 0.6:
        return 0.0
    fa, fb = name_forms.folded(a), name_forms.folded(b)
    if fa == fb:
        return 0.97
    if min(len(a), len(b)) < 4:
        return 0.0
    same = name_forms.skeleton(a) == name_forms.skeleton(b)
    alike = max(bare, JaroWinkler.similarity(fa, fb))
    if alike < (ALIKE - 0.05 if same else ALIKE + 0.03):
        return 0.0
    return float(min(0.95, alike))


def name_likeness(sought: Sequence[str], held: Sequence[str]) -> float:
    """0 to 1: how likely two names (words of :func:`name_forms.tokens`) are one person's.

    Order is free; a word of the table that is not in the text costs little (second surnames,
    fathers' names), a word of the text that the table lacks costs much.
    """
    left = list(enumerate(held))
    total = gained = 0.0
    strong = 0
    places = []
    for word in sought:
        size = min(len(word), 6)
        total += size
        best, at = 0.0, -1
        for k, (_, other) in enumerate(left):
            like = word_likeness(word, other)
            if like > best:
                best, at = like, k
        if at >= 0:
            place, other = left.pop(at)
            strong += best >= 0.97 and len(other) > 1
            places.append(place)
            gained += size * best
    if not total:
        return 0.0
    spare = sum(len(w) > 1 for _, w in left)
    likeness = gained / total - (0.015 * min(spare, 1) + 0.03 * max(0, spare - 1))
    if spare and places != sorted(places):
        likeness -= 0.04
    if not strong:
        likeness -= 0.04
    return max(0.0, min(1.0, likeness))


def _days(day: int) -> int:
    year, month, rest = day // 10000, day // 100 % 100, day % 100
    try:
        return datetime.date(
            max(year, 1), min(max(month, 1), 12), min(max(rest, 1), 28)
        ).toordinal()
    except ValueError:
        return 1


def holds(term: Term, day: int) -> bool:
    """Whether a term lasts on a day (YYYYMMDD)."""
    return term.start <= day and (not term.end or day <= term.end)


def _nearness(term: Term, day: int | None) -> float:
    """How well a term fits the day of the text: 1 within it, falling with the years between."""
    if day is None:
        return 0.8
    if holds(term, day):
        return 1.0
    if term.start > day:
        ahead = _days(term.start) - _days(day)
        return 0.85 if ahead < 120 else 0.7 if ahead < 400 else 0.45 if ahead < 2000 else 0.3
    past = _days(day) - _days(term.end)
    return 0.75 if past < 730 else 0.65 if past < 3650 else 0.45


def _judge(
    who: Person,
    likeness: float,
    day: int | None,
    country: str | None,
    title: str | None,
    single: bool,
) -> Found | None:
    said = offices.office(title) if title else None
    best = 0.0
    for term in who.terms:
        if country and term.country and term.country != country:
            continue
        fit = offices.fits(said, offices.office(term.office)) if said else 0.7
        near = _nearness(term, day)
        score = near * (0.4 + 0.6 * fit)
        if single:
            score *= 0.25 + 0.75 * offices.weight(term.office)
        best = max(best, score)
    if not best:
        return None
    now = tuple(t for t in who.terms if day is not None and holds(t, day))
    return Found(who, round(likeness**2 * min(1.0, best / 0.82), 4), round(likeness, 4), now)


def holders(
    name: str,
    date: str | None = None,
    country: str | None = None,
    title: str | None = None,
    held: OfficeHolders | None = None,
) -> list[Found]:
    """Persons of the table that ``name`` may stand for, the likeliest first; at most twelve.

    ``date`` is the ISO date of the text, ``country`` alpha-3, ``title`` the office read from the
    text. A single word is taken as a surname or a ruler's name: only then does the weight of the
    office count. Nothing is returned for names nobody of the table bears.
    """
    held = held or table()
    sought = name_forms.tokens(name)[:8]
    day = day_number(date)
    full = [w for w in sought if len(w) > 1]
    if not full:
        return []
    found = _named(held, full, day)
    single = len(full) == 1
    best: dict[str, Found] = {}
    named = [(held.words_of(n), int(held.name_person[n])) for n in found]
    first = len(held.items)
    named += [(name_forms.tokens(n), first + k) for k, p in enumerate(held.added) for n in p.names]
    for words, number in named:
        likeness = name_likeness(sought, words)
        if single:
            # Given names and further surnames are not in the text: they cost a surname nothing.
            likeness = max((word_likeness(full[0], w) for w in _surnames(words)), default=0.0)
        if likeness < (0.97 if single else FLOOR):
            continue
        who = held.person(number)
        judged = _judge(who, likeness, day, country, title, single)
        if judged is None or (likeness < FAR_FLOOR and judged.score < 0.7 * likeness**2):
            continue
        if who.id not in best or best[who.id].score < judged.score:
            best[who.id] = judged
    if single and country is None:
        # A surname alone names somebody of the table when it is known for one, or for nobody else.
        best = {k: f for k, f in best.items() if f.score >= SURNAME or f.likeness == len(best) == 1}
    return sorted(best.values(), key=lambda f: (-f.score, f.person.id))[:KEPT]


def _surnames(words: Sequence[str]) -> Sequence[str]:
    """Words of a name under which a person may be spoken of: the last, the one before it where
    there are three or more, and a short first one, as the East writes surnames."""
    if len(words) < 2:
        return words
    some = [words[-1]]
    if len(words) > 2:
        some.append(words[-2])
    if len(words[0]) <= 4:
        some.append(words[0])
    return some


def _named(held: OfficeHolders, full: list[str], day: int | None) -> list[int]:
    """Names of the table that share enough words with the one sought, the best first."""
    if len(full) == 1:
        names, same = held.sounding_like(full[0])
        return _weightiest(held, names[same], day)
    parts = []
    for word in full:
        parts.append(held.sounding_like(word))
        if len(full) == 2 and not len(parts[-1][0]):
            return []
    if len(parts) == 2:
        few, many = sorted((names for names, _ in parts), key=len)
        at = np.minimum(many.searchsorted(few), len(many) - 1)
        names = few[many[at] == few]
        names = names[np.flatnonzero(np.diff(names, prepend=-1))]  # once each
    else:
        alike = np.sort(np.concatenate([names for names, _ in parts]))
        twice = alike[1:][alike[1:] == alike[:-1]]  # a name k times stands here k - 1 times
        names, counts = np.unique(twice, return_counts=True)
        most = int(counts.max()) if len(counts) else 0
        names = names[counts >= max(1, most - 1)]
    if len(names) > _CLOSE:
        exact = np.concatenate([found[same] for found, same in parts])
        shared = np.bincount(exact, minlength=len(held.names))[names]
        spare = np.diff(held.first_word)[names] - shared
        names = names[np.lexsort((names, spare, -shared))[:_CLOSE]]
    return [int(n) for n in names]


def _weightiest(held: OfficeHolders, names: npt.NDArray[np.int32], day: int | None) -> list[int]:
    """Of names that share one word, those whose bearers are most likely spoken of on the day."""
    if len(names) <= KEPT:
        return [int(n) for n in names]
    names = names[:_MOST]
    who = held.name_person[names]
    first, after = held.first_term[who], held.first_term[who + 1]
    sizes = after - first
    rows = np.repeat(first - np.concatenate([[0], np.cumsum(sizes)[:-1]]), sizes) + np.arange(
        sizes.sum()
    )
    office, _, _, start, end = held.term_columns
    score = held.weight[office[rows]].astype(np.float32)
    if day is not None:
        last = np.where(end[rows] == 0, 99999999, np.where(end[rows] == 1, 20221231, end[rows]))
        inside = (start[rows] <= day) & (day <= last)
        near = (start[rows] <= day + 10000) & (day <= last + 20000)
        score *= np.where(inside, 1.0, np.where(near, 0.6, 0.3))
    best = np.maximum.reduceat(score, np.concatenate([[0], np.cumsum(sizes)[:-1]]))
    return [int(n) for n in names[np.argsort(-best, kind="stable")[: 3 * KEPT]]]


@lru_cache(maxsize=2048)
def _of(title: str, country: str, day: int | None, held: OfficeHolders) -> tuple[Found, ...]:
    said = offices.office(title)
    if said.rank is None or said.former:
        return ()
    best: dict[int, float] = {}
    for who, office, start, end in held.terms_of(country):
        if day is not None and (start > day or (end and end < day)):
            continue
        kind = offices.office(office)
        if kind.rank != said.rank:
            continue
        fit = offices.fits(said, kind)
        plain = len(office) <= 48 and " of the " not in office.replace("of the United", "")
        score = fit * (1.0 if plain else 0.8) * (0.95 if start else 0.8)
        best[who] = max(best.get(who, 0.0), score)
    out = []
    for who, score in sorted(best.items(), key=lambda one: -one[1])[:KEPT]:
        if score >= 0.5:
            person = held.person(who)
            now = tuple(t for t in person.terms if day is not None and holds(t, day))
            out.append(Found(person, round(score, 4), 1.0, now))
    return tuple(out)


def holder_of(
    title: str, country: str, date: str | None, held: OfficeHolders | None = None
) -> list[Found]:
    """Who held an office of a country on a day: "foreign minister", "RUS", "2016-11-20".

    Several are returned, with scores, where several fit (deputies, two ministers of one topic);
    none without a date.
    """
    day = day_number(date)
    return list(_of(title, country, day, held or table())) if day is not None else []
