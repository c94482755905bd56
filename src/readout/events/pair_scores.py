"""A linear model of the act between two actors: the words around them, as such and as vectors.

Words that the few training rows lack are known by their vectors, which the encoder's own table
gives (:mod:`readout.language.vectors`). Fitted by ``training/events/pair.py``.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from readout.events.pair_words import CONTENT, pair_features, way
from readout.language.analysis import Analysis
from readout.language.vectors import word_vectors

Floats = npt.NDArray[np.float32]

WEIGHTS = Path(__file__).parents[1] / "knowledge/pair_weights.npz"
_FULL = frozenset(("VERB", "NOUN", "ADJ", "ADV"))
_SIDE = frozenset(("obj", "xcomp", "ccomp", "advcl", "obl", "compound:prt", "advmod", "aux"))
"""Relations of words that say with an actor's governor what is done."""
_BLOCK = 0.35
"""Length of each block of vectors beside the words as such, which have length 1."""


def pair_vectors(
    analysis: Analysis, source: int, target: int, vector_of: Callable[[str], Floats]
) -> Floats:
    """``[6 * size]``: mean directions of groups of words, each of length 1, or 0 if it is empty.

    The groups: words of the sentence, words between the two actors, those of the tree between
    them, verbs, and what hangs on the governor of each. ``source`` and ``target`` as for
    :func:`readout.events.pair_words.pair_features`.
    """
    ends = (source, target)
    known = [end for end in ends if end >= 0]
    sentence = analysis.sentence_of(known[0] if known else 0)
    first, after = int(analysis.sentences[sentence]), int(analysis.sentences[sentence + 1])
    kinds = {i: analysis.labels.upos[analysis.upos[i]] for i in range(first, after)}
    content = [i for i, kind in kinds.items() if kind in CONTENT and i not in ends]
    whole = [i for i in content if kinds[i] in _FULL]
    between, path = whole, set[int]()
    if len(known) == 2:
        between = [i for i in content if min(ends) < i < max(ends)]
        path = way(analysis, source, target)[1]
    groups: list[Iterable[int]] = [
        whole,
        between,
        [i for i in content if i in path],
        [i for i in content if kinds[i] == "VERB"],
    ]
    for end in ends:
        above = int(analysis.head[end]) if end >= 0 else -1
        beside = [i for i in content if above >= 0 and int(analysis.head[i]) == above]
        groups.append(i for i in beside if analysis.labels.deprel[analysis.deprel[i]] in _SIDE)
    empty = np.zeros_like(vector_of(""))
    return np.concatenate([
        _unit(sum((vector_of(analysis.word(i).lower()) for i in group), start=empty))
        for group in groups
    ])  # fmt: skip


def laid_out(features: Mapping[str, float], vectors: Floats, at: Mapping[str, int]) -> Floats:
    """``[len(at) + len(vectors)]`` of length 1, in training and at run time alike: a long sentence
    is no surer than a short one. ``at`` numbers the features that count."""
    words = np.zeros(len(at), dtype=np.float32)
    for name in features.keys() & at.keys():
        words[at[name]] = features[name]
    return _unit(np.concatenate([_unit(words), _BLOCK * vectors]))


def _unit(vector: Floats) -> Floats:
    length = float(np.linalg.norm(vector))
    return vector / np.float32(length) if length else vector


@dataclass(frozen=True)
class PairTable:
    """The fitted model."""

    roots: list[str]
    """Roots of PLOVER; YIELD stands for CONCEDE and RETREAT."""
    at: dict[str, int]
    weights: Floats
    """``[features + numbers of the vectors, roots]``: log-odds."""
    start: Floats
    """``[roots]``: what each root has from the start."""
    centre: Floats
    """``[size]``: the mean of the encoder's table, taken from each vector."""
    share: float
    """Of the words beside the language model, 0 to 1."""

    def scores(self, features: Mapping[str, float], vectors: Floats) -> Floats:
        """``[roots]``: log probabilities."""
        total = laid_out(features, vectors, self.at) @ self.weights + self.start
        total -= total.max()
        return np.asarray(total - np.log(np.exp(total).sum()), dtype=np.float32)

    def write(self, path: Path) -> None:
        """Eight bits a weight."""
        step = np.abs(self.weights).max() / 127
        np.savez_compressed(
            path,
            roots=np.array(self.roots),
            features=np.frombuffer("\n".join(self.at).encode(), dtype=np.uint8),
            weights=np.rint(self.weights / step).astype(np.int8),
            step=np.float32(step),
            start=self.start.astype(np.float32),
            centre=self.centre.astype(np.float32),
            share=np.float32(self.share),
        )


@functools.cache
def pair_table() -> PairTable:
    """That of the package."""
    with np.load(WEIGHTS, allow_pickle=False) as held:
        names = held["features"].tobytes().decode().split("\n")
        return PairTable(
            roots=held["roots"].tolist(),
            at={name: k for k, name in enumerate(names)},
            weights=held["weights"] * held["step"],
            start=held["start"],
            centre=held["centre"],
            share=float(held["share"]),
        )


def word_scores(analysis: Analysis, source: int, target: int) -> tuple[list[str], Floats, float]:
    """Roots, their log probabilities ``[roots]`` by the words around two head words (-1 where
    unknown), and the share, 0 to 1, that these have beside the language model."""
    table, vectors = pair_table(), word_vectors()
    directions = pair_vectors(
        analysis, source, target, lambda word: vectors.of(word) - table.centre
    )
    scores = table.scores(pair_features(analysis, source, target), directions)
    return table.roots, scores, table.share
