"""A text without a page around it, read as the one paragraph or the few that it is."""

from __future__ import annotations

import hashlib
import re

from readout.page.page import Page
from readout.reading import read_rooms
from readout.record.article import Article, Block, Published, Source, outside
from readout.record.ids import article_id
from readout.record.types import Record
from readout.settings import Settings


def page_of(text: str, published: str | None = None) -> Page:
    """A page whose lines are paragraphs; ``published`` is an ISO 8601 date."""
    lines = re.finditer(r"[^\n]*\S[^\n]*", text)
    when = None
    if published:
        when = Published(
            value=published, grain="day", method="user", evidence=[outside("user", published)]
        )
    return Page(
        text=text,
        url=None,
        kind="article",
        language=None,
        outlet=None,
        headline=None,
        byline=[],
        published=when,
        dateline=None,
        blocks=[
            Block(id=f"b{n}", role="paragraph", start=m.start(), end=m.end())
            for n, m in enumerate(lines, start=1)
        ],
        media=[],
        notes=[],
    )


def read_passage(
    text: str, settings: Settings | None = None, published: str | None = None
) -> Record:
    """The record of a text that is known to be prose: no chrome, no metadata."""
    page = page_of(text, published)
    article = Article(
        id=article_id(text, None),
        url=None,
        source=Source(
            path=None,
            sha256=hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest(),
            media_type="text/plain",
            captured_at=None,
        ),
        language=None,
        outlet=None,
        headline=None,
        byline=[],
        published=page.published,
        dateline=None,
        text=text,
        blocks=page.blocks,
        media=[],
        kind="article",
    )
    return read_rooms(article, page, settings or Settings())
