"""Who did it, to whom: from the words with a part in an act to the entities they name."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import takewhile

import numpy as np

from readout.events.states import States
from readout.events.triggers import Trigger
from readout.knowledge import actor_words, event_words
from readout.language.analysis import Analysis
from readout.mentions.actors.nouns import singular
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention

_BEFORE = frozenset(("det", "amod", "compound", "nummod", "nmod"))
_MADE = "e-told-"
_MODIFIERS = 6
"""Words before a noun that may belong to its name."""
_SIDES = frozenset(("side", "camp", "captive", "hostage"))
"""Nouns that stand for actors in what is told of a conflict, and hardly elsewhere."""
_PEERS = frozenset("countries nations states allies".split())
"""Plurals that stand for actors; "the two countries" are named elsewhere."""
_POINTS = frozenset("the these those both".split())
_OCCASIONS = frozenset(
    "summit meeting conference talks negotiations sidelines conflict crisis war issue question "
    "situation".split()
)
"""Nouns of what actors meet at or speak of: "the Syrian conflict" is no act of Syria."""
_CROWDS = frozenset("dozen dozens scores hundreds thousands".split())
_REACH = 12
"""Words behind a noun that may belong to its description."""
_BODIES = frozenset(("person", "state", "organization", "group", "media"))
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


class Entities:
    """Finds the entity that a word belongs to."""

    def __init__(self, analysis: Analysis, mentions: Mentions) -> None:
        self.members = mentions.members
        starts: list[int] = analysis.start.tolist()
        ends: list[int] = analysis.end.tolist()
        self._kinds = {e.id: e.kind for e in mentions.entities}
        self._somebody = {
            e.id for e in mentions.entities if e.kind in _BODIES and (e.country or e.sector)
        }
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
        self.states = States(analysis, mentions)
        self._country = {e.id: e.country for e in mentions.entities}
        self._places = sorted(
            (m.start, m.end, p.country) for p in mentions.places for m in p.mentions
        )
        self._analysis = analysis
        self.made: dict[int, Entity] = {}
        """Entities made for head words of phrases that no mention holds."""
        self._things: set[str] = set()

    def of(self, word: int, *, things: bool = True, suffers: bool = False) -> str | None:
        """The id of the entity whose shortest mention holds ``word``; of mentions of one length
        the one that ends with it. For a noun that none holds: where it names people or a body
        ("the prosecutors of Oruro"), or a thing and ``things`` may take part ("a survey ship"), one
        made of its phrase; else that of an adjective or owner right before it ("Syrian demands")
        or of those behind "of" ("two of the fishermen", "a boat of the navy"), unless something is
        done to the thing itself (``suffers``: "the residence of the envoy was hit").
        A noun that tells an act ("an offensive", "an airstrike"), one that names none, and what
        people meet at or speak of ("the summit") are nobody."""
        a = self._analysis
        if a.word(word).lower() in _OCCASIONS:
            return None
        named = self._named(word, suffers)
        if named is not None:
            return named
        kind = a.labels.upos[a.upos[word]]
        counted = kind == "NUM" and things  # "they let 163 go"
        if not counted and (kind not in ("NOUN", "PROPN") or a.root[word, 0] < 0.5):
            return None
        first = self._phrase(word)
        acts = self._names_actors(word) or self.states.people(word) or self._crowd(word)
        if not acts:
            for before in range(word - 1, first - 1, -1):
                if before in self._best:
                    return self._best[before][2]
            counts = kind == "NUM" or singular(a.word(word).lower()) in PARTITIVE
            owner = None if suffers and things and not counts else self._behind_of(word)
            if owner is not None:
                return owner
        lemma = a.lemma(word).lower()
        deed = lemma in event_words.words("deeds")
        if acts or (things and not deed and not _abstract(lemma)):
            return self._make(first, word, acts).id
        adjectives = (self.states.of(before) for before in range(word - 1, first - 1, -1))
        return next((state for state in adjectives if state is not None), None)

    def _named(self, word: int, hit: bool) -> str | None:
        """The entity of the shortest mention that holds a word, or the state that it names."""
        best = self._best.get(word)
        return best[2] if best is not None else self.states.of(word, hit=hit)

    def _crowd(self, word: int) -> bool:
        """Whether a number that counts nothing named is the subject: "*thousands* marched"."""
        a = self._analysis
        verb = int(a.head[word])
        if a.word(word).lower() not in _CROWDS or _relation(a, word) != "nsubj":
            return False
        after = int(a.sentences[a.sentence_of(word) + 1])
        behind = a.word(word + 1).lower() if word + 1 < after else ""
        return behind != "of" and verb >= 0 and a.labels.upos[a.upos[verb]] == "VERB"

    def _behind_of(self, word: int) -> str | None:
        """The entity that the "of" right behind a noun or number leads to."""
        a = self._analysis
        after = int(a.sentences[a.sentence_of(word) + 1])
        if word + 1 >= after or a.word(word + 1).lower() != "of":
            return None
        for noun in range(word + 2, min(word + 2 + _MODIFIERS, after)):
            if int(a.head[noun]) == word and _relation(a, noun) == "nmod":
                held = self._best.get(noun)
                return held[2] if held is not None and self._acts(held[2]) else None
        return None

    def _acts(self, name: str) -> bool:
        """Whether an entity is somebody: a place ("a district of Basra") is not."""
        return self._kinds.get(name) not in (None, "place")

    def _names_actors(self, word: int) -> bool:
        a = self._analysis
        low = a.word(word).lower()
        if low in _PEERS:
            before = range(max(0, word - _MODIFIERS), word)
            return not any(a.word(k).lower() in _POINTS and int(a.head[k]) == word for k in before)
        return singular(low) in _SIDES or any(
            form in actor_words.nouns(kind)
            for form in (low, singular(low))
            for kind in ("persons", "groups", "organisation_heads")
        )

    def known(self, *names: str) -> bool:
        """Whether any of some entities is one of the article's actors, or people or a body; the
        things made here are not."""
        return any(name not in self._things for name in names)

    def somebody(self, word: int) -> bool:
        """Whether a word stands in a mention of an actor of known country or sector, or names a
        state."""
        best = self._best.get(word)
        return self.states.names(word) if best is None else best[2] in self._somebody

    def acts(self, word: int) -> bool:
        """Whether a word names people or a body, by a mention or by its noun; "it" may be any."""
        a = self._analysis
        best = self._best.get(word)
        if best is not None:
            bodily = self._kinds.get(best[2]) in ("person", "group", "organization", "media")
            return bodily and a.word(word).lower() not in ("it", "that", "this")
        return a.labels.upos[a.upos[word]] == "NOUN" and self._names_actors(word)

    def _phrase(self, head: int) -> int:
        """First word of the unbroken run of modifiers before a noun."""
        a = self._analysis
        first = head
        while first > 0 and head - first < _MODIFIERS:
            label = _relation(a, first - 1)
            if a.word(first - 1).lower() in ("least", "most", "than"):
                break  # "at least 7", "more than 40"
            if label not in _BEFORE or not first - 1 < int(a.head[first - 1]) <= head:
                break
            first -= 1
        return first

    def _behind(self, head: int) -> int:
        """The word after the phrases that belong to a noun: "a camp of forces near Derna"."""
        a = self._analysis
        after = int(a.sentences[a.sentence_of(head) + 1])
        within = {head}
        at = head + 1
        while at < after and at - head <= _REACH:
            above = int(a.head[at])
            hangs = above in within and _relation(a, at) in ("nmod", "flat", "compound", "appos")
            if not hangs and not (head < above < after and above - at <= _MODIFIERS):
                break
            if hangs:
                within.add(at)
            at += 1
        return max(within) + 1

    def _one(self, word: int) -> bool:
        """Whether a noun is one person."""
        a = self._analysis
        low = a.word(word).lower()
        return singular(low) == low and low in actor_words.nouns("persons")

    def _make(self, first: int, head: int, acts: bool) -> Entity:
        if head not in self.made:
            a = self._analysis
            after = self._behind(head)
            start, end = int(a.start[first]), int(a.end[after - 1])
            where = self._places[bisect_left(self._places, (start,)) :]
            inside = list(takewhile(lambda place: place[1] <= end, where))
            owners = [
                self._country.get(self._best[i][2]) for i in range(first, after) if i in self._best
            ]
            town = any(low <= int(a.start[head]) < high for low, high, _ in inside)
            self.made[head] = Entity(
                id=f"{_MADE}{head}",
                kind="place" if town and not acts else "person" if self._one(head) else "group",
                name=" ".join(a.text[start:end].split()),
                anonymous=True,
                country=next(filter(None, [*owners, *(country for _, _, country in inside)]), None),
                sector=None,
                roles=[],
                glosses=[],
                mentions=[Mention(start=start, end=end, form="description")],
                ref=None,
                confidence=0.5,
            )
            if not acts and not any(owners):
                self._things.add(self.made[head].id)
        return self.made[head]


_QUALITY = re.compile(r"(?:tion|sion|ment|ness|ity|ance|ence|ism|dom|ure|ship|age|cy|thing)s?$")
"""Endings of nouns that mostly name no thing."""
_THINGS = frozenset(
    "station substation installation plantation fortification settlement apartment monument "
    "equipment ammunition munition establishment encampment parliament basement document "
    "instrument facility city university ambulance residence fence ship warship airship "
    "battleship flagship gunship lightship structure furniture literature village cottage "
    "carriage package baggage luggage garage orphanage passage pharmacy embassy constituency "
    "agency county".split()
)
"""Nouns of these endings that do."""


def _abstract(noun: str) -> bool:
    return noun not in _THINGS and _QUALITY.search(noun) is not None


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
    return Roles(
        actors,
        recipients,
        lists.get("place", []),
        lists.get("time", []),
        lists.get("quantity", []),
        sum(scores) / len(scores) if scores else 0.5,
    )


_SUFFERS = {"actor": "recipient"}


def _suffers(analysis: Analysis, word: int, telling: Sequence[int]) -> bool:
    """Whether a word stands behind the "of" of a noun that is done to somebody, one of some words
    that tell an act: "the murder of a mayor"."""
    above = int(analysis.head[word])
    if above not in telling or analysis.lemma(above).lower() not in event_words.words("done_to"):
        return False
    if _relation(analysis, word) != "nmod":
        return False
    between = range(above + 1, word)
    return next((analysis.word(i).lower() for i in between), "") == "of"


_WITHIN = frozenset(("nmod", "acl", "compound", "amod", "appos", "flat", "nummod", "det"))
PARTITIVE = frozenset(
    "number hundred thousand million billion dozen score group series couple pair handful majority "
    "rest member some many several wave spate string bulk host".split()
)
"""Nouns that count or gather those behind "of" or "such as", who are meant."""


def outermost(analysis: Analysis, words: list[int]) -> list[int]:
    """Of words on one side of an act those that stand in the phrase of no other: "the embassy" of
    "the embassy in Kabul"; but "people" of "hundreds of people"."""
    kept = set(words)
    for word in words:
        at, relation = word, _relation(analysis, word)
        while relation in _WITHIN and (at := int(analysis.head[at])) >= 0:
            if at in kept:
                counted = singular(analysis.word(at).lower()) in PARTITIVE
                inner = counted and relation == "nmod"
                kept.discard(at if inner else word)
                break
            relation = _relation(analysis, at)
    return [word for word in words if word in kept]


def _relation(analysis: Analysis, word: int) -> str:
    full: str = analysis.labels.deprel[analysis.deprel[word]]
    return full.split(":")[0]


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
