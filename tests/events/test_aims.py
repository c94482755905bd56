"""Whom an act is aimed at where the model marks nobody; states under the names of places.

A sketch has no table of lemmas: verbs stand in their dictionary form.
"""

from __future__ import annotations

import pytest

from readout.events.aims import Aims
from readout.events.entities import Entities
from readout.events.read import Events, read_events
from readout.events.roles import Roles, roles_of
from readout.events.triggers import find_triggers
from readout.knowledge.codebook import plover
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention, Place, PlaceMention, Reference
from readout.statements.tree import plant
from tests.analyses import Sketch, span


def state(sketch: Sketch, word: int, country: str = "RUS") -> Entity:
    start, end = span(sketch.analysis(), word)
    return Entity(
        id=f"e{word}", kind="state", name=country, anonymous=False, country=country,
        sector="GOV", roles=[], glosses=[],
        mentions=[Mention(start=start, end=end, form="name")],
        ref=Reference(table="iso3166", id=country, candidates=[]), confidence=1.0,
    )  # fmt: skip


def aimed(sentence: str, kind: str, *known: int, recipient: list[int] | None = None) -> list[int]:
    """The recipients of the act that the second word tells and the first does."""
    sketch = Sketch()
    sketch.sentence(sentence)
    sketch.tells(1, kind, actor=[0], recipient=recipient or [])
    a = sketch.analysis()
    entities = Entities(a, Mentions([state(sketch, word) for word in (0, *known)]))
    trigger = find_triggers(a, plover())[0]
    filled: Roles = Aims(plant(a), entities).filled(trigger, roles_of(a, trigger))
    assert filled.actors == [0]
    return filled.recipients


def test_people_who_are_the_object_of_an_active_verb() -> None:
    assert aimed(
        "Moscow/PROPN/2/nsubj jail/VERB/0/root reporters/NOUN/2/obj and/CCONJ/5/cc "
        "priests/NOUN/3/conj",
        "COERCE",
    ) == [2, 4]


def test_an_object_that_is_nobody_and_nobodys() -> None:
    assert aimed("Moscow/PROPN/2/nsubj seize/VERB/0/root timber/NOUN/2/obj", "COERCE") == []


def test_whose_thing_it_is() -> None:
    sentence = "Moscow/PROPN/2/nsubj seize/VERB/0/root Polish/PROPN/4/compound timber/NOUN/2/obj"
    assert aimed(sentence, "COERCE", 2) == [2]
    assert aimed(sentence, "PROTEST", 2) == [2]
    assert aimed(sentence, "RETREAT", 2) == []


def test_who_is_joined_in_an_act_is_not_its_aim() -> None:
    assert aimed("Moscow/PROPN/2/nsubj join/VERB/0/root reporters/NOUN/2/obj", "PROTEST") == []


def test_of_whom_something_is_demanded() -> None:
    assert aimed(
        "Moscow/PROPN/2/nsubj demand/VERB/0/root that/SCONJ/6/mark the/DET/5/det "
        "minister/NOUN/6/nsubj resign/VERB/2/ccomp",
        "REQUEST",
    ) == [4]


@pytest.mark.parametrize(
    "act",
    [
        "the/DET/4/det minister/NOUN/6/nsubj:pass be/AUX/6/aux:pass freed/VERB/2/ccomp",
        "to/PART/4/mark free/VERB/2/xcomp ministers/NOUN/4/obj",
    ],
)
def test_to_whom_it_would_be_done_is_not_asked(act: str) -> None:
    assert aimed(f"Moscow/PROPN/2/nsubj demand/VERB/0/root {act}", "REQUEST") == []


@pytest.mark.parametrize(
    ("lead", "kind", "found"),
    [("on", "ACCUSE", [4]), ("near", "ACCUSE", []), ("to", "AID", [4]), ("with", "RETREAT", [])],
)
def test_what_the_preposition_of_the_type_leads_to(lead: str, kind: str, found: list[int]) -> None:
    assert aimed(
        f"Moscow/PROPN/2/nsubj pin/VERB/0/root blame/NOUN/2/obj {lead}/ADP/5/case "
        "rebels/NOUN/2/obl",
        kind,
    ) == found  # fmt: skip


def test_what_is_refused_but_not_what_is_denied() -> None:
    refused = "Moscow/PROPN/2/nsubj refuse/VERB/0/root free/VERB/2/{} rebels/NOUN/3/obj"
    assert aimed(refused.format("xcomp"), "REJECT") == [3]
    assert aimed(refused.format("ccomp"), "REJECT") == []


def test_a_recipient_of_the_model_stays() -> None:
    sentence = "Moscow/PROPN/2/nsubj jail/VERB/0/root rebels/NOUN/2/obj Minsk/PROPN/2/obl"
    assert aimed(sentence, "COERCE", 3, recipient=[3]) == [3]


def read(sentence: str, kind: str, country: str, use: str, *, town: bool = False) -> Events:
    """The reading of a sentence whose first word, a state, does what the second tells to the last,
    a place."""
    sketch = Sketch()
    words = sketch.sentence(sentence)
    sketch.tells(1, kind, actor=[0], recipient=words[-1:])
    start, end = span(sketch.analysis(), words[-1])
    place = Place(
        id="p1", name="there", kind="capital" if town else "country", geonames_id=None,
        mentions=[PlaceMention(start=start, end=end, use=use)],  # type: ignore[arg-type]
        country=country, admin1=None, lat=0.0, lon=0.0, method="rules", confidence=0.9,
    )  # fmt: skip
    mentions = Mentions([state(sketch, 0)], places=[place])
    return read_events(sketch.analysis(), mentions, [], plover())


