"""Scores of quantities: kind and bounds of overlapping spans.

One-to-one matches as for times. ``found`` counts all matches, ``kind`` those of the right kind,
``bounds`` those whose least and greatest number are both right, ``kind_and_bounds`` both (the
headline), ``lower`` the right kind and least number (as in ``evaluation.md``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import msgspec

from readout.evaluation.spans import SpanFigure, figure, matched
from readout.record.types import Quantity

Predict = Callable[[str], Sequence[Quantity]]
FIGURES = ("found", "kind", "bounds", "lower", "kind_and_bounds")


class QuantitiesReport(msgspec.Struct, frozen=True):
    """What :func:`score_quantities` finds."""

    sentences: int
    gold: int
    found: int
    figures: dict[str, SpanFigure]
    kinds: dict[str, SpanFigure]
    """By kind, over gold and found quantities of that kind: kind and bounds right."""


def score_quantities(
    rows: Iterable[Mapping[str, Any]], predict: Predict, draws: int = 1000, seed: int = 0
) -> QuantitiesReport:
    """Score ``predict(text)`` on rows with ``text`` and ``quantities``: each ``start``, ``end``,
    ``min``, ``max`` (null where open) and ``kind``."""
    counts: dict[str, list[tuple[int, int, int]]] = {name: [] for name in FIGURES}
    by_kind: dict[str, list[tuple[int, int, int]]] = {}
    for row in rows:
        gold = sorted(row["quantities"], key=lambda q: (q["start"], q["end"]))
        found = predict(row["text"])
        pairs = matched([(q["start"], q["end"]) for q in gold], [(q.start, q.end) for q in found])
        kind = {(a, b) for a, b in pairs if gold[a]["kind"] == found[b].kind}
        low = {(a, b) for a, b in pairs if gold[a]["min"] == found[b].min}
        bounds = {(a, b) for a, b in low if gold[a]["max"] == found[b].max}
        right = {
            "found": len(pairs), "kind": len(kind), "bounds": len(bounds),
            "lower": len(kind & low), "kind_and_bounds": len(kind & bounds),
        }  # fmt: skip
        for name in FIGURES:
            counts[name].append((right[name], len(gold), len(found)))
        for name in {q["kind"] for q in gold} | {q.kind for q in found}:
            hits = sum(gold[a]["kind"] == name for a, _ in kind & bounds)
            asked = sum(q["kind"] == name for q in gold)
            said = sum(q.kind == name for q in found)
            by_kind.setdefault(name, []).append((hits, asked, said))
    whole = counts["found"]
    return QuantitiesReport(
        sentences=len(whole),
        gold=sum(c[1] for c in whole),
        found=sum(c[2] for c in whole),
        figures={name: figure(counts[name], draws, seed) for name in FIGURES},
        kinds={name: figure(by_kind[name], draws, seed) for name in sorted(by_kind)},
    )
