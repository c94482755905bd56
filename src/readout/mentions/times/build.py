"""Rules of the time grammar: from the matched words to a draft."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from readout.knowledge.time_words import TimeGrammar
from readout.mentions.times import days, periods, reported
from readout.mentions.times.draft import Draft, checked
from readout.mentions.times.tokens import Tokens
from readout.mentions.times.words import DAYS, DIGITS, UNITS, Words, count_of, period


def _date(w: Words) -> Draft | None:
    iso = w.get("iso")
    if iso:
        y, m, d = (int(p) for p in str(iso).split("-"))
        return checked(Draft("date", year=y, month=m, day=d))
    if w.has("yr2"):
        return Draft("shortyear", year=w.number("yr2"), month=w.number("month", "monthish"))
    slash = w.get("slash")
    if slash:
        a, b, y = (int(p) for p in str(slash).split("/"))
        y += 0 if y > 99 else 2000 if y < days.CENTURY else 1900
        # Month first, as in the United States, unless that is no month.
        return checked(Draft("date", year=y, month=a, day=b)) or checked(
            Draft("date", year=y, month=b, day=a)
        )
    month = w.number("month", "monthish")
    era = -1 if w.has("bc") else 1
    year = w.number("year")
    day = None
    rest = [p for p in w.pairs if p[0] in DAYS]
    part = w.part
    if w.has("ampm", "oclock") and rest and month is None:
        rest = []
    if era < 0:
        numbers = [int(v) for n, v in w.pairs if n in DIGITS]
        year = -numbers[-1]
    elif month is not None and rest:
        at = w.names.index("month") if w.has("month") else w.names.index("monthish")
        # The day stands right beside the month, the hour does not.
        near = sorted(
            (abs(k - at), k) for k, n in enumerate(w.names)
            if n in DAYS and w.names[k + 1 : k + 2] not in (["ampm"], ["oclock"])
        )  # fmt: skip
        if near:
            day = int(w.pairs[near[0][1]][1])
    weekday = w.number("weekday", "weekdayish")
    kind = "TIME" if part else "DATE"
    if month is None and year is None:
        if weekday is not None:
            return Draft("weekday", kind, weekday=weekday, part=part)
        shift = 0 if w.has("tonight", "this") else w.number("today")
        return Draft(
            "shift", kind, unit="D", count=shift or 0, part=part, rel=0, running=shift is None
        )
    return checked(Draft("date", kind, year=year, month=month, day=day, part=part, weekday=weekday))


def _hours(w: Words) -> Draft | None:
    """ "The early hours of Thursday"."""
    if w.unit != "TH":
        return None
    day = _date(Words([p for p in w.pairs if p[0] != "units"]))
    return day and replace(day, type="TIME", part=w.part or "MO")


def _weekof(w: Words) -> Draft | None:
    draft = _date(w)
    return replace(draft, unit="W") if draft and w.unit == "W" else None


def _dayofmonth(w: Words) -> Draft | None:
    """ "The 15th", "the 15th of this month": which month, the text before or publication says."""
    day = w.number("nth") or 0
    if not 1 <= day <= 31 or w.unit not in ("", "M"):
        return None
    rel, running = w.rel
    return Draft("monthday", day=day, rel=rel, running=running or rel is None, unit=w.unit)


def _monthof(w: Words) -> Draft | None:
    """ "July last year", "30 June next year"."""
    rel, running = w.rel
    day = _date(w) if w.has(*DAYS) else None
    if day is not None:
        return replace(day, rel=rel, running=running, unit="") if w.unit == "Y" else None
    return Draft("date", month=w.number("month", "monthish"), rel=rel, running=running, unit="Y")


def _relmonth(w: Words) -> Draft:
    rel, running = w.rel
    return Draft("month", month=w.number("month", "monthish"), rel=rel, running=running)


def _century(w: Words) -> Draft | None:
    ordinals = [int(v) for n, v in w.pairs if n in ("nth", "ordinal", "second")]
    tens = w.number("word") or 0
    number = ordinals[-1] + tens
    if w.has("bc"):
        return Draft("fixed", value=f"BC{number - 1:02d}")
    return Draft("fixed", value=f"{number - 1:02d}") if 0 < number < 30 else None


def _weekday(w: Words) -> Draft:
    rel, running = w.rel
    part = w.part
    return Draft(
        "weekday", "TIME" if part else "DATE", weekday=w.number("weekday", "weekdayish"),
        part=part, rel=rel, running=running,
    )  # fmt: skip


def _today(w: Words) -> Draft:
    if w.has("tonight"):
        return Draft("shift", "TIME", unit="D", part="NI", rel=0)
    count = w.number("today") or 0
    if w.has("before"):
        count -= 1
    elif w.has("later"):
        count += 1
    part = w.part
    return Draft("shift", "TIME" if part else "DATE", unit="D", count=count, part=part, rel=0)


def _relpart(w: Words) -> Draft:
    rel, running = w.rel
    part = w.part
    if rel == -1 and part == "NI" and not running:
        return Draft("shift", "TIME", unit="D", count=-1, part="NI", rel=-1)
    return Draft("shift", "TIME", unit="D", count=rel or 0, part=part, running=running, rel=rel)


def _season(w: Words) -> Draft:
    rel, running = w.rel
    year = w.number("year", "yr2")
    if w.has("bc"):
        year = -int(next(v for n, v in w.pairs if n in DIGITS))
    unit = "Y" if w.has("unit") else ""
    return Draft(
        "season", season=str(w.get("season")), year=year, rel=rel, running=running, unit=unit
    )


def _wordyear(w: Words) -> Draft | None:
    """ "Nineteen ninety-four", "two thousand three"."""
    numbers = [int(v) for n, v in w.pairs if n == "word"]
    first, rest = numbers[0], numbers[1:]
    if first == 2 and rest[0] == 1000 and w.has("unit"):
        return Draft("date", year=2000 + sum(rest[1:]))
    if not 16 <= first <= 20 or not 10 <= sum(rest) <= 99 or rest[0] < 10:
        return None
    if len(rest) == 2 and (rest[0] < 20 or rest[1] > 9):
        return None
    return Draft("date", year=first * 100 + sum(rest))


def _seasonyear(w: Words) -> Draft | None:
    year = _wordyear(w)
    return year and Draft("season", season=str(w.get("season")), year=year.year)


def _dateinwords(w: Words) -> Draft | None:
    """ "February nineteen ninety-four", "March third nineteen ninety-four"."""
    year = _wordyear(Words([p for p in w.pairs if p[0] == "word"]))
    day = _date(Words([p for p in w.pairs if p[0] not in ("word", "hyphen", "comma")]))
    return year and day and replace(day, year=year.year)


def _monthhalf(w: Words) -> Draft | None:
    """ "The second half of May"."""
    half = w.number("ordinal", "nth", "second", "latter") or 0
    if not 1 <= half <= 2:
        return None
    mod = "START" if half == 1 else "END"
    return Draft("date", month=w.number("month", "monthish"), year=w.number("year"), mod=mod)


def _fromnow(w: Words) -> Draft | None:
    count = count_of(w.pairs)
    if count is None:
        return Draft("fixed", value="FUTURE_REF")
    day = w.number("weekday", "weekdayish")
    if day is not None:
        return Draft("weekday", weekday=day, unit=w.unit, count=count)
    if w.unit in ("W", "2W"):  # "two weeks from today" is a day
        return Draft("shift", unit="D", count=count * (7 if w.unit == "W" else 14), rel=1)
    return Draft("shift", unit=w.unit, count=count, rel=1)


def _drop(_: Words) -> Draft:
    return Draft("drop")


def _ago(w: Words) -> Draft:
    count = count_of(w.pairs)
    unit = w.unit
    if count is None:
        return Draft("fixed", value="PAST_REF")
    count += _and_a_half(w)
    return Draft("shift", unit=unit, count=-count, counted=True, rel=-1)


def _and_a_half(w: Words) -> float:
    """Half a unit behind the unit: "a year and a half ago"."""
    unit = next(k for k, (name, _) in enumerate(w.pairs) if name in UNITS)
    return 0.5 if "half" in w.names[unit:] else 0.0


def _beforelast(w: Words) -> Draft | None:
    """ "The week before last", "the night before last", "the weekend after next"."""
    sign, part = (-1 if w.has("before") else 1), w.part
    if ":" in part or (not part and w.unit == "D"):
        return None
    kind = "TIME" if part else "DATE"
    return Draft("shift", kind, unit=w.unit or "D", count=2 * sign, part=part, rel=sign)


def _later(w: Words) -> Draft:
    sign = -1 if w.has("before", "prev", "ago") or w.get("lat") == "START" else 1
    count = count_of(w.pairs)
    if count is None and w.has("ago"):
        return Draft("fixed", value="PAST_REF")  # "years ago", like "some years ago"
    if count is None:
        return Draft("vague", unit=w.unit or "D", running=True, counted=True, rel=sign)
    count += _and_a_half(w) if w.unit else 0
    part = w.part
    return Draft(
        "shift", "TIME" if part else "DATE", unit=w.unit or "D", count=sign * count, part=part,
        running=True, counted=True, rel=sign,
    )  # fmt: skip


def _relunit(w: Words) -> Draft:
    rel, running = w.rel
    unit = w.unit
    if unit in ("TH", "TM", "TS", "ML") or w.has("units", "quarters"):
        plural = w.has("units", "quarters")
        return Draft("duration", "DURATION", period(None if plural else 1, unit), rel=rel or 0)
    the = w.names[0] == "the"
    if the and w.has("last") and unit in ("Y", "M", "DE", "CE", "D", "W"):
        return Draft("duration", "DURATION", period(1, unit), rel=-1)
    if w.has("final"):
        return Draft("fixed", value={"D": "XXXX-XX-XX", "W": "XXXX-WXX"}.get(unit, "XXXX"))
    if unit == "D" and w.has("next"):
        running = True
    if w.has("same", "that"):
        rel, running = 0, True
    return Draft("shift", unit=unit, count=rel or 0, rel=rel, running=running)


def _dayrel(w: Words) -> Draft:
    sign = -1 if w.has("before") or w.get("lat") == "START" else 1
    part = w.part
    unit = w.unit or "D"
    return Draft(
        "shift", "TIME" if part else "DATE", unit=unit, count=sign, part=part, running=True,
        rel=sign, counted=unit == "Y" and w.has("lat"),
    )  # fmt: skip


def _ordunit(w: Words) -> Draft:
    unit = w.unit
    if unit not in ("D",):
        return Draft("drop")
    return Draft("focus", unit="D")


def _decade(w: Words) -> Draft:
    if w.has("decadeword"):
        century = w.number("word") or 19  # "the nineteen eighties"
        return Draft("fixed", value=f"{century}{int(w.number('decadeword') or 0) // 10}")
    year = int(w.number("decade2") or 0)
    if year % 100 == 0 and 0 < year < 2000 and not w.has("bc"):
        return Draft("fixed", value=f"{year // 100:02d}")  # "the 1800s" are a century
    if w.has("bc"):
        return Draft("fixed", value=f"BC{year // 10:03d}")
    return Draft("fixed", value=f"{(year if year > 99 else 1900 + year) // 10:03d}")


def _yearrange(w: Words) -> Draft:
    return Draft("split")


def _theunit(w: Words) -> Draft | None:
    unit = w.unit
    if w.has("bound"):
        if unit not in ("M", "Y"):
            return None
        mod, year = str(w.get("bound")) or None, w.number("year")
        if year is not None:
            return Draft("date", year=year, mod=mod) if unit == "Y" else None
        return Draft("shift", unit=unit, rel=0, mod=mod)
    if unit in ("TH", "TM", "TS"):
        return None
    return Draft("the", unit=unit, rel=0, running=True)


def _ahead(_: Words) -> Draft:
    """ "In the weeks ahead", "years to come"."""
    return Draft("fixed", value="FUTURE_REF")


def _shortyear(w: Words) -> Draft:
    return Draft("shortyear", year=w.number("yr2"))


def _thenow(w: Words) -> Draft | None:
    if w.has("future", "near"):
        return Draft("fixed", value="FUTURE_REF")
    if w.has("present", "being", "moment"):
        return Draft("fixed", value="PRESENT_REF")
    if w.has("last"):
        return Draft("fixed", value="PAST_REF")
    return Draft("drop")


def _daypart(w: Words) -> Draft:
    return Draft("shift", "TIME", unit="D", part=w.part, rel=0, running=True)


def _now(w: Words) -> Draft:
    value = str(w.get("now"))
    return Draft("soon" if value == "FUTURE_REF" else "fixed", value=value)


def _current(w: Words) -> Draft:
    if w.has("current"):
        return Draft("fixed", value="PRESENT_REF")
    return Draft("fixed", value="FUTURE_REF" if w.has("future") else "PAST_REF")


RULES: dict[str, Callable[[Words], Draft | None]] = {
    "age": _drop, "date": _date, "weekof": _weekof, "monthof": _monthof, "relmonth": _relmonth,
    "century": _century, "halfof": reported.halfof, "weekday": _weekday,
    "weekdayset": periods.weekdayset, "today": _today, "relpart": _relpart,
    "quarter": reported.quarter, "yearago": reported.yearago, "dayofmonth": _dayofmonth,
    "monthquarter": reported.monthquarter, "latestperiod": reported.latestperiod,
    "quartercentury": reported.quartercentury, "fiscal": reported.fiscal, "season": _season,
    "season1": _season, "set": periods.repeated, "hours": _hours, "weekin": days.weekin,
    "quarters": reported.quarters, "qn": reported.qn, "rate": periods.rate, "wordyear": _wordyear,
    "seasonyear": _seasonyear, "fromnow": _fromnow, "halfunit": periods.halfunit,
    "longword": periods.longword, "daily": periods.daily, "ago": _ago, "later": _later,
    "nextdur": periods.nextdur, "firstdur": periods.dur, "vaguedur": periods.vaguedur,
    "relunit": _relunit, "dayrel": _dayrel, "ordunit": _ordunit, "decade": _decade,
    "yearrange": _yearrange, "dur": periods.dur, "durs": periods.dur1, "durword": periods.durword,
    "dur1": periods.dur1, "daypart": _daypart, "days": _yearrange, "theunit": _theunit,
    "holiday": days.holiday, "weekdayin": days.weekdayin, "shortyear": _shortyear,
    "thenow": _thenow, "current": _current, "now": _now, "ahead": _ahead, "ortwo": periods.ortwo,
    "dateinwords": _dateinwords, "monthhalf": _monthhalf, "beforelast": _beforelast,
    "centuryago": periods.centuryago, "thesedays": periods.thesedays,
    "sameperiod": reported.sameperiod, "monthspan": reported.monthspan,
    "weekdaynth": days.weekdaynth, "agotoday": days.agotoday,
    "shortdate": days.shortdate,
}  # fmt: skip


def build(rule: str, tokens: Tokens, grammar: TimeGrammar, i: int, j: int) -> Draft | None:
    """The draft of tokens ``i`` to ``j`` by a rule; None when the words are no time after all."""
    names = tokens.classes(grammar, i, j)
    return RULES[rule](Words(list(zip(names, tokens.values(i, j), strict=True))))
