"""Which entity a word of an act belongs to, rule by rule."""

from __future__ import annotations

import pytest

from readout.events.entities import Entities
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention, Place, PlaceMention
from tests.analyses import Sketch, span


def name(sentence: str, word: int, *, land: int = -1, tells: int = -1, things: bool = True) -> str:
    """The name of the entity of a word, "" where it has none; the word ``land`` names a state,
    ``tells`` tells an act."""
    sketch = Sketch()
    sketch.sentence(sentence)
    if tells >= 0:
        sketch.tells(tells, "ASSAULT")
    a = sketch.analysis()
    known = []
    if land >= 0:
        start, end = span(a, land)
        known = [Entity(
            id="e1", kind="state", name="State", anonymous=False, country="PER", sector="GOV",
            roles=[], glosses=[], mentions=[Mention(start=start, end=end, form="demonym")],
            ref=None, confidence=1.0,
        )]  # fmt: skip
    entities = Entities(a, Mentions(known))
    found = entities.of(word, things=things)
    return {e.id: e.name for e in (*known, *entities.new())}.get(found or "", "")


@pytest.mark.parametrize(("noun", "known"), [("depot", "depot"), ("summit", ""), ("war", "")])
def test_what_actors_meet_at_or_speak_of_is_nobody(noun: str, known: str) -> None:
    assert name(f"hit/VERB/0/root {noun}/NOUN/1/obj", 1) == known


@pytest.mark.parametrize(("tells", "kind", "known"), [
    (-1, "NOUN", "depot"), (1, "NOUN", ""), (-1, "ADJ", "")])  # fmt: skip
def test_only_a_noun_that_tells_no_act_is_a_thing(tells: int, kind: str, known: str) -> None:
    assert name(f"hit/VERB/0/root depot/{kind}/1/obj", 1, tells=tells) == known


@pytest.mark.parametrize(
    ("noun", "known"), [("fishermen", "Peruvian fishermen"), ("demands", "State")]
)
def test_people_are_themselves_and_what_is_of_a_state_is_the_states(noun: str, known: str) -> None:
    sentence = f"saw/VERB/0/root Peruvian/ADJ/3/amod {noun}/NOUN/1/obj"
    assert name(sentence, 2, land=1, things=False) == known


@pytest.mark.parametrize(
    ("sentence", "word", "known"),
    [
        ("Thousands/NOUN/2/nsubj marched/VERB/0/root", 0, "Thousands"),
        ("marched/VERB/0/root thousands/NOUN/1/nsubj", 1, "thousands"),
        ("cost/VERB/0/root thousands/NOUN/1/obj", 1, ""),
        ("Thousands/NOUN/4/nsubj of/ADP/3/case cranes/NOUN/1/nmod fell/VERB/0/root", 0, ""),
        ("Thousands/NOUN/2/nsubj poor/ADJ/0/root", 0, ""),
    ],
)
def test_a_number_that_is_the_subject_of_a_verb_is_a_crowd(
    sentence: str, word: int, known: str
) -> None:
    assert name(sentence, word, things=False) == known


@pytest.mark.parametrize(("lead", "known"), [("of", "State"), ("like", "")])
def test_whose_a_thing_is_stands_behind_of(lead: str, known: str) -> None:
    sentence = f"signed/VERB/0/root texts/NOUN/1/obj {lead}/ADP/4/case Peru/PROPN/2/nmod"
    assert name(sentence, 1, land=3, things=False) == known


@pytest.mark.parametrize(("things", "known"), [(True, "163"), (False, "")])
def test_a_bare_number_takes_part_where_things_may(things: bool, known: str) -> None:
    assert name("freed/VERB/0/root 163/NUM/1/obj", 1, things=things) == known


@pytest.mark.parametrize(("relation", "known"), [("nsubj", "Both"), ("det", "")])
def test_both_are_somebody_as_a_part_of_a_clause(relation: str, known: str) -> None:
    assert name(f"Both/DET/2/{relation} left/VERB/0/root", 0) == known


@pytest.mark.parametrize(("relation", "known"), [("nsubj", "they"), ("obj", "")])
def test_they_who_are_not_known_are_somebody_as_a_subject(relation: str, known: str) -> None:
    assert name(f"attacked/VERB/0/root they/PRON/1/{relation}", 1) == known


def test_what_is_of_a_country_that_no_mention_has_is_that_states() -> None:
    sketch = Sketch()
    sketch.sentence("met/VERB/0/root Peruvian/ADJ/3/amod demands/NOUN/1/obj")
    a = sketch.analysis()
    start, end = span(a, 1)
    peru = Place(
        id="p1", name="Peru", kind="country", geonames_id=None, country="PER", admin1=None, lat=0.0,
        lon=0.0, method="rules", confidence=0.9,
        mentions=[PlaceMention(start=start, end=end, use="modifier")],
    )  # fmt: skip
    entities = Entities(a, Mentions([], places=[peru]))
    found = entities.of(2, things=False)
    assert [e.country for e in entities.states.all() if e.id == found] == ["PER"]


@pytest.mark.parametrize(("noun", "known"), [("rebels", True), ("war", False)])
def test_only_who_is_named_or_described_is_at_hand(noun: str, known: bool) -> None:
    sketch = Sketch()
    sketch.sentence(f"saw/VERB/0/root {noun}/NOUN/1/obj")
    assert Entities(sketch.analysis(), Mentions([])).at_hand(1) is known


@pytest.mark.parametrize(
    ("relation", "anonymous", "known"),
    [("appos", False, "Band"), ("conj", False, "a group"), ("appos", True, "a group")],
)
def test_a_description_behind_a_comma_is_of_the_name_before_it(
    relation: str, anonymous: bool, known: str
) -> None:
    sketch = Sketch()
    sketch.sentence(f"saw/VERB/0/root Five/PROPN/1/obj ,/PUNCT/5/punct a/DET/5/det "
                    f"group/NOUN/2/{relation}")  # fmt: skip
    a = sketch.analysis()
    start, end = span(a, 1)
    band = Entity(
        id="e1", kind="group", name="Band", anonymous=anonymous, country=None, sector=None,
        roles=[], glosses=[], mentions=[Mention(start=start, end=end, form="name")], ref=None,
        confidence=1.0,
    )  # fmt: skip
    entities = Entities(a, Mentions([band]))
    found = entities.of(4)
    assert [e.name for e in (band, *entities.new()) if e.id == found] == [known]
