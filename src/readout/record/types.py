"""The record as frozen structs: the contract of ``record.md``, and the only definition of it.

Every field is required when a record is decoded: unknown is ``null``, nothing is ``[]``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from msgspec import Meta, field

from readout.record.article import (
    BODY_ROLES,
    SCHEMA_VERSION,
    AccountId,
    Article,
    Author,
    Block,
    BlockId,
    Claim,
    CommitmentId,
    Confidence,
    Country,
    Dateline,
    EntityId,
    EpisodeId,
    EventId,
    Evidence,
    EvidenceList,
    Generator,
    Grain,
    Media,
    Offset,
    PageKind,
    Part,
    PlaceId,
    PointId,
    Published,
    QuantityId,
    Role,
    Source,
    StatementId,
    TimeId,
    in_text,
    outside,
)
from readout.spans import Span

__all__ = [
    "BODY_ROLES",
    "SCHEMA_VERSION",
    "Account",
    "AccountId",
    "Article",
    "Author",
    "Block",
    "BlockId",
    "Bounds",
    "Candidate",
    "Channel",
    "Claim",
    "Commitment",
    "CommitmentId",
    "Confidence",
    "Country",
    "Dateline",
    "Entity",
    "EntityId",
    "Episode",
    "EpisodeId",
    "Event",
    "EventId",
    "Evidence",
    "EvidenceList",
    "Generator",
    "Grain",
    "Json",
    "Media",
    "Mention",
    "Note",
    "Offset",
    "PageKind",
    "Part",
    "Place",
    "PlaceId",
    "PlaceMention",
    "Point",
    "PointId",
    "Published",
    "Quantity",
    "QuantityId",
    "Record",
    "Ref",
    "Reference",
    "Role",
    "RoleHeld",
    "Source",
    "Sourcing",
    "Stance",
    "Statement",
    "StatementId",
    "Status",
    "Time",
    "TimeId",
    "Trigger",
    "in_text",
    "outside",
]

Status = Literal[
    "occurred", "ongoing", "planned", "requested", "predicted", "hypothetical", "denied", "unknown"
]  # fmt: skip
Sourcing = Literal[
    "named", "spokesperson", "official_unnamed", "institution", "document", "witness",
    "expert", "media", "collective",
]  # fmt: skip
Channel = Literal[
    "spoken", "statement", "interview", "briefing", "email", "social", "broadcast",
    "letter", "phone", "report", "court",
]  # fmt: skip


class Mention(Part, frozen=True, kw_only=True):
    """A stretch of text that names an entity."""

    start: Offset
    end: Offset
    form: Literal["name", "title", "description", "pronoun", "metonym", "demonym"]


class RoleHeld(Part, frozen=True, kw_only=True):
    """An office or affiliation of an entity, read from the text or a dated table."""

    title: str
    of: str | None
    from_: str | None = field(name="from")
    to: str | None
    evidence: EvidenceList


class Candidate(Part, frozen=True, kw_only=True):
    """A possible referent with its score in 0..1."""

    id: str
    score: Confidence


class Reference(Part, frozen=True, kw_only=True):
    """The row of a table that an entity was resolved to."""

    table: str
    id: str
    candidates: list[Candidate]


class Entity(Part, frozen=True, kw_only=True):
    """A person, state, organisation or other actor or named thing of the article."""

    id: EntityId
    kind: Literal[
        "person", "state", "organization", "group", "place", "agreement", "conflict",
        "summit", "media", "document",
    ]  # fmt: skip
    name: str
    anonymous: bool
    country: Country | None
    sector: str | None
    roles: list[RoleHeld]
    glosses: list[Span]
    mentions: Annotated[list[Mention], Meta(min_length=1)]
    ref: Reference | None
    confidence: Confidence


class PlaceMention(Part, frozen=True, kw_only=True):
    """A toponym in the text and what it stands for there."""

    start: Offset
    end: Offset
    use: Literal["literal", "metonym", "modifier"]


class Place(Part, frozen=True, kw_only=True):
    """A place with its mentions; ``lat`` and ``lon`` in decimal degrees, WGS 84."""

    id: PlaceId
    name: str
    kind: str
    mentions: Annotated[list[PlaceMention], Meta(min_length=1)]
    geonames_id: int | None
    country: Country | None
    admin1: str | None
    lat: Annotated[float, Meta(ge=-90, le=90)] | None
    lon: Annotated[float, Meta(ge=-180, le=180)] | None
    method: str
    confidence: Confidence


class Time(Part, frozen=True, kw_only=True):
    """A time expression with its TIMEX3 value; ``from`` and ``to`` bound it as ISO dates."""

    id: TimeId
    start: Offset
    end: Offset
    type: Literal["DATE", "TIME", "DURATION", "SET"]
    value: str
    mod: str | None
    quant: str | None
    freq: str | None
    from_: str | None = field(name="from")
    to: str | None
    anchor: str | None


class Quantity(Part, frozen=True, kw_only=True):
    """A count or amount with bounds (inclusive; null where open)."""

    id: QuantityId
    start: Offset
    end: Offset
    min: float | None
    max: float | None
    approximate: bool
    unit: str | None
    kind: Literal[
        "killed", "injured", "missing", "detained", "displaced", "participants", "weapons",
        "money", "other",
    ]  # fmt: skip


class Statement(Part, frozen=True, kw_only=True):
    """Something said: who said it, in which words, and how it reached the page."""

    id: StatementId
    speakers: list[EntityId]
    source: Span | None
    anonymous: bool
    reason_given: Span | None
    sourcing: Sourcing
    cue: Span | None
    content: Annotated[list[Span], Meta(min_length=1)]
    quoted: Literal["direct", "indirect", "mixed"]
    via: EntityId | None
    channel: Channel | None
    said_at: TimeId | None
    parent: StatementId | None
    evidence: EvidenceList
    confidence: Confidence


class Trigger(Part, frozen=True, kw_only=True):
    """The word that carries an event."""

    start: Offset
    end: Offset
    lemma: str


class Event(Part, frozen=True, kw_only=True):
    """Who did what to whom, how real it is, and according to whom."""

    id: EventId
    type: str | None
    plover: str | None
    mode: str | None
    contexts: list[str]
    cameo: str | None
    quad: int | None
    intensity: float | None
    trigger: Trigger
    sources: list[EntityId]
    targets: list[EntityId]
    reciprocal: bool
    place: PlaceId | None
    time: TimeId | None
    duration: TimeId | None
    quantities: list[QuantityId]
    status: Status
    background: bool
    according_to: list[StatementId]
    evidence: EvidenceList
    confidence: Confidence


class Commitment(Part, frozen=True, kw_only=True):
    """What somebody is bound to, to whom, and under which agreement."""

    id: CommitmentId
    by: list[EntityId]
    to: list[EntityId]
    under: EntityId | None
    content: Span
    statement: StatementId | None
    evidence: EvidenceList


class Ref(Part, frozen=True, kw_only=True):
    """A reference across articles."""

    article: str
    id: str


class Episode(Part, frozen=True, kw_only=True):
    """One happening in the world, told in one article or many."""

    id: EpisodeId
    type: str | None
    participants: list[EntityId]
    place: PlaceId | None
    from_: str | None = field(name="from")
    to: str | None
    members: list[Ref]
    accounts: list[AccountId]


class Bounds(Part, frozen=True, kw_only=True):
    """The range one side gives for one kind of quantity."""

    kind: str
    min: float | None
    max: float | None


class Account(Part, frozen=True, kw_only=True):
    """One side's telling of an episode."""

    id: AccountId
    episode: EpisodeId
    side: EntityId
    statements: list[Ref]
    quantities: list[Bounds]


class Stance(Part, frozen=True, kw_only=True):
    """What one account does with a point."""

    account: AccountId
    stance: Literal["asserts", "denies", "silent"]
    refs: list[Ref]


class Point(Part, frozen=True, kw_only=True):
    """One thing that one of the sides says of an episode."""

    id: PointId
    episode: EpisodeId
    label: str
    stances: list[Stance]


class Note(Part, frozen=True, kw_only=True):
    """Something found and rejected, or not read, with the reason."""

    step: str
    reason: str
    start: Offset | None
    end: Offset | None


class Record(Part, frozen=True, kw_only=True):
    """One article, taken apart. The top of the contract."""

    readout: Generator
    article: Article
    entities: list[Entity]
    places: list[Place]
    times: list[Time]
    quantities: list[Quantity]
    statements: list[Statement]
    events: list[Event]
    commitments: list[Commitment]
    episodes: list[Episode]
    accounts: list[Account]
    points: list[Point]
    notes: list[Note]


Json = dict[str, Any]
