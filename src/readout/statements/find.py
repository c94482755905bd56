"""All drafts of a text with their confidence: the model's, the quotations', the syntax's, turns."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence
from dataclasses import dataclass, replace
from operator import itemgetter

from readout.knowledge.statement_words import cue_class
from readout.statements.clauses import clause_drafts
from readout.statements.confidence import confidence, features
from readout.statements.draft import Draft
from readout.statements.mend import gone_on, mended, said_once, within_text
from readout.statements.quoted import hold_quotes, quote_runs
from readout.statements.quotes import quotes
from readout.statements.runs import model_drafts
from readout.statements.strays import without_strays
from readout.statements.tree import Run, Tree
from readout.statements.turns import turns
from readout.statements.unsaid import unsaid

LEAST = 0.33
"""Confidence below which a draft is not emitted: there pair F1 was best on PolNeAR train."""
_NESTED = frozenset(("say", "claim", "believe", "ask", "commit"))
TURN_CONFIDENCE = 0.95
NESTED_CONFIDENCE = 0.6
"""Of a statement inside a statement, which the corpus that confidence is fitted on does not label:
the share that was right on the development part of our own."""


@dataclass(frozen=True)
class Found:
    """A draft with its kind of quotation, its confidence and the draft that it stands in."""

    draft: Draft
    quoted: str
    confidence: float
    parent: int
    """Index into the same list, -1 for none."""


@dataclass(frozen=True)
class Drafts:
    """All that may be a statement, before anything is weighed."""

    open: list[Draft]
    """Those whose confidence is asked for."""
    nested: list[Draft]
    """Statements inside statements, by syntax alone."""
    told: list[Draft]
    """Turns of a transcript."""
    quotes: list[Run]
    """Words of the quotations, marks included."""


def every_draft(
    tree: Tree,
    blocks: Sequence[tuple[int, int, bool]],
    datelines: Container[int] = frozenset(),
) -> Drafts:
    """The drafts of a text. ``blocks``: start, end (code points) and whether it is a paragraph of
    running text; ``datelines``: the numbers of those that are one."""
    headings = {number for number, (_, _, running) in enumerate(blocks) if not running}
    marks = quotes(tree.analysis.text, blocks)
    held = hold_quotes(tree, model_drafts(tree), marks)
    if headings:
        cut = (within_text(tree, draft, headings, datelines) for draft in held)
        held = [draft for draft in cut if draft is not None]
    quoted_runs = [run for run, _ in quote_runs(tree, marks)]
    held = [d for one in held if (d := without_strays(tree, one, quoted_runs)) is not None]
    drafts = said_once(tree, [d for one in held if (d := mended(tree, one)) is not None])
    cued: set[int] = set()
    inside: set[int] = set()
    for draft in drafts:
        cued.update(range(*draft.cue) if draft.cue else ())
        for run in draft.content:
            inside.update(range(*run))
        inside.update(range(*draft.source) if draft.source else ())
    nested = []
    for draft in clause_drafts(tree):
        if draft.head in cued or any(i in cued for i in range(*draft.content[0])):
            continue
        if unsaid(tree, draft):
            continue
        if draft.head not in inside:
            drafts.append(draft)
        elif _nests(tree, draft):
            nested.append(draft)
    told = turns(tree, [(a, b) for a, b, running in blocks if running])
    return Drafts(gone_on(tree, drafts), nested, told, quoted_runs)


def find(
    tree: Tree,
    blocks: Sequence[tuple[int, int, bool]],
    datelines: Container[int] = frozenset(),
) -> tuple[list[Found], list[Draft], list[Run]]:
    """The drafts kept in text order, those dropped for want of confidence, and the quotations."""
    drafts = every_draft(tree, blocks, datelines)
    runs = drafts.quotes
    kept: list[tuple[Draft, str, float]] = [
        (d, quoted(d, runs), TURN_CONFIDENCE) for d in drafts.told
    ]
    dropped = []
    for draft in drafts.open:
        kind = quoted(draft, runs)
        aside = draft.origin == "aside"  # too rare in the corpus for the weights to know it
        sure = NESTED_CONFIDENCE if aside else confidence(features(tree, draft, kind))
        if sure < LEAST:
            dropped.append(draft)
        else:
            kept.append((draft, kind, sure))
    kept += [(d, quoted(d, runs), NESTED_CONFIDENCE) for d in drafts.nested]
    kept.sort(key=lambda one: (one[0].first(), -max(b for _, b in one[0].runs())))
    return [_inner(tree, one) for one in _with_parents(kept)], dropped, runs


def _inner(tree: Tree, one: Found) -> Found:
    """A statement inside a statement without the marks at its end that belong to the outer one."""
    if one.parent < 0:
        return one
    first, after = one.draft.content[-1]
    whole = after
    while after - 1 > first and (tree.closes_nothing(first, after - 1)):
        after -= 1
    if after == whole:
        return one
    content = [*one.draft.content[:-1], (first, after)]
    return replace(one, draft=one.draft.with_content(content))


def _nests(tree: Tree, draft: Draft) -> bool:
    """Whether a statement inside a statement is plain enough: somebody else says a whole clause."""
    if draft.source is None or draft.content[0][1] - draft.content[0][0] < 2:
        return False
    if tree.lower[draft.head] == "according":
        return True
    if tree.upos[draft.head] != "VERB":
        return False
    kind = cue_class().get(tree.lemma(draft.head))
    if kind is not None and kind not in _NESTED:
        return False
    source = tree.lower[draft.source[0] : draft.source[1]]
    if source in (["i"], ["we"], ["you"]):
        return False
    return tree.child(draft.head, "ccomp") >= 0


def quoted(draft: Draft, runs: Sequence[Run]) -> str:
    """``direct`` where all words of the content stand in quotations, ``indirect`` where none."""
    inside = outside = 0
    for a, b in draft.content:
        at = a
        k = max(0, bisect_right(runs, a, key=itemgetter(0)) - 1)
        while at < b and k < len(runs):
            low, high = runs[k]
            if high > at:
                if low >= b:
                    break
                outside += max(0, low - at)
                covered = min(b, high) - max(at, low)
                inside += max(0, covered - 2)
                at = max(at, min(b, high))
            k += 1
        outside += max(0, b - at)
    if not inside:
        return "indirect"
    return "direct" if outside <= 1 else "mixed"


def _with_parents(kept: list[tuple[Draft, str, float]]) -> list[Found]:
    """Each with the smallest draft whose content holds its cue."""
    spans = sorted((b - a, a, b, k) for k, (d, _, _) in enumerate(kept) for a, b in d.content)
    holder: dict[int, list[int]] = {}
    needed = {d.head for d, _, _ in kept if d.head >= 0}
    for _, a, b, k in spans:
        for word in range(a, b):
            if word in needed:
                holder.setdefault(word, []).append(k)
    out = []
    for k, (draft, kind, sure) in enumerate(kept):
        parent = next((p for p in holder.get(draft.head, ()) if p != k), -1)
        out.append(Found(draft, kind, sure, parent))
    return [
        one
        if one.parent < 0 or out[one.parent].parent != k
        else Found(one.draft, one.quoted, one.confidence, -1)
        for k, one in enumerate(out)
    ]


def renumbered(kept: list[Found], before: list[Found]) -> list[Found]:
    """Some of ``before`` with parents as indices into what was kept; a lost parent is none."""
    if len(kept) == len(before):
        return kept
    at = {id(one): k for k, one in enumerate(kept)}
    return [
        replace(one, parent=at.get(id(before[one.parent]), -1) if one.parent >= 0 else -1)
        for one in kept
    ]
