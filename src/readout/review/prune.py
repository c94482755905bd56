"""Taking things out of a record, with every reference to them."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, TypeVar

import msgspec

from readout.record.ids import first_character, numbered
from readout.record.renumber import renumber
from readout.record.types import (
    Account,
    Commitment,
    Dateline,
    Episode,
    Event,
    Point,
    Record,
    Ref,
    Stance,
    Statement,
    Time,
)

P = TypeVar("P", bound=msgspec.Struct)

_LISTS = (
    ("entities", "e"), ("places", "p"), ("times", "t"), ("quantities", "q"), ("statements", "s"),
    ("events", "v"), ("commitments", "c"),
)  # fmt: skip
_DERIVED = (("episodes", "x"), ("accounts", "a"), ("points", "o"))
_REFERENCES: dict[type, tuple[str, ...]] = {
    Time: ("anchor",),
    Statement: ("speakers", "via", "said_at", "parent"),
    Event: ("sources", "targets", "place", "time", "duration", "quantities", "according_to"),
    Commitment: ("by", "to", "under", "statement"),
    Episode: ("participants", "place", "accounts"),
    Dateline: ("place_id",),
}
"""Fields that may be left empty when what they name is gone."""


def without(record: Record, gone: Collection[str]) -> Record:
    """The record without the things of these ids and without references to them.

    A statement that stood inside one that is gone moves out to the next. What was derived from
    things that are gone alone (an episode without members, an account without a side) goes too.
    The ids stay as they were, so that numbers are missing: see :func:`settled`.
    """
    if not gone:
        return record
    parents = {s.id: s.parent for s in record.statements}

    def outer(id_: str | None) -> str | None:
        while id_ is not None and id_ in gone:
            id_ = parents.get(id_)
        return id_

    kept: dict[str, Any] = {
        name: [_freed(part, gone) for part in getattr(record, name) if part.id not in gone]
        for name, _ in _LISTS
    }
    kept["statements"] = [
        msgspec.structs.replace(s, parent=outer(parents[s.id])) for s in kept["statements"]
    ]
    article = record.article
    if article.dateline is not None:
        article = msgspec.structs.replace(article, dateline=_freed(article.dateline, gone))
    return _derived(msgspec.structs.replace(record, article=article, **kept), gone)


def _freed(part: P, gone: Collection[str]) -> P:
    changes: dict[str, Any] = {}
    for name in _REFERENCES.get(type(part), ()):
        held = getattr(part, name)
        if isinstance(held, list):
            changes[name] = [one for one in held if one not in gone]
        elif held in gone:
            changes[name] = None
    return msgspec.structs.replace(part, **changes) if changes else part


def _derived(record: Record, gone: Collection[str]) -> Record:
    """Episodes, accounts and points, after what they were made from."""
    here = record.article.id

    def refs(held: list[Ref]) -> list[Ref]:
        return [ref for ref in held if ref.article != here or ref.id not in gone]

    episodes: list[Episode] = []
    for episode in record.episodes:
        members = refs(episode.members)
        if members or not episode.members:
            episodes.append(_freed(msgspec.structs.replace(episode, members=members), gone))
    told = {episode.id for episode in episodes}
    accounts: list[Account] = [
        msgspec.structs.replace(account, statements=refs(account.statements))
        for account in record.accounts
        if account.episode in told and account.side not in gone
    ]
    sides = {account.id for account in accounts}
    points: list[Point] = []
    for point in record.points:
        stances: list[Stance] = [
            msgspec.structs.replace(stance, refs=refs(stance.refs))
            for stance in point.stances
            if stance.account in sides
        ]
        if point.episode in told:
            points.append(msgspec.structs.replace(point, stances=stances))
    lost = {account.id for account in record.accounts} - sides
    episodes = [_freed(episode, lost) for episode in episodes]
    return msgspec.structs.replace(record, episodes=episodes, accounts=accounts, points=points)


def settled(record: Record) -> tuple[Record, dict[str, str]]:
    """The record with its ids counted anew in the order of the text, and old id to new."""
    final: dict[str, str] = {}
    for name, letter in _LISTS:
        parts = getattr(record, name)
        starts = [first_character(part) or 0 for part in parts]
        new = numbered(letter, starts)
        final |= {part.id: id_ for part, id_ in zip(parts, new, strict=True)}
    derived = {
        part.id: f"{letter}{number}"
        for name, letter in _DERIVED
        for number, part in enumerate(getattr(record, name), start=1)
    }
    moved = {
        name: [_renamed(part, derived) for part in getattr(record, name)] for name, _ in _DERIVED
    }
    return renumber(msgspec.structs.replace(record, **moved)), final | derived


def _renamed(part: P, final: dict[str, str]) -> P:
    """An episode, an account or a point under its new number; renumbering leaves them alone."""
    changes: dict[str, Any] = {}
    for name in part.__struct_fields__:
        held = getattr(part, name)
        if name in ("id", "episode", "account"):
            changes[name] = final[held]
        elif name == "accounts":
            changes[name] = [final[one] for one in held]
        elif name == "stances":
            changes[name] = [_renamed(one, final) for one in held]
    return msgspec.structs.replace(part, **changes)
