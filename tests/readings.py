"""A record of a few sentences: the whole reading, with every line taken for a paragraph.

A real page of so little text is no article, and what it holds would not be read.
"""

from __future__ import annotations

import msgspec

import readout
from readout.evaluation.pages_of import page_of_text
from readout.reading import read_rooms
from readout.record.types import Record
from readout.settings import Settings, Step


def reading_of(text: str, published: str | None = None, stop_after: Step = "statements") -> Record:
    """The record of a text; ``published`` is an ISO 8601 date."""
    page = page_of_text(text, published)
    bare = readout.read(text.encode(), stop_after="page").article
    article = msgspec.structs.replace(bare, published=page.published, kind=page.kind)
    return read_rooms(article, page, Settings(stop_after=stop_after))
