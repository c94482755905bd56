"""What is sent or given, which is not whom something is done to: "deployed *troops* to Mali"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.events.nouns import NAME
from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.knowledge.event_words import words
from readout.statements.parties import case
from readout.statements.tree import Tree

_MOVING = frozenset(("MOBILIZE", "RETREAT"))
"""Acts by which troops are moved, who are one's own."""
_GIVING = _MOVING | {"ACCUSE", "AGREE", "AID", "COOPERATE"}
"""Acts by which somebody is sent or something given to others."""
_LEADING = frozenset("to for against into".split())
"""Prepositions before whom something is given to or meant for."""
_INSIDE = frozenset("nmod amod nummod det acl".split())
_HELPING = frozenset(("help", "assist", "aid", "support"))
_BACK = frozenset(("return", "hand"))
_UP = 8


class Given:
    """The syntax of a text as far as it tells what somebody sends or gives."""

    def __init__(self, tree: Tree) -> None:
        self._tree = tree

    def left_out(self, trigger: Trigger, roles: Roles) -> Roles:
        """The parts of an act without what is sent or given: "deployed *troops* to Mali", "donated
        *tents* to Chad", "returned a portrait of a *girl* to its owner"."""
        if trigger.type not in _GIVING:
            return roles
        left = [w for w in roles.recipients if not self._is_given(w, trigger, roles.recipients)]
        return replace(roles, recipients=left)

    def _is_given(self, word: int, trigger: Trigger, recipients: Sequence[int]) -> bool:
        tree = self._tree
        given = word
        for _ in range(_UP):
            above = tree.head[given]
            sent = above >= 0 and tree.lemma(above) in words("giving")
            if sent and (tree.rel[given] == "obj" or case(tree, given) == "of"):
                break
            inside = tree.full[given] in NAME or tree.rel[given] in _INSIDE
            if above < 0 or not inside or case(tree, given) in _LEADING:
                return False
            given = above
        else:
            return False
        giving = act = tree.head[given]
        while tree.rel[act] in ("xcomp", "obj") and act not in (trigger.word, *trigger.also):
            act = tree.head[act]  # "announced the deployment of troops", "offered to send troops"
        if act not in (trigger.word, *trigger.also):
            return False
        if trigger.type in _MOVING and tree.lemma(giving) not in _BACK:
            return True
        gift = (act, giving, given)
        return any(w != word and self._receives(w, gift) for w in recipients)

    def _receives(self, word: int, gift: Sequence[int]) -> bool:
        """Whether a word is to whom something is given, or who is helped with it."""
        tree = self._tree
        while tree.full[word] in NAME and tree.head[word] >= 0:
            word = tree.head[word]
        above = tree.head[word]
        if tree.rel[word] == "iobj":
            return above in gift
        if tree.rel[word] == "obj" and tree.lemma(above) in _HELPING:
            return tree.head[above] in gift
        led = tree.rel[word] in ("obl", "nmod") and case(tree, word) in _LEADING
        return led and above in gift
