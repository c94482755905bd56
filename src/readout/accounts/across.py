"""Which events of many articles are the same happening.

The method, all of it deterministic: (1) near-duplicate articles are counted once; (2) the events of
each article are grouped as inside one article; (3) two such groups are compared when they are of
one family of types, share a participant, a place or a number of people, and their days lie near
each other; (4) their likeness is a weighted mean over participants, wording, time, place and type,
of what is known of both; (5) groups are joined best first by average linkage until no two are alike
enough, and never when their dates or places exclude each other.
"""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from math import fsum

from readout.accounts.copies import originals
from readout.accounts.places import apart_km, is_wide
from readout.accounts.units import Unit, units_of
from readout.accounts.wording import likeness, weights
from readout.record.types import Record

THRESHOLD = 0.32
_PARTICIPANTS, _WORDING, _TIME, _PLACE, _TYPE = 0.34, 0.30, 0.14, 0.12, 0.10
_SLACK = 1
"""Days by which two reports of one day may differ: time zones, and news of the night."""
_NEAR_KM, _FAR_KM = 30.0, 100.0
_TURNED = 0.3
"""What is left of shared participants when who acts and who is acted upon change places."""
_OTHER_TYPE = 0.7
"""What is left of the likeness of a meeting and a treaty, which are of one family."""
_COMMON = 400
"""A participant of more groups than this brings no two of them together by itself."""
_ONE_TEXT = 0.2
"""The likeness that two happenings of one article have at most: reading them there kept them apart,
and that they share a sentence says nothing."""
_NEVER = -1.0
"""The score of two tellings that exclude each other; no group holds both."""
_LARGE = 300
"""Groups of one connected set that are joined by average linkage; in more, by single linkage."""


@dataclass(frozen=True)
class Gathered:
    """One happening over articles; ``copies`` are tellings of near-duplicate articles."""

    units: tuple[Unit, ...]
    copies: tuple[Unit, ...]


def gather(records: Sequence[Record]) -> list[Gathered]:
    """The happenings of all articles, in the order of the first article and its text."""
    first_of = originals(records)
    own: dict[int, list[Unit]] = {}
    number = 0
    for index, record in enumerate(records):
        own[index] = []
        for unit in units_of(record, number):
            own[index].append(unit)
            number += 1
    units = [u for index, held in own.items() if first_of[index] == index for u in held]
    groups = _joined(units)
    place = {u.number: g for g, group in enumerate(groups) for u in group}
    copies: dict[int, list[Unit]] = defaultdict(list)
    alone: list[list[Unit]] = []
    for index, held in own.items():
        if first_of[index] == index:
            continue
        for unit in held:
            original = _twin(unit, own[first_of[index]])
            if original is None:
                alone.append([unit])
            else:
                copies[place[original.number]].append(unit)
    out = [Gathered(tuple(g), tuple(copies[k])) for k, g in enumerate(groups)]
    out += [Gathered(tuple(g), ()) for g in alone]
    return sorted(out, key=lambda g: g.units[0].number)


def happenings_across(records: Sequence[Record]) -> list[list[tuple[str, str]]]:
    """The same as (article id, event id) lists, copies among them."""
    return [
        [(u.record.article.id, e.id) for u in (*g.units, *g.copies) for e in u.happening.events]
        for g in gather(in_order(records))
    ]


def in_order(records: Sequence[Record]) -> list[Record]:
    """The records by day, address and id of their article, so that the order in which they come
    changes nothing; articles without a day stand last."""
    return sorted(records, key=order_of)


def order_of(record: Record) -> tuple[bool, str, str, str]:
    """What the articles are ordered by."""
    article = record.article
    day = article.published.value[:10] if article.published else ""
    return not day, day, article.url or "", article.id


def _twin(unit: Unit, others: Sequence[Unit]) -> Unit | None:
    """The happening of the original that a copy tells again."""
    best = max(
        (o for o in others if o.happening.family == unit.happening.family),
        key=lambda o: likeness(unit.wording, o.wording, {}),
        default=None,
    )
    return best if best and likeness(unit.wording, best.wording, {}) > 0.5 else None


def _joined(units: Sequence[Unit]) -> list[list[Unit]]:
    wording = weights([u.wording for u in units])
    people = weights([u.participants | u.counts for u in units])
    scores: dict[tuple[int, int], float] = {}
    for i, j in _candidates(units):
        score = alike(units[i], units[j], people, wording)
        scores[i, j] = _NEVER if score is None else score
    groups = _Linkage(units, scores).groups()
    return sorted(
        ([units[k] for k in sorted(group)] for group in groups), key=lambda g: g[0].number
    )


