"""Entries and stores for the tests of the review."""

from __future__ import annotations

from typing import Any

from readout.record.types import Record
from readout.review.ask import judgement, parsed
from readout.review.entry import Entry, Thing, new_id, now
from readout.review.things import FIELDS, parts


def entry(by: str = "Ana", article: str = "a" * 32, **more: Any) -> Entry:
    """An entry that stands for itself, on an event of no record."""
    thing = Thing(kind="event", id="v1", start=3, end=7, words="met")
    held: dict[str, Any] = {"verdict": "accept", "thing": thing, **more}
    return Entry(id=new_id(), at=now(), by=by, article=article, **held)


def on(record: Record, id_: str, verdict: Any = "correct", by: str = "Ana", **more: Any) -> Entry:
    """A judgement on a part of a record; ``typed`` is what a person would type."""
    part = next(p for kind in FIELDS for p in parts(record, kind) if p.id == id_)
    if "typed" in more:
        more["new"] = parsed(record, part, more["field"], more.pop("typed"))
    return judgement(record, part, verdict, by, **more)
