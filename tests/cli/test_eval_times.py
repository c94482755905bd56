"""``readout eval times`` and ``readout eval quantities`` on gold of one line."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readout.cli.eval.times import quantities, times
from readout.errors import GoldError


def test_times(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    text = "They met on Saturday."
    row = {
        "id": "a", "dct": "2016-11-20", "text": text,
        "timex": [{"start": 12, "end": 20, "type": "DATE", "value": "2016-11-19"}],
    }  # fmt: skip
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row), encoding="utf-8")
    assert times(str(gold), as_json=True) == 0
    report = json.loads(capsysbinary.readouterr().out)
    assert report["figures"]["right value"]["value"] == 1.0


def test_quantities(tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    row = {
        "id": "a", "part": "dev", "text": "At least 20 people were killed.",
        "quantities": [{"start": 0, "end": 18, "min": 20, "max": None, "kind": "killed"}],
    }  # fmt: skip
    gold = tmp_path / "gold.jsonl"
    gold.write_text(json.dumps(row), encoding="utf-8")
    assert quantities(str(gold), part="dev", as_json=True) == 0
    report = json.loads(capsysbinary.readouterr().out)
    assert report["figures"]["kind_and_bounds"]["value"] == 1.0


def test_gold_without_times(tmp_path: Path) -> None:
    gold = tmp_path / "gold.jsonl"
    gold.write_text('{"id": "a", "text": "x"}', encoding="utf-8")
    with pytest.raises(GoldError, match="timex"):
        times(str(gold))
