"""The words of an article as plain lists, and names looked up in the gazetteer."""

from __future__ import annotations

import itertools
from functools import cache, cached_property, lru_cache
from typing import NamedTuple

from readout.knowledge.actor_words import phrases
from readout.knowledge.gazetteer.keys import fold
from readout.knowledge.gazetteer.table import (
    ADJECTIVE,
    ALTERNATE,
    KINDS,
    PEOPLE,
    POSTAL,
    PRIMARY,
    Gazetteer,
)
from readout.knowledge.page_words import agencies
from readout.knowledge.place_words import PlaceWords, place_words
from readout.language.analysis import Analysis

LARGE = 11.5
"""Size of a town that counts without a word for it: 100,000 people."""
WIDE = frozenset(
    KINDS.index(k) for k in KINDS if k not in ("city", "capital", "district", "facility", "admin2")
)
_SHORT = 5
"""A line of so few words is a dateline or a headline, not a text in capitals."""
_INITIALS = 3
"""Letters of a name that may be the initials of something else."""
_CLASSES = {
    "people": (PEOPLE,),
    "adjective": (ADJECTIVE,),
    "name": (PRIMARY, ALTERNATE, POSTAL),
}
_CAPITALS = frozenset(
    ("us", "uk", "uae", "usa", "eu", "la", "sf", "drc", "prc", "car", "in", "or", "me", "up")
)
"""Names that are words of another kind in small letters."""


class Toponym(NamedTuple):
    """A stretch of text that names a place."""

    start: int
    end: int
    """Code points."""
    first: int
    after: int
    """Words."""
    key: str
    """Folded name, as looked up."""
    form: str
    """``name``, ``adjective`` ("Syrian") or ``people`` ("Syrians")."""
    places: tuple[int, ...]
    classes: tuple[int, ...]
    """Candidates in the gazetteer and the class of the name for each."""
    found: str
    """What spoke for it: the type of the name of the analysis ("gpe", "organization"...), or
    ``gazetteer``, or ``around`` (the words around it)."""
    score: float
    """0 to 1, of the recognition alone; not calibrated."""
    whole: bool = True
    """False for a place inside the name of an organisation and the like."""


