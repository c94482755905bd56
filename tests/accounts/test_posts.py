"""Whose people somebody is of whom only a post is told, by the words around the name."""

from __future__ import annotations

import msgspec
import pytest

from readout.accounts.bodies import speaks_for_others
from readout.accounts.members import SidesOfStory, members
from readout.accounts.sides import Sides
from readout.evaluation.accounts import record_of
from readout.evaluation.passages import read_passage
from readout.record.types import RoleHeld
from tests.accounts.written import rows

UNION = "name:port union"
"""A harbour is a port."""


def side(who: str, entities: list[str], text: str, *statements: str) -> str | None:
    """The side of an entity in an article of the given entities and marked text."""
    head = ["@@ x dev 2031-03-04", *entities, *statements]
    record = record_of(rows("\n".join(head) + f"\n---\n{text}\n")[0])
    return Sides(record).of(who)


BODY = "e1 organization Harbour_Union NOR LAB"
STATE = "e3 state Norway NOR GOV"


@pytest.mark.parametrize(
    "words",
    [
        "[e1|Harbour Union] men left on Monday. Spokeswoman [e2|Ida Roth] said it was late.",
        "[e1|Harbour Union] men left on Monday. It was late, general secretary [e2|Ida Roth] said.",
        "The port of [e3|Norway] was shut. [e2|Ida Roth] of the [e1|Harbour Union] said so.",
        "The port was shut, said [e2|Ida Roth], who heads the [e1|Harbour Union] in Alta.",
        "[e1|Harbour Union] spokeswoman [e2|Ida Roth] said the port was shut.",
        "The [e1|Harbour Union], whose director, [e2|Ida Roth], was in Alta, said so.",
        "Union men of the [e1|Harbour Union] left. Union delegate [e2|Ida Roth] said so.",
        "[e3|Norway] shut the port. The [e1|Harbour Union] sued. It was late, its director, "
        "[e2|Ida Roth], said.",
    ],
    ids=["bare", "two words", "of", "heads", "before", "whose", "kind", "its"],
)
def test_a_post_is_of_the_body_that_the_words_tell(words: str) -> None:
    entities = [e for e in (BODY, STATE) if f"[{e[:2]}|" in words]
    assert side("e2", ["e2 person Ida_Roth - -", *entities], words) == UNION


@pytest.mark.parametrize(
    "words",
    [
        "The [e1|Harbour Union] met. Army spokesman [e2|Ida Roth] said the port was shut.",
        "The [e1|Harbour Union] met. President [e2|Ida Roth] said the port was shut.",
        "The [e1|Harbour Union] met. Electoral commission chief [e2|Ida Roth] said so.",
        "{s1|The [e1|Harbour Union] struck first}, spokesman [e2|Ida Roth] {s1!said}.",
    ],
    ids=["army", "president", "commission", "told of"],
)
def test_a_post_of_others_is_not_of_the_body_spoken_of(words: str) -> None:
    statements = ["s1 e2"] if "s1" in words else []
    assert side("e2", ["e2 person Ida_Roth - -", BODY], words, *statements) != UNION


def test_who_speaks_for_a_government_or_is_a_counterpart_is_of_that_state() -> None:
    person = ["e2 person Ida_Roth - -", BODY]
    for words in (
        "The [e1|Harbour Union] met. [e2|Ida Roth], speaking for the Norwegian government, left.",
        "The [e1|Harbour Union] met with his Norwegian counterpart, [e2|Ida Roth].",
    ):
        assert side("e2", person, words) == "state:NOR"


def test_an_ambassador_is_not_of_the_state_to_which_he_is_sent() -> None:
    entities = ["e1 state Norway NOR GOV", "e2 person Luis_Vega - GOV of=Chile title=ambassador"]
    entities.append("e3 state Chile CHL GOV")
    words = "[e1|Norway] called. Its ambassador to [e3|Chile], [e2|Luis Vega], said no."
    assert side("e2", entities, words) == "state:NOR"


def test_a_private_person_does_not_speak_for_his_country() -> None:
    entities = ["e1 state Norway NOR GOV", "e2 person Ida_Roth NOR MED of=Norway title=editor"]
    words = "The editor [e2|Ida Roth] left [e1|Norway]."
    assert side("e2", entities, words) == "name:ida roth"
    official = [entities[0], entities[1].replace("MED", "GOV")]
    assert side("e2", official, words) == "state:NOR"


def test_a_ministry_run_by_an_armed_group_speaks_for_the_group() -> None:
    entities = ["e1 organization health_ministry NOR GOV", "e2 organization Fjord_Front - REB"]
    run = "[e2|Fjord Front] men came. The Fjordists-run [e1|health ministry] said no."
    assert side("e1", entities, run) == "name:fjordist"
    plain = "[e2|Fjord Front] men came. The [e1|health ministry] said no."
    assert side("e1", entities, plain) == "state:NOR"


