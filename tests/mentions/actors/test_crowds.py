"""Whom "they" and bare numbers stand for, on passages written for these tests."""

from __future__ import annotations

from readout.evaluation.passages import read_passage
from tests.readings import called_in, mentions_of


def test_they_are_those_who_were_arrested_where_they_are_charged() -> None:
    text = (
        "Police in Lagos arrested 20 people on Monday. They were charged with arson. "
        "The court freed them on Tuesday."
    )
    assert mentions_of(text, "20 people") == ["20 people", "They", "them"]


def test_they_are_the_police_where_they_do_what_police_do() -> None:
    text = "Police in Lagos stopped 20 people on Monday. They searched every car in the street."
    assert "They" not in mentions_of(text, "20 people")


def test_thousands_are_somebody_who_can_be_meant_again() -> None:
    text = "Tens of thousands rallied in Lagos. Police dispersed them with tear gas."
    assert mentions_of(text, "Tens of thousands") == ["Tens of thousands", "them"]


def test_thousands_of_something_and_thousands_who_do_nothing_are_no_crowd() -> None:
    for text in ("Thousands of dollars were stolen in Lagos.", "It cost thousands to mend."):
        assert not [e for e, said in called_in(text) if "housands" in " ".join(said)]


def test_a_crowd_speaks_together() -> None:
    text = "Tens of thousands rallied in Tbilisi. They demanded new elections."
    told = read_passage(text, published="2031-05-12").statements
    assert [s.sourcing for s in told] == ["collective"]
    assert told[0].anonymous


def test_who_spoke_nowhere_before_is_told_of_by_what_the_text_calls_them() -> None:
    text = "A farmer was beaten by soldiers near Jos. He said they had stolen his goats."
    told = read_passage(text, published="2031-05-12").statements
    assert [(s.sourcing, s.anonymous) for s in told] == [("witness", True)]
