"""Scores episodes: the same happening over articles, and the points of the sides' accounts.

Gold holds written articles with their entities, statements and events, so that the accounts are
scored alone, apart from the reading (``training/accounts/written.py`` documents the rows). An event
with "happening" counts for B-cubed; an article with "points" for stances. Intervals are 1,000
bootstrap draws, over articles for points and over stories for happenings.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import msgspec

from readout.accounts.across import happenings_across
from readout.accounts.article import told_in
from readout.accounts.points import Telling
from readout.accounts.sides import Sides
from readout.record.ids import article_id
from readout.record.types import SCHEMA_VERSION, Record

Row = Mapping[str, Any]


class Figure(msgspec.Struct, frozen=True):
    """A share with its 95 % interval, and how many things it is a share of."""

    value: float
    low: float
    high: float
    of: int


def record_of(row: Row) -> Record:
    """The record that a written article stands for; what gold leaves out is unknown."""
    text = row["text"]
    first = {"start": 0, "end": 1}
    evidence = [{"where": "user", "value": row["published"]}]
    nothing: dict[str, Any] = {
        "plover": None,
        "mode": None,
        "contexts": [],
        "cameo": None,
        "quad": None,
    }
    defaults: dict[str, dict[str, Any]] = {
        "entities": {"glosses": [], "confidence": 1.0},
        "places": {"geonames_id": None, "admin1": None, "method": "gold", "confidence": 1.0},
        "times": {"type": "DATE", "mod": None, "quant": None, "freq": None, "anchor": None},
        "quantities": {},
        "statements": {
            "source": None, "anonymous": False, "reason_given": None, "sourcing": "named",
            "quoted": "indirect", "via": None, "channel": None, "said_at": None,
            "confidence": 1.0,
        },
        "events": {**nothing, "intensity": None, "duration": None, "confidence": 1.0},
        "commitments": {"under": None},
    }  # fmt: skip
    lists = {
        name: [{**given, **_without(part)} for part in row.get(name, [])]
        for name, given in defaults.items()
    }
    for entity in lists["entities"]:
        entity["roles"] = [
            {"from": None, "to": None, "evidence": evidence, **r} for r in entity["roles"]
        ]
        if entity["ref"]:
            entity["ref"] = {"table": "wikidata", "id": entity["ref"], "candidates": []}
    for place in lists["places"]:
        place["mentions"] = [{**m, "use": "literal"} for m in place["mentions"]]
    for statement in lists["statements"]:
        statement["evidence"] = statement["content"]
    for event in lists["events"]:
        at = event["trigger"]
        event["trigger"] = {**at, "lemma": text[at["start"] : at["end"]].lower()}
        event["evidence"] = [_sentence(text, at["start"])]
    for commitment in lists["commitments"]:
        commitment["evidence"] = [commitment["content"]]
    article = {
        "id": article_id(text, row["id"]), "url": row["id"], "language": None, "outlet": None,
        "source": {"path": None, "sha256": "0" * 64, "media_type": "text/plain",
                   "captured_at": None},
        "headline": None, "byline": [], "dateline": None, "text": text, "media": [],
        "published": {"value": row["published"], "grain": "day", "method": "gold",
                      "evidence": evidence},
        "blocks": [{"id": "b1", "role": "paragraph", **first, "end": len(text)}],
        "kind": "article",
    }  # fmt: skip
    generator = {"schema": SCHEMA_VERSION, "version": "gold", "model": None, "codebook": None}
    empty: dict[str, Any] = {"episodes": [], "accounts": [], "points": [], "notes": []}
    return msgspec.convert({"readout": generator, "article": article, **lists, **empty}, Record)


def read_row(row: Row) -> Record:
    """The record that the program itself reads from the text of a row, every line a paragraph."""
    from readout.evaluation.pages_of import page_of_text
    from readout.reading import read_rooms
    from readout.settings import Settings

    article = record_of(row).article
    page = msgspec.structs.replace(
        page_of_text(row["text"]), url=article.url, published=article.published
    )
    article = msgspec.structs.replace(article, blocks=page.blocks)
    return read_rooms(article, page, Settings())


def _without(part: Row) -> dict[str, Any]:
    return {k: v for k, v in part.items() if k != "happening"}


def _sentence(text: str, at: int) -> dict[str, int]:
    from readout.language.sentences import split_sentences

    for start, end in split_sentences(text, 0, len(text)):
        if start <= at < end:
            return {"start": start, "end": end}
    return {"start": 0, "end": len(text)}


@dataclass(frozen=True)
class Scored:
    """One article: (right, of) by figure, and what went wrong in words."""

    counts: dict[str, tuple[int, int]]
    errors: list[str]


def score_points(
    rows: Sequence[Row], read: Callable[[Row], Record] = record_of
) -> tuple[dict[str, Figure], list[str]]:
    """Stances of (point, side) cells and contradictions, with the errors in words.

    A gold point is matched with the one of ours that overlaps its words for most sides; the cells
    of a point that is not found are wrong. ``read`` gives the record of a row.
    """
    scored = [_points(row, read(row)) for row in rows if row.get("points")]
    names = list(dict.fromkeys(name for s in scored for name in s.counts))
    figures = {n: _share([s.counts.get(n, (0, 0)) for s in scored]) for n in names}
    return figures, [e for s in scored for e in s.errors]


def _points(row: Row, record: Record) -> Scored:
    sides = Sides(record)
    keys = _keys(row, record, sides)
    ours = [p for told in told_in(record, sides) for p in told.points]
    gold_sides = list(dict.fromkeys(s["side"] for p in row["points"] for s in p["stances"]))
    right = cells = found = spoken = spoken_right = 0
    errors = []
    for point in row["points"]:
        best = max(ours, key=lambda o: _hits(o, point, keys), default=None)
        if best is not None and not _hits(best, point, keys):
            best = None
        found += best is not None
        wanted = {s["side"]: s["stance"] for s in point["stances"]}
        for side in gold_sides:
            expected = wanted.get(side, "silent")
            got = _stance(best, keys[side]) if best is not None else "no point"
            cells += 1
            right += got == expected
            if expected != "silent":
                spoken += 1
                spoken_right += got == expected
            if got != expected:
                words = _words(row, point)
                errors.append(f"{row['id']}: {side} {expected}, ours {got}: {words}")
    against = [o for o in ours if len({p.stance for p in o.positions}) > 1]
    good = 0
    for one in against:
        hit = any(_contradicted(p) and _hits(one, p, keys)[0] > 1 for p in row["points"])
        good += hit
        if not hit:
            said = " / ".join(c.label for p in one.positions for c in p.claims)
            errors.append(f"{row['id']}: no contradiction: {said}")
    gold_against = [p for p in row["points"] if _contradicted(p)]
    caught = sum(any(_hits(o, p, keys)[0] > 1 for o in against) for p in gold_against)
    counts = {
        "stance": (right, cells),
        "stance, silence left out": (spoken_right, spoken),
        "points found": (found, len(row["points"])),
        "contradictions: precision": (good, len(against)),
        "contradictions: recall": (caught, len(gold_against)),
    }
    return Scored(counts, errors)


def _keys(row: Row, record: Record, sides: Sides) -> dict[str, set[str]]:
    """The side keys that a gold side may have in ours: its own, and those of its speakers."""
    out: dict[str, set[str]] = {}
    spans = {e["id"]: e["mentions"] for e in row["entities"]}
    gold = Sides(record_of(row))
    speakers = {i for s in row["statements"] for i in s["speakers"]}
    for point in row["points"]:
        for stance in point["stances"]:
            mine = {gold.of(stance["side"]), gold.fine(stance["side"])}
            same = [i for i in speakers if {gold.of(i), gold.fine(i)} & mine]
            wanted = [m for i in {stance["side"], *same} for m in spans[i]]
            for entity in record.entities:
                if any(
                    m.start < w["end"] and w["start"] < m.end
                    for m in entity.mentions for w in wanted
                ):  # fmt: skip
                    keys = {sides.of(entity.id), sides.fine(entity.id)} - {None}
                    out.setdefault(stance["side"], set()).update(k for k in keys if k)
            out.setdefault(stance["side"], set())
    return out


def _hits(ours: Telling, point: Row, keys: Mapping[str, set[str]]) -> tuple[int, int]:
    """For how many sides a point of ours touches the words of a gold point, and by how much."""
    hits = shared = 0
    for stance in point["stances"]:
        common = [
            min(c.end, stance["end"]) - max(c.start, stance["start"])
            for p in ours.positions
            if p.side in keys[stance["side"]]
            for c in p.claims
        ]
        common = [c for c in common if c > 0]
        hits += bool(common)
        shared += sum(common)
    return (hits, shared) if hits else (0, 0)


def _stance(ours: Telling, keys: set[str]) -> str:
    held = [p.stance for p in ours.positions if p.side in keys]
    return held[0] if held else "silent"


def _contradicted(point: Row) -> bool:
    return len({s["stance"] for s in point["stances"]}) > 1


def _words(row: Row, point: Row) -> str:
    return " / ".join(row["text"][s["start"] : s["end"]] for s in point["stances"])


def score_happenings(
    rows: Sequence[Row], read: Callable[[Row], Record] = record_of
) -> tuple[dict[str, Figure], list[str]]:
    """B-cubed precision, recall and F1 over the labelled events of all articles together.

    ``read`` gives the record of a row. A labelled event is found by its trigger; one that the
    record lacks is in a group of its own.
    """
    labelled = [r for r in rows if any("happening" in e for e in r.get("events", []))]
    records = [read(r) for r in labelled]
    gold: dict[tuple[str, str], str] = {}
    story: dict[tuple[str, str], str] = {}
    words: dict[tuple[str, str], str] = {}
    for row, record in zip(labelled, records, strict=True):
        for event in row["events"]:
            if "happening" in event:
                key = record.article.id, event["id"]
                gold[key] = f"{row['story']}:{event['happening']}"
                story[key] = row["story"]
                at = event["trigger"]
                words[key] = f"{row['id']} {event['id']} {row['text'][at['start'] : at['end']]}"
    ours: dict[tuple[str, str], str] = {}
    groups = {k: str(n) for n, group in enumerate(happenings_across(records)) for k in group}
    for row, record in zip(labelled, records, strict=True):
        for event in row["events"]:
            at = event["trigger"]
            for own in record.events:
                if own.trigger.start < at["end"] and at["start"] < own.trigger.end:
                    ours.setdefault(
                        (record.article.id, event["id"]), groups[record.article.id, own.id]
                    )
    errors = _confusions(gold, ours, words)
    return _b_cubed(gold, ours, story), errors


Key = tuple[str, str]


def _b_cubed(
    gold: Mapping[Key, str], ours: Mapping[Key, str], story: Mapping[Key, str]
) -> dict[str, Figure]:
    clusters: tuple[dict[str, set[Key]], dict[str, set[Key]]] = ({}, {})
    for key, name in gold.items():
        clusters[0].setdefault(name, set()).add(key)
        clusters[1].setdefault(ours.get(key, f"alone:{key}"), set()).add(key)
    by_story: dict[str, list[tuple[float, float]]] = {}
    for key, name in gold.items():
        mine, theirs = clusters[1][ours.get(key, f"alone:{key}")], clusters[0][name]
        both = len(mine & theirs)
        by_story.setdefault(story[key], []).append((both / len(mine), both / len(theirs)))
    rng = random.Random(17)
    stories = list(by_story.values())

    def figures(drawn: Sequence[list[tuple[float, float]]]) -> tuple[float, float, float]:
        pairs = [p for s in drawn for p in s]
        if not pairs:
            return 1.0, 1.0, 1.0
        precision = sum(p for p, _ in pairs) / len(pairs)
        recall = sum(r for _, r in pairs) / len(pairs)
        return precision, recall, 2 * precision * recall / (precision + recall)

    draws = [figures(rng.choices(stories, k=len(stories))) for _ in range(1_000) if stories]
    out = {}
    for k, name in enumerate(("B-cubed precision", "B-cubed recall", "B-cubed F1")):
        values = sorted(d[k] for d in draws) or [1.0]
        low, high = values[int(0.025 * len(values))], values[int(0.975 * (len(values) - 1))]
        out[name] = Figure(figures(stories)[k], low, high, len(gold))
    return out


def _confusions(
    gold: Mapping[Key, str], ours: Mapping[Key, str], words: Mapping[Key, str]
) -> list[str]:
    errors = []
    keys = sorted(gold)
    for i, a in enumerate(keys):
        for b in keys[:i]:
            same, joined = gold[a] == gold[b], ours.get(a, a) == ours.get(b, b)
            if same != joined:
                what = "apart" if same else "joined"
                errors.append(f"{what}: {words[a]} ({gold[a]}) · {words[b]} ({gold[b]})")
    return errors


def _share(rows: Iterable[tuple[int, int]]) -> Figure:
    held = list(rows)

    def ratio(drawn: Sequence[tuple[int, int]]) -> float:
        of = sum(n for _, n in drawn)
        return sum(r for r, _ in drawn) / of if of else 1.0

    rng = random.Random(17)
    draws = sorted(ratio(rng.choices(held, k=len(held))) for _ in range(1_000))
    return Figure(ratio(held), draws[25], draws[974], sum(n for _, n in held))
