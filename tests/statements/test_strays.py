"""Content in another sentence than its cue, on sentences written for these tests."""

from __future__ import annotations

from readout.language.analyse import analyse
from readout.language.model import load
from readout.statements.draft import Draft
from readout.statements.strays import without_strays
from readout.statements.tree import Tree, plant

TEXT = "The court barred Ana Kiro from office. The party planned this, Kiro said. It was cold."


def _tree(text: str = TEXT) -> Tree:
    return plant(analyse(text, [(0, len(text))], load()))


def _told(tree: Tree, *content: tuple[int, int]) -> Draft:
    at = tree.words.index("said")
    return Draft((at - 1, at), (at, at + 1), content, "model", head=at)


def test_an_object_of_another_sentence_is_not_said() -> None:
    tree = _tree()
    stop = tree.words.index(".")
    at = tree.words.index("said")
    own = (stop + 1, at - 2)
    found = without_strays(tree, _told(tree, (3, stop), own), [])
    assert found is not None
    assert found.content == (own,)
    assert without_strays(tree, _told(tree, (3, stop)), []) is None


def test_whole_sentences_and_quotations_go_on() -> None:
    tree = _tree()
    at = tree.words.index("said")
    whole = _told(tree, (at + 2, len(tree) - 1))
    assert without_strays(tree, whole, []) is whole
    part = _told(tree, (3, 5))
    assert without_strays(tree, part, [(2, 6)]) is part
