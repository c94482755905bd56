"""Nobody is the deed itself, nor what somebody is charged with; who faces charges brings none."""

from __future__ import annotations

from dataclasses import replace

from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.statements.tree import Tree

_OF_COURTS = frozenset(("ACCUSE", "SANCTION"))
_TRIED = frozenset(("face", "appear"))
_WAGING = frozenset("wage launch mount conduct carry resume continue intensify".split())
_CAMPAIGNS = frozenset("campaign offensive operation war assault attack raid strike".split())
_WARS = frozenset(("war", "conflict", "crisis", "embargo"))
"""What nobody is who does something."""
_COUNTS = frozenset(("count", "charge"))


def without_deeds(tree: Tree, trigger: Trigger, roles: Roles) -> Roles:
    """The parts of an act without the act ("waged an air *campaign*") and the "*counts*" on which
    somebody was found guilty; who "*faces* charges" is who they are brought against."""
    telling = (trigger.word, *trigger.also)
    actors = [w for w in roles.actors if not _is_war(tree, w)]
    recipients = [w for w in roles.recipients if not _is_deed(tree, trigger, w)]
    if trigger.type in _OF_COURTS:
        tried = {s for t in telling if (s := _tried(tree, t)) >= 0}
        recipients = sorted({*recipients, *(w for w in actors if w in tried)})
        actors = [w for w in actors if w not in tried]
    return replace(roles, actors=actors, recipients=recipients)


def _is_war(tree: Tree, word: int) -> bool:
    """Whether a word is a war, or where it is: "in *Yemen's* civil war"."""
    above = tree.head[word]
    return tree.lemma(word) in _WARS or (
        tree.full[word] == "nmod:poss" and above >= 0 and tree.lemma(above) in _WARS
    )


def _is_deed(tree: Tree, trigger: Trigger, word: int) -> bool:
    if trigger.type == "SANCTION" and tree.lemma(word) in _COUNTS:
        return True
    verb = tree.head[word]
    waged = verb in (trigger.word, *trigger.also) and tree.lemma(verb) in _WAGING
    return trigger.type == "ASSAULT" and waged and tree.lemma(word) in _CAMPAIGNS


def _tried(tree: Tree, word: int) -> int:
    """The subject of a verb of facing charges, which the word is or is the object of; or -1."""
    verb = word if tree.lemma(word) in _TRIED else tree.head[word]
    if verb < 0 or tree.lemma(verb) not in _TRIED:
        return -1
    while tree.child(verb, "nsubj") < 0 and tree.rel[verb] in ("advcl", "xcomp", "conj"):
        verb = tree.head[verb]
    return tree.child(verb, "nsubj")
