"""Texts that were handed in without the page they stood on."""

from __future__ import annotations

import pytest

from readout.api import read
from readout.page.plain import read_plain

FIRST = "The governor of Ostrey told reporters on Monday that eleven people had died of cholera."
SECOND = "He appealed to the Sarnian government for doctors and for clean water."


def roles(text: str) -> list[str]:
    return [span.role for span in read_plain(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (FIRST, ["paragraph"]),
        (f"{FIRST} {SECOND}", ["paragraph"]),
        (f"{FIRST}\n\n{SECOND}\n", ["paragraph", "paragraph"]),
        ("Police shot two protesters in Ostrey", ["headline"]),
        ("Loading 12:40", ["chrome"]),
        ("Page not found. The page that you asked for is not here.", ["chrome"]),
        ("Subscribe now to continue reading this article.", ["chrome"]),
    ],
)
def test_sentences_without_a_site_are_read(text: str, expected: list[str]) -> None:
    assert roles(text) == expected


def test_a_headline_stays_one() -> None:
    page = read("Who poisoned the wells of Ostrey?\n\n" + f"{FIRST} {SECOND}\n")
    assert page.article.headline is not None
    assert page.article.headline.value == "Who poisoned the wells of Ostrey?"
    assert page.article.kind == "article"


def test_a_paragraph_among_menus_is_left_to_the_network() -> None:
    menu = "Home\nNews\nSport\nWeather\nContact\nImprint\n"
    assert "paragraph" not in roles(f"{menu}{SECOND}\n{menu}")


def test_events_are_read_in_one_paragraph() -> None:
    record = read(f"{FIRST} {SECOND}\n")
    assert [event.type for event in record.events] == ["REQUEST"]


def test_an_old_wire_has_its_day_and_place_from_the_dateline() -> None:
    record = read("SARN, 14 JUL 89 (CANAL SEIS) -- The armed forces banned entrance to the port.\n")
    published = record.article.published
    assert published is not None
    assert published.value == "1989-07-14"
    assert [place.name for place in record.places if place.country] == []
