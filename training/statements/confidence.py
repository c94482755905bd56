"""Fits the confidence of statements: ``python -m training.statements.confidence GOLD.jsonl [N]``.

GOLD is in the format of ``data/attribution`` (its training part; the first N articles). A draft is
right when source and content match a gold statement as in the ``pair`` score. Every third article
is first held back to print how well the confidence is calibrated; the weights written are fitted
on all of them.
"""

from __future__ import annotations

import hashlib
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np

from readout.evaluation.attribution import paragraphs, read_gold
from readout.evaluation.statements import covered, gold_told, match, told_of, word_starts
from readout.language.analyse import analyse
from readout.language.model import load
from readout.statements.confidence import features
from readout.statements.find import every_draft, quoted
from readout.statements.tree import plant
from training.statements.logistic import fit_two, matrix, vocabulary
from training.statements.weights import write

ROLES = ("source", "content")


def rows_of(row: dict[str, Any], analysis: Any) -> Iterator[tuple[dict[str, float], bool]]:
    """Features and truth of each draft of an article."""
    tree, text = plant(analysis), row["text"]
    drafts = every_draft(tree, [(a, b, True) for a, b in paragraphs(text)])
    words = word_starts(text)
    ours = [told_of(tree, d.source, d.cue, d.content) for d in drafts.open]
    sides = [[[covered(words, t.of(r)) for r in ("source", "cue", "content")] for t in side]
             for side in (ours, gold_told(row))]  # fmt: skip
    right = match(sides[0], sides[1], (0, 2), 0.5)
    for i, draft in enumerate(drafts.open):
        yield features(tree, draft, quoted(draft, drafts.quotes)), i in right


def main(path: Path, limit: int | None) -> None:
    """Fits, prints the calibration and writes the weights."""
    model = load()
    found, held = [], []
    for row in read_gold(path)[:limit]:
        analysis = analyse(row["text"], paragraphs(row["text"]), model)
        back = hashlib.sha256(row["id"].encode()).digest()[0] % 3 == 0
        for one in rows_of(row, analysis):
            found.append(one)
            held.append(back)
    names = vocabulary([f for f, _ in found], 8)
    x, y = matrix([f for f, _ in found], names), np.array([r for _, r in found], dtype=float)
    out = np.array(held)
    chance = 1 / (1 + np.exp(-x[out] @ fit_two(x[~out], y[~out], 3.0)))
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            said, true = chance[inside].mean(), y[out][inside].mean()
            print(f"{low:.1f}  said {said:.2f}  is {true:.2f}  n {inside.sum()}")
    write("confidence", dict(zip(names, fit_two(x, y, 3.0).tolist(), strict=True)))


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else None)
