"""Fits the words' part of the given-pair task: ``python -m training.events.pair``.

On the sentences of ``plv_train`` that the language model learns from too; the tenth that it holds
back (``held_back`` of ``training.language.corpora``) is scored here and never fitted on, so that
one figure holds for both. To be run again after each export of a language model, for lemmas and
trees come from it; some minutes on an idle machine. Prints 5-fold cross-validation of the words
alone, grouped by sentence (their lemmas and trees come from a model that saw nine tenths of these
sentences), and on the held-back tenth the model, the words, and both.
"""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path

import numpy as np
import numpy.typing as npt

from readout.evaluation.events import QUADS, macro_f1
from readout.events.pair import ends_of, root_by_model
from readout.events.pair_words import WEIGHTS, pair_features
from readout.language.analyse import analyse
from readout.language.model import load
from training.language.corpora import held_back
from training.statements.logistic import fit_many, matrix, vocabulary

STRENGTH = 1.0
LEAST = 3
FOLDS = 5
STEPS = 80
SHARE = 0.5
"""Of the words beside the language model. Set beforehand at equal weight, not fitted: the model
has learnt the sentences that a fit would use, and the tenth that it has not is for scoring."""
COMMENT = (
    "Hundredths of log-odds of a PLOVER root by what stands around two actors; written by "
    "training/events/pair.py, which says on what it was fitted."
)
Floats = npt.NDArray[np.float64]


def main() -> None:
    """Fits, prints the figures and writes the weights."""
    path = Path(os.environ["READOUT_DATA"]) / "events/plv_train.jsonl"
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    roots = sorted({row["gold"]["root"] for row in rows})
    truth = np.array([roots.index(row["gold"]["root"]) for row in rows])
    found: list[dict[str, float]] = []
    by_model = np.zeros((len(rows), len(roots)))
    for k, row in enumerate(rows):
        analysis = analyse(row["text"], [(0, len(row["text"]))], load())
        spans = [(x["start"], x["end"]) if x and x.get("start") is not None else None
                 for x in (row["source"], row["target"])]  # fmt: skip
        ends = ends_of(analysis, spans[0], spans[1])
        found.append(pair_features(analysis, *ends))
        scores = root_by_model(analysis, *ends)[0]
        scores["YIELD"] = scores["CONCEDE"] + scores["RETREAT"]
        by_model[k] = np.log([max(scores[root], 1e-6) for root in roots])
    back = np.array([held_back(row["text"]) for row in rows])
    fold = np.array([hashlib.sha256(row["text"].encode()).digest()[3] % FOLDS for row in rows])

    crossed = np.zeros((len(rows), len(roots)))
    for k in range(FOLDS):
        names, weights = _fit(found, truth, fold != k, len(roots))
        crossed[fold == k] = matrix([found[i] for i in np.flatnonzero(fold == k)], names) @ weights
    _tell("words, cross-validated", crossed, truth, roots)
    names, weights = _fit(found, truth, ~back, len(roots))
    words = matrix([found[i] for i in np.flatnonzero(back)], names) @ weights
    words -= np.log(np.exp(words).sum(1, keepdims=True))
    _tell("held back: model", by_model[back], truth[back], roots)
    _tell("held back: words", words, truth[back], roots)
    both = (1 - SHARE) * by_model[back] + SHARE * words
    _tell("held back: both", both, truth[back], roots)
    hundredths = np.rint(100 * weights).astype(int)
    kept = {n: w.tolist() for n, w in zip(names, hundredths, strict=True) if w.any()}
    held = {"comment": COMMENT, "licence": "Apache-2.0", "share": SHARE, "roots": roots,
            "pair": kept}  # fmt: skip
    text = json.dumps(held, separators=(",", ":"), ensure_ascii=False)
    WEIGHTS.write_text(text.replace("],", "],\n") + "\n", encoding="utf-8")


def _fit(
    rows: list[dict[str, float]],
    truth: npt.NDArray[np.int64],
    use: npt.NDArray[np.bool_],
    roots: int,
) -> tuple[list[str], Floats]:
    chosen = [rows[i] for i in np.flatnonzero(use)]
    names = vocabulary(chosen, LEAST)
    return names, fit_many(matrix(chosen, names), truth[use], roots, STRENGTH, steps=STEPS)


def _tell(what: str, scores: Floats, truth: npt.NDArray[np.int64], roots: list[str]) -> None:
    quad = {root: name for name, members in QUADS.items() for root in members}
    pairs = [(roots[a], roots[b]) for a, b in zip(scores.argmax(1), truth, strict=True)]
    quads = [(quad[a], quad[b]) for a, b in pairs]
    right = sum(a == b for a, b in pairs) / len(pairs)
    print(f"{what}: root macro F1 {macro_f1(pairs):.3f}, accuracy {right:.3f}, quad "
          f"{macro_f1(quads):.3f}, {len(pairs)} rows")  # fmt: skip


if __name__ == "__main__":
    main()
