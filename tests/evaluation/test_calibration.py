"""Expected calibration error on cases worked out by hand."""

from __future__ import annotations

import pytest

from readout.evaluation.calibration import calibration_error


@pytest.mark.parametrize(
    ("chance", "right", "error"),
    [
        ([], [], 0.0),
        ([1.0, 0.0], [1, 0], 0.0),
        ([0.95, 0.95], [1, 0], 0.45),
        ([0.5, 0.5, 0.9, 0.9], [1, 0, 1, 1], 0.05),
    ],
)
def test_distance_of_promise_and_truth(chance: list[float], right: list[int], error: float) -> None:
    assert calibration_error(chance, right) == pytest.approx(error)
