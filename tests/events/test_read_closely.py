"""Acts told by a noun, by two words, or of several people; sentences written for these tests."""

from __future__ import annotations

import pytest

from tests.readings import acts_of


def test_who_stands_behind_the_by_of_a_killing_killed() -> None:
    told = acts_of("The ministry failed to prevent mass killings by gunmen near Ost on Monday.")
    assert told == [("ASSAULT", ["gunmen"], [])]
    told = acts_of("Peru condemned the arrest of the editor by the police.")
    assert ("COERCE", ["the police"], ["the editor"]) in told


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Gunmen shot and killed the mayor of Ost on Monday.", 1),
        ("Gunmen shot the mayor of Ost and soldiers killed his driver on Monday.", 2),
        ("The attack on the pipeline, which spilled oil, was carried out by terrorists.", 1),
        ("The foreign minister met the king of Jordan in Amman to discuss the truce.", 1),
        ("Norway sent doctors to Haiti to assist the health ministry.", 1),
    ],
)
def test_what_two_words_tell_is_one_act(text: str, count: int) -> None:
    assert len(acts_of(text)) == count


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Spain condemned the disappearance of the union leader Hector Oru.", []),
        ("France denounced the attack on the embassy in Ost.", []),
        ("Chile condemned the army's attack on the port.", ["the army"]),
        ("Ghana condemned attacks by gunmen on farmers.", ["gunmen"]),
    ],
)
def test_nobody_is_blamed_for_what_was_done_to_him(text: str, targets: list[str]) -> None:
    assert next(told[2] for told in acts_of(text) if told[0] == "ACCUSE") == targets


def test_who_loses_men_did_not_kill_them() -> None:
    told = acts_of("The army lost 12 men in an ambush by rebels near Ost on Monday.")
    assert told == [("ASSAULT", ["rebels"], ["12 men"])]


def test_a_kind_of_machine_and_a_travel_warning_are_no_acts() -> None:
    told = acts_of(
        "The coalition conducted 15 strikes using attack, bomber and fighter aircraft against "
        "rebel positions in Syria."
    )
    assert told == [("ASSAULT", ["The coalition"], ["rebel positions in Syria"])]
    assert "THREATEN" not in [t for t, *_ in acts_of("Britain warned against all travel to Niger.")]
    assert acts_of("Iran warned Israel of a crushing response.")[0][0] == "THREATEN"


def test_who_investigates_a_kidnapping_kidnapped_nobody() -> None:
    told = acts_of(
        "A specialized agency, which is investigating the kidnapping of an engineer, is at work."
    )
    assert ("ASSAULT", [], ["an engineer"]) in told
    assert not any(kind == "ASSAULT" and "agency" in " ".join(doers) for kind, doers, _ in told)


def test_from_whom_something_is_seized_did_not_seize_it() -> None:
    told = acts_of("Weapons were seized by the army from the rebels of Ost on Monday.")
    assert all("rebels" not in " ".join(doers) for _, doers, _ in told)


def test_who_disperses_a_protest_does_not_protest() -> None:
    told = acts_of("Police dispersed a demonstration organised by the teachers in Lagos on Monday.")
    assert ("PROTEST", ["the teachers in Lagos"], []) in told


def test_police_who_smash_windows_do_not_riot() -> None:
    assert "PROTEST" not in [t for t, *_ in acts_of("Police smashed the windows of the church.")]


def test_who_is_sworn_in_does_not_resign() -> None:
    assert "RETREAT" not in [t for t, *_ in acts_of("The minister was sworn in on 1 June in Lima.")]
