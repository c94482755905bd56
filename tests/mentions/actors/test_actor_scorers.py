"""The scorers of coreference and of office holders, on cases worked out by hand."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readout.errors import GoldError
from readout.evaluation import coreference
from readout.evaluation.actors import score_lookup
from readout.evaluation.coreference import b_cubed


def test_b_cubed_of_equal_chains_is_one() -> None:
    assert b_cubed({1: "a", 2: "a", 3: "b", 4: "b"}, {1: 0, 2: 0, 3: 1, 4: 1}) == (4, 4, 4, 4)


def test_b_cubed_of_everything_in_one() -> None:
    precision, found, recall, gold = b_cubed(
        {1: "a", 2: "a", 3: "b", 4: "b"}, dict.fromkeys((1, 2, 3, 4), 0)
    )
    assert (precision / found, recall / gold) == (0.5, 1.0)


def test_a_mention_of_nobody_costs_precision() -> None:
    precision, found, recall, gold = b_cubed({1: "a", 2: "a"}, {1: 0, 2: 0, 9: 0})
    assert precision / found == pytest.approx(4 / 9)
    assert recall / gold == 1


def _gold(tmp_path: Path, entities: list[dict[str, object]]) -> Path:
    row = {
        "doc": "d", "newpar": True, "text": "Ana Vega said she knew the town .",
        "tokens": ["Ana", "Vega", "said", "she", "knew", "the", "town", "."],
        "head": [3, 1, 0, 5, 3, 7, 5, 3], "deprel": ["nsubj"] * 8, "genre": "news",
        "entities": entities,
    }  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    return path


def test_mentions_meet_by_their_head_words(tmp_path: Path) -> None:
    path = _gold(tmp_path, [
        {"start": 0, "end": 2, "type": "person", "eid": "1"},
        {"start": 3, "end": 4, "type": "person", "eid": "1"},
        {"start": 5, "end": 7, "type": "place", "eid": "2"},
    ])  # fmt: skip
    gold = coreference.read(path)
    assert gold[0].chain == {0: "1", 3: "1"}
    report = coreference.score(gold, lambda _: [[(0, 8), (14, 17)], [(27, 31), (18, 22)]])
    assert (report.precision, report.recall) == (pytest.approx(2 / 3), 1.0)
    assert coreference.score(gold, lambda _: []).f1 == 0


def test_gold_without_entities_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps({"doc": "d", "tokens": ["a"], "head": [0]}), encoding="utf-8")
    with pytest.raises(GoldError):
        coreference.read(path)
    with pytest.raises(GoldError):
        coreference.read(_gold(tmp_path, []), ["interview"])


def test_look_up_counts_by_group() -> None:
    rows = [
        {"id": "a-1", "mention": "Sergei Lavrov", "date": "2016-11-20", "country": "RUS",
         "in_office": True, "sector": "GOV"},
        {"id": "a-2", "mention": "Zzyx Qwop", "date": "2016-11-20", "country": "PER",
         "in_office": False, "sector": None},
    ]  # fmt: skip
    found = score_lookup(rows)
    assert found["a/found"].value == 0.5
    assert found["a/in_office"].value == 1
    assert found["a/precision"].value == 1
    assert found["a/sector"].rows == 1
