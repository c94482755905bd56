"""Pieces of content that the model linked to a cue of another sentence.

What somebody says goes on in the next sentence by whole sentences or in quotation marks. A part of
another sentence, the object of its verb mostly, is no part of what is said.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from readout.statements.draft import Draft
from readout.statements.tree import Run, Tree

_JOINING = frozenset(("PUNCT", "CCONJ", "SYM"))
"""What may stand before and behind a whole sentence that goes on with what is said."""


def without_strays(tree: Tree, draft: Draft, quotes: Sequence[Run]) -> Draft | None:
    """The draft without parts of sentences other than that of its cue; ``quotes`` are the
    quotations, in order. None where nothing is left."""
    if draft.cue is None:
        return draft
    own = tree.sentence_run(draft.cue[0])
    kept = [run for run in draft.content if not _is_stray(tree, run, own, quotes)]
    if len(kept) == len(draft.content):
        return draft
    return draft.with_content(kept) if kept else None


def _is_stray(tree: Tree, run: Run, own: Run, quotes: Sequence[Run]) -> bool:
    first, after = run
    if first < own[1] and own[0] < after:
        return False
    k = bisect_right(quotes, (first, after)) - 1
    if any(a < after and first < b for a, b in quotes[max(0, k) : k + 2]):
        return False
    low, _ = tree.sentence_run(first)
    _, high = tree.sentence_run(after - 1)
    return any(tree.upos[i] not in _JOINING for i in (*range(low, first), *range(after, high)))
