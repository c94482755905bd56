"""Drafts that the model cut wrong in ways that the syntax shows plainly.

"The fire went on for an hour, *the ministry* said": the source was taken for the end of what is
said. "*She* was quoted by the agency as saying": the agency, through which the words came, was
taken for who said them, or who is quoted for the words. "*Chile* expelled three envoys, among them
the attaché, saying": the nearest noun was taken. "The gate was shut, the ministry said, *and nobody
had come through*": what stands behind the words that name the speaker was left out. And a dateline
was taken for the first words of what is said.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container
from dataclasses import replace

from readout.knowledge.statement_words import cue_class
from readout.statements.draft import Draft, without
from readout.statements.edges import trimmed, with_own_source
from readout.statements.tree import Run, Tree
from readout.statements.unsaid import unsaid

_QUOTING = frozenset(("quote", "cite"))
_QUOTES = frozenset(("“", "”", '"', "``", "''"))
_CLOSING = frozenset((",", "”", '"', "''", "’"))
"""What stands between the words that are said and who says them, behind them."""
_HOLLOW = frozenset(("DET", "PUNCT", "ADP", "CCONJ", "PART"))
"""Content of such words alone says nothing."""
_UP = 6
"""Words up the tree to the clause around."""
_LONGEST = 12
"""Words of a source behind what it says."""
_JOINING = frozenset(("and", "but"))
_TELLING = frozenset("speak talk put report call deny".split())
"""Verbs, beside those of the cue lists, with which somebody else goes on."""
_SHORTEST = 3
"""Words of a clause of its own."""
_RAISING = frozenset(("appear", "seem"))
_TELLS = frozenset(("say", "claim", "find"))
"""Classes of verbs that "appears to" leaves a saying: "appears to show"."""


def mended(tree: Tree, draft: Draft) -> Draft | None:
    """The draft with its source put right; None where nobody is told to have said anything."""
    if all(_hollow(tree, i) for run in draft.content for i in range(*run)):
        return None
    if draft.cue is None:
        return draft
    if unsaid(tree, draft):
        return None
    quoting = _quoting(tree, draft)
    if quoting is not None:
        return _of_the_quoted(tree, draft, quoting)
    draft = with_own_source(tree, _around_an_aside(tree, _with_whole_cue(tree, draft)))
    draft = trimmed(tree, draft)
    as_saying = _as_saying(tree, draft)
    if as_saying is not None:
        return as_saying
    if draft.source is None:
        return _of_the_subject(tree, draft)
    return _of_the_main_clause(tree, draft, draft.source)


def _hollow(tree: Tree, i: int) -> bool:
    """Whether a word alone says nothing; "*What* does the league say?" asks."""
    return tree.upos[i] in _HOLLOW or tree.xpos[i] in ("WP", "WDT", "WRB")


def _with_whole_cue(tree: Tree, draft: Draft) -> Draft:
    """The draft with what belongs to its cue and not to what is said: "dismissed *as*
    disinformation", "appears *to show* guards"."""
    assert draft.cue is not None
    first, after = draft.content[0]
    if first != draft.cue[1] or after - first < 2:
        return draft
    grown = first
    up = tree.head[first]
    if tree.lower[first] == "as" and up > first and tree.rel[first] in ("case", "mark"):
        grown = first + 1
    elif tree.lower[first] == "to" and up == first + 1 and tree.lemma(draft.head) in _RAISING:
        grown = first + 2 if cue_class().get(tree.lemma(up)) in _TELLS else first
    if grown == first or grown >= after:
        return draft
    content = [(grown, after), *draft.content[1:]]
    return replace(draft.with_content(content), cue=(draft.cue[0], grown))


def _around_an_aside(tree: Tree, draft: Draft) -> Draft:
    """ "The treaty, the premier noted, *says nothing about fish*": what is said goes on behind an
    aside that names who said it."""
    assert draft.cue is not None
    head, told = draft.head, draft.content[-1]
    if head < 0 or draft.source is None or tree.rel[head] != "parataxis":
        return draft
    up = tree.head[head]
    named = max(draft.cue[1], draft.source[1])
    if up < named or told[1] > min(draft.cue[0], draft.source[0]):
        return draft
    _, high = tree.sentence_run(head)
    inside = any(told[0] <= k < told[1] for k in tree.children[up])
    if not inside or up >= high or tree.words[named] != ",":
        return draft
    after = tree.phrase(up, named + 1, high)
    if after[0] != named + 1 or any(w in _QUOTES for w in tree.words[after[0] : after[1]]):
        return draft
    return draft.with_content([*draft.content, after])


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


