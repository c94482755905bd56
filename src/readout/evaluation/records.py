"""Whole articles against gold records, as ``evaluation.md`` counts them.

Gold is one record a line in the shape of a record; parts that are absent are not scored. Every
figure comes with a 95 % interval by bootstrap over articles.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from readout.evaluation.calibration import calibration_error
from readout.language.sentences import split_sentences
from readout.record.types import Record

Json = Mapping[str, Any]
Pair = tuple[Json, Json]


_SURE = "confidence"
"""Confidences of our events, those of wrong ones negative."""


class Figure(msgspec.Struct, frozen=True):
    """A figure with its 95 % interval and how many things stand behind it."""

    value: float
    low: float
    high: float
    of: int


def score_records(pairs: Iterable[tuple[Json, Record]]) -> dict[str, Figure]:
    """All figures that the gold allows, over (gold, ours)."""
    tables: list[dict[str, list[float]]] = []
    for gold, ours in pairs:
        tables.append(_article(gold, msgspec.to_builtins(ours)))
    names = list(dict.fromkeys(name for table in tables for name in table if name != _SURE))
    out = {name: _figure([t[name] for t in tables if name in t]) for name in names}
    judged = [one for table in tables for one in table.get(_SURE, [])]
    if judged:
        error = calibration_error([abs(one) for one in judged], [one > 0 for one in judged])
        out["event: calibration error"] = Figure(error, error, error, len(judged))
    return out


def _figure(rows: Sequence[list[float]]) -> Figure:
    """From (right, found, gold) counts an F1, precision or recall; from (right, all) a share."""
    data = np.array(rows, dtype=float)
    rng = np.random.default_rng(17)
    draws = sorted(
        _ratio(data[rng.integers(len(data), size=len(data))].sum(0)) for _ in range(1_000)
    )
    return Figure(_ratio(data.sum(0)), draws[25], draws[974], int(data.sum(0)[-1]))


def _ratio(total: Any) -> float:
    if len(total) == 3:
        right, found, gold = total
        return float(2 * right / (found + gold)) if found + gold else 1.0
    right, of = total
    return float(right / of) if of else 1.0


def _article(gold: Json, ours: Json) -> dict[str, list[float]]:
    out: dict[str, list[float]] = {}
    text = gold["article"]["text"]
    if "events" in gold:
        _events(out, gold, ours, _sentences(text))
    if "statements" in gold:
        _statements(out, gold, ours, text)
    return out


def _sentences(text: str) -> Callable[[int], int]:
    """The number of the sentence that an offset stands in."""
    starts = [0]
    for paragraph in re.finditer(r"[^\n]+", text):
        starts += [a for a, _ in split_sentences(text, paragraph.start(), paragraph.end())]
    edges = np.array(sorted(set(starts)))
    return lambda at: int(np.searchsorted(edges, at, side="right"))


def _by_id(record: Json, part: str) -> dict[str, Json]:
    return {one["id"]: one for one in record.get(part) or []}


def overlap_half(a: Json, b: Json) -> bool:
    """Whether two spans share at least half of the shorter one."""
    common = min(a["end"], b["end"]) - max(a["start"], b["start"])
    return bool(common * 2 >= min(a["end"] - a["start"], b["end"] - b["start"]) and common > 0)


def same_entity(a: Json, b: Json) -> bool:
    """Whether any mention of one overlaps any mention of the other by half of the shorter."""
    return any(overlap_half(x, y) for x in a["mentions"] for y in b["mentions"])


def _some(
    ids: Sequence[str], theirs: Sequence[str], a: dict[str, Json], b: dict[str, Json]
) -> bool:
    """Whether some entity of one list is some entity of the other, or both are empty."""
    if not ids and not theirs:
        return True
    return any(same_entity(a[i], b[j]) for i in ids for j in theirs if i in a and j in b)


def _matched(
    gold: Sequence[Json], ours: Sequence[Json], value: Callable[[Json, Json], float]
) -> list[Pair]:
    """One to one, best first; a value of 0 is no match."""
    scored = [(-value(g, o), i, j) for i, g in enumerate(gold) for j, o in enumerate(ours)]
    used: tuple[set[int], set[int]] = set(), set()
    out: list[Pair] = []
    for _, i, j in sorted(s for s in scored if s[0] < 0):
        if i not in used[0] and j not in used[1]:
            used[0].add(i)
            used[1].add(j)
            out.append((gold[i], ours[j]))
    return out


def _events(
    out: dict[str, list[float]], gold: Json, ours: Json, sentence: Callable[[int], int]
) -> None:
    entities = _by_id(gold, "entities"), _by_id(ours, "entities")
    ours_events = [e for e in ours["events"] if e["type"] is not None]
    gold_events = [e for e in gold["events"] if e.get("type") is not None]

    def place(event: Json) -> list[Json]:
        spans = [event["trigger"]] if event.get("trigger") else []
        return spans + [e for e in event.get("evidence") or [] if e.get("start") is not None]

    def value(g: Json, o: Json) -> float:
        if g["type"] != o["type"]:
            return 0.0
        at = [place(g), place(o)]
        if any(min(x["end"], y["end"]) > max(x["start"], y["start"]) for x in at[0] for y in at[1]):
            near = 2.0
        elif {sentence(x["start"]) for x in at[0]} & {sentence(y["start"]) for y in at[1]}:
            near = 1.0
        else:
            return 0.0
        near += _trigger_overlap(g, o)
        sides = (_some(g.get(s) or [], o[s], *entities) for s in ("sources", "targets") if s in g)
        return near + 0.25 * sum(sides)

    pairs = _matched(gold_events, ours_events, value)
    right = {id(o) for _, o in pairs}
    out[_SURE] = [max(e["confidence"], 1e-9) * (1 if id(e) in right else -1) for e in ours_events]
    found, there = len(ours_events), len(gold_events)
    out["event, type"] = [len(pairs), found, there]
    out["event, type: precision"] = [len(pairs), found]
    out["event, type: recall"] = [len(pairs), there]
    sources = [p for p in pairs if _some(p[0].get("sources") or [], p[1]["sources"], *entities)]
    both = [p for p in sources if _some(p[0].get("targets") or [], p[1]["targets"], *entities)]
    out["event, type + source"] = [len(sources), found, there]
    out["event, type + source + target"] = [len(both), found, there]
    for name in ("status", "background"):
        known = [p for p in pairs if p[0].get(name) is not None]
        out[f"matched: {name}"] = [sum(g[name] == o[name] for g, o in known), len(known)]
    _circumstances(out, gold, ours, pairs, entities)


def _trigger_overlap(g: Json, o: Json) -> float:
    if not g.get("trigger") or not o.get("trigger"):
        return 0.0
    a, b = g["trigger"], o["trigger"]
    return 1.0 if min(a["end"], b["end"]) > max(a["start"], b["start"]) else 0.0


def _circumstances(
    out: dict[str, list[float]],
    gold: Json,
    ours: Json,
    pairs: Sequence[Pair],
    entities: tuple[dict[str, Json], dict[str, Json]],
) -> None:
    times = _by_id(gold, "times"), _by_id(ours, "times")
    known = [(g, o) for g, o in pairs if g.get("time") in times[0]]
    right = 0
    for g, o in known:
        held = times[1].get(o["time"])
        right += held is not None and str(held["value"]).startswith(times[0][g["time"]]["value"])
    out["matched: time"] = [right, len(known)]
    places = _by_id(gold, "places"), _by_id(ours, "places")
    with_place = [
        (g, o) for g, o in pairs if (places[0].get(g.get("place") or "") or {}).get("country")
    ]
    right = 0
    for g, o in with_place:
        held = places[1].get(o["place"] or "")
        right += held is not None and held["country"] == places[0][g["place"]]["country"]
    out["matched: country of place"] = [right, len(with_place)]
    if "statements" in gold:
        told = _by_id(gold, "statements"), _by_id(ours, "statements")
        right = sum(_same_voice(g, o, told, entities) for g, o in pairs)
        out["matched: according to"] = [right, len(pairs)]
    counts = _by_id(gold, "quantities"), _by_id(ours, "quantities")
    right = of = 0
    for g, o in pairs:
        for name in g.get("quantities") or []:
            wanted = counts[0][name]
            of += 1
            right += any(
                counts[1][q]["kind"] == wanted["kind"] and counts[1][q]["min"] == wanted["min"]
                for q in o["quantities"]
            )
    out["matched: quantity"] = [right, of]


def _same_voice(
    g: Json,
    o: Json,
    told: tuple[dict[str, Json], dict[str, Json]],
    entities: tuple[dict[str, Json], dict[str, Json]],
) -> bool:
    sides = g.get("according_to") or [], o["according_to"]
    if not sides[0] or not sides[1]:
        return not sides[0] and not sides[1]
    speakers = [
        [e for s in ids for e in held[s]["speakers"]] for ids, held in zip(sides, told, strict=True)
    ]
    return _some(speakers[0], speakers[1], *entities)


_WORD = re.compile(r"\w+")


def _tokens(text: str, spans: Iterable[Json]) -> set[int]:
    return {m.start() for s in spans for m in _WORD.finditer(text, s["start"], s["end"])}


def _statements(out: dict[str, list[float]], gold: Json, ours: Json, text: str) -> None:
    entities = _by_id(gold, "entities"), _by_id(ours, "entities")
    contents = {
        id(s): _tokens(text, s["content"]) for record in (gold, ours) for s in record["statements"]
    }

    def value(g: Json, o: Json) -> float:
        a, b = contents[id(g)], contents[id(o)]
        shared = 2 * len(a & b) / (len(a) + len(b)) if a or b else 0.0
        if shared < 0.5 or not _some(g.get("speakers") or [], o["speakers"], *entities):
            return 0.0
        return shared

    pairs = _matched(gold["statements"], ours["statements"], value)
    found, there = len(ours["statements"]), len(gold["statements"])
    out["statement pair"] = [len(pairs), found, there]
    out["statement pair: precision"] = [len(pairs), found]
    out["statement pair: recall"] = [len(pairs), there]
    for name in ("anonymous", "sourcing", "channel"):
        known = [p for p in pairs if name in p[0]]
        out[f"paired: {name}"] = [sum(g[name] == o[name] for g, o in known), len(known)]
    known = [p for p in pairs if "via" in p[0]]
    right = sum(
        _some([g["via"]] if g["via"] else [], [o["via"]] if o["via"] else [], *entities)
        for g, o in known
    )
    out["paired: via"] = [right, len(known)]
