"""Where source and content of a draft end, when the model cut them beside what the syntax shows.

"The envoy, who fled to the coast, *denied* it. *The president* lives abroad": the name that stands
nearest was taken for the source, out of another sentence. "*The premier* Ana Ruiz and the king
agreed to meet": the source ended inside its own phrase. "The league was behind it, *which* the
league denied", "- The bridge is closed": a loose word or a bullet was left at the edge.
"""

from __future__ import annotations

from dataclasses import replace

from readout.statements.draft import Draft, without
from readout.statements.sources import source_of
from readout.statements.tree import Run, Tree

_BULLETS = frozenset(("-", "–", "—", "•", "*", "·"))
_OPENING = frozenset(("ADP", "SCONJ", "CCONJ", "DET", "PRON"))
"""Words that open a phrase or a clause, and close none."""
_LEAST = 2
"""Words of content that are left however loose the next one is."""


def with_own_source(tree: Tree, draft: Draft) -> Draft:
    """The draft with the subject of its cue as source where that of the model stands in another
    sentence, and with the whole subject where the rest of it was taken for content."""
    assert draft.cue is not None
    if draft.source is None:
        return draft
    low, high = tree.sentence_run(draft.cue[0])
    subject = tree.child(draft.head, "nsubj")
    if subject < 0:
        return draft
    if draft.source[1] <= low or draft.source[0] >= high:
        own = source_of(tree, draft.cue, draft.content)
        return draft if own is None else replace(draft, source=own)
    whole = tree.phrase(subject, low, high)
    inside = whole[0] <= draft.source[0] and draft.source[1] <= whole[1]
    if not inside or whole[1] > draft.cue[0]:
        return draft
    rest = without(list(draft.content), whole)
    if not rest or rest == list(draft.content):
        return draft
    return replace(draft.with_content(rest), source=whole)


def trimmed(tree: Tree, draft: Draft) -> Draft:
    """The draft without a bullet before what is said, and without words at its end that belong to
    a clause behind it: "..., which", "..., minutes after"."""
    first, after = draft.content[0]
    opens = first == 0 or tree.analysis.block[first - 1] != tree.analysis.block[first]
    content = list(draft.content)
    if opens and tree.words[first] in _BULLETS and after - first > _LEAST:
        content[0] = (first + 1, after)
    first, after = content[-1]
    end = after
    while end - first > _LEAST and _belongs_behind(tree, draft, end, content[-1]):
        end -= 1
    if end < after:
        while end - first > _LEAST and tree.upos[end - 1] == "PUNCT":
            end -= 1
        content[-1] = (first, end)
    return draft if content == list(draft.content) else draft.with_content(content)


def _belongs_behind(tree: Tree, draft: Draft, end: int, run: Run) -> bool:
    """Whether the last word of content that ends at ``end`` opens what comes behind it."""
    last = end - 1
    up = tree.head[last]
    if up < end or draft.covers(up) or last == tree.top(*run):
        return False
    # "Minutes after": the measure goes with the conjunction that was taken off before.
    measure = end < run[1] and tree.rel[last] == "obl" and tree.rel[end] == "mark"
    return measure or tree.upos[last] in _OPENING
