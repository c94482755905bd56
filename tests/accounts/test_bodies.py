"""Whose people somebody is of, where the reading left it open."""

from __future__ import annotations

from readout.accounts.sides import Sides
from readout.evaluation.accounts import record_of
from tests.accounts.written import rows


def sides_of(head: str, text: str) -> dict[str, str | None]:
    """The side of each entity by its id."""
    record = record_of(rows(f"@@ x dev 2031-03-04\n{head}\n---\n{text}\n")[0])
    sides = Sides(record)
    return {e.id: sides.of(e.id) for e in record.entities}


def test_their_leader_is_of_those_who_act() -> None:
    head = (
        "e1 organization Farmers_Union PER LAB\ne2 organization Condor_Copper - BUS\n"
        "e3 person Ana_Ruiz PER GOV title=leader\ns1 e3"
    )
    text = (
        "Men of the [e1|Farmers Union] blocked the road to the mine of [e2|Condor Copper].\n\n"
        "[e3|Ana Ruiz], their leader, {s1!said} {s1|it dumped waste}."
    )
    assert sides_of(head, text)["e3"] == "name:farm union"


def test_his_lawyer_is_of_whom_he_speaks_for() -> None:
    head = "e1 person Imran_Shah PAK OPP\ne2 person Ali_Baig - CVL\ns1 e2"
    text = "[e1|Imran Shah] was barred. {s1|It is unjust}, his lawyer, [e2|Ali Baig], {s1!said}."
    assert sides_of(head, text)["e2"] == "name:imran shah"
    # "His lawyer" alone owns: a friend speaks for himself.
    friend = text.replace("lawyer", "friend")
    assert sides_of(head, friend)["e2"] == "name:ali baig"


def test_arms_of_a_state_are_the_state() -> None:
    head = "e1 group two_Russian_bombers RUS REB anon\ne2 group two_Russian_singers RUS CVL anon"
    text = "[e1~Two Russian bombers] passed [e2~two Russian singers]."
    held = sides_of(head, text)
    assert held["e1"] == "state:RUS"
    assert held["e2"] != "state:RUS"


def test_an_office_of_a_state_is_the_state_though_taken_for_a_club() -> None:
    head = (
        "e1 organization Norwegian_State_Border_Committee NOR NGO\n"
        "e2 organization Chess_Committee NOR NGO"
    )
    text = "The [e1|Norwegian State Border Committee] met the [e2|Chess Committee]."
    held = sides_of(head, text)
    assert held == {"e1": "state:NOR", "e2": "name:chess commit"}


def test_a_liberation_army_is_no_army_of_the_state() -> None:
    head = (
        "e1 state Chad TCD GOV\ne2 organization Lake_Liberation_Army - MIL\n"
        "e3 group army - MIL\ne4 group movement - NGO"
    )
    text = (
        "The [e3~army] of [e1|Chad] fought the [e2|Lake Liberation Army]. The [e4~movement] fled."
    )
    held = sides_of(head, text)
    assert held["e3"] == "state:TCD"
    assert held["e2"] == held["e4"] == "name:lak lib arm"


def test_the_rebels_are_of_the_body_whose_commander_speaks() -> None:
    head = "e1 group the_rebels - REB\ne2 person a_commander_of_the_Llanos_Column - MIL anon\ns1 e2"
    text = (
        "[e1~The rebels] broke the truce. [e2~A commander of the Llanos Column] {s1!said} "
        "{s1|they kept it}."
    )
    held = sides_of(head, text)
    assert held["e1"] == held["e2"] == "name:llano column"


def test_a_commissioner_is_of_the_commission() -> None:
    head = (
        "e1 organization European_Commission - IGO\ne2 state Hungary HUN GOV\n"
        "e3 person Clara_Lind HUN GOV of=budget title=commissioner"
    )
    text = "The [e1|European Commission] sued [e2|Hungary], said [e3|Clara Lind]."
    # The Commission speaks for the Union.
    assert sides_of(head, text)["e3"] == "name:european union"


def test_a_name_after_an_unnamed_official_is_that_official() -> None:
    head = (
        "e1 state Norway NOR GOV\ne2 person Norwegian_foreign_minister NOR GOV anon\n"
        "e3 person Ida_Roth - -\ns1 e2\ns2 e3"
    )
    text = (
        "{s1|The talks went well}, the [e2~Norwegian foreign minister] {s1!said}.\n\n"
        "{s2|We spoke of fish}, [e3|Ida Roth] {s2!told} reporters in [e1|Norway]."
    )
    assert sides_of(head, text)["e3"] == "state:NOR"


def test_nobody_lays_an_attack_at_his_own_door() -> None:
    head = (
        "e1 state Norway NOR GOV\ne2 state Argentina ARG GOV\ne3 person Luis_Vega - GOV\n"
        "s1 e3\nv1 ASSAULT e1>e2 occurred s1"
    )
    text = (
        "[e1|Norway] and [e2|Argentina] clashed.\n\n[e3|Luis Vega] {s1!said} "
        "{s1|Norway {v1|shelled} Argentina}."
    )
    assert sides_of(head, text)["e3"] == "state:ARG"


def test_a_title_before_the_name_is_no_first_mention() -> None:
    head = "e1 person Imran_Shah PAK OPP\ne2 person Ali_Baig - CVL\ns1 e2"
    text = (
        "[e1|Imran Shah] was barred. {s1|It is unjust}, [e2~his lawyer], [e2|Ali Baig], {s1!said}."
    )
    assert sides_of(head, text)["e2"] == "name:imran shah"
