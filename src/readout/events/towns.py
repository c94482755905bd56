"""Towns and provinces that take part in an act of words: "Accra asked *Dubai* to extradite him".

As a capital stands for its state, a town stands for those who govern it, where no preposition makes
a place of it. (Capitals and countries: :mod:`readout.events.states`.)
"""

from __future__ import annotations

from bisect import bisect_left

import msgspec

from readout.language.analysis import Analysis
from readout.mentions.actors.names import STATIC
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention, Place

_NATIONAL = frozenset(("country", "capital"))
_MODIFYING = frozenset(("compound", "amod", "flat", "nmod:poss", "nmod:desc", "appos"))
_REACH = 8
"""Words before a name in which its preposition stands."""
_LIKELY = 0.6


class Towns:
    """Words that name a place inside a country, and who governs it."""

    def __init__(self, analysis: Analysis, mentions: Mentions) -> None:
        self._analysis = analysis
        starts: list[int] = analysis.start.tolist()
        self._at: dict[int, tuple[Place, int, int]] = {}
        for place in mentions.places:
            if place.kind in _NATIONAL or not place.country:
                continue
            for m in place.mentions:
                word = bisect_left(starts, m.start)
                while word < len(starts) and starts[word] < m.end:
                    self._at[word] = place, m.start, m.end
                    word += 1
        self.made: dict[str, Entity] = {}
        """By the id of the place."""

    def of(self, word: int) -> str | None:
        """The id of those who govern the place that a word names, None where it names none, or
        the place is where something is done or stands before a noun."""
        a, held = self._analysis, self._at.get(word)
        if held is None or a.labels.upos[a.upos[word]] != "PROPN":
            return None
        if a.labels.deprel[a.deprel[word]] in _MODIFYING or self._is_where(word):
            return None
        place, start, end = held
        mention = Mention(start=start, end=end, form="metonym")
        known = self.made.get(place.id)
        if known is None:
            self.made[place.id] = Entity(
                id=f"e-town-{place.id}", kind="organization", name=place.name, anonymous=False,
                country=place.country, sector="GOV", roles=[], glosses=[], mentions=[mention],
                ref=None, confidence=_LIKELY,
            )  # fmt: skip
        elif mention not in known.mentions:
            mentions = sorted([*known.mentions, mention], key=lambda m: m.start)
            self.made[place.id] = msgspec.structs.replace(known, mentions=mentions)
        return self.made[place.id].id

    def _is_where(self, word: int) -> bool:
        a = self._analysis
        low = max(int(a.sentences[a.sentence_of(word)]), word - _REACH)
        return any(
            int(a.head[i]) == word and a.word(i).lower() in STATIC - {"on"}
            for i in range(low, word)
        )
