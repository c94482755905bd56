"""The fit of the second look at names, on scores made for the purpose."""

import numpy as np
import pytest

pytest.importorskip("torch")

from readout.language.second_look import TYPES
from training.names.fit import f1, fit, prepared
from training.names.held import held


def row(k: int) -> dict:
    """An encoder that takes every place behind "in" for a person."""
    words = f"Lena lives in Ost{k} .".split()
    scores = np.full((len(words), 1 + 2 * len(TYPES)), -6.0, np.float32)
    scores[:, 0] = 6
    scores[[0, 3]] = -6
    scores[[0, 3], 1], scores[3, 5] = 3, 1
    return {
        "id": str(k),
        "words": [words],
        "gold": [["B-PER", "O", "O", "B-LOC", "O"]],
        "sc": scores,
        "upos": np.array([11, 15, 1, 11, 12]),
    }


def test_errors_that_recur_are_learnt():
    rows = [prepared(row(k), TYPES) for k in range(150)]
    assert f1(rows, None)["LOC"] == 0
    look = fit(rows, seeds=(0,))
    unseen = [prepared(row(k), TYPES) for k in range(200, 210)]
    assert f1(unseen, look) == {"all": 100, "PER": 100, "LOC": 100, "ORG": 0}


def test_two_documents_in_five_are_held():
    share = sum(held(f"document-{k}") for k in range(1000)) / 1000
    assert 0.35 < share < 0.45
