"""What every part of a record is made of (ids, evidence), and the article itself.

Import these from ``readout.record.types``, where all types of the record stand together.
"""

from __future__ import annotations

from typing import Annotated, Literal

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
    """Version of this schema; the part before the point changes when readers break."""
    version: str
    """Version of readout."""
    model: str | None
    codebook: str | None


class Source(Part, frozen=True, kw_only=True):
    """The bytes the record was read from. ``sha256`` is of the bytes as they were captured."""

    path: str | None
    """As the caller wrote it; null for standard input."""
    sha256: str
    """Of the bytes as they were captured, before any unpacking."""
    media_type: str
    captured_at: str | None
    """ISO 8601, only when the container of the capture says so."""


class Claim(Part, frozen=True, kw_only=True):
    """One value of the article's metadata, how it was found and where."""

    value: str
    method: str
    """How it was found: the name of a rule, a table or a model."""
    evidence: EvidenceList


class Author(Part, frozen=True, kw_only=True):
    """One person or agency of the byline."""

    name: str
    method: str
    evidence: EvidenceList


class Published(Part, frozen=True, kw_only=True):
    """Time of publication: ISO 8601 as written (its offset kept) down to ``grain``."""

    value: str
    """ISO 8601 as written, its offset kept, down to the grain."""
    grain: Grain
    method: str
    evidence: EvidenceList


class Dateline(Part, frozen=True, kw_only=True):
    """The place that opens the body, as written, with the agency when one stands there."""

    place: str
    """As written."""
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
    """32 hexadecimal digits: a hash of text and URL."""
    url: str | None
    source: Source
    language: Claim | None
    outlet: Claim | None
    headline: Claim | None
    byline: list[Author]
    published: Published | None
    dateline: Dateline | None
    text: str
    """The captured text, untouched; of an HTML page the rendering of all of it."""
    blocks: list[Block]
    """In the order of the text; they cover every character that is not blank."""
    media: list[Media]
    kind: PageKind
    """What kind of page it is; only an article, a live blog or a gallery has a story."""
