"""The act between two actors that are given, by the words around them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt
import pytest

from readout.events.pair_scores import pair_table, pair_vectors, word_scores
from readout.events.pair_words import pair_features
from tests.analyses import Sketch

SENTENCE = "Norland/PROPN/2/nsubj {}/VERB/0/root Estia/PROPN/2/obj"


def features(verb: str, source: int = 0, target: int = 2) -> dict[str, float]:
    sketch = Sketch()
    sketch.sentence(SENTENCE.format(verb))
    return pair_features(sketch.analysis(), source, target)


def test_the_verb_over_both_and_no_name_is_a_feature() -> None:
    found = features("condemn")
    assert {"between condemn", "top condemn", "source nsubj condemn", "order forward"} <= set(found)
    assert not [name for name in found if "norland" in name or "estia" in name]


def test_the_other_way_round_is_told_apart() -> None:
    assert "order back" in features("condemn", 2, 0)


def test_an_actor_that_is_unknown_has_no_features() -> None:
    assert not [name for name in features("condemn", 0, -1) if name.startswith("target")]


def test_vectors_are_directions_of_the_words_that_tell() -> None:
    sketch = Sketch()
    words = "Norland/PROPN/2/nsubj condemned/VERB/0/root the/DET/4/det talks/NOUN/2/obj "
    sketch.sentence(words + "with/ADP/6/case Estia/PROPN/4/nmod")
    told = {"condemned": [2, 0], "talks": [0, 3], "with": [3, 4]}

    def vector_of(word: str) -> npt.NDArray[np.float32]:
        return np.array(told.get(word, [0, 0]), dtype=np.float32)

    found = pair_vectors(sketch.analysis(), 0, 5, vector_of).reshape(6, 2)
    whole, between, path, verbs, beside, other = found.tolist()
    assert whole == path == pytest.approx([2 / 13**0.5, 3 / 13**0.5])
    assert between == pytest.approx([5 / 74**0.5, 7 / 74**0.5])
    assert verbs == [1, 0]
    assert beside == [0, 1]
    # What hangs on the governor of the target is a preposition of its own: nothing.
    assert other == [0, 0]


@pytest.mark.parametrize(("verb", "root"), [("condemn", "ACCUSE"), ("reject", "REJECT")])
def test_the_words_alone_tell_the_root(verb: str, root: str) -> None:
    assert best_root(verb) == root


def test_a_verb_that_no_training_row_had_is_known_by_its_vector() -> None:
    assert not [name for name in pair_table().at if "excoriate" in name]
    assert best_root("excoriated") == "ACCUSE"


def best_root(verb: str) -> str:
    sketch = Sketch()
    sketch.sentence(SENTENCE.format(verb))
    roots, logs, share = word_scores(sketch.analysis(), 0, 2)
    assert np.exp(logs).sum() == pytest.approx(1, abs=1e-4)
    assert 0 < share < 1
    return roots[int(logs.argmax())]
