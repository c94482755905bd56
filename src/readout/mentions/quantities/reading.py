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
        scores = x @ self.weight + self.bias
        shares = np.exp(scores - scores.max())
        return dict(zip(self.kinds, (shares / shares.sum()).tolist(), strict=True))


@cache
def reading() -> Reading:
    """The table of the package."""
    with np.load(WEIGHTS, allow_pickle=False) as held:
        kinds = tuple(str(kind) for kind in held["kinds"])
        return Reading(held["weight"], held["bias"], kinds, str(held["model"]))


def features(analysis: Analysis, words: Sequence[int], flags: Sequence[bool]) -> Floats:
    """``[F]``: vectors, act and mode of each word (zeros for -1), then the flags."""
    size = analysis.coref_right.shape[1] + analysis.event_target.shape[1]
    size += analysis.root.shape[1] + analysis.mode.shape[1]
    out = np.zeros(len(words) * size + len(flags), dtype=np.float32)
    for k, word in enumerate(words):
        if word >= 0:
            out[k * size : (k + 1) * size] = np.concatenate(
                (
                    wide(analysis.coref_right[word]),
                    wide(analysis.event_target[word]),
                    analysis.root[word],
                    wide(analysis.mode[word]),
                )
            )
    out[len(words) * size :] = flags
    return out
