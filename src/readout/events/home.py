"""Where a happening at home takes place, when its sentence does not say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from readout.mentions.mentions import Mentions
from readout.record.types import Place

_ABROAD = frozenset(("CONSULT", "AGREE", "COOPERATE", "AID"))
"""Acts that sides of one country may well do elsewhere."""


_MOSTLY = 0.6
"""Share of the places of an article from which on their country is that of the story."""


class Home:
    """Finds the place of an act whose participants are all of one country, or of none known."""

    def __init__(self, mentions: Mentions, dateline: str | None) -> None:
        self._country = {e.id: e.country for e in mentions.entities}
        self._first: dict[str, str] = {}
        for place in mentions.places:
            literal = any(m.use == "literal" for m in place.mentions)
            if place.country and literal and (place.kind == "country" or place.id == dateline):
                self._first.setdefault(place.country, place.id)
        here = next((p for p in mentions.places if p.id == dateline and p.country), None)
        here = here or _of_most(mentions.places)
        self._here = here.id if here else None
        self._at_home = here.country if here else None
        if here is not None and here.country:
            self._first[here.country] = here.id

    def of(self, type_: str | None, participants: Iterable[str]) -> str | None:
        """The place of the dateline, or of the story, if no participant is known to be of another
        country; else the one country of all participants where the article names it as a place.
        Acts that are done abroad too happen at home only among people of the home country."""
        if type_ is None:
            return None
        known = [self._country.get(i) for i in participants]
        countries = {c for c in known if c}
        if type_ in _ABROAD:
            return self._here if None not in known and countries == {self._at_home} else None
        if not countries:
            return self._here
        return self._first.get(countries.pop()) if len(countries) == 1 else None


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
