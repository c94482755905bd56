"""Scores of whole articles and of sentences with events, on cases worked out by hand."""

from __future__ import annotations

import copy
from typing import Any

import msgspec
import pytest

from readout.evaluation.events import macro_f1, score_given_pair, score_sentences
from readout.evaluation.records import overlap_half, score_records
from readout.record.types import Record
from tests.record import sample


def typed() -> Record:
    """The sample with a type for its event: acts without one are not scored."""
    record = sample.record()
    events = [msgspec.structs.replace(e, type="AGREE") for e in record.events]
    return msgspec.structs.replace(record, events=events)


def gold() -> dict[str, Any]:
    """The sample as its own gold."""
    return copy.deepcopy(msgspec.to_builtins(typed()))


def figures(held: dict[str, Any]) -> dict[str, float]:
    return {name: figure.value for name, figure in score_records([(held, typed())]).items()}


def test_a_record_agrees_with_itself() -> None:
    found = figures(gold())
    # Its one event is right and said so with a confidence of .7.
    assert found.pop("event: calibration error") == pytest.approx(0.3)
    assert {"event, type + source + target", "statement pair", "matched: status"} <= found.keys()
    assert set(found.values()) == {1.0}


def test_parts_that_are_absent_are_not_scored() -> None:
    held = gold()
    del held["statements"]
    assert not any(name.startswith(("statement", "paired")) for name in figures(held))


def test_a_wrong_type_is_no_match() -> None:
    held = gold()
    held["events"][0]["type"] = "ASSAULT"
    found = figures(held)
    assert (found["event, type"], found["event, type: precision"]) == (0, 0)


def test_a_wrong_status_counts_on_the_matched() -> None:
    held = gold()
    held["events"][0]["status"] = "denied"
    found = figures(held)
    assert (found["event, type"], found["matched: status"]) == (1, 0)


def test_a_speaker_of_another_place_breaks_the_pair() -> None:
    held = gold()
    told = held["statements"][0]
    told["speakers"] = []
    assert figures(held)["statement pair"] < 1


def test_half_of_the_shorter_span() -> None:
    def span(start: int, end: int) -> dict[str, int]:
        return {"start": start, "end": end}

    assert overlap_half(span(0, 10), span(5, 9))
    assert overlap_half(span(0, 4), span(2, 20))
    assert not overlap_half(span(0, 4), span(3, 20))
    assert not overlap_half(span(0, 4), span(4, 20))


def test_macro_f1_is_over_the_labels_of_the_gold() -> None:
    pairs = [("a", "a"), ("a", "b"), ("c", "b"), ("b", "b")]
    assert macro_f1(pairs) == pytest.approx((2 / 3 + 2 / 4) / 2)


def test_yield_is_the_sum_of_two_roots() -> None:
    row = {
        "text": "x", "source": {"start": 0, "end": 1}, "target": None,
        "gold": {"root": "YIELD", "quad": "MATERIAL_COOPERATION", "binary": "COOPERATION"},
    }  # fmt: skip
    scores = {"ASSAULT": 0.4, "CONCEDE": 0.3, "RETREAT": 0.3}
    found = score_given_pair([row, row], lambda text, pair: scores)
    assert {name: share.value for name, share in found.items()} == {
        "root macro F1": 1, "root accuracy": 1, "quad macro F1": 1, "binary macro F1": 1,
    }  # fmt: skip


def test_false_alarms_need_both_actors() -> None:
    record = sample.record()
    alone = [msgspec.structs.replace(e, targets=[]) for e in record.events]
    rows = [{"text": "x", "gold": {"quad": "NONE"}}] * 2
    scored = score_sentences(
        [(rows[0], record), (rows[1], msgspec.structs.replace(record, events=alone))]
    )
    assert scored["false alarm, any status"].value == 0.5
