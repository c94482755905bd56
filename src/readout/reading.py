"""From a capture to a record: the rooms in the order of the work, and nothing else."""

from __future__ import annotations

from readout.capture.capture import Capture
from readout.page.page import Page
from readout.page.read import read_page
from readout.record.ids import article_id
from readout.record.types import SCHEMA_VERSION, Article, Generator, Record, Source
from readout.settings import Settings
from readout.version import VERSION


def read(capture: Capture, settings: Settings | None = None) -> Record:
    """The record of one capture. The same capture and settings give the same record.

    ``settings.stop_after`` names the last room to enter; the lists of the rooms behind it stay
    empty. Raises ReadoutError for a page that cannot be read.
    """
    settings = settings or Settings()
    page = read_page(capture, settings)
    # Language, mentions, statements and events follow here, each handing one value to the next.
    return _record(capture, page)


def _record(capture: Capture, page: Page) -> Record:
    return Record(
        readout=Generator(schema=SCHEMA_VERSION, version=VERSION, model=None, codebook=None),
        article=_article(capture, page),
        entities=[],
        places=[],
        times=[],
        quantities=[],
        statements=[],
        events=[],
        commitments=[],
        episodes=[],
        accounts=[],
        points=[],
        notes=page.notes,
    )


def _article(capture: Capture, page: Page) -> Article:
    return Article(
        id=article_id(page.text, page.url),
        url=page.url,
        source=Source(
            path=capture.path,
            sha256=capture.sha256,
            media_type=capture.media_type,
            captured_at=capture.captured_at,
        ),
        language=page.language,
        outlet=page.outlet,
        headline=page.headline,
        byline=page.byline,
        published=page.published,
        dateline=page.dateline,
        text=page.text,
        blocks=page.blocks,
        media=page.media,
        kind=page.kind,
    )
