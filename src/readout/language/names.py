"""Decides on the names of a text from the scores of its words.

One word in one article nearly always names one thing ("one sense per discourse", Gale, Church and
Yarowsky 1992), but the model sees a window of 128 pieces at a time and may call Miramar a town in
one sentence and a person in the next. So a word that is written with a capital several times moves
part of the way towards what its occurrences say together. On the dev parts of EWT and GUM this
brings .1 and .8 points.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

import numpy as np
import numpy.typing as npt

from readout.language import decode
from readout.language.analysis import Names
from readout.language.attributions import mean_over
from readout.language.known_names import BODY, BODY_WORD, known
from readout.language.name_edges import Name, mended
from readout.language.second_look import (
    SAME,
    TYPES,
    SecondLook,
    features,
    log_chances,
)
from readout.language.short_forms import explained

Floats = npt.NDArray[np.floating]

SHARE = 0.4
"""How far a word's scores move towards the mean of all its occurrences."""
RARE = 0.99
"""A word that is surer than this to be outside of every name asks for no second look."""
LEAST = 1e-6
ORGANISATION = "organization"
OTHER = "other"
DOUBT = 0.3
"""Taken off the score of an organisation: the type that is invented most often. Set on the dev
parts of EWT and GUM, where it trades recall for as much precision."""
LEAST_SURE = 0.5
"""Chance of an organisation that nothing known speaks for. Set on the same parts."""
_ADDRESS = re.compile(
    r"@|www\.|https?:|\.(?:com|org|net|edu|docx?|xlsx?|pdf|html?)$", re.IGNORECASE
)
"""Addresses and files, which the vocabulary breaks into pieces that look like names."""


def find_names(
    words: list[str],
    scores: Floats,
    sentences: npt.NDArray[np.int32],
    types: list[str],
    upos: npt.NDArray[np.uint8] | None = None,
    look: SecondLook | None = None,
) -> Names:
    """The names, with the mean chance of each; none crosses a sentence.

    ``scores``: ``[words, 1 + 2 * types]``, outside, then B and I of each type, as logarithms up to
    a constant. ``sentences``: the first word of each sentence, and the number of words. ``upos``:
    the part of speech of each word, for a second look by ``look``; without both there is none.
    """
    scores, chances = agreed(words, scores, types)
    if look is not None and upos is not None and tuple(types) == TYPES:
        logs = log_chances(scores)
        rows, known = features(words, chances, logs, upos, sentences)
        if len(rows):
            scores[rows] = logs[rows] + look(known)[:, SAME]
            powers = np.exp(scores[rows] - scores[rows].max(1, keepdims=True))
            chances[rows] = powers / powers.sum(1, keepdims=True)
    starts, lengths = sentences[:-1].astype(np.intp), np.diff(sentences).astype(np.intp)
    tags = decode.viterbi(scores, starts, lengths)
    start, end, kind = decode.runs(tags)
    chance = mean_over(chances[np.arange(len(tags)), tags], start, end)
    firsts = sentences.tolist()
    found = zip(start.tolist(), end.tolist(), kind.tolist(), chance.tolist(), strict=True)
    names = trusted(words, mended(words, firsts, list(found), types), types)
    names = explained(words, firsts, names)
    return Names(
        np.array([n[0] for n in names], dtype=np.int32),
        np.array([n[1] for n in names], dtype=np.int32),
        np.array([n[2] for n in names], dtype=np.uint8),
        np.array([n[3] for n in names], dtype=np.float32),
    )


def agreed(words: list[str], scores: Floats, types: list[str]) -> tuple[Floats, Floats]:
    """The scores after occurrences of a word were brought together, and the chances before that."""
    scores = np.array(scores, dtype=np.float32)
    if ORGANISATION in types:
        at = 1 + 2 * types.index(ORGANISATION)
        scores[:, at : at + 2] -= DOUBT
    powers = np.exp(scores - scores.max(1, keepdims=True, initial=-np.inf))
    chances = powers / powers.sum(1, keepdims=True)
    _agree(words, scores, chances)
    return scores, chances


def _agree(words: list[str], scores: Floats, chances: Floats) -> None:
    """Moves ``scores`` of words that are in doubt towards all occurrences of the same word."""
    doubtful = np.flatnonzero(chances[:, 0] < RARE).tolist()
    for i in doubtful:
        if _ADDRESS.search(words[i]):
            scores[i, 1:] = scores[i, 0] - 20
    wanted = {words[i].lower() for i in doubtful if _capital(words[i])}
    if not wanted:
        return
    places: defaultdict[str, list[int]] = defaultdict(list)
    for i, low in enumerate(map(str.lower, words)):
        if low in wanted and _capital(words[i]):
            places[low].append(i)
    several = [at for at in places.values() if len(at) > 1]
    if not several:
        return
    rows = np.array([i for at in several for i in at])
    sizes = np.array([len(at) for at in several])
    here = chances[rows]
    logs = np.log(np.concatenate([here[:, :1], here[:, 1::2] + here[:, 2::2]], axis=1) + LEAST)
    firsts = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    means = np.add.reduceat(logs, firsts, axis=0) / sizes[:, None]
    move = SHARE * (np.repeat(means, sizes, axis=0) - logs)
    scores[rows] += np.concatenate([move[:, :1], np.repeat(move[:, 1:], 2, axis=1)], axis=1)


def _capital(word: str) -> bool:
    return len(word) > 1 and word[0].isupper()


def trusted(words: Sequence[str], names: list[Name], types: Sequence[str]) -> list[Name]:
    """The names; one that may be an organisation by the mean chance of all its occurrences, and
    that nothing known speaks for, is of another kind in all of them."""
    if OTHER not in types:
        return names
    other = types.index(OTHER)
    scores: dict[tuple[str, ...], list[float]] = {}
    for n in names:
        if types[n[2]] == ORGANISATION:
            scores.setdefault(tuple(words[n[0] : n[1]]), []).append(n[3])
    doubtful = {
        name
        for name, held in scores.items()
        if sum(held) / len(held) < LEAST_SURE and not _known_body(name)
    }
    return [
        (n[0], n[1], other, n[3])
        if types[n[2]] == ORGANISATION and tuple(words[n[0] : n[1]]) in doubtful
        else n
        for n in names
    ]


def _known_body(words: Sequence[str]) -> bool:
    return any(known(w) & (BODY | BODY_WORD) for w in words) or bool(known(" ".join(words)) & BODY)
