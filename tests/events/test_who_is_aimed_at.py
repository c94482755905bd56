"""Whom words, demands and expulsions are aimed at; sentences written here, after reading what
changed on open sentences of PLOVER."""

from __future__ import annotations

import pytest

from readout.events.things import abstract
from tests.readings import acts_of, called_in


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The minister launched a scathing attack on the Liberal Party, calling it corrupt.",
         ("ACCUSE", ["The minister"], ["Liberal Party"])),
        ("A UN human rights expert has called for sanctions against Myanmar's military-run "
         "companies for serious violations.",
         ("ACCUSE", ["A UN human rights expert"], ["Myanmar's military-run companies"])),
        ("Norway and Chad failed to reach agreement on an elusive free-trade deal.",
         ("REJECT", ["Norway"], ["Chad"])),
        ("Two inspectors for the agency have been expelled from North Korea amid a standoff.",
         ("SANCTION", ["North Korea"], ["Two inspectors"])),
        ("The Libyan army has suspended military talks in Geneva.",
         ("SANCTION", ["The Libyan army"], ["military talks in Geneva"])),
    ],
)  # fmt: skip
def test_whom_it_is_aimed_at(text: str, told: tuple[str, list[str], list[str]]) -> None:
    assert told in acts_of(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The US military sent 200 troops in Mali to serve as a peacekeeping force.",
         ("MOBILIZE", ["The US military"], ["Mali"])),
        ("The Kenyan government has donated a shipment of 250 state-of-the-art ventilators and "
         "other critical care equipment to assist Somalia with its response to cholera.",
         ("AID", ["Kenya"], ["Somalia"])),
        ("Australia has offered to send soldiers to help the Philippines army.",
         ("AID", ["Australia"], ["the Philippines army"])),
        ("Chad announced the deployment of 230 troops to Liberia on Saturday.",
         ("AID", ["Chad"], ["Liberia"])),
        ("Qatar withdrew its soldiers from Djibouti.",
         ("RETREAT", ["Qatar"], ["Djibouti"])),
        ("Iran supplied the Houthis with missiles.", ("AID", ["Iran"], ["Houthis"])),
        ("The regional bloc sent the kingdom a small observer force.",
         ("MOBILIZE", ["The regional bloc"], [])),
    ],
)  # fmt: skip
def test_what_is_sent_or_given_is_not_whom_it_is_for(
    text: str, told: tuple[str, list[str], list[str]]
) -> None:
    assert told in acts_of(text)


def test_whom_a_visit_that_is_cancelled_was_for() -> None:
    text = (
        "The minister has cancelled a planned visit to Britain following an order on members of "
        "the cabinet."
    )
    assert ("REJECT", ["The minister"], ["United Kingdom"]) in acts_of(text)


def test_who_stands_beside_the_object_is_not_whom_it_is_aimed_at() -> None:
    text = (
        "The rebels have spurned repeated offers for talks by the government of Chad since a "
        "meeting with Niger."
    )
    assert ("REJECT", ["The rebels"], ["Chad"]) in acts_of(text)


def test_what_is_discussed_is_not_whom_one_meets() -> None:
    text = (
        "The prime minister of Oman received the envoy of Chad on Monday to discuss the border "
        "between Mali and Niger."
    )
    [(kind, _, whom)] = acts_of(text)
    assert (kind, whom) == ("CONSULT", ["the envoy of Chad"])


@pytest.mark.parametrize("noun", ["curfew", "funding", "rebellion", "region", "warehouse"])
def test_what_can_be_hit(noun: str) -> None:
    assert abstract(noun) == (noun not in ("region", "warehouse"))


def test_nobody_attacks_talks() -> None:
    text = (
        "The UN-backed government in Libya has suspended UN-brokered military talks in Geneva, "
        "following an attack on a strategic port in Tripoli late on Tuesday."
    )
    told = acts_of(text)
    assert "SANCTION" in {kind for kind, *_ in told}
    assert not [whom for kind, _, whom in told if kind == "ASSAULT" and "talks" in " ".join(whom)]


def test_a_government_of_accord_is_a_body_and_no_agreement() -> None:
    text = "Erdogan met the Government of National Accord and signed the Skhirat Accord."
    kinds = {e.name: e.kind for e, _ in called_in(text)}
    assert kinds["Government of National Accord"] == "organization"
    assert kinds["Skhirat Accord"] == "agreement"


def test_what_somebody_came_under_is_an_attack() -> None:
    told = acts_of("The army base came under attack from rebels on Monday.")
    assert [(kind, doers) for kind, doers, _ in told] == [("ASSAULT", ["rebels"])]


def test_on_whom_an_attack_is_blamed_did_it_and_is_blamed() -> None:
    told = acts_of("The ELN blamed the killings on dissidents of the former FARC on Monday.")
    assert told == [
        ("ACCUSE", ["ELN"], ["dissidents of the former FARC"]),
        ("ASSAULT", ["dissidents of the former FARC"], []),
    ]


@pytest.mark.parametrize(
    "text",
    [
        '"Attacks on peacekeepers may constitute war crimes," Guterres said.',
        "Attacks on aid workers are war crimes, the envoy said on Monday.",
    ],
)
def test_what_such_acts_are_tells_of_none(text: str) -> None:
    assert "ASSAULT" not in {kind for kind, *_ in acts_of(text)}


def test_the_towns_of_a_march_ask_for_nothing() -> None:
    text = "Thousands marched in Medellín and Cali to demand that the government break off talks."
    assert ("REQUEST", ["Thousands"], ["the government"]) in acts_of(text)


def test_what_is_described_is_what_a_relative_clause_lacks() -> None:
    text = "The army on Sunday handed over three soldiers that the rebels had seized in Arauca."
    assert ("COERCE", ["the rebels"], ["three soldiers"]) in acts_of(text)


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Two peacekeepers were killed when gunmen ambushed their convoy near Bria.",
         ["Two peacekeepers"]),
        ("Rebels attacked their village on Monday, residents said.", ["their village"]),
    ],
)  # fmt: skip
def test_nobody_attacks_what_is_his_own(text: str, targets: list[str]) -> None:
    assert [whom for kind, doers, whom in acts_of(text) if doers][-1] == targets
