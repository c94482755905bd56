"""The days on which a happening may have taken place, as its article tells them.

The reading gives an event the day of its sentence. "Met on Wednesday, two days after a clash" tells
of a clash on Monday: what stands behind "after" or "before" has that day only as a bound.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, timedelta

from readout.accounts.amounts import lengths
from readout.record.types import Event, Record, Time

Days = tuple[date | None, date | None, bool]
"""First and last day, both included, and whether the text says so."""

_NEWS = 3
"""Days before publication in which an event without a date happened."""
_PLANS = 60
"""Days after publication in which a planned event without a date will happen."""
_BESIDE = 14
"""Days before or after another event, where the text tells no number of them."""
_ROUGH = 7
"""A number of days is good to this part of it: "three weeks after", "two months before"."""
_TURN = re.compile(r"\b(?P<how>after|since|following|before|ahead of)\b", re.I)
_NUMBERED = 3
"""Code points between "two days" and "after"."""
_DAY = 1_440.0
"""Minutes of a day."""


class Calendar:
    """Tells when the happenings of one record took place."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._times = {t.id: t for t in record.times}
        durations = {a.id: a.low for a in lengths(record.times)}
        self._durations = sorted(
            (t.end, minutes / _DAY)
            for t in record.times
            if (minutes := durations.get(t.id)) is not None
        )

    def of(self, events: Sequence[Event]) -> Days:
        """When events that are one happening took place; None where that is open."""
        told = [days for e in events if (days := self._told(e)) is not None]
        certain = [d for d in told if d[2]] or told
        if certain:
            first = max(a for a, _, _ in certain)
            return first, max(min(b for _, b, _ in certain), first), certain[0][2]
        published = self._record.article.published
        day = _day(published.value) if published else None
        if day is None or all(e.background for e in events):
            return None, None, False
        if all(e.status in ("planned", "requested", "predicted") for e in events):
            return day, day + timedelta(_PLANS), False
        return day - timedelta(_NEWS), day, False

    def _told(self, event: Event) -> tuple[date, date, bool] | None:
        time = self._times.get(event.time or "")
        first = _day(time.from_) if time is not None else None
        if time is None or first is None:
            return None
        last = _day(time.to) or first
        turn = self._turn(event, time)
        if turn is None:
            return first, last, True
        back = turn["how"].lower() not in ("before", "ahead of")
        days = self._number(turn.start())
        try:
            if days is not None:
                rough = timedelta(days // _ROUGH)
                move = timedelta(-days if back else days)
                return first + move - rough, last + move + rough, True
            beside = timedelta(_BESIDE)
            return (first - beside, last, False) if back else (first, last + beside, False)
        except OverflowError:
            return None

    def _turn(self, event: Event, time: Time) -> re.Match[str] | None:
        """The "after" that stands between the day of a sentence and an event of it."""
        at = event.trigger.start
        spans = [s for e in event.evidence if (s := e.span) is not None and s.start <= at < s.end]
        if not spans:
            return None
        start, end = spans[0].start, spans[0].end
        turns = list(_TURN.finditer(self._record.article.text, start, at))
        found = turns[-1] if turns else None
        # A day that stands behind the word is the event's own.
        return None if found is None or found.end() <= time.start < end else found

    def _number(self, at: int) -> float | None:
        """The days of a duration that ends before a position."""
        k = bisect_right(self._durations, (at, float("inf"))) - 1
        if k < 0 or at - self._durations[k][0] > _NUMBERED:
            return None
        return self._durations[k][1]


def _day(value: str | None) -> date | None:
    try:
        return date.fromisoformat(value[:10]) if value else None
    except ValueError:
        return None
