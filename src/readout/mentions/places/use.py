"""What a toponym stands for where it stands: the place, those who act in its name, or a trait."""

from __future__ import annotations

from typing import Literal

from readout.knowledge import actor_words
from readout.knowledge.gazetteer.table import KINDS, Gazetteer
from readout.knowledge.place_words import place_words
from readout.language.analysis import Analysis
from readout.mentions.places.words import Toponym

Use = Literal["literal", "metonym", "modifier"]
_ACTING = frozenset(KINDS.index(k) for k in ("country", "capital", "former country", "facility"))
_REGIONS = frozenset((KINDS.index("region"), KINDS.index("continent")))
_BESIDE = frozenset(("nmod", "obl", "obl:agent", "conj"))
_BORDERS = frozenset(
    ("border", "borders", "flight", "flights", "road", "route", "frontier", "trip")
)
_OF_DOERS = frozenset("responsible guilty complicit liable accountable willing ready".split())
"""Adjectives of somebody who does something: "*Russia* is responsible for the attack"."""
_MODIFIES = frozenset(("amod", "compound", "nmod:desc"))


def use_of(toponym: Toponym, place: int | None, a: Analysis, gazetteer: Gazetteer) -> Use:
    """The use of one toponym, by its form, its arc and the role of its head word."""
    if toponym.form != "name" or not toponym.whole:
        return "modifier"
    head = _head(toponym, a)
    label = a.labels.deprel[a.deprel[head]]
    governor = a.lists.head[head]
    if label == "conj" and governor >= 0 and a.lists.head[governor] >= toponym.after:
        label, governor = a.labels.deprel[a.deprel[governor]], a.lists.head[governor]
    if label in _MODIFIES and governor >= toponym.after:
        return "modifier"  # "*Syrian* forces", "Korean and *US* flags"
    if place is None or int(gazetteer.kind[place]) not in _ACTING:
        # "The European Union urged": a region that acts is the body of its name.
        wide = place is not None and int(gazetteer.kind[place]) in _REGIONS
        return "metonym" if wide and acts(toponym, a) else "literal"
    words = place_words()
    low = a.lists.low
    before = low[toponym.first - 1] if toponym.first else ""
    if before == "the" and toponym.first > 1:
        before = low[toponym.first - 2]
    over = low[governor] if governor >= 0 else ""
    of = label == "nmod" and before == "of"
    owns = label == "nmod:poss"
    if (over in words.bodies and (of or owns)) or (owns and _is_people(over)):
        return "modifier"  # "*Mexico's* Sinaloa cartel"
    shown_to = over in words.stances and label == "nmod" and before in ("of", "for")
    if shown_to or acts(toponym, a) or label == "iobj":
        return "metonym"
    if label == "nsubj:pass" and a.lemma(governor) in words.address:
        return "metonym"  # "*Iran* was urged to"
    if label == "obj" and a.lemma(governor) not in words.travel:
        return "metonym"
    # "Moscow's protection": a noun that tells an act has its agent in the possessive.
    if label == "nmod:poss" and float(a.predicate[governor]) > 0.5:
        return "metonym"
    beside = before in words.beside and label in _BESIDE and over not in _BORDERS
    return "metonym" if beside else "literal"


def _is_people(noun: str) -> bool:
    """Whether a noun names persons, or a group of them."""
    forms = (noun, noun.removesuffix("s"))
    return any(form in actor_words.nouns(kind) for kind in ("groups", "persons") for form in forms)


def may_act(toponym: Toponym, a: Analysis) -> bool:
    """Whether the toponym does something, or is warned, asked, blamed: then it is a state or its
    capital, if it can be."""
    head = _head(toponym, a)
    governor = a.lists.head[head]
    if a.labels.deprel[a.deprel[head]] in ("obj", "iobj") and governor >= 0:
        return a.lemma(governor) in place_words().address
    return acts(toponym, a)


def acts(toponym: Toponym, a: Analysis) -> bool:
    """Whether the toponym is the agent of a verb."""
    head = _head(toponym, a)
    label, governor = a.labels.deprel[a.deprel[head]], a.lists.head[head]
    if label == "conj" and governor >= 0:
        label, governor = a.labels.deprel[a.deprel[governor]], a.lists.head[governor]
    verb = governor >= 0 and a.labels.upos[a.upos[governor]] == "VERB"
    verb = verb or (governor >= 0 and a.lemma(governor) in _OF_DOERS)
    return label == "obl:agent" or (label == "nsubj" and verb)


def _head(toponym: Toponym, a: Analysis) -> int:
    heads = a.lists.head
    for i in range(toponym.first, toponym.after):
        if not toponym.first <= heads[i] < toponym.after:
            return i
    return toponym.after - 1