def test_an_army_of_a_people_is_of_no_state() -> None:
    text = "ALTA — The [e1|{name}] fought near [p1|Alta]."
    place = "p1 Alta city NOR 69.97 23.27"
    for name, key in (
        ("Fjord National Army", "name:fjord national arm"),
        ("National Army", "state:NOR"),
    ):
        entity = f"e1 organization {name.replace(' ', '_')} - MIL"
        assert side("e1", [entity, STATE, place], text.format(name=name) + " [e3|Norway].") == key


def test_a_spokesman_of_settlers_does_not_speak_for_the_state() -> None:
    text = "@@ x dev 2031-03-04\ne1 person Ida_Roth NOR GOV\n---\n[e1|Ida Roth] said no.\n"
    person = record_of(rows(text)[0]).entities[0]
    for title, others in (
        ("settler spokesman", True), ("government spokesman", False), ("spokesman", False),
    ):  # fmt: skip
        role = RoleHeld(title=title, of=None, from_=None, to=None, evidence=[])
        assert speaks_for_others(msgspec.structs.replace(person, roles=[role])) is others


NAIROBI = """\
@@ x dev 2031-03-04
e1 state Norway NOR GOV
e2 group the_army - MIL anon
e3 group rebels NOR REB anon
---
[e3~Rebels] in [e1|Norway] shot at a plane. [e2~The army] denied it.
"""


def test_the_army_is_of_the_state_that_the_first_sentence_names() -> None:
    """Though the article is written from elsewhere, which it does not name."""
    record = record_of(rows(NAIROBI)[0])
    near = Sides(record)._near
    army = next(e for e in record.entities if e.id == "e2")
    assert near.away(army, "KEN") == "NOR"
    assert near.away(army, "NOR") is None
    assert near.away(army, None) is None


def test_who_speaks_at_the_head_of_the_paragraph_has_the_ministry() -> None:
    entities = ["e1 state Norway NOR GOV", "e2 state Chile CHL GOV"]
    entities.append("e3 organization foreign_ministry - GOV")
    text = "[e2|Chile] sat.\n\n[e1|Norway] {} no. Ships were due, the [e3|foreign ministry] said."
    assert side("e3", entities, text.format("said")) == "state:NOR"
    assert side("e3", entities, text.format("had")) != "state:NOR"


def test_initials_stand_for_the_name_that_the_text_writes_out() -> None:
    entities = ["e1 organization BGN - -", "e2 state Norway NOR GOV"]
    text = "Two fled, the Border Guard Norway (BGN) said. [e1|BGN] men of [e2|Norway] came."
    assert side("e1", entities, text) == "state:NOR"
    assert side("e1", entities, text.replace(" (BGN)", "")) == "name:bgn"


def test_initials_stand_for_the_name_in_another_article_of_the_story() -> None:
    long = "@@ a dev 2031-03-04\ne1 organization Fjord_Fishing_Forum - NGO\n---\n"
    long += "[e1|Fjord Fishing Forum] left.\n"
    short = "@@ b dev 2031-03-04\ne1 organization FFF - NGO\n---\n[e1|FFF] men left.\n"
    story = [SidesOfStory(record_of(r)) for r in rows(long + short)]
    known = members(story)
    for sides in story:
        sides.learn(known)
    assert {sides.of("e1") for sides in story} == {"name:fjord fish forum"}


def test_common_short_names_are_the_same_body() -> None:
    for name in ("U.N.", "United_Nations"):
        entity = f"e1 organization {name} - IGO"
        text = f"[e1|{name.replace('_', ' ')}] staff left."
        assert side("e1", [entity], text) == "name:unit nat"


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("The army accused the Rapid Forces of shelling the road.", "name:rapid forc"),
        ("The army praised the Rapid Forces for clearing the road.", "state:SDN"),
    ],
)
def test_whom_the_own_army_accuses_speaks_for_itself(said: str, expected: str) -> None:
    record = read_passage(
        f"KHARTOUM - {said} A spokesman for the Rapid Forces said nine soldiers of Sudan had died."
    )
    army = msgspec.structs.replace(record.entities[0], country="SDN", sector="MIL")
    [forces] = [e for e in record.entities if e.name == "Rapid Forces"]
    forces = msgspec.structs.replace(forces, country=None, sector="MIL")
    rest = [e for e in record.entities if e.id not in (army.id, forces.id)]
    record = msgspec.structs.replace(record, entities=[army, forces, *rest])
    assert Sides(record).of(forces.id) == expected


@pytest.mark.parametrize(
    ("said", "together"), [("P.F.U. official", True), ("PFU delegate", True), ("TV man", False)]
)
def test_initials_before_a_post_name_its_body(said: str, together: bool) -> None:
    body = "e1 organization Port_Farmers_Union NOR LAB"
    who = f"e2 person A_{said.replace(' ', '_')} - LAB anon"
    text = f"The [e1|Port Farmers Union] left on Monday. [e2|A {said}] said so."
    same = side("e1", [body, who], text) == side("e2", [body, who], text)
    assert same is together
