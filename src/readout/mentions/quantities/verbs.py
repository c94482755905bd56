"""What verbs say of those they are done to and of those who do them."""

from __future__ import annotations

from readout.knowledge.quantity_words import QuantityWords
from readout.mentions.quantities.tree import Tree
from readout.mentions.quantities.words import (
    BROAD,
    CROWDING,
    DOERS,
    HURT,
    LEAVING,
    LOST,
    NO_PLANE,
    ORDERING,
    STATES,
    TAKEN,
)

_STAGING = frozenset("take stage hold begin start join observe mount attend".split())
_HOUSING = frozenset("hold house shelter host receive accept".split())
_DEEPER = ("xcomp", "ccomp", "csubj", "conj", "advcl")


class Verbs:
    """Kinds by the verb of a counted noun phrase."""

    def __init__(self, tree: Tree, know: QuantityWords) -> None:
        self.tree, self.know = tree, know
        self.counted = ""
        """Lemma of the noun that is counted."""

        self.persons = False

    def count(self, noun: int) -> None:
        """Take note of the noun that is counted, -1 for none: what is said of it depends on it."""
        tree, know = self.tree, self.know
        lemma, word = tree.lemma(noun) if noun >= 0 else "", tree.word(noun)
        # The learned lemma may be none ("crew").
        self.counted = word if word in know.person else lemma
        self.persons = (
            noun < 0
            or self.counted in know.person
            or lemma in know.person
            or tree.xpos[noun].startswith(("PRP", "WP", "CD"))
            or (lemma.endswith(DOERS) and lemma not in know.thing)
            or (lemma == "bomber" and tree.word(noun - 1) in NO_PLANE)
            or (tree.xpos[noun].startswith("NNP") and tree.word(noun + 1) != "of")
            or know.noun.get(lemma) not in (None, "participants")
        )

    def force(self) -> bool:
        """Whether soldiers or policemen are counted, who are where they are sent."""
        return self.counted in self.know.force

    def thing(self) -> bool:
        """Whether what is counted does not look like persons."""
        return not self.persons

    def verb(self, i: int) -> str:
        """The verb of the tables a word is a form of; else its lemma."""
        return self.know.verbs.get(self.tree.word(i)) or self.tree.lemma(i)

    def toll(self, verb: int, x: int) -> str | None:
        """ "The death toll rose to 34", "put the toll at 34"."""
        tree, know = self.tree, self.know
        grows = self.verb(verb) in know.growth and not self.counted
        for k in tree.below(verb):
            if grows and k != x and tree.deprel[k].startswith("nsubj"):
                own = know.noun.get(tree.lemma(k)) or know.noun.get(tree.word(k))
                if own is None and tree.lemma(k) in know.gather:
                    own = "participants"
                if own and tree.lemma(k) not in know.toll:
                    return own
            if (
                k != x
                and tree.deprel[k].startswith(("nsubj", "obj"))
                and tree.lemma(k) in know.toll
            ):
                for j in (*tree.below(k), k + 1, k + 2, k + 3):
                    word = tree.word(j)
                    if not word:
                        continue
                    found = know.predicate.get(word) or know.noun.get(tree.lemma(j))
                    if found and found != "participants":
                        return found
                if tree.lemma(k) == "toll":
                    return "killed"
        return None

    def of_verb(self, verb: int, *, object_: bool) -> str | None:
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
            found = self.does(verb, lemma)
            if found:
                return found
        else:
            found = self.suffers(verb, lemma)
            if found:
                return found
        found = (know.object if object_ else know.subject).get(lemma)
        noun = self.counted
        thing = noun and self.thing()
        if found == "injured" and thing and lemma in BROAD:
            return "other"  # "more than 70 houses were burned"
        if found == "injured" and object_ and self.predicates(verb) == "killed":
            return "killed"  # "were stabbed and killed"
        if found:
            return found
        if word in know.predicate and (object_ or not tree.xpos[verb].startswith("VBD")):
            return know.predicate[word]
        return self.predicates(verb)

    def suffers(self, verb: int, lemma: str) -> str | None:
        """What is done to one: "was shot dead", "driven from", "picked up", "taken hostage"."""
        tree = self.tree
        words = {tree.word(k) for k in tree.below(verb) if k > verb}
        words |= {tree.word(verb + 1), tree.word(verb + 2)}
        if lemma == "shoot":
            return self.predicates(verb) or ("killed" if "dead" in words else None)
        if lemma == "drive" and words & {"out", "from", "off", "away"}:
            return "displaced"
        if tree.word(verb) in ("picked", "rounded") and "up" in words:
            return "detained"
        if tree.word(verb) == "heard" and {"not", "n't"} & {tree.word(k) for k in tree.below(verb)}:
            return "missing"
        if lemma == "take" and words & TAKEN:
            return "detained"
        if tree.word(verb) == "treated":
            return "injured"
        return None

    def missed(self, verb: int, x: int) -> bool:
        """ "Looking for nine climbers", "the search for the 44": not for suspects."""
        tree = self.tree
        if not tree.word(verb).startswith(("look", "search", "hunt", "comb", "scour")):
            return False
        cases = {tree.word(k) for k in tree.below(x) if tree.deprel[k] == "case"}
        return "for" in cases and self.counted not in self.know.sought

    def does(self, verb: int, lemma: str) -> str | None:
        """What one does with an object: "lost their lives", "staged a sit-in", "walked off"."""
        tree, know = self.tree, self.know
        if tree.word(verb).startswith("walk") and tree.word(verb + 1) in ("off", "out"):
            return "participants"
        for k in tree.below(verb):
            if tree.deprel[k] == "obj":
                noun = tree.lemma(k)
                if tree.word(verb) in CROWDING and noun in know.streets and not self.force():
                    return "participants"
                if lemma in ("need", "receive", "require", "undergo") and noun == "treatment":
                    return "injured"
                if lemma == "lose" and noun in LOST:
                    return LOST[noun]
                if lemma in ("take", "seek", "find") and noun in ("refuge", "shelter"):
                    return "displaced"
                if lemma in ("suffer", "sustain", "receive", "get") and noun in HURT:
                    return "injured"
                if lemma in _STAGING and (noun in know.gather or tree.word(k - 2) in know.gather):
                    return "participants"
            elif lemma == "go" and tree.word(k) in ("strike", "missing"):
                return "participants" if tree.word(k) == "strike" else "missing"
        return None

    def predicates(self, verb: int, *, joined: bool = True) -> str | None:
        """What is said further down: "are feared dead", "were shot and killed"."""
        tree, know = self.tree, self.know
        other = any(tree.deprel[k] == "obj" for k in tree.below(verb))
        for k in tree.below(verb):
            if other and not tree.deprel[k].startswith("conj"):
                continue  # "saw the gunmen flee", "took the injured to hospital": of the object
            conj = tree.deprel[k] == "conj"
            if tree.deprel[k].startswith(_DEEPER) and k > verb and (joined or not conj):
                if any(tree.deprel[c].startswith("nsubj") for c in tree.below(k)):
                    continue  # said of another: "saw the gunmen flee"
                word, lemma = tree.word(k), self.verb(k)
                found = know.predicate.get(word) or know.subject.get(lemma) or STATES.get(word)
                if tree.xpos[k] == "VBN":
                    found = found or know.object.get(lemma)
                if found == "injured" and self.predicates(k) == "killed":
                    return "killed"  # "were shot and killed"
                if found:
                    return found
            elif tree.deprel[k].startswith("obl") and k > verb and tree.word(k) in STATES:
                return STATES[tree.word(k)]
        return None

    def of_object(self, verb: int, x: int) -> str | None:
        tree, know = self.tree, self.know
        lemma = self.verb(verb)
        if lemma == "shoot" and tree.word(verb + 1) == "down":
            return "other"
        if lemma == "charge" and tree.word(verb + 1) in ("at", "into", "toward", "towards"):
            return None
        words = {tree.word(k) for k in tree.below(verb)}
        noun = self.counted or tree.lemma(x)
        if noun in ("life", "death", "casualty", "injury", "body"):
            return know.noun[noun]
        found = know.object.get(lemma)
        if lemma == "hold" and words & {"can", "could"}:
            return None  # what there is room for
        if lemma == "drive" and self._across(verb):
            return "displaced"
        if lemma in _HOUSING and know.noun.get(noun) == "displaced":
            return "displaced"
        if lemma == "treat":
            if noun == "patient":
                return "other"
            return None if noun and self.thing() else "injured"
        if lemma == "take" and self._taken(verb, x):
            return "detained"
        if lemma == "shoot":
            known = self.predicates(verb, joined=False)
            if known:
                return known
        if lemma == "keep" and not self.counted:
            return "detained"
        if found and lemma in BROAD and self.thing():
            known = know.noun.get(noun)
            return known or (found if lemma == "claim" and tree.xpos[x] == "CD" else None)
        if found:
            return found
        if lemma in ORDERING:
            for k in tree.below(verb) + tree.below(x):
                word = tree.word(k)
                if word in ("shelter", "home", "homes", "roof") and k > x and lemma == "leave":
                    return "displaced"  # "left 700 people without shelter"
                if word in know.predicate and k > x:
                    return know.predicate[word]
                if tree.deprel[k] in ("xcomp", "advcl", "ccomp", "acl") and (
                    self.verb(k) in LEAVING
                ):
                    return "displaced"
            if lemma == "drive" and self._from_home(verb, words):
                return "displaced"
        if lemma in ("draw", "attract") and self.persons:
            return "participants"
        if tree.word(verb) in ("brought", "brings", "bring", "bringing"):
            near = {tree.word(k) for k in range(verb, min(verb + 9, tree.bounds(verb)[1]))}
            if near & {"together"} or (near & {"onto", "into"} and near & know.streets):
                return "participants"
        if lemma == "lose" and self.counted and self.persons:
            return "killed"
        if tree.word(verb).startswith("pick") and "up" in words:
            return "detained"
        return None

    def _across(self, verb: int) -> bool:
        """ "Has driven 400,000 people into Chad"."""
        tree = self.tree
        return any(
            tree.word(c) in ("into", "across", "over")
            for k in tree.below(verb) if tree.deprel[k].startswith("obl")
            for c in tree.below(k) if tree.deprel[c] == "case"
        )  # fmt: skip

    def _taken(self, verb: int, x: int) -> bool:
        """ "Taking 11 soldiers prisoner", "took seven of them away"."""
        tree = self.tree
        last = tree.bounds(verb)[1]
        near = {tree.word(k) for k in range(x + 1, min(x + 5, last))}
        return bool(near & TAKEN)

    def _from_home(self, verb: int, words: set[str]) -> bool:
        tree = self.tree
        below = {tree.word(k) for k in tree.below(verb) if k > verb}
        return bool((words | below) & {"home", "homes", "houses", "villages", "out", "from"})