def _candidates(units: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    """Pairs of one family that share a participant or a place, each once, in order."""
    where: dict[tuple[str, str], list[int]] = defaultdict(list)
    for j, unit in enumerate(units):
        seen: set[int] = set()
        keys = [
            *sorted(unit.participants | unit.counts),
            *(f"place {p.geonames_id or p.name}" for p in unit.places),
        ]
        for key in keys:
            block = where[unit.happening.family, key]
            seen.update(block[-_COMMON:])
            block.append(j)
        yield from ((i, j) for i in sorted(seen) if i != j)


def alike(a: Unit, b: Unit, people: dict[str, float], wording: dict[str, float]) -> float | None:
    """Likeness of two tellings between 0 and 1; None when time or place exclude each other."""
    time = _time(a, b)
    place = _place(a, b)
    if time is None or place is None:
        return None
    counted = a.counts & b.counts
    total = _PARTICIPANTS * max(
        likeness(a.participants, b.participants, people),
        likeness(a.participants | counted, b.participants | counted, people),
    )
    total *= _TURNED if _turned(a, b) else 1.0
    total += _WORDING * likeness(a.wording, b.wording, wording)
    total += _TYPE * (1.0 if a.types & b.types else 0.0)
    known = _PARTICIPANTS + _WORDING + _TYPE
    if time >= 0:
        total += _TIME * time
        known += _TIME
    if place >= 0:
        total += _PLACE * place
        known += _PLACE
    score = total / known * (1.0 if a.types & b.types else _OTHER_TYPE)
    return score if a.record is not b.record else min(score, _ONE_TEXT)


def apart(a: Unit, b: Unit) -> bool:
    """Whether their dates or places exclude that two tellings are of one happening."""
    return (a.dated and b.dated and _time(a, b) is None) or _place(a, b) is None


def _turned(a: Unit, b: Unit) -> bool:
    """Whether who acts in one is acted upon in the other: a strike and the answer to it."""
    if a.sources & b.sources or a.targets & b.targets:
        return False
    return bool(a.sources & b.targets or a.targets & b.sources) and a.happening.family != "talk"


def _time(a: Unit, b: Unit) -> float | None:
    """1 for the same days told by both, less where a day is inferred, -1 unknown, None apart."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return -1.0
    gap = max((a.first - b.last).days, (b.first - a.last).days)
    if gap > _SLACK:
        return None
    exact = a.dated and b.dated
    if gap > 0:
        return 0.4 if exact else 0.3
    wide = max((a.last - a.first).days, (b.last - b.first).days) > 10
    return 1.0 if exact and not wide else 0.6


def _place(a: Unit, b: Unit) -> float | None:
    """1 for the same place, .5 for the same country, -1 unknown, None when far from each other."""
    if not a.places or not b.places:
        return -1.0
    best: float | None = None
    for x in a.places:
        for y in b.places:
            far = apart_km(x, y)
            if far is None:
                here = 1.0 if x.name == y.name else 0.5
            elif far <= _NEAR_KM:
                here = 1.0
            elif far <= _FAR_KM:
                here = 0.4
            else:
                continue
            best = max(best or 0.0, here)
    # A place that the sentence does not name excludes nothing, nor does a state as a place where
    # both states clash: each has it on the ground that it names.
    known = a.placed and b.placed and not _on_a_border(a, b)
    return -1.0 if best is None and not known else best


def _on_a_border(a: Unit, b: Unit) -> bool:
    """Whether states as wholes are the places of two tellings in which those states take part."""
    here = {f"state:{p.country}" for p in (*a.places, *b.places)}
    wide = any(map(is_wide, a.places)) and any(map(is_wide, b.places))
    return wide and len(here) > 1 and here <= a.participants & b.participants


class _Linkage:
    """Average linkage within the sets that scores over the threshold connect."""

    def __init__(self, units: Sequence[Unit], scores: dict[tuple[int, int], float]) -> None:
        self._units = units
        self._scores = scores

    def groups(self) -> list[set[int]]:
        """Sets of positions in the list of units; every unit is in one."""
        parent = list(range(len(self._units)))

        def root(k: int) -> int:
            while parent[k] != k:
                parent[k] = parent[parent[k]]
                k = parent[k]
            return k

        for (i, j), score in self._scores.items():
            if score >= THRESHOLD:
                a, b = sorted((root(i), root(j)))
                parent[b] = a
        connected: dict[int, set[int]] = defaultdict(set)
        for k in range(len(self._units)):
            connected[root(k)].add(k)
        out: list[set[int]] = []
        for members in connected.values():
            out += [members] if len(members) > _LARGE else self._average(members)
        return out

    def _score(self, i: int, j: int) -> float:
        return self._scores.get((i, j) if i < j else (j, i), 0.0)

    def _average(self, members: set[int]) -> list[set[int]]:
        groups = {k: {k} for k in sorted(members)}
        heap = [
            (-self._score(i, j), i, j, 1, 1)
            for i in groups
            for j in groups
            if i < j and self._score(i, j) >= THRESHOLD
        ]
        heapq.heapify(heap)
        while heap:
            _, a, b, size_a, size_b = heapq.heappop(heap)
            if a not in groups or b not in groups:
                continue
            if (len(groups[a]), len(groups[b])) != (size_a, size_b):
                continue  # one of them has grown since; its new mean stands in the heap as well
            groups[a] |= groups.pop(b)
            for other in groups:
                if other == a:
                    continue
                i, j = sorted((a, other))
                pairs = [self._score(x, y) for x in groups[i] for y in groups[j]]
                mean = fsum(pairs) / len(pairs)
                if mean >= THRESHOLD and min(pairs) > _NEVER:
                    heapq.heappush(heap, (-mean, i, j, len(groups[i]), len(groups[j])))
        return list(groups.values())
