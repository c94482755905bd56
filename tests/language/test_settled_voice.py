"""A parse that makes a passive of a verb with an object is corrected, another one is not."""

from __future__ import annotations

import numpy as np
import pytest

from readout.language.voice import settle_voice

DEPREL = ["root", "nsubj", "nsubj:pass", "aux:pass", "obj", "det"]
XPOS = ["NNS", "VBN", "VBD", "NNP"]


def settled(words: str, heads: list[int], labels: list[str]) -> tuple[list[str], list[str]]:
    """Labels and tags of the sentence after it was looked at; its verb is a participle."""
    held = {
        "head": np.array(heads),
        "deprel": np.array([DEPREL.index(x) for x in labels], dtype=np.uint8),
        "xpos": np.array([XPOS.index("VBN" if h < 0 else "NNS") for h in heads], dtype=np.uint8),
    }
    settle_voice(words.split(), held, DEPREL, XPOS)
    return [DEPREL[k] for k in held["deprel"]], [XPOS[k] for k in held["xpos"]]


def test_who_arrests_somebody_is_no_sufferer():
    labels, tags = settled("Police arrested Ana", [1, -1, 1], ["nsubj:pass", "root", "obj"])
    assert labels == ["nsubj", "root", "obj"]
    assert tags == ["NNS", "VBD", "NNS"]


@pytest.mark.parametrize(
    ("words", "heads", "labels"),
    [
        ("Ana arrested", [1, -1], ["nsubj:pass", "root"]),
        ("Ana given prizes", [1, -1, 1], ["nsubj:pass", "root", "obj"]),
        ("Ana was hit it", [2, 2, -1, 2], ["nsubj:pass", "aux:pass", "root", "obj"]),
    ],
)
def test_a_passive_stays_one(words: str, heads: list[int], labels: list[str]):
    assert settled(words, heads, labels)[0] == labels


def test_other_labels_are_left_alone():
    held = {"head": np.array([1, -1]), "deprel": np.zeros(2, np.uint8), "xpos": np.zeros(2)}
    settle_voice(["a", "b"], held, ["root", "nsubj"], XPOS)
    assert held["deprel"].tolist() == [0, 0]
