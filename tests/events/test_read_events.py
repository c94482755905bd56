"""From triggers and their parts to coded events, on analyses written by hand."""

from __future__ import annotations

from time import process_time

import msgspec
import pytest

from readout.events.plover import plover_category
from readout.events.read import read_events
from readout.events.triggers import find_triggers
from readout.knowledge.codebook import load, plover
from readout.language.analysis import Analysis
from readout.mentions.mentions import Mentions
from readout.record.types import (
    Entity,
    Event,
    Mention,
    Place,
    PlaceMention,
    Statement,
    Time,
    in_text,
)
from readout.spans import Span
from tests.analyses import Sketch, span


def entity(name: str, analysis: Analysis, *words: tuple[int, int]) -> Entity:
    mentions = []
    for first, last in words:
        start, end = span(analysis, first, last)
        mentions.append(Mention(start=start, end=end, form="name"))
    return Entity(
        id=name, kind="organization", name=name, anonymous=False, country=None, sector="GOV",
        roles=[], glosses=[], mentions=mentions, ref=None, confidence=1.0,
    )  # fmt: skip


def place(name: str, analysis: Analysis, word: int, use: str = "literal") -> Place:
    start, end = span(analysis, word)
    return Place(
        id=name, name=name, kind="city", geonames_id=None, country=None, admin1=None, lat=None,
        lon=None, method="test", confidence=1.0,
        mentions=[PlaceMention(start=start, end=end, use=use)],  # type: ignore[arg-type]
    )  # fmt: skip


def time(name: str, analysis: Analysis, word: int, kind: str = "DATE") -> Time:
    start, end = span(analysis, word)
    return Time(
        id=name, start=start, end=end, type=kind, value="2024-05-01", mod=None,  # type: ignore[arg-type]
        quant=None, freq=None, from_=None, to=None, anchor=None,
    )  # fmt: skip


def statement(name: str, start: int, end: int, parent: str | None = None) -> Statement:
    return Statement(
        id=name, speakers=[], source=None, anonymous=True, reason_given=None,
        sourcing="collective", cue=None, content=[Span(start, end)], quoted="indirect", via=None,
        channel=None, said_at=None, parent=parent, evidence=[in_text(start, end)], confidence=1.0,
    )  # fmt: skip


@pytest.fixture
def raid() -> Sketch:
    sketch = Sketch()
    sketch.sentence(
        "Army/PROPN/2/nsubj bombed/VERB/0/root Tessim/PROPN/2/obj in/ADP/5/case "
        "Kal/PROPN/2/obl on/ADP/7/case Monday/PROPN/2/obl"
    )
    sketch.tells(1, "ASSAULT", mode="ASSAULT/aerial", actor=[0], recipient=[2])
    return sketch


def only(events: list[Event]) -> Event:
    [event] = events
    return event


def test_who_did_what_to_whom_where_and_when(raid: Sketch) -> None:
    a = raid.analysis()
    mentions = Mentions(
        entities=[entity("e1", a, (0, 0)), entity("e2", a, (2, 2))],
        places=[place("p1", a, 4), place("p2", a, 2, "metonym")],
        times=[time("t1", a, 6)],
    )
    event = only(read_events(a, mentions, [], plover()).events)
    assert (event.type, event.plover, event.mode) == ("ASSAULT", "ASSAULT", "aerial")
    assert (event.sources, event.targets) == (["e1"], ["e2"])
    assert (event.place, event.time) == ("p1", "t1")
    assert (event.quad, event.cameo, event.intensity) == (4, "195", -9.5)
    assert event.status == "occurred"
    assert not event.background
    assert not event.reciprocal
    assert event.according_to == []
    assert a.text[event.trigger.start : event.trigger.end] == "bombed"


def test_an_act_without_any_actor_is_told_in_a_note() -> None:
    sketch = Sketch()
    sketch.sentence("Shells/NOUN/2/nsubj hit/VERB/0/root Tessim/PROPN/2/obj")
    sketch.tells(1, "ASSAULT", actor=[0], recipient=[2])
    read = read_events(sketch.analysis(), Mentions(), [], plover())
    assert read.events == []
    assert [n.reason for n in read.notes] == ["ASSAULT without an actor"]


def test_an_unsure_event_is_told_in_a_note(raid: Sketch) -> None:
    a = raid.analysis()
    mentions = Mentions(entities=[entity("e1", a, (0, 0))])
    read = read_events(a, mentions, [], plover(), min_confidence=0.95)
    assert read.events == []
    assert "is under 0.95" in read.notes[0].reason


