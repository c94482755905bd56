"""A record of a few sentences: the whole reading, with every line taken for a paragraph.

A real page of so little text is no article, and what it holds would not be read.
"""

from __future__ import annotations

import msgspec

import readout
from readout.evaluation.pages_of import page_of_text
from readout.evaluation.passages import read_passage
from readout.reading import read_rooms
from readout.record.types import Entity, Event, Record
from readout.settings import Settings, Step


def reading_of(text: str, published: str | None = None, stop_after: Step = "statements") -> Record:
    """The record of a text; ``published`` is an ISO 8601 date."""
    page = page_of_text(text, published)
    bare = readout.read(text.encode(), stop_after="page").article
    article = msgspec.structs.replace(bare, published=page.published, kind=page.kind)
    return read_rooms(article, page, Settings(stop_after=stop_after))


DAY = "2031-05-12"
"""A Monday, on which the passages of many tests were published."""


def sides(record: Record, event: Event) -> tuple[str | None, list[str], list[str]]:
    """Type of an event, with the names of its sources and targets."""
    names = {e.id: e.name for e in record.entities}
    return event.type, [names[i] for i in event.sources], [names[i] for i in event.targets]


def acts_of(text: str) -> list[tuple[str | None, list[str], list[str]]]:
    """Type, sources and targets of each event of a passage, in its order."""
    record = read_passage(text, published=DAY)
    return [sides(record, event) for event in record.events]


def called_in(text: str) -> list[tuple[Entity, list[str]]]:
    """The entities of a passage with the words of their mentions."""
    found = read_passage(text, published=DAY).entities
    return [(e, [text[m.start : m.end] for m in e.mentions]) for e in found]


def mentions_of(text: str, words: str) -> list[str]:
    """The mentions of the first entity of a passage that has these words among them."""
    return next(said for _, said in called_in(text) if words in said)
