"""Turns scores into trees and tag sequences, in numpy, whole articles at a time.

Trees: in two sentences of three each word's best governor makes a tree already, which one check of
a whole window finds; only the others go through Chu-Liu and Edmonds.
Tags: Viterbi over all sentences of an article in step, so that Python loops over positions and
not over words.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.floating]
Ints = npt.NDArray[np.intp]

_FORBIDDEN = -1e9
_TOGETHER = 128
"""Runs searched in step by Viterbi."""


def tree_heads(scores: Floats) -> Ints:
    """Governors of the words of one sentence, from ``scores[word, governor]``, shape ``[n, n+1]``.

    Governor 0 is the root, ``g`` the word ``g - 1``. The result is the best tree with exactly one
    word under the root.
    """
    n = scores.shape[0]
    work = scores.astype(np.float64)
    work[np.arange(n), np.arange(1, n + 1)] = _FORBIDDEN
    heads: Ints = work.argmax(1)
    if is_tree(heads):
        return heads
    # One root at a time, the most promising first. No tree under a root is better than that root
    # and the best governors of all others, so that the search nearly always ends with the first.
    root, others = work[:, 0], work[:, 1:]
    free = others.max(1)
    most = root - free + free.sum()
    best = -np.inf
    for word in np.argsort(-most, kind="stable"):
        if most[word] <= best:
            break
        parent = _below(others, int(word))
        chosen = others[np.arange(n), parent]
        chosen[word] = root[word]
        if chosen.sum() > best:
            best = chosen.sum()
            heads = parent + 1
            heads[word] = 0
    return heads


def _below(scores: Floats, top: int) -> Ints:
    """The best tree over words with ``top`` above all others, as each word's parent (``top`` for
    itself). ``scores[child, parent]``."""
    order = np.arange(len(scores))
    order[0], order[top] = top, 0
    parent = _arborescence(scores[order[:, None], order])
    return np.asarray(order[parent[order]], dtype=np.intp)


def is_tree(heads: Ints) -> bool:
    """Whether one word hangs under the root and every other reaches it."""
    if int((heads == 0).sum()) != 1:
        return False
    up = np.concatenate([[0], heads])
    steps = 1
    while steps < len(up):
        up = up[up]
        steps *= 2
    return not bool(up.any())


def _arborescence(scores: Floats) -> Ints:
    """Chu-Liu and Edmonds: the best tree over nodes ``0..m-1`` rooted at 0, as each node's parent
    (0 for the root itself). ``scores[child, parent]``."""
    parent: Ints = scores.argmax(1)
    parent[0] = 0
    cycles = _cycles(parent.tolist())
    if not cycles:
        return parent
    # Each cycle becomes one node, all of them behind the others; those keep their order.
    m, k = len(scores), len(scores) - sum(map(len, cycles))
    inside = np.array([node for cycle in cycles for node in cycle])
    alone = np.ones(m, dtype=np.bool_)
    alone[inside] = False
    order = np.concatenate([np.flatnonzero(alone), inside])
    gain = scores.copy()
    gain[inside] -= scores[inside, parent[inside]][:, None]
    gain = gain[order[:, None], order]
    starts = np.concatenate([np.arange(k), k + np.cumsum([0, *map(len, cycles[:-1])])])
    small = np.maximum.reduceat(np.maximum.reduceat(gain, starts, axis=0), starts, axis=1)
    np.fill_diagonal(small, 10 * _FORBIDDEN)
    up = _arborescence(small)
    ends = np.append(starts[1:], m)
    for child, above in enumerate(up.tolist()):
        if child and (child >= k or above >= k):
            a, b, c, d = starts[child], ends[child], starts[above], ends[above]
            best = int(gain[a:b, c:d].argmax())
            parent[order[a + best // (d - c)]] = order[c + best % (d - c)]
        elif child:
            parent[order[child]] = order[above]
    return parent


def _cycles(parent: list[int]) -> list[list[int]]:
    """The cycles of a function of nodes to nodes but for that of node 0 with itself."""
    state = [0] * len(parent)
    state[0] = -1
    found = []
    for start in range(1, len(parent)):
        path = []
        node = start
        while not state[node]:
            state[node] = start
            path.append(node)
            node = parent[node]
        if state[node] == start:
            found.append(path[path.index(node) :])
    return found


def bio_allowed(tags: int) -> npt.NDArray[np.bool_]:
    """``[from, to]``: an inside tag ``2+2k`` may only follow ``1+2k`` or itself. Row ``tags`` is
    the start of a sentence."""
    allowed = np.ones((tags + 1, tags), dtype=bool)
    for inside in range(2, tags, 2):
        allowed[:, inside] = False
        allowed[[inside - 1, inside], inside] = True
    return allowed


def viterbi(scores: Floats, starts: Ints, lengths: Ints) -> Ints:
    """Best BIO tags ``[W]`` for ``scores[W, tags]`` under the rule of :func:`bio_allowed`.

    ``starts`` and ``lengths`` give the runs of words that no name may cross (sentences).
    """
    words, tags = scores.shape
    out = np.zeros(words, dtype=np.intp)
    if not words:
        return out
    # An inside tag may be replaced by the begin tag of its type, and by any other not inside
    # if the begin tag then goes to the next word. Where one of both always gains, no inside tag is
    # chosen, and a run may be cut as at the start of a sentence.
    begin, inside = scores[:, 1:-1:2], scores[:, 2::2]
    loss = np.zeros_like(inside)
    np.maximum(inside[1:] - begin[1:], 0, out=loss[:-1])
    gain = np.maximum(scores[:, 0], begin.max(1))[:, None] - inside
    free: npt.NDArray[np.bool_] = np.all((inside < begin) | (gain > loss), axis=1)
    free[starts] = True
    starts = np.flatnonzero(free)
    lengths = np.diff(np.append(starts, words))
    best = scores.argmax(1)
    ordered = bio_allowed(tags)
    previous = np.empty_like(best)
    previous[1:] = best[:-1]
    previous[starts] = tags
    broken = ~ordered[previous, best]
    # Only runs in which the best tags break the rule need the search.
    run = np.repeat(np.arange(len(starts)), lengths)
    out[:] = best
    todo = np.unique(run[broken])
    if not len(todo):
        return out
    # Runs of like length together: memory is runs times the longest of them.
    todo = todo[np.argsort(lengths[todo], kind="stable")]
    for at in range(0, len(todo), _TOGETHER):
        some = todo[at : at + _TOGETHER]
        _search(scores, starts[some], lengths[some], out)
    return out


def _search(scores: Floats, starts: Ints, lengths: Ints, out: Ints) -> None:
    """Viterbi over some runs in step; writes their tags into ``out``.

    A tag that is not inside may follow any, so that it follows the best of all; an inside one has
    two to choose from.
    """
    words, longest = len(scores), int(lengths.max())
    some = np.arange(len(starts))
    at = starts + np.arange(longest)[:, None]
    # ``[step, run, tag]``: first the scores of each word, then those of the best way to it.
    state = scores[np.minimum(at, words - 1)].astype(np.float64)
    begin, inside, free = state[:, :, 1:-1:2], state[:, :, 2::2], state[:, :, 1::2]
    inside[0] += _FORBIDDEN
    for t in range(1, longest):
        top = state[t - 1].max(1)
        inside[t] += np.maximum(begin[t - 1], inside[t - 1])
        state[t, :, 0] += top
        free[t] += top[:, None]
    back = np.repeat(state.argmax(2).astype(np.uint8)[:, :, None], state.shape[2], 2)
    types = np.arange(1, state.shape[2] - 1, 2)
    back[:, :, 2::2] = np.where(begin >= inside, types, types + 1)
    path = np.empty((longest, len(starts)), dtype=np.intp)
    live = lengths > np.arange(longest)[:, None]
    path[-1] = final = state[lengths - 1, some].argmax(1)
    for t in range(longest - 1, 0, -1):
        path[t - 1] = np.where(live[t], back[t - 1, some, path[t]], final)
    out[at[live]] = path[live]


def runs(tags: Ints) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], Ints]:
    """First word, word after the last and type of each run of BIO tags that obey the rule."""
    start = np.flatnonzero(tags % 2 == 1)
    inside = (tags > 0) & (tags % 2 == 0)
    # A run ends at the first word after its start that does not go on with it.
    stops = np.append(np.flatnonzero(~inside), len(tags))
    end = stops[np.searchsorted(stops, start, side="right")] if len(start) else start
    return start.astype(np.int32), end.astype(np.int32), (tags[start] - 1) // 2


def broken(heads: Ints, sentence: Ints) -> Ints:
    """Numbers of the sentences whose governors are no tree with one root.

    ``heads``: 0 for the root, else 1 + a word of the same sentence; ``sentence``: number of the
    sentence of each word.
    """
    if not len(heads):
        return np.zeros(0, dtype=np.intp)
    up = np.concatenate([[0], heads])
    steps = 1
    while steps < len(up):
        up = up[up]
        steps *= 2
    roots = np.bincount(sentence, heads == 0, minlength=int(sentence[-1]) + 1)
    several = np.flatnonzero((roots != 1) & (np.bincount(sentence, minlength=len(roots)) > 0))
    return np.asarray(np.union1d(several, sentence[up[1:] != 0]), dtype=np.intp)
