"""Fits status and background on the project's passages: ``python -m training.statements.status``.

Trains on the ``train`` topics of both folders, prints macro-F1 on ``dev`` (and with ``test`` behind
the command, on ``test``), writes the weights.
"""

from __future__ import annotations

import sys
from typing import Any

import numpy as np

from readout.evaluation.pages_of import page_of_text
from readout.evaluation.standing import confusion, macro
from readout.language.analyse import analyse_page
from readout.language.model import Model, load
from readout.statements.find import find
from readout.statements.status import STATUSES, features, holders, word_of
from readout.statements.tree import plant
from training.statements.logistic import fit_many, fit_two, matrix, vocabulary
from training.statements.rows import passages, row
from training.statements.weights import write

FOLDERS = ("statements", "events")


def collect(
    model: Model, *parts: str
) -> tuple[list[dict[str, float]], list[str], list[bool], list[str]]:
    """Features, status, background and topic of each marked predicate."""
    found: tuple[list[Any], ...] = ([], [], [], [])
    for passage in passages(*parts, folders=FOLDERS):
        one = row(passage)
        page = page_of_text(one["text"])
        tree = plant(analyse_page(page, model))
        kept, _, _ = find(tree, [(b.start, b.end, True) for b in page.blocks])
        holder = holders([f.draft for f in kept])
        for predicate in one["predicates"]:
            word = word_of(tree, *predicate["span"])
            if word < 0:
                continue
            found[0].append(dict.fromkeys(features(tree, word, holder.get(word)), 1.0))
            found[1].append(predicate["status"])
            found[2].append(predicate["background"])
            found[3].append(passage.about["topic"])
    return found  # type: ignore[return-value]


def main(strength: float = 3.0) -> None:
    """Fits, prints, writes."""
    model = load()
    rows, status, back, topics = collect(model, "train")
    names = vocabulary(rows, 3)
    x = matrix(rows, names)
    y = np.array([STATUSES.index(s) for s in status])
    counts = np.bincount(y, minlength=len(STATUSES))
    # Rare statuses count for more, by the root of how rare they are: the figure is a macro-F1.
    weight = np.sqrt(counts.mean() / np.maximum(counts, 1))[y]
    print(len(y), "predicates", dict(zip(STATUSES, counts.tolist(), strict=True)))
    folds = np.array([sorted(set(topics)).index(t) % 5 for t in topics])
    pairs: list[tuple[str, str]] = []
    backs = np.zeros(len(y))
    for fold in range(5):
        out = folds == fold
        w = fit_many(x[~out], y[~out], len(STATUSES), strength, weight[~out], steps=100)
        guess = (x[out] @ w).argmax(1)
        pairs += [(STATUSES[a], STATUSES[b]) for a, b in zip(guess, y[out], strict=True)]
        b = fit_two(x[~out], np.array(back, dtype=float)[~out], 4.0)
        backs[out] = x[out] @ b
    _show("train, five folds by topic", pairs, backs > 0, np.array(back))
    w = fit_many(x, y, len(STATUSES), strength, weight, steps=200)
    b = fit_two(x, np.array(back, dtype=float), 4.0)
    for part in ("dev", *sys.argv[1:]):
        rows2, status2, back2, _ = collect(model, part)
        x2 = matrix(rows2, names)
        guess = (x2 @ w).argmax(1)
        _show(
            part,
            [(STATUSES[a], s) for a, s in zip(guess, status2, strict=True)],
            x2 @ b > 0,
            np.array(back2),
        )
    write("status", dict(zip(names, w.tolist(), strict=True)))
    write("background", dict(zip(names, [[float(v)] for v in b], strict=True)))


def _show(title: str, pairs: list[tuple[str, str]], ours: Any, gold: Any) -> None:
    score, each = macro(pairs)
    right = sum(a == b for a, b in pairs)
    print(
        f"{title}: macro-F1 {score:.3f} accuracy {right / max(len(pairs), 1):.3f} of {len(pairs)}"
    )
    print("  ", {k: round(v, 2) for k, v in each.items()})
    hit, f, g = (ours & gold).sum(), ours.sum(), gold.sum()
    print(f"   background F1 {2 * hit / max(f + g, 1):.3f} ({g} of {len(gold)})")
    for status, row_ in confusion(pairs).items():
        print("   ", status, row_)


if __name__ == "__main__":
    main()
