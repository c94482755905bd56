"""Logistic regression on named features, by Newton steps (two classes) or L-BFGS-free gradient
descent with momentum (several). Deterministic; the data are small."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

Rows = Sequence[dict[str, float]]


def vocabulary(rows: Rows, least: int) -> list[str]:
    """Names that are not zero in at least ``least`` rows, sorted."""
    seen = Counter(name for row in rows for name, value in row.items() if value)
    return sorted(name for name, count in seen.items() if count >= least)


def matrix(rows: Rows, names: Sequence[str]) -> npt.NDArray[np.float64]:
    """``[rows, names]``."""
    at = {name: k for k, name in enumerate(names)}
    out = np.zeros((len(rows), len(names)))
    for i, row in enumerate(rows):
        for name, value in row.items():
            if name in at:
                out[i, at[name]] = value
    return out


def fit_two(
    x: npt.NDArray[np.float64], y: npt.NDArray[np.float64], strength: float = 1.0
) -> npt.NDArray[np.float64]:
    """Weights ``[names]`` of a logistic function with a quadratic penalty."""
    w = np.zeros(x.shape[1])
    for _ in range(25):
        p = 1 / (1 + np.exp(-np.clip(x @ w, -30, 30)))
        slope = x.T @ (y - p) - strength * w
        curve = (x * (p * (1 - p))[:, None]).T @ x + strength * np.eye(len(w))
        step = np.linalg.solve(curve, slope)
        w += step
        if abs(step).max() < 1e-6:
            break
    return w


def fit_many(
    x: npt.NDArray[np.float64],
    y: npt.NDArray[np.int64],
    classes: int,
    strength: float = 1.0,
    weight: npt.NDArray[np.float64] | None = None,
    steps: int = 400,
) -> npt.NDArray[np.float64]:
    """Weights ``[names, classes]`` of a multinomial logistic function with a quadratic penalty
    (accelerated gradient descent with a fixed step from the largest curvature)."""
    n, d = x.shape
    sample = np.ones(n) if weight is None else weight
    target = np.zeros((n, classes))
    target[np.arange(n), y] = 1
    bound = 0.5 * np.linalg.norm(x * np.sqrt(sample)[:, None], 2) ** 2 + strength
    w = np.zeros((d, classes))
    ahead, t = w.copy(), 1.0
    for _ in range(steps):
        scores = x @ ahead
        scores -= scores.max(1, keepdims=True)
        p = np.exp(scores)
        p /= p.sum(1, keepdims=True)
        slope = x.T @ ((p - target) * sample[:, None]) + strength * ahead
        new = ahead - slope / bound
        t_new = (1 + np.sqrt(1 + 4 * t * t)) / 2
        ahead = new + (t - 1) / t_new * (new - w)
        w, t = new, t_new
    return w
