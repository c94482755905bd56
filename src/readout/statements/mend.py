"""Drafts whose source the model cut wrong in two ways that the syntax shows plainly.

"The fire went on for an hour, *the ministry* said": the source was taken for the end of what is
said. "*She* was quoted by the agency as saying": the agency, through which the words came, was
taken for who said them, or who is quoted for the words.
"""

from __future__ import annotations

from dataclasses import replace

from readout.statements.draft import Draft
from readout.statements.tree import Run, Tree

_QUOTING = frozenset(("quote", "cite"))
_CLOSING = frozenset((",", "”", '"', "''", "’"))
"""What stands between the words that are said and who says them, behind them."""
_LONGEST = 12
"""Words of a source behind what it says."""


def mended(tree: Tree, draft: Draft) -> Draft | None:
    """The draft with its source put right; None where nobody is told to have said anything."""
    if draft.cue is None:
        return draft
    quoting = _quoting(tree, draft)
    if quoting is not None:
        return _of_the_quoted(tree, draft, quoting)
    return _of_the_subject(tree, draft) if draft.source is None else draft


def _quoting(tree: Tree, draft: Draft) -> int | None:
    """The "quoted" of "was quoted as saying" that the cue is or hangs on."""
    assert draft.cue is not None
    for word in range(*draft.cue):
        for at in (word, tree.head[word]):
            if at >= 0 and tree.upos[at] == "VERB" and tree.lemma(at) in _QUOTING:
                if tree.xpos[at] == "VBN" and any(
                    tree.full[k] == "nsubj:pass" for k in tree.children[at]
                ):
                    return at
    return None


def _of_the_quoted(tree: Tree, draft: Draft, verb: int) -> Draft | None:
    """The draft as one of who is quoted."""
    assert draft.cue is not None
    subject = next(k for k in tree.children[verb] if tree.full[k] == "nsubj:pass")
    low, _ = tree.sentence_run(verb)
    run = tree.phrase(subject, low, verb)
    if any(a <= subject < b for a, b in draft.content):
        # "*Ana Ruiz* was quoted": who is quoted is no content; what she said is another draft.
        rest = [(a, b) for a, b in draft.content if not a <= subject < b]
        return replace(draft.with_content(rest), source=run) if rest else None
    return replace(draft, source=run)


def _of_the_subject(tree: Tree, draft: Draft) -> Draft:
    """The draft with the subject of the cue, where that closes the content, as its source."""
    assert draft.cue is not None
    before = draft.cue[0]
    content = list(draft.content)
    for at, (first, after) in enumerate(content):
        if after != before:
            continue
        subject = _subject(tree, draft.cue, first, after)
        if subject is None:
            continue
        start = tree.phrase(subject, first, after)[0]
        if start - 1 <= first or after - start > _LONGEST or tree.words[start - 1] not in _CLOSING:
            continue
        end = start - 1 if tree.words[start - 1] == "," else start
        content[at] = (first, end)
        return replace(draft.with_content(content), source=(start, after))
    return draft


def _subject(tree: Tree, cue: Run, first: int, after: int) -> int | None:
    for word in range(*cue):
        for k in tree.children[word]:
            if tree.rel[k] == "nsubj" and first < k < after:
                return k
    return None
