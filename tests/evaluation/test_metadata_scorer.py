"""The scorer of metadata: what counts as equal, and the intervals."""

from __future__ import annotations

import pytest

from readout.evaluation.metadata import (
    Counts,
    authors_right,
    compare_sets,
    date_right,
    f1,
    normal,
    relaxed,
    score,
    share,
    title_right,
)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Tom &amp; Ida", "Tom & Ida"),
        ("„Brücke“ – neu", '"Brücke" - neu'),
        ("a\u00a0 b", "a b"),
        ("ﬁne", "fine"),
        ("it’s", "it's"),
    ],
)
def test_made_alike(one: str, other: str) -> None:
    assert normal(one) == normal(other)


def test_case_and_punctuation_count_only_when_exact() -> None:
    assert not title_right("A bridge: now", "a Bridge now")
    assert title_right("A bridge: now", "a Bridge now", exact=False)
    assert relaxed("A. B!") == "a b"
    assert not title_right("A", None)


def test_authors_are_sets() -> None:
    assert authors_right(["A B", "C D"], ["C D", "A B", "A B"])
    assert not authors_right(["A B"], ["A B", "C D"])
    assert not authors_right(["A B"], [])


def test_days_as_written() -> None:
    assert date_right("2020-05-03 08:00:00+02:00", "2020-05-03T06:00Z")
    assert not date_right("2020-05-03", "2020-05-04")
    assert date_right("2020-05-03", "2020-05-04", exact=False)
    assert date_right("2020-5-3", "2020-05-03")
    assert not date_right("2020-05-03", "2020-05")
    assert not date_right("2020-05-03", None, exact=False)


def test_sets_of_strings() -> None:
    assert compare_sets(["a", "“b”"], ['"b"', "c"]) == Counts(1, 1, 1)
    assert f1([Counts(1, 1, 1)]).value == 0.5
    assert f1([Counts(0, 0, 0)]).value == 1.0


def test_intervals_hold_the_value_and_are_repeatable() -> None:
    hits = [True] * 80 + [False] * 20
    figure = share(hits)
    assert figure == share(hits)
    assert figure.value == 0.8
    assert 0.7 < figure.low < 0.8 < figure.high < 0.9
    assert share([]).pages == 0


def test_only_annotated_fields_count() -> None:
    figures = score(
        [
            ({"title": "A", "date": "2020-05-03"}, {"title": "A", "date": None}),
            ({"authors": ["X Y"], "captions": ["c"], "date": float("nan")}, {"authors": ["X Y"]}),
        ]
    )
    assert figures["title exact"].value == 1.0
    assert figures["title exact"].pages == 1
    assert figures["date exact"] == figures["date relaxed"]
    assert figures["date exact"].value == 0.0
    assert figures["authors exact"].value == 1.0
    assert figures["captions"].value == 0.0
    assert figures["credits"].pages == 0
