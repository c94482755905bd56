"""Events against gold sentences, as ``data/events/README.md`` and ``evaluation.md`` count them.

Given pair: sentence, source and target are known, the root is predicted; macro F1 over the labels
of the gold. From the sentence alone: *found triple*, *actor spans*, *false alarm*. All labels are
in the sense of the PLOVER manual, ``plover`` of a record.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from readout.record.types import Event, Record

QUADS = {
    "VERBAL_COOPERATION": ("AGREE", "CONSULT", "SUPPORT"),
    "MATERIAL_COOPERATION": ("COOPERATE", "AID", "YIELD", "CONCEDE", "RETREAT"),
    "VERBAL_CONFLICT": ("REQUEST", "ACCUSE", "REJECT", "THREATEN"),
    "MATERIAL_CONFLICT": ("PROTEST", "MOBILIZE", "SANCTION", "COERCE", "ASSAULT"),
}
_QUAD_OF = {root: quad for quad, roots in QUADS.items() for root in roots}
_SMALL = frozenset(("a", "an", "the", "of", "and", "in", "'s"))

Row = Mapping[str, Any]
Scores = Mapping[str, float]
"""Probabilities by root; CONCEDE and RETREAT apart."""
SpanPair = tuple[tuple[int, int] | None, tuple[int, int] | None]


class Share(msgspec.Struct, frozen=True):
    """A figure with the 95 % interval of 1,000 bootstrap draws over rows, and the rows."""

    value: float
    low: float
    high: float
    rows: int


def score_given_pair(
    rows: Sequence[Row], predict: Callable[[str, SpanPair], Scores]
) -> dict[str, Share]:
    """Macro F1 of ``root`` (CONCEDE and RETREAT together as YIELD), ``quad`` and ``binary``, and
    the accuracy on roots; each where the gold has it."""
    found: list[dict[str, tuple[str, str]]] = []
    for row in rows:
        scores = predict(row["text"], (_span(row.get("source")), _span(row.get("target"))))
        found.append(_labels(scores, row["gold"]))
    out: dict[str, Share] = {}
    for name in ("root", "quad", "binary"):
        pairs = [one[name] for one in found if name in one]
        if pairs:
            out[f"{name} macro F1"] = _bootstrap(pairs, macro_f1)
            if name == "root":
                out["root accuracy"] = _bootstrap(pairs, _accuracy)
    return out


def _span(actor: Mapping[str, Any] | None) -> tuple[int, int] | None:
    if not actor or actor.get("start") is None:
        return None
    return actor["start"], actor["end"]


def _labels(scores: Scores, gold: Mapping[str, str]) -> dict[str, tuple[str, str]]:
    """Predicted and gold label by task. Quad and binary take the sum over their roots."""
    roots = dict(scores)
    roots["YIELD"] = roots.pop("CONCEDE", 0.0) + roots.pop("RETREAT", 0.0)
    quads = {q: sum(roots.get(r, 0.0) for r in members) for q, members in QUADS.items()}
    cooperation = quads["VERBAL_COOPERATION"] + quads["MATERIAL_COOPERATION"]
    best = {
        "root": max(roots, key=roots.__getitem__),
        "quad": max(quads, key=quads.__getitem__),
        "binary": "COOPERATION" if cooperation >= sum(quads.values()) / 2 else "CONFLICT",
    }
    return {name: (best[name], label) for name, label in gold.items() if name in best}


def macro_f1(pairs: Sequence[tuple[str, str]]) -> float:
    """Mean F1 of the labels of the gold, over (predicted, gold) pairs."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for predicted, label in pairs:
        found[predicted] += 1
        gold[label] += 1
        right[label] += predicted == label
    return float(np.mean([2 * right[k] / (found[k] + gold[k]) for k in gold]))


def _accuracy(pairs: Sequence[tuple[str, str]]) -> float:
    return sum(a == b for a, b in pairs) / len(pairs)


def bootstrap_share(hits: Sequence[float]) -> Share:
    """The mean of ones and zeros with its interval."""
    return _bootstrap(hits, _mean) if hits else Share(0.0, 0.0, 0.0, 0)


