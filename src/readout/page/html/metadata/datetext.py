"""Dates as they are written: ISO 8601 and its look-alikes, numbers, month names, epoch seconds.

Every pattern is bounded, so the time is linear in the text. Years 1990 to 2039 only, unless told
otherwise: earlier and later ones are not dates of publication on the web.
"""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from typing import NamedTuple

from readout.page.html.metadata.words import MONTHS
from readout.record.types import Grain

FIRST_YEAR, LAST_YEAR = 1990, 2039


class Date(NamedTuple):
    """A date in a text: where it stands, ISO 8601, down to ``grain``."""

    start: int
    end: int
    value: str
    grain: Grain


_HINT = re.compile(r"(?:19|20)\d\d|\d\s?[./]\s?\d|[^\W\d]\s?['’]?\d\d\b")
_ISO = re.compile(
    r"(?<!\d)((?:19|20)\d\d)-(\d{1,2})-(\d{1,2})"
    r"(?:(?:[T ]|\s{1,3})(\d{1,2}):(\d{2})(?::(\d{2})(?:[.,](\d{1,9}))?)?"
    r"\s?(Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)\s?([/.])\s?(\d{1,2})\s?\2\s?(\d{1,2})(?!\d)")
_COMPACT = re.compile(
    r"(?<![\dA-Za-z_-])((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?:T?([01]\d|2[0-3])([0-5]\d))?(?!\d{3})"
)
_NUMERIC = re.compile(
    r"(?<![\d.,/-])(\d{1,2})\s?([./-])\s?(\d{1,2})\s?\2\s?((?:19|20)?\d\d)(?![\d/-])"
)
_WORD = r"[^\s\d,.;:()/|'\"–—-]{2,14}"
_DAY_FIRST = re.compile(
    r"(?<![\d:])(\d{1,2})(?:st|nd|rd|th|er|[.ºª°])?(?:[\s/-]|\bde\b|\bof\b){0,4}(" + _WORD + r")"
    r"[.,]{0,2}(?:[\s/-]|\bde\b|\bdel\b){0,4}['’]?((?:19|20)\d\d|\d\d(?=\D|$))(?![\d:])"
)
_MONTH_FIRST = re.compile(
    r"("
    + _WORD
    + r")\.?\s{0,3}(\d{1,2})(?:st|nd|rd|th)?(?:\s{0,2},\s{0,3}|\s{1,3})((?:19|20)\d\d)(?!\d)"
)
_CJK = re.compile(r"((?:19|20)\d\d)\s?[年년]\s?(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号]?")
_VIETNAMESE = re.compile(r"(\d{1,2})\s+tháng\s+(\d{1,2})(?:,|\s+năm)?\s+((?:19|20)\d\d)", re.I)
_MONTH_YEAR = re.compile(r"(" + _WORD + r")\.?\s{1,3}((?:19|20)\d\d)(?!\d)")
_CLOCK = re.compile(
    r"(?:[\s,|•·@/–-]|\bum\b|\bat\b|\bà\b|\ba las\b|\balle\b|\bkl\.?|\bore\b){0,6}"
    r"(?<![\d.])(\d{1,2})\s?[:.h]\s?(\d{2})(?::\d{2})?\s?([ap]\.?m\b)?(?![\d])",
    re.I,
)


def find_dates(text: str, month_first: bool = False, since: int = FIRST_YEAR) -> list[Date]:
    """Dates in ``text`` in order, of the years from ``since``. ``month_first``: how ``3/4/2020`` is
    read where both would do."""
    if not _HINT.search(text):
        return []
    found: list[Date] = []
    for match in _ISO.finditer(text):
        y, m, d, hour, minute, second, fraction, offset = match.groups()
        value = _iso(y, m, d, since)
        if not value:
            continue
        clock = _clock_iso(hour, minute, second, fraction, offset)
        found.append(Date(*match.span(), value + clock, "minute" if clock else "day"))
    for match in _YEAR_FIRST.finditer(text):
        _put(found, match, since, match.group(1), match.group(3), match.group(4))
    for match in _CJK.finditer(text):
        _put(found, match, since, *match.groups())
    for match in _NUMERIC.finditer(text):
        a, sign, b, year = match.groups()
        if sign == "." and len(year) == 2 and text[match.end() : match.end() + 1] == ".":
            continue
        swap = (month_first and sign != ".") if int(a) <= 12 and int(b) <= 12 else int(b) > 12
        d, m = (b, a) if swap else (a, b)
        _put(found, match, since, year, m, d)
    for match in _DAY_FIRST.finditer(text):
        month = MONTHS.get(match.group(2).lower())
        if month:
            _put(found, match, since, match.group(3), str(month), match.group(1))
    for match in _MONTH_FIRST.finditer(text):
        month = MONTHS.get(match.group(1).lower())
        if month:
            _put(found, match, since, match.group(3), str(month), match.group(2))
    for match in _VIETNAMESE.finditer(text):
        _put(found, match, since, match.group(3), match.group(2), match.group(1))
    found.sort(key=lambda one: (one.start, -one.end))
    kept: list[Date] = []
    for one in found:
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept


