"""Who did it, to whom: from the words with a part in an act to the entities they name."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field

import numpy as np

from readout.events.triggers import Trigger
from readout.language.analysis import Analysis
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention

_BEFORE = frozenset(("det", "amod", "compound", "nummod", "nmod"))
_MADE = "e-told-"
_MODIFIERS = 6
"""Words before a noun that may belong to its name."""
_SURE = 0.5
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


class Entities:
    """Finds the entity that a word belongs to."""

    def __init__(self, analysis: Analysis, mentions: Mentions) -> None:
        self.members = mentions.members
        starts: list[int] = analysis.start.tolist()
        ends: list[int] = analysis.end.tolist()
        self._best: dict[int, tuple[int, int, str]] = {}
        """Of each word the shortest mention around it: its length, what follows the word in it,
        and whose it is."""
        for entity in mentions.entities:
            for m in entity.mentions:
                word = bisect_left(starts, m.start)
                while word < len(ends) and ends[word] <= m.end:
                    key = (m.end - m.start, m.end - ends[word], entity.id)
                    self._best[word] = min(self._best.get(word, key), key)
                    word += 1
        self._analysis = analysis
        self.made: dict[int, Entity] = {}
        """Entities made for head words of phrases that no mention holds."""

    def of(self, word: int, *, make: bool = True) -> str | None:
        """The id of the entity whose shortest mention holds ``word``; of mentions of one length
        the one that ends with it. With ``make``, for a noun that none holds, the entity of an
        adjective or owner right before it ("Syrian ships"), else one made of its phrase ("a
        survey ship"). A noun that tells an act itself ("an offensive") is nobody."""
        best = self._best.get(word)
        tells = bool(self._analysis.root[word, 0] < 0.5)
        if (
            best is None
            and make
            and not tells
            and self._analysis.labels.upos[self._analysis.upos[word]] == "NOUN"
        ):
            first = self._phrase(word)
            for before in range(word - 1, first - 1, -1):
                if before in self._best:
                    return self._best[before][2]
            return self._make(first, word).id
        return best[2] if best else None

    def known(self, *names: str) -> bool:
        """Whether any of some entities is one of the article's actors, not one made here."""
        return any(not name.startswith(_MADE) for name in names)

    def _phrase(self, head: int) -> int:
        """First word of the unbroken run of modifiers before a noun."""
        a = self._analysis
        first = head
        while first > 0 and head - first < _MODIFIERS:
            label = a.labels.deprel[a.deprel[first - 1]].split(":")[0]
            if label not in _BEFORE or not first - 1 < int(a.head[first - 1]) <= head:
                break
            first -= 1
        return first

    def _make(self, first: int, head: int) -> Entity:
        if head not in self.made:
            a = self._analysis
            start, end = int(a.start[first]), int(a.end[head])
            self.made[head] = Entity(
                id=f"{_MADE}{head}",
                kind="group",
                name=" ".join(a.text[start:end].split()),
                anonymous=True,
                country=None,
                sector=None,
                roles=[],
                glosses=[],
                mentions=[Mention(start=start, end=end, form="description")],
                ref=None,
                confidence=0.5,
            )
        return self.made[head]


def roles_of(analysis: Analysis, trigger: Trigger) -> Roles:
    """The parts that the model gives to the words of the trigger's sentence; where it finds no
    actor and no recipient, those of the trigger's PropBank frame."""
    parts = analysis.parts
    lists: dict[str, list[int]] = {}
    scores: list[float] = []
    low = int(np.searchsorted(parts.trigger, trigger.word, side="left"))
    high = int(np.searchsorted(parts.trigger, trigger.word, side="right"))
    for k in range(low, high):
        name = analysis.labels.parts[parts.part[k]]
        score = float(parts.score[k])
        if score < _SURE:
            continue
        lists.setdefault(name, []).append(int(parts.word[k]))
        if name in ("actor", "recipient"):
            scores.append(score)
    actors, recipients = lists.get("actor", []), lists.get("recipient", [])
    if not actors and not recipients:
        actors, recipients = _of_frame(analysis, trigger.word)
    return Roles(
        actors,
        recipients,
        lists.get("place", []),
        lists.get("time", []),
        lists.get("quantity", []),
        sum(scores) / len(scores) if scores else 0.5,
    )


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
