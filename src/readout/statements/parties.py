"""Who acts and what follows a word, asked of the syntax: shared by the rules for commitments."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

from readout.mentions.mentions import Mentions
from readout.record.types import Entity
from readout.statements.tree import Run, Tree

ACTORS = frozenset(("person", "state", "organization", "group", "media"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_APART = frozenset(("acl", "appos", "conj", "parataxis", "punct", "advcl"))
_STEPS = 5
"""Steps up the tree on which a subject is looked for."""


@dataclass(frozen=True)
class Parties:
    """The entities of an article by the words that mention them."""

    tree: Tree
    mentions: Mentions
    _top: dict[int, Entity] = field(default_factory=dict)
    """By the head word of a mention."""
    _over: dict[int, Entity] = field(default_factory=dict)
    """By any word, the shortest mention that holds it."""

    def at(self, word: int) -> Entity | None:
        """The entity that a phrase with head ``word`` names."""
        return self._top.get(word) or self._over.get(word)

    def actors(self, words: list[int]) -> list[str]:
        """Ids of the actors that head words name, plurals as their members where known."""
        out: list[str] = []
        for word in words:
            entity = self.at(word)
            if entity is not None and entity.kind in ACTORS:
                out += self.mentions.members.get(entity.id) or [entity.id]
        return list(dict.fromkeys(out))


def parties(tree: Tree, mentions: Mentions) -> Parties:
    """The mentions laid over the words; linear in the words of the mentions."""
    out = Parties(tree, mentions)
    spans = [(m.end - m.start, m.start, m.end, e) for e in mentions.entities for m in e.mentions]
    for _, start, end, entity in sorted(spans, key=lambda one: one[:3]):
        first = bisect_left(tree.start, start)
        after = bisect_left(tree.start, end)
        if first >= after:
            continue
        # The widest mention with this head, as it is the fullest; the shortest over a word.
        out._top[_head(tree, first, after)] = entity
        for k in range(first, after):
            out._over.setdefault(k, entity)
    return out


def _head(tree: Tree, first: int, after: int) -> int:
    """The head of a mention, a noun where the parse hangs a determiner highest."""
    top = tree.top(first, after)
    if tree.upos[top] in ("DET", "ADP", "PART", "PUNCT", "ADJ"):
        return next((k for k in range(after - 1, first - 1, -1)
                     if tree.upos[k] in ("NOUN", "PROPN", "PRON")), top)  # fmt: skip
    return top


def joined(tree: Tree, word: int) -> list[int]:
    """A head word and what "and" joins to it."""
    return [word] + [
        k for k in tree.children[word] if tree.rel[k] == "conj" and tree.upos[k] in _NOMINAL
    ]


_NOMINAL = frozenset(("NOUN", "PROPN", "PRON", "ADJ", "NUM"))


def case(tree: Tree, word: int) -> str:
    """The preposition of a phrase, lower case, "" for none."""
    k = tree.child(word, "case")
    return tree.lower[k] if 0 <= k < word else ""


def mark(tree: Tree, word: int) -> str:
    """What opens a clause: "to", "that", "if", "" for nothing."""
    return next((tree.lower[k] for k in tree.children[word]
                 if tree.rel[k] == "mark" and k < word), "")  # fmt: skip


_MADE_TO = frozenset("urge tell advise force warn order compel oblige instruct encourage".split())
"""Verbs with the person who is to do something as their object."""
_DONE_TO = frozenset(
    "injure wound hurt arrest detain kidnap abduct jail imprison behead hospitalise hospitalize "
    "haul deport expel indict convict evacuate displace murder assassinate".split()
)
"""Verbs that are never told without whom it is done to."""


def passive(tree: Tree, verb: int) -> bool:
    """Whether the subject of a verb is who suffers it."""
    below = tree.children[verb]
    if any(tree.full[k] in ("nsubj:pass", "aux:pass") for k in below):
        return True
    lemma = tree.lemma(verb) if tree.xpos[verb] in ("VBD", "VBN") else ""
    if lemma not in _MADE_TO and lemma not in _DONE_TO:
        return False
    # A headline leaves out the auxiliary: "residents *urged* to flee", "three *injured* in riot".
    relations = [tree.rel[k] for k in below]
    if {"obj", "iobj", "aux", "ccomp"}.intersection(relations):
        return False
    if lemma in _MADE_TO:
        return "xcomp" in relations
    return "nsubj" in relations and "conj" not in relations


def subjects(tree: Tree, verb: int, *, suffers: bool = False) -> list[int]:
    """Head words of the subject of a verb, its own or that of what governs it; [] for none.

    ``suffers`` asks for the subject of a passive ("is bound by").
    """
    at = verb
    for _ in range(_STEPS):
        if at == verb and not suffers and passive(tree, at):
            return []
        subject = tree.child(at, "nsubj")
        if subject >= 0:
            return _antecedent(tree, subject, at)
        up = tree.head[at]
        if up < 0:
            return []
        if tree.full[at].startswith("acl"):
            return joined(tree, up) if tree.full[at] == "acl" else []
        if tree.rel[at] not in ("conj", "advcl", "xcomp", "aux", "cop", "parataxis"):
            return []
        if tree.rel[at] == "advcl" and (mark(tree, at) or tree.xpos[at] not in ("VBG", "VBN")):
            return []
        if tree.upos[up] not in ("VERB", "AUX"):
            return joined(tree, up) if tree.upos[up] in ("NOUN", "PROPN") and at == verb else []
        at = up
    return []


def _antecedent(tree: Tree, subject: int, verb: int) -> list[int]:
    """The noun that a relative pronoun stands for, else the subject itself."""
    if tree.lower[subject] not in _RELATIVE:
        return joined(tree, subject)
    at = verb
    for _ in range(_STEPS):
        if at < 0 or tree.full[at] == "acl:relcl":
            break
        at = tree.head[at]
    return [tree.head[at]] if at >= 0 and tree.head[at] >= 0 else []


def below(tree: Tree, word: int, first: int) -> Run:
    """The words of a clause or phrase from ``first`` on."""
    return tree.phrase(word, first, tree.sentence_run(word)[1])


def noun_phrase(tree: Tree, word: int) -> Run:
    """A noun with what stands before it and the phrases right behind it, no clauses but
    infinitives."""
    low, high = tree.sentence_run(word)
    first = word
    for k in reversed(tree.children[word]):
        if low <= k < first and tree.left[k] >= low and tree.right[k] + 1 == first:
            if tree.rel[k] in ("case", "mark", "cc", "punct", "cop", "nsubj", "advmod"):
                break
            first = tree.phrase(k, low, first)[0]
    after = word + 1
    for k in tree.children[word]:
        if k >= after:
            if tree.left[k] != after or tree.right[k] >= high or tree.rel[k] in _APART:
                break
            after = tree.right[k] + 1
    while after - 1 > word and tree.closes_nothing(first, after - 1):
        after -= 1
    return first, after
