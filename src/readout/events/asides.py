"""What stands beside an act in its sentence and has no part in it.

"Police arrested 43 people during *protests*": the police do not protest. "They agreed after *talks*
in Beijing": nobody agrees with talks. "Teachers went on strike across *Ghana*": they do it there.
"The army *repelled* an attack": it did not attack.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.knowledge.event_words import words
from readout.statements.parties import case, passive
from readout.statements.tree import Tree

_UP = 6
"""Steps at most from a word to the verb that it hangs on."""
_HELPING = frozenset(("AID", "SUPPORT", "COOPERATE"))
_ELSEWHERE = frozenset("across throughout around".split())
"""Before a place where something is done, never before whom it is done to."""


class Asides:
    """The syntax of a text as far as it tells what is told by the way."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree
        self._when = words("when")

    def sifted(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an act without those who stand beside it."""
        telling = (trigger.word, *trigger.also)
        actors = [w for w in roles.actors if not self._is_credit(w)]
        recipients = [w for w in roles.recipients if not self._tells_when_or_where(w, telling)]
        if trigger.type == "PROTEST" and not any(self._is_its_verb(t, telling) for t in telling):
            actors = [w for w in actors if not self._acts_meanwhile(w, telling)]
        if trigger.type in _HELPING:
            recipients = [w for w in recipients if case(self._tree, w) != "against"]
        if trigger.type == "ASSAULT":
            beaten = [w for w in actors if self._repels(w, telling)]
            actors = [w for w in actors if w not in beaten]
            if beaten and not actors:
                actors = [w for w in recipients if self._is_warded_off(w)]
            recipients = sorted({*recipients, *beaten} - set(actors))
        return replace(roles, actors=actors, recipients=recipients)

    def _is_credit(self, word: int) -> bool:
        """Whether a word stands behind the mark of whose picture it is: "© 2018 *RFE*"."""
        low, _ = self._tree.sentence_run(word)
        return "©" in self._tree.words[low:word]

    def _is_its_verb(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word is a verb that tells the act by itself and not of the noun that does: "a
        protest *organised* by students", "police *dispersed* a protest"."""
        tree = self._tree
        of_noun = tree.rel[word] == "acl" and tree.head[word] in telling
        quells = tree.lemma(word) in words("quelling")
        return tree.upos[word] == "VERB" and not (of_noun or quells)

    def _is_warded_off(self, word: int) -> bool:
        """Whether a word is the object of a verb of warding an attack off: "repelled *them*"."""
        verb = self._tree.head[word]
        return (
            verb >= 0
            and self._tree.rel[word] == "obj"
            and self._tree.lemma(verb) in words("warding")
        )

    def _tells_when_or_where(self, word: int, telling: Sequence[int]) -> bool:
        tree = self._tree
        if tree.rel[word] in ("obl", "nmod") and case(tree, word) in _ELSEWHERE:
            return word not in telling
        top = self._top(word)
        if top in telling or any(self._below(t, top) for t in telling):
            return False
        return tree.rel[top] == "obl" and case(tree, top) in self._when

    def _top(self, word: int) -> int:
        """The noun of the phrase that a word stands in: "weeks" of "weeks of *protests*"."""
        tree = self._tree
        for _ in range(_UP):
            if tree.rel[word] not in ("nmod", "compound", "amod", "conj") or tree.head[word] < 0:
                break
            word = tree.head[word]
        return word

    def _acts_meanwhile(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word is the subject of another verb, during or after which, or against which,
        the protest took place; who shouts slogans during a protest takes part in it."""
        tree = self._tree
        for t in telling:
            top = self._top(t)
            above = tree.head[top]
            if above < 0 or tree.upos[above] != "VERB":
                continue
            if above in telling and tree.lemma(above) not in words("quelling"):
                continue
            aside = tree.rel[top] == "obl" and case(tree, top) in self._when
            quelled = tree.rel[top] == "obj" and tree.lemma(above) in words("quelling")
            joins = tree.lemma(above) in words("protesting")
            if ((aside and not joins) or quelled) and not self._below(word, top):
                return True
        return False

    def _below(self, word: int, noun: int) -> bool:
        """Whether a word stands in the phrase of a noun: "protests by *students*"."""
        for _ in range(_UP):
            if word == noun:
                return True
            word = self._tree.head[word]
            if word < 0:
                return False
        return False

    def _repels(self, word: int, telling: Sequence[int]) -> bool:
        """Whether a word is the subject of a verb of warding an attack off."""
        tree = self._tree
        for t in telling:
            for verb in (t, tree.head[t]):
                if verb < 0 or tree.lemma(verb) not in words("warding"):
                    continue
                if tree.head[word] == verb and tree.rel[word] == "nsubj":
                    return not passive(tree, verb)
        return False
