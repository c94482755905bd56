"""Krippendorff's alpha against examples that were published with their result."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.review.agreement import agreement, alpha
from readout.review.ask import judgement, parsed
from readout.review.entry import Entry
from tests.record import sample


def _units(*rows: str) -> list[list[str]]:
    """Reviewers as rows, units as columns; a dot is no answer."""
    return [
        [v for v in column if v != "."] for column in zip(*(r.split() for r in rows), strict=True)
    ]


PUBLISHED = {
    # Krippendorff 2011, "Computing Krippendorff's Alpha-Reliability", A: two observers, binary.
    "A": (_units("0 1 0 0 0 0 0 0 1 0", "1 1 1 0 0 1 0 0 0 0"), 0.095),
    # B: two observers, nominal.
    "B": (_units("a a b b d c c c e d d a", "b a b b b c c c e d d d"), 0.692),
    # C: four observers, nominal, with answers missing.
    "C": (
        _units(
            "1 2 3 3 2 1 4 1 2 . . .",
            "1 2 3 3 2 2 4 1 2 5 . 3",
            ". 3 3 3 2 3 4 2 2 5 1 .",
            "1 2 3 3 2 4 4 1 2 5 1 .",
        ),
        0.743,
    ),
    # Wikipedia, "Krippendorff's alpha", three coders, nominal.
    "three coders": (
        _units(
            ". . . . . 3 4 1 2 1 1 3 3 . 3",
            "1 . 2 1 3 3 4 3 . . . . . . .",
            ". . 2 1 3 4 4 . 2 1 1 3 3 . 4",
        ),
        0.691,
    ),
}


@pytest.mark.parametrize("name", PUBLISHED)
def test_alpha_is_what_was_published(name: str) -> None:
    units, expected = PUBLISHED[name]
    found = alpha(units)
    assert found.value == pytest.approx(expected, abs=5e-4)
    assert found.low is not None
    assert found.high is not None
    assert found.low <= expected <= found.high


@given(st.lists(st.lists(st.sampled_from("abc"), max_size=4), max_size=12), st.randoms())
def test_the_order_of_units_and_answers_is_nothing(units: list[list[str]], random: object) -> None:
    shuffled = [sorted(unit) for unit in reversed(units)]
    one, other = alpha(units, draws=1), alpha(shuffled, draws=1)
    assert one.value == pytest.approx(other.value)
    assert one.value is None or one.value <= 1 + 1e-9


def test_the_ends_of_the_scale() -> None:
    assert alpha([["a", "a"], ["b", "b"]]).value == 1
    assert alpha([["a", "a"], ["a", "a"]]).value is None, "one answer to all: not defined"
    assert alpha([]).value is None
    assert alpha([["a"], ["b"]]).things == 0
    worst = alpha([["a", "b"], ["b", "a"]]).value
    assert worst is not None
    assert worst < 0


def test_two_reviewers_field_by_field() -> None:
    record = sample.record()
    event = record.events[0]

    def by(name: str, field: str, typed: str) -> Entry:
        new = parsed(record, event, field, typed)
        return judgement(record, event, "correct", name, field=field, new=new)

    entries = [
        by("Ana", "status", "denied"),
        by("Ben", "status", "denied"),
        by("Ben", "targets", ""),
        judgement(record, record.events[0], "accept", "Cy"),
        judgement(record, record.statements[0], "accept", "Ana"),
    ]
    found = agreement(entries)
    assert found.reviewers == ["Ana", "Ben", "Cy"]
    assert found.shared == 1
    assert found.fields["event status"].answers == 3
    assert found.fields["event status"].same == pytest.approx(1 / 3)
    assert found.fields["event type"].same == 1
    two = agreement(entries, ["Ana", "Ben"])
    assert two.fields["event status"].same == 1
    assert two.fields["event targets"].same == 0
    rejected = msgspec.structs.replace(entries[3], verdict="reject", id="0")
    assert agreement([*entries, rejected]).fields["event status"].answers == 2
