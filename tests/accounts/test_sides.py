"""For whom somebody speaks where the reading left that open."""

from __future__ import annotations

from readout.accounts.sides import Sides
from readout.evaluation.passages import read_passage
from tests.accounts.written import record, told

HEAD = """\
@@ x dev 2031-03-04
e1 state Norway NOR GOV
e2 state Argentina ARG GOV
e3 person Ida_Roth NOR GOV
e4 person Ana_Sosa - GOV
e5 group the_government - GOV
s1 e3
s2 e4
v1 ASSAULT e1<>e2 occurred
---
Ships of [e1|Norway] and [e2|Argentina] {v1|clashed}.

"""


def test_an_official_of_no_country_is_of_the_state_that_nobody_speaks_for() -> None:
    found = record(
        HEAD + "[e3|Ida Roth] {s1!said} {s1|it was over}.\n\n[e4|Ana Sosa] {s2!said} {s2|it was "
        "not}. [e5|The government] slept.\n"
    )
    sides = Sides(found)
    assert sides.of("e4") == "state:ARG"


def test_the_government_of_a_paragraph_is_that_of_who_speaks_in_it() -> None:
    found = record(
        HEAD + "[e3|Ida Roth] {s1!said} {s1|it was over}. [e5|The government] slept. [e4|Ana Sosa] "
        "{s2!said} {s2|so}.\n"
    )
    assert Sides(found).of("e5") == "state:NOR"


def test_the_movement_is_the_one_body_that_no_state_owns() -> None:
    body = """\
@@ x dev 2031-03-04
e1 state Chad TCD GOV
e2 organization Lake_Front TCD REB
e3 group the_movement - NGO
e4 person Ali_Musa - - of=the_movement title=spokesman
s1 e4
v1 ASSAULT e1<>e2 occurred
---
[e1|Chad] and the [e2|Lake Front] {v1|fought}. [e4|Ali Musa], of [e3|the movement], {s1!said} {s1|it was over}.
"""  # noqa: E501
    assert Sides(record(body)).of("e4") == "name:lak front"


WOMEN = """\
@@ x dev 2031-03-04
e1 state Chad TCD GOV
e2 group three_women TCD CVL
e3 person {who} TCD CVL {anon}
e4 person Idriss_Bello TCD COP
s1 e3
s2 e4
v1 ASSAULT e1>e2 occurred
---
Police of [e1|Chad] {{v1|beat}} [e2~three women]. [e3|{called}] {{s1!said}} {{s1|officers beat people with sticks}}. [e4|Idriss Bello] {{s2!said}} {{s2|no officer beat anybody}}.
"""  # noqa: E501


def test_a_person_with_a_name_does_not_speak_for_three_women() -> None:
    named = record(WOMEN.format(who="Ali_Musa", called="Ali Musa", anon=""))
    assert not any("woman" in str(Sides(named).of(a.side)) for a in named.accounts)
    unnamed = record(WOMEN.format(who="a_witness", called="A witness", anon="anon"))
    assert any("woman" in str(Sides(unnamed).of(a.side)) for a in unnamed.accounts)


def test_parties_that_speak_are_set_side_by_side_though_no_happening_has_them() -> None:
    body = """\
@@ x dev 2031-03-04
e2 person Ali_Musa TCD OPP of=Lake_Party title=leader
e3 person Ana_Bello TCD GOV
e4 organization Lake_Party TCD OPP
e5 group teachers TCD EDU
s1 e2
s2 e3
v1 PROTEST e5>- occurred
---
[e5~Teachers] {v1|walked out}. [e2|Ali Musa] of the [e4|Lake Party] {s1!said} {s1|the wages had been withheld}. [e3|Ana Bello] {s2!said} {s2|every teacher had been paid}.
"""  # noqa: E501
    found = record(body)
    assert len(found.accounts) == 2
    assert [[s.stance for s in p.stances] for p in found.points] == [["asserts", "denies"]]


ANOTHER = """\
@@ x dev 2031-03-04
e1 state Chad TCD GOV
e2 organization opposition_Movement_for_Lakes TCD OPP
e3 organization The_Southern_Bloc - -
e4 person its_commander - MIL
e5 organization NDJAMENA_—_Chad - -
s1 e4
v1 ASSAULT e1>e2 occurred
---
[e5|NDJAMENA — [e1|Chad]] {v1|fought} the [e2|opposition Movement for Lakes]. [e3|The Southern Bloc] watched. [e4~Its commander] {s1!said} {s1|it was over}.
"""  # noqa: E501


def test_words_before_a_name_are_no_part_of_it() -> None:
    sides = Sides(record(ANOTHER))
    assert sides.of("e2") == "name:mov for lak"
    assert sides.of("e5") == "state:TCD"


def test_its_commander_speaks_for_the_body_named_before() -> None:
    assert Sides(record(ANOTHER)).of("e4") == "name:southern bloc"


PAPERS = """\
@@ x dev 2031-03-04
e1 state Chad TCD GOV
e2 organization Lake_Front TCD REB
e3 document the_communique - -
e4 document a_read-out_from_the_Front - -
e5 document a_notice - -
s1 e2
s2 e3
s3 e4
s4 e5
v1 ASSAULT e1<>e2 occurred
---
{s4|[e1|Chad] sent planes}, [e5~a notice] {s4!reads}. They {v1|fought}. The [e2|Lake Front] {s1!said} {s1|it was over}. {s2|Two planes fell}, [e3~the communiqué] {s2!read}.

{s3|It held the town}, according to [e4~a read-out from the [e2|Front]] {s3!said}.
"""  # noqa: E501


