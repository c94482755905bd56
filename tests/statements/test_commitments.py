"""Commitments of sentences written for the tests, and of bad input."""

from __future__ import annotations

from dataclasses import replace

import pytest

from readout.evaluation.pages_of import page_of_text
from readout.language.analyse import analyse_page
from readout.language.model import Model
from readout.mentions.read import read_mentions
from readout.settings import Settings
from readout.statements.commitments import find_commitments
from readout.statements.read import read_statements
from readout.statements.tree import plant


def read(text: str, model: Model) -> list[tuple[list[str], str]]:
    page = page_of_text(text)
    analysis = analyse_page(page, model)
    mentions = read_mentions(page, analysis, Settings())
    told = read_statements(page, analysis, mentions)
    mentions = replace(mentions, entities=[*mentions.entities, *told.entities])
    names = {e.id: e.name for e in mentions.entities}
    found = find_commitments(plant(analysis), mentions, told.statements)
    assert all(c.evidence and c.content.of(text) for c in found)
    return [([names[x] for x in c.by], c.content.of(text)) for c in found]


@pytest.mark.parametrize(
    ("text", "by", "content"),
    [
        ("Russia's commitments under the Minsk agreements remain unmet.", "Russia",
         "Russia's commitments under the Minsk agreements"),
        ("Norway vowed to keep the strait open.", "Norway", "to keep the strait open"),
        ("Iran is bound by the Vienna Treaty to allow inspections.", "Iran",
         "to allow inspections"),
    ],
)  # fmt: skip
def test_told(model: Model, text: str, by: str, content: str) -> None:
    assert ([by], content) in read(text, model)


@pytest.mark.parametrize(
    "text",
    ["", "pledge", "to", "PLEDGE TO ’", "China has not committed to any date.",
     "Oil is bound to get dearer, analysts say.", "Import duties on steel rose by a tenth."],
)  # fmt: skip
def test_none(model: Model, text: str) -> None:
    assert read(text, model) == []
