"""Which words tell one act, and who takes part in it."""

from __future__ import annotations

import pytest

from readout.events.entities import Entities
from readout.events.read import read_events
from readout.events.roles import outermost
from readout.events.triggers import find_triggers
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention
from tests.analyses import Sketch, span


def test_a_verb_and_what_it_does_are_one_act() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Army/PROPN/2/nsubj launched/VERB/0/root a/DET/4/det raid/NOUN/2/obj on/ADP/6/case "
        "rebels/NOUN/4/nmod"
    )
    sketch.tells(1, "ASSAULT", score=0.6, actor=[0])
    sketch.tells(3, "ASSAULT", score=0.9, recipient=[5])
    a = sketch.analysis()
    [trigger] = find_triggers(a, plover())
    assert (trigger.word, trigger.also) == (3, (1,))
    [event] = read_events(a, Mentions(), [], plover()).events
    assert len(event.sources) == len(event.targets) == 1


def test_a_noun_of_one_person_is_a_person_and_no_number_begins_with_least() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Gunmen/NOUN/2/nsubj shot/VERB/0/root fisherman/NOUN/2/obj at/ADP/6/case "
        "least/ADJ/6/nummod 7/NUM/2/obj"
    )
    sketch.tells(1, "ASSAULT", actor=[0], recipient=[2, 5])
    read = read_events(sketch.analysis(), Mentions(), [], plover())
    [event] = read.events
    made = {e.id: (e.name, e.kind) for e in read.entities}
    assert [made[name] for name in event.targets] == [("fisherman", "person"), ("7", "group")]


def test_two_verbs_and_two_types_are_two_acts() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Army/PROPN/2/nsubj seized/VERB/0/root and/CCONJ/4/cc shot/VERB/2/conj rebels/NOUN/4/obj"
    )
    sketch.sentence("Army/PROPN/2/nsubj agreed/VERB/0/root retreat/NOUN/2/obj")
    sketch.tells(1, "ASSAULT", actor=[0])
    sketch.tells(3, "ASSAULT", actor=[0])
    sketch.tells(6, "AGREE", actor=[5])
    sketch.tells(7, "RETREAT", actor=[5])
    assert [t.word for t in find_triggers(sketch.analysis(), plover())] == [1, 3, 6, 7]


def test_saying_is_no_act_where_it_tells_one() -> None:
    sketch = Sketch()
    sketch.sentence("Army/PROPN/2/nsubj say/VERB/0/root rebels/NOUN/4/nsubj fled/VERB/2/obj")
    sketch.sentence("Army/PROPN/2/nsubj say/VERB/0/root no/NOUN/2/obj")
    for word, type_ in ((1, "ASSAULT"), (3, "RETREAT"), (5, "ASSAULT")):
        sketch.tells(word, type_, actor=[0])
    assert [t.word for t in find_triggers(sketch.analysis(), plover())] == [3, 5]


def test_who_stands_in_the_phrase_of_another_is_left_out() -> None:
    sketch = Sketch()
    sketch.sentence(
        "hundreds/NOUN/5/nsubj of/ADP/3/case people/NOUN/1/nmod duly/ADV/5/advmod met/VERB/0/root "
        "ministers/NOUN/5/obj of/ADP/8/case France/PROPN/6/nmod and/CCONJ/10/cc Italy/PROPN/6/conj"
    )
    a = sketch.analysis()
    assert outermost(a, [0, 2]) == [2]
    assert outermost(a, [5, 7]) == [5]
    assert outermost(a, [5, 9]) == [5, 9]


def made(text: str, type_: str, word: int) -> list[Entity]:
    sketch = Sketch()
    sketch.sentence(text)
    sketch.tells(1, type_, actor=[0], recipient=[word])
    a = sketch.analysis()
    start, end = span(a, 0)
    army = Entity(
        id="e1", kind="organization", name="Army", anonymous=False, country=None, sector=None,
        roles=[], glosses=[], mentions=[Mention(start=start, end=end, form="name")], ref=None,
        confidence=1.0,
    )  # fmt: skip
    return read_events(a, Mentions(entities=[army]), [], plover()).entities


