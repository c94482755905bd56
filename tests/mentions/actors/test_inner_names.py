"""Bodies with their name inside what they are called; passages written for these tests."""

from __future__ import annotations

from readout.evaluation.passages import read_passage
from readout.record.types import Entity
from tests.readings import mentions_of


def _entities(text: str) -> dict[str, Entity]:
    return {e.name: e for e in read_passage(text, published="2031-05-12").entities}


def test_a_group_is_the_one_whose_name_stands_in_what_it_is_called() -> None:
    text = "The army accused the M23 rebel group of shelling a camp on Monday. M23 denied it."
    assert mentions_of(text, "the M23 rebel group") == ["the M23 rebel group", "M23", "M23"]
    text = "The Wagner mercenary group left Mali on Monday. Wagner denied it."
    assert "Wagner" in mentions_of(text, "The Wagner mercenary group")


def test_a_movement_goes_by_its_name_alone() -> None:
    text = "Hamas left the talks in Cairo on Monday. The Hamas movement gave no reason."
    found = _entities(text)
    assert "Hamas" in found
    assert "Hamas movement" not in found


def test_a_group_of_a_state_is_not_that_state() -> None:
    text = "A Syrian rebel group fled on Monday. Syria said it had won the battle of Ost."
    assert "Syria" not in mentions_of(text, "A Syrian rebel group")


def test_a_spokesman_is_of_whom_its_means() -> None:
    found = _entities("M23 denied it on Monday. Its spokesman, Omar Sahri, said troops had fired.")
    assert found["Omar Sahri"].sector == "REB"
    assert found["Omar Sahri"].roles[0].of == "M23"
    found = _entities("The Kremlin denied it. Its spokesman, Omar Sahri, said troops had fired.")
    assert (found["Omar Sahri"].sector, found["Omar Sahri"].country) == ("GOV", "RUS")


def test_a_spokeswoman_of_nobody_is_not_of_the_government() -> None:
    text = "“We call for calm,” spokeswoman Marta Ruiz told reporters on Monday."
    assert _entities(text)["Marta Ruiz"].sector is None
    text = "Military spokesman Omar Sahri denied it on Monday."
    assert _entities(text)["Omar Sahri"].sector == "MIL"


def test_dr_congo_is_no_doctor() -> None:
    found = _entities("UN confirms 21 killed in strike on DR Congo camp near Bukavu.")
    assert not [e for e in found.values() if e.kind == "person"]
