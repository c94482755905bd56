"""Whom an act is done to, against those around it. Verbs stand in their dictionary form."""

from __future__ import annotations

import pytest

from readout.events.aimed import Aimed
from readout.events.entities import Entities
from readout.events.roles import Roles, roles_of
from readout.events.triggers import Trigger, find_triggers
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention
from readout.statements.tree import plant
from tests.analyses import Sketch, span


def sifted(sentence: str, kind: str, *recipient: int) -> list[int]:
    """Recipients of the act that the second word tells; each is the name of a state."""
    sketch = Sketch()
    sketch.sentence(sentence)
    sketch.tells(1, kind, actor=[0], recipient=list(recipient))
    a = sketch.analysis()
    known = []
    for word in (0, *recipient):
        start, end = span(a, word)
        mention = Mention(start=start, end=end, form="name")
        known.append(
            Entity(
                id=f"e{word}", kind="state", name=a.word(word), anonymous=False, country="RUS",
                sector="GOV", roles=[], glosses=[], mentions=[mention], ref=None, confidence=1.0,
            )
        )  # fmt: skip
    trigger = find_triggers(a, plover())[0]
    aimed = Aimed(plant(a), Entities(a, Mentions(known)))
    roles: Roles = aimed.sifted(trigger, roles_of(a, trigger))
    return roles.recipients


IN = (
    "Moscow/PROPN/2/nsubj {verb}/VERB/0/root Abel/PROPN/2/{object} {case}/ADP/5/case "
    "Kyiv/PROPN/2/obl"
)


def test_where_it_is_done_is_not_whom_it_is_done_to() -> None:
    assert sifted(IN.format(verb="jail", object="obj", case="in"), "COERCE", 2, 4) == [2]


def test_a_phrase_of_the_verb_stays() -> None:
    assert sifted(IN.format(verb="blame", object="obj", case="with"), "ACCUSE", 2, 4) == [2, 4]


def test_what_a_place_receives_stays() -> None:
    assert sifted(IN.format(verb="help", object="obj", case="in"), "AID", 2, 4) == [2, 4]


def test_the_only_ones_there_are_stay() -> None:
    assert sifted(IN.format(verb="strike", object="dep", case="in"), "ASSAULT", 4) == [4]


def test_who_is_in_another_clause_is_left_out() -> None:
    sentence = (
        "Moscow/PROPN/2/nsubj jail/VERB/0/root Abel/PROPN/2/obj after/SCONJ/6/mark "
        "they/PRON/6/nsubj mocked/VERB/2/advcl Cain/PROPN/6/obj"
    )
    assert sifted(sentence, "COERCE", 2, 6) == [2]


def test_whom_the_deed_was_done_to_of_which_somebody_is_accused() -> None:
    sentence = (
        "Moscow/PROPN/2/nsubj accuse/VERB/0/root Abel/PROPN/2/obj of/ADP/5/case "
        "slaughter/NOUN/2/obl of/ADP/7/case Cain/PROPN/5/nmod"
    )
    assert sifted(sentence, "ACCUSE", 2, 6) == [2]


def test_who_is_threatened_is_the_object_of_what_is_threatened() -> None:
    sentence = (
        "Moscow/PROPN/2/nsubj threaten/VERB/0/root to/PART/4/mark shell/VERB/2/xcomp "
        "Kyiv/PROPN/4/obj if/SCONJ/8/mark Minsk/PROPN/8/nsubj attacked/VERB/4/advcl"
    )
    assert sifted(sentence, "REQUEST", 4, 6) == [4]


def test_people_who_are_counted_are_whom_it_is_done_to() -> None:
    sentence = (
        "Moscow/PROPN/2/nsubj jail/VERB/0/root dozens/NOUN/2/obj of/ADP/5/case Poles/PROPN/3/nmod "
        "near/ADP/7/case Kyiv/PROPN/2/obl"
    )
    assert sifted(sentence, "COERCE", 4, 6) == [4]


def test_the_object_of_a_joined_verb_is_not_whom_it_is_done_to() -> None:
    sentence = (
        "Moscow/PROPN/2/nsubj jail/VERB/0/root Abel/PROPN/2/obj and/CCONJ/5/cc "
        "freed/VERB/2/conj Cain/PROPN/5/obj"
    )
    assert sifted(sentence, "COERCE", 2, 5) == [2]


def test_what_is_talked_about_is_not_who_is_talked_with() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Ali/PROPN/2/nsubj discuss/VERB/0/root Syria/PROPN/2/obj with/ADP/5/case Vera/PROPN/3/nmod"
    )
    a = sketch.analysis()
    aimed = Aimed(plant(a), Entities(a, Mentions([])))
    talk = Trigger(1, "CONSULT", None, 0.9)
    assert aimed.sifted(talk, Roles([0], [2])).recipients == []
    assert aimed.sifted(talk, Roles([0], [4])).recipients == [4]
    assert aimed.sifted(Trigger(1, "ACCUSE", None, 0.9), Roles([0], [2])).recipients == [2]


@pytest.mark.parametrize(("lead", "left"), [("on", []), ("with", [3])])
def test_talks_on_somebody(lead: str, left: list[int]) -> None:
    sketch = Sketch()
    sketch.sentence(f"the/DET/2/det talks/NOUN/0/root {lead}/ADP/4/case Syria/PROPN/2/nmod")
    a = sketch.analysis()
    aimed = Aimed(plant(a), Entities(a, Mentions([])))
    roles = aimed.sifted(Trigger(1, "CONSULT", None, 0.9), Roles([], [3]))
    assert roles.recipients == left


@pytest.mark.parametrize(
    ("rest", "left"),
    [
        ("for/ADP/5/case Yemen/PROPN/3/nmod", []),
        ("from/ADP/5/case Yemen/PROPN/3/nmod", [4]),
        ("for/ADP/5/case Yemen/PROPN/3/nmod to/PART/7/mark leave/VERB/5/acl", [4]),
        ("for/ADP/5/case Poles/NOUN/3/nmod and/CCONJ/7/cc Yemen/PROPN/5/conj", []),
    ],
)
def test_for_whom_something_is_asked_is_not_who_is_asked(rest: str, left: list[int]) -> None:
    sentence = f"Moscow/PROPN/2/nsubj seek/VERB/0/root help/NOUN/2/obj {rest}"
    recipient = 6 if "and" in rest else 4
    assert sifted(sentence, "REQUEST", recipient) == left


@pytest.mark.parametrize(
    ("rest", "left"),
    [
        ("that/SCONJ/6/mark Minsk/PROPN/6/nsubj fired/VERB/3/acl", []),
        ("of/ADP/5/case Minsk/PROPN/3/nmod", []),
        ("by/ADP/5/case Minsk/PROPN/3/nmod", [4]),
    ],
)
def test_who_makes_a_charge_is_refused_and_not_whom_it_is_about(rest: str, left: list[int]) -> None:
    sentence = f"Moscow/PROPN/2/nsubj reject/VERB/0/root claim/NOUN/2/obj {rest}"
    assert sifted(sentence, "REJECT", 4) == left
    assert sifted(sentence, "ACCUSE", 4) == [4]


def test_whose_charge_it_is_stays() -> None:
    sentence = "Moscow/PROPN/2/nsubj reject/VERB/0/root Minsk/PROPN/4/compound claim/NOUN/2/obj"
    assert sifted(sentence, "REJECT", 2) == [2]
