"""The kind of speaker a phrase names, weighed: the rule's answer with what the phrase looks like.

Multinomial logistic functions for ``sourcing`` and ``anonymous`` over the rule of
:mod:`readout.statements.phrases`, the head noun and its list, determiner, number, names and
possessors; fitted by ``training/statements/sourcing.py`` on the passages written for the project.
"""

from __future__ import annotations

import math
from dataclasses import replace
from typing import get_args

from readout.knowledge.statement_words import class_weights, speaker_words
from readout.record.types import Sourcing
from readout.statements.phrases import NameMap, Speaker, by_rule
from readout.statements.tree import Run, Tree

SOURCING: tuple[Sourcing, ...] = get_args(Sourcing)
_PERSONAL = frozenset(("named", "spokesperson", "official_unnamed", "witness", "expert"))
"""What a person with a name can be."""
_POSSESSIVE = frozenset("his her their its our my your".split())


def describe(tree: Tree, names: NameMap, run: Run) -> Speaker:
    """The kind of speaker that the words of ``run`` name by themselves; pronouns as they are."""
    speaker = by_rule(tree, names, run)
    if speaker.pronoun or (speaker.noun == "thing" and not speaker.named):
        return speaker  # things are too rare in the passages to be learnt from them
    if speaker.sourcing == "spokesperson" or _plain(tree, speaker):
        return speaker
    found = features(tree, names, speaker)
    odds = [0.0] * len(SOURCING)
    hidden = 0.0
    kinds, covers = class_weights("sourcing"), class_weights("anonymous")
    for name in found:
        if (row := kinds.get(name)) is not None:
            odds = [a + b for a, b in zip(odds, row, strict=True)]
        if (cover := covers.get(name)) is not None:
            hidden += cover[0]
    if speaker.named:
        # The passages have few surnames alone, so one word looks like a state to the weights.
        odds = [
            x if kind in _PERSONAL else -math.inf for x, kind in zip(odds, SOURCING, strict=True)
        ]
    best = SOURCING[odds.index(max(odds))]
    return replace(speaker, sourcing=best, anonymous=hidden > 0 and not speaker.named)


def _plain(tree: Tree, speaker: Speaker) -> bool:
    """Whether the words say it so plainly that nothing is to be weighed: an analyst, "two
    survivors", a part of some people ("a third of those asked"), somebody."""
    word = tree.lower[speaker.head]
    if word in speaker_words("shares") | speaker_words("crowds") or word in ("someone", "somebody"):
        return True
    counted = tree.upos[speaker.run[0]] == "NUM" and speaker.plural
    return speaker.sourcing in ("expert", "media") or (counted and speaker.sourcing == "witness")


def features(tree: Tree, names: NameMap, speaker: Speaker) -> set[str]:
    """What is known of a source phrase, by name."""
    first, after = speaker.run
    head = speaker.head
    lemma = tree.lemma(head)
    rule = f"rule={speaker.sourcing}"
    out = {"bias", rule, f"noun={speaker.noun}", f"lemma={lemma}", f"tag={tree.xpos[head]}"}
    out.add(f"hidden by rule={speaker.anonymous}")
    opening = tree.lower[first]
    opens = (
        opening
        if opening in ("the", "a", "an", "one", "some", "this")
        else "possessive"
        if opening in _POSSESSIVE
        else "number"
        if tree.upos[first] == "NUM"
        else "other"
    )
    out |= {f"opens={opens}", f"{rule} opens={opens}", f"noun={speaker.noun} opens={opens}"}
    if speaker.plural:
        out |= {"plural", f"{rule} plural", f"noun={speaker.noun} plural"}
    if speaker.named:
        out |= {"named", f"noun={speaker.noun} named"}
    kind = names.of[head]
    if kind:
        out.add(f"type={kind}")
    if after - first == 1:
        out |= {"one word", f"one word {tree.xpos[head]}"}
    for i in range(first, after):
        if tree.full[i] == "nmod:poss" and tree.upos[i] == "PROPN":
            out |= {"owned by a name", f"noun={speaker.noun} owned by a name"}
        elif tree.lower[i] in ("of", "at", "from", "in", "for", "who", "close", "former"):
            out.add(f"has {tree.lower[i]}")
        if tree.words[i] == ",":
            out.add("has comma")
    if not speaker.named and lemma.isalpha():
        out |= {f"ends {lemma[-3:]}", f"ends {lemma[-2:]}"}
    return out
