"""Whom a plural with a number stands for."""

from __future__ import annotations

import pytest

from readout.language.analyse import analyse
from readout.language.model import Model, load
from readout.mentions.actors.find import read_actors


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


_MINISTERS = (
    "French Foreign Minister Jean Roux met British Foreign Secretary Anna Bell and Defence "
    "Minister Carl Moss. "
)
_THREE = "Chad, Niger and Mali signed the pact on Monday. "
_FOUR = "Chad, Niger, Mali and Ghana signed the pact on Monday. "
_TWO = "Chad and Niger signed the pact on Monday. "
_PRESIDENTS = "President Barack Obama met Russian President Vladimir Putin on Sunday. "


@pytest.mark.parametrize(
    ("text", "members"),
    [
        (_THREE + "The three governments will share patrols.", {"Chad", "Niger", "Mali"}),
        # Two are named: nobody knows the third.
        (_TWO + "The three governments will share patrols.", None),
        # Three are named: nobody knows which two, nor which three of four.
        (_THREE + "The two governments will share patrols.", None),
        (_FOUR + "The three governments will share patrols.", None),
        (_PRESIDENTS + "Both presidents smiled.", {"Barack Obama", "Vladimir Putin"}),
        # An office with a topic is held by those of that topic.
        (_MINISTERS + "The two foreign ministers spoke briefly.", {"Jean Roux", "Anna Bell"}),
    ],
)
def test_a_plural_has_as_many_members_as_it_says(
    model: Model, text: str, members: set[str] | None
) -> None:
    found = read_actors(analyse(text, [(0, len(text))], model), "2016-11-20")
    names = {e.id: e.name for e in found.entities}
    groups = [{names[m] for m in some} for some in found.members.values()]
    assert groups == ([] if members is None else [members])
