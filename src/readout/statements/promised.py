"""Nouns that bind: "Russia's commitments under the Minsk agreements", "made a pledge to cut"."""

from __future__ import annotations

from dataclasses import dataclass, field

from readout.knowledge.commitment_words import listed
from readout.statements.parties import ACTORS, Parties, below, case, joined, mark, noun_phrase
from readout.statements.parties import subjects as subjects_of
from readout.statements.tree import Run, Tree

_OWNS = frozenset(("'", "’", "'s", "’s"))
_GAP = 8
"""Words between a noun and the complement that the parse hung on its verb."""


@dataclass(frozen=True)
class Bond:
    """A commitment by words: who (entity ids), to whom, under which agreement (entity id)."""

    at: int
    """The word that tells it."""
    by: list[str]
    content: Run
    to: list[str] = field(default_factory=list)
    under: str | None = None
    words: tuple[int, ...] = ()
    """Other words that the claim rests on."""


def agreement(known: Parties, word: int) -> str | None:
    """The entity of an agreement that a phrase names, itself or behind "of"."""
    tree = known.tree
    for k in [word, *(c for c in tree.children[word] if tree.rel[c] == "nmod" and c > word)]:
        entity = known.at(k)
        if entity is not None and entity.kind in ("agreement", "document"):
            return entity.id
    return None


def whole_clause(tree: Tree, word: int, first: int) -> Run:
    """A clause or phrase behind ``first``, opened by its own first word."""
    return below(tree, word, first)


def beneficiary(known: Parties, word: int) -> list[str]:
    """Whose security, sovereignty or recovery a noun names."""
    tree = known.tree
    if tree.lemma(word) not in listed("stakes"):
        return []
    owners = [k for k in tree.children[word]
              if tree.full[k] == "nmod:poss"
              or (tree.rel[k] == "nmod" and case(tree, k) == "of")]  # fmt: skip
    return known.actors([w for k in owners for w in joined(tree, k)])


def _between(known: Parties, first: int, word: int) -> list[str]:
    """The owner of a noun that the parse hung elsewhere: "to Ukraine's sovereignty"."""
    tree = known.tree
    if tree.lemma(word) not in listed("stakes"):
        return []
    return known.actors([k for k in range(first, word) if tree.full[k] == "nmod:poss"])


def _negated(tree: Tree, i: int) -> bool:
    return any(tree.lower[k] in ("no", "any", "not", "n't", "without", "never", "neither")
               for k in tree.children[i] if k < i)  # fmt: skip


def promised(known: Parties, i: int) -> list[Bond]:
    """The commitment that noun ``i`` tells, or nothing."""
    tree = known.tree
    lemma = tree.lemma(i)
    before = [k for k in tree.children[i] if k < i]
    if tree.rel[i] == "compound" or _negated(tree, i):
        return []
    if any(tree.lemma(k) in listed("other_duties") for k in before):
        return []
    verb = tree.head[i]
    lead = verb >= 0 and tree.upos[verb] == "VERB" and tree.rel[i] == "obj"
    behind = _behind(tree, i, verb if lead else -1)
    by, words = _owners(known, i, verb if lead else -1, behind)
    to: list[str] = []
    under: str | None = None
    content = noun_phrase(tree, i)
    told = False
    for k in behind:
        opened, preposition = mark(tree, k), case(tree, k)
        if not told and opened == "to" and tree.upos[k] in ("VERB", "AUX", "ADJ", "NOUN"):
            run = below(tree, k, i + 1)
            content = (run[0] + 1, run[1]) if tree.xpos[k] == "VBG" else run
            told = True
        elif not told and opened == "that" and tree.rel[k] in ("acl", "ccomp"):
            content, told = below(tree, k, i + 1), True
        elif preposition == "to":
            owed = known.at(k)
            if owed is not None and owed.kind == "agreement":
                under = owed.id
            elif owed is not None and owed.kind in ACTORS:
                to += known.actors(joined(tree, k))
            elif not told:
                # From its preposition on, also where the parse hung its owner elsewhere.
                run = tree.child(k, "case"), below(tree, k, i + 1)[1]
                if i < run[0] < k:
                    content, told = (run[0] + 1, run[1]), True
                    to += beneficiary(known, k) or _between(known, run[0], k)
            if not told:
                content = content[0], max(content[1], below(tree, k, i + 1)[1])
        elif preposition == "under":
            under = under or agreement(known, k)
            if not told:
                content = content[0], max(content[1], below(tree, k, i + 1)[1])
        elif preposition == "of" and not told and not known.actors([k]):
            run = below(tree, k, i + 1)
            if tree.lower[run[0]] == "of" and lemma != "duty":
                content, told = (run[0] + 1, run[1]), True
    for k in before:
        entity = known.at(k)
        if entity is not None and entity.kind == "agreement":
            under = under or entity.id
    if lemma == "duty" and not (told or to or under):
        return []
    if lead and tree.lemma(verb) in listed("gets") and by:
        to += [x for x in known.actors(subjects_of(tree, verb)) if x not in by]
    if not by or content[1] <= content[0]:
        return []
    to = [x for x in dict.fromkeys(to) if x not in by]
    return [Bond(i, by, content, to, under, tuple(words))]


