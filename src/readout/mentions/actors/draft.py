"""A mention while it is being read, before it belongs to an entity."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal, NamedTuple

Kind = Literal[
    "person", "state", "organization", "group", "place", "agreement", "conflict", "summit",
    "media", "document",
]  # fmt: skip
Form = Literal["name", "title", "description", "pronoun", "metonym", "demonym"]


class Held(NamedTuple):
    """An office or affiliation read from the text: words from ``first`` to ``after`` say it."""

    title: str
    of: str | None
    country: str | None
    sector: str | None
    first: int
    after: int


@dataclass(slots=True)
class Draft:
    """Words ``first`` to ``after`` (exclusive) with head word ``head``."""

    head: int
    first: int
    after: int
    form: Form
    kind: Kind
    name: str
    plural: bool = False
    gender: Literal["f", "m", "n"] | None = None
    """f and m of persons, n of things; None unknown."""
    country: str | None = None
    sector: str | None = None
    noun: str | None = None
    """Head noun of a description in lower case, singular."""
    key: tuple[str, ...] = ()
    """Words of a name in lower case."""
    definite: bool = False
    roles: list[Held] = field(default_factory=list)
    same: int | None = None
    """Head word of the mention that this one is said to be (apposition, copula)."""
    said: Literal["i", "we", "you"] | None = None
    """First and second person."""
    generic: bool = False
    score: float = 0.9
