"""What syntax says against the parts that the language model gives to an act.

A sketch has no table of lemmas: verbs stand in their dictionary form.
"""

from __future__ import annotations

import pytest

from readout.events.entities import Entities
from readout.events.roles import Roles, roles_of
from readout.events.triggers import Trigger, find_triggers
from readout.events.voice import Voice
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention
from readout.statements.tree import plant
from tests.analyses import Sketch, span


def corrected(sketch: Sketch, *known: int) -> Roles:
    """Parts of the sketch's first act; each ``known`` word is the name of a state."""
    a = sketch.analysis()
    entities = []
    for word in known:
        start, end = span(a, word)
        mention = Mention(start=start, end=end, form="name")
        entities.append(
            Entity(
                id=f"e{word}", kind="state", name=a.word(word), anonymous=False, country="RUS",
                sector="GOV", roles=[], glosses=[], mentions=[mention], ref=None, confidence=1.0,
            )
        )  # fmt: skip
    trigger = find_triggers(a, plover())[0]
    voice = Voice(plant(a), Entities(a, Mentions(entities)))
    return voice.corrected(trigger, roles_of(a, trigger))


def test_the_subject_of_a_passive_suffers_what_is_done() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Boats/NOUN/3/nsubj:pass were/AUX/3/aux:pass attacked/VERB/0/root by/ADP/5/case "
        "rebels/NOUN/3/obl"
    )
    sketch.tells(2, "ASSAULT", actor=[0, 4])
    roles = corrected(sketch)
    assert (roles.actors, roles.recipients) == ([4], [0])


def test_forces_that_are_sent_do_it_themselves() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Troops/NOUN/3/nsubj:pass were/AUX/3/aux:pass sent/VERB/0/root there/ADV/3/advmod"
    )
    a = sketch.analysis()
    voice = Voice(plant(a), Entities(a, Mentions([])))
    sent = Trigger(2, "MOBILIZE", None, 0.9)
    for given in (Roles([0], []), Roles([], [0])):
        roles = voice.corrected(sent, given)
        assert (roles.actors, roles.recipients) == ([0], [])
    assert voice.corrected(Trigger(2, "AID", None, 0.9), Roles([], [0])).recipients == [0]


def test_who_is_nowhere_near_the_passive_is_not_sent() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Farmers/NOUN/2/nsubj say/VERB/0/root police/NOUN/7/nsubj:pass and/CCONJ/5/cc "
        "troops/NOUN/3/conj were/AUX/7/aux:pass sent/VERB/2/ccomp"
    )
    a = sketch.analysis()
    voice = Voice(plant(a), Entities(a, Mentions([])))
    roles = voice.corrected(Trigger(6, "MOBILIZE", None, 0.9), Roles([0, 2], [4]))
    assert (roles.actors, roles.recipients) == ([2, 4], [])


def test_whose_house_is_hit_did_not_attack() -> None:
    sketch = Sketch()
    sketch.sentence(
        "The/DET/2/det house/NOUN/6/nsubj:pass of/ADP/4/case envoys/NOUN/2/nmod "
        "was/AUX/6/aux:pass hit/VERB/0/root"
    )
    sketch.tells(5, "ASSAULT", actor=[3])
    roles = corrected(sketch)
    assert (roles.actors, roles.recipients) == ([], [1])


def test_a_passive_shares_the_subject_of_the_verb_before_it() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Abel/PROPN/2/nsubj served/VERB/0/root and/CCONJ/5/cc was/AUX/5/aux:pass "
        "released/VERB/2/conj"
    )
    sketch.tells(4, "RETREAT", actor=[0])
    assert corrected(sketch).recipients == [0]


def test_an_active_verb_keeps_the_subject_it_shares() -> None:
    sketch = Sketch()
    sketch.sentence("Abel/PROPN/2/nsubj came/VERB/0/root and/CCONJ/4/cc resigned/VERB/2/conj")
    sketch.tells(3, "RETREAT", actor=[0])
    assert corrected(sketch).actors == [0]


def heard(verb: str) -> list[int]:
    sketch = Sketch()
    sketch.sentence(f"Reporters/NOUN/2/nsubj {verb}/VERB/0/root blasts/NOUN/2/obj")
    sketch.tells(2, "ASSAULT", actor=[0])
    return corrected(sketch).actors


def test_who_hears_or_condemns_an_attack_does_not_make_it() -> None:
    assert heard("hear") == []
    assert heard("condemn") == []


def test_who_launches_an_attack_makes_it() -> None:
    assert heard("launch") == [0]


def test_a_weapon_neither_attacks_nor_suffers() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Missile/NOUN/2/nsubj hit/VERB/0/root with/ADP/4/case drone/NOUN/2/obl towns/NOUN/2/obj"
    )
    sketch.tells(1, "ASSAULT", actor=[0], recipient=[3, 4])
    roles = corrected(sketch)
    assert (roles.actors, roles.recipients) == ([], [4])


def test_a_weapon_acts_for_whom_it_belongs_to() -> None:
    sketch = Sketch()
    sketch.sentence("Russian/ADJ/2/amod missile/NOUN/3/nsubj hit/VERB/0/root towns/NOUN/3/obj")
    sketch.tells(2, "ASSAULT", actor=[1], recipient=[3])
    assert corrected(sketch, 0).actors == [0]


