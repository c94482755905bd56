"""Words that look like an act and are none, or another one."""

from __future__ import annotations

import pytest

from readout.evaluation.pages_of import page_of_text
from readout.evaluation.passages import read_passage
from readout.events.no_act import is_no_act, only_stand, retyped
from readout.events.polarity import read_status
from readout.events.triggers import Trigger
from readout.language.analyse import analyse_page
from readout.language.model import load
from readout.record.types import Status
from readout.statements.tree import Tree, plant


def trigger_of(sentence: str, type_: str) -> tuple[Tree, Trigger]:
    """The tree of a sentence and a trigger at its marked word."""
    before, word, _ = sentence.split("*")
    text = sentence.replace("*", "")
    analysis = analyse_page(page_of_text(text), load())
    at = next(i for i in range(len(analysis)) if int(analysis.start[i]) == len(before))
    assert analysis.word(at) == word
    return plant(analysis), Trigger(at, type_, None, 0.9)


@pytest.mark.parametrize(
    ("sentence", "type_", "none"),
    [
        ("The palace did not *answer* a letter from the miners.", "REJECT", True),
        ("Lisbon *sent* no reply.", "REJECT", True),
        ("Lisbon *rejected* the reply.", "REJECT", False),
        ("The gunmen have *claimed* that they had shelled the port.", "ACCUSE", True),
        ("The gunmen *claimed* responsibility for the raid.", "ACCUSE", True),
        ("The gunmen *claimed* that the army had shelled the port.", "ACCUSE", False),
        ("The party could not *beat* the mayor at the ballot box.", "ASSAULT", True),
        ("The league was *defeated* in the election.", "ASSAULT", True),
        ("Guards *beat* the mayor at the bus station.", "ASSAULT", False),
        ("Both ministers said they *agree* with the governor.", "AGREE", True),
        ("Both ministers *agreed* with the governor to open the road.", "AGREE", False),
        ("Norway *agreed* with Iceland on a quota.", "AGREE", False),
        ("Norway *agreed* with the judges that the tax was unjust.", "AGREE", True),
        ("Norway *agreed* with Iceland that boats would return in May.", "AGREE", False),
        ("The ministry *said* that the envoy had lied to the miners.", "ACCUSE", True),
        ("The ministry *accused* the envoy of lying to the miners.", "ACCUSE", False),
        ("Lisbon did not *deny* the report.", "REJECT", True),
        ("The firm said it could not *fulfil* the order.", "REJECT", True),
        ("The governor said he could not *accept* the letter.", "REJECT", False),
        ("The governor said he would not *open* the road.", "REJECT", False),
        ("The governor said he could not *defy* the court.", "REJECT", True),
        ("Lisbon said it would never *rule* out using force.", "REJECT", True),
        ("The judge *speaks* during a press conference.", "CONSULT", True),
        ("The judge *spoke* at a rally in Porto.", "CONSULT", True),
        ("It was good to *speak* at a summit in Porto.", "CONSULT", False),
        ("The judge *spoke* with the mayor at a rally in Porto.", "CONSULT", False),
        ("The judge *spoke* to the mayor during the strike.", "CONSULT", False),
        ("The two leaders *spoke* at a summit in Porto.", "CONSULT", False),
        ("The judge and the mayor *spoke* at a summit in Porto.", "CONSULT", False),
        ("The company has *hijacked* the water supply.", "ASSAULT", True),
        ("Gunmen *hijacked* a bus near the port.", "ASSAULT", False),
        ("The province *issued* warnings to residents as the flood came.", "THREATEN", True),
        ("The province *warned* residents of the coming storm.", "THREATEN", True),
        ("Iran *warned* Oman of war after the collapse of the talks.", "THREATEN", False),
        ("The flood came as Iran *vowed* to strike Oman.", "THREATEN", False),
        ("The mayor *warned* how the city must not let rioters win.", "THREATEN", True),
        ("Two Indian jets *took* off in a combat formation.", "ASSAULT", True),
        ("The army *took* off the roof with shells.", "ASSAULT", False),
        ("The prosecutor said CCTV *captured* the suspect with a hammer.", "ASSAULT", True),
        ("The prosecutor said rebels *captured* the suspect.", "ASSAULT", False),
        ("The suspect was *captured* on a camera near the port.", "ASSAULT", True),
        ("A satellite was *captured* by rebels near the port.", "ASSAULT", False),
        ("We can not *give* up the port, the governor said.", "REJECT", False),
        ("The ministry *released* the documents on Monday.", "RETREAT", True),
        ("3,000 court documents were *released* on Monday.", "RETREAT", True),
        ("The ministry *released* the miners on Monday.", "RETREAT", False),
    ],
)
def test_no_act(sentence: str, type_: str, none: bool) -> None:
    assert is_no_act(*trigger_of(sentence, type_)) is none


