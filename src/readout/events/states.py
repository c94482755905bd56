"""States that take part in an act under the name of a place which elsewhere would only be a place.

"Passing radar data to *Maputo*", "boycotting *Indian* onions": the mentions room takes a capital or
an adjective for an actor where syntax alone shows it acting; here the part it has in an act does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

import msgspec

from readout.knowledge import actor_words
from readout.language.analysis import Analysis
from readout.mentions.actors.names import STATIC
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Event, Mention, Reference
from readout.spans import Span

_LIKELY = 0.9
_STATES = frozenset(("country", "capital"))
_REACH = 8
"""Words before a name in which its preposition stands."""
_BURDENS = frozenset(
    "sanction embargo ban restriction blockade tariff curb pressure attack assault war strike raid "
    "offensive closure siege levy tax duty limit penalty".split()
)
"""Nouns of what is laid *on* a state, and does not stand there."""
_BEFORE = frozenset(("amod", "compound", "nmod:desc", "nmod:poss"))


@dataclass(frozen=True)
class _Named:
    country: str
    start: int
    end: int
    town: bool
    modifies: bool


class States:
    """Words that name a country or a capital, and the state each can stand for."""

    def __init__(self, analysis: Analysis, mentions: Mentions) -> None:
        starts: list[int] = analysis.start.tolist()
        self._analysis = analysis
        self._known = {e.country: e for e in mentions.entities if e.kind == "state" and e.country}
        self._at: dict[int, _Named] = {}
        for place in mentions.places:
            if place.kind not in _STATES or place.country not in actor_words.states():
                continue
            for m in place.mentions:
                named = _Named(
                    place.country, m.start, m.end, place.kind == "capital", m.use == "modifier"
                )
                word = bisect_left(starts, m.start)
                while word < len(starts) and starts[word] < m.end:
                    self._at[word] = named
                    word += 1
        self._given = {e.id for e in self._known.values()}
        self._asked: dict[str, dict[int, Mention]] = {}
        """By the id of the state the mentions that were asked for, by their first character."""

    def of(self, word: int, *, hit: bool = False) -> str | None:
        """The id of the state that a word stands for, None where it names none. A town that is
        ``hit`` is itself and not the state; so is one before a noun ("the *Beirut* blast")."""
        named = self._at.get(word)
        if named is None or self.people(word) or self._is_where(word):
            return None
        if named.town and (hit or self._relation(word) in ("compound", "amod")):
            return None
        if named.country not in self._known:
            self._known[named.country] = Entity(
                id=f"e-state-{named.country}", kind="state",
                name=actor_words.states()[named.country].name, anonymous=False,
                country=named.country, sector="GOV", roles=[], glosses=[],
                mentions=[self._mention(word, named)],
                ref=Reference(table="iso3166", id=named.country, candidates=[]),
                confidence=_LIKELY,
            )  # fmt: skip
        id_ = self._known[named.country].id
        self._asked.setdefault(id_, {})[named.start] = self._mention(word, named)
        return id_

    def _is_where(self, word: int) -> bool:
        """Whether a preposition makes a place of a name: "drills in the northern *Philippines*",
        but not "sanctions on *Iran*"."""
        a = self._analysis
        low = int(a.sentences[a.sentence_of(word)])
        before = (i for i in range(word - 1, max(low, word - _REACH) - 1, -1) if a.head[i] == word)
        label = a.labels.deprel
        case = next((i for i in before if label[a.deprel[i]] == "case"), None)
        if case is None or a.word(case).lower() not in STATIC:
            return False
        above = int(a.head[word])
        if above < 0 or a.word(case).lower() != "on":
            return True
        # "Called *on* Serbia to": nothing that is done happens on a country.
        return not (a.labels.upos[a.upos[above]] == "VERB" or a.lemma(above).lower() in _BURDENS)

    def people(self, word: int) -> bool:
        """Whether a word is the adjective of a country that stands as a noun: "train the
        *Congolese*"."""
        a, named = self._analysis, self._at.get(word)
        if named is None or not named.modifies:
            return False
        noun = a.labels.upos[a.upos[word]] in ("NOUN", "PROPN")
        return noun and self._relation(word) not in _BEFORE

    def _relation(self, word: int) -> str:
        name: str = self._analysis.labels.deprel[self._analysis.deprel[word]]
        return name

    def _mention(self, word: int, named: _Named) -> Mention:
        if self._analysis.labels.upos[self._analysis.upos[word]] == "ADJ":
            return Mention(start=named.start, end=named.end, form="demonym")
        form: Literal["metonym", "name"] = "metonym" if named.town else "name"
        return Mention(start=named.start, end=named.end, form=form)

    def names(self, word: int) -> bool:
        """Whether a word names a country or a capital."""
        return word in self._at

    def has(self, word: int) -> bool:
        """Whether a word says of which country a thing is: "*Albanian* computers"."""
        named = self._at.get(word)
        return named is not None and not named.town and named.modifies

    def all(self) -> list[Entity]:
        """Every state that the text speaks of as an actor."""
        return list(self._known.values())

    def taking_part(self, events: Sequence[Event]) -> list[Entity]:
        """The states that take part in ``events`` under a name which no mention of theirs holds,
        with those mentions: some new, some to be put in the place of the entity of that id."""
        told: dict[str, list[Span]] = {}
        for event in events:
            for id_ in (*event.sources, *event.targets):
                told.setdefault(id_, []).extend(e.span for e in event.evidence if e.span)
        out = []
        for state in self._known.values():
            held = {m.start: m for m in state.mentions} if state.id in self._given else {}
            asked = self._asked.get(state.id, {}) if state.id in told else {}
            more = {
                m.start: m
                for m in asked.values()
                if m.start not in held and any(s.start <= m.start < s.end for s in told[state.id])
            }
            if state.id not in self._given:
                more = more or asked
            if more:
                mentions = sorted((more | held).values(), key=lambda m: (m.start, m.end))
                out.append(msgspec.structs.replace(state, mentions=mentions))
        return out
