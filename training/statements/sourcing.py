"""Fits sourcing and anonymity on the passages: ``python -m training.statements.sourcing``.

Trains on the gold source phrases of the ``train`` topics (both folders; pronouns are left out, as
they get what their antecedent has), prints accuracy by folds of topics and on ``dev``.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Any

import numpy as np

from readout.evaluation.pages_of import page_of_text
from readout.language.analyse import analyse_page
from readout.language.model import Model, load
from readout.statements.phrases import by_rule, name_map
from readout.statements.sourcing import SOURCING, features
from readout.statements.tree import plant
from training.statements.logistic import fit_many, fit_two, matrix, vocabulary
from training.statements.rows import passages, row
from training.statements.weights import write


def collect(model: Model, *parts: str) -> tuple[list[Any], ...]:
    """Features, sourcing, anonymity, topic and the rule's answers of each source phrase."""
    found: tuple[list[Any], ...] = ([], [], [], [], [])
    for passage in passages(*parts, folders=("statements", "events")):
        one = row(passage)
        tree = plant(analyse_page(page_of_text(one["text"]), model))
        names = name_map(tree)
        for attribution in one["attributions"]:
            for start, end in attribution["source"][:1]:
                first, after = bisect_left(tree.start, start), bisect_left(tree.start, end)
                if first >= after:
                    continue
                speaker = by_rule(tree, names, (first, after))
                if speaker.pronoun:
                    continue
                found[0].append(dict.fromkeys(features(tree, names, speaker), 1.0))
                found[1].append(SOURCING.index(attribution["sourcing"]))
                found[2].append(float(attribution["anonymous"]))
                found[3].append(passage.about["topic"])
                found[4].append((speaker.sourcing, speaker.anonymous))
    return found


def main(strength: float = 1.5) -> None:
    """Fits, prints, writes."""
    model = load()
    rows, kinds, hidden, topics, rules = collect(model, "train")
    names = vocabulary(rows, 2)
    x, y, a = matrix(rows, names), np.array(kinds), np.array(hidden)
    right = np.mean([SOURCING[k] == r[0] for k, r in zip(kinds, rules, strict=True)])
    cover = np.mean([bool(h) == r[1] for h, r in zip(hidden, rules, strict=True)])
    print(f"{len(y)} phrases; by rule: sourcing {right:.3f} anonymous {cover:.3f}")
    folds = np.array([sorted(set(topics)).index(t) % 5 for t in topics])
    hits, covers = np.zeros(len(y)), np.zeros(len(y))
    for fold in range(5):
        out = folds == fold
        w = fit_many(x[~out], y[~out], len(SOURCING), strength)
        hits[out] = (x[out] @ w).argmax(1) == y[out]
        covers[out] = (x[out] @ fit_two(x[~out], a[~out], strength) > 0) == (a[out] > 0)
    print(f"train, five folds by topic: sourcing {hits.mean():.3f} anonymous {covers.mean():.3f}")
    w, b = fit_many(x, y, len(SOURCING), strength), fit_two(x, a, strength)
    rows2, kinds2, hidden2, _, _ = collect(model, "dev")
    x2 = matrix(rows2, names)
    sourcing = ((x2 @ w).argmax(1) == np.array(kinds2)).mean()
    anonymous = ((x2 @ b > 0) == (np.array(hidden2) > 0)).mean()
    print(f"dev: sourcing {sourcing:.3f} anonymous {anonymous:.3f} of {len(kinds2)}")
    write("sourcing", dict(zip(names, w.tolist(), strict=True)))
    write("anonymous", dict(zip(names, [[float(v)] for v in b], strict=True)))


if __name__ == "__main__":
    main()
