"""Words around names of places: parts ("northern"), heads ("province"), what makes another thing of
a name ("road", "treaty"), titles of persons, words that are names of places by chance alone, and
forms of government before "of" ("Republic of"), words of local bodies ("police")."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec


class PlaceWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The lists of ``place_words.json``, in lower case."""

    comment: str
    licence: str
    parts: frozenset[str]
    heads: frozenset[str]
    far: frozenset[str]
    titles: frozenset[str]
    never: frozenset[str]
    forms: frozenset[str]
    civic: frozenset[str]


@cache
def place_words() -> PlaceWords:
    """The words; raises ``msgspec.DecodeError`` when the file is broken."""
    raw = Path(__file__).with_name("place_words.json").read_bytes()
    return msgspec.json.decode(raw, type=PlaceWords)
