"""Drafts that the model cut wrong in ways that the syntax shows plainly.

"The fire went on for an hour, *the ministry* said": the source was taken for the end of what is
said. "*She* was quoted by the agency as saying": the agency, through which the words came, was
taken for who said them, or who is quoted for the words. "The gate was shut, the ministry said, *and
nobody had come through*": what stands behind the words that name the speaker was left out.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from readout.knowledge.statement_words import cue_class
from readout.statements.draft import Draft
from readout.statements.tree import Run, Tree

_QUOTING = frozenset(("quote", "cite"))
_QUOTES = frozenset(("“", "”", '"', "``", "''"))
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
            if at < 0 or tree.xpos[at] != "VBN" or tree.lemma(at) not in _QUOTING:
                continue
            if any(tree.full[k] == "nsubj:pass" for k in tree.children[at]):
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


_JOINING = frozenset(("and", "but"))
_TELLING = frozenset("speak talk put report call deny".split())
_SHORTEST = 3
"""Words of a clause of its own."""


def gone_on(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """The drafts, with the clause behind "..., the ministry said" that goes on with what it said.

    The clause has a subject of its own, ends with the sentence, and no other draft has part of it.
    """
    held = sorted(run for draft in drafts for run in draft.runs())
    firsts = [a for a, _ in held]

    def taken(run: Run) -> bool:
        k = bisect_left(firsts, run[1])
        return any(b > run[0] for _, b in held[max(0, k - 8) : k])

    out = []
    for draft in drafts:
        more = _goes_on(tree, draft)
        if more is None or taken(more):
            out.append(draft)
        else:
            out.append(draft.with_content([*draft.content, more]))
    return out


def _goes_on(tree: Tree, draft: Draft) -> Run | None:
    if draft.cue is None or draft.source is None or not draft.content:
        return None
    said = draft.content[-1][1]
    named = max(draft.cue[1], draft.source[1])
    if min(draft.cue[0], draft.source[0]) < said:
        return None
    _, high = tree.sentence_run(draft.cue[0])
    at = named
    if at + _SHORTEST >= high or tree.words[at] not in (",", ";"):
        return None
    joined = tree.lower[at + 1] in _JOINING
    if tree.words[at] == "," and not joined:
        return None
    first = at + 1 + joined
    after = high
    while after > first and tree.upos[after - 1] == "PUNCT":
        after -= 1
    if after - first < _SHORTEST or any(w in _QUOTES for w in tree.words[first:after]):
        return None
    subject = next((i for i in range(first, after) if tree.rel[i] == "nsubj"), None)
    if subject is None:
        return None
    verb = tree.head[subject]
    # The subject opens the clause: "and went home" goes on with what the speaker did.
    opens = tree.phrase(subject, first, after)[0] == first and first <= verb < after
    if not opens or tree.head[verb] >= first:
        return None
    # "..., she said; the health office spoke of nine dead": somebody else goes on.
    return (
        None if tree.lemma(verb) in _TELLING or tree.lemma(verb) in cue_class() else (first, after)
    )
