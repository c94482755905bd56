"""From the entries of a log to what stands at the end of them: one judgement for each thing."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

import msgspec

from readout.review.entry import Entry, Key, Thing, Values, live


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """Where a thing stands."""

    thing: Thing
    verdict: Literal["accept", "reject", "correct", "add"]
    values: Values
    """What is right of it, field by field; without meaning where it was rejected."""
    corrected: dict[str, Entry]
    """Field to the correction that holds."""
    last: Entry
    added: Entry | None = None
    """The entry that added the thing, where a reviewer and not the program found it."""


def judged(entries: Iterable[Entry], by: str | None = None) -> dict[Key, Judged]:
    """Every thing with its judgement, in the order of the first entry on it.

    The last word counts. To accept a thing is to say that the program had it right, so that it
    ends earlier corrections; a correction says that all else of the thing is right. With ``by``
    only what that reviewer said; what others added is known as added all the same.
    """
    out: dict[Key, Judged] = {}
    standing = live(list(entries))
    additions: dict[Key, Entry] = {}
    for entry in standing:
        if entry.verdict == "add":
            additions.setdefault(entry.key, entry)
    for entry in standing:
        if by is not None and entry.by != by:
            continue
        before = out.get(entry.key)
        added = additions.get(entry.key)
        if entry.verdict in ("accept", "reject", "add"):
            out[entry.key] = Judged(
                thing=entry.thing, verdict=entry.verdict, values=dict(entry.claim), corrected={},
                last=entry, added=added,
            )  # fmt: skip
            continue
        is_more = before is not None and before.verdict in ("correct", "add")
        values = dict(before.values if before and is_more else entry.claim)
        corrected = dict(before.corrected if before and is_more else {})
        if entry.field is not None:
            values[entry.field] = entry.new
            corrected[entry.field] = entry
        out[entry.key] = Judged(
            thing=entry.thing, verdict="correct", values=values, corrected=corrected, last=entry,
            added=added,
        )  # fmt: skip
    return out


def reviewers(entries: Iterable[Entry]) -> list[str]:
    """Who judged anything that still stands, in alphabetical order."""
    return sorted({entry.by for entry in live(list(entries))})
