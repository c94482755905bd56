"""What reviewers settled, as gold and as training data, and the command around it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings

from readout.evaluation.places import Gold
from readout.record.types import Record
from readout.review.agreement import agreement
from readout.review.entry import Entry
from readout.review.gold import rows, settle
from readout.review.log import append, path_of
from readout.review.markup import passages
from readout.review.queue import queue
from readout.review.things import FIELDS, anchor, parts
from readout.store.store import open_store
from tests.record import sample
from tests.record.strategies import records
from tests.review.made import on
from tests.store.made import made, words
from training.corpus.markup import Passage, parse

Run = Callable[..., Any]


def _all(record: Record, *kinds: str, by: str = "Ana") -> list[Entry]:
    return [on(record, p.id, "accept", by) for k in kinds for p in parts(record, k)]  # type: ignore[arg-type]


def _written(record: Record, entries: list[Entry]) -> tuple[list[Passage], Counter[str]]:
    left_out: Counter[str] = Counter()
    made = list(passages([settle(record, entries)], left_out))
    return [parse(passage.strip()) for passage in made], left_out


def test_a_sentence_is_gold_when_all_of_it_was_judged() -> None:
    record = sample.record()
    assert list(rows([settle(record, [])], "events")) == []
    entries = [
        on(record, "v1", field="type", typed="ASSAULT"),
        on(record, "v1", field="targets", typed="40 others"),
    ]
    (row,) = rows([settle(record, entries)], "events")
    assert row["gold"] == {"root": "ASSAULT", "quad": "MATERIAL_CONFLICT", "binary": "CONFLICT"}
    for side in ("source", "target"):
        if side in row:
            at = row[side]
            assert row["text"][at["start"] : at["end"]] == at["text"]
    assert row["source"]["text"] == "Ms. Roth"
    assert row["target"]["text"] == "40 others"
    (none,) = rows([settle(record, [on(record, "v1", "reject")])], "events")
    assert none["gold"] == {"quad": "NONE"}


def test_statements_places_times_quantities_of_a_block() -> None:
    record = sample.record()
    entries = _all(record, "statement", "place", "time", "quantity")
    one = settle(record, entries)
    (told,) = rows([one], "statements")
    for role in ("source", "cue", "content"):
        for start, end in told["attributions"][0][role]:
            assert told["text"][start:end].strip()
    (where,) = rows([one], "places")
    assert msgspec.convert(where, Gold).toponyms[0].start == 0
    (when,) = rows([one], "times")
    assert when["dct"] == "2031-03-12"
    assert when["text"][when["timex"][0]["start"] : when["timex"][0]["end"]] == "Tuesday"
    (many,) = rows([one], "quantities")
    assert many["quantities"][0]["min"] == 40


def test_a_whole_record_and_roles_of_blocks() -> None:
    record = sample.record()
    (row,) = rows([settle(record, _all(record, "event"))], "records")
    assert "events" in row
    assert "statements" not in row, "what nobody judged is not scored"
    (plain,) = rows([settle(record, [on(record, "b1", field="role", typed="headline")])], "plain")
    assert plain["labels"] == "partial"
    assert [line["role"] for line in plain["lines"]][:2] == ["headline", "unknown"]


def test_the_training_reader_reads_what_is_written() -> None:
    record = sample.record()
    entries = [
        *_all(record, "statement"),
        on(record, "v1", field="type", typed="CONSULT"),
        on(record, "v1", field="status", typed="planned"),
    ]
    found, left_out = _written(record, entries)
    assert not left_out
    (passage,) = found
    block = record.article.blocks[-1]
    assert passage.text == record.article.text[block.start : block.end]
    assert passage.events[1]["type"] == "CONSULT"
    assert passage.events[1]["status"] == "planned"
    (trigger,) = passage.of("trigger", 1)
    at = anchor(record.events[0])
    assert (trigger.start, trigger.end) == (at.start - block.start, at.end - block.start)
    assert passage.about["published"] == "2031-03-12"
    assert set(passage.statements) == {1}


def test_what_is_made_of_blanks_alone_is_counted_and_not_written() -> None:
    record = sample.record()
    event = record.events[0]
    blank = record.article.text.index(" ", anchor(event).start)
    trigger = msgspec.structs.replace(event.trigger, start=blank, end=blank + 1)
    events = [msgspec.structs.replace(event, trigger=trigger), *record.events[1:]]
    record = msgspec.structs.replace(record, events=events)
    found, left_out = _written(record, _all(record, "event", "statement"))
    assert not found
    assert left_out == {"something has no words but blanks": 1}


@given(records())
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_whatever_is_settled_is_read_back_or_counted(record: Record) -> None:
    entries = [on(record, p.id, "accept") for k in ("event", "statement") for p in parts(record, k)]  # type: ignore[arg-type]
    one = settle(record, entries)
    found, left_out = _written(record, entries)
    text = record.article.text
    for passage in found:
        assert len(passage.text) <= len(text)
        for mark in passage.marks:
            assert passage.text[mark.start : mark.end].strip()
    assert sum(left_out.values()) + len(found) <= len(record.article.blocks)
    for format in ("events", "statements", "records"):
        for row in rows([one], format):  # type: ignore[arg-type]
            msgspec.json.encode(row)


@pytest.fixture
def store(tmp_path: Path) -> str:
    """Forty meetings and two denied assaults, each as sure as the next but one."""
    folder = str(tmp_path / "s")
    with open_store(folder, write=True) as opened:
        opened.put(
            made(words(n), f"https://a.example/{n}", kind="ASSAULT" if n > 39 else "CONSULT",
                 status="denied" if n > 39 else "occurred")
            for n in range(42)
        )  # fmt: skip
    return folder


def test_the_queue_sees_rare_kinds_and_passes_over_what_was_judged(store: str) -> None:
    with open_store(store) as opened:
        first = queue(opened.con, [], "Ana", 20, ("event",))
        assert len(first) == 20
        assert len({q.article for q in first}) == 20
        assert 1 <= sum(q.stratum.startswith("ASSAULT") for q in first) <= 2
        entries = []
        for question in first[:5]:
            record = opened.record(question.reading)
            entries.append(on(record, question.id, "accept"))
        rest = queue(opened.con, entries, "Ana", 20, ("event",))
        assert rest[:15] == first[5:], "the order is that of the store alone"
        assert queue(opened.con, entries, "Ben", 20, ("event",)) == first
        both = queue(opened.con, [], "Ana", 1000, tuple(k for k in FIELDS if k != "block"))
        assert {q.kind for q in both} == set(FIELDS) - {"block"}
        asked = {(q.article, q.kind, q.id) for q in both}
        assert len(asked) == len(both)


def test_the_command(store: str, readout: Run) -> None:
    asked = readout("review", store, "queue", "--by", "Ana", "--size", "3", "--json")
    lines = [json.loads(line) for line in asked.stdout.splitlines()]
    assert len(lines) == 3
    assert all(line["words"] for line in lines)
    nothing = readout("review", store, "export", "--format", "events")
    assert nothing.returncode == 7
    assert b"Nothing to export as events" in nothing.stderr
    alone = readout("review", store, "agreement")
    assert alone.returncode == 7
    with open_store(store) as opened:
        record = opened.record(1)
    entries = [
        on(record, "v1", field="status", typed="denied"),
        on(record, "v1", "accept", by="Ben"),
        *_all(record, "statement"),
    ]
    append(store, entries)
    figures = json.loads(readout("review", store, "agreement", "--json").stdout)
    assert figures["shared"] == 1
    assert figures == msgspec.to_builtins(agreement(entries))
    assert b"event status" in readout("review", store, "agreement").stdout
    done = readout("review", store, "export", "--by", "Ana", "-o", "gold.jsonl")
    assert b"1 row of gold" in done.stderr
    corpus = readout("review", store, "export", "--format", "corpus", "--by", "Ana")
    assert corpus.stdout.startswith(b"## rv-")
    assert b" denied" in corpus.stdout
    listed = readout("review", store, "log").stdout.splitlines()
    assert len(listed) == 3
    gone = readout("forget", store, record.article.id)
    assert gone.returncode == 0
    assert record.article.id not in Path(path_of(store)).read_text()
    missing = readout("review", "nowhere", "log")
    assert missing.returncode == 9
