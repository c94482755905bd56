"""Nobody from another clause is taken for who does an act that names its doer.

A sketch has no table of lemmas: verbs stand in their dictionary form.
"""

from __future__ import annotations

from readout.events.entities import Entities
from readout.events.own import OwnParts
from readout.events.roles import Roles, roles_of
from readout.events.triggers import find_triggers
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention
from readout.statements.tree import plant
from tests.analyses import Sketch, span


def kept(sketch: Sketch, *known: int) -> Roles:
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
    own = OwnParts(plant(a), Entities(a, Mentions(entities)))
    return own.kept(trigger, roles_of(a, trigger))


def test_who_fires_in_another_clause_did_not_do_it() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Israel/PROPN/2/nsubj struck/VERB/0/root Gaza/PROPN/2/obj after/SCONJ/6/mark "
        "Hamas/PROPN/6/nsubj fired/VERB/2/advcl"
    )
    sketch.tells(1, "ASSAULT", actor=[0, 4], recipient=[2])
    roles = kept(sketch, 0, 2, 4)
    assert (roles.actors, roles.recipients) == ([0], [2])


def test_the_subject_is_the_doer_where_the_model_has_another_word() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Turkey/PROPN/4/nsubj on/ADP/3/case Friday/NOUN/4/obl blamed/VERB/0/root Syria/PROPN/4/obj"
    )
    sketch.tells(3, "ACCUSE", actor=[2], recipient=[4])
    assert kept(sketch, 0, 4).actors == [0]


def test_whose_forces_they_are_stays() -> None:
    sketch = Sketch()
    sketch.sentence("Russia/PROPN/2/nmod forces/NOUN/3/nsubj attacked/VERB/0/root Kyiv/PROPN/3/obj")
    sketch.tells(2, "ASSAULT", actor=[0], recipient=[3])
    assert kept(sketch, 0, 3).actors == [0]


def test_who_is_met_is_on_the_other_side() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Russia/PROPN/2/nsubj held/VERB/0/root talks/NOUN/2/obj with/ADP/5/case Iran/PROPN/3/nmod"
    )
    sketch.tells(1, "CONSULT", actor=[0, 4])
    roles = kept(sketch, 0, 4)
    assert (roles.actors, roles.recipients) == ([0], [4])


def test_who_receives_is_no_doer() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Russia/PROPN/2/nsubj sold/VERB/0/root arms/NOUN/2/obj Armenia/PROPN/5/nsubj "
        "receive/VERB/3/acl:relcl"
    )
    sketch.tells(4, "AID", actor=[0])
    assert kept(sketch, 0, 3).actors == [0]


def test_a_name_before_a_dash_is_a_dateline() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Tirana/PROPN/4/nsubj --/PUNCT/4/punct Parliament/NOUN/4/nsubj censured/VERB/0/root "
        "Meta/PROPN/4/obj"
    )
    sketch.tells(3, "ACCUSE", actor=[2], recipient=[4])
    assert kept(sketch, 0, 4).actors == [2]


def test_the_name_that_doers_give_themselves_is_theirs() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Hackers/NOUN/5/nsubj call/VERB/1/acl themselves/PRON/2/obj Frost/PROPN/2/xcomp "
        "attacked/VERB/0/root banks/NOUN/5/obj"
    )
    sketch.tells(4, "ASSAULT", actor=[3], recipient=[5])
    assert kept(sketch, 3).actors == [3]


def test_a_title_and_its_name_are_one() -> None:
    sketch = Sketch()
    sketch.sentence("Premier/NOUN/3/nsubj Abel/PROPN/1/appos visited/VERB/0/root Iran/PROPN/3/obj")
    sketch.tells(2, "CONSULT", actor=[0], recipient=[1, 3])
    roles = kept(sketch, 0, 1, 3)
    assert (roles.actors, roles.recipients) == ([0], [3])


def test_who_stands_behind_the_by_did_it_and_nobody_else() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Abel/PROPN/2/nsubj described/VERB/0/root being/AUX/4/aux:pass shot/VERB/2/ccomp "
        "by/ADP/6/case rebels/NOUN/4/obl"
    )
    sketch.tells(3, "ASSAULT", actor=[0, 5])
    assert kept(sketch, 0).actors == [5]


def test_to_where_somebody_is_deported_did_not_do_it() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Abel/PROPN/3/nsubj:pass was/AUX/3/aux:pass deported/VERB/0/root to/ADP/5/case "
        "Poland/PROPN/3/obl"
    )
    sketch.tells(2, "COERCE", actor=[4], recipient=[0])
    assert kept(sketch, 0, 4).actors == []
