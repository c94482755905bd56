"""The value that leaves the page room: the whole page as text, taken apart."""

from __future__ import annotations

import msgspec

from readout.record.types import (
    Author,
    Block,
    Claim,
    Dateline,
    Media,
    Note,
    PageKind,
    Published,
)


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A rendered page. All offsets are code points into ``text``."""

    text: str
    url: str | None
    kind: PageKind
    language: Claim | None
    outlet: Claim | None
    headline: Claim | None
    byline: list[Author]
    published: Published | None
    dateline: Dateline | None
    blocks: list[Block]
    media: list[Media]
    notes: list[Note]
