"""What is one actor and what is two, in passages written here; with any one of the rules behind
them gone, one of these tests fails."""

from __future__ import annotations

import pytest

from tests.readings import called_in, mentions_of


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("The minister spoke on Monday. The minister met the minister of Iraq.",
         ["The minister", "The minister"], "the minister of Iraq"),
        ("The general resigned. In Cairo the general met the general.",
         ["The general", "the general"], "the general"),
    ],
)  # fmt: skip
def test_who_meets_somebody_meets_another(text: str, first: list[str], second: str) -> None:
    persons = [said for e, said in called_in(text) if e.kind == "person"]
    assert persons == [first, [second]]


def test_spokesmen_of_nobody_are_not_of_the_government() -> None:
    for text in (
        "Stephane Dujarric, a spokesman, said the talks failed.",
        "The spokesman, Lawrence Kanyuka, said troops had fled.",
    ):
        assert [e.sector for e, _ in called_in(text) if e.kind == "person"] == [None]


def test_a_body_without_the_noun_of_its_kind_is_the_same() -> None:
    assert mentions_of("The Wagner group left Mali. Wagner said its men were tired.", "Wagner") == [
        "Wagner group", "Wagner", "its",
    ]  # fmt: skip


def test_a_first_name_like_a_state_gives_no_country() -> None:
    text = "Defence Minister Israel Katz ordered the army to draw up plans for a strike."
    assert [e.country for e, _ in called_in(text) if e.name == "Israel Katz"] == [None]


_RAID = """\
Gunmen kill 23 in attacks on villages in northern Nigeria, police say

KANO, Nigeria, June 2 (Reuters) - Gunmen on motorcycles killed at least 23 people and kidnapped
dozens of others in raids on three villages in Nigeria's northwestern Zamfara state, police and
residents said on Monday.

The attackers stormed Gidan Goga, Faru and Kaya in the Maradun district on Sunday evening,
shooting at people and setting houses ablaze, Zamfara police spokesman Yazid Abubakar said. He
said troops had been deployed to the area and had rescued 11 of the captives.

Residents put the toll higher. "We have buried 36 people since morning," Sani Musa, a farmer in
Faru, told Reuters by phone. He said the gunmen took away more than 60 women and children.

No group has claimed responsibility. Armed gangs, known locally as bandits, have killed or
abducted thousands of people in the northwest in recent years. In May, gunmen abducted 48
worshippers from a mosque in Bukkuyum; they were freed after a ransom was paid, according to two
community leaders.

President Bola Tinubu condemned the killings and ordered security agencies to track down the
perpetrators, his spokesman said in a statement. Amnesty International accused the government of
failing to protect rural communities.
"""


def _raid() -> str:
    """The story with a line for each paragraph."""
    return "\n\n".join(" ".join(part.split()) for part in _RAID.split("\n\n"))


def test_who_says_more_is_who_spoke_right_before() -> None:
    assert mentions_of(_raid(), "Sani Musa") == ["Sani Musa", "a farmer in Faru", "He"]


def test_his_spokesman_is_not_himself() -> None:
    assert mentions_of(_raid(), "Bola Tinubu")[:2] == ["Bola Tinubu", "his"]


@pytest.mark.parametrize(
    ("text", "name", "mentions"),
    [
        ("The Kurdistan Workers' Party (PKK) left. The PKK denied it.", "PKK",
         ["Kurdistan Workers' Party", "PKK", "PKK"]),
        ("Colombia's ELN freed two soldiers. The National Liberation Army (ELN) fled.", "ELN",
         ["ELN", "National Liberation Army", "ELN"]),
        ("The Ministry of Defence (MoD) said so. The MoD denied it.", "MoD",
         ["Ministry of Defence", "MoD", "MoD"]),
    ],
)  # fmt: skip
def test_the_letters_in_brackets_are_the_body(text: str, name: str, mentions: list[str]) -> None:
    assert mentions_of(text, name) == mentions


@pytest.mark.parametrize(
    ("town", "state"),
    [("Bangui", "CAF"), ("Bamako", "MLI"), ("Lomé", "TGO"), ("Kinshasa", "COD")],
)
def test_a_capital_that_acts_is_the_government(town: str, state: str) -> None:
    text = f"{town} rejected the accusation and summoned the Chadian ambassador."
    assert (town, state) in {(said[0], e.country) for e, said in called_in(text)}


def test_his_spokesman_is_not_the_spokesman_of_a_party() -> None:
    text = (
        "A spokesman for the Patriots Front, Serge Bozanga, denied it. Secretary-General Antonio "
        "Guterres condemned it. He spoke through his spokesman."
    )
    assert "his spokesman" not in mentions_of(text, "Serge Bozanga")


def test_who_speaks_for_a_party_is_not_of_the_government() -> None:
    text = "The Patriots Front fled. A spokesman for the Patriots Front, Serge Bozanga, denied it."
    assert [e.sector for e, _ in called_in(text) if e.name == "Serge Bozanga"] == ["REB"]


def test_who_speaks_for_a_body_of_no_known_sector_is_of_none() -> None:
    text = (
        "The Coalition of Patriots for Change (CPC) fled. A spokesman for the CPC, Serge Bozanga, "
        "denied that its men had taken part."
    )
    assert [e.sector for e, _ in called_in(text) if e.name == "Serge Bozanga"] == [None]


def test_the_mission_known_by_letters_is_the_mission() -> None:
    text = (
        "Two men died, the United Nations mission there said on Tuesday. The convoy came under "
        "fire, the mission, known as MINUSCA, said in a statement."
    )
    assert mentions_of(text, "the mission")[0] == "the United Nations mission"


def test_whose_soldiers_somebody_accuses() -> None:
    text = "Chad closed its border with Mali last week after accusing its soldiers of murder."
    assert mentions_of(text, "Chad") == ["Chad", "its"]
    assert "its" in mentions_of(text, "Mali")
