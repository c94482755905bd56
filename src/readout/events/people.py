"""Which nouns name people or bodies, by what kind of word they are.

No list holds all words for people: "the prefect", "landowners", "whalers". A linear function of a
noun's static vector and of its ending tells them from things and from happenings. It is asked of
nouns alone that the language model takes for a part of an act. Made by
``python -m training.events.people``.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from readout.language.vectors import word_vectors
from readout.mentions.actors.nouns import singular

WEIGHTS = Path(__file__).parents[1] / "knowledge/people_weights.json"
ENDINGS = (2, 3, 4)
"""Letters of the endings that are looked at."""
SCALE = 10.0
"""Length of a noun's vector."""


class _Held(msgspec.Struct):
    bias: float
    vector: list[float]
    endings: dict[str, float]


@dataclass(frozen=True)
class _Weights:
    bias: float
    vector: npt.NDArray[np.float32]
    endings: dict[str, float]


@functools.cache
def _weights() -> _Weights:
    held = msgspec.json.decode(WEIGHTS.read_bytes(), type=_Held)
    return _Weights(held.bias, np.array(held.vector, dtype=np.float32), held.endings)


def endings(noun: str) -> list[str]:
    """The last letters of a noun, of a noun no longer than they are none."""
    return [noun[-n:] for n in ENDINGS if len(noun) > n]


def vector(noun: str) -> npt.NDArray[np.float32]:
    """``[size]``: the static vector of a word at the length :data:`SCALE`."""
    own = word_vectors().of(noun)
    return np.asarray(SCALE * own / max(float(np.linalg.norm(own)), 1e-6), dtype=np.float32)


@functools.lru_cache(maxsize=4_096)
def names_people(noun: str) -> float:
    """Probability, 0 to 1, that a noun (any case and number) names people or a body."""
    word, held = singular(noun.lower()), _weights()
    total = held.bias + float(held.vector @ vector(word))
    total += sum(held.endings.get(ending, 0.0) for ending in endings(word))
    return 1.0 / (1.0 + float(np.exp(-total)))