@pytest.mark.parametrize(
    ("sentence", "type_"),
    [
        ("Ottawa is *sending* four companies of police to the province.", "MOBILIZE"),
        ("Ottawa *sent* 300 soldiers to the border.", "MOBILIZE"),
        ("Ottawa *sent* 300 soldiers to help the survivors.", "AID"),
        ("Ottawa *sent* blankets to the province.", "AID"),
    ],
)
def test_men_who_are_sent(sentence: str, type_: str) -> None:
    assert retyped(*trigger_of(sentence, "AID")).type == type_


def test_captions_of_people_who_only_stand_there() -> None:
    for sentence, stand in (
        ("Commuters *leave* the platform of a station in Athens.", True),
        ("Miners *leave* the pits in protest in Athens.", False),
        ("Miners *gather* on the square in Athens.", False),
    ):
        assert only_stand(*trigger_of(sentence, "PROTEST")) is stand
    assert not only_stand(*trigger_of("Troops *leave* the station in Athens.", "RETREAT"))


def test_who_exchanges_fire_attacks() -> None:
    for what, type_ in (("heavy artillery fire", "ASSAULT"), ("envoys", "COOPERATE")):
        sentence = f"India and Pakistan *exchanged* {what}."
        assert retyped(*trigger_of(sentence, "COOPERATE")).type == type_


@pytest.mark.parametrize(
    ("sentence", "status"),
    [
        ("Laos denied charges by the United Nations that it *expelled* a judge.", "denied"),
        ("Laos rejected claims that its army was guilty of *massacres* in the hills.", "denied"),
        ("Laos did not deny that it *expelled* a judge.", "occurred"),
        ("Laos rejected claims by exiles, who were *expelled* in May.", "occurred"),
        ("The firms must *declare* every gift.", "requested"),
        ("The firms *declared* every gift.", "occurred"),
    ],
)
def test_status(sentence: str, status: Status) -> None:
    assert read_status(*trigger_of(sentence, "SANCTION"), "occurred") == status


def test_aid_that_nobody_gets_is_told_in_the_notes() -> None:
    record = read_passage("Ankara grounded six drones at once. Norway gets its water from rivers.")
    assert not any(e.type == "AID" for e in record.events)


def test_a_statement_that_accuses_is_one_act() -> None:
    record = read_passage("Within an hour Egypt issued a statement accusing Ethiopia of stalling.")
    assert [e.type for e in record.events] == ["ACCUSE"]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Sarn *launched* a missile toward the Sea of Ostrey.", "MOBILIZE"),
        ("Two missiles were *fired* by Sarn into the Indian Ocean.", "MOBILIZE"),
        ("Sarn *fired* a missile at a tanker in the Red Sea.", "ASSAULT"),
        ("Sarn *fired* a rocket into Ostrey.", "ASSAULT"),
        ("Sarn *fired* shots into the sea.", "ASSAULT"),
    ],
)
def test_a_missile_into_the_sea_is_a_test(sentence: str, expected: str) -> None:
    assert retyped(*trigger_of(sentence, "ASSAULT")).type == expected


def test_a_sea_is_no_target() -> None:
    record = read_passage("North Korea launched a ballistic missile toward the Sea of Japan.")
    assert [(e.type, e.targets) for e in record.events] == [("MOBILIZE", [])]
