"""Surnames, countries of the text and nouns of two words, on sentences written for these tests."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage
from readout.record.types import Entity


def _entities(text: str) -> list[Entity]:
    return read_passage(text, published="2031-05-12").entities


def test_a_surname_that_looks_like_a_town_is_the_persons() -> None:
    text = (
        "Foreign Minister Desmond Harripaul accused Suriname of piracy on Sunday.\n\n"
        "Harripaul said Guyana would send a second patrol vessel to the river next week."
    )
    [person] = [e for e in _entities(text) if "Harripaul" in e.name]
    assert person.kind == "person"
    assert [text[m.start : m.end] for m in person.mentions if m.form == "name"] == [
        "Desmond Harripaul",
        "Harripaul",
    ]


def _country(dateline: str) -> str | None:
    text = (
        f"{dateline} — Defence Minister Iwan Kartosen accused Guyana of sending armed men.\n\n"
        f"The minister spoke in {dateline.title()} after the shooting on the river."
    )
    [minister] = [e for e in _entities(text) if "Kartosen" in e.name]
    return minister.country


def test_a_minister_is_not_of_the_one_country_named_where_the_towns_are_in_another() -> None:
    assert _country("GEORGETOWN") == "GUY"
    assert _country("PARAMARIBO") is None


def test_nouns_of_two_words_are_known() -> None:
    text = (
        "The coast guard arrested two smugglers near the harbour on Monday.\n\n"
        "The secretary-general condemned the raid, and the attorney general ordered an inquiry."
    )
    found = {e.name.lower(): (e.kind, e.sector) for e in _entities(text)}
    assert found["the coast guard"] == ("group", "COP")
    assert found["the secretary-general"] == ("person", "IGO")
    assert found["the attorney general"] == ("person", "GOV")


def test_a_general_who_is_a_secretary_or_a_director_is_of_no_army() -> None:
    text = (
        "Awa Ndoye, its secretary general, spoke first. The director general, Pedro Crespo, "
        "resigned. General Marko Dren took over the Third Corps."
    )
    sectors = {e.name: e.sector for e in _entities(text)}
    assert sectors["Awa Ndoye"] != "MIL"
    assert sectors["Pedro Crespo"] != "MIL"
    assert sectors["Marko Dren"] == "MIL"


def test_a_body_may_be_named_for_a_state() -> None:
    text = (
        "The ballots were never shown, Free Honduras said on Monday. The opposition party Rise "
        "Senegal marched, and Air Canada cancelled its flights. On Tuesday Iran left the talks. He "
        "spoke of Nazi Germany."
    )
    found = {e.name: e.kind for e in _entities(text)}
    assert found["Free Honduras"] == found["Rise Senegal"] == found["Air Canada"] == "organization"
    assert found["Iran"] == found["Germany"] == "state"


@pytest.mark.parametrize(
    "office",
    "chairperson, regional chairperson, convener, ombudsman, prefect, mediator, editor-in-chief, "
    "chairman-elect, field coordinator, shop steward, special rapporteur".split(", "),
)
def test_offices_are_of_their_bodies(office: str) -> None:
    text = f"Sipho Dlakama, {office} of the Karoo Workers' Alliance, said that nobody was hurt."
    [person] = [e for e in _entities(text) if "Dlakama" in e.name]
    assert [(role.title, role.of) for role in person.roles] == [(office, "Karoo Workers' Alliance")]


def test_the_european_union_is_no_trade_union() -> None:
    for text in (
        "The European Union has suspended aid to Georgia.",
        "Critics thanked the European Union.",
        "The EU voiced concern.",
    ):
        found = {e.name: (e.kind, e.sector) for e in read_passage(text).entities}
        assert ("organization", "IGO") in found.values(), text
        assert "LAB" not in [sector for _, sector in found.values()]


@pytest.mark.parametrize(
    ("text", "sector"),
    [
        ("UN Secretary-General Antonio Guterres condemned the strike.", "IGO"),
        ("Attorney-General Ann Cole opened an inquiry.", "JUD"),
        ("Major-General Ivan Petrov attacked the town.", "MIL"),
        ("General Ivan Petrov attacked the town.", "MIL"),
    ],
)
def test_not_every_general_is_a_soldier(text: str, sector: str) -> None:
    [person] = [e for e in read_passage(text).entities if e.kind == "person"]
    assert person.sector == sector
    assert person.roles[0].title in text


@pytest.mark.parametrize("called", ["National Unity Forum", "Delta Front"])
def test_a_word_that_is_a_state_of_some_country_is_none_in_a_name(called: str) -> None:
    text = f"The {called} called a strike on Monday."
    [body] = [e for e in _entities(text) if called in e.name]
    assert body.country is None


@pytest.mark.parametrize(
    ("text", "groups"),
    [
        ("The governor dropped his former opposition to the needle programme.", []),
        ("He had alleged many associations between the clubs and the mafia.", []),
        ("The opposition to the governor marched on Monday.", ["The opposition"]),
    ],
)
def test_how_somebody_stands_to_something_is_nobody(text: str, groups: list[str]) -> None:
    wanted = ("opposition", "associations")
    found = [e.name for e in _entities(text) if any(word in e.name for word in wanted)]
    assert found == groups


def test_a_car_in_capitals_is_no_state() -> None:
    assert not _entities("DYNAMITE STICKS WERE HURLED FROM A CAR IN LA PAZ.")
    assert [e.country for e in _entities("Troops of the CAR fled.") if e.kind == "state"] == ["CAF"]


def test_a_capital_that_accuses_is_no_title() -> None:
    told = _entities("Tokyo accused China of ramming a boat.")
    assert [(e.name, e.kind) for e in told][:2] == [("Japan", "state"), ("China", "state")]
    names = {e.name for e in _entities("Manila Archbishop Jose Advincula prayed.")}
    assert "Philippines" not in names
