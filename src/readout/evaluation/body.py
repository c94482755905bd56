"""Body F1 as in the Zyte article-extraction benchmark: counted shingles of four tokens."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_TOKEN = re.compile(r"\w+")
_LENGTH = 4
DRAWS = 1_000
_Array = NDArray[np.float64]


def shingles(text: str) -> Counter[tuple[str, ...]]:
    """Runs of four tokens (``\\w+``, case kept) with counts; of all tokens when there are fewer."""
    tokens = _TOKEN.findall(text)
    runs = (tuple(tokens[i : i + _LENGTH]) for i in range(max(1, len(tokens) - _LENGTH + 1)))
    return Counter(run for run in runs if run)


def body_counts(gold: str, found: str) -> tuple[float, float, float]:
    """True positives, false positives and false negatives of one page, normalised to sum to one."""
    want, have = shingles(gold), shingles(found)
    tp = sum((want & have).values())
    fp = sum(have.values()) - tp
    fn = sum(want.values()) - tp
    total = tp + fp + fn
    return (tp / total, fp / total, fn / total) if total else (0.0, 0.0, 0.0)


def body_scores(pairs: Sequence[tuple[str, str]]) -> dict[str, float]:
    """Precision and recall as means over pages (gold, found), and the F1 of the two means.

    The 95 % interval (``low``, ``high``) is a bootstrap over pages, 1,000 draws, seeded.
    """
    counts = np.array([body_counts(g, f) for g, f in pairs])
    tp, fp, fn = counts.T
    precision = np.where(tp + fp > 0, tp / np.maximum(tp + fp, 1e-12), 0.0)
    # A page with nothing to find has a recall of one, and a precision of one if nothing was found.
    precision[(tp + fp == 0) & (tp + fn == 0)] = 1.0
    recall = np.where(tp + fn > 0, tp / np.maximum(tp + fn, 1e-12), 1.0)
    draws = np.random.default_rng(0).integers(0, len(pairs), (DRAWS, len(pairs)))
    sample = _f1(precision[draws].mean(axis=1), recall[draws].mean(axis=1))
    low, high = np.quantile(sample, [0.025, 0.975])
    p, r = float(precision.mean()), float(recall.mean())
    return {
        "precision": p,
        "recall": r,
        "f1": float(_f1(np.array(p), np.array(r))),
        "low": float(low),
        "high": float(high),
        "pages": float(len(pairs)),
    }


def _f1(p: _Array, r: _Array) -> _Array:
    return np.asarray(2 * p * r / np.maximum(p + r, 1e-12))
