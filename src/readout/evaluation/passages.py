"""A text without a page around it, read as the one paragraph or the few that it is."""

from __future__ import annotations

import hashlib

from readout.evaluation.pages_of import page_of_text
from readout.reading import read_rooms
from readout.record.article import Article, Source
from readout.record.ids import article_id
from readout.record.types import Record
from readout.settings import Settings


def read_passage(
    text: str, settings: Settings | None = None, published: str | None = None
) -> Record:
    """The record of a text that is known to be prose: no chrome, no metadata."""
    page = page_of_text(text, published)
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
