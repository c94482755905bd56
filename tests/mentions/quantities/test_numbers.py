"""Numbers in digits and words with their bounds, without a model."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.mentions.quantities.numbers import numbers, value_of


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("20", 20, 20, False),
        ("1,200", 1200, 1200, False),
        ("twenty-one", 21, 21, False),
        ("three hundred and twelve", 312, 312, False),
        ("1.5 million", 1_500_000, 1_500_000, False),
        ("half a million", 500_000, 500_000, False),
        ("two dozen", 24, 24, False),
        ("at least 20", 20, None, False),
        ("more than a dozen", 12, None, False),
        ("up to 30", None, 30, False),
        ("fewer than ten", None, 10, False),
        ("between 30 and 40", 30, 40, False),
        ("20 to 30", 20, 30, False),
        ("2 to 3 million", 2_000_000, 3_000_000, False),
        ("about 80", 80, 80, True),
        ("nearly 5,000", 5000, 5000, True),
        ("dozens", 24, None, True),
        ("tens of thousands", 20_000, None, True),
        ("a handful", 3, None, True),
        ("100 or more", 100, None, False),
        ("no one", 0, 0, False),
        ("nobody", 0, 0, False),
    ],
)
def test_bounds(text: str, low: float | None, high: float | None, approximate: bool) -> None:
    [number] = numbers(text, [(0, len(text))])
    assert (number.low, number.high, number.approximate) == (low, high, approximate)
    assert (number.start, number.end) == (0, len(text))


def test_currency() -> None:
    [one] = numbers("paid $3.2bn for it", [(0, 18)])
    assert (one.low, one.currency) == (3.2e9, "dollars")


def test_two_numbers_that_make_no_range() -> None:
    found = list(numbers("voted 215 to 98", [(0, 15)]))
    assert [n.low for n in found] == [215, 98]


def test_number_words_that_make_no_number() -> None:
    assert value_of("two three") is None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789,.- $%ndhurdozentwo", max_size=60))
def test_any_text(text: str) -> None:
    for number in numbers(text, [(0, len(text))]):
        assert 0 <= number.start <= number.at < number.end <= len(text)
        assert number.low is None or number.high is None or number.low <= number.high


@pytest.mark.parametrize("piece", ["at least 20 ", "two hundred and ", "no more than ", "1,000,"])
def test_200_000_words_take_bounded_time(piece: str) -> None:
    text = piece * (200_000 // len(piece.split()))
    since = time.process_time()
    sum(1 for _ in numbers(text, [(0, len(text))]))
    assert time.process_time() - since < 20


def test_a_number_that_cannot_be_written_is_none() -> None:
    assert value_of("9" * 400) is None
    assert list(numbers(f"At least {'9' * 400} people", [(0, 412)])) == []


def test_words_with_hyphens_take_linear_time() -> None:
    """Each "-twenty" of "x-twenty-twenty-..." can begin a number that reaches to the end."""
    text = "x" + "-twenty" * 20_000
    begun = time.process_time()
    assert list(numbers(text, [(0, len(text))])) == []
    assert time.process_time() - begun < 2
