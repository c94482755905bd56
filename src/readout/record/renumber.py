"""Gives the parts of a record their final ids, in the order of their first character."""

from __future__ import annotations

from functools import cache
from typing import Any, TypeVar

import msgspec

from readout.record.ids import first_character, inner_fields, numbered
from readout.record.types import (
    Account,
    Commitment,
    Dateline,
    Entity,
    Episode,
    Event,
    Place,
    Quantity,
    Record,
    Ref,
    Statement,
    Time,
)

T = TypeVar("T")

_LISTS = {
    "entities": "e", "places": "p", "times": "t", "quantities": "q", "statements": "s",
    "events": "v", "commitments": "c",
}  # fmt: skip
"""Lists whose parts stand in the text, with the letter of their ids."""

_HOLDS: dict[type, tuple[str, ...]] = {
    Entity: ("id",),
    Place: ("id",),
    Time: ("id", "anchor"),
    Quantity: ("id",),
    Statement: ("id", "speakers", "via", "said_at", "parent"),
    Event: (
        "id", "sources", "targets", "place", "time", "duration", "quantities", "according_to",
    ),
    Commitment: ("id", "by", "to", "under", "statement"),
    Episode: ("participants", "place"),
    Account: ("side",),
    Ref: ("id",),
    Dateline: ("place_id",),
}  # fmt: skip
"""Fields that hold ids; no other text is ever taken for one."""


def renumber(record: Record) -> Record:
    """``record`` with its lists in text order and numbered from 1, all references following.

    The rooms give provisional ids, unique within a kind; a reference to an id that no list holds
    is a fault of a room and raises KeyError.
    """
    final: dict[str, str] = {}
    lists: dict[str, list[Any]] = {}
    for name, letter in _LISTS.items():
        parts = getattr(record, name)
        starts = [first_character(part) or 0 for part in parts]
        order = sorted(range(len(parts)), key=starts.__getitem__)
        for part, new in zip(parts, numbered(letter, starts), strict=True):
            if part.id in final:
                raise KeyError(f"the provisional id {part.id!r} is given twice")
            final[part.id] = new
        lists[name] = [parts[k] for k in order]
    lists |= {name: getattr(record, name) for name in ("episodes", "accounts", "points")}
    changed = {name: [_renamed(p, final) for p in parts] for name, parts in lists.items()}
    return msgspec.structs.replace(record, article=_renamed(record.article, final), **changed)


def _renamed(value: T, final: dict[str, str]) -> T:
    if isinstance(value, list):
        return [_renamed(inner, final) for inner in value]  # type: ignore[return-value]
    if not isinstance(value, msgspec.Struct):
        return value
    changes: dict[str, Any] = {}
    for name in _HOLDS.get(type(value), ()):
        old = getattr(value, name)
        if isinstance(old, list):
            changes[name] = [final[i] for i in old]
        elif old is not None:
            # A time may hang on the day of the report, which is no part of the record.
            changes[name] = final.get(old, old) if name == "anchor" else final[old]
    for name in _around_ids(type(value)):
        changes[name] = _renamed(getattr(value, name), final)
    return msgspec.structs.replace(value, **changes) if changes else value


@cache
def _around_ids(kind: type[msgspec.Struct]) -> tuple[str, ...]:
    """The fields of a kind of part in which parts with ids may stand, at any depth."""
    return tuple(
        name
        for name, kinds in inner_fields(kind)
        if any(inner in _HOLDS or _around_ids(inner) for inner in kinds)
    )
