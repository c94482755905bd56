"""Taking the judgements of another store, or of a colleague, into the log of this one."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import BinaryIO

import msgspec

from readout.errors import RecordError
from readout.record.types import Record
from readout.review.apply import apply
from readout.review.entry import Entry
from readout.review.log import append, read

_DECODER = msgspec.json.Decoder(Entry)


class Taken(msgspec.Struct, frozen=True):
    """What became of the entries of a file."""

    new: int
    here: int
    """That the log held already."""
    elsewhere: int
    """Of those that are new: on articles that the store does not hold."""


def entries_of(file: BinaryIO, name: str) -> list[Entry]:
    """The entries of a file of JSON lines. Raises RecordError that names the first bad line."""
    out = []
    for number, line in enumerate(file, start=1):
        if not line.strip():
            continue
        try:
            out.append(_DECODER.decode(line))
        except (msgspec.DecodeError, UnicodeDecodeError) as error:
            raise RecordError(f"'{name}', line {number}, is no judgement: {error}.") from error
    return out


def take(folder: str, entries: Iterable[Entry], records: Mapping[str, Record]) -> Taken:
    """Write those entries into the log of a store that it does not hold; all of them or none.

    They stay as they are, with id, reviewer and time, so that the same file changes nothing when it
    is taken again. ``records`` are the articles of the store that they are about. Raises
    RecordError when an entry has the id of another one, or a record could not hold what it says.
    """
    entries = list(entries)
    held = {entry.id: entry for entry in read(folder).entries}
    new: dict[str, Entry] = {}
    here = 0
    for entry in entries:
        known = held.get(entry.id) or new.get(entry.id)
        if known is None:
            new[entry.id] = entry
        elif known == entry:
            here += 1
        else:
            raise RecordError(f"The judgement '{entry.id}' of {entry.by} says another thing here.")
    of: dict[str, list[Entry]] = {}
    for entry in new.values():
        of.setdefault(entry.article, []).append(entry)
    for article, own in of.items():
        if article in records:
            before = [entry for entry in held.values() if entry.article == article]
            apply(records[article], [*before, *own])
    append(folder, new.values())
    elsewhere = sum(len(own) for article, own in of.items() if article not in records)
    return Taken(len(new), here, elsewhere)
