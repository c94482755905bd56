"""What the actors' part of the mentions room knows of words: states, titles, nouns, given names.

Tables are files beside this module with a comment on their origin, loaded on first use.
"""

from __future__ import annotations

import csv
from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import Any, Literal, NamedTuple

import msgspec

from readout.knowledge.name_forms import plain

_HERE = Path(__file__).parent

Use = Literal["name", "national", "adjective", "metonym", "organisation", "place"]
"""``place`` is of a place that the text was found to name, not of the tables."""


class Phrase(NamedTuple):
    """A fixed phrase of the tables, as a sequence of words."""

    words: tuple[str, ...]
    use: Use
    country: str | None
    sector: str | None
    seat: bool
    """A metonym that is a building or an office, not a town."""


class State(NamedTuple):
    """A state or territory: its short English name, and its capital."""

    name: str
    capital: str
    demonym: str


@cache
def _words() -> dict[str, Any]:
    return msgspec.json.decode((_HERE / "actor_words.json").read_bytes(), type=dict[str, Any])


@cache
def _state_rows() -> list[dict[str, str]]:
    with open(_HERE / "states.tsv", encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def states() -> dict[str, State]:
    """States by ISO alpha-3."""
    return {
        r["iso3"]: State(r["name"], r["capital"], r["adjectives"].split("|")[0])
        for r in _state_rows()
    }


@cache
def nouns(kind: Literal["persons", "groups", "organisation_heads"]) -> dict[str, str]:
    """Lower-case nouns, blanks as underscores, to the sector of whom they name."""
    return {w: sector for sector, many in _words()[kind].items() for w in many.split()}


def kinds_called(noun: str) -> frozenset[str]:
    """The sectors of bodies that a noun is said of: "agency" of one of the press and of others."""
    return frozenset(_called().get(noun, ()))


@cache
def _called() -> dict[str, list[str]]:
    out: dict[str, list[str]] = {}
    for sector, many in _words()["called"].items():
        for noun in many.split():
            out.setdefault(noun, []).append(sector)
    return out


@cache
def listed(kind: str) -> frozenset[str]:
    """A plain list of lower-case words: ``person_titles``, ``agreements``, ``women`` ..."""
    return frozenset(_words()[kind].split())


@cache
def _first_names() -> dict[str, set[str]]:
    table = msgspec.json.decode((_HERE / "first_names.json").read_bytes(), type=dict[str, str])
    return {kind: set(names.split()) for kind, names in table.items()}


@cache
def given_names() -> dict[str, Literal["f", "m"]]:
    """Given names, lower case, to the sex of most of their bearers; none that is as well a word, a
    town or a surname."""
    women, men = _first_names()["women"], _first_names()["men"]
    out: dict[str, Literal["f", "m"]] = dict.fromkeys(women - men, "f")
    out.update(dict.fromkeys(men - women, "m"))
    return out


@cache
def _sexes() -> dict[str, Literal["f", "m"]]:
    """The same with those that are something else, too ("Chris", "Victoria")."""
    tables = _first_names()
    out: dict[str, Literal["f", "m"]] = dict.fromkeys(tables["women_also"], "f")
    out.update(dict.fromkeys(tables["men_also"], "m"))
    return out | given_names()


def sex_of(name: Sequence[str]) -> Literal["f", "m"] | None:
    """The sex of most bearers of a full name (lower-case words): by its first word, with or
    without accents, by the first of two that a hyphen joins ("Jean-Marc"), or by a surname of
    which women have a form of their own ("Nováková", "Skaya"); None where it is unknown."""
    if len(name) < 2:
        return None
    first, last, sexes = name[0], plain(name[-1]), _sexes()
    for word in (first, plain(first).replace(" ", "-"), plain(first).split(" ")[0]):
        if word in sexes:
            return sexes[word]
    if "-" in first and first.startswith("jean-"):
        return "m"
    if name[-1].endswith(_OF_WOMEN) or (first.endswith("a") and last.endswith(("ova", "eva"))):
        return "f"
    return None


_OF_WOMEN = ("ová", "skaya", "skaia", "dóttir", "dottir", "ovna", "evna")
"""Ends of surnames that only women have."""


@cache
def phrases() -> dict[str, list[Phrase]]:
    """States, nationalities, metonyms and well-known organisations by their first word in lower
    case, longer ones first."""
    out: dict[str, list[Phrase]] = {}

    def add(text: str, use: Use, country: str | None, sector: str | None, seat: bool) -> None:
        words = tuple(text.replace("_", " ").replace("'", "’").split())
        words = tuple(w.replace("’", "'") for w in words)
        out.setdefault(words[0].lower(), []).append(Phrase(words, use, country, sector, seat))

    for row in _state_rows():
        iso, capital = row["iso3"], row["capital"]
        names = set(row["names"].split("|"))
        nationals = {n for n in row["nationals"].split("|") if n} - names
        adjectives = {a for a in row["adjectives"].split("|") if a} - names
        for name in names:
            add(name, "name", iso, None, False)
        for name in nationals:
            add(name, "national" if name not in adjectives else "adjective", iso, None, False)
        for name in adjectives - nationals:
            add(name, "adjective", iso, None, False)
        for name in filter(None, row["metonyms"].split("|")):
            seat = name not in (capital, capital.split(",")[0]) and name not in _TOWNS
            add(name, "metonym", iso, "GOV", seat)
    country_of = {
        name: iso for iso, many in _words()["organisation_country"].items() for name in many.split()
    }
    for sector, many in _words()["organisations"].items():
        for name in many.split():
            add(name, "organisation", country_of.get(name), sector, False)
    for some in out.values():
        some.sort(key=lambda p: -len(p.words))
    return out


_TOWNS = frozenset(("Tel Aviv", "Delhi", "Kiev", "Nur-Sultan", "Abidjan", "Sana'a", "Vatican"))
"""Metonyms that are towns besides the capital, in whatever spelling."""
