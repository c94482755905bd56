"""Whom an attack harmed, on sentences written for these tests."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage
from readout.events.entities import Entities
from readout.events.harmed import Harmed
from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.events.voice import Voice
from readout.language.analyse import analyse
from readout.language.model import load
from readout.mentions.mentions import Mentions
from readout.statements.tree import plant


def _told(text: str) -> tuple[list[str], list[str]]:
    """Names of the sources and targets of the one event."""
    found = read_passage(text, published="2031-05-12")
    names = {e.id: e.name for e in found.entities}
    [event] = found.events
    return [names[i] for i in event.sources], [names[i] for i in event.targets]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "At least four protesters were killed in clashes with security forces.",
            (["security forces"], ["four protesters"]),
        ),
        (
            "Two officers were wounded in a firefight with smugglers.",
            (["smugglers"], ["Two officers"]),
        ),
        (
            "Three soldiers were killed in an attack by rebels.",
            (["rebels"], ["Three soldiers"]),
        ),
    ],
)
def test_who_is_killed_in_a_fight_was_killed_by_the_other_side(
    text: str, told: tuple[list[str], list[str]]
) -> None:
    assert _told(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "An air strike hit a market in Sekota, killing 54 people.",
        "A bomb exploded in a market in Kano, killing 54 people.",
        "A missile struck an apartment block in Dnipro, wounding 54 people.",
    ],
)
def test_whom_a_strike_killed_it_was_done_to(text: str) -> None:
    sources, targets = _told(text)
    assert sources == []
    assert "54 people" in targets


def test_who_is_shot_dead_is_the_target() -> None:
    text = "Security forces shot dead six protesters in the city of Nasiriyah on Thursday."
    assert _told(text) == (["Security forces"], ["six protesters"])


def test_who_is_expected_to_do_it_does_it() -> None:
    assert _told("The president is expected to meet the king.") == (["The president"], ["the king"])
    assert _told("The strikers were urged to return.") == ([], ["The strikers"])


@pytest.mark.parametrize(
    ("where", "foes"),
    [("in clashes with soldiers", True), ("in clashes near soldiers", False),
     ("on a walk with soldiers", False)],
)  # fmt: skip
def test_only_who_is_fought_with_is_a_foe(where: str, foes: bool) -> None:
    text = f"Four protesters were killed {where}."
    analysis = analyse(text, [(0, len(text))], load())
    tree = plant(analysis)
    at = {word: i for i, word in enumerate(tree.words)}
    entities = Entities(analysis, Mentions())
    roles = Roles([], [at["soldiers"]])
    found = Harmed(tree, entities).added(Trigger(at["killed"], "ASSAULT", None, 0.9), roles)
    assert found.actors == ([at["soldiers"]] if foes else [])
    assert at["protesters"] in found.recipients


def test_who_was_asked_to_do_it_suffers_that() -> None:
    text = "The strikers were urged to return to the harbour."
    analysis = analyse(text, [(0, len(text))], load())
    tree = plant(analysis)
    at = {word: i for i, word in enumerate(tree.words)}
    trigger = Trigger(at["return"], "RETREAT", None, 0.9, also=(at["urged"],))
    voice = Voice(tree, Entities(analysis, Mentions()))
    assert voice.corrected(trigger, Roles([at["strikers"]], [])).actors == []
