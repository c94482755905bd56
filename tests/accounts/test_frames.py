"""Contradictions of a known shape: no target where one was hit, nobody hurt where some were."""

from __future__ import annotations

import pytest

from tests.accounts.written import table, told

BOTH = {"Norway": "asserts", "Argentina": "denies"}


def _met(first: str, second: str, *parts: str) -> bool:
    body = f"{{s1|{first}}}, [e1|Norway] {{s1!said}}. {{s2|{second}}}, [e2|Argentina] {{s2!said}}."
    return any(set(by.values()) == {"asserts", "denies"} for _, by in table(told(body, *parts)))


@pytest.mark.parametrize(
    ("first", "second", "met"),
    [
        ("There was no military post near the quay", "Our jets destroyed a missile launcher", True),
        ("There was not a single soldier in Alta", "The fleet shelled a column of gunmen", True),
        ("There was no milk in Alta", "Our jets destroyed a missile launcher", False),
        ("There was no military post near the quay", "Our jets destroyed a dairy", False),
        ("There was no fighting near the quay", "Our jets hit a depot of gunmen", False),
    ],
    ids=["post", "soldier", "milk", "dairy", "fighting is no fighter"],
)
def test_no_target_where_one_was_struck(first: str, second: str, met: bool) -> None:
    assert _met(first, second) is met


def test_no_civilian_thing_where_a_school_was_struck() -> None:
    assert _met("No civilian building was touched", "Jets of [e1|Norway] bombed a school in Alta")
    assert not _met("No civilian building was seen", "Jets of [e1|Norway] bombed a school in Alta")


def test_no_civilian_harmed_where_patients_died() -> None:
    parts = ("q1 killed 9 9 patients v1",)
    assert _met("No civilian was harmed", "Bombs killed {q1|nine} patients in the ward", *parts)


def test_what_one_hospital_received_is_no_total() -> None:
    parts = ("q1 killed 41 41 people v1", "q2 killed 38 38 people v1")
    first = "{q1|41} people were killed in the raid on the quay"
    assert _met(first, "{q2|38} people were killed in the raid on the quay", *parts)
    assert not _met(first, "The clinic received {q2|38} people killed in the raid", *parts)


def test_none_of_a_thing_against_more_words_on_it() -> None:
    second = "Three warnings were given over a loudhailer, in Spanish, English and Norwegian"
    assert _met("They were given no warning to leave", second)
    assert not _met("They were given no bread to eat", second)
