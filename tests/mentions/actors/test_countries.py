"""Whose country an actor has, and what is no actor, on sentences written for these tests."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage
from readout.knowledge.actor_words import sex_of
from readout.record.types import Entity, Record


def _read(text: str) -> Record:
    return read_passage(text, published="2031-05-12")


def _by_words(text: str) -> dict[str, Entity]:
    """Entities by the words of their mentions."""
    record = _read(text)
    return {text[m.start : m.end]: e for e in record.entities for m in e.mentions}


@pytest.mark.parametrize(
    ("text", "words", "country"),
    [
        ("A New Jersey police officer was shot.", "A New Jersey police officer", "USA"),
        ("Officials in New Mexico sent help.", "Officials in New Mexico", "USA"),
        ("The New Guinea rebels attacked a post.", "The New Guinea rebels", None),
        ("The South Georgia government sued.", "The South Georgia government", "SGS"),
        ("The Jersey police arrested two men.", "The Jersey police", "JEY"),
        ("The Iraqi police arrested two men.", "The Iraqi police", "IRQ"),
        ("The mayor of Lyon sued on Monday.", "The mayor of Lyon", "FRA"),
    ],
)
def test_the_country_of_a_description_is_that_of_the_place_named(
    text: str, words: str, country: str | None
) -> None:
    assert _by_words(text)[words].country == country


def test_the_government_of_a_part_of_a_state_is_not_the_state() -> None:
    found = _by_words("The New Jersey government said on Monday it would appeal.")
    assert found["The New Jersey government"].kind != "state"


def test_the_ministries_of_two_states_are_two() -> None:
    text = (
        "Russia's Defense Ministry said 20 drones were shot down. Ukraine's Defense Ministry "
        "denied the claim. The Defense Ministry gave no figures. The Defense Ministry of Russia "
        "repeated its report, and so did Russia's Foreign Ministry."
    )
    found = [e for e in _read(text).entities if "Ministry" in e.name]
    assert [(e.country, len(e.mentions) > 1) for e in found] == [
        ("RUS", True),
        ("UKR", True),
        ("RUS", False),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Omar Hassan, an activist freed from jail in Israel, thanked the court.",
        "Omar Hassan, a victim of an attack in Israel, thanked the court.",
        "Omar Hassan, a journalist arrested in Israel, thanked the court.",
    ],
)
def test_nobody_has_the_country_he_only_was_in(text: str) -> None:
    [person] = [e for e in _read(text).entities if e.name == "Omar Hassan"]
    assert person.country is None


def test_the_country_of_an_office_is_read_behind_it() -> None:
    [person] = [
        e
        for e in _read("Omar Hassan, an activist from Israel, thanked the court.").entities
        if e.name == "Omar Hassan"
    ]
    assert person.country == "ISR"


def test_an_expert_on_a_country_is_not_of_it() -> None:
    found = _by_words("An Iran expert warned of war. An Iranian expert agreed.")
    assert found["An Iran expert"].country is None
    assert found["An Iranian expert"].country == "IRN"


def test_parts_of_a_body_of_several_states_are_such_bodies() -> None:
    found = _by_words("The U.N. Security Council voted on Monday. The UN General Assembly met.")
    for name in ("U.N. Security Council", "UN General Assembly"):
        assert (found[name].sector, found[name].country) == ("IGO", None)


def test_a_body_has_the_country_of_its_adjective() -> None:
    found = _by_words("The American Israel Public Affairs Committee lobbied lawmakers.")
    assert found["American Israel Public Affairs Committee"].country == "USA"


def test_who_is_counted_without_a_noun_is_no_body() -> None:
    text = "Many in Gaza said they were hungry. Most of the officials said no."
    found = {e.name: e.kind for e in _read(text).entities}
    assert found["Many in Gaza"] == "group"


def test_a_pronoun_goes_by_the_first_name() -> None:
    text = "Governor Chris Christie met Maria Lopez on Tuesday. She said he would run."
    found = _read(text).entities
    said = {e.name: [text[m.start : m.end] for m in e.mentions] for e in found}
    assert "She" in said["Maria Lopez"]
    assert "She" not in said["Chris Christie"]


@pytest.mark.parametrize(
    ("name", "sex"),
    [
        ("Chris Christie", "m"),
        ("François Moreau", "m"),
        ("María Prieto", "f"),
        ("Jean-Marc Dupont", "m"),
        ("Jean Dupont", None),
        ("Zdislava Nováková", "f"),
        ("Victoria", None),
    ],
)
def test_the_sex_of_a_name(name: str, sex: str | None) -> None:
    assert sex_of(name.lower().split()) == sex


def test_a_surname_of_two_letters_is_the_persons() -> None:
    text = "North Korean leader Kim Jong Un met the envoys. Un said the talks went well."
    [person] = [e for e in _read(text).entities if "Un" in e.name]
    assert len([m for m in person.mentions if m.form == "name"]) == 2
