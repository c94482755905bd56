"""What pages read for the first time got wrong, told again in passages written here; with any one
of the rules behind them gone, one of these tests fails."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage
from tests.readings import DAY, acts_of, sides


@pytest.mark.parametrize(
    ("text", "who"),
    [
        ("Iran vowed to punish Israel for the attack on its consulate.", ["Israel"]),
        ("Both Hezbollah and Iran say they will retaliate against Israel for recent attacks in "
         "their regions, and Hamas named a new leader.", ["Israel"]),
    ],
)  # fmt: skip
def test_what_is_avenged_was_done_by_the_other_side(text: str, who: list[str]) -> None:
    attacks = [doers for kind, doers, _ in acts_of(text) if kind == "ASSAULT"]
    assert attacks == [who]


def test_all_who_are_sent_are_sent() -> None:
    text = (
        "Mr Moeketsi claimed that whenever residents attempt to protest or demand compliance from "
        "the company, police officers and soldiers are deployed to intimidate them."
    )
    assert ("MOBILIZE", ["police officers", "soldiers"], []) in acts_of(text)


def test_who_is_in_prison_has_jailed_nobody() -> None:
    for text in (
        "The rebel leader Yahya Karim served over 20 years in Israeli jails.",
        "Rebel leader Yahya Karim served a sentence in Israel for killing two soldiers.",
    ):
        jailed = [told for told in acts_of(text) if told[0] == "COERCE"]
        assert not [doers for _, doers, _ in jailed if "Yahya Karim" in doers]


def test_who_denounces_what_was_hit_is_who_tells_of_it() -> None:
    record = read_passage(
        "Ferit Hoxha, Albania’s foreign minister, reported that the residence of the Albanian "
        "ambassador was hit during the attack, denouncing it as “unacceptable”.",
        published=DAY,
    )
    names = {e.id: e.name for e in record.entities}
    assert {names[i] for s in record.statements for i in s.speakers} == {"Ferit Hoxha"}
    told = [sides(record, e) for e in record.events]
    assert [doers for kind, doers, _ in told if kind == "ACCUSE"] == [["Ferit Hoxha"]]


def test_who_is_urged_in_a_headline_urges_nobody() -> None:
    record = read_passage("US citizens urged to leave Iran", published=DAY)
    assert record.statements == []
    assert [sides(record, e) for e in record.events] == [("REQUEST", [], ["US citizens"])]
    assert read_passage("The mayor urged to leave.", published=DAY).statements == []


def test_who_is_urged_is_asked_and_not_what_he_is_to_do_it_to() -> None:
    text = "Iran was urged to stop bombing Iraq."
    record = read_passage(text, published=DAY)
    assert [sides(record, e) for e in record.events][:1] == [("REQUEST", [], ["Iran"])]
    uses = [m.use for p in record.places for m in p.mentions if text[m.start : m.end] == "Iran"]
    assert uses == ["metonym"]


@pytest.mark.parametrize(
    ("text", "strikes"),
    [
        ("A drone strike on a college killed 21. Ambassador Melnyk denied the accusations at a "
         "meeting of the U.N. Security Council on the strike, held at the request of Russia.", 0),
        ("A drone strike on a college killed 21. Nurses in Sumy went on strike over pay.", 1),
    ],
)  # fmt: skip
def test_strikes_of_a_war_are_no_stoppages(text: str, strikes: int) -> None:
    assert [kind for kind, *_ in acts_of(text)].count("PROTEST") == strikes


def test_two_verbs_share_their_object() -> None:
    for verbs in ("captured or killed", "shot down or jammed"):
        text = f"The Syrian army {verbs} nine Turkish drones near Homs on Sunday."
        assert [to for _, _, to in acts_of(text)] == [["Turkey"]] * 2


def test_whose_people_somebody_is_of_is_no_place() -> None:
    for text in (
        "The man posed as a member of Mexico’s Sinaloa drug cartel.",
        "Manila accused Mexico’s maritime militia of ramming a boat.",
    ):
        record = read_passage(text, published=DAY)
        places = [p for p in record.places if p.name == "Mexico"]
        assert [m.use for p in places for m in p.mentions] == ["modifier"]
