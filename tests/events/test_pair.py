"""The act between two actors that are given, by the words around them."""

from __future__ import annotations

import numpy as np
import pytest

from readout.events.pair_words import pair_features, word_scores
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


@pytest.mark.parametrize(("verb", "root"), [("condemn", "ACCUSE"), ("reject", "REJECT")])
def test_the_words_alone_tell_the_root(verb: str, root: str) -> None:
    roots, logs, share = word_scores(features(verb))
    assert roots[int(logs.argmax())] == root
    assert np.exp(logs).sum() == pytest.approx(1, abs=1e-4)
    assert 0 < share < 1
