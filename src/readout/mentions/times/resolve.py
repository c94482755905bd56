"""Sets drafts against the date of publication and the time told last."""

from __future__ import annotations

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
)
from readout.mentions.times.draft import Draft
from readout.mentions.times.named import Days
from readout.mentions.times.reports import LONG
from readout.mentions.times.state import PUBLISHED, Resolved
from readout.mentions.times.tense import FUTURE, PAST

CLAUSE = 120
"""So far behind a year told aside a month alone is of that year: code points."""
BESIDE = 300
"""So far behind a day an hour alone is of that day: code points."""
_PARTS = {"Y": ("M", 12), "Q": ("M", 3), "M": ("W", 4.35), "W": ("D", 7), "D": ("D", 1)}
"""What halves of a unit are counted in."""
RECENT = 31
"""A day this many days from publication is not aside from the news."""


class Resolver(Days):
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
                # "In April 2023, and detained him in July": the year just told, aside or not.
                near = self.aside is not None and draft.start - self.aside_end < CLAUSE
                base = self.aside if near else self.story
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
        if not self.narrative or draft.year is None:
            return False
        if self.story is None:
            # Of a page without a date: by when something is to be done does not tell its day.
            return self.published is None and tense() == FUTURE
        if draft.aside:
            return draft.year < self.story.year
        return draft.year > self.story.year and tense() == FUTURE

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

    def _shortyear(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        """'89 is the last one that ended so, before publication or the time told last."""
        year, anchor = self._of_two_digits(draft.year or 0)
        return self._done(
            Moment(year, draft.month or 1, 1, "M" if draft.month else "Y"), "", anchor
        )

    def _of_two_digits(self, end: int) -> tuple[int, int | str | None]:
        base, anchor = self._base(self.narrative)
        if base and base.year < 1:
            base, anchor = None, None  # nobody writes 480 BC with two digits
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
