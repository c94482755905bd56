"""Lemmas learnt from a handful of words."""

from __future__ import annotations

from pathlib import Path

from readout.language.lemmas import Lemmas

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