def test_a_weapon_acts_for_a_body_called_by_its_noun() -> None:
    sketch = Sketch()
    sketch.sentence("Army/NOUN/2/compound missile/NOUN/3/nsubj hit/VERB/0/root towns/NOUN/3/obj")
    sketch.tells(2, "ASSAULT", actor=[1])
    assert corrected(sketch).actors == [0]


def test_weapons_are_shot_down() -> None:
    sketch = Sketch()
    sketch.sentence("They/PRON/2/nsubj shoot/VERB/0/root down/ADP/2/compound drone/NOUN/2/obj")
    sketch.tells(1, "ASSAULT", actor=[0], recipient=[3])
    assert corrected(sketch).recipients == [3]


def test_a_name_of_a_kind_of_weapon_is_nobody() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Zorya/PROPN/2/nsubj hit/VERB/0/root towns/NOUN/2/obj like/ADP/6/case "
        "Zorya/PROPN/6/compound missile/NOUN/2/obl"
    )
    sketch.tells(1, "ASSAULT", actor=[0])
    assert corrected(sketch).actors == []
    assert corrected(sketch, 0).actors == [0]


def test_what_is_condemned_is_aimed_at_its_owner() -> None:
    sketch = Sketch()
    sketch.sentence("They/PRON/2/nsubj condemned/VERB/0/root Russian/ADJ/4/amod strikes/NOUN/2/obj")
    sketch.tells(1, "ACCUSE", actor=[0])
    assert corrected(sketch, 2).recipients == [2]
    assert corrected(sketch).recipients == []


def test_whom_an_attack_is_blamed_on_made_it() -> None:
    sketch = Sketch()
    sketch.sentence(
        "They/PRON/2/nsubj blame/VERB/0/root strikes/NOUN/2/obj on/ADP/5/case Kyiv/PROPN/2/obl"
    )
    sketch.tells(2, "ASSAULT", actor=[0], recipient=[4])
    roles = corrected(sketch)
    assert (roles.actors, roles.recipients) == ([4], [])


def test_a_member_named_among_the_doers_does_not_suffer() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Allies/NOUN/4/nsubj including/ADP/3/case France/PROPN/1/nmod punished/VERB/0/root "
        "Syria/PROPN/4/obj"
    )
    sketch.tells(3, "COERCE", actor=[0], recipient=[2, 4])
    assert corrected(sketch).recipients == [4]


def test_who_stands_by_what_caused_an_act_does_not_do_it() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Police/NOUN/2/compound raids/NOUN/3/nsubj spark/VERB/0/root protests/NOUN/3/obj"
    )
    sketch.tells(3, "ASSAULT", actor=[0])
    assert corrected(sketch).actors == []


def test_who_stands_in_another_phrase_of_what_happened_does_not_do_it() -> None:
    sketch = Sketch()
    sketch.sentence(
        "After/ADP/2/case Abel/PROPN/5/obl rebel/NOUN/4/compound attacks/NOUN/5/nsubj "
        "erupted/VERB/0/root"
    )
    sketch.tells(3, "ASSAULT", actor=[1, 2])
    assert corrected(sketch).actors == [2]


def test_who_stands_behind_by_did_it() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Boats/NOUN/3/nsubj:pass were/AUX/3/aux:pass attacked/VERB/0/root by/ADP/5/case "
        "rebels/NOUN/3/obl"
    )
    sketch.tells(2, "ASSAULT", recipient=[0])
    roles = corrected(sketch)
    assert (roles.actors, roles.recipients) == ([4], [0])


def gathered(kind: str) -> tuple[list[int], list[int]]:
    sketch = Sketch()
    sketch.sentence("Protesters/NOUN/2/nsubj gathered/VERB/0/root")
    sketch.tells(1, kind, recipient=[0])
    roles = corrected(sketch)
    return roles.actors, roles.recipients


def test_the_subject_of_what_is_done_to_nobody_does_it() -> None:
    assert gathered("PROTEST") == ([0], [])
    assert gathered("ASSAULT") == ([], [0])


def test_the_victims_of_an_attack_did_not_make_it() -> None:
    sketch = Sketch()
    sketch.sentence("Victims/NOUN/0/root of/ADP/3/case attack/NOUN/1/nmod")
    sketch.words[0] = "victim"
    sketch.tells(2, "ASSAULT", actor=[0])
    roles = corrected(sketch)
    assert (roles.actors, roles.recipients) == ([], [0])


def test_protesters_protest() -> None:
    sketch = Sketch()
    sketch.sentence("Riots/NOUN/2/nsubj see/VERB/0/root protester/NOUN/2/obj")
    sketch.tells(0, "PROTEST", recipient=[2])
    roles = corrected(sketch)
    assert (roles.actors, roles.recipients) == ([2], [])


def test_who_hears_explosions_is_no_attacker_where_hearing_is_all_that_tells_them() -> None:
    sketch = Sketch()
    sketch.sentence("Reporters/NOUN/2/nsubj hear/VERB/0/root blasts/NOUN/2/obj")
    sketch.tells(1, "ASSAULT", actor=[0])
    assert corrected(sketch).actors == []


@pytest.mark.parametrize(
    ("doer", "actors"), [("rebels/NOUN", []), ("which/PRON", []), ("they/PRON", [0])]
)
def test_who_tells_what_another_did(doer: str, actors: list[int]) -> None:
    sketch = Sketch()
    sketch.sentence(f"Officials/NOUN/2/nsubj say/VERB/0/root {doer}/4/nsubj attack/VERB/2/ccomp")
    sketch.tells(3, "ASSAULT", actor=[0])
    assert corrected(sketch).actors == actors
