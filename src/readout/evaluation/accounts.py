"""Scores episodes: which events of many articles are the same happening.

Gold holds written articles with their entities, statements and events, so that the accounts are
scored alone, apart from the reading (``training/accounts/written.py`` documents the rows). An event
with "happening" counts for B-cubed. Intervals are 1,000 bootstrap draws over stories.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import msgspec

from readout.accounts.across import happenings_across
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
    """The record that the program itself reads from the text of a row.

    Every line is a paragraph; a dateline is cut off as the page room cuts it.
    """
    from readout.evaluation.pages_of import page_of_text
    from readout.page.assemble import cut_dateline, to_blocks, to_dateline
    from readout.reading import read_rooms
    from readout.settings import Settings

    article = record_of(row).article
    text = row["text"]
    page = page_of_text(text)
    cuts = cut_dateline(text, [(b.role, b.start, b.end) for b in page.blocks])
    page = msgspec.structs.replace(
        page, url=article.url, published=article.published, blocks=to_blocks(cuts),
        dateline=to_dateline(text, cuts),
    )  # fmt: skip
    article = msgspec.structs.replace(article, blocks=page.blocks, dateline=page.dateline)
    return read_rooms(article, page, Settings())


def _without(part: Row) -> dict[str, Any]:
    return {k: v for k, v in part.items() if k != "happening"}


def _sentence(text: str, at: int) -> dict[str, int]:
    from readout.language.sentences import split_sentences

    for start, end in split_sentences(text, 0, len(text)):
        if start <= at < end:
            return {"start": start, "end": end}
    return {"start": 0, "end": len(text)}


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
