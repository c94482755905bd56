"""The record as frozen structs: the contract of ``record.md``, and the only definition of it.

Every field is required when a record is decoded: unknown is ``null``, nothing is ``[]``.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

import msgspec
from msgspec import UNSET, Meta, Struct, UnsetType

from readout.spans import Span

SCHEMA_VERSION = "1.0"

Confidence = Annotated[float, Meta(ge=0.0, le=1.0)]
Offset = Annotated[int, Meta(ge=0)]
BlockId = Annotated[str, Meta(pattern=r"^b[1-9][0-9]*$")]
EntityId = Annotated[str, Meta(pattern=r"^e[1-9][0-9]*$")]
PlaceId = Annotated[str, Meta(pattern=r"^p[1-9][0-9]*$")]
TimeId = Annotated[str, Meta(pattern=r"^t[1-9][0-9]*$")]
QuantityId = Annotated[str, Meta(pattern=r"^q[1-9][0-9]*$")]
StatementId = Annotated[str, Meta(pattern=r"^s[1-9][0-9]*$")]
EventId = Annotated[str, Meta(pattern=r"^v[1-9][0-9]*$")]
CommitmentId = Annotated[str, Meta(pattern=r"^c[1-9][0-9]*$")]
EpisodeId = Annotated[str, Meta(pattern=r"^x[1-9][0-9]*$")]
AccountId = Annotated[str, Meta(pattern=r"^a[1-9][0-9]*$")]
PointId = Annotated[str, Meta(pattern=r"^o[1-9][0-9]*$")]
Country = Annotated[str, Meta(pattern=r"^[A-Z]{3}$")]
"""ISO 3166-1 alpha-3."""

Role = Literal[
    "headline", "standfirst", "byline", "published", "dateline", "paragraph", "subhead",
    "quote", "list", "caption", "credit", "editorial_note", "chrome",
]  # fmt: skip
BODY_ROLES: tuple[Role, ...] = ("dateline", "standfirst", "subhead", "paragraph", "quote", "list")
PageKind = Literal["article", "live", "gallery", "stub", "index", "error", "other"]
Grain = Literal["minute", "day", "month", "year"]
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


class Part(Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Base of every part of a record: frozen, and strict about names."""


class Evidence(Struct, frozen=True, forbid_unknown_fields=True, omit_defaults=True):
    """Where a claim was read: a span of the text, or a place the rendering does not show.

    Either ``start`` and ``end`` (code points into ``article.text``) or ``where`` and ``value``
    (for example ``jsonld:NewsArticle.datePublished`` and the literal string found there).
    """

    start: Offset | UnsetType = UNSET
    end: Offset | UnsetType = UNSET
    where: str | UnsetType = UNSET
    value: str | UnsetType = UNSET

    def __post_init__(self) -> None:
        in_text = self.start is not UNSET and self.end is not UNSET
        outside = self.where is not UNSET and self.value is not UNSET
        both = (self.start is not UNSET or self.end is not UNSET) and (
            self.where is not UNSET or self.value is not UNSET
        )
        if in_text == outside or both:
            raise ValueError("evidence is either start and end, or where and value")

    @property
    def span(self) -> Span | None:
        """The span, or None when the evidence lies outside the rendering."""
        if isinstance(self.start, int) and isinstance(self.end, int):
            return Span(self.start, self.end)
        return None


def in_text(start: int, end: int) -> Evidence:
    """Evidence in the rendered text."""
    return Evidence(start=start, end=end)


def outside(where: str, value: str) -> Evidence:
    """Evidence that the rendering does not show, with the literal string found there."""
    return Evidence(where=where, value=value)


EvidenceList = Annotated[list[Evidence], Meta(min_length=1)]


class Generator(Part, frozen=True, kw_only=True):
    """Which readout wrote the record. ``model`` and ``codebook`` carry a content hash."""

    schema: str
    version: str
    model: str | None
    codebook: str | None


class Source(Part, frozen=True, kw_only=True):
    """The bytes the record was read from. ``sha256`` is of the bytes as they were captured."""

    path: str | None
    sha256: str
    media_type: str
    captured_at: str | None


class Claim(Part, frozen=True, kw_only=True):
    """One value of the article's metadata, how it was found and where."""

    value: str
    method: str
    evidence: EvidenceList


class Author(Part, frozen=True, kw_only=True):
    """One person or agency of the byline."""

    name: str
    method: str
    evidence: EvidenceList


class Published(Part, frozen=True, kw_only=True):
    """Time of publication: ISO 8601 as written (its offset kept) down to ``grain``."""

    value: str
    grain: Grain
    method: str
    evidence: EvidenceList


class Dateline(Part, frozen=True, kw_only=True):
    """The place that opens the body, as written, with the agency when one stands there."""

    place: str
    place_id: PlaceId | None
    agency: str | None
    evidence: EvidenceList


class Block(Part, frozen=True, kw_only=True):
    """A stretch of the text with one role. Blocks are in order and do not overlap."""

    id: BlockId
    role: Role
    start: Offset
    end: Offset


class Media(Part, frozen=True, kw_only=True):
    """An image or film of the article, as its caption and credit tell it."""

    caption: str | None
    credit: str | None
    agency: str | None
    evidence: EvidenceList


class Article(Part, frozen=True, kw_only=True):
    """The page: its text, untouched, and what the page reader found in it."""

    id: str
    url: str | None
    source: Source
    language: Claim | None
    outlet: Claim | None
    headline: Claim | None
    byline: list[Author]
    published: Published | None
    dateline: Dateline | None
    text: str
    blocks: list[Block]
    media: list[Media]
    kind: PageKind


class Mention(Part, frozen=True, kw_only=True):
    """A stretch of text that names an entity."""

    start: Offset
    end: Offset
    form: Literal["name", "title", "description", "pronoun", "metonym", "demonym"]


class RoleHeld(Part, frozen=True, kw_only=True):
    """An office or affiliation of an entity, read from the text or a dated table."""

    title: str
    of: str | None
    from_: str | None = msgspec.field(name="from")
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
    from_: str | None = msgspec.field(name="from")
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
    from_: str | None = msgspec.field(name="from")
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
