"""Weights of the joint decision: softmax regression on GeoVirus and on "City, State" in the news.

GeoVirus (the half of its documents that :func:`readout.evaluation.places.is_dev` names) gives gold
points. News text without gold gives more: where a town is followed by what holds it ("Paris, Texas"),
the pair says which town is meant; the pair's own features are then hidden, so that the other features
have to say it. The weights are drawn towards those given by hand.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readout.knowledge.gazetteer.table import Gazetteer
from readout.mentions.places.resolve import FEATURES, Floats, Problem, solve

PAIR = [FEATURES.index(n) for n in ("inside next", "not inside next", "holds previous")]


@dataclass
class Lesson:
    """An article with what is known of it."""

    problem: Problem
    right: npt.NDArray[np.bool_]
    """``[N]``: candidates that are right."""
    groups: list[tuple[int, float]]
    """Groups to learn from and how much each counts."""


def hidden(problem: Problem) -> Problem:
    """The article without its pairs: what stands behind the comma no longer tells."""
    return Problem(
        problem.group_of, problem.start, problem.places, problem.owner, problem.fixed,
        problem.weight, [],
    )  # fmt: skip


def learn(
    lessons: Sequence[Lesson],
    gazetteer: Gazetteer,
    start: Floats,
    *,
    hold: float = 0.02,
    epochs: int = 12,
    steps: int = 40,
) -> Floats:
    """Weights that make the right candidates likely; ``hold`` is how strongly they stay near
    ``start`` (squared distance, relative to one group)."""
    w = start.astype(np.float64).copy()
    for _ in range(epochs):
        rows, right, sizes, counts = [], [], [], []
        for one in lessons:
            _, features = solve(one.problem, gazetteer, w.astype(np.float32))
            for group, count in one.groups:
                a, b = int(one.problem.start[group]), int(one.problem.start[group + 1])
                rows.append(features[a:b])
                right.append(one.right[a:b])
                sizes.append(b - a)
                counts.append(count)
        x = np.concatenate(rows).astype(np.float64)
        y = np.concatenate(right)
        begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        owner = np.repeat(np.arange(len(sizes)), sizes)
        weight = np.array(counts)
        total = weight.sum()
        m, v = np.zeros_like(w), np.zeros_like(w)
        for t in range(1, steps + 1):
            s = x @ w
            e = np.exp(s - np.maximum.reduceat(s, begin)[owner])
            p = e / np.add.reduceat(e, begin)[owner]
            q = np.where(y, p, 0)
            q = q / np.maximum(np.add.reduceat(q, begin), 1e-9)[owner]
            g = x.T @ ((p - q) * weight[owner]) / total + hold * (w - start)
            m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
            w -= 0.03 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-6)
    return w.astype(np.float32)