def test_statements_from_the_innermost_outwards(raid: Sketch) -> None:
    a = raid.analysis()
    mentions = Mentions(entities=[entity("e1", a, (0, 0))])
    whole, inner = (0, len(a.text)), span(a, 0, 2)
    told = [statement("s1", *whole), statement("s2", *inner, "s1"), statement("s3", *span(a, 4))]
    event = only(read_events(a, mentions, told, plover()).events)
    assert event.according_to == ["s2", "s1"]


def test_a_verb_between_keeps_a_time_away() -> None:
    sketch = Sketch()
    sketch.sentence(
        "Army/PROPN/2/nsubj bombed/VERB/0/root those/PRON/2/obj who/PRON/5/nsubj "
        "fled/VERB/3/dep Monday/PROPN/5/obl"
    )
    sketch.tells(1, "ASSAULT", actor=[0])
    a = sketch.analysis()
    mentions = Mentions(entities=[entity("e1", a, (0, 0))], times=[time("t1", a, 5)])
    assert only(read_events(a, mentions, [], plover()).events).time is None


def told_twice(second_status: str = "occurred") -> Analysis:
    sketch = Sketch()
    sketch.sentence("Army/PROPN/2/nsubj bombed/VERB/0/root Tessim/PROPN/2/obj")
    sketch.sentence("The/DET/2/det raid/NOUN/3/nsubj shook/VERB/0/root Tessim/PROPN/3/obj")
    sketch.tells(1, "ASSAULT", actor=[0], recipient=[2])
    sketch.tells(4, "ASSAULT", status=second_status, recipient=[6])
    return sketch.analysis()


def test_one_happening_told_twice_is_one_event() -> None:
    a = told_twice()
    mentions = Mentions(entities=[entity("e1", a, (0, 0)), entity("e2", a, (2, 2), (6, 6))])
    event = only(read_events(a, mentions, [], plover()).events)
    assert (event.sources, event.targets) == (["e1"], ["e2"])
    assert len(event.evidence) == 2


def test_a_claim_and_its_denial_are_two() -> None:
    a = told_twice("denied")
    mentions = Mentions(entities=[entity("e1", a, (0, 0)), entity("e2", a, (2, 2), (6, 6))])
    assert [e.status for e in read_events(a, mentions, [], plover()).events] == [
        "occurred", "denied",
    ]  # fmt: skip


def test_two_sides_that_meet() -> None:
    sketch = Sketch()
    sketch.sentence("Ruiz/PROPN/2/nsubj met/VERB/0/root Baro/PROPN/2/obj")
    sketch.tells(1, "CONSULT", status="planned", actor=[0], recipient=[2])
    a = sketch.analysis()
    mentions = Mentions(entities=[entity("e1", a, (0, 0)), entity("e2", a, (2, 2))])
    event = only(read_events(a, mentions, [], plover()).events)
    assert event.reciprocal
    assert (event.type, event.plover, event.quad) == ("CONSULT", "AGREE", 1)


@pytest.mark.parametrize(
    ("type_", "status", "category"),
    [
        ("AID", "planned", "AGREE"),
        ("RETREAT", "planned", "CONCEDE"),
        ("CONCEDE", "planned", "CONCEDE"),
        ("ASSAULT", "planned", "THREATEN"),
        ("ASSAULT", "requested", "REQUEST"),
        ("ASSAULT", "denied", "ASSAULT"),
        ("CONSULT", "ongoing", "CONSULT"),
        (None, "planned", None),
    ],
)
def test_the_single_category(type_: str | None, status: str, category: str | None) -> None:
    assert plover_category(type_, status) == category  # type: ignore[arg-type]


