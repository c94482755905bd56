"""Nouns for people that no list has."""

from __future__ import annotations

import pytest

from readout.events.people import endings, names_people


@pytest.mark.parametrize("noun", ["prefect", "landowners", "vigilantes", "whaler", "Ringleaders"])
def test_people_are_told_by_what_kind_of_word_names_them(noun: str) -> None:
    assert names_people(noun) > 0.8


@pytest.mark.parametrize("noun", ["dhow", "restrictions", "inquiry", "trip", "bulldozer"])
def test_things_and_happenings_are_none(noun: str) -> None:
    assert names_people(noun) < 0.3


def test_endings_are_shorter_than_the_noun() -> None:
    assert endings("aide") == ["de", "ide"]
    assert endings("it") == []
