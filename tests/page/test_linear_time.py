"""Time grows with the size, not with its square; the large run is ``benchmarks.scaling``."""

from __future__ import annotations

import contextlib
import time

import pytest

import readout
from benchmarks.shapes import SHAPES
from readout.errors import LimitError

SMALL, LARGE = 250_000, 1_000_000
SLACK, FORGIVEN = 1.9, 0.35
"""Times the linear growth, and seconds: a shared machine is not a clock. A square would be 4."""
MOST = 15.0
"""CPU seconds for the larger size, whatever its shape."""


def seconds(source: bytes) -> float:
    start = time.process_time()
    with contextlib.suppress(readout.ReadoutError):
        readout.read(source, stop_after="page")
    return time.process_time() - start


@pytest.mark.parametrize("shape", SHAPES)
def test_no_shape_takes_more_than_linear_time(shape: str) -> None:
    readout.read(b"<html><p>Warm up.</p>" * 20, stop_after="page")
    first = seconds(SHAPES[shape](SMALL).encode())
    last = seconds(SHAPES[shape](LARGE).encode())
    assert last < MOST
    assert last <= SLACK * LARGE / SMALL * first + FORGIVEN


def test_a_hundred_megabytes_of_one_tag_are_refused_at_once() -> None:
    start = time.process_time()
    with pytest.raises(LimitError):
        readout.read(b"<div>" * 20_000_000, stop_after="page")
    assert time.process_time() - start < 1


def test_ten_thousand_nested_divs_are_read() -> None:
    source = b"<html><body>" + b"<div>" * 10_000 + b"<p>Some words.</p>" + b"</div>" * 10_000
    record = readout.read(source, stop_after="page")
    assert "Some words." in record.article.text
    assert any("nested deeper" in note.reason for note in record.notes)
