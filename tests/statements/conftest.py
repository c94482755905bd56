"""One model for the folder, and a short way from a text to its statements."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from readout.evaluation.pages_of import page_of_text
from readout.language.analyse import analyse_page
from readout.language.model import Model, load
from readout.mentions.mentions import Mentions
from readout.statements.read import read_statements
from readout.statements.statements import Statements

Reader = Callable[[str], Statements]


@pytest.fixture(scope="session")
def model() -> Model:
    return load()


@pytest.fixture(scope="session")
def said(model: Model) -> Reader:
    def read(text: str) -> Statements:
        page = page_of_text(text)
        return read_statements(page, analyse_page(page, model), Mentions())

    return read
