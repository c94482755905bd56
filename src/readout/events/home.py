"""Where a happening at home takes place, when its sentence does not say."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence

from readout.mentions.mentions import Mentions
from readout.record.types import Block, Event, Place

_ABROAD = frozenset(("CONSULT", "AGREE", "COOPERATE", "AID"))
"""Acts that sides of one country may well do elsewhere."""


_DEEDS = frozenset("ASSAULT COERCE MOBILIZE PROTEST RETREAT SANCTION".split())
"""Acts of a place, and not of words alone."""
_MOSTLY = 0.6
"""Share of the places of an article from which on their country is that of the story."""


class Home:
    """Finds the place of an act whose sentence does not name it."""

    def __init__(
        self, mentions: Mentions, dateline: str | None, blocks: Sequence[Block] = ()
    ) -> None:
        self._country = {e.id: e.country for e in mentions.entities}
        self._first: dict[str, str] = {}
        for place in mentions.places:
            literal = any(m.use == "literal" for m in place.mentions)
            if place.country and literal and (place.kind == "country" or place.id == dateline):
                self._first.setdefault(place.country, place.id)
        here = next((p for p in mentions.places if p.id == dateline and p.country), None)
        self._written_here = here is not None
        here = here or _of_most(mentions.places)
        self._here = here.id if here else None
        self._at_home = here.country if here else None
        if here is not None and here.country:
            self._first[here.country] = here.id
        self._blocks = [b.start for b in blocks]
        self._literal = sorted(
            (m.start, p.id, p.country)
            for p in mentions.places
            for m in p.mentions
            if p.country and m.use == "literal"
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
            return self._here if self._written_here else self._by_story(event)
        if self._written_here and doers and not any(doers):
            return self._here
        return self._first.get(countries.pop()) if len(countries) == 1 else None

    def _by_story(self, event: Event) -> str | None:
        """Of a deed the last place that its paragraph has named before it; else the home of the
        story, where its paragraph, or before a deed the one before, speaks of it."""
        at = event.trigger.start
        block = bisect_right(self._blocks, at) - 1
        begins = self._blocks[block] if block >= 0 else 0
        deed = event.type in _DEEDS
        since = self._blocks[block - 1] if deed and block >= 1 else begins
        told = [one for one in self._literal if since <= one[0] < at]
        if deed and told and told[-1][0] >= begins:
            return told[-1][1]
        return self._here if any(one[2] == self._at_home for one in told) else None


def _of_most(places: Sequence[Place]) -> Place | None:
    """The first place of the country that most literal mentions of places are in."""
    named = Counter(
        p.country for p in places for m in p.mentions if p.country and m.use == "literal"
    )
    if not named:
        return None
    country, count = named.most_common(1)[0]
    if count < _MOSTLY * named.total():
        return None
    inside = [p for p in places if p.country == country]
    return next((p for p in inside if p.kind == "country"), inside[0])
