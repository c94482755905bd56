"""The second look at names: what it is told of a word, and what its answer does."""

import numpy as np
import pytest

from readout.language.names import find_names
from readout.language.second_look import TYPES, SecondLook, features, log_chances, second_look

WORDS = "Lena met Lena in Ost .".split()
SENTENCES = np.array([0, len(WORDS)], np.int32)
UPOS = np.zeros(len(WORDS), np.uint8)


def scores(**person: float) -> np.ndarray:
    """``[words, 17]``: outside everywhere, but for the score of a person where one is given."""
    out = np.full((len(WORDS), 1 + 2 * len(TYPES)), -9.0, np.float32)
    out[:, 0] = 9
    for word, score in person.items():
        at = int(word[1:])
        out[at, 0], out[at, 1] = 0, score
    return out


def known(held: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    logs = log_chances(held)
    return features(WORDS, np.exp(logs), logs, UPOS, SENTENCES)


def test_only_words_in_doubt_are_looked_at():
    rows, _ = known(scores(w0=1, w4=8))
    assert rows.tolist() == [0, 4]
    assert not len(known(scores())[0])


def test_peoples_stay_peoples():
    held = scores(w0=1)
    held[4, 0], held[4, 11] = 0, 3
    assert known(held)[0].tolist() == [0]


def test_a_word_is_told_of_its_other_occurrences():
    _, alone = known(scores(w0=1))
    _, both = known(scores(w0=1, w2=6))
    assert not np.allclose(alone[0], both[0])
    _, other = known(scores(w0=1, w4=6))
    assert np.allclose(alone[0], other[0])


def test_features_fit_the_weights_of_the_package():
    look = second_look()
    rows, x = known(scores(w0=1, w4=0))
    assert x.shape == (2, len(look.into))
    assert look(x).shape == (len(rows), 7)


def shift(answer: int, by: float) -> SecondLook:
    """A network that moves one answer, whatever it is told."""
    size = len(second_look().into)
    bias = np.zeros(7, np.float32)
    bias[answer] = by
    none = np.zeros((size, 1), np.float32)
    return SecondLook(none, none[0], np.zeros((1, 7), np.float32), bias)


@pytest.mark.parametrize(("look", "kinds"), [(shift(0, 9), []), (shift(3, 19), ["organization"])])
def test_the_answer_moves_the_scores_of_a_kind(look, kinds):
    held = scores(w4=1)
    plain = find_names(WORDS, held, SENTENCES, list(TYPES), UPOS)
    assert [TYPES[k] for k in plain.type] == ["person"]
    found = find_names(WORDS, held, SENTENCES, list(TYPES), UPOS, look)
    assert [TYPES[k] for k in found.type] == kinds
    assert (found.score > 0.9).all()


def test_other_types_are_not_looked_at():
    types = ["person"]
    names = find_names(WORDS, scores(w4=1)[:, :3], SENTENCES, types, UPOS, shift(0, 9))
    assert len(names.type) == 1
