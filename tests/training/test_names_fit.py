"""The fit of the second look at names, on scores made for the purpose."""

import itertools

import numpy as np
import pytest

pytest.importorskip("torch")

import torch

from readout.language.second_look import TYPES
from training.names.fit import f1, fit, loss, prepared, runs_of
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


def test_the_loss_is_of_all_sequences_that_may_be():
    torch.manual_seed(5)
    scores = torch.randn(4, 7)
    follows = {0: 0, 2: 1, 4: 3, 6: 5}

    def ways(length):
        for tags in itertools.product(range(7), repeat=length):
            pairs = zip((0, *tags), tags, strict=False)
            if all(b % 2 or not b or a in (b, follows[b]) for a, b in pairs):
                yield tags

    expected = 0.0
    for first, right in ((0, (5, 6, 0)), (3, (1,))):
        held = scores[first : first + len(right)]
        sums = [sum(held[i, t] for i, t in enumerate(tags)) for tags in ways(len(right))]
        own = sum(held[i, t] for i, t in enumerate(right))
        expected += float(torch.logsumexp(torch.stack(sums), 0) - own)
    found = loss(scores, torch.tensor([5, 6, 0, 1]), [3, 1])
    assert float(found) == pytest.approx(expected / 4, abs=1e-4)


def test_runs_end_with_sentences_and_at_words_in_no_doubt():
    runs = runs_of(np.array([0, 1, 2, 5, 6]), np.array([0, 2, 9], np.int32))
    assert [r.tolist() for r in runs] == [[0, 1], [2], [3, 4]]
    assert runs_of(np.zeros(0, np.intp), np.array([0, 2], np.int32)) == []


def test_a_name_cut_by_a_word_in_no_doubt_begins_anew():
    held = row(0) | {"gold": [["B-PER", "I-PER", "I-PER", "I-PER", "O"]]}
    assert prepared(held, TYPES)["y"].tolist() == [1, 1]


def test_two_documents_in_five_are_held():
    share = sum(held(f"document-{k}") for k in range(1000)) / 1000
    assert 0.35 < share < 0.45
