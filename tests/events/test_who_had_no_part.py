"""Who stands by an act and has no part in it, and acts that are none. Passages written here; with
any one of the rules behind them gone, one of these tests fails."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage
from tests.readings import DAY, acts_of, sides


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds demonstrated in support of the army in Khartoum.",
        "Thousands marched in solidarity with the miners of Oruro.",
    ],
)
def test_protesters_do_not_protest_against_whom_they_side_with(text: str) -> None:
    assert [(kind, targets) for kind, _, targets in acts_of(text)] == [("PROTEST", [])]


def test_whom_the_deed_was_done_to_is_not_condemned() -> None:
    text = "Peru deplored the disappearance of the union leader Hector Quispe."
    assert acts_of(text) == [("ACCUSE", ["Peru"], [])]


def test_whom_somebody_uses_is_not_attacked() -> None:
    text = "Islamist fighters attacked the army using villagers as human shields."
    assert ("ASSAULT", ["Islamist fighters"], ["the army"]) in acts_of(text)


def test_who_breaks_a_protest_up_does_not_protest() -> None:
    told = acts_of("Police broke up a protest by teachers in Lomé on Monday.")
    assert not [doers for kind, doers, _ in told if kind == "PROTEST" and "Police" in doers]


def test_kinds_of_aircraft_attack_nobody() -> None:
    text = "The coalition flew eleven missions using attack and bomber aircraft over Mosul."
    told = acts_of(text)
    assert "ASSAULT" not in {kind for kind, *_ in told}


def test_talks_are_no_agreement_where_a_deal_is_spoken_of_as_well() -> None:
    told = acts_of(
        "DUBAI, May 7 (Reuters) - Iran and the United States will hold a new round of nuclear "
        "talks in Oman next Saturday, Iranian Foreign Minister Abbas Araqchi said on Monday, a day "
        "after U.S. President Donald Trump threatened to bomb the country if it did not agree to a "
        "deal."
    )
    assert ("CONSULT", ["Iran"], ["United States"]) in told
    assert not [kind for kind, *_ in told if kind == "AGREE"]


def test_who_is_due_somewhere_is_told_of_once() -> None:
    text = "She is due to visit Kabul on Friday."
    record = read_passage(text, published=DAY)
    assert [text[e.trigger.start : e.trigger.end] for e in record.events] == ["visit"]


def test_what_began_and_was_imposed_is_one_act() -> None:
    text = "The blockade, which began on Monday, was imposed by the army."
    assert [doers for _, doers, _ in acts_of(text)] == [["the army"]]


def test_what_help_is_for_is_no_help_of_its_own() -> None:
    text = (
        "The WHO and the CDC have sent experts to Congo to assist local health authorities. "
        "Zambia issued alerts to its citizens."
    )
    record = read_passage(text, published=DAY)
    told = [(sides(record, e)[0], e.status, text[e.trigger.start : e.trigger.end])
            for e in record.events]  # fmt: skip
    assert ("AID", "occurred", "sent") in told
    assert [word for kind, _, word in told if kind == "AID"] == ["sent"]


def test_who_was_robbed_stole_nothing() -> None:
    told = acts_of("Two rifles were stolen from the police in Lomé.")
    assert not [doers for _, doers, _ in told if doers]


def test_who_saw_a_crime_did_not_do_it() -> None:
    told = acts_of("Radio Lima has reported statements by the woman who witnessed the crime.")
    assert not [doers for kind, doers, _ in told if kind == "ASSAULT" and doers]


def test_who_reports_no_arrests_made_none() -> None:
    told = acts_of("Sheriff's deputies reported no arrests in Akron.")
    assert not [doers for kind, doers, _ in told if kind == "COERCE" and doers]


def test_two_killers_joined_are_two_killers() -> None:
    text = (
        "The FBI failed to prevent mass killings by Fort Hood shooter Nidal Hasan and Arkansas "
        "shooter Carlos Bledsoe."
    )
    assert ("ASSAULT", ["Nidal Hasan", "Carlos Bledsoe"], []) in acts_of(text)


def test_talks_are_not_threatened_beside_a_state() -> None:
    text = (
        "Iran and the United States will hold nuclear talks in Muscat on Friday, Araqchi said, a "
        "day after U.S. President Donald Trump threatened to bomb the country if nuclear talks in "
        "Muscat failed."
    )
    targets = [whom for kind, _, whom in acts_of(text) if kind == "THREATEN"]
    assert targets
    assert not [name for whom in targets for name in whom if "talks" in name]


def test_the_own_state_is_not_threatened_beside_another() -> None:
    text = "U.S. President Donald Trump threatened the United States and Iran."
    assert acts_of(text) == [("THREATEN", ["Donald Trump"], ["Iran"])]


def test_a_thing_told_of_again_is_the_thing_of_before() -> None:
    text = (
        "Youths torched a restaurant in Medellin on Monday. The restaurant was torched by youths "
        "with rifles."
    )
    assert {tuple(whom) for *_, whom in acts_of(text)} == {("a restaurant in Medellin",)}


def test_themselves_are_no_part_of_a_name() -> None:
    text = (
        "Its spokesman, Lawrence Kanyuka, said government troops and allied militia had bombed the "
        "camp themselves."
    )
    assert ("ASSAULT", ["government troops", "allied militia"], ["the camp"]) in acts_of(text)
