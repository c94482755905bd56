"""Times of company reports: quarters, halves, and the period a figure is compared with."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from readout.mentions.times.calendar import ORDER, Moment, bounds
from readout.mentions.times.draft import Draft
from readout.mentions.times.state import Resolved, State
from readout.mentions.times.tense import PAST, UNKNOWN

NEAR = 800
"""So far behind a quarter "a year ago" is that quarter of the year before: code points."""
LONG = frozenset(("P6M", "P9M", "P12M", "P1Y"))
"""Longer times that are reported on: "for the nine months"."""


class Reports(State):
    """The ops of quarters and of comparisons."""

    def _quarter_before(self, start: int) -> Moment | None:
        """The quarter that a figure of "a year ago" is of, when a quarter is reported on here."""
        if self.quarter is None or start > self.quarter_end + NEAR:
            return None
        return None if self.long_end > self.quarter_end else self.quarter.shift("Q", -4)

    def _compared(self, draft: Draft) -> Moment | None:
        """The quarter or the month that a figure of "a year earlier" is of."""
        found = self._quarter_before(draft.start)
        if found is not None or not draft.compared:
            return found
        told = self.focus
        near = self.number == self.focus_number + 1 and draft.start <= self.month_end + NEAR
        return told.shift("M", -12) if told is not None and told.grain == "M" and near else None

    def _the(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        """ "The quarter", "the year", "the month": which one, the text before has said."""
        unit = draft.unit
        if unit == "Q":
            base, anchor = self._base(True)
            if base is None:
                return None
            if self.topic or base.grain == "Q":
                return self._done(self.topic or base, "", anchor)
            last = base.to("Q").shift("Q", -1)
            return self._done(last, "", anchor) if last else None
        if unit == "WE":
            base, anchor = self._base(False)
            return self._weekend(0, base, tense, anchor) if base else None
        if unit in ("Y", "M"):
            base, anchor = self._base(unit == "M" or self.narrative)
            if base is None or ORDER[base.grain] > ORDER[unit]:
                return None
            return self._done(base.to(unit), "", anchor, tell=False)
        return None

    def _yearago(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        base, anchor = self._base(True)
        if base is None:
            return self._unset("XXXX", "", -1, anchor)
        if draft.quarter:
            if base.grain == "Q" and (base.month + 2) // 3 == draft.quarter:
                moved: Moment | None = Moment(base.year - 1, base.month, 1, "Q")
            else:
                moved = Moment(base.year - 1, draft.quarter * 3 - 2, 1, "Q")
        elif draft.unit == "Q":
            quarter = self.quarter or self.topic
            moved = quarter.shift("Q", -4) if quarter else base.to("Q").shift("Q", -5)
        else:
            moved = self._compared(draft) or Moment(base.year - 1, 1, 1, "Y")
        # A comparison leaves the story where it is.
        return self._done(moved, "", anchor, tell=False) if moved else None

    def _sameperiod(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        """The period told of here, a year before; of a period longer than a quarter the year."""
        base, anchor = self._base(True)
        if draft.year is not None:
            return self._of_year(draft, draft.year)
        if base is None or ORDER[base.grain] > ORDER["Y"]:
            return self._unset("XXXX", "", -1, anchor)
        unit = draft.unit or ("Y" if self.long_end > self.quarter_end else base.grain)
        if unit == "Q":
            base = self.quarter or (base if base.grain == "Q" else base.to("Q").shift("Q", -1))
        if base is None or ORDER[base.grain] > ORDER[unit]:
            base = base or self.published
            unit = "Y"
        back = {"M": ("M", -12), "Q": ("Q", -4), "W": ("W", -52)}.get(unit, ("Y", -1))
        moved = base and base.to(back[0]).shift(*back)
        return self._done(moved, "", anchor, tell=False) if moved else None

    def _of_year(self, draft: Draft, year: int) -> Resolved:
        """ "The 1988 quarter", "the 1988 period": the quarter reported on, in that year."""
        quarter = None if self.long_end > self.quarter_end else self.quarter
        if draft.unit == "Q" and self.quarter is None:
            return Resolved(f"{year:04d}-QX", None, *bounds(f"{year:04d}"))
        moment = Moment(year, quarter.month, 1, "Q") if quarter else Moment(year, 1, 1, "Y")
        return self._done(moment, "", None, tell=False)

    def _quarter(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        number = draft.quarter or 1
        base, anchor = self._within_year(draft.running or self.narrative)
        year = draft.year
        if year is None:
            if base is None:
                return self._unset(f"XXXX-Q{number}", "", draft.rel, anchor)
            if draft.unit == "Y" or draft.running:
                year = base.year + (draft.rel or 0)
            else:
                year = self._years(lambda y: date(y, number * 3 - 2, 1), base, UNKNOWN, 120)
                ahead = year * 4 + number > base.year * 4 + (base.month + 2) // 3
                leaning = draft.rel if draft.rel else tense()
                year -= ahead and leaning == PAST
        else:
            anchor = None
        # "Up from the 1988 third quarter" compares, and the report is still on that of 1989.
        compares = draft.year is not None and self.topic is not None and year < self.topic.year
        return self._done(Moment(year, number * 3 - 2, 1, "Q"), "", anchor, tell=not compares)

    def _half(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        year = draft.year
        anchor: int | str | None = None
        if not draft.unit and not self.topic and self.long_end < 0:
            return None  # of a match, not of a year
        self.long_end = draft.end
        if year is None:
            base, anchor = self._base(draft.running and draft.rel is None)
            if base is None:
                return self._unset(f"XXXX-H{draft.quarter}", "", draft.rel, anchor)
            year = base.year + (draft.rel or 0)
        value = f"{year:04d}-H{draft.quarter}"
        first, last = bounds(value)
        return Resolved(value, None, first, last, anchor)
