"""The country behind an office that the reading left open: by its adjective, the dateline, or what
stands around its words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from functools import lru_cache

from readout.accounts.places import is_wide
from readout.accounts.wording import tokens
from readout.knowledge.account_words import words
from readout.knowledge.actor_words import phrases
from readout.language.sentences import split_sentences
from readout.record.types import Entity, Place, Record

_KEPT = 1 << 13
"""Names remembered: what pages say has no end."""
_NAMES = 20
"""Mentions of an entity that are looked at."""
_POSSESSIVE = re.compile(r"['’]s?\s+")
_BEHIND = (" of ", " of the ")
_OPENING = 5
"""Code points before the state that opens an article: an article."""
_TOWN = 40
"""Code points at the start of a dateline block that hold the town."""


@lru_cache(maxsize=_KEPT)
def state_called(called: str) -> str | None:
    """The state of a name or adjective: "Turkey", "Turkish"."""
    plain = tuple(called.removeprefix("the ").split())
    for phrase in phrases().get(plain[0].lower(), []) if plain else []:
        if phrase.words == plain and phrase.use != "organisation":
            return phrase.country
    return None


@lru_cache(maxsize=_KEPT)
def _is_adjective(called: str) -> bool:
    """Whether a state is named by its adjective: "Turkish"."""
    plain = tuple(called.split())
    found = phrases().get(plain[0].lower(), []) if plain else []
    return any(p.words == plain and p.use in ("adjective", "national") for p in found)


def dateline_country(record: Record) -> str | None:
    """The country that an article is written from, where it has a dateline; of towns where the
    world meets, none."""
    spans = [(b.start, b.end) for b in record.article.blocks if b.role == "dateline"]
    if not spans:
        return None
    start, end = spans[0]
    for place in record.places:
        # The town stands first; where the block goes on with text, that is not meant.
        if any(start <= m.start < min(end, start + _TOWN) for m in place.mentions):
            return None if _is_of_talks(place) else place.country
    return None


def _is_of_talks(place: Place) -> bool:
    """Whether a town is one where the world meets, so that nothing follows from it."""
    return place.name.lower().replace(" ", "_") in words("towns_of_talks")


class Near:
    """The country of an office that the reading left open, by what stands around its words."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self._states = sorted(
            (m.start, m.end, e.country)
            for e in record.entities
            if e.kind == "state" and e.country
            for m in e.mentions
            if m.form != "pronoun"
        )
        self._places = sorted(
            (m.start, m.end, p.country)
            for p in record.places
            if p.country and not is_wide(p) and not _is_of_talks(p)
            for m in p.mentions
            if m.use == "literal"
        )
        body = next((b for b in record.article.blocks if b.role == "paragraph"), None)
        self._countries = sorted(
            [(m.start, e.country) for e in record.entities if e.country for m in e.mentions]
            + [(m.start, p.country) for p in record.places if p.country for m in p.mentions]
        )
        self._opening = None
        self._first = None
        self._named: set[str | None] = set()
        if body is not None:
            self._first = next(iter(split_sentences(self._text, body.start, body.end)), None)
            self._named = {e.country for e in record.entities}
            self._named |= {p.country for p in record.places if not is_wide(p)
                            if any(m.start >= body.start for m in p.mentions)}  # fmt: skip
        for start, end, country in self._states:
            # "Norway expelled two diplomats ...": whose officials speak needs no saying.
            named = not _is_adjective(self._text[start:end])
            if named and body is not None and body.start <= start <= body.start + _OPENING:
                self._opening = country
            break

    def owner(self, entity: Entity) -> str | None:
        """The state before or behind an office: "Norway's ministry", "the army of Norway"."""
        for mention in entity.mentions[:_NAMES]:
            if mention.form == "pronoun":
                continue
            said = self._text[mention.start : mention.end].split()
            called = {c for w in said[:2] if w[:1].isupper() and (c := state_called(w))}
            if len(called) == 1:
                return called.pop()  # "Tajik soldiers"
            first = bisect_right(self._states, (mention.start, 0, ""))
            for start, end, country in self._states[max(0, first - 1) : first + 1]:
                before = end <= mention.start and _POSSESSIVE.fullmatch(
                    self._text, end, mention.start
                )
                behind = mention.end <= start and self._text[mention.end : start] in _BEHIND
                if before or behind:
                    return country
        return None

    def away(self, entity: Entity, home: str | None) -> str | None:
        """The one state that the first sentence names, where an article is written from another
        one that it does not name: "NAIROBI — Rebels in Norda said ... The army denied it"."""
        if home is None or self._first is None or home in self._named:
            return None
        start, end = self._first
        held = {country for a, country in self._countries if start <= a < end} - {home}
        first = min(m.start for m in entity.mentions)
        return next(iter(held)) if len(held) == 1 and first >= end else None

    def other(self, country: str) -> str | None:
        """The one other state that the article names."""
        held = {c for _, _, c in self._states} - {country}
        return next(iter(held)) if len(held) == 1 else None

    def speaking(self, entity: Entity) -> str | None:
        """The state that speaks at the head of the paragraph in which an office is named without
        one: "Norda said no. Its ships were in port, the foreign ministry said"."""
        first = min(m.start for m in entity.mentions)
        start, _ = self._line(first)
        at = bisect_left(self._states, (start, 0, ""))
        for opened, end, country in self._states[at : at + 1]:
            if opened == start and end < first and not _is_adjective(self._text[opened:end]):
                after = tokens(self._text, end, end + 40)[:2]
                if any(w.lower in words("saying") for w in after):
                    return country
        return None

    def country(self, entity: Entity) -> str | None:
        """The one country of the places in the sentence in which an office first stands ("the
        minister said in Oslo"), else the state that opens the article."""
        first = min(m.start for m in entity.mentions)
        for start, end in split_sentences(self._text, *self._line(first)):
            if start <= first < end:
                at = bisect_right(self._places, (start, 0, ""))
                after = bisect_left(self._places, (end, 0, ""))
                held = {country for _, _, country in self._places[at:after]}
                return next(iter(held)) if len(held) == 1 else self._opening
        return self._opening

    def _line(self, at: int) -> tuple[int, int]:
        start = self._text.rfind("\n", 0, at) + 1
        end = self._text.find("\n", at)
        return start, len(self._text) if end < 0 else end
