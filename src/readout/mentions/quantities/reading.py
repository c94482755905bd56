"""How the language model takes a count: a table over its vectors, fitted to kinds.

Tables of words end where their authors' words end; the vectors that the encoder gives to the
number, to what is counted and to the verb above know words of like use. A linear table
(``reading.npz``, softmax regression) turns them into chances of kinds: one cue among others.
``python -m training.quantities`` fits it for one version of the model, on written sentences and on
public-domain news with the kinds that the other cues tell there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from math import exp
from pathlib import Path

import numpy as np
import numpy.typing as npt

from readout.language.analysis import Analysis
from readout.language.narrow import wide

Floats = npt.NDArray[np.float32]
WEIGHTS = Path(__file__).with_name("reading.npz")


@dataclass(frozen=True)
class Reading:
    """``softmax(x W + b)``; ``x`` as :func:`features` gives it."""

    weight: Floats
    bias: Floats
    kinds: tuple[str, ...]
    model: str
    """Version of the model whose vectors the table is for."""

    def __call__(self, x: Floats) -> dict[str, float]:
        """Kind to its chance, 0 to 1, for one count ``[F]``."""
        scores: list[float] = (x @ self.weight + self.bias).tolist()
        most = max(scores)
        shares = [exp(score - most) for score in scores]  # arrays of eight cost more
        whole = sum(shares)
        return {kind: share / whole for kind, share in zip(self.kinds, shares, strict=True)}


@cache
def reading() -> Reading:
    """The table of the package."""
    with np.load(WEIGHTS, allow_pickle=False) as held:
        kinds = tuple(str(kind) for kind in held["kinds"])
        return Reading(held["weight"], held["bias"], kinds, str(held["model"]))


def features(analysis: Analysis, words: Sequence[int], flags: Sequence[bool]) -> Floats:
    """``[F]``: vectors, act and mode of each word (zeros for -1), then the flags."""
    known = [word for word in words if word >= 0]
    parts = (
        wide(analysis.coref_right[known]),
        wide(analysis.event_target[known]),
        analysis.root[known],
        wide(analysis.mode[known]),
    )
    rows = iter(np.concatenate(parts, axis=1))
    none = np.zeros(sum(part.shape[1] for part in parts), dtype=np.float32)
    by_word = [next(rows) if word >= 0 else none for word in words]
    return np.concatenate((*by_word, np.asarray(flags, dtype=np.float32)))
