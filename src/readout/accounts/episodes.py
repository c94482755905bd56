"""Episodes over articles as they are written out: one JSON object each.

The parts of one article's record cannot hold them, since ids there are of one article; here every
reference is ``{"article", "id"}``, and sides and participants have keys that mean the same in all
articles (``state:SDN``, ``wikidata:Q76``, ``name:darfur front``).
"""

from __future__ import annotations

from typing import Literal

import msgspec
from msgspec import field

from readout.record.types import Bounds, Ref, Stance


class Whole(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of the parts."""


class Party(Whole, frozen=True, kw_only=True):
    """A participant or a side: its key, its commonest name, and the entities that it is."""

    key: str
    name: str
    kind: str
    country: str | None
    refs: list[Ref]


class Spot(Whole, frozen=True, kw_only=True):
    """Where an episode happened; ``lat`` and ``lon`` in decimal degrees."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    refs: list[Ref]


class TheirAccount(Whole, frozen=True, kw_only=True):
    """What one side says, over all articles."""

    id: str
    side: Party
    statements: list[Ref]
    quantities: list[Bounds]


class TheirStance(Whole, frozen=True, kw_only=True):
    """What an account does with a point, in whose words, and where."""

    account: str
    stance: Literal["asserts", "denies", "silent"]
    words: str | None
    refs: list[Ref]


class TheirPoint(Whole, frozen=True, kw_only=True):
    """One thing that one of the sides says; ``kind`` says how the sides stand to it."""

    id: str
    label: str
    kind: Literal["shared", "alone", "contradicted"]
    stances: list[TheirStance]


class Count(Whole, frozen=True, kw_only=True):
    """The range that one source gives for one kind of casualty; the article itself is a source."""

    kind: str
    source: str
    side: str | None
    min: float | None
    max: float | None
    refs: list[Ref]


class WholeEpisode(Whole, frozen=True, kw_only=True):
    """One happening as many articles tell it."""

    id: str
    type: str | None
    words: str
    """The commonest trigger word."""
    participants: list[Party]
    place: Spot | None
    from_: str | None = field(name="from")
    to: str | None
    articles: list[str]
    copies: list[str]
    """Articles that print what another one prints; they are not counted again."""
    members: list[Ref]
    accounts: list[TheirAccount]
    points: list[TheirPoint]
    counts: list[Count]


def point_kind(
    stances: list[Stance] | list[TheirStance],
) -> Literal["shared", "alone", "contradicted"]:
    """Contradicted when one asserts what another denies, shared when two speak, else alone."""
    held = [s.stance for s in stances if s.stance != "silent"]
    if len(set(held)) > 1:
        return "contradicted"
    return "shared" if len(held) > 1 else "alone"
