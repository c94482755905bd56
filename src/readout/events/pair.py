"""The given-pair task: what does this one do to that one, when both are known?"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readout.events.pair_scores import word_scores
from readout.language.analysis import Analysis

AFTER_HEAD = frozenset("of in from at for near on with to by , who which that (".split())
"""Words that end a noun phrase's first part; training takes the same list."""

LEAST = 1e-6
"""Probability that the language model leaves a root at least, beside the words."""
_YIELDS = ("CONCEDE", "RETREAT")
"""One label, YIELD, to the words: what they learnt from keeps the two together."""


@dataclass(frozen=True)
class PairRoot:
    """The PLOVER category between two actors, in the manual's sense (``plover`` of a record)."""

    root: str
    scores: dict[str, float]
    """Probability of each root, summing to 1; "NONE" left out."""
    word: int
    """The word that tells it."""


def root_of_pair(
    analysis: Analysis, source: tuple[int, int] | None, target: tuple[int, int] | None
) -> PairRoot:
    """What the actor at the span ``source`` does to the one at ``target`` (code points; None where
    unknown), chosen among the roots of PLOVER.

    The words of the sentence that holds them are weighed by how far each tells what the one does
    to the other, and their root scores are pooled by these weights (attention pooling over the
    words, trained on the label of the pair). A linear model over the words between and around the
    two and over their static vectors has a say besides: the logarithms of both are averaged.
    """
    ends = ends_of(analysis, source, target)
    scores, word = root_by_model(analysis, *ends)
    roots, logs, share = word_scores(analysis, *ends)
    by_words = dict(zip(roots, logs.tolist(), strict=True))
    powers = {}
    for name, p in scores.items():
        coarse, whole = name, p
        if name in _YIELDS:
            coarse, whole = "YIELD", sum(scores[k] for k in _YIELDS)
        both = (1 - share) * math.log(max(whole, LEAST)) + share * by_words[coarse]
        powers[name] = math.exp(both) * p / whole if whole else 0.0
    total = sum(powers.values())
    powers = {name: p / total for name, p in powers.items()}
    return PairRoot(max(powers, key=powers.__getitem__), powers, word)


def ends_of(
    analysis: Analysis, source: tuple[int, int] | None, target: tuple[int, int] | None
) -> tuple[int, int]:
    """The head words of two spans (code points), -1 for one that is unknown.

    An actor of another sentence than the first known one does not say where in that one the act
    is told, and is unknown too.
    """
    ends = [_head(analysis, span) if span else -1 for span in (source, target)]
    sentence = analysis.sentence_of(next((end for end in ends if end >= 0), 0))
    a, b = (end if end >= 0 and analysis.sentence_of(end) == sentence else -1 for end in ends)
    return a, b


def root_by_model(analysis: Analysis, source: int, target: int) -> tuple[dict[str, float], int]:
    """What the language model says of the act between two head words (-1 where unknown): the
    probability of each root, and the word that tells it."""
    sentence = analysis.sentence_of(next((end for end in (source, target) if end >= 0), 0))
    first, after = int(analysis.sentences[sentence]), int(analysis.sentences[sentence + 1])
    weights = analysis.telling(sentence, source, target)
    logs = np.log(np.maximum(analysis.root[first:after], 1e-37))
    pooled = (weights[:, None] * logs).sum(0)[1:]
    powers: npt.NDArray[np.float32] = np.exp(pooled - pooled.max())
    powers /= powers.sum()
    names = analysis.labels.roots[1:]
    scores = {name: float(p) for name, p in zip(names, powers, strict=True)}
    return scores, first + int(weights.argmax())


def _head(analysis: Analysis, span: tuple[int, int]) -> int:
    """The head word of a span as in training: the last before a preposition, comma or bracket."""
    first = int(np.searchsorted(analysis.end, span[0], side="right"))
    after = int(np.searchsorted(analysis.start, span[1], side="left"))
    for i in range(first + 1, after):
        if analysis.word(i).lower() in AFTER_HEAD:
            return i - 1
    return after - 1 if after > first else -1
