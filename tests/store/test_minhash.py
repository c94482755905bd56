"""The estimate is close to the truth, and short texts are left alone."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.store.minhash import BANDS, bands, packed, resemblance, signature, unpacked


def _shingles(words: list[str]) -> set[tuple[str, ...]]:
    return {tuple(words[k : k + 5]) for k in range(len(words) - 4)}


@pytest.mark.parametrize("changed", [0, 2, 5, 10, 30])
def test_the_estimate_is_close(changed: int) -> None:
    chance = random.Random(changed)
    one = [f"w{chance.randrange(3000)}" for _ in range(500)]
    other = list(one)
    for at in chance.sample(range(500), changed):
        other[at] = f"x{at}"
    a, b = _shingles(one), _shingles(other)
    true = len(a & b) / len(a | b)
    x, y = signature(" ".join(one)), signature(" ".join(other).upper())
    assert x is not None
    assert y is not None
    assert abs(resemblance(x, y) - true) < 0.2
    shared = sum(p == q for p, q in zip(bands(x), bands(y), strict=True))
    assert shared > 0 or true < 0.6


@given(st.text(max_size=2000))
def test_any_text(text: str) -> None:
    values = signature(text)
    if values is not None:
        assert (unpacked(packed(values)) == values).all()
        assert len(bands(values)) == BANDS
        assert all(-(1 << 31) <= band < 1 << 31 for band in bands(values))


def test_short_and_endless_texts() -> None:
    assert signature("") is None
    assert signature("a photo of a bridge") is None
    assert signature("same " * 1000) is None
    assert signature(" ".join(str(n) for n in range(200_000))) is not None