def find_months(text: str) -> list[Date]:
    """Month and year without a day ("March 2020")."""
    found = []
    for match in _MONTH_YEAR.finditer(text):
        month = MONTHS.get(match.group(1).lower())
        if month and FIRST_YEAR <= int(match.group(2)) <= LAST_YEAR:
            found.append(Date(*match.span(), f"{match.group(2)}-{month:02d}", "month"))
    return found


def read_value(raw: str, month_first: bool = False) -> tuple[str, Grain] | None:
    """The date a machine-made field stands for, or None."""
    raw = raw.strip()[:120]
    if not raw:
        return None
    if raw.isascii() and raw.isdigit() and len(raw) in (10, 13):
        moment = datetime.fromtimestamp(int(raw[:10]), UTC)
        if FIRST_YEAR <= moment.year <= LAST_YEAR:
            return moment.strftime("%Y-%m-%dT%H:%M:%SZ"), "minute"
        return None
    dates = find_dates(raw, month_first)
    if dates:
        return dates[0].value, dates[0].grain
    match = _COMPACT.search(raw)
    if match:
        y, m, d = match.groups()[:3]
        value = _iso(y, m, d)
        if value:
            hour, minute = match.group(4), match.group(5)
            return (f"{value}T{hour}:{minute}", "minute") if hour else (value, "day")
    months = find_months(raw)
    if months:
        return months[0].value, "month"
    match = re.fullmatch(r"((?:19|20)\d\d)-(0[1-9]|1[0-2])", raw)
    if match:
        return raw, "month"
    return None


def _put(found: list[Date], match: re.Match[str], since: int, y: str, m: str, d: str) -> None:
    text = match.string
    if len(y) == 2:
        y = f"20{y}" if int(y) <= LAST_YEAR % 100 else f"19{y}"
    value = _iso(y, m, d, since)
    if not value:
        return
    end = match.end()
    clock = _CLOCK.match(text, end)
    if clock:
        hour, minute = int(clock.group(1)), int(clock.group(2))
        half = (clock.group(3) or "").lower()[:1]
        if half == "p" and hour < 12:
            hour += 12
        elif half == "a" and hour == 12:
            hour = 0
        if hour < 24 and minute < 60:
            found.append(
                Date(match.start(), clock.end(), f"{value}T{hour:02d}:{minute:02d}", "minute")
            )
            return
    found.append(Date(match.start(), end, value, "day"))


def _iso(y: str, m: str, d: str, since: int = FIRST_YEAR) -> str | None:
    year, month, day = int(y), int(m), int(d)
    if not since <= year <= LAST_YEAR:
        return None
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _clock_iso(
    hour: str | None,
    minute: str | None,
    second: str | None,
    fraction: str | None,
    offset: str | None,
) -> str:
    if hour is None or minute is None or int(hour) > 23 or int(minute) > 59:
        return ""
    clock = f"T{int(hour):02d}:{minute}"
    if second is not None and int(second) < 60:
        clock += f":{second}" + (f".{fraction}" if fraction else "")
    if offset in ("Z", "UTC", "GMT"):
        clock += "Z"
    elif offset:
        if int(offset[1:3]) > 14 or int(offset[-2:]) > 59:
            return clock
        clock += offset if ":" in offset else f"{offset[:3]}:{offset[3:]}"
    return clock