def _bootstrap(rows: Sequence[Any], figure: Callable[[Sequence[Any]], float]) -> Share:
    rng = np.random.default_rng(17)
    draws = sorted(
        figure([rows[i] for i in rng.integers(len(rows), size=len(rows))]) for _ in range(1_000)
    )
    return Share(figure(rows), draws[25], draws[974], len(rows))


def score_sentences(rows: Iterable[tuple[Row, Record]]) -> dict[str, Share]:
    """The figures that sentences with marked actors allow, for rows with their records.

    ``found triple``: some event has the gold root, and its source and its target each share half
    of the words of the shorter span. ``source``, ``target``: F1 of spans, matched one to one at
    Jaccard 0.5. ``false alarm``: share of the NONE sentences with an occurred or ongoing event
    that has both actors; ``false alarm, any status`` counts all.
    """
    triples: list[float] = []
    alarms: list[float] = []
    alarms_any: list[float] = []
    spans: dict[str, list[tuple[int, int, int]]] = {"source": [], "target": []}
    for row, record in rows:
        gold = row["gold"]
        if gold.get("quad") == "NONE":
            both = [e for e in record.events if e.sources and e.targets]
            alarms_any.append(float(bool(both)))
            alarms.append(float(any(e.status in ("occurred", "ongoing") for e in both)))
            continue
        if "root" in gold:
            triples.append(float(_found(row, record)))
        for name in spans:
            marked = row.get(f"{name}s") or [row[name]] if row.get(name) else row.get(f"{name}s")
            if marked:
                spans[name].append(_span_counts(record, name, [m["text"] for m in marked]))
    out: dict[str, Share] = {}
    if triples:
        out["found triple"] = _bootstrap(triples, _mean)
    for name, counts in spans.items():
        if counts:
            out[f"{name} span F1"] = _bootstrap(counts, _f1)
    if alarms:
        out["false alarm"] = _bootstrap(alarms, _mean)
        out["false alarm, any status"] = _bootstrap(alarms_any, _mean)
    return out


def _mean(values: Sequence[float]) -> float:
    return float(np.mean(values))


def _f1(counts: Sequence[tuple[int, int, int]]) -> float:
    right, found, gold = (sum(column) for column in zip(*counts, strict=True))
    return float(2 * right / max(1, found + gold))


def _found(row: Row, record: Record) -> bool:
    root = row["gold"]["root"]
    wanted = ("CONCEDE", "RETREAT") if root == "YIELD" else (root,)
    return any(
        event.plover in wanted
        and all(
            any(_shares_half(ours, row[name]["text"]) for ours in _words_of(record, event, name))
            for name in ("source", "target")
            if row.get(name)
        )
        for event in record.events
    )


def _words_of(record: Record, event: Event, side: str) -> list[str]:
    """How the actors of one side are named nearest to the trigger, by a pronoun only where they
    have no other name. The members of a reciprocal event are on both sides."""
    ids = event.sources if side == "source" else event.targets
    if event.reciprocal:
        ids = [*event.sources, *event.targets]
    out = []
    for entity in record.entities:
        if entity.id in ids:
            nearest = min(
                entity.mentions,
                key=lambda m: (m.form == "pronoun", abs(m.start - event.trigger.start)),
            )
            out.append(record.article.text[nearest.start : nearest.end])
    return out


def _content_words(text: str) -> set[str]:
    return {w for w in re.findall(r"[\w'’-]+", text.lower()) if w not in _SMALL}


def _shares_half(ours: str, gold: str) -> bool:
    a, b = _content_words(ours), _content_words(gold)
    shorter = min(len(a), len(b))
    return shorter > 0 and len(a & b) >= shorter / 2


def _span_counts(record: Record, side: str, gold: list[str]) -> tuple[int, int, int]:
    """Right, found and gold spans of one side of a sentence."""
    ours = sorted({text for e in record.events for text in _words_of(record, e, side)})
    left = [set(re.findall(r"\w+", g.lower())) for g in gold]
    right = 0
    for text in ours:
        words = set(re.findall(r"\w+", text.lower()))
        best = max(left, key=lambda g: _jaccard(words, g), default=None)
        if best is not None and _jaccard(words, best) >= 0.5:
            left.remove(best)
            right += 1
    return right, len(ours), len(gold)


def _jaccard(a: set[str], b: set[str]) -> float:
    return len(a & b) / len(a | b) if a | b else 0.0
