"""The scorer of places: matching, hits, and what an empty answer gives."""

from __future__ import annotations

import pytest

from readout.evaluation.places import Found, distance, match, page_of, score

GOLD = [Found(0, 5, 48.85, 2.35), Found(10, 15, 33.66, -95.56), Found(20, 25, None, None)]


def test_distance_of_two_capitals() -> None:
    assert distance(Found(0, 1, 48.857, 2.352), Found(0, 1, 51.507, -0.128)) == pytest.approx(
        344, abs=3
    )


def test_identical_spans_come_first() -> None:
    found = [Found(0, 12, 0, 0), Found(10, 15, 0, 0), Found(0, 5, 0, 0)]
    assert match(GOLD, found) == [(1, 1, True), (0, 2, True)]


def test_the_longest_common_part_is_next() -> None:
    assert match([Found(0, 10, 0, 0)], [Found(8, 12, 0, 0), Found(2, 9, 0, 0)]) == [(0, 1, False)]


def test_figures() -> None:
    found = [Found(0, 5, 48.9, 2.3), Found(10, 15, 48.9, 2.3), Found(20, 25, 1.0, 1.0)]
    figures = score([(GOLD, found)] * 3)
    assert figures["exact"].value == 1
    assert figures["e2e_f"].value == pytest.approx(2 / 5)
    assert figures["e2e_f_neutral"].value == pytest.approx(2 / 4)
    assert figures["acc"].value == pytest.approx(1 / 2)
    assert figures["e2e_f"].low == figures["e2e_f"].high


def test_no_answers() -> None:
    figures = score([(GOLD, [])])
    assert figures["recall"].value == 0
    assert figures["median km"].value == 0


def test_a_page_with_a_dateline() -> None:
    page = page_of("LIMA, Peru — They met.\n\nThey spoke.")
    assert [b.role for b in page.blocks] == ["dateline", "paragraph", "paragraph"]
    assert page_of("").blocks == []
