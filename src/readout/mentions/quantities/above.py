"""What the tree above and below a counted noun says of it: its verb, its clauses, its lists."""

from __future__ import annotations

from readout.knowledge.quantity_words import QuantityWords
from readout.mentions.quantities.tree import Tree
from readout.mentions.quantities.verbs import Verbs
from readout.mentions.quantities.words import BROAD, HURT

_STEPS = 8
_THROUGH = (
    "nmod",
    "appos",
    "compound",
    "nummod",
    "amod",
    "flat",
    "fixed",
    "advmod",
    "obl:unmarked",
)


class Above:
    """The cues of one text that the tree gives."""

    def __init__(self, tree: Tree, know: QuantityWords, verbs: Verbs) -> None:
        self.tree, self.know, self.verbs = tree, know, verbs

    def predicate(self, first: int, after: int, noun: int) -> str | None:
        """What the tree says, from the noun or else from the words of the number."""
        nodes = [noun] if noun >= 0 else []
        nodes += [after - 1, *range(first, after - 1)]
        return next((found for node in nodes if (found := self._climb(node))), None)

    def within(self, noun: int) -> str | None:
        """ "Villagers killed in the raid", "the people who were arrested"."""
        tree = self.tree
        for k in tree.below(noun):
            rel = tree.deprel[k]
            if rel.startswith("acl"):
                passive = tree.xpos[k] == "VBN" and not any(
                    tree.deprel[c].startswith("nsubj") and tree.deprel[c] != "nsubj:pass"
                    for c in tree.below(k)
                )
                found = self.verbs.of_verb(k, object_=passive)
                if (
                    found
                    and found != "other"
                    and not (self.verbs.thing() and self.verbs.verb(k) in BROAD)
                ):
                    return found
            elif rel == "nmod" and tree.lemma(k) in HURT:
                return "injured"
            elif rel == "amod" and tree.word(k) in self.know.predicate:
                return self.know.predicate[tree.word(k)]
        return None

    def whole(self, noun: int, first: int) -> bool:
        """Whether the number at word ``first`` counts a whole of which the sentence tells a part:
        "40" of "12 of the 40 prisoners had died"."""
        tree = self.tree
        return (
            noun >= 0
            and tree.deprel[noun] == "nmod"
            and tree.head[noun] < first <= noun
            and tree.xpos[tree.head[noun]] == "CD"
            and any(tree.word(k) == "of" for k in tree.below(noun))
        )

    def does(self, x: int, first: int) -> bool:
        """Whether a word is the subject of a verb that has an object: those are seldom victims."""
        verb, done_to = self.governor(x, first)
        return not done_to and any(self.tree.deprel[k] == "obj" for k in self.tree.below(verb))

    def governor(self, x: int, first: int) -> tuple[int, bool]:
        """The verb that a word is subject or object of, and whether it is what is done to.

        Noun phrases and numbers are climbed ("thousands of men"); -1 when there is no such verb.
        """
        tree = self.tree
        for _ in range(_STEPS):
            rel, h = tree.deprel[x], tree.head[x]
            if (
                h < 0
                or rel.startswith(("obl", "acl", "advcl", "xcomp", "ccomp"))
                or self.whole(x, first)
            ):
                return -1, False
            if rel.startswith(("nsubj", "obj", "iobj")):
                if tree.deprel[x].startswith("nsubj") and self._out_of(x):
                    return -1, False
                return h, rel != "nsubj"
            x = h
        return -1, False

    def _climb(self, node: int) -> str | None:
        tree, know = self.tree, self.know
        x = node
        for _ in range(_STEPS):
            rel, h = tree.deprel[x], tree.head[x]
            if h < 0:
                # A headline without a verb: the number's own predicate, if any.
                return self.verbs.predicates(x)
            lemma = self.verbs.verb(h)
            if rel == "nmod" and tree.xpos[h] == "CD" and tree.word(h) not in know.vague:
                return None  # "of the 1,100 detainees, 700 were released"
            if rel.startswith("nsubj") and self._out_of(x):
                return None
            if rel == "nsubj:pass":
                return self.verbs.of_verb(h, object_=True)
            if rel == "nsubj" and x > h and self.verbs.of_object(h, x):
                return self.verbs.of_object(h, x)  # an object, whatever the tree calls it
            if rel.startswith("nsubj") and (held := self._are(h)):
                return held
            if rel.startswith("nsubj"):
                return self.verbs.of_verb(h, object_=False) or self.verbs.toll(h, x)
            if rel in ("obj", "iobj"):
                return self.verbs.toll(h, x) or self.verbs.of_object(h, x)
            if rel == "obl:agent":
                joined = lemma == "attend" or (
                    lemma in ("join", "stage")
                    and any(tree.lemma(k) in know.gather for k in tree.below(h))
                )
                return "participants" if joined else None
            if rel.startswith(("obl", "xcomp", "advcl", "nummod", "dep", "parataxis")):
                found = self.verbs.toll(h, x)
                if found:
                    return found
            if rel.startswith("obl") and self.verbs.missed(h, x):
                return "missing"
            if rel.startswith(("obl", "advcl", "ccomp", "acl")):
                return None
            if rel.startswith("nmod") and lemma in ("search", "hunt") and self.verbs.missed(h, x):
                return "missing"
            through = tree.word(h) in know.vague or tree.lemma(h) in know.partitive
            if rel == "nmod" and not through and not self._counts_in(x, lemma):
                above = tree.lemma(tree.head[h]) if tree.deprel[h].startswith("nmod") else ""
                return know.noun.get(above)  # not of "the father of four boys"
            if rel.startswith(_THROUGH) or rel in ("conj", "dep", "parataxis", "list"):
                found = know.noun.get(lemma)
                if lemma in know.gather and lemma != "part":
                    found = "participants"
                if found and rel.startswith("nmod"):
                    return found
                x = h
                continue
            if rel == "xcomp":
                return self.verbs.of_verb(h, object_=False)
            return None
        return None

    def _are(self, h: int) -> str | None:
        """ "Remain prisoners", "are refugees": what those are said to be."""
        tree, know = self.tree, self.know
        nouns = [k for k in tree.below(h) if tree.deprel[k] == "xcomp"]
        if any(tree.deprel[k] == "cop" for k in tree.below(h)):
            nouns.append(h)
        told = [know.noun.get(tree.lemma(k)) for k in nouns if tree.xpos[k].startswith("NN")]
        return next((kind for kind in told if kind), None)

    def _out_of(self, x: int) -> bool:
        """Whether a subject stands behind "of": "of the 1,100 detainees, 700 were released"."""
        below = self.tree.below(x)
        return any(self.tree.deprel[k] == "case" and self.tree.word(k) == "of" for k in below)

    def _counts_in(self, x: int, lemma: str) -> bool:
        """Whether what is said of a noun is said of those named with it: "20, including two"."""
        below = self.tree.below(x)
        if not any(self.tree.deprel[k] == "case" for k in below):
            return True  # set beside it: "the foreigners, two Germans and a Dane"
        cases = {self.tree.word(k) for k in below}
        return bool(
            cases & {"including", "among"} or lemma in self.know.noun or lemma in self.know.gather
        )
