"""One line of the log: who said what of which thing, and when."""

from __future__ import annotations

import secrets
from datetime import UTC, datetime
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from readout.record.article import Offset

Kind = Literal["event", "statement", "entity", "place", "time", "quantity", "block"]
Verdict = Literal["accept", "reject", "correct", "add", "undo"]
Addable = Literal["event", "statement"]
"""What a reviewer may add where the program found nothing."""
Values = dict[str, Any]
"""Field to value as JSON has it. A stretch of text is ``{"start", "end", "words"}``, and so is a
reference to another thing: the stretch that names it, since ids change with the next reading."""

Key = tuple[str, str, int, int, int]
"""Article, kind, start, end, number: what tells a thing apart for good."""

MOST = 10_000
"""Characters of a note or of a value."""


class Thing(msgspec.Struct, frozen=True, kw_only=True):
    """What is judged: by its words, so that it is found again when the page is read anew."""

    kind: Kind
    id: str
    """In the reading that was judged; other readings may give it another. Of what a reviewer added
    it is ``add-`` with the id of the entry."""
    start: Offset
    end: Offset
    """Code points of its first stretch: trigger, content, first mention, or own words."""
    nth: Annotated[int, Meta(ge=0)] = 0
    """Which of the things of this kind that stand on the same words, from 0."""
    words: str = ""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One judgement. Nothing of it is ever changed; what was wrong is undone by another entry."""

    id: str
    at: str
    """UTC, ISO 8601, to the second."""
    by: str
    article: str
    reading: int | None = None
    """Number in the store of the reading that was judged."""
    thing: Thing
    verdict: Verdict
    field: str | None = None
    """Of a correction."""
    old: Any = None
    new: Any = None
    claim: Values = {}
    """All that the program had read of the thing: what an accepted thing was accepted as. Of an
    addition, all that the reviewer reads there."""
    evidence: list[Values] = []
    """Of an addition: the stretches of text it rests on, one or more; else empty."""
    note: str = ""
    undoes: str | None = None
    """The id of the entry that this one takes back."""

    @property
    def key(self) -> Key:
        """What tells the thing apart from all others."""
        t = self.thing
        return self.article, t.kind, t.start, t.end, t.nth


def now() -> str:
    """The time for a new entry."""
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def new_id() -> str:
    """An id for a new entry, which no other process gives as well."""
    return secrets.token_hex(8)


def live(entries: list[Entry]) -> list[Entry]:
    """The entries that nobody took back, in order; an undo that was itself taken back counts not.

    Who wrote an entry takes it back; the undo of somebody else changes nothing.
    """
    writers = {entry.id: entry.by for entry in entries}
    gone: set[str] = set()
    kept: list[Entry] = []
    for entry in reversed(entries):
        if entry.id in gone:
            continue
        if entry.verdict == "undo":
            if entry.undoes is not None and writers.get(entry.undoes) == entry.by:
                gone.add(entry.undoes)
        else:
            kept.append(entry)
    return kept[::-1]
