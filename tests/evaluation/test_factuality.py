"""The scorer of factuality on two sentences."""

from __future__ import annotations

from readout.evaluation.factuality import score_factuality
from readout.language.model import load


def test_words_are_found_by_their_offsets() -> None:
    rows = [
        {"text": "The army did not attack .", "predicate": [17, 23], "factuality": -3.0},
        {"text": "The army attacked .", "predicate": [9, 17], "factuality": 3.0},
    ]
    report = score_factuality(rows, load())
    assert report.figures["mean absolute error"].gold == 2
    assert report.figures["mean absolute error"].value < 3
    assert sum(sum(row.values()) for row in report.statuses.values()) == 2
    assert report.statuses["above 0"] == {"occurred": 1}


def test_no_rows() -> None:
    assert score_factuality([], load()).figures["Pearson r"].value == 0.0
