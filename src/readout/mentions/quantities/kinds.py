"""What a number counts and what became of it: a vote of cues, each with its points."""

from __future__ import annotations

from readout.knowledge.quantity_words import QuantityWords
from readout.mentions.quantities.cues import POINTS, Cues
from readout.mentions.quantities.reading import reading
from readout.mentions.quantities.tree import Tree
from readout.mentions.quantities.words import CLAUSE

READING = 4.0
"""Points for a kind of which the table of the language model's vectors is sure."""
_MARGIN = 0.25
"""By how much the best kind must lead."""
_ALONE = 1.5
"""The same where the table alone tells it."""
THINGS = 0.4
"""Share of the table's points for a kind of persons when what is counted does not look like any,
and for weapons when it does; none where the table alone tells it."""
_OF_THINGS = ("weapons", "money", "other")
_VICTIMS = ("killed", "injured", "missing", "detained")
_THEM = frozenset("them us you whom which these those".split())
_NUMBERING = frozenset("numbering totalling totaling".split())


def _decided(points: dict[str, float]) -> bool:
    """Whether the first kind leads by more than the table can give to another."""
    second, first = sorted((0.0, 0.0, *points.values()))[-2:]
    return first - second >= READING + _MARGIN


class Kinds:
    """Decides the kind of a counted noun phrase."""

    def __init__(self, tree: Tree, know: QuantityWords) -> None:
        self.tree, self.know = tree, know
        self.cues = Cues(tree, know)

    def kind(
        self, bound: int, first: int, after: int, noun: int, earlier: str | None = None
    ) -> str | None:
        """The kind with the most points, ``other`` when it does not lead by a margin.

        ``bound`` is the first word of what bounds the number, or ``first``; ``after`` the word
        behind the number; ``noun`` what it counts, -1 for a number alone; ``earlier`` the kind of
        the number before. None for a number of which no cue but the table says anything. Ships
        and states that take part are no participants.
        """
        points = self.votes(bound, first, after, noun, earlier)
        if not points:
            return None
        told = any(value > 0 for value in points.values())
        if told and _decided(points):
            return self._unless_moving(max(points, key=lambda kind: points[kind]), noun)
        does = self.cues.above.does(noun if noun >= 0 else after - 1, first)
        for kind, chance in reading()(self.cues.features(first, after, noun)).items():
            if does and kind in _VICTIMS:
                continue
            share = 1.0
            if self._unlike(kind, noun):
                share = THINGS if told else 0.0
            points[kind] = points.get(kind, 0.0) + READING * share * chance
        (best, most), (_, next_) = sorted(points.items(), key=lambda item: -item[1])[:2]
        return "other" if most - next_ < (_MARGIN if told else _ALONE) else (
            self._unless_moving(best, noun))  # fmt: skip

    def _unless_moving(self, kind: str, noun: int) -> str:
        """Ships and states that take part are no participants."""
        moving = kind == "participants" and noun >= 0 and self.tree.lemma(noun) in self.know.moving
        return "other" if moving else kind

    def _unlike(self, kind: str, noun: int) -> bool:
        """Whether a noun does not look like what a kind is of: persons, or arms."""
        if self.cues.verbs.thing():
            return kind not in _OF_THINGS
        return kind == "weapons" and noun >= 0

    def votes(
        self, bound: int, first: int, after: int, noun: int, earlier: str | None = None
    ) -> dict[str, float]:
        """Kind to its points by the cues of :data:`POINTS`; empty for a number that nothing is
        known of but the words around it."""
        points: dict[str, float] = {}
        alone = noun < 0 or self.tree.xpos[noun].startswith(("PRP", "WP"))
        if self.tree.word(after) == "of" and noun == after + 1:
            after += 2  # "six of them injured"
        for cue, kind in self.cues.told(bound, first, after, noun):
            points[kind] = points.get(kind, 0.0) + POINTS[cue]
        joined = noun >= 0 and self.tree.deprel[noun] == "conj" and earlier not in _OF_THINGS
        if earlier and not points and (alone or joined):
            points[earlier] = POINTS["earlier"]
        if not points and not alone:
            points["other"] = 0.0
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
