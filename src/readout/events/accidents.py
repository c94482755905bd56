"""Crashes, storms and diseases hurt people, and nobody has attacked them.

``annotation.md`` counts accidents, disasters and weather as no events; their verbs ("hit",
"killed", "battered") are those of attacks.
"""

from __future__ import annotations

from readout.events.triggers import Trigger
from readout.knowledge.event_words import words
from readout.statements.parties import case, passive
from readout.statements.tree import Tree

_BY = frozenset("in by from with during due to of amid under".split())
_TIED = ("nsubj", "nsubj:pass", "obl:agent", "obl", "nmod", "compound")
_ITSELF = frozenset("collide derail capsize collision derailment".split())
_DOWN = frozenset(("crash", "fall", "plunge"))
_MACHINES = frozenset(
    "aircraft plane jet helicopter airliner chopper bus car train truck lorry ferry boat".split()
)
_STORMS = frozenset("storm hurricane typhoon cyclone".split())


def is_accident(tree: Tree, trigger: Trigger) -> bool:
    """Whether a harm was done by an accident, the weather or a disease: its subject is one, or what
    it happened in or by; "killed in a *crash*", "*Storm* Abel batters", "two cars *collided*"."""
    if trigger.type != "ASSAULT":
        return False
    harm, causes = words("harming"), words("accidents")
    telling = (trigger.word, *trigger.also)
    for word in telling:
        if tree.lemma(word) in _ITSELF and not _aimed(tree, word):
            return True
        if tree.lemma(word) in _DOWN and _comes_down(tree, word) and not _aimed(tree, word):
            return True
        if tree.lemma(word) not in harm and tree.lower[word] not in harm:
            continue
        does = _has_doer(tree, word, causes)
        for below in tree.children[word]:
            relation = tree.full[below]
            if does and relation != "nsubj":
                continue  # "soldiers killed six in the *storm*"
            if relation not in _TIED or below in telling:
                continue
            before = case(tree, below)
            if relation in ("obl", "nmod") and before not in _BY:
                continue
            if tree.lemma(below) in causes and not _violent(tree, below):
                return True
            if relation.startswith(("nsubj", "obl")) and _is_storm(tree, below):
                return True
    return False


def _comes_down(tree: Tree, word: int) -> bool:
    """Whether a machine that is no weapon crashes by itself: "a third aircraft *fell*"."""
    doer = tree.child(word, "nsubj")
    alone = doer >= 0 and tree.child(word, "obj") < 0 and not passive(tree, word)
    return alone and tree.lemma(doer) in _MACHINES


def _has_doer(tree: Tree, word: int, causes: frozenset[str]) -> bool:
    """Whether a verb names by its subject, or behind "by", who or what did it."""
    if tree.lemma(word) == "die":
        return False
    return any(
        tree.full[k] == "nsubj"
        or (tree.rel[k] == "obl" and case(tree, k) == "by" and tree.lemma(k) not in causes)
        for k in tree.children[word]
    )


def _is_storm(tree: Tree, word: int) -> bool:
    """Whether a name is that of a storm: "Storm Abel", "Typhoon Abel"."""
    return any(
        tree.lower[k] in _STORMS
        for k in (word, *tree.children[word])
        if k == word or tree.full[k] in ("compound", "nmod:desc", "flat", "appos")
    )


def _violent(tree: Tree, word: int) -> bool:
    """Whether something is said to be meant: "a *bomb* blast", "an *arson* fire"."""
    meant = words("weapons")
    return any(
        tree.lemma(k) in meant or tree.lower[k] in ("deliberate", "arson", "suicide", "terror")
        for k in tree.children[word]
    )


def _aimed(tree: Tree, word: int) -> bool:
    """Whether something was driven at somebody on purpose: "collided with a *crowd*"."""
    return any(
        tree.lower[k].startswith(("deliberate", "intention", "purpose"))
        or tree.lemma(k) in ("crowd", "protester", "marcher", "checkpoint")
        for k in tree.children[word]
    )
