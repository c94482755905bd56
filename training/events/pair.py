"""Fits the words' part of the given-pair task: ``python -m training.events.pair``.

On the sentences of ``plv_train`` that the language model learns from too, and on sentences written
for this (:mod:`training.events.written`); the tenth that the model holds back (``held_back`` of
``training.language.corpora``) is scored here and never fitted on, so that one figure holds for
both. To be run again after each export of a language model, for lemmas, trees and vectors come from
it; two minutes. Prints 5-fold cross-validation of the words alone, grouped by sentence (their
lemmas and trees come from a model that saw nine tenths of these sentences), and on the held-back
tenth the model, the words, and both. The written sentences only ever train; many were written after
reading errors of the cross-validation, which is therefore too bright.

The method is a linear support vector machine for each root over features and vectors of words. In
cross-validation the features alone had a macro F1 of .75, the vectors brought .04 and the written
sentences .03; the events of the project's own passages as further rows brought none.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
from sklearn.svm import SVC

from readout.evaluation.events import QUADS, macro_f1
from readout.events.pair import ends_of, root_by_model
from readout.events.pair_scores import WEIGHTS, PairTable, laid_out, pair_table, pair_vectors
from readout.events.pair_words import pair_features
from readout.language.analyse import analyse
from readout.language.model import load
from readout.language.vectors import word_vectors
from training.events.written import Span, written
from training.language.corpora import held_back

COST = 2.0
FOLDS = 5
LEAST_OFTEN = 2
"""Rows that a feature must be in."""
WRITTEN = 0.5
"""Weight of a written sentence beside a row of PLV."""
MARGIN = 3.0
"""Log-odds of a unit of margin; set beforehand, not fitted."""
SHARE = 0.5
"""Of the words beside the language model. Set beforehand at equal weight, not fitted: the model
has learnt the sentences that a fit would use, and the tenth that it has not is for scoring. With a
small encoder trained anew for each fold, shares of .4 to .6 are alike (macro F1 .845 to .858)."""
Floats = npt.NDArray[np.float32]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Row:
    """Two actors and the root between them."""

    root: str
    features: dict[str, float]
    vectors: Floats
    scores: dict[str, float]
    """Of the language model, YIELD for CONCEDE and RETREAT."""
    fold: int
    """-1: a written sentence, in training only."""
    back: bool
    """Held back from the language model's training as well."""


def main() -> None:
    """Fits, prints the figures and writes the weights."""
    centre = word_vectors().centre()
    rows = [*_plv(Path(os.environ["READOUT_DATA"]), centre), *_written(centre)]
    roots = sorted({row.root for row in rows})
    truth = np.array([roots.index(row.root) for row in rows])
    fold = np.array([row.fold for row in rows])
    back = np.array([row.back for row in rows])
    by_model = np.log([[max(row.scores[root], 1e-6) for root in roots] for row in rows])

    crossed = np.zeros((len(rows), len(roots)), dtype=np.float32)
    for k in range(FOLDS):
        crossed[fold == k] = _scores(rows, fold == k, _fit(rows, roots, fold != k, centre))
    _tell("words, cross-validated", crossed[fold >= 0], truth[fold >= 0], roots)
    _fit(rows, roots, ~back, centre).write(WEIGHTS)
    # As shipped: read again from its eight bits.
    words = _scores(rows, back, pair_table())
    _tell("held back: model", by_model[back], truth[back], roots)
    _tell("held back: words", words, truth[back], roots)
    both = (1 - SHARE) * by_model[back] + SHARE * words
    _tell("held back: both", both, truth[back], roots)


def _plv(data: Path, centre: Floats) -> Iterator[Row]:
    """The rows of ``plv_train``."""
    for line in (data / "events/plv_train.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = row["text"]
        source, target = ((x["start"], x["end"]) if x and x.get("start") is not None else None
                          for x in (row["source"], row["target"]))  # fmt: skip
        fold = hashlib.sha256(text.encode()).digest()[3] % FOLDS
        yield _row(text, source, target, row["gold"]["root"], centre, fold, held_back(text))


def _written(centre: Floats) -> Iterator[Row]:
    for one in written():
        yield _row(one.text, one.source, one.target, one.root, centre, -1, False)


def _row(
    text: str,
    source: Span | None,
    target: Span | None,
    root: str,
    centre: Floats,
    fold: int,
    back: bool,
) -> Row:
    analysis = analyse(text, [(0, len(text))], load())
    ends = ends_of(analysis, source, target)
    scores = root_by_model(analysis, *ends)[0]
    scores["YIELD"] = scores["CONCEDE"] + scores["RETREAT"]
    vectors = pair_vectors(analysis, *ends, lambda word: word_vectors().of(word) - centre)
    return Row(root, pair_features(analysis, *ends), vectors, scores, fold, back)


def _fit(
    rows: list[Row], roots: list[str], use: npt.NDArray[np.bool_], centre: Floats
) -> PairTable:
    """One machine a root against all others, both sides of equal weight."""
    chosen = [rows[i] for i in np.flatnonzero(use)]
    often = Counter(name for row in chosen for name in row.features)
    kept = sorted(name for name, count in often.items() if count >= LEAST_OFTEN)
    at = {name: k for k, name in enumerate(kept)}
    x = np.array([laid_out(row.features, row.vectors, at) for row in chosen])
    weight = np.array([WRITTEN if row.fold < 0 else 1.0 for row in chosen])
    products = (x @ x.T).astype(np.float64)
    weights, start = [], []
    for root in roots:
        machine = SVC(C=COST, kernel="precomputed", class_weight="balanced", tol=1e-2)
        machine.fit(products, [row.root == root for row in chosen], sample_weight=weight)
        weights.append(MARGIN * machine.dual_coef_[0] @ x[machine.support_])
        start.append(MARGIN * machine.intercept_[0])
    return PairTable(
        roots=roots,
        at=at,
        weights=np.array(weights, dtype=np.float32).T,
        start=np.array(start, dtype=np.float32),
        centre=centre,
        share=SHARE,
    )


def _scores(rows: list[Row], use: npt.NDArray[np.bool_], table: PairTable) -> Floats:
    """``[rows, roots]``: log probabilities."""
    chosen = [rows[i] for i in np.flatnonzero(use)]
    return np.array([table.scores(row.features, row.vectors) for row in chosen])


def _tell(what: str, scores: Floats, truth: Ints, roots: list[str]) -> None:
    quad = {root: name for name, members in QUADS.items() for root in members}
    pairs = [(roots[a], roots[b]) for a, b in zip(scores.argmax(1), truth, strict=True)]
    quads = [(quad[a], quad[b]) for a, b in pairs]
    right = sum(a == b for a, b in pairs) / len(pairs)
    sides = [(a.split("_")[1], b.split("_")[1]) for a, b in quads]
    print(f"{what}: root macro F1 {macro_f1(pairs):.3f}, accuracy {right:.3f}, quad "
          f"{macro_f1(quads):.3f}, binary {macro_f1(sides):.3f}, {len(pairs)} rows")  # fmt: skip


if __name__ == "__main__":
    main()
