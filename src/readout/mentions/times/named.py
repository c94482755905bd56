"""Days that are named: weekdays, days of a month, feasts, days counted from today."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import date, timedelta

from msgspec.structs import replace

from readout.mentions.times.calendar import OPEN, Moment, holiday, nth_weekday
from readout.mentions.times.draft import Draft
from readout.mentions.times.reports import Reports
from readout.mentions.times.state import PUBLISHED, Resolved
from readout.mentions.times.tense import FUTURE

SURE = 14
"""A day and month within so many days of publication are meant, whatever weekday stands by."""
_MONTHS = 60
"""Months that are looked through for a Friday the 13th."""


class Days(Reports):
    """The ops of named days."""

    def _year_of(
        self, draft: Draft, month: int, day: int | None, base: Moment, tense: Callable[[], int]
    ) -> int:
        def at(year: int) -> date | None:
            try:
                return date(year, month, day or 1)
            except ValueError:
                return None

        def on_weekday(year: int) -> date | None:
            found = at(year)
            return found if found and found.isoweekday() == draft.weekday else None

        if self.narrative and base.grain == "Y":
            return base.year
        leaning = 0 if self.narrative else tense()
        year = self._years(at, base, leaning, 1 if day else 31)
        nearest, now = at(year), base.date
        if draft.weekday and nearest and now and abs((nearest - now).days) > SURE:
            # "Sunday, March 5" of which year? Of a day so near a wrong weekday is a slip.
            fits = any(on_weekday(y) for y in range(max(1, year - 1), min(9999, year + 1) + 1))
            return self._years(on_weekday, base, leaning) if fits else year
        return year

    def _monthday(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        base, anchor = self._base(draft.running)
        if base is None or base.grain not in ("D", "M", "W"):
            return None
        if draft.weekday:
            return self._fitting(draft, base, -1 if tense() != FUTURE else 1, anchor)
        month = base.to("M").shift("M", draft.rel or 0)
        moment = month and Moment(month.year, month.month, draft.day or 1)
        return self._done(moment, "", anchor) if moment and moment.date else None

    def _fitting(
        self, draft: Draft, base: Moment, step: int, anchor: int | str | None
    ) -> Resolved | None:
        """The nearest month whose day of that number is that weekday."""
        for k in range(_MONTHS):
            month = base.to("M").shift("M", k * step)
            found = month and Moment(month.year, month.month, draft.day or 1)
            now, day = base.date, found.date if found else None
            fits = day is not None and day.isoweekday() == draft.weekday
            if found and day and now and fits and (day - now).days * step >= 0:
                return self._done(found, "", anchor)
        return None

    def _weekday(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        base, anchor = self._base(draft.running)
        wanted = draft.weekday or 1
        now = base.date if base and base.grain in ("D", "W", "WE") else None
        if now is None:
            self.day = None  # another day than the one told before, but which
            return self._unset(f"XXXX-WXX-{wanted}", draft.part, draft.rel, anchor)
        back = (now.isoweekday() - wanted) % 7
        ahead = (wanted - now.isoweekday()) % 7
        if draft.running:
            rel = draft.rel
            days = -(back or 7) if rel == -1 else (ahead or 7) if rel == 1 else (
                -back if back < ahead else ahead
            )  # fmt: skip
        elif draft.rel == -1:
            days = -(back or 7)
        elif draft.rel == 1:
            days = ahead or 7
        elif self.narrative:
            days = ahead
        elif back == 0:
            days = 0
        else:
            days = ahead if tense() == FUTURE else -back
        if draft.unit:  # "a week from Monday"
            days = ahead + round(draft.count) * (7 if draft.unit == "W" else 1)
        moved = now + timedelta(days=days)
        return self._done(Moment.of(moved), draft.part, anchor)

    def _agotoday(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        """The day so many units before publication; what the resolver adds is "yesterday"."""
        base, anchor = self.published, PUBLISHED
        now = base.date if base and base.grain == "D" else None
        if base is None or now is None:
            return self._unset(OPEN["D"], "", -1, anchor)
        years = {"Y": 1, "DE": 10}.get(draft.unit)
        if years is None and draft.unit not in ("M", "Q"):
            weeks = draft.unit == "2W"
            moved = base.shift("W" if weeks else draft.unit, int(draft.count) * (1 + weeks))
            day = moved and moved.date
        else:
            months = (years or 0) * 12 or 1
            month = base.to("M").shift("M", int(draft.count) * months)
            last = monthrange(month.year, month.month)[1] if month and month.year > 0 else 0
            day = date(month.year, month.month, min(now.day, last)) if month and last else None
        return self._done(Moment.of(day), "", anchor) if day else None

    def _nthweekday(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        """ "The last Friday in August": a day of the month that the month alone would be."""
        month, weekday, count = draft.month or 1, draft.weekday or 1, round(draft.count)
        year, anchor = draft.year, None
        if year is None:
            base, anchor = self._within_year(draft.running)
            if base is None:
                return self._unset(f"XXXX-{month:02d}-XX", "", None, anchor)
            year = self._year_of(replace(draft, weekday=None), month, None, base, tense)
        if not 0 < year < 9999:
            return None
        day = nth_weekday(year, month, weekday, count if count > 0 else 5)
        if day > monthrange(year, month)[1]:
            if count > 0:
                return None
            day -= 7
        return self._done(Moment(year, month, day), "", anchor)

    def _weekdayin(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        """A weekday of last week, or so many weeks before the last one of its name."""
        base, anchor = self._base(False)
        now = base.date if base and base.grain in ("D", "W", "WE") else None
        wanted = draft.weekday or 1
        if now is None:
            return self._unset(f"XXXX-WXX-{wanted}", draft.part, draft.rel, anchor)
        back = now.isoweekday() - wanted
        if draft.counted:
            back %= 7
        moved = now + timedelta(days=7 * round(draft.count) - back)
        return self._done(Moment.of(moved), draft.part, anchor)

    def _holiday(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        def at(year: int) -> date | None:
            return holiday(draft.value, year)

        year, anchor = draft.year, None
        if year is None:
            base, anchor = self._within_year(draft.running)
            if base is None:
                known = re.fullmatch(r"\d\d-\d\d", draft.value)
                return self._unset(f"XXXX-{draft.value}" if known else OPEN["D"], "", None, anchor)
            year = self._years(at, base, 0 if self.narrative else tense())
            near, now = at(year), base.date
            if draft.rel and near and now:  # "last Christmas" is over, "next Easter" is not
                ahead = (near > now) - (near < now)
                year += draft.rel if ahead == -draft.rel else 0
        day = at(year)
        if day is None:
            return None
        moment = Moment.of(day + timedelta(days=int(draft.count)))
        return self._done(moment.to("W") if draft.unit else moment, draft.part, anchor)
