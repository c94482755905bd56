"""What a number counts and what became of it, read off the tree around it."""

from __future__ import annotations

from readout.knowledge.quantity_words import QuantityWords
from readout.mentions.quantities.tree import Tree
from readout.mentions.quantities.words import (
    AUX,
    BROAD,
    CLAUSE,
    DOERS,
    HURT,
    LOST,
    STATES,
    TAKEN,
)

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
_DEEPER = ("xcomp", "ccomp", "conj", "advcl")


class Kinds:
    """Decides the kind of a counted noun phrase."""

    def __init__(self, tree: Tree, know: QuantityWords) -> None:
        self.tree, self.know = tree, know
        self.counted = ""
        """Lemma of the noun that is counted."""

    def noun_of(self, first: int, after: int) -> int:
        """The noun that the number at words ``first`` to ``after`` counts; -1 for none."""
        tree = self.tree
        last = after - 1
        for i in range(last, first - 1, -1):
            h = tree.head[i]
            if tree.deprel[i] in ("nummod", "amod", "det", "compound", "advmod") and h >= after:
                between = tree.xpos[after:h]
                if (
                    tree.xpos[h].startswith(("NN", "JJ", "VB", "CD"))
                    and len(between) < 6
                    and "CD" not in between
                    and not any(tree.deprel[k] in CLAUSE for k in range(after, h))
                ):
                    return h
        # "dozens of people", "three of the wounded"
        if tree.word(after) == "of":
            for i in range(first, after):
                for k in tree.below.get(i, ()):
                    if tree.deprel[k].startswith("nmod") and k > after:
                        return k
            return self._next_noun(after + 1)
        if tree.word(after) in ("more", "other", "others", "additional", "further", "new"):
            found = self._next_noun(after)
            return found
        if tree.word(after) == "-":
            return self._next_noun(after + 1)
        if after < len(tree.xpos) and tree.xpos[after].startswith(("NN", "JJ")):
            return self._next_noun(after)
        return -1

    def _next_noun(self, i: int) -> int:
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

    def verb(self, i: int) -> str:
        """The verb of the tables a word is a form of; else its lemma."""
        return self.know.verbs.get(self.tree.word(i)) or self.tree.lemma(i)

    def kind(self, bound: int, first: int, after: int, noun: int) -> str | None:
        """Killed, injured ... by the words around; None when they do not say.

        ``bound`` is the first word of what bounds the number, or ``first``.
        """
        tree, know = self.tree, self.know
        self.counted = tree.lemma(noun) if noun >= 0 else ""
        if noun >= 0:
            lemma = tree.lemma(noun)
            if lemma in know.weapons:
                return "weapons"
            told = know.noun.get(lemma) or know.noun.get(tree.word(noun))
            if told in ("killed", "injured", "missing") and lemma not in ("casualty", "victim"):
                return told
        beside = self._beside(after) or self._before(bound, noun)
        if beside:
            return beside
        if noun < 0:
            beside = self._behind(after)
            if beside:
                return beside
        nodes = [noun] if noun >= 0 else []
        nodes.append(after - 1)
        nodes += range(first, after - 1)
        for node in nodes:
            found = self._climb(node)
            if found:
                return found
        if noun >= 0:
            found = self._within(noun)
            if found:
                return found
            lemma = tree.lemma(noun)
            if lemma not in know.gather:
                return know.noun.get(lemma) or know.noun.get(tree.word(noun))
        return None

    def _beside(self, after: int) -> str | None:
        """ "20 dead", "100 people missing", "others wounded"."""
        tree, know = self.tree, self.know
        k = after
        for _ in range(3):
            word = tree.word(k)
            if word in know.predicate and tree.xpos[k] in ("JJ", "VBN", "NN", "NNS", "VBD"):
                if tree.xpos[k] == "VBD" or tree.xpos[k + 1 : k + 2] in (["NN"], ["NNS"]):
                    return know.predicate[word] if tree.xpos[k] != "VBD" else None
                return know.predicate[word]
            if word not in ("people", "others", "other", "persons", "civilians", "more", "men"):
                return None
            k += 1
        return None

    def _before(self, bound: int, noun: int) -> str | None:
        """The verb right before ("killed six", "injuring a dozen"), whatever the tree has."""
        tree, know = self.tree, self.know
        k = bound - 1
        if k < 0 or not tree.xpos[k].startswith("VB"):
            return None
        found = know.object.get(self.verb(k))
        # A thing can be hit or held as well; whom one kills and wounds is a person.
        return (
            found
            if noun < 0 or found in ("injured", "displaced") or (self.verb(k) == "kill")
            else None
        )

    def _behind(self, after: int) -> str | None:
        """ "Two drowned and 15 were missing": the verb right behind a number alone."""
        tree, know = self.tree, self.know
        k, passive = after, False
        while k < len(tree.start) and k < after + 4:
            word, tag = tree.word(k), tree.xpos[k]
            if word in AUX:
                passive = passive or word not in ("has", "have", "had")
            elif word in know.predicate and (passive or tag == "VBN"):
                return know.predicate[word]
            elif tag in ("VBN", "VBD"):
                verb = self.verb(k)
                found = self._does(k, verb) or know.subject.get(verb)
                if found is None and passive:
                    found = self._suffers(k, verb)
                if found is None and (passive or tag == "VBN"):
                    found = know.object.get(verb)
                if found is None and tree.xpos[k + 1 : k + 2] in (["."], [","], ["CC"]):
                    found = know.object.get(verb)
                return found
            elif not tag.startswith("RB") and word not in ("more", "others"):
                return None
            k += 1
        return None

    def _within(self, noun: int) -> str | None:
        """ "Villagers killed in the raid", "the people who were arrested"."""
        tree = self.tree
        for k in tree.below.get(noun, ()):
            rel = tree.deprel[k]
            if rel.startswith("acl"):
                passive = tree.xpos[k] == "VBN" and not any(
                    tree.deprel[c].startswith("nsubj") and tree.deprel[c] != "nsubj:pass"
                    for c in tree.below.get(k, ())
                )
                found = self._of_verb(k, object_=passive)
                thing = self.counted not in self.know.person and not self.counted.endswith(DOERS)
                if found and found != "other" and not (thing and self.verb(k) in BROAD):
                    return found
            elif rel == "amod" and tree.word(k) in self.know.predicate:
                return self.know.predicate[tree.word(k)]
        return None

    def _climb(self, node: int) -> str | None:
        tree, know = self.tree, self.know
        x = node
        for _ in range(_STEPS):
            rel, h = tree.deprel[x], tree.head[x]
            if h < 0:
                # A headline without a verb: the number's own predicate, if any.
                return self._predicates(x)
            lemma = self.verb(h)
            if rel == "nmod" and tree.xpos[h] == "CD" and tree.word(h) not in know.vague:
                return None  # "of the 1,100 detainees, 700 were released"
            through = tree.word(h) in know.vague or tree.lemma(h) in know.partitive
            if rel == "nmod" and not through and lemma not in know.noun:
                return None  # "the father of four boys"
            if rel == "nsubj:pass":
                return self._of_verb(h, object_=True)
            if rel.startswith("nsubj"):
                return self._of_verb(h, object_=False) or self._toll(h, x)
            if rel in ("obj", "iobj"):
                return self._of_object(h, x)
            if rel == "obl:agent":
                joined = lemma in ("join", "stage", "attend") and any(
                    tree.lemma(k) in know.gather for k in tree.below.get(h, ())
                )
                return "participants" if joined else "other"
            if rel.startswith(("obl", "xcomp", "advcl", "nummod", "dep", "parataxis")):
                found = self._toll(h, x)
                if found:
                    return found
            if rel.startswith(("obl", "advcl", "ccomp", "acl")):
                return None
            if rel.startswith(_THROUGH) or rel in ("conj", "dep", "parataxis", "list"):
                found = know.noun.get(lemma)
                if lemma in know.gather and lemma != "part":
                    found = "participants"
                if found and rel.startswith("nmod"):
                    return found
                x = h
                continue
            if rel == "xcomp":
                return self._of_verb(h, object_=False)
            return None
        return None

    def _toll(self, verb: int, x: int) -> str | None:
        """ "The death toll rose to 34", "put the toll at 34"."""
        tree, know = self.tree, self.know
        for k in tree.below.get(verb, ()):
            if (
                k != x
                and tree.deprel[k].startswith(("nsubj", "obj"))
                and tree.lemma(k) in know.toll
            ):
                for j in (*tree.below.get(k, ()), k + 1, k + 2, k + 3):
                    word = tree.word(j)
                    if not word:
                        continue
                    found = know.predicate.get(word) or know.noun.get(tree.lemma(j))
                    if found and found != "participants":
                        return found
                if tree.lemma(k) == "toll":
                    return "killed"
        return None

    def _of_verb(self, verb: int, *, object_: bool) -> str | None:
        """Kind of the object (or passive subject), or of the subject, of a verb."""
        tree, know = self.tree, self.know
        lemma, word = self.verb(verb), tree.word(verb)
        near = tree.word(verb + 1), tree.word(verb + 2)
        if near == ("to", "death"):
            return "killed"
        if lemma == "shoot" and near[0] == "down":
            return "other"
        if word in STATES:
            return STATES[word]  # "are behind bars"
        if not object_:
            found = self._does(verb, lemma)
            if found:
                return found
        else:
            found = self._suffers(verb, lemma)
            if found:
                return found
        found = (know.object if object_ else know.subject).get(lemma)
        if found:
            return found
        if word in know.predicate and (object_ or not tree.xpos[verb].startswith("VBD")):
            return know.predicate[word]
        return self._predicates(verb)

    def _suffers(self, verb: int, lemma: str) -> str | None:
        """What is done to one: "was shot dead", "driven from", "picked up", "taken hostage"."""
        tree = self.tree
        words = {tree.word(k) for k in tree.below.get(verb, ()) if k > verb}
        words |= {tree.word(verb + 1), tree.word(verb + 2)}
        if lemma == "shoot":
            return self._predicates(verb) or ("killed" if "dead" in words else None)
        if lemma == "drive" and words & {"out", "from", "off", "away"}:
            return "displaced"
        if tree.word(verb) in ("picked", "rounded") and "up" in words:
            return "detained"
        if lemma == "take" and words & TAKEN:
            return "detained"
        if tree.word(verb) == "treated":
            return "injured"
        return None

    def _does(self, verb: int, lemma: str) -> str | None:
        """What one does with an object: "lost their lives", "staged a sit-in", "walked off"."""
        tree, know = self.tree, self.know
        if tree.word(verb).startswith("walk") and tree.word(verb + 1) in ("off", "out"):
            return "participants"
        for k in tree.below.get(verb, ()):
            if tree.deprel[k] == "obj":
                noun = tree.lemma(k)
                if lemma == "lose" and noun in LOST:
                    return LOST[noun]
                if lemma in ("take", "seek", "find") and noun in ("refuge", "shelter"):
                    return "displaced"
                if lemma in ("suffer", "sustain", "receive", "get") and noun in HURT:
                    return "injured"
                if lemma in ("take", "stage", "hold", "begin", "start", "join") and (
                    noun in know.gather or tree.word(k - 2) in know.gather
                ):
                    return "participants"
            elif lemma == "go" and tree.word(k) in ("strike", "missing"):
                return "participants" if tree.word(k) == "strike" else "missing"
        return None

    def _predicates(self, verb: int) -> str | None:
        """What is said further down: "are feared dead", "were shot and killed"."""
        tree, know = self.tree, self.know
        for k in tree.below.get(verb, ()):
            if tree.deprel[k].startswith(_DEEPER) and k > verb:
                word, lemma = tree.word(k), self.verb(k)
                found = know.predicate.get(word) or know.subject.get(lemma)
                if tree.deprel[k] == "conj":
                    own = any(tree.deprel[c].startswith("nsubj") for c in tree.below.get(k, ()))
                    if own:
                        continue
                    if tree.xpos[k] == "VBN":
                        found = found or know.object.get(lemma)
                elif tree.xpos[k] == "VBN":
                    found = found or know.object.get(lemma)
                if found:
                    return found
            elif tree.deprel[k].startswith("obl") and k > verb and tree.word(k) in STATES:
                return STATES[tree.word(k)]
        return None

    def _of_object(self, verb: int, x: int) -> str | None:
        tree, know = self.tree, self.know
        lemma = self.verb(verb)
        near = tree.word(verb + 1), tree.word(verb + 2)
        if lemma == "shoot" and near[0] == "down":
            return "other"
        words = {tree.word(k) for k in tree.below.get(verb, ())}
        noun = self.counted or tree.lemma(x)
        if noun in ("life", "death", "casualty", "injury", "body"):
            return know.noun[noun]
        found = know.object.get(lemma)
        if lemma == "take" and self._taken(verb, x):
            return "detained"
        if lemma == "shoot":
            known = self._predicates(verb)
            if known:
                return known
        if found and lemma in BROAD and noun not in know.person and not noun.endswith(DOERS):
            known = know.noun.get(noun)
            return known or (found if lemma == "claim" and tree.xpos[x] == "CD" else None)
        if found:
            return found
        if lemma in ("leave", "force", "order", "drive", "make", "find", "cause", "oblige"):
            for k in tree.below.get(verb, []) + tree.below.get(x, []):
                word = tree.word(k)
                if word in know.predicate and k > x:
                    return know.predicate[word]
                if tree.deprel[k] in ("xcomp", "advcl", "ccomp", "acl") and (
                    self.verb(k) in ("flee", "leave", "evacuate", "move", "abandon", "relocate")
                ):
                    return "displaced"
            if lemma == "drive" and self._from_home(verb, words):
                return "displaced"
        if lemma in ("draw", "attract") and noun in know.person:
            return "participants"
        if lemma == "lose" and (noun in know.person or noun.endswith(("er", "or"))):
            return "killed"
        if tree.word(verb).startswith("pick") and "up" in words:
            return "detained"
        return None

    def _taken(self, verb: int, x: int) -> bool:
        """ "Taking 11 soldiers prisoner", "took seven of them away"."""
        tree = self.tree
        last = tree.bounds(verb)[1]
        near = {tree.word(k) for k in range(x + 1, min(x + 5, last))}
        return bool(near & TAKEN)

    def _from_home(self, verb: int, words: set[str]) -> bool:
        tree = self.tree
        below = {tree.word(k) for k in tree.below.get(verb, ()) if k > verb}
        return bool((words | below) & {"home", "homes", "houses", "villages", "out", "from"})
