"""Scores the points of the sides' accounts: stances of (point, side) cells, contradictions.

A point of gold lies within one article, or its stances name the articles that they stand in; then
all articles of the gold are compared together, as ``readout accounts`` compares them, and the
point is looked for among all episodes. Intervals are 1,000 bootstrap draws over stories.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from readout.accounts.article import told_in
from readout.accounts.compare import told_across
from readout.accounts.points import Telling, tellings
from readout.accounts.sides import Sides
from readout.evaluation.accounts import Figure, Row, record_of
from readout.record.types import Record

Keys = Mapping[str, frozenset[str]]


@dataclass(frozen=True)
class Scored:
    """One story: (right, of) by figure, and what went wrong in words."""

    counts: dict[str, tuple[int, int]]
    errors: list[str]


@dataclass(frozen=True)
class _Said:
    """A stance of gold: whose it is, by the key of the side in gold, and where its words are."""

    article: str
    side: str
    stance: str
    start: int
    end: int
    words: str


def score_points(
    rows: Sequence[Row], read: Callable[[Row], Record] = record_of
) -> tuple[dict[str, Figure], list[str]]:
    """Stances of (point, side) cells and contradictions, with the errors in words.

    A gold point is matched with the one of ours that overlaps its words for most sides; the cells
    of a point that is not found are wrong. ``read`` gives the record of a row.
    """
    together = [r for r in rows if "story" in r]
    records = {r["id"]: read(r) for r in together}
    across = [t for told in told_across(list(records.values())) for t in tellings(told.claims)]
    scored = []
    for row in rows:
        if not row.get("points"):
            continue
        story = [r for r in together if r["story"] == row["story"]] if "story" in row else [row]
        held = [records[r["id"]] if r["id"] in records else read(r) for r in story]
        here = {r.article.id for r in held}
        if "story" in row:
            ours = [t for t in across if _articles(t) & here]
        else:
            ours = [t for told in told_in(held[0], Sides(held[0])) for t in told.points]
        scored.append(_points(row, story, held, ours))
    names = list(dict.fromkeys(name for s in scored for name in s.counts))
    figures = {n: share([s.counts.get(n, (0, 0)) for s in scored]) for n in names}
    return figures, [e for s in scored for e in s.errors]


def _articles(telling: Telling) -> set[str]:
    return {c.article for p in telling.positions for c in p.claims}


def _points(
    row: Row, story: Sequence[Row], records: Sequence[Record], ours: Sequence[Telling]
) -> Scored:
    points = _gold(row, story, records)
    keys = _keys(points, story, records)
    right = cells = found = spoken = spoken_right = 0
    errors = []
    for point in points:
        best = max(ours, key=lambda o: _hits(o, point, keys), default=None)
        if best is not None and not _hits(best, point, keys)[0]:
            best = None
        found += best is not None
        wanted = {s.side: s.stance for s in point}
        for side in keys:
            expected = wanted.get(side, "silent")
            got = _stance(best, keys[side]) if best is not None else "no point"
            cells += 1
            right += got == expected
            if expected != "silent":
                spoken += 1
                spoken_right += got == expected
            if got != expected:
                words = " / ".join(s.words for s in point)
                errors.append(f"{row['id']}: {side} {expected}, ours {got}: {words}")
    against = [o for o in ours if len({p.stance for p in o.positions}) > 1]
    good = 0
    for one in against:
        hit = any(_contradicted(p) and _hits(one, p, keys)[0] > 1 for p in points)
        good += hit
        if not hit:
            said = " / ".join(c.label for p in one.positions for c in p.claims)
            errors.append(f"{row['id']}: no contradiction: {said}")
    gold_against = [p for p in points if _contradicted(p)]
    caught = sum(any(_hits(o, p, keys)[0] > 1 for o in against) for p in gold_against)
    counts = {
        "stance": (right, cells),
        "stance, silence left out": (spoken_right, spoken),
        "points found": (found, len(points)),
        "contradictions: precision": (good, len(against)),
        "contradictions: recall": (caught, len(gold_against)),
    }
    return Scored(counts, errors)


def _gold(row: Row, story: Sequence[Row], records: Sequence[Record]) -> list[list[_Said]]:
    """The points of a row. A side that speaks in several articles is one by its key in gold."""
    article = {r["id"]: (r, record.article.id) for r, record in zip(story, records, strict=True)}
    gold = {r["id"]: Sides(record_of(r)) for r in story}

    def said(stance: Mapping[str, Any]) -> _Said:
        where = stance.get("article", row["id"])
        told, id_ = article[where]
        side = stance["side"]
        if "article" in stance:
            side = gold[where].of(side) or f"{where} {side}"
        words = told["text"][stance["start"] : stance["end"]]
        return _Said(id_, side, stance["stance"], stance["start"], stance["end"], words)

    return [[said(s) for s in point["stances"]] for point in row["points"]]


def _keys(
    points: Sequence[Sequence[_Said]], story: Sequence[Row], records: Sequence[Record]
) -> dict[str, frozenset[str]]:
    """The side keys that a gold side may have in ours: its own, and those of its speakers."""
    out: dict[str, set[str]] = {s.side: set() for p in points for s in p}
    for row, record in zip(story, records, strict=True):
        gold, sides = Sides(record_of(row)), Sides(record)
        spans = {e["id"]: e["mentions"] for e in row["entities"]}
        speakers = {i for s in row["statements"] for i in s["speakers"]}
        for side, found in out.items():
            mine = {side} | ({gold.of(side), gold.fine(side)} if side in spans else set())
            same = [i for i in (*spans, *speakers) if gold.of(i) == side]
            same += [i for i in speakers if {gold.of(i), gold.fine(i)} & (mine - {None})]
            wanted = [m for i in {*same, *({side} & spans.keys())} for m in spans[i]]
            for entity in record.entities:
                if any(
                    m.start < w["end"] and w["start"] < m.end
                    for m in entity.mentions for w in wanted
                ):  # fmt: skip
                    keys = (sides.of(entity.id), sides.fine(entity.id))
                    found.update(k for k in keys if k is not None)
    return {side: frozenset(found) for side, found in out.items()}


def _hits(ours: Telling, point: Sequence[_Said], keys: Keys) -> tuple[int, int]:
    """For how many sides a point of ours touches the words of a gold point, and by how much."""
    shared: dict[str, int] = {}
    for stance in point:
        common = [
            min(c.end, stance.end) - max(c.start, stance.start)
            for p in ours.positions
            if p.side in keys[stance.side]
            for c in p.claims
            if c.article == stance.article
        ]
        if any(c > 0 for c in common):
            held = shared.get(stance.side, 0)
            shared[stance.side] = held + sum(c for c in common if c > 0)
    return len(shared), sum(shared.values())


def _stance(ours: Telling, keys: frozenset[str]) -> str:
    held = [p.stance for p in ours.positions if p.side in keys]
    return held[0] if held else "silent"


def _contradicted(point: Sequence[_Said]) -> bool:
    return len({s.stance for s in point}) > 1


def share(rows: Iterable[tuple[int, int]]) -> Figure:
    """The share over all rows of (right, of), with its interval over them."""
    held = list(rows)

    def ratio(drawn: Sequence[tuple[int, int]]) -> float:
        of = sum(n for _, n in drawn)
        return sum(r for r, _ in drawn) / of if of else 1.0

    rng = random.Random(17)
    draws = sorted(ratio(rng.choices(held, k=len(held))) for _ in range(1_000))
    return Figure(ratio(held), draws[25], draws[974], sum(n for _, n in held))
