"""Which events are wanted: by date, actor, type, status and confidence."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from readout.errors import UsageError
from readout.export.shape import STATUSES
from readout.export.told import Told, day
from readout.knowledge.codebook import plover
from readout.knowledge.export_codes import countries
from readout.record.types import Entity, Status

_DATE = re.compile(r"\d{4}(?:-\d\d(?:-\d\d)?)?")


@dataclass(frozen=True)
class Filters:
    """All that is set must hold; an empty one holds always."""

    since: date | None = None
    until: date | None = None
    """Both ends included; an event of unknown date is out as soon as one is set."""
    actors: tuple[str, ...] = ()
    """Any of them, on either side: a part of the name, a country (``SYR``), or a row of a table."""
    types: tuple[str, ...] = ()
    """Any of them: ``ASSAULT`` or ``ASSAULT/aerial``, of the act or of PLOVER's category."""
    statuses: frozenset[Status] = frozenset(STATUSES)
    min_confidence: float = 0.0

    def take(self, told: Told) -> bool:
        """Whether an event is wanted."""
        event = told.event
        return (
            event.status in self.statuses
            and event.confidence >= self.min_confidence
            and (not self.types or bool(_types(told) & set(self.types)))
            and self._dated(told)
            and (
                not self.actors
                or any(_is(e, a) for e in (*told.sources, *told.targets) for a in self.actors)
            )
        )

    def _dated(self, told: Told) -> bool:
        if self.since is None and self.until is None:
            return True
        when = told.when
        if when is None:
            return False
        return (self.since is None or when.last >= self.since) and (
            self.until is None or when.first <= self.until
        )


def filters(
    *,
    since: str | None = None,
    until: str | None = None,
    actors: Iterable[str] = (),
    types: Iterable[str] = (),
    statuses: Collection[Status],
    min_confidence: float = 0.0,
) -> Filters:
    """Filters as a person writes them. Raises UsageError, one sentence, for what makes no sense."""
    first, last = _day(since, "since"), _day(until, "until", last=True)
    if first and last and first > last:
        raise UsageError(f"--since {since} is after --until {until}; nothing lies between.")
    if not 0 <= min_confidence <= 1:
        raise UsageError(f"--min-confidence is from 0 to 1, not {min_confidence:g}.")
    wanted = tuple(" ".join(a.split()).lower() for a in actors)
    if not all(wanted):
        raise UsageError("--actor needs a name, a country such as SYR, or the id of a row.")
    return Filters(
        since=first,
        until=last,
        actors=wanted,
        types=tuple(_known_type(t) for t in _listed(types)),
        statuses=frozenset(statuses),
        min_confidence=min_confidence,
    )


def statuses(given: Iterable[str], usual: Iterable[Status]) -> frozenset[Status]:
    """The statuses named (also with commas between; ``all`` is all), or the format's usual ones."""
    named = [s.lower() for s in _listed(given)]
    if not named:
        return frozenset(usual)
    if "all" in named:
        return frozenset(STATUSES)
    for name in named:
        if name not in STATUSES:
            raise UsageError(f"'{name}' is no status; known are {', '.join(STATUSES)}, and all.")
    return frozenset(s for s in STATUSES if s in named)


def _listed(given: Iterable[str]) -> list[str]:
    return [part.strip() for one in given for part in one.split(",") if part.strip()]


def _day(value: str | None, option: str, *, last: bool = False) -> date | None:
    if value is None:
        return None
    found = day(value, last=last) if _DATE.fullmatch(value) else None
    if found is None:
        raise UsageError(
            f"--{option} is a date such as 2016-11-20, 2016-11 or 2016, not '{value}'."
        )
    return found


def _known_type(value: str) -> str:
    root, slash, mode = value.partition("/")
    root, mode = root.upper(), mode.lower()
    known = plover().roots
    # Types of a user's codebook are not known here; PLOVER's modes are.
    if slash and root in known and mode not in known[root].modes:
        modes = ", ".join(known[root].modes) or "none"
        raise UsageError(f"'{mode}' is no mode of {root}; its modes: {modes}.")
    if not re.fullmatch(r"[A-Z][A-Z0-9_-]*", root):
        raise UsageError(f"'{value}' is no type of event; see `readout codebook`.")
    return root + slash + mode


def _types(told: Told) -> set[str]:
    event = told.event
    found = {event.type or "", event.plover or ""}
    if event.mode:
        found.add(f"{event.type}/{event.mode}")
    return found


def _is(entity: Entity, wanted: str) -> bool:
    if wanted.upper() in countries():
        return (entity.country or "").lower() == wanted
    if entity.ref is not None and wanted in (
        entity.ref.id.lower(),
        f"{entity.ref.table}:{entity.ref.id}".lower(),
    ):
        return True
    # Whole words: "Iran" is not in "Tirana", and "un" is not in "Hunt".
    return re.search(rf"(?<!\w){re.escape(wanted)}(?!\w)", entity.name.lower()) is not None
