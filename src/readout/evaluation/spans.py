"""Figures over spans matched one to one, with intervals: shared by times and quantities."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Literal

import msgspec
import numpy as np

Part = Literal["all", "dev", "test"]


class SpanFigure(msgspec.Struct, frozen=True):
    """Precision, recall and F1 (``value``) with the 95 % interval of F1 over documents."""

    value: float
    low: float
    high: float
    precision: float
    recall: float


def matched(
    gold: Sequence[tuple[int, int]], found: Sequence[tuple[int, int]]
) -> list[tuple[int, int]]:
    """Pairs (gold number, found number), one to one: identical spans first, then overlapping.

    Both lists in text order; linear but for spans that lie in one another.
    """
    pairs: list[tuple[int, int]] = []
    same: dict[tuple[int, int], list[int]] = {}
    for k, span in enumerate(found):
        same.setdefault(span, []).append(k)
    free = [True] * len(found)
    rest: list[int] = []
    for k, span in enumerate(gold):
        if same.get(span):
            hit = same[span].pop(0)
            free[hit] = False
            pairs.append((k, hit))
        else:
            rest.append(k)
    for k in rest:
        a, b = gold[k]
        for n, (c, d) in enumerate(found):
            if free[n] and c < b and a < d:
                free[n] = False
                pairs.append((k, n))
                break
    return sorted(pairs)


def figure(counts: Any, draws: int, seed: int) -> SpanFigure:
    """A figure from ``[documents, 3]`` counts: right, gold, found."""
    table = np.asarray(counts, dtype=np.float64).reshape(-1, 3)

    def f1(sums: Any) -> float:
        return float(2 * sums[0] / (sums[1] + sums[2])) if sums[1] + sums[2] else 0.0

    right, gold, found = table.sum(axis=0).tolist() if len(table) else (0.0, 0.0, 0.0)
    rng = np.random.default_rng(seed)
    n = len(table)
    drawn = [f1(table[rng.integers(0, n, n)].sum(axis=0)) for _ in range(draws if n else 0)]
    value = f1((right, gold, found))
    low, high = np.percentile(drawn, [2.5, 97.5]).tolist() if drawn else (value, value)
    return SpanFigure(
        value=value,
        low=low,
        high=high,
        precision=right / found if found else 0.0,
        recall=right / gold if gold else 0.0,
    )


def part_of(row: Mapping[str, Any]) -> str:
    """``dev`` or ``test``: what the row says, else half and half by the hash of its id."""
    said = row.get("part")
    if said in ("dev", "test"):
        return str(said)
    from hashlib import sha256

    return "dev" if sha256(str(row["id"]).encode()).digest()[0] < 128 else "test"


def of_part(rows: Iterable[Mapping[str, Any]], part: Part) -> list[Mapping[str, Any]]:
    """The rows of a part. ``dev`` may be read, ``test`` is only scored."""
    return [row for row in rows if part == "all" or part_of(row) == part]