def _behind(tree: Tree, i: int, verb: int) -> list[int]:
    """Words that complete the noun, its own or hung on the verb it is the object of."""
    out = [k for k in tree.children[i] if k > i and tree.rel[k] in ("nmod", "obl", "acl", "ccomp",
           "xcomp", "advcl") and tree.full[k] != "acl:relcl"]  # fmt: skip
    up = verb if verb >= 0 else tree.head[i]
    if up >= 0:
        for k in tree.children[up]:
            near = i < tree.left[k] <= i + _GAP and k != i
            if near and tree.rel[k] in ("obl", "nmod", "advcl", "xcomp", "ccomp", "acl"):
                comma = "," in tree.words[i : tree.left[k] + 1]
                close = tree.left[k] == i + 1 or verb >= 0 or case(tree, k) == "under"
                if close and not comma:
                    out.append(k)
    return sorted(set(out))


def _owners(known: Parties, i: int, verb: int, behind: list[int]) -> tuple[list[str], list[int]]:
    """Whose commitment a noun tells, with the words that say so."""
    tree = known.tree
    out: list[int] = []
    for k in tree.children[i]:
        if tree.full[k] == "nmod:poss" and k < i:
            out += [*_ahead(known, i, k), *joined(tree, k)]
        elif k < i and tree.rel[k] in ("compound", "amod", "nmod") and not case(tree, k):
            entity = known.at(k)
            if entity is not None and entity.kind in ("state", "organization"):
                out.append(k)
    if not out and i > 1 and tree.upos[i - 1] == "PART" and tree.lower[i - 1] in _OWNS:
        # A possessor that the parse hung elsewhere.
        owner = i - 2
        out += [tree.head[owner]] if tree.rel[owner] == "conj" and tree.head[owner] >= 0 else []
        out.append(owner)
    if not known.actors(out):
        for k in behind:
            if (tree.rel[k] in ("nmod", "obl") and case(tree, k) in ("by", "from")) or (
                case(tree, k) == "of" and known.actors([k])
            ):
                out += joined(tree, k)
            elif tree.rel[k] == "acl" and tree.xpos[k] == "VBN":
                out += [w for c in tree.children[k] if case(tree, c) == "by"
                        for w in joined(tree, c)]  # fmt: skip
    made = verb >= 0 and tree.lemma(verb) in listed("makes") and not unmade(tree, verb)
    if made and not known.actors(out):
        out += subjects_of(tree, verb)
    return known.actors(out), out


def _ahead(known: Parties, i: int, owner: int) -> list[int]:
    """ "The U.S. and our partners' commitment": an actor to which the parse joined the noun."""
    tree = known.tree
    up = tree.head[i]
    first = min([owner, *(tree.left[k] for k in tree.children[owner])])
    if tree.rel[i] != "conj" or up < 0 or first < 1 or tree.lower[first - 1] != "and":
        return []
    entity = known.at(up)
    return [up] if up == first - 2 and entity is not None and entity.kind in ACTORS else []


def unmade(tree: Tree, verb: int) -> bool:
    """Whether a verb tells what was not done: denied, conditional, wanted, only possible."""
    at = verb
    for _ in range(3):
        for k in tree.children[at]:
            if k < at and (tree.lower[k] in ("not", "n't", "n’t", "never", "nobody", "none")
                           or (tree.rel[k] == "aux" and tree.lower[k] in listed("unmade"))
                           or (tree.rel[k] == "mark" and tree.lower[k] in
                               ("if", "unless", "whether", "to", "without"))):  # fmt: skip
                return True
        up = tree.head[at]
        if up < 0:
            return False
        if tree.rel[at] == "ccomp" and tree.lemma(up) in listed("refuses"):
            return True
        if tree.rel[at] != "conj" or tree.xpos[verb] != "VB":
            return tree.rel[at] == "xcomp" and tree.xpos[at] == "VB"
        at = up
    return False