def test_a_document_speaks_for_whom_it_is_of() -> None:
    sides = Sides(record(PAPERS))
    assert sides.of("e3") == "name:lak front"  # who spoke before it
    assert sides.of("e4") == "name:lak front"  # who is named in its words
    assert sides.of("e5") == "state:TCD"  # what it begins with


SHELLED = """\
@@ x dev 2031-03-04
e1 state Chad TCD GOV
e2 state Niger NER GOV
e3 organization the_press_service_of_the_Defence_Ministry - -
e4 organization Defence_Ministry - GOV
e5 group soldiers NER MIL
s1 e3
s2 e4
v1 ASSAULT e1>e5 occurred s1
v2 ASSAULT e4>e1 denied s2
---
{s1|[e1|Chad] {v1|shelled} [e5~soldiers] of [e2|Niger]}, [e3~the press service of the [e4|Defence Ministry]] {s1!said}. [e4~The ministry] {s2!denied} {s2|that it had {v2|fired} on Chad}.
"""  # noqa: E501


def test_a_ministry_of_no_country_is_of_those_who_were_hit_as_it_says() -> None:
    sides = Sides(record(SHELLED))
    assert sides.of("e3") == sides.of("e4") == "state:NER"


def test_the_ministries_of_two_states_are_two() -> None:
    other = SHELLED.replace("NER", "NGA").replace("Niger", "Nigeria")
    keys = {Sides(record(text)).fine("e4") for text in (SHELLED, other)}
    assert keys == {"name:defenc ministr of NER", "name:defenc ministr of NGA"}


def test_a_body_that_is_known_for_nothing_does_not_speak_for_its_country() -> None:
    text = "{s1|The cutter was rammed}. {s2|It was not}. [e9|Buzz Daily] {s3!reported} {s3|a fire}."
    found = told(text, "e9 organization Buzz_Daily ARG -", "s3 e9")
    assert "a fire" not in {point.label for point in found.points}
    assert "a fire" in {
        point.label
        for point in told(text, "e9 person Buzz_Daily ARG -", "s3 e9").points  # a person may
    }


def _side(of: str, parts: str, text: str) -> str | None:
    return Sides(record(f"@@ x dev 2031-03-04\n{parts}\n---\n{text}\n")).of(of)


def test_its_director_is_of_who_acts_in_the_sentence_before() -> None:
    parts = (
        "e1 organization Reef_Watch - NGO\ne2 organization Norwegian_Navy NOR MIL\n"
        "e3 person Ida_Roth - -\ns1 e3"
    )
    text = (
        "[e1|Reef Watch] has accused the [e2|Norwegian Navy] of ramming boats.\n\n"
        "{s1|It was cold}, {s1!said} [e3|Ida Roth], its director."
    )
    assert _side("e3", parts, text) == "name:reef watch"


def test_his_lawyers_speak_for_him() -> None:
    parts = "e1 person Luis_Vega ARG OPP\ne2 group his_lawyers - CVL anon\ns1 e2"
    text = "[e1|Luis Vega] was held. {s1|It was cold}, [e2~[e1*his] lawyers] {s1!said}."
    assert _side("e2", parts, text) == "name:lui vega"


def test_who_leads_his_party_speaks_for_it() -> None:
    parts = "e1 person Luis_Vega ARG OPP\ne2 organization Harbour_Party - PTY\ns1 e1"
    text = (
        "{s1|It was cold}, [e1|Luis Vega] {s1!told} supporters of [e1*his] small [e2|Harbour "
        "Party]."
    )
    assert _side("e1", parts, text) == "name:port part"


def test_a_spokesman_of_unnamed_troops_is_not_of_those_he_accuses() -> None:
    parts = (
        "e1 group officials_in_Oslo NOR GOV anon\ne2 person Ida_Roth - GOV of=border_troops "
        "title=spokeswoman\ne3 group border_troops - MIL anon\ne4 state Argentina ARG GOV\n"
        "e5 person Norwegian_conscript NOR MIL anon\ne6 state Norway NOR GOV\ns1 e1\ns2 e2\n"
        "v1 ASSAULT e4>e5 occurred s2"
    )
    text = (
        "{s1|It was cold}, [e1~officials in Oslo] {s1!said} of [e6|Norway].\n\n[e2|Ida Roth], "
        "[e2~spokeswoman of the [e3~border troops]], {s2!said} {s2|[e4|Argentina] {v1|shot} a "
        "[e5~Norwegian conscript]}."
    )
    assert _side("e2", parts, text) == "state:NOR"


def test_an_earlier_version_of_the_article_is_nobodys_document() -> None:
    parts = (
        "e1 organization Reef_Watch - NGO\ne2 document an_earlier_version_of_this_article - -\n"
        "s1 e1\ns2 e2"
    )
    text = (
        "[e1|Reef Watch] {s1!said} {s1|it was cold}. [e2~An earlier version of this article] "
        "{s2!said} {s2|it was warm}."
    )
    assert _side("e2", parts, text) is None


def test_the_army_is_not_the_one_force_that_accuses_it() -> None:
    read = read_passage(
        "NAIROBI — The Rapid Support Forces accused the army of bombing the convoy in Sudan on "
        "Monday. The army denied the charge and blamed the RSF militia.",
        published="2025-06-04",
    )
    sides = Sides(read)
    by_name = {e.name: sides.of(e.id) for e in read.entities}
    assert by_name["Rapid Support Forces"] == "name:rapid back forc"
    assert by_name["the army"] != by_name["Rapid Support Forces"]
    assert {sides.fine(e.id) for e in read.entities if e.name == "the army"} == {"name:arm"}
