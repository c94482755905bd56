"""Arithmetic on TIMEX3 values of dates: writing, shifting, and the days a value covers."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

ORDER = {"D": 0, "WE": 1, "W": 1, "M": 2, "Q": 3, "S": 3, "Y": 4, "DE": 5, "CE": 6}
"""Grains from small to large."""
OPEN = {
    "D": "XXXX-XX-XX", "W": "XXXX-WXX", "WE": "XXXX-WXX-WE", "M": "XXXX-XX", "Q": "XXXX-QX",
    "Y": "XXXX", "DE": "XXX", "CE": "XX",
}  # fmt: skip
"""Value of a unit of which nothing is known but its grain."""
_QUARTER_START = {1: 1, 2: 4, 3: 7, 4: 10}
SEASON_MONTHS = {"SP": 3, "SU": 6, "FA": 9, "WI": 12}
"""First month of each season, northern half of the earth; winter runs into the next year."""


@dataclass(frozen=True)
class Moment:
    """A calendar unit by its first day. ``year`` below 1 is before Christ (-493 is 493 BC)."""

    year: int
    month: int = 1
    day: int = 1
    grain: str = "D"
    season: str = ""

    @classmethod
    def of(cls, day: date, grain: str = "D") -> Moment:
        """The unit of ``grain`` that holds a day."""
        if grain == "M":
            return cls(day.year, day.month, 1, "M")
        if grain == "Q":
            return cls(day.year, day.month - (day.month - 1) % 3, 1, "Q")
        if grain in ("Y", "DE", "CE"):
            return cls(day.year, 1, 1, grain)
        return cls(day.year, day.month, day.day, grain)

    @property
    def date(self) -> date | None:
        """The first day; None before year 1 and for days that are not in the calendar."""
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None

    def value(self) -> str:
        """The TIMEX3 value."""
        year = f"{self.year:04d}" if self.year > 0 else f"BC{-self.year:04d}"
        match self.grain:
            case "Y":
                return year
            case "M":
                return f"{year}-{self.month:02d}"
            case "Q":
                return f"{year}-Q{(self.month + 2) // 3}"
            case "S":
                return f"{year}-{self.season}"
            case "DE":
                return f"{year[:-1]}"
            case "CE":
                return f"{year[:-2]}"
            case "W" | "WE":
                day = self.date
                if day is None:
                    return f"{year}-WXX"
                iso = day.isocalendar()
                return f"{iso.year:04d}-W{iso.week:02d}" + ("-WE" if self.grain == "WE" else "")
        return f"{year}-{self.month:02d}-{self.day:02d}"

    def within(self, unit: str) -> str:
        """The value of some smaller unit in this one: some day of 1776 is ``1776-XX-XX``."""
        year = Moment(self.year, 1, 1, "Y").value() if self.grain not in ("DE", "CE") else "XXXX"
        if unit in ("Y", "DE", "CE"):
            return year[:-1] + "X"
        if unit in ("W", "WE", "2W"):
            return f"{year}-WXX"
        if unit == "M":
            return f"{year}-XX"
        if unit == "Q":
            return f"{year}-QX"
        return f"{year}-{self.month:02d}-XX" if self.grain == "M" else f"{year}-XX-XX"

    def to(self, grain: str) -> Moment:
        """The larger unit that holds this one."""
        day = self.date
        if day is None:
            return Moment(self.year, self.month, 1, grain)
        return Moment.of(day, grain)

    def week(self, n: int) -> Moment | None:
        """The ``n``-th week of this month; -1 is the last."""
        first = self.date
        if first is None:
            return None
        last = monthrange(first.year, first.month)[1]
        day = last - 3 if n < 0 else min(7 * n - 3, last)
        return Moment.of(first.replace(day=day), "W")

    def shift(self, unit: str, count: int) -> Moment | None:
        """``count`` days, weeks, months ... later, in that grain; None off the calendar."""
        if unit in ("Y", "DE", "CE"):
            size = {"Y": 1, "DE": 10, "CE": 100}[unit]
            year = self.year + count * size
            if (year > 0) != (self.year > 0) or not -9999 <= year <= 9999:
                return None
            return Moment(year, 1, 1, unit)
        if unit in ("M", "Q"):
            months = self.year * 12 + self.month - 1 + count * (3 if unit == "Q" else 1)
            if not 12 <= months < 120000 and self.year > 0:
                return None
            year, month = divmod(months, 12)
            return Moment(year, month + 1, 1, "M").to(unit)
        first = self.date
        if first is None:
            return None
        try:
            return Moment.of(
                first + timedelta(days=count * (7 if unit in ("W", "WE") else 1)), unit
            )
        except OverflowError:
            return None


_DAY = re.compile(r"(\d{4})-(\d\d)-(\d\d)(?:$|T)")
_MONTH = re.compile(r"(\d{4})-(\d\d)$")
_WEEK = re.compile(r"(\d{4})-W(\d\d)(-WE)?$")
_PART = re.compile(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)$")
_YEARS = re.compile(r"(\d{2,4})$")


def bounds(value: str) -> tuple[str | None, str | None]:
    """First and last day a value covers, as ISO dates; None where it does not say.

    Seasons are three months from March, June, September and December; a season in the southern
    half of the earth is not known as one.
    """
    try:
        first, last = _bounds(value)
    except (ValueError, OverflowError):
        return None, None
    return (first.isoformat(), last.isoformat()) if first and last else (None, None)


def _bounds(value: str) -> tuple[date | None, date | None]:
    if m := _DAY.match(value):
        day = date(int(m[1]), int(m[2]), int(m[3]))
        return day, day
    if m := _MONTH.match(value):
        return _months(int(m[1]), int(m[2]), 1)
    if m := _WEEK.match(value):
        first = date.fromisocalendar(int(m[1]), int(m[2]), 6 if m[3] else 1)
        return first, date.fromisocalendar(int(m[1]), int(m[2]), 7)
    if m := _PART.match(value):
        year, part = int(m[1]), m[2]
        if part in SEASON_MONTHS:
            return _months(year, SEASON_MONTHS[part], 3)
        number = int(part[1])
        return (
            _months(year, _QUARTER_START[number], 3) if part[0] == "Q"
            else _months(year, 1 if number == 1 else 7, 6)
        )  # fmt: skip
    if m := _YEARS.match(value):
        size = 10 ** (4 - len(m[1]))
        year = int(m[1]) * size
        return date(max(year, 1), 1, 1), date(year + size - 1, 12, 31)
    return None, None


def _months(year: int, month: int, count: int) -> tuple[date, date]:
    end = year * 12 + month - 1 + count - 1
    last = (end // 12, end % 12 + 1)
    return date(year, month, 1), date(*last, monthrange(*last)[1])


def nth_weekday(year: int, month: int, weekday: int, n: int) -> int:
    """Day of the month of the ``n``-th weekday (1 Monday ... 7 Sunday)."""
    first = date(year, month, 1).isoweekday()
    return 1 + (weekday - first) % 7 + 7 * (n - 1)


def easter(year: int) -> tuple[int, int]:
    """Month and day of Easter Sunday, Gregorian calendar (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    m = (32 + 2 * e + 2 * i - h - k) % 7
    n = (a + 11 * h + 22 * m) // 451
    month, day = divmod(h + m - 7 * n + 114, 31)
    return month, day + 1


def holiday(name: str, year: int) -> date | None:
    """The day of "12-25", "easter" or "thanksgiving" (of the United States) in a year."""
    if not 1 < year < 9999:
        return None
    if name == "thanksgiving":
        return date(year, 11, nth_weekday(year, 11, 4, 4))
    if name == "easter":
        return date(year, *easter(year))
    month, day = name.split("-")
    if day == "mon":
        first = nth_weekday(year, int(month), 1, 2 if month == "10" else 1)
        # Memorial Day is the last Monday of May.
        return date(year, int(month), first if month != "05" else first + (31 - first) // 7 * 7)
    return date(year, int(month), int(day))


_PERIOD = re.compile(r"P(\d+)([DWMY])$")


def around(base: Moment | None, value: str, rel: int) -> tuple[str | None, str | None]:
    """Bounds of "the past two weeks" and "the next two years" from a day."""
    now = base.date if base else None
    m = _PERIOD.match(value)
    if now is None or m is None:
        return None, None
    count, unit = int(m[1]) * rel, m[2]
    try:
        if unit in "DW":
            other = now + timedelta(days=count * (7 if unit == "W" else 1))
        else:
            months = now.year * 12 + now.month - 1 + count * (12 if unit == "Y" else 1)
            other = date(months // 12, months % 12 + 1, min(now.day, 28))
    except (ValueError, OverflowError):
        return None, None
    first, last = sorted((now, other))
    return first.isoformat(), last.isoformat()
