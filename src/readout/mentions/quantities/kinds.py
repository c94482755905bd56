"""What a number counts and what became of it: a vote of cues, each with its points."""

from __future__ import annotations

from readout.knowledge.quantity_words import QuantityWords
from readout.mentions.quantities.cues import POINTS, Cues
from readout.mentions.quantities.tree import Tree
from readout.mentions.quantities.words import CLAUSE

_LEAST = 2.0
"""Points without which no kind is told."""
_MARGIN = 0.5
"""By how much the best kind must lead."""

_THEM = frozenset("them us you whom which these those".split())

_NUMBERING = frozenset("numbering totalling totaling".split())


class Kinds:
    """Decides the kind of a counted noun phrase."""

    def __init__(self, tree: Tree, know: QuantityWords) -> None:
        self.tree, self.know = tree, know
        self.cues = Cues(tree, know)

    def kind(self, bound: int, first: int, after: int, noun: int) -> str | None:
        """The kind with the most points (:data:`POINTS`); None when no cue says anything.

        ``bound`` is the first word of what bounds the number, or ``first``; ``after`` the word
        behind the number; ``noun`` what it counts, -1 for a number alone. "Other" when the best
        does not lead by a margin; ships and states that take part are no participants.
        """
        points = self.votes(bound, first, after, noun)
        if points.get("killed") and points.get("injured"):
            # One shot dead was shot: death is told by more than one word.
            points["killed"] += points.pop("injured")
        if not points:
            return None
        (best, most), *rest = sorted(points.items(), key=lambda item: -item[1])
        if most < _LEAST:
            return None
        if rest and most - rest[0][1] < _MARGIN:
            return "other"
        moving = best == "participants" and noun >= 0 and self.tree.lemma(noun) in self.know.moving
        return "other" if moving else best

    def votes(self, bound: int, first: int, after: int, noun: int) -> dict[str, float]:
        """Kind to its points."""
        points: dict[str, float] = {}
        if self.tree.word(after) == "of" and noun == after + 1:
            after += 2  # "six of them injured"
        for cue, kind in self.cues.told(bound, first, after, noun):
            points[kind] = points.get(kind, 0.0) + POINTS[cue]
        return points

    def noun_of(self, first: int, after: int) -> int:
        """The noun that the number at words ``first`` to ``after`` counts; -1 for none."""
        tree = self.tree
        last = after - 1
        of_them = tree.word(after) == "of" and tree.word(after + 1) in _THEM
        apart = of_them and tree.word(first - 1) == "," == tree.word(after + 2)
        if (apart or tree.word(first - 1) in _NUMBERING) and tree.xpos[first - 2] == "NNS":
            return first - 2  # "taxi drivers, 800 of them, ..."
        if of_them:
            return after + 1
        for i in range(last, first - 1, -1):
            h = tree.head[i]
            if tree.deprel[i] in ("nummod", "amod", "det", "compound", "advmod") and h >= after:
                between = tree.xpos[after:h]
                if (
                    tree.xpos[h].startswith(("NN", "JJ", "VBN", "VBG", "CD"))
                    and len(between) < 6
                    and "CD" not in between
                    and not any(tree.deprel[k] in CLAUSE for k in range(after, h))
                ):
                    return h
        # "dozens of people", "three of the wounded"
        if tree.word(after) == "of":
            for i in range(first, after):
                for k in tree.below(i):
                    if tree.deprel[k].startswith("nmod") and k > after:
                        return k
            return self.next_noun(after + 1)
        if tree.word(after) in ("more", "other", "others", "additional", "further", "new"):
            found = self.next_noun(after)
            return found
        if tree.word(after) == "-":
            return self.next_noun(after + 1)
        if after < len(tree.xpos) and tree.xpos[after].startswith(("NN", "JJ")):
            return self.next_noun(after)
        return -1

    def next_noun(self, i: int) -> int:
        """The last noun of the run of nouns and adjectives that begins at a word."""
        tree = self.tree
        found = -1
        for k in range(i, min(i + 6, len(tree.xpos))):
            tag = tree.xpos[k]
            if tag.startswith("NN"):
                found = k
            elif found >= 0 or not (
                tag.startswith(("JJ", "PRP$", "DT"))
                or (tag in ("VBN", "VBG") and tree.deprel[k] in ("amod", "compound"))
                or k == i
            ):
                break
        return found
