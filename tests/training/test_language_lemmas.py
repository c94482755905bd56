"""The table of lemmas: what is taught besides the treebanks."""

from __future__ import annotations

import pytest

pytest.importorskip("torch", reason="PyTorch is for training only")
pytest.importorskip("onnx", reason="onnx is for training only")

from training.language.corpora import Document, Sentence
from training.language.export import lemma_table, regular_forms


def forms(verb: str) -> list[str]:
    return [form for form, _, _ in regular_forms(f"# head\n{verb}")]


@pytest.mark.parametrize(
    ("verb", "past", "going", "third"),
    [
        ("loot", "looted", "looting", "loots"),
        ("ban+", "banned", "banning", "bans"),
        ("invade", "invaded", "invading", "invades"),
        ("decree", "decreed", "decreeing", "decrees"),
        ("deny", "denied", "denying", "denies"),
        ("obey", "obeyed", "obeying", "obeys"),
        ("veto", "vetoed", "vetoing", "vetoes"),
        ("woo", "wooed", "wooing", "woos"),
        ("clash", "clashed", "clashing", "clashes"),
    ],
)
def test_forms_of_a_regular_verb(verb: str, past: str, going: str, third: str) -> None:
    lemma = verb.rstrip("+")
    assert forms(verb) == [past, past, going, third, lemma, lemma]


def test_what_the_treebank_teaches_wrong_of_unseen_verbs_is_mended() -> None:
    pairs = [("hated", "hate"), ("dated", "date"), ("rated", "rate"), ("looked", "look")]
    sentence = Sentence([word for word, _ in pairs])
    sentence.xpos = ["VBD"] * len(pairs)
    sentence.lemma = [lemma for _, lemma in pairs]
    table = lemma_table([Document("made up", "d", [sentence])])
    assert table.of("looted", "VBD") == "loot"
    assert table.of("rioted", "VBD") == "riot"
    assert table.of("dated", "VBD") == "date"
    assert table.of("fled", "VBD") == "flee"
