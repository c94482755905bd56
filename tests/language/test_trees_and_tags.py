"""Trees and tags against exhaustive search, on sizes where that is possible."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from readout.language.decode import bio_allowed, broken, is_tree, runs, tree_heads, viterbi


def best_by_hand(scores: np.ndarray) -> float:
    n = len(scores)
    best = -np.inf
    for heads in itertools.product(range(n + 1), repeat=n):
        if all(h != i + 1 for i, h in enumerate(heads)) and is_tree(np.array(heads)):
            best = max(best, sum(scores[i, h] for i, h in enumerate(heads)))
    return best


@pytest.mark.parametrize("seed", range(60))
def test_tree_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    n = int(rng.integers(1, 6))
    scores = rng.normal(size=(n, n + 1))
    heads = tree_heads(scores)
    assert is_tree(heads)
    assert scores[np.arange(n), heads].sum() == pytest.approx(best_by_hand(scores))


def test_cheap_roots_still_give_one_root() -> None:
    scores = np.zeros((7, 8))
    scores[:, 0] = 50
    assert (tree_heads(scores) == 0).sum() == 1


def test_broken_finds_cycles_and_roots() -> None:
    # Sentence 1: a tree; 2: two roots; 3: a cycle of words 6 and 7 with a root beside it.
    heads = np.array([0, 1, 0, 0, 0, 7, 6])
    sentence = np.array([1, 1, 2, 2, 3, 3, 3])
    assert broken(heads, sentence).tolist() == [2, 3]


@pytest.mark.parametrize("seed", range(40))
def test_viterbi_is_the_best_of_all(seed: int) -> None:
    rng = np.random.default_rng(seed)
    lengths = rng.integers(1, 5, size=4)
    starts = np.concatenate([[0], np.cumsum(lengths)[:-1]])
    scores = rng.normal(size=(lengths.sum(), 5))
    tags = viterbi(scores, starts, lengths)
    allowed = bio_allowed(5)

    def obeys(path: tuple[int, ...]) -> bool:
        return bool(allowed[5, path[0]]) and all(allowed[a, b] for a, b in itertools.pairwise(path))

    for at, n in zip(starts, lengths, strict=True):
        found = tuple(tags[at : at + n])
        assert obeys(found)
        best = max(
            sum(scores[at + i, t] for i, t in enumerate(path))
            for path in itertools.product(range(5), repeat=int(n))
            if obeys(path)
        )
        assert scores[np.arange(at, at + n), found].sum() == pytest.approx(best)


def test_runs() -> None:
    start, end, kind = runs(np.array([1, 2, 0, 3, 3, 4, 0, 1]))
    assert list(zip(start, end, kind, strict=True)) == [
        (0, 2, 0),
        (3, 4, 1),
        (4, 6, 1),
        (7, 8, 0),
    ]
    assert all(len(x) == 0 for x in runs(np.zeros(4, dtype=np.intp)))
    assert all(len(x) == 0 for x in runs(np.zeros(0, dtype=np.intp)))
