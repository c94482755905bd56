"""Who did what a noun tells: "the *attack*" has no subject, and many stand around it who did not.

In a sentence that only speaks of an attack the language model takes for its doer whoever is near:
who offers an inquiry into it, who tells of it, whom it divides. A doer is tied to the noun: a part
of its own phrase ("the *rebels'* attack"), the subject of the verb that does it ("launched an
attack"), whom the noun describes ("the men who planned the attack"), or who is blamed for it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.knowledge.event_words import words
from readout.statements.parties import case
from readout.statements.tree import Tree

_STEPS = 8
_WHOLE = frozenset("obj xcomp conj acl advcl ccomp nsubj parataxis".split())
"""Relations through which what a verb does reaches the noun."""
_CARRIED = frozenset(
    "series wave number spate string campaign part round barrage role responsibility hand "
    "involvement leader author mastermind perpetrator victim credit complicity".split()
)
"""Nouns whose "of", "for" or "in" leads to the act itself."""
_INTO = frozenset("of for in to with from".split())
_WRONGLY = frozenset(("falsely", "wrongly", "wrongfully"))
_NAMING = frozenset("call describe term label brand dub characterise characterize portray".split())
_LAYING = frozenset(("blame", "pin"))
_BLAMING = frozenset(
    "accuse blame implicate suspect charge convict indict link tie hold arrest try jail sentence "
    "name identify".split()
)

_AVENGING = frozenset("retaliate avenge punish respond sanction strike hit".split())
"""What is done "for" an attack by those who suffered it."""


def tied(tree: Tree, trigger: Trigger, roles: Roles) -> Roles:
    """``roles`` of an attack told by a noun without actors that nothing ties to it; with whom a
    verb around it blames for it where none is left."""
    if trigger.type != "ASSAULT" or tree.upos[trigger.word] != "NOUN":
        return roles
    telling = (trigger.word, *trigger.also)
    blamed = [w for t in telling if (w := _blamed(tree, t)) >= 0]
    actors = [w for w in roles.actors if any(_is_tied(tree, w, t) for t in telling)]
    laid = any(case(tree, w) == "on" for w in blamed)
    avenged = any(_is_avenged(tree, t) for t in telling)
    if (actors or not roles.actors) and not laid and not (avenged and blamed):
        return replace(roles, actors=actors)
    recipients = [w for w in roles.recipients if w not in blamed]
    return replace(roles, actors=blamed[:1], recipients=recipients)


def _blamed(tree: Tree, noun: int) -> int:
    """Whom the verb above a noun blames for it: "implicated *Abel* in the attack", "blamed the
    attack on *Abel*"; or -1."""
    verb = tree.head[noun]
    if verb >= 0 and _is_wrongly(tree, verb):
        return -1
    if verb >= 0 and tree.rel[noun] == "obj" and tree.lemma(verb) in _LAYING:
        behind = (k for above in (noun, verb) for k in tree.children[above] if k > noun)
        return next((k for k in behind if case(tree, k) == "on"), -1)
    if verb < 0 or tree.rel[noun] not in ("obl", "nmod") or case(tree, noun) not in _INTO:
        return -1
    if tree.rel[noun] == "nmod":
        verb = tree.head[verb]
    if verb < 0:
        return -1
    if _is_avenged(tree, noun):
        return next((k for k in tree.children[verb] if _is_foe(tree, k)), -1)
    if tree.lemma(verb) not in _BLAMING:
        return -1
    return next((k for k in tree.children[verb] if tree.full[k] in ("obj", "nsubj:pass")), -1)


def _is_tied(tree: Tree, word: int, noun: int) -> bool:
    if _in_phrase(tree, word, noun):
        return True
    at = noun
    for _ in range(_STEPS):
        above, relation = tree.head[at], tree.rel[at]
        if above < 0:
            return False
        before = case(tree, at)
        if relation == "nmod" and not (tree.lemma(above) in _CARRIED and before in _INTO):
            blames = tree.head[above] >= 0 and tree.lemma(tree.head[above]) in _BLAMING
            return blames and _within(tree, word, (above,)) and word <= above
        if relation == "obl" and before not in _INTO:
            return False
        if relation not in _WHOLE and relation not in ("nmod", "obl"):
            return False
        if _does(tree, above, word, noun):
            return True
        if _within(tree, above, (word,)) and relation in ("acl", "nmod"):
            return True
        at = above
    return False


def _in_phrase(tree: Tree, word: int, noun: int) -> bool:
    """Whether a word stands in the phrase of a noun, and in no clause on another noun in it: not
    the army of "the attack in a message *intercepted by the army*"."""
    while word >= 0 and word != noun:
        above = tree.head[word]
        if tree.rel[word] == "acl" and above != noun:
            return False
        word = above
    return word == noun


def _does(tree: Tree, verb: int, word: int, noun: int) -> bool:
    """Whether somebody is the subject of a verb that does more than speak of the noun, or its
    agent, or whom it blames."""
    lemma = tree.lemma(verb)
    if _is_avenged(tree, noun):
        return any(_is_foe(tree, k) and _within(tree, word, (k,)) for k in tree.children[verb])
    if lemma in _BLAMING:
        if _is_wrongly(tree, verb):
            return False
        blamed = [k for k in tree.children[verb] if tree.full[k] in ("obj", "nsubj:pass")]
        return _within(tree, word, blamed)
    if (
        lemma in _NAMING
        or lemma in words("judging")
        or lemma in words("witnessing")
        or lemma in words("causing")
    ):
        return False
    doers = [
        k
        for k in tree.children[verb]
        if k != noun
        and (tree.full[k] == "nsubj" or (tree.rel[k] == "obl" and case(tree, k) == "by"))
    ]
    return _within(tree, word, doers)


def _is_avenged(tree: Tree, noun: int) -> bool:
    """Whether something is done for what a noun tells: "retaliated for the *attack*"."""
    verb = tree.head[noun]
    return verb >= 0 and case(tree, noun) == "for" and tree.lemma(verb) in _AVENGING


def _is_wrongly(tree: Tree, verb: int) -> bool:
    """Whether the text says that somebody is blamed *falsely*."""
    return any(tree.lower[k] in _WRONGLY for k in tree.children[verb])


def _is_foe(tree: Tree, word: int) -> bool:
    """Whether a verb of avenging is aimed at a word."""
    return tree.rel[word] == "obj" or case(tree, word) in ("against", "on")


def _within(tree: Tree, word: int, tops: Sequence[int]) -> bool:
    for _ in range(4 * _STEPS):
        if word in tops:
            return True
        if word < 0:
            return False
        word = tree.head[word]
    return False
