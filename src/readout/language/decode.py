"""Turns scores into trees and tag sequences, in numpy, whole articles at a time.

Trees: each word's best governor is nearly always a tree already (some 95 sentences in 100), which
one vectorised check of a whole window finds; only the others go through Chu-Liu and Edmonds.
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
    # One search finds the best tree with one root when every arc from the root costs more than any
    # choice of the others can win (Stanojević & Cohen 2021, "A Root of a Problem").
    spread = float(scores.max()) - float(scores.min())
    full = np.full((n + 1, n + 1), 10 * _FORBIDDEN)
    full[1:] = work
    full[1:, 0] -= 1.0 + n * spread
    return _arborescence(full)[1:]


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
    m = scores.shape[0]
    parent: Ints = scores.argmax(1)
    parent[0] = 0
    cycle = _cycle(parent)
    if cycle is None:
        return parent
    inside = np.zeros(m, dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    # The cycle becomes one node, the last of the smaller graph.
    k = len(outside)
    small = np.full((k + 1, k + 1), _FORBIDDEN * 10)
    small[:k, :k] = scores[np.ix_(outside, outside)]
    gain = scores[cycle] - scores[cycle, parent[cycle]][:, None]
    enter = gain[:, outside].argmax(0)
    small[k, :k] = gain[:, outside].max(0)
    leave = scores[np.ix_(outside, cycle)].argmax(1)
    small[:k, k] = scores[np.ix_(outside, cycle)].max(1)
    small[0] = _FORBIDDEN * 10
    tree = _arborescence(small)
    out = np.zeros(m, dtype=np.intp)
    out[cycle] = parent[cycle]
    for child in range(1, k):
        up = tree[child]
        out[outside[child]] = cycle[leave[child]] if up == k else outside[up]
    entry = tree[k]
    out[cycle[enter[entry]]] = outside[entry]
    return out


def _cycle(parent: Ints) -> Ints | None:
    """The nodes of some cycle that does not hold the root, or None."""
    m = len(parent)
    state = np.zeros(m, dtype=np.int8)
    state[0] = 2
    for start in range(1, m):
        path = []
        node = start
        while state[node] == 0:
            state[node] = 1
            path.append(node)
            node = int(parent[node])
        if state[node] == 1:
            return np.asarray(path[path.index(node) :], dtype=np.intp)
        state[path] = 2
    return None


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
        _search(scores, ordered, starts[some], lengths[some], out)
    return out


def _search(
    scores: Floats, ordered: npt.NDArray[np.bool_], starts: Ints, lengths: Ints, out: Ints
) -> None:
    """Viterbi over some runs in step; writes their tags into ``out``."""
    words, tags = scores.shape
    longest = int(lengths.max())
    penalty = np.where(ordered, 0.0, _FORBIDDEN)
    index = np.minimum(starts[:, None] + np.arange(longest), words - 1)
    held = scores[index].astype(np.float64)
    state = held[:, 0] + penalty[tags]
    back = np.zeros((len(starts), longest, tags), dtype=np.uint8)
    steps = penalty[:tags]
    final = state.copy()
    for t in range(1, longest):
        reach = state[:, :, None] + steps
        back[:, t] = reach.argmax(1)
        state = reach.max(1) + held[:, t]
        final = np.where((lengths > t)[:, None], state, final)
    tag = final.argmax(1)
    for t in range(longest - 1, -1, -1):
        live = lengths > t
        out[(starts + t)[live]] = tag[live]
        step = back[np.arange(len(starts)), t, tag]
        tag = np.where(live & (t > 0), step, tag)


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
