"""Who repels whom, for whom a protest is, who marches; sentences written for these tests."""

from __future__ import annotations

import pytest

from tests.readings import acts_of


def test_those_whom_an_army_repels_attacked_it() -> None:
    told = acts_of("The army said it had repelled the attackers near Kosti on Monday.")
    assert told == [("ASSAULT", ["the attackers"], ["The army"])]


@pytest.mark.parametrize(
    "text",
    [
        "Hundreds of students demonstrated in support of the army in Khartoum.",
        "Hundreds of students demonstrated in solidarity with the miners in Lima.",
        "Hundreds of students rallied for the miners in Lima.",
    ],
)
def test_whom_a_protest_is_for_is_not_whom_it_is_against(text: str) -> None:
    assert acts_of(text) == [("PROTEST", ["students"], [])]


def test_a_protest_for_somebodys_fall_is_against_him() -> None:
    told = acts_of("Hundreds of students protested against the president in support of the miners.")
    assert told == [("PROTEST", ["students"], ["the president"])]


def test_soldiers_who_march_on_a_town_do_not_protest_but_those_who_want_pay_do() -> None:
    assert acts_of("Government troops marched toward Goma on Monday.")[0][0] == "MOBILIZE"
    assert acts_of("Soldiers marched into the capital to demand back pay.")[0][0] == "PROTEST"


def test_what_is_due_is_one_act() -> None:
    told = acts_of("The foreign minister is due to visit Kabul on Friday.")
    assert [type_ for type_, *_ in told] == ["CONSULT"]


def test_where_somebody_hails_from_gets_no_support() -> None:
    assert acts_of("The insurgents hailed from Helmand.") == []
    assert acts_of("The president hailed the general.")[0][0] == "SUPPORT"
