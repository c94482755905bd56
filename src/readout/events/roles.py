"""Who did it, to whom: the words with a part in an act."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

import numpy as np

from readout.events.nouns import relation_of
from readout.events.things import PARTITIVE
from readout.events.triggers import Trigger
from readout.knowledge import event_words
from readout.language.analysis import Analysis
from readout.mentions.actors.nouns import singular

_SURE = 0.4
"""Probability from which a word is taken for an actor or a recipient."""


@dataclass(frozen=True)
class Roles:
    """Head words of the participants and circumstances of one act."""

    actors: list[int] = field(default_factory=list)
    recipients: list[int] = field(default_factory=list)
    places: list[int] = field(default_factory=list)
    times: list[int] = field(default_factory=list)
    quantities: list[int] = field(default_factory=list)
    score: float = 1.0
    """Mean probability of the actors and recipients."""


def roles_of(
    analysis: Analysis, trigger: Trigger, named: Callable[[int], bool] | None = None
) -> Roles:
    """The parts that the model gives to the words of the trigger's sentence; where it finds no
    actor and no recipient, those of the trigger's PropBank frame. ``named``: whether a word can be
    somebody; where any can, the others are not taken for the phrase that holds them."""
    telling = (trigger.word, *trigger.also)
    likely: dict[tuple[str, int], float] = {}
    for name, word, score in _parts(analysis, telling):
        if score >= _SURE and word not in telling:
            word = _described(analysis, word)
            name = _SUFFERS.get(name, name) if _suffers(analysis, word, telling) else name
            likely[name, word] = max(score, likely.get((name, word), 0.0))
    lists: dict[str, list[int]] = {}
    for name, word in sorted(likely, key=lambda part: part[1]):
        lists.setdefault(name, []).append(word)
    scores = [score for (name, _), score in likely.items() if name in ("actor", "recipient")]
    actors, recipients = (
        outermost(analysis, [w for w in words if named is None or named(w)] or words)
        for words in (lists.get("actor", []), lists.get("recipient", []))
    )
    for word in telling:
        if not actors and not recipients:
            actors, recipients = _of_frame(analysis, word)
    for relation, ours, others in (
        ("nsubj", actors, recipients),
        ("obj", recipients, actors),
        ("nsubj:pass", recipients, actors),
    ):
        opposed = trigger.type != "PROTEST"
        _joined_by_and(analysis, telling, relation, ours, others, named, opposed=opposed)
    return Roles(
        actors,
        recipients,
        lists.get("place", []),
        lists.get("time", []),
        lists.get("quantity", []),
        sum(scores) / len(scores) if scores else 0.5,
    )


def _joined_by_and(
    analysis: Analysis,
    telling: Sequence[int],
    relation: str,
    ours: list[int],
    others: list[int],
    named: Callable[[int], bool] | None,
    *,
    opposed: bool,
) -> None:
    """Gives all members of a coordination the part that one has: "*teachers* and nurses marched".

    Who is on the other side stays there ("the United States and *Korea* failed to agree"), but of
    those who protest. Changes both lists; ``relation`` is the one of the coordination to a word
    that tells the act.
    """
    for head in range(*_sentence(analysis, telling[0])):
        if int(analysis.head[head]) not in telling:
            continue
        if analysis.labels.deprel[analysis.deprel[head]] != relation:
            continue
        members = _coordinated(analysis, head)
        if len(members) == 1 or not set(members) & set(ours):
            continue
        both = any(analysis.word(k).lower() == "both" for k in range(head, max(telling[0], head)))
        members = [w for w in members if w not in others or not opposed or both]
        held = [w for w in members if w in ours or named is None or named(w)]
        ours[:] = sorted({*ours, *held})
        others[:] = [w for w in others if w not in held]


def _sentence(analysis: Analysis, word: int) -> tuple[int, int]:
    s = analysis.sentence_of(word)
    return int(analysis.sentences[s]), int(analysis.sentences[s + 1])


def _described(analysis: Analysis, word: int) -> int:
    """The noun before an adjective or participle that describes it: "*fighters* loyal to him"."""
    noun = int(analysis.head[word])
    if analysis.labels.upos[analysis.upos[word]] not in ("ADJ", "VERB") or not 0 <= noun < word:
        return word
    describes = relation_of(analysis, word) in ("amod", "acl")
    named = analysis.labels.upos[analysis.upos[noun]] in ("NOUN", "PROPN", "PRON", "NUM")
    return noun if describes and named else word


_SUFFERS = {"actor": "recipient"}


def _suffers(analysis: Analysis, word: int, telling: Sequence[int]) -> bool:
    """Whether a word stands behind the "of" of a noun that is done to somebody, one of some words
    that tell an act: "the murder of a mayor"."""
    above = int(analysis.head[word])
    if above not in telling or analysis.lemma(above).lower() not in event_words.words("done_to"):
        return False
    if relation_of(analysis, word) != "nmod":
        return False
    between = range(above + 1, word)
    return next((analysis.word(i).lower() for i in between), "") == "of"


_WITHIN = frozenset(("nmod", "acl", "compound", "amod", "appos", "flat", "nummod", "det"))


def outermost(analysis: Analysis, words: list[int]) -> list[int]:
    """Of words on one side of an act those that stand in the phrase of no other: "the embassy" of
    "the embassy in Kabul"; but "people" of "hundreds of people"."""
    kept = set(words)
    for word in words:
        at, relation = word, relation_of(analysis, word)
        while relation in _WITHIN and (at := int(analysis.head[at])) >= 0:
            if at in kept:
                counted = singular(analysis.word(at).lower()) in PARTITIVE
                inner = counted and relation == "nmod"
                kept.discard(at if inner else word)
                break
            relation = relation_of(analysis, at)
    return [word for word in words if word in kept]


def _parts(analysis: Analysis, telling: Sequence[int]) -> Iterator[tuple[str, int, float]]:
    """Name, word and probability of every part of the act that some words tell."""
    parts = analysis.parts
    for word in telling:
        low = int(np.searchsorted(parts.trigger, word, side="left"))
        high = int(np.searchsorted(parts.trigger, word, side="right"))
        for k in range(low, high):
            yield analysis.labels.parts[parts.part[k]], int(parts.word[k]), float(parts.score[k])


_NOMINAL = frozenset(("NOUN", "PROPN", "PRON"))


def _of_frame(analysis: Analysis, word: int) -> tuple[list[int], list[int]]:
    """Who does it and to whom by the PropBank frame of a trigger: ARG0, and ARG1 or else ARG2,
    nouns and pronouns only, each with the other members of its coordination."""
    frames = analysis.frames
    low = int(np.searchsorted(frames.predicate, word, side="left"))
    high = int(np.searchsorted(frames.predicate, word, side="right"))
    found: dict[str, list[int]] = {}
    for k in range(low, high):
        argument = int(frames.argument[k])
        if analysis.labels.upos[analysis.upos[argument]] in _NOMINAL:
            name = analysis.labels.roles[frames.role[k]]
            found.setdefault(name, []).extend(_coordinated(analysis, argument))
    return found.get("ARG0", []), found.get("ARG1") or found.get("ARG2") or []


def _coordinated(analysis: Analysis, word: int) -> list[int]:
    s = analysis.sentence_of(word)
    after = int(analysis.sentences[s + 1])
    labels = analysis.labels
    return [word] + [
        i
        for i in range(word + 1, after)
        if int(analysis.head[i]) == word
        and labels.deprel[analysis.deprel[i]] == "conj"
        and labels.upos[analysis.upos[i]] in _NOMINAL
    ]
