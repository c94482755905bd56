"""A second look at the words that may stand in a name.

The encoder decides on each word alone. What it says of the words beside it, of the same word
elsewhere in the text, of its part of speech and its shape, and what tables of names know of it
(:mod:`readout.language.known_names`), tells where it errs: a small network of one hidden layer
reads these and moves the scores of the word. Its weights (``second_look.npz``, 110 kB) are made by
``python -m training.names`` from treebank documents that the encoder asked there had never seen, so
that it learns the errors of new text. They are fitted to whole sequences of tags, as they are
decoded, which brought .8 points over words alone on the dev parts of EWT and GUM.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import numpy.typing as npt

from readout.language.known_names import evidence
from readout.language.pieces import SHAPES, shape_of

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.intp]

WEIGHTS = Path(__file__).with_name("second_look.npz")
TYPES = ("person", "organization", "gpe", "location", "facility", "group", "event", "other")
"""Types of the encoder that the weights are for, in their order."""
SAME = np.array([0, 1, 2, 3, 4, 5, 6, 5, 6, 5, 6, 0, 0, 0, 0, 0, 0])
"""Which of the seven answers each tag belongs to: outside, then begin and inside of persons,
organisations and places. Names of other kinds count as outside: the treebanks have none."""
LOOKED_AT = 0.995
"""A word that is surer than this to be outside of every name is not looked at."""
_OTHERS = 11
"""First tag of the kinds that the treebanks lack. What the encoder takes for a people, an event or
a work stays so: the treebanks call some peoples persons."""
_LEAST = -9.0
_PARTS_OF_SPEECH = 17
_AROUND = (0, 1, -1, 2, -2)


@dataclass(frozen=True)
class SecondLook:
    """The network: ``relu(x A + a) B + b``; ``x`` as :func:`features` gives it."""

    into: npt.NDArray[np.float32]
    into_bias: npt.NDArray[np.float32]
    out: npt.NDArray[np.float32]
    out_bias: npt.NDArray[np.float32]

    def __call__(self, x: Floats) -> Floats:
        """``[rows, 7]``: what is added to the scores of the seven answers."""
        hidden = np.maximum(x @ self.into + self.into_bias, 0)
        return np.asarray(hidden @ self.out + self.out_bias)


@cache
def second_look() -> SecondLook:
    """The weights of the package."""
    with np.load(WEIGHTS, allow_pickle=False) as held:
        return SecondLook(held["into"], held["into_bias"], held["out"], held["out_bias"])


def log_chances(scores: Floats) -> Floats:
    """Logarithms of the probabilities of each row of scores, none below -9."""
    shifted = scores - scores.max(1, keepdims=True, initial=-np.inf)
    logs = shifted - np.log(np.exp(shifted).sum(1, keepdims=True))
    return np.asarray(np.maximum(logs, _LEAST), dtype=np.float32)


def features(
    words: list[str],
    chances: Floats,
    agreed: Floats,
    upos: npt.NDArray[np.uint8],
    sentences: npt.NDArray[np.int32],
) -> tuple[Ints, Floats]:
    """The words to look at, and what is known of each, ``[rows, features]``.

    ``chances``: of the encoder; ``agreed``: :func:`log_chances` after occurrences of a word were
    brought together; both ``[words, 17]``. ``upos``: ``[words]``, numbers of the parts of
    speech. ``sentences``: the first word of each, and the number of words.
    """
    rows = np.flatnonzero((chances[:, 0] < LOOKED_AT) & (agreed.argmax(1) < _OTHERS))
    if not len(rows):
        return rows, np.zeros((0, 0), dtype=np.float32)
    outside = chances[:, 0] + chances[:, 11:].sum(1)
    kinds = np.log(
        np.stack(
            [outside, chances[:, 1:3].sum(1), chances[:, 3:5].sum(1), chances[:, 5:11].sum(1)], 1
        )
        + 1e-4
    )
    # Behind the text stands a word of which nothing is known.
    n = len(words)
    at = rows[:, None] + np.array(_AROUND)
    at = np.where((at < 0) | (at >= n), n, at)
    kinds = np.concatenate([kinds, np.zeros((1, 4))])
    agreed = np.concatenate([agreed, np.full((1, agreed.shape[1]), _LEAST)])
    edge = np.zeros((n + 1, 2), dtype=np.float32)
    edge[sentences[:-1], 0] = 1
    edge[sentences[1:] - 1, 1] = 1
    edge[n] = 0
    speech = np.append(upos, _PARTS_OF_SPEECH)
    near = at[:, :3]
    shape = np.full(n + 1, len(SHAPES))
    told = np.unique(near[near < n])
    for i in told.tolist():
        shape[i] = shape_of(words[i])
    columns = [
        agreed[rows],
        np.log(chances[rows, :1] + 1e-4),
        kinds[at].reshape(len(rows), -1),
        agreed[near[:, 1:], 1:].reshape(len(rows), -1) / 3,
        _elsewhere(words, rows, kinds),
        edge[near].reshape(len(rows), -1),
        np.eye(len(SHAPES) + 1, dtype=np.float32)[shape[near]].reshape(len(rows), -1),
        np.eye(_PARTS_OF_SPEECH + 1, dtype=np.float32)[speech[near]].reshape(len(rows), -1),
        evidence(words, told, sentences)[near].reshape(len(rows), -1),
    ]
    return rows, np.concatenate(columns, axis=1, dtype=np.float32, casting="same_kind")


def _elsewhere(words: list[str], rows: Ints, kinds: Floats) -> Floats:
    """``[rows, 5]``: how the other occurrences of a word with a capital differ from this one in
    the mean, by kind of name, and the logarithm of one more than their number."""
    out = np.zeros((len(rows), 5))
    wanted = {words[i].lower() for i in rows.tolist() if words[i][:1].isupper()}
    number = {low: k for k, low in enumerate(wanted)}
    spots, group = [], []
    for i, low in enumerate(map(str.lower, words)):
        if low in wanted and words[i][:1].isupper():
            spots.append(i)
            group.append(number[low])
    if not spots:
        return out
    sums = np.stack([np.bincount(group, kinds[spots, k]) for k in range(4)], 1)
    others = np.bincount(group) - 1
    asked = np.flatnonzero(np.isin(rows, spots))
    own = np.array(group)[np.searchsorted(spots, rows[asked])]
    several = others[own] > 0
    asked, own = asked[several], own[several]
    here, rest = kinds[rows[asked]], others[own][:, None]
    out[asked, :4] = (sums[own] - here) / rest - here
    out[asked, 4] = np.log1p(rest[:, 0])
    return out
