"""From the words with a part in an act to who did it to whom."""

from __future__ import annotations

import pytest

from readout.events.entities import Entities
from readout.events.read import read_events
from readout.events.roles import roles_of
from readout.events.tellers import Tellers
from readout.events.triggers import find_triggers
from readout.knowledge.codebook import plover
from readout.language.analysis import Analysis
from readout.mentions.mentions import Mentions
from readout.record.types import Block, Entity, Mention
from readout.statements.draft import Draft
from tests.analyses import Sketch, span


def known(analysis: Analysis, word: int, kind: str) -> Mentions:
    """Mentions with one entity, told by one word."""
    start, end = span(analysis, word)
    entity = Entity(
        id="e1",
        kind=kind,  # type: ignore[arg-type]
        name=analysis.word(word),
        anonymous=False,
        country=None,
        sector=None,
        roles=[],
        glosses=[],
        mentions=[Mention(start=start, end=end, form="name")],
        ref=None,
        confidence=1.0,
    )
    return Mentions([entity])


def owner(kind: str, preposition: str = "of") -> str | None:
    sketch = Sketch()
    sketch.sentence(
        f"boats/NOUN/5/nsubj {preposition}/ADP/4/case the/DET/4/det Navy/PROPN/1/nmod "
        "attacked/VERB/0/root"
    )
    a = sketch.analysis()
    return Entities(a, known(a, 3, kind)).of(0)


def test_what_belongs_to_somebody_acts_for_them() -> None:
    assert owner("organization") == "e1"
    assert owner("place") != "e1"
    assert owner("organization", "near") != "e1"


def told(source: tuple[int, int], *, named: bool = True) -> list[int]:
    """Actors of "Guyana and Suriname agreed, CARICOM said", all three of them by the model;
    ``named`` tells whether the first two are anybody."""
    sketch = Sketch()
    sketch.sentence(
        "Guyana/PROPN/4/nsubj and/CCONJ/3/cc Suriname/PROPN/1/conj agreed/VERB/0/root "
        "CARICOM/PROPN/6/nsubj said/VERB/4/conj"
    )
    sketch.tells(3, "AGREE", actor=[0, 2, 4])
    a = sketch.analysis()
    drafts = [Draft(source=source, cue=(5, 6), content=((0, 4),), origin="model")]
    roles = roles_of(a, find_triggers(a, plover())[0])
    return Tellers(a, drafts).left_out(roles, 3, lambda word: named or word == 4).actors


def test_who_tells_it_is_not_who_did_it() -> None:
    assert told((4, 5)) == [0, 2]


def test_a_teller_stays_where_nobody_else_did_it() -> None:
    assert told((0, 5)) == [0, 2, 4]


def test_a_teller_stays_where_the_others_are_nobody() -> None:
    """ "Lawyers said *they* would ask the court": a pronoun that leads nowhere."""
    assert told((4, 5), named=False) == [0, 2, 4]


def test_what_a_cue_tells_its_source_does() -> None:
    sketch = Sketch()
    sketch.sentence("Envoy/NOUN/2/nsubj rebuffed/VERB/0/root raid/NOUN/2/obj rebels/NOUN/2/obl")
    sketch.tells(1, "AGREE", actor=[0, 3])
    a = sketch.analysis()
    drafts = [Draft(source=(0, 1), cue=(1, 2), content=((2, 3),), origin="model")]
    roles = roles_of(a, find_triggers(a, plover())[0])
    assert Tellers(a, drafts).left_out(roles, 1, lambda _: True) == roles


def test_whom_the_lead_tells_as_killed_did_not_kill_in_the_headline() -> None:
    sketch = Sketch()
    sketch.sentence("Two/NUM/2/amod fishermen/NOUN/3/nsubj killed/VERB/0/root")
    sketch.sentence("Two/NUM/2/amod fishermen/NOUN/4/nsubj:pass were/AUX/4/aux killed/VERB/0/root")
    sketch.tells(2, "ASSAULT", actor=[1])
    sketch.tells(6, "ASSAULT", recipient=[4])
    a = sketch.analysis()
    blocks = [
        Block(id="b1", role="headline", start=0, end=span(a, 2)[1]),
        Block(id="b2", role="paragraph", start=span(a, 3)[0], end=span(a, 6)[1]),
    ]
    [event] = read_events(a, Mentions(), [], plover(), blocks=blocks).events
    assert event.sources == []
    assert len(event.targets) == 1


def both(words: str, told: int) -> list[tuple[int, int, bool]]:
    sketch = Sketch()
    sketch.sentence(words)
    sketch.tells(told, "ASSAULT", actor=[0, 2])
    events = read_events(sketch.analysis(), Mentions(), [], plover()).events
    return [(len(e.sources), len(e.targets), e.reciprocal) for e in events]


def test_two_sides_do_it_to_each_other() -> None:
    army = "soldiers/NOUN/4/nsubj and/CCONJ/3/cc rebels/NOUN/1/conj "
    accused = army + "attack/VERB/0/root each/DET/6/det other/NOUN/4/obj"
    assert both(accused, 3) == [(1, 1, True)]
    assert both(army + "trade/VERB/0/root fire/NOUN/4/obj", 3) == [(1, 1, True)]
    assert both(army + "attack/VERB/0/root with/ADP/6/case guns/NOUN/4/obl", 3) == [(2, 0, False)]