def test_people_without_a_mention_are_told_by_their_whole_phrase() -> None:
    text = (
        "Army/PROPN/2/nsubj met/VERB/0/root local/ADJ/4/amod farmers/NOUN/2/obj of/ADP/6/case "
        "Kal/PROPN/4/nmod today/ADV/2/advmod"
    )
    assert [e.name for e in made(text, "CONSULT", 3)] == ["local farmers of Kal"]


def test_people_that_no_list_has_talk_too() -> None:
    talk = "Army/PROPN/2/nsubj met/VERB/0/root a/DET/4/det prefect/NOUN/2/obj"
    assert [e.name for e in made(talk, "CONSULT", 3)] == ["a prefect"]


@pytest.mark.parametrize(
    ("noun", "name"),
    [
        ("the/DET/4/det Vigilantes/PROPN/2/obj", "the Vigilantes"),
        ("the/DET/4/det head/NOUN/2/obj", "the head"),
        ("the/DET/4/det city/NOUN/2/obj", "the city"),
        ("old/ADJ/4/amod city/NOUN/2/obj", None),
        ("in/ADP/5/case the/DET/5/det city/NOUN/2/obl", None),
        ("the/DET/4/det Thwaites/PROPN/2/obj", None),
    ],
)
def test_who_is_asked_is_somebody(noun: str, name: str | None) -> None:
    found = made(f"Army/PROPN/2/nsubj urged/VERB/0/root {noun}", "REQUEST", 1 + len(noun.split()))
    assert [e.name for e in found] == ([name] if name else [])


def test_a_name_goes_over_a_hyphen() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Army/PROPN/2/nsubj hit/VERB/0/root some/DET/7/det rebel/NOUN/6/compound -/PUNCT/4/punct "
        "held/VERB/7/amod areas/NOUN/2/obj"
    )
    sketch.tells(1, "ASSAULT", actor=[0], recipient=[6])
    a = sketch.analysis()
    start, end = span(a, 0)
    army = Entity(
        id="e1", kind="organization", name="Army", anonymous=False, country=None, sector=None,
        roles=[], glosses=[], mentions=[Mention(start=start, end=end, form="name")], ref=None,
        confidence=1.0,
    )  # fmt: skip
    [areas] = read_events(a, Mentions([army]), [], plover()).entities
    assert areas.name == "some rebel - held areas"


def test_what_stands_for_a_body_has_no_more_to_its_name() -> None:
    text = (
        "Army/PROPN/2/nsubj {}/VERB/0/root the/DET/4/det city/NOUN/2/obj near/ADP/6/case "
        "Ulm/PROPN/4/nmod"
    )
    assert [e.name for e in made(text.format("urged"), "REQUEST", 3)] == ["the city"]
    assert [e.name for e in made(text.format("hit"), "ASSAULT", 3)] == ["the city near Ulm"]


@pytest.mark.parametrize(
    ("asked", "name"),
    [("both/DET/2/obj", "both"), ("others/NOUN/2/obj", "others"), ("each/DET/2/obj", None)],
)
def test_words_that_stand_for_people_are_somebody(asked: str, name: str | None) -> None:
    found = made(f"Army/PROPN/2/nsubj urged/VERB/0/root {asked}", "REQUEST", 2)
    assert [e.name for e in found] == ([name] if name else [])


def test_the_noun_that_an_adjective_describes_takes_part() -> None:
    text = (
        "Army/PROPN/2/nsubj met/VERB/0/root farmers/NOUN/2/obj loyal/ADJ/3/amod to/ADP/6/case "
        "it/PRON/4/obl"
    )
    [farmers] = made(text, "CONSULT", 3)
    assert farmers.name.startswith("farmers")


@pytest.mark.parametrize("relation", ["appos", "nmod"])
def test_one_of_them_is_the_one_named_behind(relation: str) -> None:
    sketch = Sketch()
    sketch.sentence(f"one/NUM/3/nsubj Tabarez/PROPN/1/{relation} left/VERB/0/root")
    a = sketch.analysis()
    start, end = span(a, 1)
    person = Entity(
        id="e1", kind="person", name="Tabarez", anonymous=False, country=None, sector=None,
        roles=[], glosses=[], mentions=[Mention(start=start, end=end, form="name")], ref=None,
        confidence=1.0,
    )  # fmt: skip
    assert Entities(a, Mentions([person])).of(0) == "e1"