HELP = "Moscow/PROPN/2/nsubj help/VERB/0/root {}/{}/2/obj"


@pytest.mark.parametrize(
    ("word", "use", "town", "form"),
    [
        (("Maputo", "PROPN"), "literal", True, "metonym"),
        (("Mozambique", "PROPN"), "literal", False, "name"),
    ],
)
def test_a_place_that_takes_part_is_its_state(
    word: tuple[str, str], use: str, town: bool, form: str
) -> None:
    found = read(HELP.format(*word), "AID", "MOZ", use, town=town)
    [made] = found.entities
    assert (made.kind, made.country, made.sector) == ("state", "MOZ", "GOV")
    assert [m.form for m in made.mentions] == [form]
    assert [e.targets for e in found.events] == [[made.id]]


def test_a_state_that_is_known_gets_the_mention() -> None:
    [known] = read(HELP.format("Moscow", "PROPN"), "ACCUSE", "RUS", "literal", town=True).entities
    assert [(m.start, m.form) for m in known.mentions] == [(0, "name"), (12, "metonym")]


def test_a_town_that_is_hit_is_no_state() -> None:
    found = read(HELP.format("Maputo", "PROPN"), "ASSAULT", "MOZ", "literal", town=True)
    assert all(e.kind != "state" for e in found.entities)


def test_an_adjective_that_stands_as_a_noun_is_its_people() -> None:
    found = read(HELP.format("Mozambicans", "NOUN"), "AID", "MOZ", "modifier")
    assert [(e.kind, e.country) for e in found.entities] == [("group", "MOZ")]


def test_where_something_happens_is_no_state() -> None:
    sentence = "Moscow/PROPN/2/nsubj drill/VERB/0/root in/ADP/4/case Maputo/PROPN/2/obl"
    assert all(e.kind != "state" for e in read(sentence, "AID", "MOZ", "literal").entities)
    sentence = sentence.replace("in/", "with/")
    assert [e.country for e in read(sentence, "AID", "MOZ", "literal").entities] == ["MOZ"]


def test_people_who_are_only_counted() -> None:
    sentence = "Moscow/PROPN/2/nsubj free/VERB/0/root 163/NUM/2/obj"
    assert aimed(sentence, "COERCE") == [2]
    assert aimed(sentence, "AID") == []


def test_a_town_before_a_noun_is_no_state() -> None:
    sketch = Sketch()
    words = sketch.sentence("Beirut/PROPN/2/compound protests/NOUN/0/root")
    sketch.tells(words[1], "PROTEST", actor=words[:1])
    start, end = span(sketch.analysis(), 0)
    town = Place(
        id="p1", name="Beirut", kind="capital", geonames_id=None,
        mentions=[PlaceMention(start=start, end=end, use="modifier")],
        country="LBN", admin1=None, lat=0.0, lon=0.0, method="rules", confidence=0.9,
    )  # fmt: skip
    mentions = Mentions([], places=[town])
    assert read_events(sketch.analysis(), mentions, [], plover()).events == []


def test_whose_deed_is_condemned() -> None:
    sentence = (
        "Moscow/PROPN/2/nsubj condemn/VERB/0/root Polish/PROPN/4/nmod {}/NOUN/2/obj on/ADP/6/case "
        "Kyiv/PROPN/4/nmod"
    )
    assert aimed(sentence.format("attacks"), "ACCUSE", 2, 5, recipient=[5]) == [2]
    assert aimed(sentence.format("support"), "REJECT", 2, 5, recipient=[5]) == [5]


def test_to_whom_is_given_what_somebody_agrees_to_give() -> None:
    sentence = (
        "Moscow/PROPN/2/nsubj agree/VERB/0/root to/PART/4/mark sell/VERB/2/xcomp gas/NOUN/4/obj "
        "to/ADP/7/case Kyiv/PROPN/4/obl"
    )
    assert aimed(sentence, "AGREE", 6) == [6]


def test_the_subject_of_a_passive_suffers_it_without_a_doer() -> None:
    sketch = Sketch()
    sketch.sentence("Moscow/PROPN/3/nsubj:pass was/AUX/3/aux:pass hit/VERB/0/root")
    sketch.tells(2, "ASSAULT")
    a = sketch.analysis()
    entities = Entities(a, Mentions([state(sketch, 0)]))
    trigger = find_triggers(a, plover())[0]
    filled = Aims(plant(a), entities).filled(trigger, roles_of(a, trigger))
    assert filled.recipients == [0]


def test_people_of_a_name_who_are_counted() -> None:
    sketch = Sketch()
    sketch.sentence("Moscow/PROPN/2/nsubj free/VERB/0/root 19/NUM/4/nummod Christians/PROPN/2/obj")
    sketch.tag(3, "NNPS")
    sketch.tells(1, "RETREAT", actor=[0])
    a = sketch.analysis()
    entities = Entities(a, Mentions([state(sketch, 0)]))
    trigger = find_triggers(a, plover())[0]
    assert Aims(plant(a), entities).filled(trigger, roles_of(a, trigger)).recipients == [3]


@pytest.mark.parametrize(
    ("verb", "noun", "found"),
    [("burn", "cranes", [2]), ("launch", "cranes", []), ("burn", "petrol", []),
     ("burn", "missile", [])],
)  # fmt: skip
def test_a_thing_that_force_is_used_on(verb: str, noun: str, found: list[int]) -> None:
    sentence = f"Moscow/PROPN/2/nsubj {verb}/VERB/0/root {noun}/NOUN/2/obj"
    assert aimed(sentence, "ASSAULT") == found
    assert aimed(sentence, "ACCUSE") == []
