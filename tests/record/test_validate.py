"""Validation: a sound record passes, and each rule is broken in one place by one test."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest
from hypothesis import given, settings

from readout.record.types import Record
from readout.record.validate import validate
from tests.record import sample
from tests.record.strategies import records

SIZE = len(sample.TEXT)


@settings(max_examples=80, deadline=None)
@given(records())
def test_records_that_keep_the_rules_pass(record: Record) -> None:
    assert validate(record) == []


def test_the_sample_passes() -> None:
    assert validate(sample.record()) == []


def _other(id_: str) -> dict[str, Any]:
    return {"article": sample.builtins()["article"]["id"], "id": id_}


BREAKS: list[tuple[str, list[Any], Any, str]] = [
    ("span past the end", ["times", 0, "end"], SIZE + 1, "$.times[0]: the span"),
    ("empty span", ["statements", 0, "cue"], {"start": 5, "end": 5}, "$.statements[0].cue: a span"),
    ("span backwards", ["statements", 0, "content", 0], {"start": 40, "end": 30},
     "$.statements[0].content[0]: a span"),
    ("evidence past the end", ["article", "headline", "evidence", 0], {"start": 0, "end": SIZE + 9},
     "$.article.headline.evidence[0]: the span"),
    ("half a span in a note", ["notes", 0, "start"], 3, "$.notes[0]: start and end"),
    ("blocks overlap", ["article", "blocks", 1, "start"], 3, "$.article.blocks[1] begins at 3"),
    ("a gap between blocks", ["article", "blocks", 1, "start"], 7,
     "$.article.blocks[1]: the characters from 4 to 7"),
    ("text after the last block", ["article", "blocks", 3, "end"], SIZE - 1,
     f"$.article.blocks: the characters from {SIZE - 1}"),
    ("an id given twice", ["entities", 1, "id"], "e1", "$.entities: the id e1 is given 2 times"),
    ("a number left out", ["entities", 1, "id"], "e3", "$.entities[1].id is e3"),
    ("blocks not numbered", ["article", "blocks", 0, "id"], "b9", "$.article.blocks[0].id is b9"),
    ("order of the text", ["entities", 0, "mentions", 0, "start"], SIZE - 2,
     "$.entities[1] begins"),
    ("speaker unknown", ["statements", 0, "speakers"], ["e9"], "$.statements[0].speakers: nothing"),
    ("place unknown", ["article", "dateline", "place_id"], "p2", "$.article.dateline.place_id:"),
    ("time unknown", ["events", 0, "time"], "t7", "$.events[0].time: nothing"),
    ("statement unknown", ["events", 0, "according_to"], ["s4"], "$.events[0].according_to:"),
    ("event unknown", ["episodes", 0, "members", 0], _other("v3"), "$.episodes[0].members[0].id:"),
    ("account unknown", ["points", 0, "stances", 0, "account"], "a2", "$.points[0].stances[0]"),
    ("statement inside itself", ["statements", 0, "parent"], "s1", "$.statements[0].parent:"),
    ("another text", ["article", "url"], "https://other.example/", "$.article.id is not the hash"),
    ("date without its day", ["article", "published", "value"], "2031-03", "$.article.published"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("path", "value", "expected"), [pytest.param(*row, id=name) for name, *row in BREAKS]
)
def test_each_rule(path: list[Any], value: Any, expected: str) -> None:
    broken = part = sample.builtins()
    for step in path[:-1]:
        part = part[step]
    part[path[-1]] = value
    if path[-1] == "start" and path[0] == "entities":
        part["end"] = SIZE
    problems = validate(msgspec.convert(broken, Record))
    assert problems
    assert any(problem.startswith(expected) for problem in problems), problems


def test_an_account_of_another_episode() -> None:
    broken = sample.builtins()
    broken["episodes"].append({**broken["episodes"][0], "id": "x2"})
    problems = validate(msgspec.convert(broken, Record))
    assert problems == ["$.episodes[1].accounts: a1 is an account of x1."]


def test_a_record_without_its_text_has_one_problem_and_is_checked_for_the_rest() -> None:
    bare = sample.builtins()
    bare["article"]["text"] = ""
    problems = validate(msgspec.convert(bare, Record))
    assert [problem.partition(" was")[0] for problem in problems] == ["$.article.text"]
    bare["events"][0]["sources"] = ["e99"]
    problems = validate(msgspec.convert(bare, Record))
    assert problems[1:] == ["$.events[0].sources: nothing in this record has the id e99."]


def test_what_was_built_in_python_is_checked_for_its_shape() -> None:
    record = msgspec.structs.replace(sample.record(), entities=None)
    assert validate(record) == ["$.entities: expected array, got null."]
    headline = msgspec.structs.replace(sample.record().article.headline, evidence=[])
    article = msgspec.structs.replace(sample.record().article, headline=headline)
    problems = validate(msgspec.structs.replace(sample.record(), article=article))
    assert problems[0].startswith("$.article.headline.evidence: expected array of length >= 1")


def test_a_reference_to_another_article_is_not_looked_up() -> None:
    other = sample.builtins()
    other["episodes"][0]["members"].append({"article": "f" * 32, "id": "v99"})
    assert validate(msgspec.convert(other, Record)) == []
