"""Counts by figure and document, and the F1 figures with intervals that follow from them."""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Hashable, Iterable, Sequence

import msgspec


class Figure(msgspec.Struct, frozen=True):
    """An F1 with the 95 % interval of 1,000 bootstrap draws over documents, and how many gold
    things stand behind it."""

    value: float
    low: float
    high: float
    gold: int


class Tally:
    """Right, found and gold counts by figure and document."""

    def __init__(self) -> None:
        self._counts: dict[str, dict[str, list[int]]] = {}

    def add(
        self, figure: str, document: str, found: Iterable[Hashable], gold: Iterable[Hashable]
    ) -> None:
        """Counts what of ``found`` is in ``gold``, as multisets."""
        f, g = Counter(found), Counter(gold)
        held = self._counts.setdefault(figure, {}).setdefault(document, [0, 0, 0])
        held[0] += (f & g).total()
        held[1] += f.total()
        held[2] += g.total()

    def sums(self, figure: str) -> tuple[int, int, int]:
        """Right, found and gold of one figure over all documents."""
        rows = self._counts.get(figure, {}).values()
        return (sum(r[0] for r in rows), sum(r[1] for r in rows), sum(r[2] for r in rows))

    def figures(self, draws: int = 1_000) -> dict[str, Figure]:
        """Every figure with its interval; the same draws for the same documents."""
        out = {}
        for name, documents in self._counts.items():
            rows = list(documents.values())
            rng = random.Random(17)
            drawn = sorted(f1_of(rng.choices(rows, k=len(rows))) for _ in range(draws))
            low, high = drawn[int(0.025 * draws)], drawn[int(0.975 * draws) - 1]
            out[name] = Figure(f1_of(rows), low, high, sum(r[2] for r in rows))
        return out


def f1_of(rows: Iterable[Sequence[int]]) -> float:
    """F1 of summed (right, found, gold) counts; 1 where there was nothing to find."""
    right, found, gold = (sum(column) for column in zip(*rows, strict=True))
    return 2 * right / (found + gold) if found + gold else 1.0
