"""Sets drafts against the date of publication and the time told last."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import MAXYEAR, date, timedelta

from msgspec.structs import replace

from readout.mentions.times.calendar import (
    OPEN,
    ORDER,
    SEASON_MONTHS,
    Moment,
    around,
    bounds,
    holiday,
    nth_weekday,
)
from readout.mentions.times.draft import Draft
from readout.mentions.times.reports import LONG, Reports
from readout.mentions.times.state import PUBLISHED, Resolved
from readout.mentions.times.tense import FUTURE, PAST

BESIDE = 300
"""So far behind a day an hour alone is of that day: code points."""
SURE = 14
"""A day and month within so many days of publication are meant, whatever weekday stands by."""
_PARTS = {"Y": ("M", 12), "Q": ("M", 3), "M": ("W", 4.35), "W": ("D", 7), "D": ("D", 1)}
"""What halves of a unit are counted in."""
_MONTHS = 60
"""Months that are looked through for a Friday the 13th."""
RECENT = 31
"""A day this many days from publication is not aside from the news."""


class Resolver(Reports):
    """Goes through the drafts of one text in order and remembers the time told last."""

    def resolve(self, draft: Draft, number: int, tense: Callable[[], int]) -> Resolved | None:
        """The value of a draft; None: nothing is meant. Raises OverflowError off the calendar."""
        self.number, self._at = number, draft.end
        found: Resolved | None = getattr(self, f"_{draft.op}")(draft, tense)
        return self._counted(found, draft) if draft.off and found is not None else found

    def _counted(self, found: Resolved, draft: Draft) -> Resolved:
        """So many days from the day found, which stays open where that one is."""
        try:
            day = date.fromisoformat(found.value[:10])
        except ValueError:
            return self._unset(OPEN["D"], draft.part, draft.off, found.anchor)
        return self._done(Moment.of(day + timedelta(days=draft.off)), draft.part, found.anchor)

    # One method for each op.

    def _drop(self, draft: Draft, tense: Callable[[], int]) -> None:
        return None

    def _fixed(self, draft: Draft, tense: Callable[[], int]) -> Resolved:
        first, last = bounds(draft.value) if draft.type == "DATE" else (None, None)
        known = first is not None or draft.type == "SET" or draft.value[:1] in "0123456789B"
        anchor = None if known else self.focus_number if draft.running else PUBLISHED
        return Resolved(draft.value, None, first, last, None if anchor == -1 else anchor)

    def _soon(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        """ "Soon" is to come, unless it is told of what has been: "it soon spread"."""
        return None if tense() == PAST else self._fixed(draft, tense)

    def _date(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        year, anchor = draft.year, None
        month, day = draft.month, draft.day
        if year is None:
            if month is None:
                return None
            base, anchor = self._within_year(draft.running)
            if self.narrative and not draft.running and self.story is not None:
                base = self.story
            if base is None:
                shown = f"XXXX-{month:02d}" + (f"-{day:02d}" if day else "")
                return Resolved(shown + (f"T{draft.part}" if draft.part else ""), anchor=anchor)
            if draft.rel is not None:
                year = base.year + draft.rel
            else:
                year = self._year_of(draft, month, day, base, tense)
        grain = "Y" if month is None else "M" if day is None else "D"
        moment = Moment(year, month or 1, day or 1, grain)
        if grain == "D" and year > 0 and moment.date is None:
            return None
        if draft.unit == "D":  # "the last day of March"
            last = monthrange(year, moment.month)[1] if year > 0 else 28
            moment = Moment(year, moment.month, last)
        if draft.unit == "W":
            moment = (moment.week(int(draft.count)) if draft.count else None) or moment.to("W")
        return self._done(moment, draft.part, anchor, tell=not self._elsewhen(draft, tense))

    def _elsewhen(self, draft: Draft, tense: Callable[[], int]) -> bool:
        """Whether a story only looks ahead to a year ("an attack planned for 1976") or back to one
        ("the first since 1862")."""
        if not self.narrative or self.story is None or draft.year is None:
            return False
        if draft.aside:
            return draft.year < self.story.year
        return draft.year > self.story.year and tense() == FUTURE

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

    def _month(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        base, anchor = self._within_year(draft.running)
        month = draft.month or 1
        if base is None:
            return self._unset(f"XXXX-{month:02d}", "", draft.rel, anchor)
        year = base.year
        # "Last February" in March is not the month before, which would be "last month".
        if draft.rel == -1 and month >= base.month - 1:
            year -= 1
        elif draft.rel == 1 and month <= base.month:
            year += 1
        return self._done(Moment(year, month, 1, "M"), "", anchor)

    def _day(self, start: int) -> tuple[Moment | None, int | str | None]:
        """What an hour alone belongs to: the day told last, unless that is long past in news."""
        told = self.day.date if self.day else None
        if told is None:
            return self._base(self.published is None or self.narrative)
        today = self.published.date if self.published else None
        aside = start > self.day_end + BESIDE and not self.narrative
        if aside and today is not None and abs((told - today).days) > RECENT:
            return self.published, PUBLISHED
        return self.day, self.day_number

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

    def _within(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        """ "Early in the week": of the week told of, or of this one where none is."""
        if draft.unit == "ML":
            return None  # no value says which
        base, _ = self._base(True)
        coarse = base is not None and ORDER[base.grain] > ORDER.get(draft.unit, ORDER["CE"])
        aside = coarse and not self.narrative
        return self._shift(replace(draft, op="shift", running=not aside), tense)

    def _shift(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        unit, count = draft.unit, draft.count
        if unit == "2W":
            unit, count = "W", count * 2
        if unit in ("DE", "CE") and draft.counted:
            # "Two decades ago" is a year; "the last decade" is one.
            unit, count = "Y", count * (10 if unit == "DE" else 100)
        # "Today" and its like are days of the teller, also in a story.
        own = draft.rel == 0 and unit == "D" and not draft.running
        base: Moment | None
        anchor: int | str | None
        if draft.part and draft.running and unit == "D" and count == 0:
            base, anchor = self._day(draft.start)
        elif own:
            base, anchor = self.published, PUBLISHED
        elif unit == "Q" and draft.running and self.quarter is not None:
            base, anchor = self.quarter, self.focus_number  # "that quarter"
        else:
            base, anchor = self._base(draft.running)
        side = draft.rel if draft.rel else (count > 0) - (count < 0)
        if unit in ("TH", "TM", "TS", "ML"):
            if base is None or unit == "ML" or base.grain != "D":
                return self._unset(OPEN["D"], "XX", side, anchor)
            return self._done(Moment(base.year, base.month, base.day), "XX", anchor, tell=False)
        if base is None:
            return self._unset(OPEN.get(unit, "XXXX"), draft.part, side, anchor)
        if unit == "Y" and count == -1 and not self.narrative:
            # "Last year" is the year, unless a figure of the quarter is set beside it.
            compared = self._compared(draft) if draft.counted or draft.compared else None
            if compared:
                return self._done(compared, "", anchor, tell=False)
        if count != int(count) and unit in _PARTS:
            unit, size = _PARTS[unit]
            count = round(count * size)
        if ORDER[base.grain] > ORDER[unit]:
            if anchor == PUBLISHED and count:
                # The day before some day of a month need not lie in it.
                return self._unset(OPEN.get(unit, "XXXX"), draft.part, side, anchor)
            return self._unset(base.within(unit), draft.part, None, anchor)
        if unit == "WE":
            return self._weekend(int(count), base, tense, anchor)
        at = base.to(unit) if unit in ("M", "Q", "Y", "DE", "CE") else base
        moved = at.shift(unit, int(count))
        # "Than a year earlier" compares, and "three years earlier" in a story looks back once: both
        # leave it where it is.
        back = count < 0 if self.narrative else count == -1
        compares = unit == "Y" and back and draft.counted
        tell = not (own and self.narrative) and not compares
        return self._done(moved, draft.part, anchor, tell=tell) if moved else None

    def _vague(self, draft: Draft, tense: Callable[[], int]) -> Resolved:
        """ "Weeks later": some week of the year told of."""
        base, anchor = self._base(True)
        if base is None or anchor == PUBLISHED:
            if draft.rel != -1 and tense() == PAST:
                return Resolved(OPEN.get(draft.unit, OPEN["D"]), anchor=anchor)  # past, but when
            return Resolved("PAST_REF" if draft.rel == -1 else "FUTURE_REF", anchor=anchor)
        if draft.unit in ("TH", "TM", "TS") and base.grain == "D":
            return Resolved(base.value() + "TXX", None, *bounds(base.value()), anchor)
        return Resolved(Moment(base.year, 1, 1, "Y").within(draft.unit), anchor=anchor)

    def _focus(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        if self.focus is None or self.focus.grain != "D":
            return None
        return self._done(self.focus, "", self.focus_number, tell=False)

    def _season(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        month = SEASON_MONTHS[draft.season]
        year, anchor = draft.year, None
        if year is not None and 0 <= year < 100:
            year, anchor = self._of_two_digits(year)
        if year is None:
            base, anchor = self._within_year(draft.running)
            if base is None:
                return self._unset(f"XXXX-{draft.season}", "", draft.rel, anchor)
            year = base.year
            if draft.unit == "Y":
                year += draft.rel or 0
            elif draft.rel == -1:
                year -= base.month < month + 3
            elif draft.rel == 1:
                year += base.month >= month
            elif draft.rel is None and not (self.narrative and base.grain == "Y"):
                leaning = 0 if self.narrative else tense()
                year = self._years(lambda y: date(y, month, 1), base, leaning, 92)
        if year > MAXYEAR:
            return None
        return self._done(Moment(year, month, 1, "S", draft.season), "", anchor)

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

    def _shortyear(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        """'89 is the last one that ended so, before publication or the time told last."""
        year, anchor = self._of_two_digits(draft.year or 0)
        return self._done(
            Moment(year, draft.month or 1, 1, "M" if draft.month else "Y"), "", anchor
        )

    def _of_two_digits(self, end: int) -> tuple[int, int | str | None]:
        base, anchor = self._base(self.narrative)
        now = base.year if base else 2000
        year = now - (now - end) % 100
        return (year + 100 if self.narrative and now - year > 90 else year), anchor

    def _duration(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        if draft.value in LONG:
            self.long_end = draft.end
        if not draft.rel:
            return Resolved(draft.value)
        base, anchor = self._base(False)
        day = base if base and base.grain == "D" else None
        first, last = around(day, draft.value, draft.rel)
        return Resolved(draft.value, None, first, last, anchor)
