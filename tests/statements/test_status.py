"""Status and background of predicates in sentences written for the tests."""

from __future__ import annotations

import pytest

from readout.evaluation.pages_of import page_of_text
from readout.language.analyse import analyse_page
from readout.language.model import Model
from readout.statements.find import find
from readout.statements.status import STATUSES, statuses
from readout.statements.tree import plant


@pytest.mark.parametrize(
    ("text", "word", "status"),
    [
        ("Rebels attacked the convoy on Monday.", "attacked", "occurred"),
        ("The army did not attack the convoy.", "attack", "denied"),
        ("The minister has promised to release the prisoners next week.", "release", "planned"),
        ("The union urged the government to release the prisoners.", "release", "requested"),
        ("If the rebels attack the town, the army will respond.", "attack", "hypothetical"),
        ("The ministry did not say whether it had released the prisoners.", "released", "unknown"),
    ],
)
def test_plain_cases(model: Model, text: str, word: str, status: str) -> None:
    page = page_of_text(text)
    tree = plant(analyse_page(page, model))
    drafts = [f.draft for f in find(tree, [(0, len(text), True)])[0]]
    (one,) = statuses(tree, [tree.words.index(word)], drafts)
    assert one.status == status
    assert abs(sum(one.chances) - 1) < 1e-6
    assert 0 <= one.background <= 1
    assert len(one.chances) == len(STATUSES)


def test_no_words(model: Model) -> None:
    tree = plant(analyse_page(page_of_text("Rain fell."), model))
    assert statuses(tree, []) == []
