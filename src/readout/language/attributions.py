"""From tags and pair scores to attributions: runs of source, cue and content, and who goes with
whom. The relation is scored between the first word of a cue and each word of a run."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from readout.language import decode
from readout.language.analysis import Attributions
from readout.language.model import Floats, PairScorer
from readout.language.narrow import Narrow, wide

Ints = npt.NDArray[np.int32]

SURE = 4.0
"""Log odds from which a word is taken to stand outside every attribution."""
LEAST = 0.0
"""Log odds with which a cue must claim a run; a run that none claims so stays alone."""
_BLOCK = 128
"""Runs linked together; no result depends on it."""
REACH = 60
"""Words between a run and a cue of another window that may claim it, for want of one in its own."""


def attributions(
    tags: Floats, left: Narrow, right: Narrow, window: Ints, scorer: PairScorer
) -> Attributions:
    """``tags [N, 7]``; ``left``, ``right [N, size]``: projections of cues and of runs; ``window``:
    the encoder window of each word.

    A content may run over sentences and windows, so tags are decoded as one sequence. Pairs are
    scored inside a window only, as they were in training; a run that shares none with a cue goes
    to the nearest one.
    """
    n = len(tags)
    if not n:
        none = np.zeros(0, dtype=np.int32)
        return Attributions(none, none.astype(np.uint8), none, none, tags[:, 0])
    # A word that is surely outside ends a sequence as surely as the end of the text would.
    sure = tags[:, 0] - tags[:, 1:].max(1) > SURE
    starts = np.append(0, np.flatnonzero(sure[:-1]) + 1)
    best = decode.viterbi(tags, starts, np.diff(np.append(starts, n)))
    start, end, kind = decode.runs(best)
    powers = np.exp(tags - tags.max(1, keepdims=True))
    chance = powers[np.arange(n), best] / powers.sum(1)
    cues, others = np.flatnonzero(kind == 1), np.flatnonzero(kind != 1)
    number = np.full(len(kind), -1, dtype=np.int32)
    number[cues] = np.arange(len(cues))
    claim = np.full(len(kind), -np.inf)
    claim[cues] = np.inf
    # A block of runs at a time, against the cues around it: a long text has thousands of each.
    for at in range(0, len(others), _BLOCK):
        some = others[at : at + _BLOCK]
        first, last = window[start[some[0]]], window[end[some].max() - 1]
        low = int(np.searchsorted(start[cues], start[some[0]] - REACH))
        low = min(low, int(np.searchsorted(window[start[cues]], first)))
        high = int(np.searchsorted(start[cues], end[some].max() + REACH, side="right"))
        high = max(high, int(np.searchsorted(window[start[cues]], last, side="right")))
        if low < high:
            near = cues[low:high]
            claims = _claims(start, end, kind, near, some, window, left, right, scorer)
            number[some] = low + claims.argmax(1)
            claim[some] = claims.max(1)
    number[claim < LEAST] = -1
    return Attributions(number, kind.astype(np.uint8), start, end, mean_over(chance, start, end))


def _claims(
    start: Ints,
    end: Ints,
    kind: npt.NDArray[np.intp],
    cues: npt.NDArray[np.intp],
    others: npt.NDArray[np.intp],
    window: Ints,
    left: Narrow,
    right: Narrow,
    scorer: PairScorer,
) -> Floats:
    """``[runs, cues]``: how strongly each cue claims each run; ``-inf`` where it may not."""
    lengths = end[others] - start[others]
    run = np.repeat(np.arange(len(others)), lengths)
    word = np.arange(lengths.sum()) - np.repeat(np.cumsum(lengths) - lengths, lengths)
    word = word + start[others][run]
    pair, cue = np.nonzero(window[word][:, None] == window[start[cues]])
    scores = scorer(wide(left[start[cues]])[cue], wide(right[word])[pair])
    want = np.where(kind[others] == 0, 1, 2)[run[pair]]
    margin = scores[np.arange(len(scores)), want] - scores[:, 0]
    shape = len(others), len(cues)
    flat = run[pair] * len(cues) + cue
    total = np.bincount(flat, margin, minlength=shape[0] * shape[1]).reshape(shape)
    count = np.bincount(flat, minlength=shape[0] * shape[1]).reshape(shape)
    claims = np.where(count > 0, total / np.maximum(count, 1), -np.inf)
    # Distance in words between run and cue, for runs that share a window with none.
    gap = np.maximum(start[cues] - end[others][:, None] + 1, start[others][:, None] - end[cues] + 1)
    alone = ~np.isfinite(claims).any(1)
    near = np.where(gap <= REACH, LEAST + 1 / (1 + np.maximum(gap, 0)), -np.inf)
    claims[alone] = near[alone]
    return claims


def mean_over(values: Floats, start: Ints, end: Ints) -> Floats:
    """Mean of ``values`` over each run of words."""
    sums = np.concatenate([[0.0], np.cumsum(values, dtype=np.float64)])
    return np.asarray((sums[end] - sums[start]) / np.maximum(1, end - start), dtype=np.float32)
