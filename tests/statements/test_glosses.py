"""Glosses of entities, on sentences written for the tests."""

from __future__ import annotations

import pytest

from readout.evaluation.pages_of import page_of_text
from readout.language.analyse import analyse_page
from readout.language.model import Model
from readout.mentions.read import read_mentions
from readout.record.types import Entity
from readout.settings import Settings
from readout.statements.glosses import glossed
from readout.statements.read import read_statements
from readout.statements.tree import plant


def read(text: str, model: Model) -> list[Entity]:
    page = page_of_text(text)
    analysis = analyse_page(page, model)
    mentions = read_mentions(page, analysis, Settings())
    told = read_statements(page, analysis, mentions)
    entities = [*mentions.entities, *told.entities]
    return glossed(plant(analysis), entities, told.statements)


def glosses(text: str, model: Model) -> list[str]:
    return [s.of(text) for e in read(text, model) for s in e.glosses]


@pytest.mark.parametrize(
    ("text", "gloss"),
    [
        ("The minister praised the Almaty accord, a trade pact that both states signed in 2014.",
         "a trade pact that both states signed in 2014"),
        ("The army blamed the Northern Front, an alliance of rebel groups, for the raid on Monday.",
         "an alliance of rebel groups"),
        ("“We stand by the Minsk agreements,” said Ana Kovac, who was referring to a peace deal "
         "signed in Belarus to end the war.", "a peace deal signed in Belarus to end the war"),
    ],
)  # fmt: skip
def test_what_the_text_explains(model: Model, text: str, gloss: str) -> None:
    assert gloss in glosses(text, model)


@pytest.mark.parametrize(
    "text",
    [
        "The delegates of the African Union, the bank and the ministry met on Monday.",
        "Ana Kovac, a lawyer from Lima, praised the court.",
        "",
        "(",
        "Minsk agreements, a",
    ],
)
def test_what_explains_nothing(model: Model, text: str) -> None:
    assert glosses(text, model) == []
