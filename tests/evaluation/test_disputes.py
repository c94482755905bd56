"""Pairs of claims of two sides: how the file is read, and a floor on a part of it."""

from __future__ import annotations

import pytest

from evaluation.disputes import DATA, disputes, found_pairs


def _dev() -> str:
    return (DATA / "disputes-dev.txt").read_text(encoding="utf-8")


def test_pairs_are_of_claims_that_there_are() -> None:
    held = list(disputes(_dev()))
    assert len(held) == 90
    assert held[0].pairs["a3", "b3"] == "against"
    assert held[0].claims["a3"][1]  # told as denied
    with pytest.raises(ValueError, match="no claims a1 and b9"):
        list(disputes("# d1 | A | One | B | Two | a row\na1 it was so\n- against a1 b9"))


def test_what_is_called_a_contradiction_is_one() -> None:
    """Measured on all of ``dev``: 38 of 38."""
    right = wrong = 0
    for dispute in list(disputes(_dev()))[:30]:
        for pair, kind in found_pairs(dispute).items():
            if kind == "against":
                right += dispute.pairs.get(pair) == "against"
                wrong += dispute.pairs.get(pair) != "against"
    assert right >= 8
    assert wrong <= 1
