"""Whom an attack harmed, where the syntax tells it plainly and the model's parts do not.

"Police shot dead *six protesters*": they are the target. "Four protesters were killed in clashes
with the police": those killed are not the police. "An air strike hit a market, *killing 54
people*": they are whom it was done to.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.events.clauses import Clauses
from readout.events.entities import Entities
from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.knowledge.event_words import words
from readout.statements.parties import case
from readout.statements.tree import Tree

_BESIDES = frozenset(("advcl", "xcomp", "conj", "parataxis", "acl"))
"""Relations of a clause that says what an attack did."""
_UP = 4
"""Steps at most from somebody to the fight that he is in."""


class Harmed:
    """The syntax of a text as far as it tells who was harmed."""

    def __init__(self, tree: Tree, entities: Entities) -> None:
        self._tree = tree
        self._entities = entities
        self._clauses = Clauses(tree)

    def added(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an attack with whom it harmed, as far as no part of it says so."""
        if trigger.type != "ASSAULT":
            return roles
        telling = (trigger.word, *trigger.also)
        subject = self._subject(telling)
        if subject >= 0:
            foes = [w for w in roles.recipients if self._fought(w)]
            rest = [w for w in roles.recipients if w not in (*foes, subject)]
            actors = [w for w in roles.actors if w != subject] or foes
            return replace(roles, actors=actors, recipients=sorted([subject, *rest]))
        if any(self._entities.acts(w) or self._entities.somebody(w) for w in roles.recipients):
            return roles
        victims = self._victims(telling)
        return replace(roles, recipients=sorted({*roles.recipients, *victims}))

    def _subject(self, telling: Sequence[int]) -> int:
        """Who was killed or hurt, by a passive that tells the act; -1 where none does."""
        for t in telling:
            if self._tree.lemma(t) in words("hurting") and self._clauses.suffers(t):
                subject = self._clauses.subject(t)
                if subject >= 0 and self._entities.acts(subject):
                    return subject
        return -1

    def _fought(self, word: int) -> bool:
        """Whether a word stands behind the "with" of a fight: "clashes with *the police*"."""
        tree = self._tree
        if case(tree, word) != "with":
            return False
        at = word
        for _ in range(_UP):
            at = tree.head[at]
            if at < 0:
                return False
            if tree.lemma(at) in words("fights"):
                return True
        return False

    def _victims(self, telling: Sequence[int]) -> list[int]:
        tree = self._tree
        out = []
        for t in telling:
            if tree.upos[t] == "VERB" and not self._clauses.suffers(t):
                # "Shot dead *six protesters*": the object itself, which the model may leave out.
                objects = [
                    k for k in tree.children[t]
                    if tree.rel[k] == "obj" and tree.upos[k] in ("NOUN", "PROPN")
                ]  # fmt: skip
                out += [k for k in objects if self._entities.acts(k)]
            for k in tree.children[t]:
                hurts = tree.rel[k] in _BESIDES and tree.lemma(k) in words("hurting")
                if hurts and k not in telling and not self._clauses.suffers(k):
                    victim = tree.child(k, "obj")
                    out += [victim] if victim >= 0 and self._entities.acts(victim) else []
        return out