def _as_saying(tree: Tree, draft: Draft) -> Draft | None:
    """Of "the agency quoted *an aide* as saying" the draft as one of the aide's: the agency itself
    did not say it."""
    head = draft.head
    if head < 0 or tree.lemma(head) not in _QUOTING or tree.xpos[head] == "VBN":
        return None
    person = tree.child(head, "obj", "iobj")
    saying = next(
        (k for k in tree.children[head] if k > person and tree.xpos[k] == "VBG"
         and any(tree.lower[c] == "as" for c in tree.children[k])),
        -1,
    )  # fmt: skip
    if person < head or saying < 0:
        return None
    source = tree.phrase(person, head + 1, tree.left[saying])
    rest = without(list(draft.content), (source[0], saying + 1))
    return replace(draft.with_content(rest), source=source) if rest else None


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


def _of_the_main_clause(tree: Tree, draft: Draft, source: Run) -> Draft:
    """Of "Chile expelled three envoys, among them the attaché, saying that ..." the draft as
    Chile's: a participle behind a comma goes on with the subject, not with the noun before it."""
    assert draft.cue is not None
    at = draft.cue[0]
    if tree.xpos[at] != "VBG" or at - 1 != source[1] or tree.words[at - 1] != ",":
        return draft
    top = tree.top(*source)
    if tree.rel[top] in ("nsubj", "conj", "parataxis"):
        return draft
    verb = tree.head[top]
    for _ in range(_UP):
        if verb < 0:
            break
        subject = next((k for k in tree.children[verb] if tree.full[k] == "nsubj"), None)
        if subject is not None and subject < source[0]:
            low, _ = tree.sentence_run(at)
            run = tree.phrase(subject, low, source[0])
            taken = any(a < run[1] and run[0] < b for a, b in draft.content)
            return draft if taken else replace(draft, source=run)
        verb = tree.head[verb]
    return draft


def _subject(tree: Tree, cue: Run, first: int, after: int) -> int | None:
    for word in range(*cue):
        for k in tree.children[word]:
            if tree.rel[k] == "nsubj" and first < k < after:
                return k
    return None


def said_once(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    """The drafts less what stands in another paragraph than their cue, where that paragraph says
    who said it: "..., said Sears.\\n\\n"We are not locked in", said Lederer" is Lederer's alone.
    """
    block = tree.analysis.block
    own: dict[int, list[tuple[Draft, Run]]] = {}
    for draft in drafts:
        if draft.cue is not None and draft.source is not None:
            for run in draft.content:
                if block[run[0]] == block[draft.cue[0]]:
                    own.setdefault(int(block[run[0]]), []).append((draft, run))
    out = []
    for draft in drafts:
        left = list(draft.content)
        for run in draft.content:
            if draft.cue is None or block[run[0]] == block[draft.cue[0]]:
                continue
            for other, hole in own.get(int(block[run[0]]), ()):
                if other is not draft:
                    left = without(left, hole)
        out.append(draft if left == list(draft.content) else draft.with_content(left))
    return [draft for draft in out if draft.content]


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


def _promised(tree: Tree, cue: int) -> list[Run]:
    """What a headline's own verb says: "Rival ports agree *to share the estuary*"."""
    clause = tree.child(cue, "xcomp", "ccomp") if cue >= 0 else -1
    if clause < cue or clause < 0:
        return []
    run = tree.phrase(clause, cue + 1, tree.sentence_run(cue)[1])
    return [run] if tree.analysis.block[run[1] - 1] == tree.analysis.block[cue] else []


def within_text(
    tree: Tree, draft: Draft, headings: Container[int], datelines: Container[int]
) -> Draft | None:
    """The draft less what stands above the text that its words run into: a dateline ("RABAT — The
    king"), a headline; less the byline that a headline runs into; and, since nobody speaks out of
    a headline into the text or back, less what the two say of each other. None where nothing is
    left.

    ``headings``: numbers of the blocks that are no running text, ``datelines`` among them.
    """
    block = tree.analysis.block

    def cut(run: Run) -> Run | None:
        first, after = run
        while first < after and int(block[first]) in datelines:
            first += 1
        if first >= after:
            return None
        if int(block[after - 1]) not in headings:
            while int(block[first]) in headings:
                first += 1
        while int(block[after - 1]) in headings and block[after - 1] != block[first]:
            after -= 1
        return (first, after) if first < after else None

    def apart(run: Run) -> bool:
        if draft.cue is None or block[run[0]] == block[draft.cue[0]]:
            return False
        return int(block[run[0]]) in headings or int(block[draft.cue[0]]) in headings

    content = [run for one in draft.content if (run := cut(one)) and not apart(run)]
    if not content and draft.cue is not None and int(block[draft.cue[0]]) in headings:
        content = _promised(tree, draft.head)
    source = cut(draft.source) if draft.source else None
    if (source, content) == (draft.source, list(draft.content)):
        return draft
    return replace(draft.with_content(content), source=source) if content else None
