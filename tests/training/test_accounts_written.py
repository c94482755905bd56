"""The gold of accounts is what its marked texts say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.accounts.written import articles

DATA = Path(__file__).parents[1] / "data" / "accounts"


@pytest.mark.parametrize("name", ["episodes", "many", "stories", "wires", "agencies"])
def test_rows_are_compiled_from_the_texts(name: str) -> None:
    rows = [
        row
        for part in ("dev", "test")
        for row in articles((DATA / f"{name}-{part}.txt").read_text(encoding="utf-8"))
    ]
    lines = (DATA / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()
    assert rows == [json.loads(line) for line in lines]
