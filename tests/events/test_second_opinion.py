"""What the words alone say of the acts that they may tell."""

from __future__ import annotations

import numpy as np
import pytest

from readout.evaluation.pages_of import page_of_text
from readout.evaluation.passages import read_passage
from readout.events import read as events_room
from readout.events.second_opinion import LOOKED_AT, Views, both, hashed, table
from readout.language.analyse import analyse_page
from readout.language.analysis import Analysis
from readout.language.model import load
from readout.statements.tree import Tree, plant


def _read(text: str) -> tuple[Analysis, Tree]:
    analysis = analyse_page(page_of_text(text), load())
    return analysis, plant(analysis)


def test_the_table_is_for_the_roots_of_the_packaged_encoder() -> None:
    assert table().roots == load().about.labels["root"]
    assert (np.diff(table().keys.astype(np.int64)) > 0).all()


def test_probabilities_add_up_and_unlikely_words_are_left_alone() -> None:
    analysis, tree = _read("Gunmen killed nine farmers near Zaria. The harvest was a good one.")
    root = both(analysis, tree)
    assert root.shape == analysis.root.shape
    assert root.sum(1) == pytest.approx(1.0, abs=1e-4)
    unlikely = analysis.root[:, 0] > 1 - LOOKED_AT
    assert (root[unlikely] == analysis.root[unlikely]).all()
    assert (root[~unlikely] != analysis.root[~unlikely]).any()


@pytest.mark.parametrize(
    ("text", "word", "more", "less"),
    [
        ("Police arrested ten students in Kano.", "arrested", "COERCE", "AID"),
        ("The minister met his counterpart.", "met", "CONSULT", "ASSAULT"),
        ("The union called a strike.", "strike", "PROTEST", "AGREE"),
    ],
)
def test_words_tell_an_act_from_another(text: str, word: str, more: str, less: str) -> None:
    _, tree = _read(text)
    views = Views(tree.analysis, tree)
    [scores] = table().log_probabilities([views.of(tree.words.index(word))])
    roots = table().roots
    assert scores[roots.index(more)] > scores[roots.index(less)] + 1


def test_unknown_features_say_nothing() -> None:
    known, unknown = table().log_probabilities([["l=attack/V"], ["l=attack/V", "l=qqzzqq/V"]])
    assert hashed("l=qqzzqq/V") not in table().keys
    assert (known == unknown).all()


def test_names_stand_by_their_type_alone() -> None:
    _, tree = _read("Kenya sent soldiers to Haiti.")
    features = Views(tree.analysis, tree).of(tree.words.index("sent"))
    assert "c=nsubj:<gpe>" in features
    assert not [name for name in features if "kenya" in name or "haiti" in name]


def test_the_reading_of_events_asks_both(monkeypatch: pytest.MonkeyPatch) -> None:
    text = "Police in Kano arrested ten students of the university on Monday."
    assert [e.type for e in read_passage(text).events] == ["COERCE"]

    def nothing(analysis: Analysis, tree: Tree) -> np.ndarray:
        return np.eye(1, analysis.root.shape[1]).repeat(len(tree), 0)

    monkeypatch.setattr(events_room, "both", nothing)
    assert not read_passage(text).events
