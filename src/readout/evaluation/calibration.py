"""Whether confidence means what it says."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

BINS = 10


def calibration_error(
    chance: Sequence[float] | npt.NDArray[np.float64],
    right: Sequence[float] | npt.NDArray[np.float64],
) -> float:
    """Expected calibration error: the distance of mean confidence and share of right answers in
    ten bins of equal width, weighed by their sizes (Naeini et al. 2015)."""
    p, y = np.asarray(chance, float), np.asarray(right, float)
    if not len(p):
        return 0.0
    bins = np.minimum((p * BINS).astype(int), BINS - 1)
    gaps = [
        abs(p[bins == k].mean() - y[bins == k].mean()) * (bins == k).mean() for k in np.unique(bins)
    ]
    return float(sum(gaps))
