"""The line above a story without a site around it is its headline; stories written here."""

from __future__ import annotations

from readout.page.plain.alone import read_alone
from readout.page.plain.lines import Lines
from readout.record.types import Role

STORY = "The rebels on Sunday handed over three soldiers that they had seized to the Red Cross."


def _first(line: str, below: str = STORY) -> str:
    text = "\n\n".join([line, below, "The soldiers were in good health, the Red Cross said."])
    roles: list[Role] = ["paragraph", "paragraph", "paragraph"]
    return read_alone(Lines(text), roles)[0]


def test_words_without_a_stop_are_the_headline() -> None:
    assert _first("Rebels free kidnapped soldiers as talks hang by a thread") == "headline"


def test_sentences_and_scraps_are_none() -> None:
    assert _first(STORY) == "paragraph"
    assert _first("What we know:") == "paragraph"
    assert _first("Arauca") == "paragraph"
