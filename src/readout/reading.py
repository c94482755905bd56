"""From a capture to a record: the rooms in the order of the work, and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import msgspec

from readout.capture.capture import Capture
from readout.page.page import Page, flowed
from readout.page.read import read_page
from readout.record.ids import article_id
from readout.record.renumber import renumber
from readout.record.types import (
    BODY_ROLES,
    SCHEMA_VERSION,
    Article,
    Commitment,
    Event,
    Generator,
    Note,
    Place,
    Record,
    Source,
    Statement,
)
from readout.settings import Settings
from readout.version import VERSION

_LISTS = (
    "entities", "places", "times", "quantities", "statements", "events", "commitments",
    "episodes", "accounts", "points",
)  # fmt: skip
_STEPS = ("page", "language", "mentions", "statements", "events")


def read(capture: Capture, settings: Settings | None = None) -> Record:
    """The record of one capture. The same capture and settings give the same record.

    ``settings.stop_after`` names the last room to enter; the lists of the rooms behind it stay
    empty, and so they do for a page that is not in English. Raises ReadoutError for a page that
    cannot be read, and for settings that name a file which cannot be used.
    """
    settings = settings or Settings()
    page = read_page(capture, settings)
    article = _article(capture, page)
    if settings.stop_after == "page":
        return _record(article, page.notes)
    if foreign := _foreign(page):
        return _record(article, [*page.notes, foreign])
    return read_rooms(article, flowed(page), settings)


def read_rooms(article: Article, page: Page, settings: Settings) -> Record:
    """The record of a page that is taken apart already."""
    from readout.knowledge import codebook
    from readout.language.analyse import analyse_page
    from readout.language.model import PACKAGED, load

    last = _STEPS.index(settings.stop_after or "events")
    model = load(PACKAGED, settings.threads)
    analysis = analyse_page(page, model)
    notes = list(page.notes)
    if last < 2:
        return _record(article, notes, model=model.label)
    from readout.mentions.read import read_mentions

    mentions = read_mentions(page, analysis, settings)
    notes += mentions.notes
    article = _with_place(article, mentions.places)
    statements: list[Statement] = []
    commitments: list[Commitment] = []
    tree, drafts = None, []
    if last >= 3:
        from readout.statements.commitments import find_commitments
        from readout.statements.glosses import glossed
        from readout.statements.read import read_statements
        from readout.statements.tree import plant

        told = read_statements(page, analysis, mentions)
        statements, drafts = told.statements, told.drafts
        tree = told.tree or plant(analysis)
        actors = [*mentions.entities, *told.entities]
        mentions = replace(mentions, entities=glossed(tree, actors, statements))
        commitments = find_commitments(tree, mentions, statements)
        notes += told.notes
    events: list[Event] = []
    book = None
    if last >= 4:
        from readout.events.read import read_events

        book = codebook.load(Path(settings.codebook) if settings.codebook else None)
        found = read_events(
            analysis,
            mentions,
            statements,
            book,
            dateline=_written_in(article, mentions.places),
            published=article.published.value if article.published else None,
            min_confidence=settings.min_confidence,
            tree=tree,
            drafts=drafts,
            blocks=page.blocks,
        )
        events = found.events
        every = {e.id: e for e in (*mentions.entities, *found.entities)}
        mentions = replace(mentions, entities=list(every.values()))
        notes += found.notes
    from readout.accounts.article import episodes_in

    record = renumber(
        _record(
            article,
            notes,
            model=model.label,
            codebook=book.label if book else None,
            entities=mentions.entities,
            places=mentions.places,
            times=mentions.times,
            quantities=mentions.quantities,
            statements=statements,
            events=events,
            commitments=commitments,
        )
    )
    return episodes_in(record)


def _with_place(article: Article, places: list[Place]) -> Article:
    """The article with its dateline bound to the first place that stands in it."""
    line = article.dateline
    if line is None:
        return article
    spans = [e.span for e in line.evidence if e.span]
    for place in places:
        for mention in place.mentions:
            if any(s.start <= mention.start and mention.end <= s.end for s in spans):
                bound = msgspec.structs.replace(line, place_id=place.id)
                return msgspec.structs.replace(article, dateline=bound)
    return article


def _written_in(article: Article, places: list[Place]) -> str | None:
    """The place of the dateline; where its country is unknown ("MARLOW FALLS, Ohio") the next one
    in it."""
    if article.dateline is None:
        return None
    spans = [e.span for e in article.dateline.evidence if e.span]
    inside = [
        p
        for p in places
        if any(s.start <= m.start and m.end <= s.end for m in p.mentions for s in spans)
    ]
    return next((p.id for p in inside if p.country), article.dateline.place_id)


_ENGLISH = frozenset("the of and to in a that is was for on with said by as at from he it".split())
_SHARE = 0.2
"""Of these words in running English at least; a short text is easily detected as another
language."""


def _reads_as_english(page: Page) -> bool:
    body = (b for b in page.blocks if b.role in BODY_ROLES)
    words = [w for b in body for w in page.text[b.start : b.end].lower().split()]
    return sum(w in _ENGLISH for w in words) >= _SHARE * max(1, len(words))


def _foreign(page: Page) -> Note | None:
    """Why a page is read no further: the language model knows English alone."""
    if page.language is None or page.language.value.lower().split("-")[0] == "en":
        return None
    if page.language.method == "detected" and _reads_as_english(page):
        return None
    reason = f"the page is in '{page.language.value}'; statements and events are read in English"
    return Note(step="language", reason=reason, start=None, end=None)


def _record(
    article: Article,
    notes: list[Note],
    *,
    model: str | None = None,
    codebook: str | None = None,
    **lists: list[Any],
) -> Record:
    """The record with the lists that are given; the others are empty."""
    empty: dict[str, list[Any]] = {name: [] for name in _LISTS}
    return Record(
        readout=Generator(schema=SCHEMA_VERSION, version=VERSION, model=model, codebook=codebook),
        article=article,
        notes=notes,
        **{**empty, **lists},
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
