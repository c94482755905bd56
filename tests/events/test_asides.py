"""What stands beside an act has no part in it; sentences written for these tests."""

from __future__ import annotations

import pytest

from tests.readings import acts_of


@pytest.mark.parametrize(
    "text",
    [
        "Kenyan police arrested 43 people during protests against new taxes.",
        "The prime minister of Thailand resigned after weeks of protests.",
        "Two journalists were detained by security forces in Bamako while covering a march.",
    ],
)
def test_who_acts_during_a_protest_does_not_protest(text: str) -> None:
    assert "PROTEST" not in [type_ for type_, *_ in acts_of(text)]


def test_who_held_a_protest_protests() -> None:
    text = "Students held a protest in Lima on Friday after talks with the minister failed."
    assert ("PROTEST", ["Students"], []) in acts_of(text)


def test_who_shouts_slogans_during_a_protest_protests() -> None:
    text = "Activists of the Karachi League shout slogans during a protest rally in Karachi."
    assert ("PROTEST", ["Activists of the Karachi League"], []) in acts_of(text)


def test_nobody_agrees_with_talks_that_went_before() -> None:
    text = "Saudi Arabia and Iran agreed to restore diplomatic ties after talks in Beijing."
    assert acts_of(text)[0] == ("AGREE", ["Saudi Arabia"], ["Iran"])


def test_where_it_is_done_is_not_whom_it_is_done_to() -> None:
    text = "Thousands of teachers went on strike across Ghana on Monday."
    assert acts_of(text) == [("PROTEST", ["teachers"], [])]


def test_who_repels_an_attack_is_attacked() -> None:
    text = "The army said it had repelled an attack on a base near Maiduguri."
    [(type_, sources, targets)] = acts_of(text)
    assert (type_, sources) == ("ASSAULT", [])
    assert "The army" in targets


def test_who_dies_with_a_bomber_was_attacked() -> None:
    text = "A suicide bomber blew himself up outside a mosque in Peshawar, killing 30 worshippers."
    assert [type_ for type_, *_ in acts_of(text)] == ["ASSAULT"]
    assert acts_of("The prisoner killed himself in his cell on Monday.") == []


def test_help_against_somebody_is_not_for_them() -> None:
    text = "Haiti's prime minister appealed for international help against gangs."
    assert all("gangs" not in targets for _, _, targets in acts_of(text))
