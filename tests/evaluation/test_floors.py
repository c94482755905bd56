"""No figure falls below its floor. Floors are set by ``python -m evaluation.report --write``."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from evaluation.figures import (
    SLACK,
    actors,
    below,
    captures,
    floors,
    pages,
    places,
    plain_open,
    quantities,
    statements,
    written,
)


def test_written_pages() -> None:
    assert below("pages", pages()) == []


def test_written_captures() -> None:
    assert below("captures", captures()) == []


def test_written_places() -> None:
    assert below("places", places()) == []


def test_written_actors() -> None:
    assert below("actors", actors()) == []


def test_written_quantities() -> None:
    assert below("quantities", quantities()) == []


def test_written_statements() -> None:
    assert below("statements", statements()) == []


def test_written_articles() -> None:
    assert below("written", written()) == []


def test_the_open_captures_as_the_training_run_wrote_them() -> None:
    assert below("plain_open", plain_open()) == []


def test_open_pages_cross_validated() -> None:
    data = os.environ.get("READOUT_DATA")
    if not data:
        pytest.skip("READOUT_DATA does not say where the open pages are")
    pytest.importorskip("lightgbm")
    pytest.importorskip("sklearn")
    from evaluation.cross import SETS, cross_validate

    for name, ones in cross_validate(Path(data)).items():
        assert name in SETS
        assert below(name, {figure: one["value"] for figure, one in ones.items()}) == []


def test_a_figure_below_its_floor_is_named() -> None:
    name, least = next(iter(floors()["pages"].items()))
    assert any(name in problem for problem in below("pages", {name: least - 0.1}))
    other_cpu = below("pages", {name: least - SLACK / 2})
    assert not any(f"{name} is" in problem for problem in other_cpu)
