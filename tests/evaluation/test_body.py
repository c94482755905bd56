"""Body F1 and the page scorer, on cases worked out by hand."""

from __future__ import annotations

import pytest

import readout
from readout.evaluation.body import body_counts, body_scores, shingles
from readout.evaluation.pages import body_text, score_pages


def test_shingles_are_runs_of_four_with_counts() -> None:
    assert shingles("a b c d e") == {("a", "b", "c", "d"): 1, ("b", "c", "d", "e"): 1}
    assert shingles("a b") == {("a", "b"): 1}
    assert not shingles("")
    assert shingles("A b c d") != shingles("a b c d")


def test_counts_of_one_page() -> None:
    tp, fp, fn = body_counts("a b c d e", "b c d e f")
    assert (tp, fp, fn) == pytest.approx((1 / 3, 1 / 3, 1 / 3))
    assert body_counts("", "") == (0, 0, 0)


def test_f1_is_that_of_the_mean_precision_and_recall() -> None:
    scores = body_scores([("a b c d e", "a b c d e"), ("a b c d e", "b c d e f g")])
    assert scores["precision"] == pytest.approx((1 + 1 / 3) / 2)
    assert scores["recall"] == pytest.approx((1 + 1 / 2) / 2)
    p, r = scores["precision"], scores["recall"]
    assert scores["f1"] == pytest.approx(2 * p * r / (p + r))
    assert scores["low"] <= scores["f1"] <= scores["high"]


def test_the_page_scorer_reads_a_record() -> None:
    html = (
        "<title>Quay closes</title><article><h1>Quay closes</h1><p>"
        + "The board of the harbour voted to close the northern quay for two years on Monday. " * 3
        + "</p></article>"
    )
    record = readout.read(html)
    body = body_text(record)
    row = {"gold": {"title": "Quay closes", "body": body, "with": ["northern quay", "absent"],
                    "without": ["two years"], "captions": []}}  # fmt: skip
    report = score_pages([(row, record)])
    assert report.pages == 1
    assert report.figures["body F1"]["value"] == 1
    assert report.figures["title exact"]["value"] == 1
    assert report.figures["snippets recall"]["value"] == 0.5
    assert report.figures["snippets precision"]["value"] == 0.5
    assert "date exact" not in report.figures
