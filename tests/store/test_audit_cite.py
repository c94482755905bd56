"""The sample is fair, the figures follow from the marks, the citation names what read."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.errors import GoldError, StoreError, UsageError
from readout.store.audit import COLUMNS, allocate, draw, read_marks, score, wilson
from readout.store.cite import in_bibtex, in_words, readers
from readout.store.store import open_store
from tests.store.made import made, words


@pytest.fixture
def folder(tmp_path: Path) -> str:
    """200 events: many meetings, a few denied assaults, two outlets."""
    folder = str(tmp_path / "s")
    with open_store(folder, write=True) as store:
        store.put(
            made(
                words(n), f"https://a.example/{n}", outlet="Post" if n % 4 else "Star",
                kind="ASSAULT" if n % 20 == 0 else "CONSULT",
                status="denied" if n % 20 == 0 else "occurred",
            )
            for n in range(200)
        )  # fmt: skip
    return folder


def test_a_sample_by_type_status_and_outlet(folder: str, tmp_path: Path) -> None:
    with open_store(folder) as store:
        rows = [dict(zip(COLUMNS, row, strict=True)) for row in draw(store, 40)]
        assert [dict(zip(COLUMNS, row, strict=True)) for row in draw(store, 40)] == rows
        assert draw(store, 40, seed=2) != [tuple(row.values()) for row in rows]
        assert len(draw(store, 1000)) == 200
    assert len(rows) == 40
    kinds = Counter(row["type"] for row in rows)
    assert 5 <= kinds["ASSAULT"] <= 10  # 10 of 200, drawn far beyond their share
    outlets = Counter(row["outlet"] for row in rows if row["type"] == "CONSULT")
    assert 5 <= outlets["Star"] <= 9  # a fifth of the meetings
    assert {(row["type"], row["stratum_size"]) for row in rows} == {
        ("ASSAULT", 10), ("CONSULT", 190),
    }  # fmt: skip
    # Meetings are all right, assaults all wrong: 95 % of the events are right.
    sheet = tmp_path / "sheet.csv"
    with open(sheet, "w", encoding="utf-8-sig", newline="") as file:
        writer = csv.DictWriter(file, COLUMNS)
        writer.writeheader()
        for row in rows:
            writer.writerow({**row, "mark": "y" if row["type"] == "CONSULT" else "N"})
    report = score(read_marks(str(sheet)))
    assert report["precision"]["value"] == pytest.approx(0.95)
    assert report["precision"]["low"] < 0.95 < report["precision"]["high"]
    assert report["type"]["ASSAULT"]["value"] == 0
    assert report["status"]["occurred"]["value"] == 1
    assert report["outlet"]["Post"]["marked"] + report["outlet"]["Star"]["marked"] == 40


@given(st.lists(st.integers(1, 10_000), min_size=1, max_size=20), st.integers(1, 300))
def test_shares_add_up(sizes: list[int], wanted: int) -> None:
    shares = allocate(sizes, wanted)
    assert sum(shares) == min(wanted, sum(sizes))
    assert all(0 <= share <= size for share, size in zip(shares, sizes, strict=True))
    if wanted >= len(sizes):
        assert min(shares) >= 1


def test_wilson_as_in_the_books() -> None:
    low, high = wilson(0.5, 10)
    assert (low, high) == (pytest.approx(0.2366, abs=1e-3), pytest.approx(0.7634, abs=1e-3))
    assert wilson(1.0, 10)[1] == pytest.approx(1.0)


def test_sheets_that_are_none(tmp_path: Path, folder: str) -> None:
    sheet = tmp_path / "x.csv"
    sheet.write_text("a,b\n1,2\n")
    with pytest.raises(GoldError, match="columns are missing"):
        read_marks(str(sheet))
    sheet.write_text("mark;type;status;outlet;stratum_size\nmaybe;A;occurred;P;3\n")
    with pytest.raises(GoldError, match="line 2"):
        read_marks(str(sheet))
    with pytest.raises(GoldError, match="No event is marked"):
        score([{"mark": "?", "type": "A", "status": "b", "outlet": "", "stratum_size": "1"}])
    with open_store(folder) as store, pytest.raises(UsageError):
        draw(store, 0)


def test_the_citation_names_version_model_and_codebook(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s"), write=True) as store:
        with pytest.raises(StoreError, match="no articles"):
            readers(store)
        store.put([made(words(1)), made(words(2), version="1")])
        rows = readers(store)
    assert [row["version"] for row in rows] == ["1", "0"]
    assert in_words(rows[0]).startswith("readout 1 (20")
    assert "1 article with 1 event read" in in_words(rows[0])
    assert "version = {1}" in in_bibtex(rows[0])
