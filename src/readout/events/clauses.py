"""Who is the grammatical subject of a verb that does not name it, and whether it suffers the act.

A participle shares the subject of the passive that it is joined to ("was arrested and *beaten*"),
of the noun that it says something of ("protesters *beaten* by police"), and of the clause that it
stands in ("was deported after being *arrested*", "was ordered *released*"): the shared arguments
of coordination, reduced relatives and control, as the enhanced Universal Dependencies have them
(Schuster and Manning 2016).
"""

from __future__ import annotations

from readout.statements.parties import case, passive
from readout.statements.tree import Tree

_FAR = 6
"""Verbs at most between a verb and the one that names its subject."""
_SHARES = frozenset(("conj", "advcl", "xcomp", "ccomp", "acl", "amod"))
_RELATIVE = frozenset(("who", "which", "that", "whom"))
_TERMS = frozenset("year month week day decade sentence term jail prison time".split())
_VERBAL = frozenset(("VERB", "AUX"))
_INNER = frozenset(("nmod", "compound", "amod", "appos", "flat", "nummod", "det", "conj"))
"""Relations inside one noun phrase."""


class Clauses:
    """The verbs of a text with the subjects they have or share."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def suffers(self, verb: int) -> bool:
        """Whether the subject of a verb, its own or a shared one, is who suffers the act."""
        tree = self._tree
        for _ in range(_FAR):
            if tree.upos[verb] not in ("VERB", "ADJ"):
                return False
            if passive(tree, verb) or self._serves(verb):
                return True
            if not self._participle(verb):
                return False
            if tree.rel[verb] != "conj":
                bare = tree.rel[verb] in ("acl", "advcl", "xcomp", "amod")
                return bare and tree.full[verb] != "acl:relcl"
            if tree.rel[tree.head[verb]] == "amod":
                return False
            verb = tree.head[verb]
        return False

    def _serves(self, verb: int) -> bool:
        """Whether somebody is in prison: "*served* 20 years in jail"."""
        tree = self._tree
        if tree.lemma(verb) != "serve" or tree.upos[verb] != "VERB":
            return False
        return any(tree.rel[k] in ("obj", "obl") and tree.lemma(k) in _TERMS
                   for k in tree.children[verb])  # fmt: skip

    def _participle(self, verb: int) -> bool:
        """Whether a verb is a bare past participle: no subject, object or auxiliary of its own.
        One without a passive's auxiliary that is joined to another is often tagged as a past
        tense; it counts where "by" names who did it."""
        tree = self._tree
        tag = tree.xpos[verb]
        if tag != "VBN" and not (tag == "VBD" and self.by(verb) >= 0):
            return False
        return not any(
            tree.rel[k] in ("nsubj", "csubj", "obj", "ccomp", "aux", "mark")
            for k in tree.children[verb]
        )

    def by(self, verb: int) -> int:
        """Who stands behind the "by" of a verb, or -1."""
        tree = self._tree
        return next(
            (k for k in tree.children[verb] if tree.rel[k] == "obl" and case(tree, k) == "by"), -1
        )

    def agents(self, verb: int) -> list[int]:
        """Who stands behind the "by" of a passive or of one that it is joined to: "arrested and
        beaten *by soldiers*"."""
        if not self.suffers(verb):
            return []
        tree = self._tree
        own = [k for k in tree.children[verb] if tree.rel[k] == "obl" and case(tree, k) == "by"]
        if own:
            return own
        first = tree.head[verb] if tree.rel[verb] == "conj" else verb
        chain = [first, *(k for k in tree.children[first] if tree.rel[k] == "conj")]
        joined = [k for k in chain if k > verb and self.suffers(k)]
        return next(([by] for k in joined if (by := self.by(k)) >= 0), [])

    def subject(self, verb: int) -> int:
        """The head of the subject of a verb, its own, shared or controlled; of a relative pronoun
        what it stands for. -1 where there is none, or syntax does not say which."""
        tree = self._tree
        at = verb
        for _ in range(_FAR):
            own = tree.child(at, "nsubj")
            if own >= 0:
                return self._meant(own, at)
            above, relation = tree.head[at], tree.rel[at]
            if above < 0 or relation not in _SHARES or tree.child(at, "csubj") >= 0:
                return -1
            if tree.full[at] == "acl:relcl":
                return above
            if relation in ("acl", "amod"):
                said = tree.xpos[at] in ("VBN", "VBD", "VBG")
                return above if said and tree.upos[above] not in _VERBAL else -1
            if relation in ("advcl", "ccomp") and not self._bare(at):
                return -1
            if relation == "advcl" and tree.xpos[at] == "VBN" and self._alone(at) and at > above:
                return -1  # "sued the brothers, *arrested* in May"
            if self.tells(at):
                above = tree.head[above]
            if relation == "xcomp" and (done := tree.child(above, "obj")) >= 0:
                return done
            if relation == "conj" and tree.upos[above] not in _VERBAL and tree.rel[above] != "amod":
                return -1 if tree.child(above, "nsubj") < 0 else tree.child(above, "nsubj")
            at = above
        return -1

    def _bare(self, verb: int) -> bool:
        """Whether a clause is a participle: "*Arrested* in May, he", "after *being* arrested"."""
        tree = self._tree
        first = min((k for k in tree.children[verb] if tree.rel[k] == "aux"), default=verb)
        return tree.xpos[first] in ("VBG", "VBN")

    def tells(self, verb: int) -> bool:
        """Whether a participle behind a comma has for its subject who tells of the passive before
        it: "said that the port was hit, *denouncing* the raid"."""
        tree = self._tree
        above = tree.head[verb]
        beside = tree.rel[verb] == "advcl" and tree.xpos[verb] == "VBG" and 0 <= above < verb
        if not beside or tree.words[verb - 1] != ",":
            return False
        return tree.rel[above] == "ccomp" and passive(tree, above)

    def _alone(self, verb: int) -> bool:
        """Whether a verb has no auxiliary and no word that opens its clause."""
        tree = self._tree
        return not any(tree.rel[k] in ("aux", "mark") for k in tree.children[verb])

    def _meant(self, subject: int, verb: int) -> int:
        """What a relative pronoun stands for, else the subject itself."""
        tree = self._tree
        if tree.lower[subject] not in _RELATIVE:
            return subject
        at = verb
        for _ in range(_FAR):
            if at < 0:
                break
            if tree.full[at] == "acl:relcl":
                return tree.head[at]
            at = tree.head[at]
        return subject

    def within(self, word: int, top: int) -> bool:
        """Whether a word is the head of a noun phrase, or stands inside it or beside it in the
        coordination: the *army* of "the army's shelling and the rebels' fire"."""
        tree = self._tree
        for _ in range(2 * _FAR):
            if word == top:
                return True
            if word < 0 or tree.rel[word] not in _INNER:
                return False
            word = tree.head[word]
        return False
