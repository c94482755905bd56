"""Words around names of places, and words that are names of places by chance alone."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """The lists of ``place_words.json``, in lower case."""

    comment: str
    licence: str
    parts: frozenset[str]
    """Before a name: "northern"."""
    heads: frozenset[str]
    """After a name: "province"."""
    forms: frozenset[str]
    """Before "of": "republic"."""
    never: frozenset[str]
    """Words and not places, whatever the gazetteer has: "north", "police"."""
    seldom: frozenset[str]
    """Words that are places where the language model says so alone: "nice", "reading"."""
    civic: frozenset[str]
    """In the name of a local body: "Athens Police Department"."""
    persons: frozenset[str]
    """After a town where somebody or something is of that town: "an Augusta educator"."""
    into: frozenset[str] = msgspec.field(name="in")
    """Words before a place: "near"."""
    media: frozenset[str]
    """Last words of names of newspapers: the place inside is not meant."""
    features: frozenset[str]
    """First or last words of names of streets, waters, buildings: "Dublin Road" is not Dublin."""
    units: frozenset[str]
    """Last words of names of divisions: "Laurel County" is not Laurel."""
    hybrid: frozenset[str]
    """Before "Americans" of a descent."""
    things: frozenset[str]
    """After the name of a make: an "Oreshnik missile" says that Oreshnik is no place."""
    stances: frozenset[str]
    """What is shown to those who act in the name of a place: "in support of Ukraine"."""
    bodies: frozenset[str]
    """What belongs to a state as one who acts: "Russia's parliament"."""
    travel: frozenset[str]
    """Verbs whose object is the place and not those who act in its name: "visit"."""
    address: frozenset[str]
    """Verbs whose object is one who can answer: "warn"."""
    beside: frozenset[str] = msgspec.field(name="with")
    """Words before one who acts: "with Russia"."""
    ills: frozenset[str]
    """After a name: "West Nile virus" is no place."""


@cache
def place_words() -> PlaceWords:
    """The words; raises ``msgspec.DecodeError`` when the file is broken."""
    raw = Path(__file__).with_name("place_words.json").read_bytes()
    return msgspec.json.decode(raw, type=PlaceWords)
