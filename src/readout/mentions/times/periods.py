"""Rules of the time grammar for durations and sets: how long, and how often."""

from __future__ import annotations

from readout.mentions.times.draft import Draft
from readout.mentions.times.words import REL, Words, count_of, period


def weekdayset(w: Words) -> Draft:
    day, part = w.number("weekday", "weekdays", "weekdayish"), w.part
    quant = "EACH" if w.has("each") else None
    return Draft("fixed", "SET", f"XXXX-WXX-{day}" + (f"T{part}" if part else ""), quant=quant)


def repeated(w: Words) -> Draft:
    quant = "EACH"
    if w.has("part"):
        return Draft("fixed", "SET", f"XXXX-XX-XXT{w.part}", quant=quant)
    if w.has("season"):
        return Draft("fixed", "SET", f"XXXX-{w.get('season')}", quant=quant)
    if w.has("time"):
        return Draft("drop")
    count = count_of([p for p in w.pairs if p[0] != "ordinal"])
    if w.has("full", "ordinal") and count is None:
        count = 2.0  # every other, every second
    vague = count is None and w.has("vague")
    return Draft("fixed", "SET", period(None if vague else count or 1, w.unit), quant=quant)


def daily(w: Words) -> Draft:
    return Draft("fixed", "SET", str(w.get("daily")), freq="1X")


def rate(w: Words) -> Draft:
    """ "Per day", "twice a week", "three times a year"."""
    times = w.number("once") or (count_of(w.pairs[:1]) if w.has("times") else None)
    quant = None if times else "EACH"
    return Draft(
        "fixed", "SET", period(1, w.unit), quant=quant, freq=f"{int(times)}X" if times else None
    )


def nextdur(w: Words) -> Draft:
    rel = next((int(v) for n, v in w.pairs if n in REL or n in ("recent", "final")), 0)
    body = [p for p in w.pairs if p[0] not in ("the", "full")]
    value = period(count_of(body), w.unit)
    return Draft("duration", "DURATION", value, rel=rel)


def vaguedur(w: Words) -> Draft:
    forward = w.has("next", "future")
    if w.has("following", "previous", "last"):
        return Draft("duration", "DURATION", period(None, w.unit), rel=1 if forward else -1)
    return Draft("fixed", value="FUTURE_REF" if forward else "PAST_REF")


def dur(w: Words) -> Draft | None:
    unit = w.unit
    if (
        unit == "Q"
        and w.has("hyphen", "word")
        and (w.has("quarters") or w.names[1:2] == ["hyphen"])
    ):
        return None  # "three-quarters of its food", "one-quarter to one-third"
    count = count_of(w.pairs)
    if count is not None and w.names[-2:] == ["a", "half"]:
        count = int(count) + 0.5  # "a year and a half"
    return Draft("duration", "DURATION", period(count, unit))


def centuryago(w: Words) -> Draft:
    """ "A quarter-century ago", "a half-century later"."""
    sign = 1 if w.get("lat") == "END" else -1
    count = sign * (50 if w.has("half") else 25)
    return Draft("shift", unit="Y", count=count, running=not w.has("ago"), counted=True, rel=sign)


def ortwo(w: Words) -> Draft:
    """ "A day or two", "the next week or two", "a year or two ago"."""
    if w.has("ago"):
        return Draft("fixed", value="PAST_REF")
    rel = next((int(v) for n, v in w.pairs if n in REL or n == "recent"), 0)
    return Draft("duration", "DURATION", period(None, w.unit), rel=rel)


def thesedays(w: Words) -> Draft:
    """ "These days" are now; "these weeks" last some weeks."""
    if w.unit == "D":
        return Draft("fixed", value="PRESENT_REF")
    return Draft("duration", "DURATION", period(None, w.unit), rel=0)


def dur1(w: Words) -> Draft:
    return Draft("duration", "DURATION", period(None, w.unit))


def durword(w: Words) -> Draft:
    return Draft("duration", "DURATION", period(None if w.has("units") else 1, w.unit))


def halfunit(w: Words) -> Draft:
    return Draft("duration", "DURATION", period(0.5, w.unit))


def longword(w: Words) -> Draft:
    return Draft("duration", "DURATION", str(w.get("longword")))
