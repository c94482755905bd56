"""The reasons for each place and actor, as a reading that was asked for them leaves them in
``notes``."""

from __future__ import annotations

import re
from collections.abc import Iterator

import msgspec

from readout.record.types import Entity, Note, Place, Record
from readout.view.roles import visible

TITLES = {
    "mentions.places": "Which place, and why",
    "mentions.actors": "Which actor, and why",
}
"""Steps whose notes are reasons, in the order they are shown in, with their titles."""
_SCORED = re.compile(r"\d\.\d\d ")


class Reason(msgspec.Struct, frozen=True):
    """Why one thing was taken for what it is."""

    key: str
    """Id of the place or entity; empty where the record no longer holds it."""
    words: str
    """What stands in the text, in one line."""
    head: str
    lines: list[str]
    start: int
    end: int

    @property
    def scored(self) -> list[tuple[bool, str]]:
        """The lines, and whether each is a candidate with its score."""
        return [(bool(_SCORED.match(line)), line) for line in self.lines]


def others(record: Record) -> list[Note]:
    """The notes that are no such reasons: what was left out or is in doubt."""
    return [n for n in record.notes if n.step not in TITLES]


def reasons(record: Record) -> Iterator[tuple[str, str, list[Reason]]]:
    """Step, title and reasons, for those steps that gave any."""
    for step, title in TITLES.items():
        things = record.places if step == "mentions.places" else record.entities
        at = _first_mentions(things)
        found = [
            _reason(record, note, at.get((note.start, note.end), ""))
            for note in record.notes
            if note.step == step and note.start is not None and note.end is not None
        ]
        if found:
            yield step, title, found


def _first_mentions(things: list[Place] | list[Entity]) -> dict[tuple[int | None, int | None], str]:
    out: dict[tuple[int | None, int | None], str] = {}
    for thing in things:
        for mention in thing.mentions:
            out.setdefault((mention.start, mention.end), thing.id)
    return out


def _reason(record: Record, note: Note, key: str) -> Reason:
    start, end = note.start or 0, note.end or 0
    head, *lines = visible(note.reason).split("\n")
    words = " ".join(visible(record.article.text[start:end]).split())
    return Reason(key, words, head, lines, start, end)
