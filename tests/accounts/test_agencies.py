"""Stories as agencies of two sides tell them: floors under what the gold's reading gives."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readout.evaluation.account_points import score_points
from readout.evaluation.accounts import score_happenings

DATA = Path(__file__).parents[1] / "data" / "accounts" / "agencies.jsonl"


@pytest.mark.parametrize(
    ("part", "stance", "same"), [("dev", 0.62, 0.80), ("test", 0.69, 0.94)], ids=["open", "blind"]
)
def test_no_figure_falls_below_its_floor(part: str, stance: float, same: float) -> None:
    """Measured .629 and .810 on the stories whose errors were read, .708 and .950 on the others."""
    rows = [r for r in map(json.loads, DATA.open(encoding="utf-8")) if r["part"] == part]
    assert score_points(rows)[0]["stance"].value >= stance
    assert score_happenings(rows)[0]["B-cubed F1"].value >= same


def test_the_stories_are_split_whole() -> None:
    """A story is open or blind, eight of each kind."""
    parts: dict[str, set[str]] = {}
    for row in map(json.loads, DATA.open(encoding="utf-8")):
        parts.setdefault(row["story"], set()).add(row["part"])
    assert [len(p) for p in parts.values()] == [1] * 16
    assert sum(p == {"test"} for p in parts.values()) == 8
