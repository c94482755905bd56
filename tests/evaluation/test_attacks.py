"""Attacks against filled templates."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from readout.evaluation.attacks import sample_of, score_attacks, unwrapped
from readout.evaluation.passages import read_passage
from readout.record.types import Entity, Event, Mention, Record, Trigger, in_text
from readout.settings import Settings

TEXT = "REBELS ATTACKED A FARM\nNEAR KAL. THE MAYOR SPOKE.\n\nNOBODY WAS HURT."


def gold(*targets: str) -> dict[str, Any]:
    robbery = {"type": "ROBBERY", "phys_target": [{"any_of": ["FARM"]}]}
    attack = {
        "type": "ATTACK",
        "phys_target": [{"any_of": list(targets)}],
        "perp_individual": [{"any_of": ["GUERRILLAS"]}],
    }
    return {"text": TEXT, "events": [attack, robbery]}


def record() -> Record:
    """REBELS attack a FARM, in the first sentence."""
    text = unwrapped(TEXT)
    read = read_passage(text, Settings(stop_after="page"))
    entities = [
        Entity(
            id=name, kind="group", name=name, anonymous=True, country=None, sector=None, roles=[],
            glosses=[], mentions=[Mention(start=a, end=a + len(word), form="description")],
            ref=None, confidence=1.0,
        )
        for name, word in (("e1", "REBELS"), ("e2", "FARM"))
        for a in [text.index(word)]
    ]  # fmt: skip
    event = Event(
        id="v1", type="ASSAULT", plover="ASSAULT", mode=None, contexts=[], cameo=None, quad=4,
        intensity=None, trigger=Trigger(start=7, end=15, lemma="attack"), sources=["e1"],
        targets=["e2"], reciprocal=False, place=None, time=None, duration=None, quantities=[],
        status="occurred", background=False, according_to=[], evidence=[in_text(0, 32)],
        confidence=0.9,
    )  # fmt: skip
    return msgspec.structs.replace(read, entities=entities, events=[event])


@pytest.mark.parametrize(
    ("targets", "found", "named"),
    [(("FARM",), 1, 1), (("THE CHURCH", "KAL"), 1, 0), (("MAYOR",), 0, 0)],
)
def test_an_attack_in_the_sentence_of_its_filler(
    targets: tuple[str, ...], found: int, named: int
) -> None:
    figures = score_attacks([(gold(*targets), record())])
    assert (figures["attack found"].value, figures["perpetrator or target"].value) == (found, named)
    assert figures["attack found"].rows == 1


def test_hard_wrapped_lines_are_joined_in_place() -> None:
    assert len(unwrapped(TEXT)) == len(TEXT)
    assert "FARM NEAR" in unwrapped(TEXT)
    assert "SPOKE.\n\nNOBODY" in unwrapped(TEXT)


def test_a_sample_is_of_assaults_and_bounded() -> None:
    assert len(sample_of([record()] * 3, 2)) == 2
    assert len(sample_of([record()], 50)) == 1
