"""Rules of the time grammar for what companies report on: quarters, halves, fiscal years."""

from __future__ import annotations

from readout.mentions.times.draft import Draft
from readout.mentions.times.words import UNITS, Words


def halfof(w: Words) -> Draft | None:
    number = 1 if w.has("ordinal") and w.get("ordinal") == 1 else 2
    if w.has("ordinal", "nth", "second") and (w.number("ordinal", "nth", "second") or 0) > 2:
        return None
    rel, running = w.rel
    if w.has("unit") and w.unit not in ("Y", ""):  # "the latter half of the decade"
        mod = "START" if number == 1 else "END"
        op = "within" if rel is None else "shift"
        return Draft(op, unit=w.unit, count=rel or 0, rel=rel or 0, running=running, mod=mod)
    bare = not w.has("year", "unit")
    return Draft(
        "half", quarter=number, year=w.number("year"), rel=rel,
        running=running or w.rel[0] is None, unit="" if bare else "Y",
    )  # fmt: skip


def quarter(w: Words) -> Draft | None:
    number = w.number("ordinal", "nth", "second")
    if number is None or not 1 <= number <= 4:
        return None
    rel, running = w.rel
    unit = "Y" if w.has("unit") else ""
    if rel is None and w.has("fiscal"):
        rel = -1  # whatever months it has, it is the one reported
    return Draft(
        "quarter", quarter=number, year=w.number("year"), rel=rel, running=running, unit=unit
    )


def yearago(w: Words) -> Draft | None:
    if w.unit != "Y":
        return None
    number = w.number("ordinal", "nth", "second")
    return Draft("yearago", quarter=number, unit="Q" if w.has("quarter", "period") else "")


def sameperiod(w: Words) -> Draft | None:
    """ "The same period last year", "the comparable quarter a year ago", "the 1988 quarter"."""
    if w.has("year"):
        unit = "Q" if w.has("quarter") else ""
        return Draft("sameperiod", unit=unit, year=w.number("year"), running=True)
    units = [str(v) for n, v in w.pairs if n in UNITS]
    if units[-1] != "Y" or (len(units) > 1 and units[0] not in ("Q", "M", "W")):
        return None
    unit = "" if w.has("period") else units[0]
    return Draft("sameperiod", unit=unit, rel=-1, running=True)


def monthquarter(w: Words) -> Draft:
    """ "The June quarter" is the one that ends in June."""
    month = w.number("month", "monthish") or 1
    rel, running = w.rel
    return Draft(
        "quarter", quarter=(month + 2) // 3, year=w.number("year"), rel=rel, running=running,
        unit="Y" if w.has("unit") else "",
    )  # fmt: skip


def monthspan(w: Words) -> Draft:
    """ "The July-September quarter"; "the October-March period" is two months."""
    first, last = (int(v) for n, v in w.pairs if n in ("month", "monthish"))
    if last % 3 or last - first != 2:
        return Draft("split")
    return Draft("quarter", quarter=last // 3)


def latestperiod(_: Words) -> Draft:
    return Draft("the", unit="Q", rel=0, running=True)


def quartercentury(_: Words) -> Draft:
    return Draft("duration", "DURATION", "P25Y")


def quarters(_: Words) -> Draft:
    return Draft("split")


def qn(w: Words) -> Draft:
    return Draft("quarter", quarter=w.number("qn"), year=w.number("year"))


def fiscal(w: Words) -> Draft:
    year = w.number("year")
    if year is not None:
        return Draft("fixed", value=f"{year:04d}")
    if w.has("yr2"):
        return Draft("shortyear", year=w.number("yr2"))
    return Draft("shift", unit="Y", count=w.rel[0] or 0, rel=w.rel[0])
