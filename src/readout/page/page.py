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
    breaks: list[int] = []
    """Signs of line breaks inside blocks that the width of a column alone has set."""


def flowed(page: Page) -> Page:
    """The page with a blank for each sign of a line break that a column's width has set: what the
    rooms behind read. No offset changes."""
    if not page.breaks:
        return page
    signs = list(page.text)
    for at in page.breaks:
        signs[at] = " "
    return msgspec.structs.replace(page, text="".join(signs))