class Words:
    """An analysis as lists: reading an element of an array costs ten times as much."""

    def __init__(self, analysis: Analysis, gazetteer: Gazetteer) -> None:
        self.analysis = analysis
        self.gazetteer = gazetteer
        self.text = analysis.text
        lists = analysis.lists
        self.start, self.end = lists.start, lists.end
        self.word, self.low, self.upos = lists.words, lists.low, lists.upos
        self.capital = [w[:1].isupper() for w in self.word]
        self.capitals = [i for i, large in enumerate(self.capital) if large]
        """Words with a capital."""
        self.known: PlaceWords = place_words()
        names = analysis.names
        types = analysis.labels.name_types
        self.names: list[tuple[int, int, str, float]] = [
            (a, b, types[k], s)
            for a, b, k, s in zip(
                names.start.tolist(), names.end.tolist(), names.type.tolist(),
                names.score.tolist(), strict=True,
            )
        ]  # fmt: skip

    def __len__(self) -> int:
        return len(self.word)

    @cached_property
    def persons(self) -> set[str]:
        """Folded words of names of persons of several words."""
        return {
            _fold(word)
            for first, after, kind, _ in self.names
            if kind == "person" and after - first > 1
            for word in self.word[first:after]
        }

    def surname(self, i: int) -> bool:
        """Whether a word is part of a person's name elsewhere, and no well-known place."""
        if _fold(self.word[i]) not in self.persons:
            return False
        one = self.look_up(i, i + 1, "gazetteer", 0.5)
        return one is None or not self.prominent(one, wide=False)

    def organisation(self, first: int, after: int) -> bool:
        """Whether words are the name of a well-known organisation and of no well-known place,
        whatever the model takes them for."""
        if not self._acronym(first, after):
            return False
        one = self.look_up(first, after, "gazetteer", 0.5)
        return one is None or not self.prominent(one, wide=True)

    @cached_property
    def things(self) -> set[str]:
        """Folded names that the article gives to things: "an Oreshnik missile", "the missile,
        Oreshnik", or with an article and no noun, as no town is ("the Oreshnik hit a factory")."""
        out: set[str] = set()
        for first, after, kind, _ in self.names:
            if kind == "person":
                continue
            before, behind = self.lower(first - 1), self.lower(after)
            told = behind in self.known.things or (
                before == "," and self.lower(first - 2) in self.known.things
            )
            bare = after >= len(self) or self.upos[after] not in ("NOUN", "PROPN", "ADJ")
            own = behind in ("'s", "’s", "-", "of")
            if told or (before in ("a", "an") and bare and not own) or (
                before == "the" and kind == "gpe" and bare and not own
            ):  # fmt: skip
                out.add(_fold(self.text[self.start[first] : self.end[after - 1]]))
        return out

    def _acronym(self, first: int, after: int) -> bool:
        """Whether words are as written the name of a well-known organisation."""
        words = tuple(self.word[first:after])
        known = phrases().get(words[0].lower(), ())
        return any(p.use == "organisation" and p.words == words for p in known)

    @cached_property
    def shouted(self) -> list[bool]:
        """Whether each word stands in a sentence in capitals, where they tell nothing of names."""
        out: list[bool] = []
        firsts = self.analysis.sentences.tolist()
        for a, b in itertools.pairwise(firsts):
            if sum(self.capital[a:b]) <= 0.6 * _SHORT:
                out += [False] * (b - a)
                continue
            letters = [x for x in self.word[a:b] if x[:1].isalpha()]
            loud = sum(x.isupper() for x in letters) > 0.6 * len(letters)
            out += [loud and len(letters) > _SHORT] * (b - a)
        return out

    def lower(self, i: int) -> str:
        """Word ``i`` in small letters; empty outside of the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def look_up(
        self, first: int, after: int, found: str, score: float, *, whole: bool = True
    ) -> Toponym | None:
        """The words as a toponym, or None when they are not known or are of another kind."""
        start, end = self.start[first], self.end[after - 1]
        text = self.text[start:end]
        key, places, classes = _as_written(self.gazetteer, text)
        if not places:
            return None
        if text.islower() or key in _not_places() or (len(key) <= 3 and not _shape_fits(text, key)):
            return None
        if key in self.known.seldom and found not in ("gpe", "location"):
            return None
        if self.lower(after) in self.known.ills or self._money(after) or self.numbered(after):
            return None
        least = min(classes)
        form = "name"
        if least == ADJECTIVE or (found == "group" and ADJECTIVE in classes):
            form = "adjective"
        elif least == PEOPLE:
            form = "people"
        if form != "name" and self._descent(first):
            return None
        if least != max(classes):
            want = _CLASSES[form]
            kept = [(p, c) for p, c in zip(places, classes, strict=True) if c in want]
            places, classes = tuple(p for p, _ in kept), tuple(c for _, c in kept)
        one = Toponym(start, end, first, after, key, form, places, classes, found, score, whole)
        short = len(key) <= _INITIALS and after - first == 1
        if short and not self.prominent(one, wide=True) and (
            self._acronym(first, after) or key in self.persons or (len(key) < 3 and not whole)
        ):  # fmt: skip
            return None  # "Un" is a village; the U.N. is not, nor the last word of "Kim Jong Un"
        return one

    def state(self, one: Toponym) -> bool:
        """Whether a name is that of a country or a capital."""
        return any(
            kind == PRIMARY and KINDS[self.gazetteer.kind[place]] in ("country", "capital")
            for place, kind in zip(one.places, one.classes, strict=True)
        )

    def building(self, one: Toponym) -> bool:
        """Whether a house that stands for a power is meant as a house: "in the Kremlin"."""
        before = one.first - 2 if self.lower(one.first - 1) == "the" else one.first - 1
        there = self.lower(before) in self.known.into or self.lower(before) in ("at", "from", "to")
        return there and any(KINDS[self.gazetteer.kind[p]] == "facility" for p in one.places)

    def _descent(self, first: int) -> bool:
        """Whether a people is named by its descent: "African Americans", "Mexican-Americans"."""
        before = first - 2 if self.lower(first - 1) == "-" else first - 1
        return self.lower(before) in self.known.hybrid and self.lower(first).startswith("american")

    def _money(self, after: int) -> bool:
        return after < len(self.word) and self.word[after][:1] in "$€£"

    def numbered(self, after: int) -> bool:
        """Whether a number belongs to the name: "*Kanal* 13" is a broadcaster."""
        if after >= len(self.word) or not self.word[after].isdigit() or len(self.word[after]) > 3:
            return False
        a = self.analysis
        flat = a.labels.deprel[a.deprel[after]] in ("flat", "nummod")
        return flat and int(a.head[after]) == after - 1

    def prominent(self, one: Toponym, *, wide: bool) -> bool:
        """Whether a name is that of a country, division, sea...; or, unless ``wide``, of a large
        town."""
        for place, kind in zip(one.places, one.classes, strict=True):
            if kind in (PRIMARY, ADJECTIVE, PEOPLE) and int(self.gazetteer.kind[place]) in WIDE:
                return True
            if not wide and kind == PRIMARY and self.gazetteer.size[place] >= LARGE:
                return True
        return False


def _shape_fits(text: str, key: str) -> bool:
    """Short names ("US", "IN", "La.") count as written: capitals or a full stop."""
    return text.isupper() or "." in text or key not in _CAPITALS


@cache
def _not_places() -> frozenset[str]:
    """Words, and news agencies: "Xinhua" is a village, too."""
    return place_words().never | {fold(name) for name in agencies("news")}


_KEPT = 1 << 14
"""Words remembered, some 3 MB: what pages say has no end."""
_fold = lru_cache(maxsize=_KEPT)(fold)
_Found = tuple[tuple[int, ...], tuple[int, ...]]
_seen: dict[tuple[int, str], _Found] = {}


_read: dict[tuple[int, str], tuple[str, tuple[int, ...], tuple[int, ...]]] = {}


def _as_written(gazetteer: Gazetteer, text: str) -> tuple[str, tuple[int, ...], tuple[int, ...]]:
    """The folded words with their candidates, as :func:`look_up` has them; kept, too."""
    slot = (id(gazetteer), text)
    found = _read.get(slot)
    if found is None:
        if len(_read) >= _KEPT:
            _read.clear()
        key = fold(text)
        found = _read[slot] = key, *look_up(gazetteer, key)
    return found


def look_up(gazetteer: Gazetteer, key: str) -> _Found:
    """Candidates of a folded name and the class of the name for each; kept for the next time."""
    slot = (id(gazetteer), key)
    found = _seen.get(slot)
    if found is None:
        if len(_seen) >= _KEPT:
            _seen.clear()
        places, classes = gazetteer.look_up_key(key)
        found = _seen[slot] = tuple(places.tolist()), tuple(classes.tolist())
    return found