def test_a_position_can_be_hit() -> None:
    hit = "Army/PROPN/2/nsubj hit/VERB/0/root the/DET/4/det position/NOUN/2/obj"
    assert [e.name for e in made(hit, "ASSAULT", 3)] == ["the position"]


def test_things_suffer_but_do_not_talk_and_qualities_do_neither() -> None:
    ship = "Army/PROPN/2/nsubj hit/VERB/0/root a/DET/4/det ship/NOUN/2/obj"
    assert [e.name for e in made(ship, "ASSAULT", 3)] == ["a ship"]
    assert made(ship, "CONSULT", 3) == []
    assert made("Army/PROPN/2/nsubj hit/VERB/0/root optimism/NOUN/2/obj", "ASSAULT", 2) == []


def test_countries_without_a_name_are_somebody_unless_they_are_named_elsewhere() -> None:
    text = "Army/PROPN/2/nsubj urged/VERB/0/root {}/DET/4/det countries/NOUN/2/obj"
    assert [e.name for e in made(text.format("donor"), "REQUEST", 3)] == ["donor countries"]
    assert made(text.format("both"), "REQUEST", 3) == []


def test_who_says_we_is_one_in_a_paragraph() -> None:
    sketch = Sketch()
    first = sketch.sentence("we/PRON/2/nsubj urged/VERB/0/root Army/PROPN/2/obj")
    then = sketch.sentence("we/PRON/2/nsubj met/VERB/0/root Army/PROPN/2/obj")
    sketch.tells(first[1], "REQUEST", actor=[first[0]], recipient=[first[2]])
    sketch.tells(then[1], "CONSULT", actor=[then[0]], recipient=[then[2]])
    a = sketch.analysis()
    start, end = span(a, first[2])
    again, until = span(a, then[2])
    army = Entity(
        id="e1", kind="organization", name="Army", anonymous=False, country=None, sector=None,
        roles=[], glosses=[], ref=None, confidence=1.0,
        mentions=[Mention(start=start, end=end, form="name"),
                  Mention(start=again, end=until, form="name")],
    )  # fmt: skip
    found = read_events(a, Mentions([army]), [], plover())
    [we] = found.entities
    assert (we.name, we.kind, len(we.mentions)) == ("we", "group", 2)
    assert [e.sources for e in found.events] == [[we.id], [we.id]]
    alone = Sketch()
    alone.tells(alone.sentence("we/PRON/2/nsubj marched/VERB/0/root")[1], "PROTEST", actor=[0])
    assert read_events(alone.analysis(), Mentions([]), [], plover()).events == []


@pytest.mark.parametrize(("comma", "whose"), [(",", "e1"), ("and", None)])
def test_a_description_behind_a_name_and_a_comma_is_that_of_the_name(
    comma: str, whose: str | None
) -> None:
    sketch = Sketch()
    sketch.sentence(
        f"Horizon/PROPN/6/nsubj {comma}/PUNCT/4/punct a/DET/4/det union/NOUN/1/appos "
        ",/PUNCT/4/punct left/VERB/0/root"
    )
    a = sketch.analysis()
    start, end = span(a, 0)
    union = Entity(
        id="e1", kind="organization", name="Horizon", anonymous=False, country=None, sector=None,
        roles=[], glosses=[], mentions=[Mention(start=start, end=end, form="name")], ref=None,
        confidence=1.0,
    )  # fmt: skip
    found = Entities(a, Mentions([union])).of(3)
    assert (found == "e1") is (whose == "e1")


@pytest.mark.parametrize(("count", "members"), [("27", []), ("2", ["e2", "e3"])])
def test_a_plural_has_as_many_members_as_it_says(count: str, members: list[str]) -> None:
    sketch = Sketch()
    sketch.sentence(f"the/DET/3/det {count}/NUM/3/nummod states/NOUN/4/nsubj met/VERB/0/root")
    a = sketch.analysis()
    held = Entities(a, Mentions([], members={"e1": ["e2", "e3"]}))
    assert held.stands_for(2, "e1") == members
