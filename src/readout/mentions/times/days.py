"""Rules of the time grammar for days told by a week and for feasts."""

from __future__ import annotations

from readout.mentions.times.draft import Draft, checked
from readout.mentions.times.words import REL, Words, count_of

CENTURY = 50
"""Years of two digits from here on are of the last century."""


def weekdayin(w: Words) -> Draft | None:
    """ "Monday of last week", "a week ago Monday", "Friday two weeks ago"."""
    day = w.number("weekday")
    if w.has("before"):  # "the Friday before last"
        return Draft("weekdayin", weekday=day, count=-1, counted=True, rel=-1)
    if w.unit != "W":
        return Draft("split") if w.has("ago") else None
    if w.has("ago"):
        count = count_of([p for p in w.pairs if p[0] != "weekday"])
        if count is None:
            return None
        return Draft("weekdayin", weekday=day, count=-count, counted=True, rel=-1)
    rel = next((int(v) for n, v in w.pairs if n in REL), 0)
    return Draft("weekdayin", weekday=day, count=rel, rel=rel)


def agotoday(w: Words) -> Draft | None:
    """ "Two weeks ago today", "a year ago yesterday": a day."""
    count = count_of(w.pairs)
    if count is None or count != int(count):
        return Draft("fixed", value="PAST_REF")
    return Draft("agotoday", unit=w.unit, count=-count, off=w.number("today") or 0, rel=-1)


def weekdaynth(w: Words) -> Draft | None:
    """ "Friday the 13th": of the last month, or the next, in which that day was a Friday."""
    day = w.number("nth") or 0
    if not 1 <= day <= 31:
        return None
    return Draft("monthday", day=day, weekday=w.number("weekday"))


def weekin(w: Words) -> Draft | None:
    """ "The first week of October", "the last day of March", "the last Friday in August"."""
    if w.unit not in ("D", "W") and not w.has("weekday"):
        return None
    n = -1 if w.has("last", "final") else w.number("ordinal", "nth", "second")
    if n is None or n < -1 or (w.unit == "W" and n > 5):
        return None
    month, year = w.number("month", "monthish"), w.number("year")
    if w.has("weekday"):
        day = w.number("weekday")
        fits = n <= 5
        return Draft("nthweekday", year=year, month=month, weekday=day, count=n) if fits else None
    if w.unit == "D" and n > 0:
        return checked(Draft("date", year=year, month=month, day=n))
    return Draft("date", year=year, month=month, unit=w.unit, count=n)


def shortdate(w: Words) -> Draft | None:
    """ "14 JUL 89", "3 Mar 24": what ends a clause behind day and month is their year."""
    day, year = (int(v) for n, v in w.pairs if n in ("d31", "nth", "int"))
    if not 10 <= year <= 99:
        return None
    year += 2000 if year < CENTURY else 1900
    return checked(Draft("date", year=year, month=w.number("month", "monthish"), day=day))


def holiday(w: Words) -> Draft | None:
    shift = -1 if w.has("eve") else 0
    value = str(w.get("holiday", "dayname"))
    if w.has("new"):
        value = "01-01"
    elif w.has("good"):
        if w.get("weekday") != 5:
            return None
        value, shift = "easter", -2
    elif value == "easter" and w.get("weekday") == 1:
        shift = 1
    if w.has("unit") and w.unit not in ("D", "W", "Y"):
        return None
    rel = next((int(v) for n, v in w.pairs if n in REL), None)
    unit, part = ("W" if w.unit == "W" else ""), w.part
    return Draft(
        "holiday", "TIME" if part else "DATE", value=value, year=w.number("year"), count=shift,
        unit=unit, rel=rel, part=part,
    )  # fmt: skip
