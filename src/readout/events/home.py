"""Where a happening at home takes place, when its sentence does not say."""

from __future__ import annotations

from collections.abc import Iterable

from readout.mentions.mentions import Mentions

_ABROAD = frozenset(("CONSULT", "AGREE", "COOPERATE", "AID", "SUPPORT"))
"""Acts that sides of one country may well do elsewhere."""


class Home:
    """Finds the place of an act whose participants are all of one country, or of none known."""

    def __init__(self, mentions: Mentions, dateline: str | None) -> None:
        self._country = {e.id: e.country for e in mentions.entities}
        self._first: dict[str, str] = {}
        for place in mentions.places:
            literal = any(m.use == "literal" for m in place.mentions)
            if place.country and literal and (place.kind == "country" or place.id == dateline):
                self._first.setdefault(place.country, place.id)
        here = next((p for p in mentions.places if p.id == dateline), None)
        self._here = here.id if here is not None and here.country else None
        if here is not None and here.country:
            self._first[here.country] = here.id

    def of(self, type_: str | None, participants: Iterable[str]) -> str | None:
        """The place of the dateline if no participant is known to be of another country, else the
        one country of all participants where the article names it as a place; None for acts that
        are done abroad too."""
        if type_ is None or type_ in _ABROAD:
            return None
        countries = {c for c in (self._country.get(i) for i in participants) if c}
        if not countries:
            return self._here
        return self._first.get(countries.pop()) if len(countries) == 1 else None
