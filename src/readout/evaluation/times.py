"""Scores of times after TempEval-3 task A, exactly as ``shared/data/times/README.md`` defines them.

Pooled over documents; one-to-one matches, identical spans first, then overlapping ones. ``strict``
counts identical spans, ``relaxed`` all matches, ``right type`` and ``right value`` those that are
right in it as well (values compared as strings). The headline is the F1 of the
right values.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from readout.evaluation.spans import SpanFigure, figure, matched
from readout.record.types import Time

Predict = Callable[[str, date | None], Sequence[Time]]
FIGURES = ("strict", "relaxed", "right type", "right value")


class TimesReport(msgspec.Struct, frozen=True):
    """What :func:`score_times` finds."""

    documents: int
    gold: int
    found: int
    figures: dict[str, SpanFigure]


def score_times(
    rows: Iterable[Mapping[str, Any]], predict: Predict, draws: int = 1000, seed: int = 0
) -> TimesReport:
    """Score ``predict(text, date)`` on rows in the format of ``data/times``."""
    counts: dict[str, list[tuple[int, int, int]]] = {name: [] for name in FIGURES}
    for row in rows:
        gold = sorted(row["timex"], key=lambda t: (t["start"], t["end"]))
        found = predict(row["text"], date.fromisoformat(row["dct"]) if row.get("dct") else None)
        spans = [(t["start"], t["end"]) for t in gold]
        ours = [(t.start, t.end) for t in found]
        pairs = matched(spans, ours)
        right = {
            "strict": sum(spans[a] == ours[b] for a, b in pairs),
            "relaxed": len(pairs),
            "right type": sum(gold[a]["type"] == found[b].type for a, b in pairs),
            "right value": sum(gold[a]["value"] == found[b].value for a, b in pairs),
        }
        for name in FIGURES:
            counts[name].append((right[name], len(gold), len(found)))
    whole = counts["relaxed"]
    return TimesReport(
        documents=len(whole),
        gold=sum(c[1] for c in whole),
        found=sum(c[2] for c in whole),
        figures={name: figure(counts[name], draws, seed) for name in FIGURES},
    )
