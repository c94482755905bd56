"""Passages with labelled names: markup, mistakes in it, and targets of training."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.corpus.check import main as check
from training.language.named import TYPES, read_named

PASSAGE = """\
## nm-1 | genre=review | region=South Asia
I called [ORG:Bright Star Tours] in [GPE:Chennai].

[PER:Asha Rao] answered.
## nm-2 | genre=review | region=South Asia
Nobody did.
"""


def test_labels_leave_the_text_and_become_spans() -> None:
    (name, text, marks), (other, _, none) = read_named(PASSAGE, "made up")
    assert (name, other, none) == ("nm-1", "nm-2", [])
    assert [(text[a:b], kind) for a, b, kind in marks] == [
        ("Bright Star Tours", "organization"), ("Chennai", "gpe"), ("Asha Rao", "person"),
    ]  # fmt: skip
    assert "[" not in text


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("## nm-1 |\n[FIRM:Acme] won.", "nm-1: no such type of name: FIRM"),
        ("## nm-1 |\n[ORG:Acme won.", "nm-1: a bracket that labels nothing"),
        ("## nm-1 |\n[ORG:[GPE:Oslo] Bank] won.", "nm-1: a bracket that labels nothing"),
    ],
)
def test_a_wrong_label_is_told_with_its_passage(text: str, told: str) -> None:
    with pytest.raises(ValueError, match=told):
        read_named(text, "made up")


def test_the_check_of_the_corpus_reads_names_too(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "names" / "a.txt"
    path.parent.mkdir()
    path.write_text(PASSAGE, encoding="utf-8")
    assert check([path]) == 0
    assert "2 passages with 3 labelled names" in capsys.readouterr().out
    path.write_text(PASSAGE + PASSAGE.replace("ORG:", "FIRM:"), encoding="utf-8")
    assert check([path]) == 1
    assert "no such type of name: FIRM" in capsys.readouterr().out


def test_words_of_a_label_train_as_that_type() -> None:
    pytest.importorskip("torch")
    from training.language.named import documents
    from training.language.names import Gazetteer, tag_mask

    gazetteer = Gazetteer.__new__(Gazetteer)
    gazetteer.people = {"germans"}
    sentences = [s for d in documents(gazetteer) for s in d.sentences]
    begun = {tag_mask("B", (kind,)) for kind in TYPES.values()}
    assert sum(mask in begun for s in sentences for mask in s.names) > 2000
    assert all(len(s.names) == len(s.words) for s in sentences)
