"""Lemmas learnt from a handful of words."""

from __future__ import annotations

from pathlib import Path

import pytest

from readout.language.lemmas import Lemmas
from readout.language.model import load

SEEN = [
    ("walked", "VBD", "walk"),
    ("talked", "VBD", "talk"),
    ("asked", "VBD", "ask"),
    ("carried", "VBD", "carry"),
    ("married", "VBD", "marry"),
    ("went", "VBD", "go"),
    ("states", "NNS", "state"),
    ("rebels", "NNS", "rebel"),
    ("people", "NNS", "people"),
    ("Syria", "NNP", "Syria"),
    ("n’t", "RB", "not"),
]


def test_rules_reach_unseen_words_and_the_table_keeps_exceptions() -> None:
    lemmas = Lemmas.learn(SEEN)
    assert [lemmas.of(w, t) for w, t, _ in SEEN] == [lemma for _, _, lemma in SEEN]
    assert lemmas.of("Parked", "VBD") == "park"
    assert lemmas.of("tarried", "VBD") == "tarry"
    assert lemmas.of("camps", "NNS") == "camp"
    assert lemmas.of("n't", "RB") == "not"
    assert lemmas.of("1,100", "CD") == "1100"
    assert lemmas.of("Kyiv", "NNP") == "Kyiv"
    assert ("walked", "VBD") not in lemmas.forms


def test_file_round_trip(tmp_path: Path) -> None:
    lemmas = Lemmas.learn(SEEN)
    lemmas.write(tmp_path / "lemmas.tsv")
    again = Lemmas.read(tmp_path / "lemmas.tsv")
    assert (again.forms, again.rules) == (lemmas.forms, lemmas.rules)


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [("hits", "VBD", "hit"), ("refused", "VBG", "refuse"), ("refused", "VBZ", "refuse"),
     ("attacking", "VBD", "attack"), ("sing", "VBP", "sing"), ("passed", "VBD", "pass"),
     ("accuse", "VBD", "accuse"), ("attack", "VBN", "attack"), ("deny", "VBG", "deny"),
     ("seize", "VBZ", "seize"), ("retook", "VBD", "retake"), ("fled", "VBD", "flee"),
     ("fled", "VBG", "flee"), ("bases", "NNS", "base")],
)  # fmt: skip
def test_an_ending_says_which_form_a_verb_has(word: str, tag: str, lemma: str) -> None:
    assert load().lemmas.of(word, tag) == lemma


@pytest.mark.parametrize(
    ("word", "tag", "lemma"),
    [("freed", "VBN", "free"), ("sought", "VBG", "seek"), ("beaten", "VBD", "beat")],
)
def test_a_past_form_is_known_whatever_the_tag_of_the_verb(word: str, tag: str, lemma: str) -> None:
    assert load().lemmas.of(word, tag) == lemma
