"""Events by time: counted by day once, put together to bins, drawn as stacked bars."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import msgspec

from readout.view.web.filters import EVENTS
from readout.view.web.plots.quads import SERIES

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

UNITS = ("day", "week", "month", "year")
BY = {"class": "coalesce('q' || v.quad, 'q0')", "type": "coalesce(v.type, 'none')"}
"""What the bars are cut by."""
_FITTING = 130
"""Bins that are chosen for; a person may ask for up to :data:`MOST`."""
MOST = 400
_NAMED = 7
"""Types with a colour of their own."""
_EDGE = 0.01
"""Share of events at either end that may lie far off and does not set the scale."""
WIDTH, HEIGHT = 1080, 340
_LEFT, _RIGHT, _TOP, _BOTTOM = 52, 8, 40, 30

Day = tuple[date, str, int]


class Days(msgspec.Struct, frozen=True):
    """Number of events by day and key, in order of days, and of those without a day."""

    days: list[Day]
    undated: int

    @property
    def total(self) -> int:
        """All events, dated or not."""
        return sum(n for _, _, n in self.days) + self.undated


class Bin(msgspec.Struct, frozen=True):
    """A bar: first and last day, number by key in the order of the series."""

    first: date
    last: date
    counts: list[int]

    @property
    def total(self) -> int:
        """Events in it."""
        return sum(self.counts)


class Mark(msgspec.Struct, frozen=True):
    """A piece of a bar in pixels, and the class of its colour."""

    key: str
    x: float
    y: float
    width: float
    height: float


class Bar(msgspec.Struct, frozen=True):
    """A bin with its marks; ``x`` and ``width`` are of the whole column."""

    bin: Bin
    label: str
    x: float
    width: float
    marks: list[Mark]

    def told(self, series: Sequence[tuple[str, str]]) -> str:
        """ "5 March 2031: 3 events, 2 verbal conflict, 1 material conflict"."""
        parts = [f"{n:,} {name}" for (_, name), n in zip(series, self.bin.counts, strict=True) if n]
        many = "1 event" if self.bin.total == 1 else f"{self.bin.total:,} events"
        return f"{self.label}: {', '.join([many, *parts])}"


class Chart(msgspec.Struct, frozen=True):
    """All that is drawn, and how many dated events lie before and after it."""

    unit: str
    series: list[tuple[str, str]]
    """Class of the colour and name."""
    bars: list[Bar]
    ticks_x: list[tuple[float, str]]
    ticks_y: list[tuple[float, str]]
    first: date
    last: date
    before: int
    after: int
    coarser: bool
    """Whether the unit that was asked for would have made too many bars."""


def count_days(con: DuckDBPyConnection, where: str, values: Sequence[Any], by: str) -> Days:
    """Events by day and key of :data:`BY`. At most days x types rows, whatever the events."""
    rows = con.execute(
        f"SELECT v.day, {BY[by]} AS key, count(*) AS n {EVENTS} WHERE {where} "
        "GROUP BY ALL ORDER BY day, key",
        list(values),
    ).fetchall()
    return Days([row for row in rows if row[0]], sum(row[2] for row in rows if not row[0]))


def scale(days: Days, since: date | None, until: date | None) -> tuple[date, date] | None:
    """First and last day to draw: as asked, else without the far outliers. None without events."""
    if not days.days:
        return None
    dated = sum(n for _, _, n in days.days)
    first, last, seen = days.days[0][0], days.days[-1][0], 0
    low, high = None, first
    for day, _, n in days.days:
        seen += n
        if low is None and seen > dated * _EDGE:
            low = day
        if seen - n < dated * (1 - _EDGE):
            high = day
    first, last = low or first, high
    if since:
        first = since
    if until:
        last = until
    if first > last:
        first, last = (first, first) if since else (last, last)
    return first, last


def start_of(day: date, unit: str) -> date:
    """The first day of the bin that holds a day."""
    if unit == "week":
        return day - timedelta(days=min(day.weekday(), day.toordinal() - 1))
    if unit == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if unit == "year" else day


def after(start: date, unit: str) -> date | None:
    """The first day of the next bin; None at the end of the calendar."""
    try:
        if unit == "month":
            return date(start.year + start.month // 12, start.month % 12 + 1, 1)
        if unit == "year":
            return date(start.year + 1, 1, 1)
        return start + timedelta(days=7 if unit == "week" else 1)
    except (ValueError, OverflowError):
        return None


def unit_for(first: date, last: date, asked: str = "") -> tuple[str, bool]:
    """The unit asked for, or the finest with bins that a person can tell apart; and whether what
    was asked for had to give way."""
    span = (last - first).days + 1
    sizes = {"day": span, "week": span / 7, "month": span / 30.4, "year": span / 365.25}
    if asked in UNITS and sizes[asked] <= MOST:
        return asked, False
    for unit in UNITS:
        if sizes[unit] <= _FITTING:
            return unit, asked in UNITS
    return "year", asked in UNITS


def chart(days: Days, by: str, since: date | None, until: date | None, asked: str) -> Chart | None:
    """Bars of the days in pixels of WIDTH x HEIGHT; None when there is no dated event."""
    ends = scale(days, since, until)
    if ends is None:
        return None
    unit, coarser = unit_for(*ends, asked)
    first = start_of(ends[0], unit)
    # Of a time of 5,000 years there are still only so many years that hold anything.
    if (ends[1].year - first.year) > 3 * MOST:
        first = start_of(max(first, ends[1].replace(year=ends[1].year - MOST, day=1)), unit)
    series, keys = _series(days, by, first, ends[1])
    held: dict[date, list[int]] = defaultdict(lambda: [0] * len(series))
    before = later = 0
    for day, key, n in days.days:
        if day < first:
            before += n
        elif day > ends[1]:
            later += n
        else:
            held[start_of(day, unit)][keys.get(key, len(series) - 1)] += n
    bins = []
    start: date | None = first
    while start is not None and start <= ends[1]:
        following = after(start, unit)
        last = following - timedelta(days=1) if following else date.max
        bins.append(Bin(start, last, held.get(start, [0] * len(series))))
        start = following
    return _draw(bins, unit, series, (first, ends[1]), before, later, coarser)


def _series(
    days: Days, by: str, first: date, last: date
) -> tuple[list[tuple[str, str]], dict[str, int]]:
    if by == "class":
        return SERIES, {key: n for n, (key, _) in enumerate(SERIES)}
    sums: dict[str, int] = defaultdict(int)
    for day, key, n in days.days:
        if first <= day <= last:
            sums[key] += n
    names = sorted(sums, key=lambda key: (-sums[key], key))
    shown = names[:_NAMED]
    series = [(f"t{n}", "no type" if name == "none" else name) for n, name in enumerate(shown)]
    if len(names) > _NAMED:
        series.append(("q0", f"{len(names) - _NAMED} other types"))
    elif not series:
        series = [("q0", "no type")]
    return series, {name: n for n, name in enumerate(shown)}


def _draw(
    bins: list[Bin],
    unit: str,
    series: list[tuple[str, str]],
    ends: tuple[date, date],
    before: int,
    later: int,
    coarser: bool,
) -> Chart:
    top, step = _nice(max((b.total for b in bins), default=0))
    high = HEIGHT - _TOP - _BOTTOM
    column = (WIDTH - _LEFT - _RIGHT) / max(len(bins), 1)
    width = min(max(column - (2 if column > 6 else 0.5), 0.5), 60)
    bars = []
    for n, one in enumerate(bins):
        x = _LEFT + n * column
        y = float(HEIGHT - _BOTTOM)
        marks = []
        for (key, _), number in zip(series, one.counts, strict=True):
            if number:
                # A lone event beside ten thousand is still a mark.
                size = max(number / top * high, 0.75)
                y -= size
                marks.append(
                    Mark(
                        key, round(x + (column - width) / 2, 2), round(y, 2), round(width, 2),
                        round(size, 2),
                    )
                )  # fmt: skip
        bars.append(Bar(one, label(one.first, unit), round(x, 2), round(column, 2), marks))
    ticks_y = [
        (round(HEIGHT - _BOTTOM - value / top * high, 1), f"{value:,}")
        for value in range(0, top + 1, step)
    ]
    return Chart(
        unit, series, bars, _ticks(bars, unit, column), ticks_y, *ends, before, later, coarser
    )


def _nice(most: int) -> tuple[int, int]:
    """The top of an axis and its step."""
    most = max(most, 4)
    size = 1
    while True:
        for factor in (1, 2, 5):
            step = factor * size
            if step * 5 >= most:
                return -(-most // step) * step, step
        size *= 10


def label(day: date, unit: str) -> str:
    """A bin as a person says it."""
    if unit == "year":
        return f"{day.year:04d}"
    if unit == "month":
        return f"{day:%B} {day.year:04d}"
    text = f"{day.day} {day:%B} {day.year:04d}"
    return f"week of {text}" if unit == "week" else text


def _ticks(bars: list[Bar], unit: str, column: float) -> list[tuple[float, str]]:
    room = 78 if unit in ("day", "week") else 62
    out: list[tuple[float, str]] = []
    last = -1000.0
    year = -1
    for bar in bars:
        day = bar.bin.first
        middle = bar.x + column / 2
        # Months begin at the first, years in January, where there is room.
        if unit == "month" and column * 12 < 240 and day.month != 1 and len(bars) > 12:
            continue
        if middle - last < room or middle > WIDTH - 24:
            continue
        text = f"{day.year:04d}"
        if unit == "month":
            text = f"{day:%b}" + (f" {day.year}" if day.year != year else "")
        elif unit != "year":
            text = f"{day.day} {day:%b}" + (f" {day.year}" if day.year != year else "")
        year = day.year
        out.append((round(middle, 1), text))
        last = middle
    return out
