"""Where a happening at home takes place, when its sentence does not say."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Container, Sequence

from readout.mentions.mentions import Mentions
from readout.record.types import Block, Event, Place, PlaceMention

_ABROAD = frozenset(("CONSULT", "AGREE", "COOPERATE", "AID"))
"""Acts that sides of one country may well do elsewhere."""


_DEEDS = frozenset("ASSAULT COERCE MOBILIZE PROTEST RETREAT SANCTION".split())
"""Acts of a place, and not of words alone."""
_MOSTLY = 0.6
"""Share of the places of an article from which on their country is that of the story."""
_WORLD = frozenset(("IGO", "NGO", "UNK"))
"""Sectors of bodies that speak of any country from anywhere."""
_NATIONAL = frozenset(("country", "capital"))
_TOWNS = frozenset(("city", "capital", "district"))
_BODIES = frozenset(("organization", "group"))
_TWICE = 2
"""Times that headline and first paragraph name the country of a story."""


class Home:
    """Finds the place of an act whose sentence does not name it."""

    def __init__(
        self,
        mentions: Mentions,
        dateline: str | None,
        blocks: Sequence[Block] = (),
        apart: Container[int] = (),
    ) -> None:
        """``apart``: where places begin at which nothing of the story is done."""
        spoken_of = {p.country for p in mentions.places if p.kind in _NATIONAL or _is_literal(p)}
        self._country = {
            e.id: e.country if e.kind not in _BODIES or e.country in spoken_of else None
            for e in mentions.entities
        }
        """A body of a country that the article never speaks of has it by its name alone."""
        self._sector = {e.id: e.sector for e in mentions.entities}
        self._kind = {e.id: e.kind for e in mentions.entities}
        self._first: dict[str, str] = {}
        for place in mentions.places:
            literal = any(m.use == "literal" and m.start not in apart for m in place.mentions)
            if place.country and literal and (place.kind == "country" or place.id == dateline):
                self._first.setdefault(place.country, place.id)
        here = next((p for p in mentions.places if p.id == dateline and p.country), None)
        self._written_here = here is not None
        here = here or _of_lead(mentions.places, blocks, apart) or _of_most(mentions.places, apart)
        self._here = here.id if here else None
        self._at_home = here.country if here else None
        if here is not None and here.country:
            self._first[here.country] = here.id
        self._blocks = [b.start for b in blocks]
        datelines = [(b.start, b.end) for b in blocks if b.role == "dateline"]
        self._literal = sorted(
            (m.start, p.id, p.country)
            for p in mentions.places
            for m in p.mentions
            if p.country and m.use == "literal" and m.start not in apart
            if not any(start <= m.start < end for start, end in datelines)
        )
        states = {p.id for p in mentions.places if p.kind == "country"}
        towns = {p.id for p in mentions.places if p.kind in _TOWNS}
        self._inside = [
            one for one in self._literal if one[2] == self._at_home and one[1] not in states
        ]
        lead = [one for one in self._in_lead(blocks) if self._written_here]
        self._told_from_afar = bool(lead) and all(c != self._at_home for _, _, c in lead)
        self._told_from_another_town = any(
            c == self._at_home and name != self._here and name in towns for _, name, c in lead
        )

    def of(self, event: Event) -> str | None:
        """The place of the dateline, or of the story, if no participant is known to be of another
        country; else the one country of all participants where the article names it as a place.

        A story that is mostly of one country takes place there only where the paragraph speaks of
        it; what a paragraph has just named comes first. Acts that are done
        abroad too happen at home only among people of the home country, or of none known, and a
        body of no known country that does something to foreigners does it at home.
        """
        if event.type is None:
            return None
        doers = [self._country.get(i) for i in event.sources]
        known = [*doers, *(self._country.get(i) for i in event.targets)]
        countries = {c for c in known if c}
        if event.type in _ABROAD:
            at_home = None not in known and countries == {self._at_home}
            unknown = not countries and self._written_here and event.mode != "visit"
            return self._here if at_home or unknown else None
        if not countries:
            return self._by_dateline(event) if self._written_here else self._by_story(event)
        if self._written_here and doers and not any(doers):
            return self._by_dateline(event)
        if self._strikes_out(event):
            return None
        return self._within(countries.pop(), event) if len(countries) == 1 else None

    def _strikes_out(self, event: Event) -> bool:
        """Whether a state uses force on what is of no known country, or one that the story is not
        of on nobody: it may well do so abroad."""
        states = [i for i in event.sources if self._kind.get(i) == "state"]
        if event.type != "ASSAULT" or not states:
            return False
        if not event.targets:
            return all(self._country.get(i) != self._at_home for i in states)
        return not any(self._country.get(i) for i in event.targets)

    def _within(self, country: str, event: Event) -> str | None:
        """The country where the article names it as a place, else of a deed the place in it that
        was named last."""
        if country in self._first or event.type not in _DEEDS:
            return self._first.get(country)
        told = [one for one in self._literal if one[2] == country]
        before = [one for one in told if one[0] < event.trigger.start]
        return (before[-1] if before else told[0])[1] if told else None

    def _in_lead(self, blocks: Sequence[Block]) -> list[tuple[int, str, str | None]]:
        """The places that the first paragraph names."""
        lead = next((b for b in blocks if b.role == "paragraph"), None)
        return [one for one in self._literal if lead and lead.start <= one[0] < lead.end]

    def _by_dateline(self, event: Event) -> str | None:
        """The place of the dateline; of a deed first what its paragraph has just named, and
        nothing at all where the story is told from another country."""
        if event.type not in _DEEDS:
            return None if self._told_from_afar else self._here
        at = event.trigger.start
        told = self._literal if self._told_from_afar else self._inside
        last = bisect_left(told, (at,)) - 1
        anywhere = self._told_from_afar or self._told_from_another_town
        block = bisect_right(self._blocks, at) - 1
        since = 0 if anywhere or block < 0 else self._blocks[block]
        if last >= 0 and told[last][0] >= since:
            return told[last][1]
        return None if self._told_from_afar else self._here

    def _by_story(self, event: Event) -> str | None:
        """Of a deed the last place that its paragraph has named before it; else the home of the
        story, where its paragraph, or before a deed the one before, speaks of it."""
        at = event.trigger.start
        block = bisect_right(self._blocks, at) - 1
        begins = self._blocks[block] if block >= 0 else 0
        deed = event.type in _DEEDS
        since = self._blocks[block - 1] if deed and block >= 1 else begins
        before = [one for one in self._literal if one[0] < at]
        told = [one for one in before if one[0] >= since]
        if deed and told and told[-1][0] >= begins:
            return told[-1][1]
        if not told and (deed or not any(self._sector.get(i) in _WORLD for i in event.sources)):
            told = before[-1:]
        return self._here if any(one[2] == self._at_home for one in told) else None


def _is_literal(place: Place) -> bool:
    return any(m.use == "literal" for m in place.mentions)


def _of_most(places: Sequence[Place], apart: Container[int]) -> Place | None:
    """The first place of the country that most literal mentions of places are in."""
    named = Counter(
        p.country
        for p in places
        for m in p.mentions
        if p.country and m.use == "literal" and m.start not in apart
    )
    if not named:
        return None
    country, count = named.most_common(1)[0]
    if count < _MOSTLY * named.total():
        return None
    inside = [p for p in places if p.country == country]
    return next((p for p in inside if p.kind == "country"), inside[0])


def _of_lead(
    places: Sequence[Place], blocks: Sequence[Block], apart: Container[int]
) -> Place | None:
    """The place of the one country that headline and first paragraph name places of, with its name
    before a noun ("*Hong Kong's* airport") or without, twice, or as often as any in the article;
    rather one where something is than one before a noun ("*Ohio* Gov. N.N. spoke in *Miami*")."""
    lead = next((b for b in blocks if b.role == "paragraph"), None)
    if lead is None:
        return None
    named = sorted(
        (m.start, p.country)
        for p in places
        for m in p.mentions
        if p.country and (m.use == "literal" or _is_name(m, p)) and m.start not in apart
    )
    first = [country for start, country in named if start < lead.end]
    counts = Counter(country for _, country in named)
    if len(set(first)) != 1:
        return None
    country = first[0]
    if len(first) < _TWICE and counts[country] < max(counts.values()):
        return None
    inside = [p for p in places if p.country == country]
    where = (
        p for p in inside if any(m.use == "literal" and m.start < lead.end for m in p.mentions)
    )
    return next(where, inside[0])


def _is_name(mention: PlaceMention, place: Place) -> bool:
    """Whether a place before a noun stands there by its name, and not as "Syrian"."""
    return mention.use == "modifier" and mention.end - mention.start == len(place.name)