def of_noun(noun: str, preposition: str) -> tuple[list[int], list[int]]:
    sketch = Sketch()
    sketch.sentence(
        f"the/DET/2/det {noun}/NOUN/6/nsubj {preposition}/ADP/5/case two/NUM/5/amod "
        "mayors/NOUN/2/nmod shook/VERB/0/root towns/NOUN/6/obj"
    )
    sketch.tells(1, "ASSAULT", actor=[4])
    a = sketch.analysis()
    roles = roles_of(a, find_triggers(a, plover())[0])
    return roles.actors, roles.recipients


def test_the_murder_of_somebody_is_done_to_them() -> None:
    assert of_noun("murder", "of") == ([], [4])
    assert of_noun("attack", "of") == ([4], [])
    assert of_noun("murder", "by") == ([4], [])


def test_what_is_spoken_of_does_nothing() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Envoys/NOUN/2/nsubj met/VERB/0/root at/ADP/5/case Arab/PROPN/5/compound "
        "summit/NOUN/2/obl on/ADP/8/case Syrian/ADJ/8/amod conflict/NOUN/2/obl"
    )
    a = sketch.analysis()
    assert Entities(a, known(a, 4, "organization")).of(4) is None
    assert Entities(a, known(a, 6, "state")).of(7) is None
    assert Entities(a, known(a, 6, "state")).of(6) == "e1"


def test_who_does_it_may_tell_something_else_in_the_sentence() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Russia/PROPN/2/nsubj attacked/VERB/0/root marking/VERB/2/conj anniversary/NOUN/3/obj "
        "Zelenskyy/PROPN/6/nsubj said/VERB/2/conj"
    )
    sketch.tells(1, "ASSAULT", actor=[0, 4])
    a = sketch.analysis()
    drafts = [
        Draft(source=(0, 1), cue=(2, 3), content=((3, 4),), origin="model"),
        Draft(source=(4, 5), cue=(5, 6), content=((0, 4),), origin="model"),
    ]
    roles = roles_of(a, find_triggers(a, plover())[0])
    assert Tellers(a, drafts).left_out(roles, 1, lambda _: True).actors == [0]


@pytest.mark.parametrize(
    ("sentence", "events"),
    [
        ("Thousands/NOUN/2/nsubj marched/VERB/0/root", 1),
        ("Thousands/NOUN/4/nsubj of/ADP/3/case barrels/NOUN/1/nmod burned/VERB/0/root", 0),
        ("Barrels/NOUN/2/nsubj burned/VERB/0/root", 0),
    ],
)
def test_a_crowd_without_a_noun_is_people(sentence: str, events: int) -> None:
    sketch = Sketch()
    words = sketch.sentence(sentence)
    sketch.tells(words[-1], "PROTEST", actor=[0])
    found = read_events(sketch.analysis(), Mentions(), [], plover())
    assert len(found.events) == events
    assert [e.name for e in found.entities] == ["Thousands"] * events


def test_who_stands_in_the_phrase_of_a_thing_is_meant() -> None:
    sketch = Sketch()
    sketch.sentence(
        "France/PROPN/2/nsubj offered/VERB/0/root support/NOUN/2/obj to/ADP/5/case "
        "Mali/PROPN/3/nmod"
    )
    sketch.tells(1, "AGREE", actor=[0], recipient=[2, 4])
    a = sketch.analysis()
    trigger = find_triggers(a, plover())[0]
    assert roles_of(a, trigger).recipients == [2]
    assert roles_of(a, trigger, lambda word: word != 2).recipients == [4]


def shared(
    relation: str, type_: str = "PROTEST", **parts: list[int]
) -> tuple[list[int], list[int]]:
    sketch = Sketch()
    sketch.sentence(
        f"teachers/NOUN/4/{relation} and/CCONJ/3/cc nurses/NOUN/1/conj marched/VERB/0/root "
        "home/ADV/4/advmod"
    )
    sketch.tells(3, type_, **parts)
    a = sketch.analysis()
    roles = roles_of(a, find_triggers(a, plover())[0])
    return roles.actors, roles.recipients


def test_what_and_joins_has_one_part() -> None:
    assert shared("nsubj", actor=[2]) == ([0, 2], [])
    assert shared("nsubj", actor=[0], recipient=[2]) == ([0, 2], [])
    assert shared("nsubj:pass", recipient=[0]) == ([], [0, 2])
    assert shared("obl", actor=[2]) == ([2], [])
    assert shared("nsubj", "REJECT", actor=[0], recipient=[2]) == ([0], [2])
    assert shared("nsubj", "REJECT", actor=[2]) == ([0, 2], [])


def test_police_and_protesters_clash_with_each_other() -> None:
    sketch = Sketch()
    sketch.sentence("police/NOUN/4/nsubj and/CCONJ/3/cc crowds/NOUN/1/conj clash/VERB/0/root")
    sketch.tells(3, "PROTEST", actor=[0, 2])
    [event] = read_events(sketch.analysis(), Mentions(), [], plover()).events
    assert (len(event.sources), len(event.targets), event.reciprocal) == (1, 1, True)
