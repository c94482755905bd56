"""Who held which office of which country, from when to when: a dated table, and its search by name.

``office_holders.npz`` is built by ``training/actors/office_holders.py`` from Wikidata (CC0, to
2022), the World Factbook (public domain, leaders to May 2026) and congress-legislators (public
domain). A user's own CSV can stand beside it
(:mod:`readout.knowledge.added_holders`).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import numpy.typing as npt

from readout.knowledge import name_forms, offices

_FILE = Path(__file__).with_name("office_holders.npz")
OPEN_UNTIL = 20221231
"""Where Wikidata's table gives no end, the term is taken to last to its last day, not to today."""
SOON = 400
"""Days before a term in which the holder is already spoken of under it."""


class Term(NamedTuple):
    """An office held; days are ``YYYYMMDD``, ``start`` 0 unknown, ``end`` 0 not yet over."""

    office: str
    country: str | None
    sector: str | None
    start: int
    end: int
    open: bool
    """The end is not known, :data:`OPEN_UNTIL` stands in its place."""


class Person(NamedTuple):
    """A person of the table: ``id`` is a Wikidata item or the place of the row."""

    id: str
    names: tuple[str, ...]
    terms: tuple[Term, ...]


class Found(NamedTuple):
    """A person that a name may stand for."""

    person: Person
    score: float
    """0 to 1: how well the name, the day, the country and the title fit together."""
    likeness: float
    """0 to 1: of the name alone."""
    in_office: tuple[Term, ...]
    """Terms that hold on the day asked for; empty without a day."""

    @property
    def country(self) -> str | None:
        """The country of most terms on the day, else of all: monarchs have several."""
        for terms in (self.in_office, self.person.terms):
            counts = Counter(t.country for t in terms if t.country)
            if counts:
                return counts.most_common(1)[0][0]
        return None

    @property
    def sector(self) -> str | None:
        """The sector of the weightiest office held on the day."""
        if not self.in_office:
            return None
        return max(self.in_office, key=lambda t: offices.weight(t.office)).sector


def _lines(blob: npt.NDArray[np.uint8]) -> list[str]:
    return blob.tobytes().decode().split("\n")


@dataclass(frozen=True, eq=False)
class OfficeHolders:
    """The table with an index of the words of names. Made by :func:`table`."""

    names: list[str]
    name_person: npt.NDArray[np.int32]
    """``[names]``: whose name it is."""
    first_name: npt.NDArray[np.int64]
    first_term: npt.NDArray[np.int64]
    """``[persons + 1]``: where the names and terms of each person begin."""
    vocabulary: list[str]
    word: npt.NDArray[np.uint32]
    first_word: npt.NDArray[np.int64]
    """``[names + 1]``: where the words of each name begin in ``word``."""
    skeletons: list[str]
    skeleton: npt.NDArray[np.uint32]
    """``[vocabulary]``: which of ``skeletons`` each word has."""
    items: npt.NDArray[np.int64]
    weight: npt.NDArray[np.uint8]
    """``[offices]``: how much in the news, in hundredths."""
    term_columns: tuple[npt.NDArray[Any], ...]
    offices: list[str]
    countries: list[str]
    sectors: list[str]
    added: tuple[Person, ...] = field(default=())

    @cached_property
    def _number(self) -> dict[str, int]:
        return {w: i for i, w in enumerate(self.vocabulary)}

    @cached_property
    def _sound(self) -> dict[str, int]:
        return {s: i for i, s in enumerate(self.skeletons)}

    @cached_property
    def _postings(self) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int32], npt.NDArray[Any]]:
        """Where the words of each skeleton begin; whose names they are of, and which words."""
        of_word = self.skeleton[self.word]
        order = np.argsort(of_word, kind="stable")
        counts = np.bincount(of_word, minlength=len(self.skeletons))
        owner = np.repeat(np.arange(len(self.names), dtype=np.int32), np.diff(self.first_word))
        return np.concatenate([[0], np.cumsum(counts)]), owner[order], self.word[order]

    def __len__(self) -> int:
        return len(self.items) + len(self.added)

    def person(self, i: int) -> Person:
        """Person ``i`` with names and terms."""
        if i >= len(self.items):
            return self.added[i - len(self.items)]
        office, country, sector, start, end = self.term_columns
        terms = tuple(
            Term(
                self.offices[office[k]],
                self.countries[country[k]] or None,
                self.sectors[sector[k]] or None,
                int(start[k]),
                OPEN_UNTIL if end[k] == 1 else int(end[k]),
                bool(end[k] == 1),
            )
            for k in range(self.first_term[i], self.first_term[i + 1])
        )
        names = tuple(self.names[self.first_name[i] : self.first_name[i + 1]])
        item = int(self.items[i])
        return Person(f"Q{item}" if item else f"row-{i}", names, terms)

    def sounding_like(self, word: str) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.bool_]]:
        """Names that hold a word with the consonants of ``word`` (of :func:`name_forms.tokens`), in
        order, and whether it is the very word."""
        k = self._sound.get(name_forms.skeleton(word))
        if k is None:
            return np.zeros(0, np.int32), np.zeros(0, np.bool_)
        first, owner, words = self._postings
        inside = slice(first[k], first[k + 1])
        return owner[inside], words[inside] == self._number.get(word, -1)

    def words_of(self, name: int) -> list[str]:
        """The words of a name."""
        a, b = self.first_word[name], self.first_word[name + 1]
        return [self.vocabulary[w] for w in self.word[a:b]]

    def terms_of(self, country: str) -> Iterable[tuple[int, str, int, int]]:
        """Person, office, start and end of all terms of a country, the raw days of the file."""
        office, where, _, start, end = self.term_columns
        known = country in self.countries
        rows = np.flatnonzero(where == self.countries.index(country) if known else ())
        owners = np.searchsorted(self.first_term, rows, side="right") - 1
        for k, who in zip(rows.tolist(), owners.tolist(), strict=True):
            last = int(end[k])
            yield who, self.offices[office[k]], int(start[k]), OPEN_UNTIL if last == 1 else last
        for n, person in enumerate(self.added):
            for t in person.terms:
                if t.country == country:
                    yield len(self.items) + n, t.office, t.start, t.end


@cache
def table() -> OfficeHolders:
    """The table that ships with readout; read once, some 0.1 s."""
    with np.load(_FILE) as file:
        held = {name: file[name] for name in file.files}

    def starts(counts: npt.NDArray[Any]) -> npt.NDArray[np.int64]:
        return np.concatenate([[0], np.cumsum(counts, dtype=np.int64)])

    spellings = held["spellings"]
    return OfficeHolders(
        names=_lines(held["names"]),
        name_person=np.repeat(np.arange(len(spellings), dtype=np.int32), spellings),
        first_name=starts(spellings),
        first_term=starts(held["terms"]),
        vocabulary=_lines(held["vocabulary"]),
        word=held["word"],
        first_word=starts(held["words"]),
        skeletons=_lines(held["skeletons"]),
        skeleton=held["skeleton"],
        weight=held["weight"],
        items=np.cumsum(held["item"], dtype=np.int64),
        term_columns=tuple(held[n] for n in ("office", "country", "sector", "start", "end")),
        offices=_lines(held["offices"]),
        countries=_lines(held["countries"]),
        sectors=_lines(held["sectors"]),
    )


_DAY = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


def day_number(date: str | None) -> int | None:
    """YYYYMMDD of an ISO date, a month or year at its middle; None where there is none."""
    match = _DAY.match(date or "")
    if not match:
        return None
    year, month, day = match.groups()
    return int(year) * 10000 + int(month or 7) * 100 + int(day or (15 if month else 1))
