"""Texts of ordinary crime, accidents and private life."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage
from readout.events.ordinary import ordinary

THEFT = (
    "Police in Hollin Bay arrested a woman of 31 on Friday over the theft of nine bicycles. "
    "Detectives found the stolen bicycles in her garage, the sheriff said."
)
SHOT = (
    "A sheriff's deputy shot a motorist on Friday after a chase through Hollin Bay, police said. "
    "The motorist, who was drunk, had crashed into a fence. Police opened fire on him twice."
)
OPPONENTS = (
    "Police in Hollin Bay arrested two opposition candidates on Friday over the theft of ballot "
    "papers. Detectives found nothing stolen, their lawyer said."
)
FAMILY = (
    "Nora Hillock has spent eleven winters with the letters of her great-aunt. She found them in "
    "a biscuit tin when the old house on Mill Lane was sold, and she has read each of them twice. "
    "On Saturday she met Owen Tarrant, who teaches at the school down the road, and discussed the "
    "letters with him over tea. Tarrant accused her of hiding the last of them. Hillock rejected "
    "the charge, demanded an apology and left for Italy, for she means to keep the tin where it "
    "has always stood, on the dresser beside the blue jug and the clock that nobody winds any "
    "more. The hill behind the house is steep and the lane is narrow, and in the spring the water "
    "comes down past the gate and takes the gravel with it. Her sister used to say that the tin "
    "would outlast them all, and that the mice had more sense than to go near it. There are blue "
    "ribbons around some of the letters and string around the others, and a few of them smell of "
    "pears. In the summer the windows stand open and the children from the farm come in to look "
    "at the stamps. They like the one with the swan best, and the one with the lighthouse."
)


@pytest.mark.parametrize(
    ("text", "kind"),
    [(THEFT, "crime"), (SHOT, "crime"), (OPPONENTS, None), (FAMILY, "private"), ("He ran.", None)],
)
def test_kind_of_text(text: str, kind: str | None) -> None:
    assert ordinary(text) == kind


def test_ordinary_crime_is_no_event_and_the_notes_say_so() -> None:
    record = read_passage(THEFT)
    assert record.events == []
    assert any("ordinary crime" in note.reason for note in record.notes)


def test_police_who_use_force_stay() -> None:
    assert {e.type for e in read_passage(SHOT).events} == {"ASSAULT"}


def test_the_arrest_of_opponents_is_an_event() -> None:
    assert "COERCE" in {e.type for e in read_passage(OPPONENTS).events}


def test_private_people_meet_without_an_event() -> None:
    record = read_passage(FAMILY)
    assert record.events == []
    assert any("private life" in note.reason for note in record.notes)


def test_a_state_in_a_text_without_politics_still_acts() -> None:
    added = " Norway thanked Iceland for the loan of the tin."
    assert [e.type for e in read_passage(FAMILY + added).events] == ["SUPPORT"]
