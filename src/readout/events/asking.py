"""Who is asked: the object of the verb that asks, who is to do what is asked for.

"The mayors called on the *leader* to step down": the request is aimed at the leader, and the leader
is to step down (object control). A pronoun and a name of one clause are two people, so that a "he"
who asks is not the one who is asked (principles B and C of binding, Chomsky 1981).
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace

from readout.events.clauses import Clauses
from readout.events.entities import Entities
from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.statements.parties import case, joined, passive
from readout.statements.tree import Tree

_LEADS = frozenset(("on", "upon", "to", "with", "for"))
"""What leads to who is asked: "called *on* him to", "pleaded *with* them not to"."""
_ORDERING = frozenset("order command instruct direct".split())
_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))
_PERSONAL = frozenset("he him she her they them it we us i me you".split())


class Asking:
    """The syntax of a text as far as it tells who is asked, and who is somebody else."""

    def __init__(self, tree: Tree, entities: Entities, requests: Collection[int]) -> None:
        """``requests``: the words that tell an act of asking."""
        self._tree = tree
        self._entities = entities
        self._clauses = Clauses(tree)
        self._requests = requests

    def settled(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an act of asking, or of an act that is asked for."""
        if trigger.type == "REQUEST":
            for verb in (trigger.word, *trigger.also):
                asked = self._asked(verb)
                if asked >= 0:
                    return self._asks(verb, asked, roles)
            return roles
        above = self._tree.head[trigger.word]
        ordered = above in self._requests or self._tree.lemma(above) in _ORDERING
        asked = self._asked(above, trigger.word) if ordered else -1
        if asked < 0 or not self._is_somebody(asked) or self._clauses.suffers(trigger.word):
            return roles
        own = [w for w in roles.actors if self._clauses.within(w, asked)]
        actors = own or joined(self._tree, asked)
        left = [w for w in roles.recipients if w not in actors]
        return replace(roles, actors=actors, recipients=left)

    def _asks(self, verb: int, asked: int, roles: Roles) -> Roles:
        within, tree, of = self._clauses.within, self._tree, self._entities.of
        actors = [w for w in roles.actors if not within(w, asked)]
        subject = -1 if self._clauses.suffers(verb) else self._clauses.subject(verb)
        if not actors and subject >= 0 and self._is_somebody(subject):
            actors = [subject]
        if tree.upos[asked] == "PRON" and of(asked) in {None, *map(of, actors)}:
            # A pronoun that stands for nobody known: whom the model has is the better guess.
            return replace(roles, actors=actors)
        recipients = [w for w in roles.recipients if within(w, asked)] or joined(tree, asked)
        return replace(roles, actors=actors, recipients=recipients)

    def _asked(self, verb: int, act: int = -1) -> int:
        """The object of a verb before its infinitive, which is ``act`` where given, or the subject
        of its passive; or -1."""
        tree = self._tree
        if verb < 0 or tree.upos[verb] != "VERB":
            return -1
        acts = [
            k
            for k in tree.children[verb]
            if k > verb and tree.rel[k] in ("xcomp", "advcl", "ccomp") and self._is_to(k)
        ]
        if not acts or (act >= 0 and act != acts[0]):
            return -1
        for k in tree.children[verb]:
            leads = tree.rel[k] == "obl" and case(tree, k) in _LEADS and self._is_somebody(k)
            done = tree.rel[k] in ("obj", "iobj") and tree.upos[k] in _NOMINAL
            if verb < k < acts[0] and (leads or done):
                return k
        # "*Citizens* were urged to leave".
        return tree.child(verb, "nsubj") if passive(tree, verb) else -1

    def _is_to(self, verb: int) -> bool:
        tree = self._tree
        return any(tree.lower[k] == "to" and tree.rel[k] == "mark" for k in tree.children[verb])

    def _is_somebody(self, word: int) -> bool:
        entities = self._entities
        pronoun = self._tree.upos[word] == "PRON" and self._tree.lower[word] in _PERSONAL
        return pronoun or entities.acts(word) or entities.somebody(word)

    def apart(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts without a subject pronoun that stands for the object of its own verb, and
        without an object pronoun that stands for the subject: they cannot be one."""
        tree, of = self._tree, self._entities.of
        actors, recipients = list(roles.actors), list(roles.recipients)
        for verb in (trigger.word, *trigger.also):
            subject = self._clauses.subject(verb)
            if tree.upos[verb] != "VERB" or subject < 0 or self._clauses.suffers(verb):
                continue
            for done in (k for k in tree.children[verb] if tree.rel[k] in ("obj", "iobj")):
                names = tree.upos[done] in ("PROPN", "PRON") and of(subject) is not None
                if not names or of(subject) != of(done):
                    continue
                if done in recipients and tree.lower[done] in _PERSONAL:
                    recipients.remove(done)
                elif subject in actors and tree.lower[subject] in _PERSONAL:
                    actors.remove(subject)
        return replace(roles, actors=actors, recipients=recipients)
