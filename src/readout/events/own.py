"""Where a clause names who does its act, nobody from another clause is taken for the doer.

In a long sentence the language model gives an act parts of its neighbours. A finite verb has one
subject; that one does it, if it is anybody, and what the model marks outside that phrase does not.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.events.clauses import Clauses
from readout.events.entities import Entities
from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.knowledge.event_words import words
from readout.statements.parties import case, joined, passive
from readout.statements.tree import Tree

_MUTUAL = frozenset(("CONSULT", "AGREE", "COOPERATE"))
_GETTING = frozenset(
    "receive obtain get gain win suffer lose face undergo incur sustain see die perish".split()
)
"""Verbs whose subject is who an act is done to."""
_EACH = frozenset(("each", "both", "either", "neither", "side", "party"))
"""Subjects that stand for actors named elsewhere."""
_WHERE = frozenset("to into onto toward towards".split())
_SAME = frozenset(("flat", "appos", "nmod:desc"))
"""Relations of the parts of one name."""
_DASHES = frozenset(("-", "--", "–", "—", ":"))


class OwnParts:
    """The clauses of a text as far as they name who does their acts."""

    def __init__(self, tree: Tree, entities: Entities) -> None:
        self._tree = tree
        self._entities = entities
        self._clauses = Clauses(tree)

    def kept(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an act, with the subject of its verb for its doer where it has one that is
        somebody; who does it jointly with others stays with them on the other side."""
        tree, within = self._tree, self._clauses.within
        telling = self._without_judging((trigger.word, *trigger.also))
        goals = {w for w in roles.actors if self._is_goal(w, telling)}
        roles = replace(roles, actors=[w for w in roles.actors if w not in goals])
        roles = self._owned(trigger, roles)
        subjects = [s for t in telling if (s := self._subject(t)) >= 0]
        doers = [s for s in subjects if self._is_doer(s, roles.recipients)]
        agents = [k for t in telling for k in self._clauses.agents(t)]
        doers += [k for k in agents if self._entities.acts(k) or self._entities.somebody(k)]
        if not doers:
            return roles
        subjects += agents
        pronoun = any(tree.upos[s] == "PRON" for s in doers)
        mutual = trigger.type in _MUTUAL
        own: list[int] = []
        others: list[int] = []
        for w in roles.actors:
            before = (pronoun or mutual) and w < min(telling)  # whom the pronoun stands for
            inside = any(within(w, s) or self._calls_itself(w, s) for s in subjects)
            side = own if before or inside else others
            side.append(w)
        recipients = [w for w in roles.recipients if not self._names(w, own)]
        if own and not others:
            return replace(roles, recipients=recipients)
        if not any(self._entities.of(w, things=False) for w in own):
            own = sorted({w for s in doers for w in joined(tree, s)})
        if mutual:
            recipients += [w for w in others if self._beyond(w, telling) and w not in recipients]
        return replace(roles, actors=own, recipients=sorted(recipients))

    def _owned(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an act that a noun tells, done by whose it is alone where that is told: "to
        object to *Fiji's* request"."""
        tree, word = self._tree, trigger.word
        if tree.upos[word] != "NOUN" or trigger.also or trigger.type in _MUTUAL:
            return roles
        owners = [k for k in tree.children[word] if tree.full[k] == "nmod:poss"]
        owners = [k for k in owners if k in roles.actors]
        if not owners:
            return roles
        kept = [w for w in roles.actors if any(self._clauses.within(w, k) for k in owners)]
        return replace(roles, actors=kept)

    def _without_judging(self, telling: Sequence[int]) -> list[int]:
        """The words that tell an act, without a verb of who sees, judges or causes it."""
        held = words("witnessing") | words("judging") | words("causing")
        others = [t for t in telling if self._tree.lemma(t) not in held]
        return others or list(telling)

    def _subject(self, verb: int) -> int:
        """The subject of an active verb that names it, or shares it with one that does; or -1."""
        tree = self._tree
        if tree.upos[verb] != "VERB" or self._clauses.suffers(verb):
            return -1
        first = tree.head[verb] if tree.rel[verb] == "conj" else verb
        beside = self._clauses.tells(verb)
        if (
            tree.child(verb, "nsubj") < 0
            and not beside
            and (tree.child(first, "nsubj") < 0 or passive(tree, first))
        ):
            return -1
        subject = self._clauses.subject(verb)
        # A preposition before it and the parse has taken another phrase for the subject.
        if subject < 0 or case(tree, subject) or self._is_dateline(subject, verb):
            return -1
        return subject

    def _is_doer(self, subject: int, recipients: Sequence[int]) -> bool:
        """Whether a subject is somebody, and is not whom the model takes the act to be done to."""
        tree, entities = self._tree, self._entities
        inside = [w for w in recipients if self._clauses.within(w, subject)]
        if self._each(subject) or any(not self._names(w, [subject]) for w in inside):
            return False
        if tree.lemma(tree.head[subject]) in _GETTING:
            return False
        pronoun = tree.upos[subject] == "PRON" and entities.of(subject) is not None
        return pronoun or entities.acts(subject) or entities.somebody(subject)

    def _names(self, word: int, doers: Sequence[int]) -> bool:
        """Whether a word is the name or title of one of some others: "President *Vucic*"."""
        tree = self._tree
        while tree.full[word] in _SAME and tree.head[word] >= 0:
            word = tree.head[word]
            if word in doers:
                return True
        return False

    def _is_goal(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word stands where a passive says to where it is done: "was deported
        to *Poland*"."""
        tree = self._tree
        there = tree.rel[word] == "obl" and case(tree, word) in _WHERE
        return there and tree.head[word] in telling and self._clauses.suffers(tree.head[word])

    def _calls_itself(self, word: int, subject: int) -> bool:
        """Whether a word is the name of a subject: "hackers calling themselves *Red Frost*"."""
        tree = self._tree
        while tree.rel[word] in ("flat", "compound") and tree.head[word] >= 0:
            word = tree.head[word]
        verb = tree.head[word]
        return verb >= 0 and tree.lemma(verb) in ("call", "know") and tree.head[verb] == subject

    def _each(self, subject: int) -> bool:
        tree = self._tree
        return tree.lower[subject] in _EACH or any(
            tree.lower[k] in _EACH for k in tree.children[subject] if tree.rel[k] == "det"
        )

    def _is_dateline(self, subject: int, verb: int) -> bool:
        """Whether a name opens a sentence, a dash stands before its verb: "TIRANA, Albania -"."""
        tree = self._tree
        low, _ = tree.sentence_run(subject)
        return subject < verb and any(tree.words[k] in _DASHES for k in range(low, verb))

    def _beyond(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word stands behind a verb that tells the act, in its clause."""
        tree = self._tree
        at, verb = word, -1
        while at >= 0:
            if at in telling:
                verb = at
                break
            if at != word and tree.upos[at] == "VERB" and tree.child(at, "nsubj") >= 0:
                return False
            at = tree.head[at]
        return verb >= 0 and word > verb
