"""What a person says of one thing, be it of the program's reading or added by a reviewer."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import msgspec

from readout.errors import UsageError
from readout.record.types import Record
from readout.review.add import PREFIX, found
from readout.review.apply import apply
from readout.review.ask import judgement, parsed, typed
from readout.review.entry import Entry, Thing, Values, Verdict
from readout.review.things import FIELDS, Part, kind_of, named, values


class Target(msgspec.Struct, frozen=True):
    """A thing as it stands before somebody judges it."""

    record: Record
    """That holds the part: as read, or with what reviewers added where the part is one of these."""
    part: Part
    added: Thing | None
    """As the log names what a reviewer added; None for what the program found."""


def target(record: Record, entries: Iterable[Entry], id_: str) -> Target | None:
    """The thing with an id of this reading, or with the id of an addition; None when there is none.

    ``entries`` are those of the log.
    """
    if not id_.startswith(PREFIX):
        part = named(record, id_)
        return None if part is None else Target(record, part, None)
    held = found(record, entries, id_)
    return None if held is None else Target(held[0], held[1], held[2].thing)


def say(
    at: Target,
    verdict: str,
    by: str,
    given: Mapping[str, str] | None = None,
    *,
    reading: int | None = None,
    note: str = "",
) -> list[Entry]:
    """The entries of a judgement: one, or of a correction one for each field that is changed.

    ``given`` is what was typed, by field; what is as it stands there already changes nothing.
    Raises UsageError when that cannot be.
    """
    entries = _entries(at, verdict, by, given or {}, reading, note)
    if at.added is None:
        return entries
    return [msgspec.structs.replace(entry, thing=at.added) for entry in entries]


def _entries(
    at: Target, verdict: str, by: str, given: Mapping[str, str], reading: int | None, note: str
) -> list[Entry]:
    record, part = at.record, at.part

    def one(said: Verdict, field: str | None = None, new: object = None) -> Entry:
        return judgement(
            record, part, said, by, reading=reading, field=field, new=new, note=note
        )  # fmt: skip

    if verdict == "accept":
        return [one("accept")]
    if verdict == "reject":
        return [one("reject")]
    if verdict != "correct":
        raise UsageError("A judgement is accept, reject or correct.")
    claim: Values = values(record, part)
    unknown = [field for field in given if field not in FIELDS[kind_of(part)]]
    if unknown:
        raise UsageError(
            f"'{unknown[0][:40]}' is nothing of a {kind_of(part)} that can be corrected; these "
            f"are: {', '.join(FIELDS[kind_of(part)])}."
        )
    entries = []
    for field, words in given.items():
        if words.split() == typed(claim[field]).split():
            continue
        new = parsed(record, part, field, words)
        if new != claim[field]:
            entries.append(one("correct", field, new))
    if not entries:
        raise UsageError("Nothing was changed; accept it when all of it is right.")
    apply(record, entries)
    return entries