def test_a_users_root_is_found_by_its_phrases(tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "book.yaml"
    path.write_text(
        "name: Mine\nextends: plover\nroots:\n  RECRUIT:\n    definition: Takes into its ranks.\n"
        "    quad: 4\n    phrases: [recruit child]\n    modes:\n      forced:\n"
        "        definition: By force.\n        phrases: [gunpoint]\n",
        encoding="utf-8",
    )
    sketch = Sketch()
    sketch.sentence(
        "Rebels/NOUN/2/nsubj recruit/VERB/0/root many/ADJ/4/amod child/NOUN/2/obj "
        "at/ADP/6/case gunpoint/NOUN/2/obl"
    )
    sketch.sentence("They/PRON/2/nsubj recruit/VERB/0/root men/NOUN/2/obj")
    [trigger] = find_triggers(sketch.analysis(), load(path))
    assert (trigger.word, trigger.type, trigger.mode) == (1, "RECRUIT", "forced")


def test_a_codebook_without_a_root_does_not_find_it(tmp_path, raid: Sketch) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "book.yaml"
    path.write_text("name: A\nroots:\n  AID:\n    definition: c\n    quad: 2\n", encoding="utf-8")
    assert find_triggers(raid.analysis(), load(path)) == []


def with_country(one: Entity, country: str | None) -> Entity:
    return msgspec.structs.replace(one, country=country)


@pytest.mark.parametrize(
    ("countries", "type_", "found"),
    [
        (("MLI", None), "ASSAULT", "p1"),  # at home, where the article comes from
        ((None, None), "ASSAULT", "p1"),  # nobody is from elsewhere
        (("SEN", None), "ASSAULT", "p2"),  # at home in the other country
        (("MLI", "SEN"), "ASSAULT", None),
        (("MLI", None), "CONSULT", None),  # sides meet abroad
    ],
)
def test_acts_at_home(countries: tuple[str | None, str | None], type_: str, found: str) -> None:
    sketch = Sketch()
    sketch.sentence("Bamako/PROPN/0/root Senegal/PROPN/1/nmod")
    sketch.sentence("Army/PROPN/2/nsubj struck/VERB/0/root Rebels/PROPN/2/obj")
    sketch.tells(3, type_, actor=[2], recipient=[4])
    a = sketch.analysis()
    actors = [entity("e1", a, (2, 2)), entity("e2", a, (4, 4))]
    places = [place("p1", a, 0), place("p2", a, 1)]
    places[0] = msgspec.structs.replace(places[0], country="MLI")
    places[1] = msgspec.structs.replace(places[1], country="SEN", kind="country")
    mentions = Mentions(
        entities=[with_country(e, c) for e, c in zip(actors, countries, strict=True)],
        places=places,
    )
    event = only(read_events(a, mentions, [], plover(), dateline="p1").events)
    assert event.place == found


@pytest.mark.parametrize(("published", "behind"), [("2024-05-03", False), ("2024-08-01", True)])
def test_what_happened_long_before_is_background(
    raid: Sketch, published: str, behind: bool
) -> None:
    a = raid.analysis()
    when = msgspec.structs.replace(time("t1", a, 6), to="2024-05-01")
    mentions = Mentions(entities=[entity("e1", a, (0, 0))], times=[when])
    event = only(read_events(a, mentions, [], plover(), published=published).events)
    assert event.background is behind


def test_many_tellings_and_contents_take_linear_time() -> None:
    """A long article that tells one happening again and again, and quotes all of it."""
    sketch = Sketch()
    for n in range(1_500):
        sketch.sentence("Army/PROPN/2/nsubj bombed/VERB/0/root Tessim/PROPN/2/obj May/PROPN/2/obl")
        sketch.tells(4 * n + 1, "ASSAULT", actor=[4 * n], recipient=[4 * n + 2], time=[4 * n + 3])
    a = sketch.analysis()
    spans = range(0, len(a), 4)
    mentions = Mentions(
        entities=[
            entity("e1", a, *((w, w) for w in spans)),
            entity("e2", a, *((w + 2, w + 2) for w in spans)),
        ],
        times=[time(f"t{w // 4 + 1}", a, w + 3) for w in spans],
    )
    told = [statement(f"s{w // 4 + 1}", *span(a, w, w + 3)) for w in spans]
    begun = process_time()
    events = read_events(a, mentions, told, plover()).events
    assert process_time() - begun < 5
    assert len(events) == 1_500  # on as many days
    assert events[700].according_to == ["s701"]
    assert events[700].time == "t701"


def test_the_shortest_mention_around_a_word_is_who_it_is() -> None:
    sketch = Sketch()
    sketch.sentence("Army/PROPN/2/nsubj bombed/VERB/0/root Tessim/PROPN/2/obj port/NOUN/2/obj")
    sketch.tells(1, "ASSAULT", actor=[0], recipient=[2])
    a = sketch.analysis()
    mentions = Mentions(
        entities=[entity("e1", a, (0, 0)), entity("e2", a, (2, 3)), entity("e3", a, (2, 2))]
    )
    assert only(read_events(a, mentions, [], plover()).events).targets == ["e3"]


@pytest.mark.parametrize(
    "text",
    [
        "Ruiz/PROPN/2/nsubj mediate/VERB/0/root Baro/PROPN/2/obj",
        "Ruiz/PROPN/4/nsubj mediation/NOUN/4/compound Baro/PROPN/4/nmod effort/VERB/0/root",
    ],
)
def test_who_mediates_does_not_do_it_with_the_sides(text: str) -> None:
    sketch = Sketch()
    sketch.sentence(text)
    word = 1 if "mediate" in text else 3
    sketch.tells(word, "CONSULT", actor=[0], recipient=[2])
    a = sketch.analysis()
    mentions = Mentions(entities=[entity("e1", a, (0, 0)), entity("e2", a, (2, 2))])
    assert not only(read_events(a, mentions, [], plover()).events).reciprocal
