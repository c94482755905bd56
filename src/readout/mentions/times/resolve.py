"""Sets drafts against the date of publication and the time told last."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from readout.mentions.times.calendar import (
    OPEN,
    ORDER,
    SEASON_MONTHS,
    Moment,
    around,
    bounds,
    holiday,
)
from readout.mentions.times.draft import Draft
from readout.mentions.times.tense import FUTURE, PAST, UNKNOWN

PUBLISHED = "published"
NEAR = 300
"""So far behind a quarter "a year ago" is that quarter of the year before."""
ASIDE = 2
"""A year so far from the story is an aside until a second one stands near it."""
_WEIGHTS: dict[int | str, tuple[float, float]] = {
    PAST: (3.0, 1.0), UNKNOWN: (1.25, 1.0), FUTURE: (1.0, 3.0), "story": (1.0, 1.4),
}  # fmt: skip
"""How far a day ahead and a day back are, by tense."""


@dataclass(frozen=True)
class Resolved:
    """Value and bounds of one time. ``anchor``: "published", the number of another time, None."""

    value: str
    mod: str | None = None
    first: str | None = None
    last: str | None = None
    anchor: int | str | None = None


@dataclass
class Resolver:
    """Goes through the drafts of one text in order and remembers the time told last."""

    published: date | None
    narrative: bool
    """Whether times are set against the text before and not against publication."""
    focus: Moment | None = None
    focus_number: int = -1
    number: int = -1
    _at: int = 0
    story: Moment | None = None
    """The focus without asides: what months and days of a story are set against."""
    aside: Moment | None = None
    topic: Moment | None = None
    """The quarter told first: what "the quarter" is."""
    near: int = -1
    """Where the words end that belong to the focus, roughly: code points."""

    def resolve(self, draft: Draft, number: int, tense: Callable[[], int]) -> Resolved | None:
        """The value of a draft; None: nothing is meant. Raises OverflowError off the calendar."""
        self.number, self._at = number, draft.end
        return getattr(self, f"_{draft.op}")(draft, tense)  # type: ignore[no-any-return]

    # What times are set against.

    def _base(self, running: bool) -> tuple[Moment | None, int | str | None]:
        today = Moment.of(self.published) if self.published else None
        if self.focus is not None and (running or self.narrative or today is None):
            return self.focus, self.focus_number
        return today, PUBLISHED

    def _tell(self, moment: Moment) -> None:
        self.focus, self.focus_number, self.near = moment, self.number, self._at + NEAR
        if moment.grain == "Q" and self.topic is None:
            self.topic = moment
        held = (self.story, self.aside) if self.story else (moment,)
        if any(one and abs(moment.year - one.year) <= ASIDE for one in held):
            self.story, self.aside = moment, None
        else:
            self.aside = moment

    def _done(
        self, moment: Moment, part: str, anchor: int | str | None, *, tell: bool = True
    ) -> Resolved:
        value = moment.value()
        if part:
            value += f"T{part}"
        first, last = bounds(value)
        if tell:
            self._tell(moment)
        return Resolved(value, None, first, last, anchor)

    @staticmethod
    def _unset(value: str, part: str, rel: int | None, anchor: int | str | None) -> Resolved:
        """A relative time without a date to set it against: its grain, and on which side."""
        mod = {-1: "BEFORE", 1: "AFTER"}.get(rel or 0)
        return Resolved(value + (f"T{part}" if part else ""), mod, None, None, anchor)

    def _years(
        self, at: Callable[[int], date | None], ref: Moment, tense: int, span: int = 1
    ) -> int:
        """The year around ``ref`` whose day fits the tense; ``at`` gives the day in a year.

        ``span`` days from ``at`` on still count as the present.
        """
        now = ref.date
        if now is None:
            return ref.year
        near = range(max(MINYEAR, ref.year - 1), min(MAXYEAR, ref.year + 1) + 1)
        fits = [((day - now).days, y) for y in near if (day := at(y)) is not None]
        if not fits:
            return ref.year
        # Nearest; the tense makes the other side farther, and a story goes forward rather.
        ahead, back = _WEIGHTS["story" if self.narrative else tense]

        def far(days: int) -> float:
            if -span < days <= 0:
                return 0.0
            return days * ahead if days > 0 else -days * back

        return min((far(d), y) for d, y in fits)[1]

    # One method for each op.

    def _drop(self, draft: Draft, tense: Callable[[], int]) -> None:
        return None

    def _fixed(self, draft: Draft, tense: Callable[[], int]) -> Resolved:
        first, last = bounds(draft.value) if draft.type == "DATE" else (None, None)
        known = first is not None or draft.type == "SET" or draft.value[:1] in "0123456789B"
        anchor = None if known else self.focus_number if draft.running else PUBLISHED
        return Resolved(draft.value, None, first, last, None if anchor == -1 else anchor)

    def _date(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        year, anchor = draft.year, None
        month, day = draft.month, draft.day
        if year is None:
            if month is None:
                return None
            base, anchor = self._base(draft.running)
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
        if draft.unit == "W":
            moment = moment.to("W")
        return self._done(moment, draft.part, anchor)

    def _year_of(
        self, draft: Draft, month: int, day: int | None, base: Moment, tense: Callable[[], int]
    ) -> int:
        def at(year: int) -> date | None:
            try:
                found = date(year, month, day or 1)
            except ValueError:
                return None
            if draft.weekday and found.isoweekday() != draft.weekday:
                return None
            return found

        if self.narrative and base.grain == "Y":
            return base.year
        leaning = 0 if self.narrative else tense()
        return self._years(at, base, leaning, 1 if day else 31)

    def _month(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        base, anchor = self._base(draft.running)
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

    def _weekday(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        base, anchor = self._base(draft.running)
        wanted = draft.weekday or 1
        now = base.date if base and base.grain in ("D", "W", "WE") else None
        if now is None:
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

    def _shift(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        unit, count = draft.unit, draft.count
        if unit == "2W":
            unit, count = "W", count * 2
        if unit in ("DE", "CE") and draft.counted:
            # "Two decades ago" is a year; "the last decade" is one.
            unit, count = "Y", count * (10 if unit == "DE" else 100)
        # "Today" and its like are days of the teller, also in a story.
        own = draft.rel == 0 and unit == "D" and not draft.running
        if own:
            base = Moment.of(self.published) if self.published else None
            anchor: int | str | None = PUBLISHED
        else:
            base, anchor = self._base(draft.running)
        side = draft.rel if draft.rel else (count > 0) - (count < 0)
        if unit in ("TH", "TM", "TS", "ML"):
            if base is None or unit == "ML" or base.grain != "D":
                return self._unset(OPEN["D"], "XX", side, anchor)
            return self._done(Moment(base.year, base.month, base.day), "XX", anchor, tell=False)
        if base is None:
            return self._unset(OPEN.get(unit, "XXXX"), draft.part, side, anchor)
        told = self.focus if unit == "Y" and count == -1 and draft.start < self.near else None
        if told and told.grain == "Q":
            moved = (self.topic or told).shift("Q", -4)
            return self._done(moved, "", anchor, tell=False) if moved else None
        if count != int(count):
            unit, count = ("M", round(count * 12)) if unit == "Y" else ("D", round(count * 7))
        if ORDER[base.grain] > ORDER[unit]:
            return self._unset(base.within(unit), draft.part, None, anchor)
        if unit == "WE":
            return self._weekend(int(count), base, tense, anchor)
        at = base.to(unit) if unit in ("M", "Q", "Y", "DE", "CE") else base
        moved = at.shift(unit, int(count))
        tell = not (own and self.narrative)
        return self._done(moved, draft.part, anchor, tell=tell) if moved else None

    def _weekend(
        self, count: int, base: Moment, tense: Callable[[], int], anchor: int | str | None
    ) -> Resolved | None:
        now = base.date
        if now is None:
            return None
        back = now.isoweekday() % 7 + 1
        saturday = now - timedelta(days=back if back < 7 else 0)
        if count == 1 or (count == 0 and tense() == FUTURE and now.isoweekday() < 6):
            saturday += timedelta(days=7)
        return self._done(Moment.of(saturday, "WE"), "", anchor)

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

    def _vague(self, draft: Draft, tense: Callable[[], int]) -> Resolved:
        """ "Weeks later": some week of the year told of."""
        base, anchor = self._base(True)
        if base is None or anchor == PUBLISHED:
            return Resolved("PAST_REF" if draft.rel == -1 else "FUTURE_REF", anchor=anchor)
        if draft.unit in ("TH", "TM", "TS") and base.grain == "D":
            return Resolved(base.value() + "TXX", None, *bounds(base.value()), anchor)
        return Resolved(Moment(base.year, 1, 1, "Y").within(draft.unit), anchor=anchor)

    def _focus(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        if self.focus is None or self.focus.grain != "D":
            return None
        return self._done(self.focus, "", self.focus_number, tell=False)

    def _yearago(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        base, anchor = self._base(True)
        if base is None:
            return self._unset("XXXX", "", -1, anchor)
        if draft.quarter:
            if base.grain == "Q" and (base.month + 2) // 3 == draft.quarter:
                moved: Moment | None = Moment(base.year - 1, base.month, 1, "Q")
            else:
                moved = Moment(base.year - 1, draft.quarter * 3 - 2, 1, "Q")
        elif base.grain == "Q":
            moved = (self.topic or base).shift("Q", -4)
        elif draft.unit == "Q":
            moved = base.to("Q").shift("Q", -5)
        else:
            moved = Moment(base.year - 1, 1, 1, "Y")
        # A comparison leaves the story where it is.
        return self._done(moved, "", anchor, tell=False) if moved else None

    def _quarter(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        number = draft.quarter or 1
        base, anchor = self._base(draft.running or self.narrative)
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
        return self._done(Moment(year, number * 3 - 2, 1, "Q"), "", anchor)

    def _half(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        year = draft.year
        anchor: int | str | None = None
        if year is None:
            base, anchor = self._base(draft.running and draft.rel is None)
            if base is None:
                return self._unset(f"XXXX-H{draft.quarter}", "", draft.rel, anchor)
            year = base.year + (draft.rel or 0)
        value = f"{year:04d}-H{draft.quarter}"
        first, last = bounds(value)
        return Resolved(value, None, first, last, anchor)

    def _season(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        month = SEASON_MONTHS[draft.season]
        year, anchor = draft.year, None
        if year is None:
            base, anchor = self._base(draft.running)
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
        return self._done(Moment(year, month, 1, "S", draft.season), "", anchor)

    def _holiday(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        def at(year: int) -> date | None:
            return holiday(draft.value, year)

        year, anchor = draft.year, None
        if year is None:
            base, anchor = self._base(draft.running)
            if base is None:
                known = re.fullmatch(r"\d\d-\d\d", draft.value)
                return self._unset(f"XXXX-{draft.value}" if known else OPEN["D"], "", None, anchor)
            year = self._years(at, base, 0 if self.narrative else tense())
        day = at(year)
        if day is None:
            return None
        return self._done(Moment.of(day + timedelta(days=int(draft.count))), "", anchor)

    def _shortyear(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        """'89 is the last one that ended so, before publication or the time told last."""
        base, anchor = self._base(self.narrative)
        now = base.year if base else 2000
        year = now - (now - (draft.year or 0)) % 100
        if self.narrative and now - year > 90:
            year += 100
        return self._done(Moment(year, 1, 1, "Y"), "", anchor)

    def _duration(self, draft: Draft, tense: Callable[[], int]) -> Resolved | None:
        if not draft.rel:
            return Resolved(draft.value)
        base, anchor = self._base(False)
        first, last = around(base, draft.value, draft.rel)
        return Resolved(draft.value, None, first, last, anchor)
