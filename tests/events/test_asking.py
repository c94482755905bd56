"""Who is asked, who is to do what is asked for, and pronouns that cannot be one with a name."""

from __future__ import annotations

from readout.events.asking import Asking
from readout.events.entities import Entities
from readout.events.roles import Roles, roles_of
from readout.events.triggers import find_triggers
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention
from readout.statements.tree import plant
from tests.analyses import Sketch, span


def person(sketch: Sketch, *mentions: int) -> Entity:
    a = sketch.analysis()
    spans = [span(a, word) for word in mentions]
    return Entity(
        id=f"e{mentions[0]}", kind="person", name=a.word(mentions[0]), anonymous=False,
        country="RUS", sector="GOV", roles=[], glosses=[], ref=None, confidence=1.0,
        mentions=[Mention(start=start, end=end, form="name") for start, end in spans],
    )  # fmt: skip


def settled(sketch: Sketch, known: list[Entity], act: int = 0) -> Roles:
    """Parts of one of the sketch's acts."""
    a = sketch.analysis()
    triggers = find_triggers(a, plover())
    requests = {t.word for t in triggers if t.type == "REQUEST"}
    asking = Asking(plant(a), Entities(a, Mentions(known)), requests)
    roles = asking.settled(triggers[act], roles_of(a, triggers[act]))
    return asking.apart(triggers[act], roles)


def called_on() -> Sketch:
    sketch = Sketch()
    sketch.sentence(
        "Abel/PROPN/2/nsubj called/VERB/0/root on/ADP/4/case Blake/PROPN/2/obl to/PART/6/mark "
        "resign/VERB/2/xcomp near/ADP/8/case Cain/PROPN/6/obl"
    )
    return sketch


def test_who_is_asked_is_the_object_before_the_infinitive() -> None:
    sketch = called_on()
    sketch.tells(1, "REQUEST", actor=[0], recipient=[7])
    roles = settled(sketch, [person(sketch, i) for i in (0, 3, 7)])
    assert (roles.actors, roles.recipients) == ([0], [3])


def test_who_is_asked_is_to_do_it() -> None:
    sketch = called_on()
    sketch.tells(1, "REQUEST", actor=[0], recipient=[3])
    sketch.tells(5, "RETREAT", actor=[0])
    roles = settled(sketch, [person(sketch, i) for i in (0, 3, 7)], act=1)
    assert (roles.actors, roles.recipients) == ([3], [])


def test_the_object_of_another_verb_does_not_do_what_follows() -> None:
    sketch = called_on()
    sketch.tells(5, "RETREAT", actor=[0])
    assert settled(sketch, [person(sketch, i) for i in (0, 3, 7)]).actors == [0]


def test_an_object_pronoun_is_not_the_subject_of_its_verb() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Obasi/PROPN/2/nsubj refused/VERB/0/root to/PART/4/mark free/VERB/2/xcomp him/PRON/4/obj"
    )
    sketch.tells(3, "RETREAT", actor=[0], recipient=[4])
    roles = settled(sketch, [person(sketch, 0, 4)])
    assert (roles.actors, roles.recipients) == ([0], [])


def test_a_subject_pronoun_is_not_the_name_that_is_its_object() -> None:
    sketch = Sketch()
    sketch.sentence("He/PRON/2/nsubj accused/VERB/0/root Obasi/PROPN/2/obj")
    sketch.tells(1, "ACCUSE", actor=[0], recipient=[2])
    roles = settled(sketch, [person(sketch, 0, 2)])
    assert (roles.actors, roles.recipients) == ([], [2])


def test_an_object_pronoun_of_its_own_stays() -> None:
    sketch = Sketch()
    sketch.sentence("Obasi/PROPN/2/nsubj freed/VERB/0/root him/PRON/2/obj")
    sketch.tells(1, "RETREAT", actor=[0], recipient=[2])
    assert settled(sketch, [person(sketch, 0), person(sketch, 2)]).recipients == [2]


def test_a_day_is_not_asked() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Abel/PROPN/2/nsubj called/VERB/0/root on/ADP/4/case Friday/NOUN/2/obl for/SCONJ/8/mark "
        "Blake/PROPN/8/nsubj to/PART/8/mark resign/VERB/2/advcl"
    )
    sketch.tells(1, "REQUEST", actor=[0], recipient=[5])
    assert settled(sketch, [person(sketch, 0), person(sketch, 5)]).recipients == [5]
