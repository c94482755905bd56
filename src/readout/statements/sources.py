"""Who stands behind a cue, by syntax: subject, agent, controller, possessor, "according to"."""

from __future__ import annotations

from readout.statements.tree import Run, Tree

_UP = 6
"""Steps up the tree on which a subject is looked for."""
_AGENT = frozenset(("by", "from", "of"))
_CLIMBS = frozenset(
    ("conj", "xcomp", "advcl", "ccomp", "obj", "obl", "parataxis", "aux", "cop", "dep")
)
"""Relations over which a cue shares the source of what governs it."""


def cue_head(tree: Tree, cue: Run) -> int:
    """The word of a cue that carries it: its top, or its last content word where that is none."""
    first, after = cue
    top = tree.top(first, after)
    if tree.upos[top] in ("AUX", "ADP", "PART", "ADV", "PUNCT", "DET", "PRON"):
        for i in range(after - 1, first - 1, -1):
            if tree.upos[i] in ("VERB", "NOUN", "ADJ"):
                return i
    return top


def source_of(tree: Tree, cue: Run, content: tuple[Run, ...]) -> Run | None:
    """The phrase that names who says it, or None."""
    head = cue_head(tree, cue)
    low, high = tree.sentence_run(head)
    taken = [cue, *content]
    for word in _candidates(tree, head, cue):
        if any(a <= word < b for a, b in taken):
            continue
        run = _bare(tree, tree.phrase(word, low, high), word)
        return _clip(tree, run, word, taken)
    return None


def _clip(tree: Tree, run: Run, word: int, taken: list[Run]) -> Run:
    """A run cut where others begin; a comma that closes an apposition belongs to it."""
    first, after = run
    for a, b in taken:
        if b <= word:
            first = max(first, b)
        elif a > word:
            after = min(after, a)
    closes = after < len(tree) and tree.words[after] == "," and "," in tree.words[first:after]
    if closes and tree.rel[word] in ("nsubj", "obl") and tree.head[word] > after:
        after += 1
    return first, after


def _bare(tree: Tree, run: Run, word: int) -> Run:
    """A phrase without the preposition before it: "denied by *the mayor*"."""
    first, after = run
    while first < word and tree.rel[first] == "case" and tree.head[first] == word:
        first += 1
    return first, after


def _candidates(tree: Tree, head: int, cue: Run) -> list[int]:
    """Head words of possible sources, best first."""
    if tree.lower[cue[0]] in ("according", "per"):
        return _governed(tree, cue)
    out: list[int] = []
    at = head
    for _ in range(_UP):
        if _passive(tree, at):
            if at < head and tree.rel[at] == "ccomp":
                at = tree.head[at]  # "told us that the port was hit, *denouncing* the raid"
                continue
            # "After saying so, she was flown home": who it was done to is who said it.
            sufferer = -1 if at == head else tree.child(at, "nsubj")
            return [*out, sufferer] if sufferer >= 0 else out + _agents(tree, at)
        if tree.upos[at] in ("NOUN", "PROPN"):
            possessor = next((k for k in tree.children[at] if tree.full[k] == "nmod:poss"), -1)
            if possessor >= 0:
                return [*out, possessor]
            owner = tree.child(at, "nmod")
            if owner >= 0 and _case(tree, owner) in _AGENT:
                out.append(owner)
        subject = tree.child(at, "nsubj")
        if subject >= 0:
            return [*out, subject]
        up = tree.head[at]
        if up < 0:
            break
        if tree.full[at] == "acl":
            return [*out, up]
        if tree.rel[at] not in _CLIMBS:
            break
        if tree.rel[at] == "xcomp":
            controlled = tree.child(up, "obj", "iobj")
            if controlled >= 0 and controlled != at:
                out.append(controlled)
        at = up
    return out


def _passive(tree: Tree, verb: int) -> bool:
    if any(tree.full[k] in ("nsubj:pass", "aux:pass") for k in tree.children[verb]):
        # "The study not only showed it": without an auxiliary and with an object it is active.
        return tree.child(verb, "obj") < 0 or tree.child(verb, "aux") >= 0
    return tree.xpos[verb] == "VBN" and (
        tree.full[verb] in ("acl", "amod", "advcl")
        and not any(tree.rel[k] == "aux" for k in tree.children[verb])
    )


def _agents(tree: Tree, verb: int) -> list[int]:
    return [
        k for k in tree.children[verb] if tree.rel[k] in ("obl", "nmod") and _case(tree, k) == "by"
    ]


def _case(tree: Tree, word: int) -> str:
    mark = tree.child(word, "case")
    return tree.lower[mark] if mark >= 0 else ""


def _governed(tree: Tree, cue: Run) -> list[int]:
    """What a preposition such as "according to" governs: the phrase that follows."""
    after = cue[1]
    _, high = tree.sentence_run(cue[0])
    at = after
    while at < high and after <= tree.head[at] < high and tree.upos[tree.head[at]] != "VERB":
        at = tree.head[at]
    return [at] if at < high else []
