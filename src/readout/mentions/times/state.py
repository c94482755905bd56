"""What times are set against: the date of publication and the times told so far."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from readout.mentions.times.calendar import OPEN, Moment, bounds
from readout.mentions.times.tense import FUTURE, PAST, UNKNOWN

PUBLISHED = "published"
ASIDE = 2
"""A year so far from the story is an aside until a second one stands near it."""
_WEIGHTS: dict[int | str, tuple[float, float]] = {
    PAST: (8.0, 1.0), UNKNOWN: (1.25, 1.0), FUTURE: (1.0, 3.0), "story": (1.0, 1.4),
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
class State:
    """Goes through the drafts of one text in order and remembers the time told last."""

    published: Moment | None
    """The day of publication, or the month or year when no more is known."""
    narrative: bool
    """Whether times are set against the text before and not against publication."""
    focus: Moment | None = None
    focus_number: int = -1
    number: int = -1
    _at: int = 0
    day: Moment | None = None
    """The day told last, and its number: what an hour alone belongs to."""
    day_number: int = -1
    day_end: int = -1
    story: Moment | None = None
    """The focus without asides: what months and days of a story are set against."""
    aside: Moment | None = None
    aside_end: int = -1
    """Where the aside was told: code points."""
    topic: Moment | None = None
    """The quarter told first: what "the quarter" is."""
    quarter: Moment | None = None
    """The quarter told last."""
    quarter_end: int = -1
    """Where it was told, or a time that belongs to it: code points."""
    month_end: int = -1
    """Where a month was told last."""
    long_end: int = -1
    """Where a longer time of report was told ("for the nine months")."""

    # What times are set against.

    def _base(self, running: bool) -> tuple[Moment | None, int | str | None]:
        if self.focus is not None and (running or self.narrative or self.published is None):
            return self.focus, self.focus_number
        return self.published, PUBLISHED

    def _within_year(self, running: bool) -> tuple[Moment | None, int | str | None]:
        """The base of what lies somewhere in a year: a year of publication alone tells nothing."""
        base, anchor = self._base(running)
        if base is not None and base.grain == "Y" and anchor == PUBLISHED:
            return None, anchor
        return base, anchor

    def _tell(self, moment: Moment) -> None:
        self.focus, self.focus_number = moment, self.number
        if moment.grain == "D":
            self.day, self.day_number, self.day_end = moment, self.number, self._at
        if moment.grain == "M":
            self.month_end = self._at
        if moment.grain == "Q":
            self.topic = self.topic or moment
            self.quarter, self.quarter_end = moment, self._at
        held = (self.story, self.aside) if self.story else (moment,)
        if any(one and abs(moment.year - one.year) <= ASIDE for one in held):
            self.story, self.aside = moment, None
        else:
            self.aside, self.aside_end = moment, self._at

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

    def _weekend(
        self, count: int, base: Moment, tense: Callable[[], int], anchor: int | str | None
    ) -> Resolved | None:
        now = base.date
        if now is None:
            return None
        if base.grain not in ("D", "W", "WE"):
            return self._unset(OPEN["WE"], "", (count > 0) - (count < 0), anchor)
        back = now.isoweekday() % 7 + 1
        saturday = now - timedelta(days=back if back < 7 else 0)
        if count == 1 or (count == 0 and tense() == FUTURE and now.isoweekday() < 6):
            saturday += timedelta(days=7)
        elif abs(count) == 2:  # "the weekend before last"
            saturday += timedelta(days=14 if count > 0 else -7)
        return self._done(Moment.of(saturday, "WE"), "", anchor)
