"""Episodes, accounts and points inside one article."""

from __future__ import annotations

import time

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from readout.accounts.article import episodes_in
from readout.accounts.sides import Sides
from readout.evaluation.passages import read_passage
from readout.record.types import Record, Ref
from readout.record.validate import validate
from tests.accounts.written import TALK, record, table, told
from tests.record import sample
from tests.record.strategies import records


def test_two_tellings_of_one_conversation_stand_point_by_point() -> None:
    found = record(TALK)
    assert len(found.episodes) == 1
    episode = found.episodes[0]
    assert episode.type == "CONSULT"
    assert (episode.from_, episode.to) == ("2031-03-03", "2031-03-03")
    names = {e.id: e.name for e in found.entities}
    assert [names[a.side] for a in found.accounts] == ["Norway", "Argentina"]
    stances = {label[:20]: list(by.values()) for label, by in table(found)}
    assert stances == {
        "The prime minister u": ["asserts", "silent"],
        "It was agreed that N": ["asserts", "asserts"],
        "they expressed regre": ["silent", "asserts"],
    }


def test_points_rest_on_statements_events_and_commitments() -> None:
    found = record(TALK)
    first = found.points[0].stances[0]
    here = found.article.id
    assert first.refs == [Ref(article=here, id=i) for i in ("s1", "v2", "c1")]


def test_the_record_stays_sound_but_for_the_order_of_its_parts() -> None:
    problems = [p for p in validate(record(TALK)) if "ids count up" not in p and "order" not in p]
    assert problems == []


def test_the_side_of_a_speaker_is_the_body_behind_it() -> None:
    found = record(TALK)
    sides = Sides(found)
    by_name = {e.name: sides.of(e.id) for e in found.entities}
    assert by_name["a Norwegian official"] == "state:NOR"
    assert by_name["Ana Sosa"] == "state:ARG"
    assert by_name["Eva Lind"] == "name:eva lind"


@pytest.mark.parametrize(
    ("body", "stances"),
    [
        (
            "{s1|The Argentine boat rammed the cutter}. {s2|The boat did not ram the cutter}.",
            {"Norway": "asserts", "Argentina": "denies"},
        ),
        (
            "{s1|Argentina's crew cut the nets of the cutter}. It {s2!denied} "
            "{s2|that its crew had cut any nets of the cutter}.",
            {"Norway": "asserts", "Argentina": "denies"},
        ),
        (
            "{s1|[e2|Argentina] fired first}. {s2|[e1|Norway] fired first}.",
            {"Norway": "asserts", "Argentina": "denies"},
        ),
        (
            "{s1|[e2|Argentine] sailors boarded the cutter}. {s2|This accusation is baseless}.",
            {"Norway": "asserts", "Argentina": "denies"},
        ),
        (
            "{s1|The fishermen respected the ceasefire}. "
            "{s2|The fishermen broke the ceasefire}.",
            {"Norway": "asserts", "Argentina": "denies"},
        ),
        (
            "{s1|The cutter was in international waters}. {s2|The cutter was in "
            "[e2|Argentine] waters}.",
            {"Norway": "asserts", "Argentina": "denies"},
        ),
        (
            "{s1|The cutter sank after a fire on board}. {s2|After a fire the cutter sank}.",
            {"Norway": "asserts", "Argentina": "asserts"},
        ),
    ],
    ids=["negation", "denial", "blame", "blanket", "opposites", "waters", "same"],
)  # fmt: skip
def test_how_two_sides_stand_to_one_point(body: str, stances: dict[str, str]) -> None:
    assert table(told(body))[0][1] == stances


def test_numbers_that_exclude_each_other_contradict() -> None:
    body = "{s1|At least {q1|9} sailors were killed}. {s2|{q2|Three} sailors died}."
    found = told(body, "q1 killed 9 - sailors", "q2 killed 3 3 sailors")
    assert table(found)[0][1] == {"Norway": "asserts", "Argentina": "denies"}
    assert [[(b.min, b.max) for b in a.quantities] for a in found.accounts] == [
        [(9.0, None)], [(3.0, 3.0)],
    ]  # fmt: skip


def test_a_house_of_five_floors_is_no_count_of_the_hurt() -> None:
    body = "{s1|{q1|9} people were hurt}. {s2|a {q2|five}-story building was hit}."
    found = told(body, "q1 injured 9 9 people", "q2 injured 5 5 five-story_building")
    assert all("denies" not in by.values() for _, by in table(found))


def test_numbers_that_fit_are_said_by_both() -> None:
    body = "{s1|At least {q1|2} sailors were killed}. {s2|{q2|Three} sailors died}."
    found = told(body, "q1 killed 2 - sailors", "q2 killed 3 3 sailors")
    assert table(found)[0][1] == {"Norway": "asserts", "Argentina": "asserts"}


def test_what_nobody_answers_stands_alone() -> None:
    found = table(told("{s1|A cutter lost its mast}. {s2|The weather was calm all morning}."))
    assert [list(by.values()) for _, by in found] == [["asserts", "silent"], ["silent", "asserts"]]


def test_one_side_alone_is_no_episode() -> None:
    source = "\n".join(line for line in TALK.splitlines() if not line.startswith(("s3", "s4")))
    for mark in ("{s3|", "{s3!", "{s4|", "{s4!"):
        source = source.replace(mark, "[e6~")
    assert record(source).episodes == []


def test_a_record_without_events_keeps_empty_lists() -> None:
    bare = msgspec.structs.replace(sample.record(), events=[], episodes=[], accounts=[], points=[])
    assert episodes_in(bare) == bare


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(records())
def test_any_sound_record_stays_sound(found: Record) -> None:
    before = set(validate(found))
    assert set(validate(episodes_in(found))) <= before
    assert episodes_in(found) == episodes_in(found)


def test_a_long_article_takes_bounded_time() -> None:
    lines = [f"s{k} e{1 + k % 2}" for k in range(3, 600)]
    lines += [f"v{k} ASSAULT e1>e2 occurred s{k}" for k in range(3, 600)]
    body = " ".join(
        f"{{s{k}|the cutter {{v{k}|hit}} boat {k} of the fleet}}." for k in range(3, 600)
    )
    started = time.process_time()
    found = told("{s1|It began}. {s2|It ended}. " + body, *lines)
    assert time.process_time() - started < 8
    assert found.episodes


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("The minister received the crew", "The minister refused to receive the crew"),
        # A state named behind the verb is not who did it.
        ("Two boats had entered [e1|Norway]'s waters", "Its boats did not enter the waters"),
        ("A judge heard of the search", "No judge had heard of the search"),
    ],
    ids=["refused to", "behind the verb", "nobody"],
)
def test_what_one_negates_is_no_agreement(one: str, other: str) -> None:
    found = table(told("{s1|%s}. {s2|%s}." % (one, other)))  # noqa: UP031
    assert {"asserts", "denies"} in [set(by.values()) for _, by in found]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # The same length of time is no agreement.
        (
            "the terminal had lost money for six years running",
            "the terminal had not lost money in any of those six years",
        ),
        # What the reading calls denied for its "not" is not negated twice.
        ("the miners had met the minister twice", "the miners had not met the minister even once"),
    ],
    ids=["length", "denied"],
)
def test_what_is_read_as_negated_is_no_agreement(one: str, other: str) -> None:
    record = read_passage(
        "Police of Norway shot at members of the Harbour Union on Monday.\n\n"
        f"The Norwegian police said {one}.\n\nThe Harbour Union said {other}.",
        published="2031-05-12",
    )
    assert {"asserts", "denies"} in [{s.stance for s in p.stances} for p in record.points]
