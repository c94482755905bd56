"""The given-pair task: what does this one do to that one, when both are known?"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readout.language.analysis import Analysis

AFTER_HEAD = frozenset("of in from at for near on with to by , who which that (".split())
"""Words that end a noun phrase's first part; training takes the same list."""


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
    words, trained on the label of the pair).
    """
    ends = [_head(analysis, span) if span else -1 for span in (source, target)]
    held = next((end for end in ends if end >= 0), 0)
    sentence = analysis.sentence_of(held)
    first, after = int(analysis.sentences[sentence]), int(analysis.sentences[sentence + 1])
    # An actor of another sentence does not say where in this one the act is told.
    source_word, target_word = (end if first <= end < after else -1 for end in ends)
    weights = analysis.telling(sentence, source_word, target_word)
    logs = np.log(np.maximum(analysis.root[first:after], 1e-37))
    pooled = (weights[:, None] * logs).sum(0)[1:]
    powers: npt.NDArray[np.float32] = np.exp(pooled - pooled.max())
    powers /= powers.sum()
    names = analysis.labels.roots[1:]
    return PairRoot(
        names[int(powers.argmax())],
        {name: float(p) for name, p in zip(names, powers, strict=True)},
        first + int(weights.argmax()),
    )


def _head(analysis: Analysis, span: tuple[int, int]) -> int:
    """The head word of a span as in training: the last before a preposition, comma or bracket."""
    first = int(np.searchsorted(analysis.end, span[0], side="right"))
    after = int(np.searchsorted(analysis.start, span[1], side="left"))
    for i in range(first + 1, after):
        if analysis.word(i).lower() in AFTER_HEAD:
            return i - 1
    return after - 1 if after > first else -1
