"""Of those that an act may be done to, those its clause names as such against those around it.

Where the object of the verb, or the phrase that its preposition leads to, is somebody, whoever
stands in a phrase of place, time or cause, or in another clause, is not whom it is done to: "freed
19 *Christians* near Mosul", "struck the *base* after protests over the president".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.events.clauses import Clauses
from readout.events.entities import Entities
from readout.events.given import Given
from readout.events.nouns import NAME
from readout.events.roles import Roles
from readout.events.things import PARTITIVE
from readout.events.triggers import Trigger
from readout.knowledge import actor_words
from readout.knowledge.event_words import words
from readout.mentions.actors.nouns import singular
from readout.statements.parties import case, mark
from readout.statements.tree import Tree

_AROUND = frozenset(
    "in at near inside outside during after before despite since amid amidst following throughout "
    "within along over until while because as across around beyond under".split()
)
"""Prepositions of where, when and why."""
_DISCUSSING = frozenset("discuss debate review examine explore".split())
"""Verbs whose object is what is talked about."""
_ABOUT = frozenset("about regarding concerning over".split())
_FOR_THEM = frozenset("support solidarity favour favor sympathy memory honour honor behalf".split())
"""Nouns for whose sake people gather, behind "in" or "on"."""
_CHARGES = frozenset("accusation allegation charge claim insinuation suggestion".split())
"""Nouns for what is said against somebody."""
_UP = 8
_HELD = frozenset(("PROTEST", "CONSULT", "COOPERATE"))
"""Acts that are held somewhere, and done to nobody there."""
_WHERE = frozenset(("in", "at", "near", "within", "inside", "outside", "across"))
_HELPING = frozenset("protect defend avenge honour honor save rescue shield deliver".split())
_BROUGHT = frozenset(("AID", "MOBILIZE"))
"""Acts that a place receives: "deployed observers in *Zimbabwe*"."""
_HARM = frozenset(("ASSAULT", "COERCE", "ACCUSE", "SANCTION", "PROTEST"))
"""Acts that one does to others' own and hardly to one's own."""
_CLAUSES = frozenset(("advcl", "acl", "ccomp", "parataxis"))


class Aimed:
    """The syntax of a text as far as it tells whom an act is done to from those around it."""

    def __init__(self, tree: Tree, entities: Entities) -> None:
        self._tree = tree
        self._entities = entities
        self._clauses = Clauses(tree)
        self._given = Given(tree)

    def sifted(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an act without the recipients around it, where its clause names another who
        is somebody."""
        roles = self._without_others(trigger, self._without_topics(trigger, roles))
        roles = self._given.left_out(trigger, self._without_matter(trigger, roles))
        left = [w for w in roles.recipients if not self.names_a_deal(w)]
        roles = replace(roles, recipients=left)
        roles = self._without_places(trigger, self._without_members(trigger, roles))
        if len(roles.recipients) < 2:
            return roles
        telling = (trigger.word, *trigger.also)
        around = self.around(trigger, roles.recipients)
        left = [w for w in roles.recipients if w not in around]
        doers = {self._entities.of(w) for w in roles.actors}
        own = trigger.type not in _HARM
        done_to = [w for w in left if self._is_done_to(w, telling) and not (own and self._its(w))]
        if not around or all(self._entities.of(w) in doers for w in done_to):
            return roles
        return replace(roles, recipients=left)

    def _without_others(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of a protest without whom it is for ("marched in support of the *army*"), those
        of a reproach without those to whom the deed was done ("condemned the *murder* of the
        mayor", "deplored an *attack* on the port")."""
        if trigger.type == "PROTEST":
            left = [w for w in roles.recipients if not self._is_cause(w)]
        elif trigger.type == "ACCUSE":
            telling = (trigger.word, *trigger.also)
            left = [w for w in roles.recipients if not self.is_victim(w, telling)]
        else:
            return roles
        return replace(roles, recipients=left)

    def _is_cause(self, word: int) -> bool:
        tree = self._tree
        if case(tree, word) == "for":
            return True
        for _ in range(_UP):
            if case(tree, word) in ("in", "on") and tree.lemma(word) in _FOR_THEM:
                return True
            word = tree.head[word]
            if word < 0 or tree.upos[word] not in ("NOUN", "PROPN"):
                return False
        return False

    def _without_topics(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of a talk without what it is about: "discussed *Syria*", "talks on *Iran*"."""
        tree = self._tree
        if trigger.type != "CONSULT":
            return roles
        topics, matters = set(), []
        for t in (trigger.word, *trigger.also):
            for k in tree.children[t]:
                done = tree.rel[k] == "obj" and tree.lemma(t) in _DISCUSSING
                if tree.lemma(k) in _DISCUSSING and tree.rel[k] in ("advcl", "xcomp", "acl"):
                    matters += [m for m in tree.children[k] if tree.rel[m] == "obj"]
                about = tree.rel[k] in ("obl", "nmod") and (
                    case(tree, k) in _ABOUT or (tree.upos[t] == "NOUN" and case(tree, k) == "on")
                )
                if done or about:
                    topics.add(k)
        left = [
            w
            for w in roles.recipients
            if not (self._below(w, topics) or any(self._clauses.within(w, m) for m in matters))
        ]
        return replace(roles, recipients=left)

    def _without_matter(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an act of words without whom its matter is about: those whom something is
        asked for ("an appeal for aid for *Zimbabwe*"), and those of whom an accusation that is
        rejected speaks ("denied charges that he led a *gang*"), whoever makes it stays."""
        tree = self._tree
        if trigger.type == "REQUEST":
            left = [w for w in roles.recipients if not self._is_asked_for(w)]
            return replace(roles, recipients=left)
        if trigger.type != "REJECT":
            return roles
        charges = {
            k
            for t in (trigger.word, *trigger.also)
            for k in (t, *tree.children[t])
            if tree.lemma(k) in _CHARGES and (k == t or tree.rel[k] == "obj")
        }
        left = [w for w in roles.recipients if not self._is_charged(w, charges)]
        return replace(roles, recipients=left)

    def _without_members(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an attack without those whom a doer is said to be of: "came under fire from
        gunmen believed to belong to the *Front*"."""
        if trigger.type != "ASSAULT":
            return roles
        telling = (trigger.word, *trigger.also)
        left = [w for w in roles.recipients if not self._describes(w, roles.actors, telling)]
        return replace(roles, recipients=left)

    def _describes(self, word: int, doers: Sequence[int], telling: Sequence[int]) -> bool:
        tree = self._tree
        for _ in range(_UP):
            above = tree.head[word]
            if word in telling or above < 0:
                return False
            if tree.rel[word] == "acl" and above in doers:
                return True
            word = above
        return False

    def names_a_deal(self, word: int) -> bool:
        """Whether a word is in the name of an agreement, and no side: "the *Khartoum* accord"."""
        tree = self._tree
        deal = word
        while tree.rel[deal] in ("compound", "amod") and tree.head[deal] > deal:
            deal = tree.head[deal]
        named = deal != word and tree.upos[word] == "PROPN"
        return named and tree.lemma(deal) in actor_words.listed("agreements")

    def _without_places(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of a protest, a talk or a joint act without where it is done ("exercises in the
        western *Philippines*"), those of an attack without whom it is to help ("to deliver justice
        to the *victims*")."""
        if trigger.type in _HELD:
            left = [w for w in roles.recipients if not self._is_where(w)]
        elif trigger.type == "ASSAULT":
            telling = (trigger.word, *trigger.also)
            left = [w for w in roles.recipients if not self._is_helped(w, telling)]
        else:
            return roles
        return replace(roles, recipients=left)

    def _is_where(self, word: int) -> bool:
        tree = self._tree
        there = tree.rel[word] in ("obl", "nmod") and case(tree, word) in _WHERE
        return there and tree.upos[word] == "PROPN"

    def _is_helped(self, word: int, telling: Sequence[int]) -> bool:
        tree = self._tree
        for _ in range(_UP):
            if word in telling or word < 0:
                return False
            if tree.rel[word] in ("obj", "obl", "iobj"):
                verb = tree.head[word]
                return verb not in telling and tree.lemma(verb) in _HELPING
            word = tree.head[word]
        return False

    def is_victim(self, word: int, telling: Sequence[int] = ()) -> bool:
        """Whether a word is whom the deed was done to that the noun above it tells; not of a deed
        that is the act itself (an "*attack* on the party" in words) or is only called for."""
        tree = self._tree
        for _ in range(_UP):
            above = tree.head[word]
            if above < 0 or tree.rel[word] not in (*NAME, "nmod"):
                return False
            if above in telling or case(tree, above) == "for":
                return False
            if tree.rel[word] == "nmod" and tree.upos[above] == "NOUN":
                leads, deed = case(tree, word), tree.lemma(above)
                harmed = leads == "of" and deed in words("done_to")
                laid = leads == "on" and tree.lemma(tree.head[above]) in ("blame", "pin")
                if harmed or (leads in ("on", "against") and deed in words("deeds") and not laid):
                    return True
            word = above
        return False

    def _is_asked_for(self, word: int) -> bool:
        """Whether a word or the list it stands in is behind the "for" of a noun and is not asked to
        do anything itself: "a call for the *rebels* to leave"."""
        tree = self._tree
        while tree.rel[word] == "conj":
            word = tree.head[word]
        if case(tree, word) != "for" or tree.upos[tree.head[word]] == "VERB":
            return False
        acts = (*tree.children[word], *(k for k in tree.children[tree.head[word]] if k > word))
        return not any(
            tree.rel[k] in ("acl", "advcl", "xcomp", "ccomp") and tree.child(k, "mark") >= 0
            for k in acts
        )

    def _is_charged(self, word: int, charges: set[int]) -> bool:
        """Whether a word stands below one of some accusations, but not as who makes it."""
        tree = self._tree
        for _ in range(_UP):
            above = tree.head[word]
            if above in charges:
                makes = case(tree, word) in ("by", "from") or word < above
                return tree.rel[word] in ("nmod", "obl", "acl", "ccomp", "appos") and not makes
            if above < 0:
                return False
            word = above
        return False

    def _below(self, word: int, tops: set[int]) -> bool:
        """Whether a word stands in one of some phrases, and not behind a "with" of its own."""
        for _ in range(_UP):
            if word in tops:
                return True
            if word < 0 or case(self._tree, word) in ("with", "between"):
                return False
            word = self._tree.head[word]
        return False

    def around(self, trigger: Trigger, some: Sequence[int]) -> set[int]:
        """Those of some words that stand in a phrase of place, time or cause below the words that
        tell an act, inside another deed, or in a clause of their own."""
        telling = (trigger.word, *trigger.also)
        there = trigger.type in _BROUGHT
        return {
            w
            for w in some
            if self._is_around(w, telling, there)
            or self._is_of_another(w, telling)
            or self._is_means(w, telling)
            or (trigger.type == "ASSAULT" and self.is_victim(w, telling))
        }

    def _is_of_another(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word is the object of a verb that is joined to that of the act: "killed the
        mayor and freed his *brother*"; what both share stands before them, or behind the last."""
        tree = self._tree
        verb = next((t for t in telling if tree.upos[t] == "VERB"), -1)
        at = word
        while tree.head[at] >= 0 and (tree.full[at] in NAME or self._is_counted(at)):
            at = tree.head[at]
        other = tree.head[at]
        if verb < 0 or other < 0 or tree.rel[at] not in ("obj", "iobj", "obl"):
            return False
        while tree.rel[other] == "xcomp" and tree.head[other] not in telling:
            other = tree.head[other]
        joined = tree.rel[other] == "conj" and tree.head[other] == verb
        joined = joined or (tree.rel[verb] == "conj" and tree.head[verb] == other and at < verb)
        return joined and other not in telling and tree.upos[other] == "VERB"

    def _is_means(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a thing is what an act is done with: "helped the police *with maps*", "struck
        the base using *aircraft*"."""
        tree = self._tree
        at = word
        while tree.full[at] in NAME and tree.head[at] >= 0:
            at = tree.head[at]
        verb = tree.head[at]
        if tree.rel[at] == "obj" and tree.lemma(verb) == "use" and verb not in telling:
            return True
        return (
            tree.rel[word] == "obl"
            and tree.head[word] in telling
            and case(tree, word) == "with"
            and self._entities.of(word, things=False) is None
        )

    def _is_done_to(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word is the object of a verb that tells the act, the subject of its passive, or
        in a phrase of its own, and names somebody."""
        tree = self._tree
        at = word
        while tree.head[at] >= 0 and (tree.full[at] in NAME or self._is_counted(at)):
            at = tree.head[at]
        above = tree.head[at]
        while above >= 0 and tree.rel[above] == "xcomp" and above not in telling:
            above = tree.head[above]  # "threatened to shell *them*"
        near = above in telling and tree.rel[at] in ("obj", "iobj", "nsubj", "obl", "nmod")
        near = near or self._is_inside_object(at, telling)
        return near and self._entities.of(word, things=False) is not None

    def _is_inside_object(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word stands in the phrase of an object that is nobody itself: "cancelled a
        visit to *Chad*", "spurned offers by the *government*"."""
        tree = self._tree
        for _ in range(_UP):
            above = tree.head[word]
            if tree.rel[word] != "nmod" or case(tree, word) in _AROUND or above < 0:
                return False
            verb = tree.head[above]
            while verb >= 0 and tree.rel[verb] == "xcomp" and verb not in telling:
                verb = tree.head[verb]
            if tree.rel[above] == "obj" and verb in telling:
                return self._entities.of(above, things=False) is None
            word = above
        return False

    def _its(self, word: int) -> bool:
        """Whether a word is somebody's own: "agreed to withdraw *its troops* from Bor"."""
        return any(self._tree.xpos[k] == "PRP$" for k in self._tree.children[word])

    def _is_counted(self, word: int) -> bool:
        """Whether a word is who is counted or gathered: "dozens of *members*"."""
        tree = self._tree
        above = singular(tree.lower[tree.head[word]])
        return tree.rel[word] == "nmod" and case(tree, word) == "of" and above in PARTITIVE

    def _is_around(self, word: int, telling: Sequence[int], there: bool) -> bool:
        """As ``around``. ``there``: a place in which it is done receives it."""
        tree = self._tree
        at = word
        for _ in range(_UP):
            above, relation = tree.head[at], tree.rel[at]
            if at in telling or above < 0:
                return False
            if relation in ("obl", "nmod") and case(tree, at) in _AROUND:
                return not (there and case(tree, at) == "in" and tree.upos[at] == "PROPN")
            if relation in _CLAUSES and (tree.child(at, "nsubj") >= 0 or mark(tree, at) in _AROUND):
                return True
            if at != word and self._is_deed(at, telling):
                return True
            at = above
        return False

    def _is_deed(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a noun that is nobody stands in a phrase of a verb beside its object: "accused
        him of the *slaughter* of hundreds"."""
        tree = self._tree
        beside = tree.rel[word] == "obl" and tree.head[word] in telling
        return (
            beside
            and tree.upos[word] == "NOUN"
            and tree.child(tree.head[word], "obj") >= 0
            and not (self._entities.acts(word) or self._entities.somebody(word))
        )
