"""Numbers within claims: whom they count, and within which bounds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from readout.accounts.wording import Word, stem
from readout.knowledge.account_words import words
from readout.record.types import Place, Time

CASUALTIES = ("killed", "injured", "missing", "detained", "displaced")
"""Kinds of quantity that make up an account's ranges."""


_PARTS = {"half": 0.5, "third": 1 / 3, "thirds": 1 / 3, "quarter": 0.25, "quarters": 0.25}
_TIMES = {"a": 1, "one": 1, "two": 2, "three": 3}
_LENGTH = re.compile(
    r"P(?:([\d.]+)Y)?(?:([\d.]+)M)?(?:([\d.]+)W)?(?:([\d.]+)D)?(?:T(?:([\d.]+)H)?(?:([\d.]+)M)?)?"
)
_MINUTES = (525_600, 43_800, 10_080, 1_440, 60, 1)


_POLICE = frozenset(("police", "policeman", "policemen", "policewomen"))


@dataclass(frozen=True)
class Amount:
    """A number within a claim, with whom it counts when that is told."""

    id: str
    kind: str
    unit: str | None
    low: float | None
    high: float | None
    approximate: bool
    whose: str | None
    where: Place | None = None
    """Where the event is told to have happened that the number is of."""


def people(unit: str | None) -> str | None:
    """Who is counted, roughly: "combatant", "civilian", "police", another common form, None for
    anybody."""
    if not unit:
        return None
    last = unit.lower().split()[-1]
    if last in _POLICE:
        return "police"
    for kind in ("anybody", "combatant", "civilian"):
        if last in words(f"{kind}s"):
            return None if kind == "anybody" else kind
    return stem(last)


def nobody(said: list[Word], subject: str | None) -> Iterator[Amount]:
    """ "No civilians were hurt", "suffered no losses": a count of nought, which the text tells
    without a number."""
    for at, word in enumerate(said):
        if word.lower not in ("no", "nobody", "none"):
            continue
        after = [w.lower for w in said[at + 1 : at + 6]]
        for kind in ("killed", "injured"):
            if any(w in words(f"{kind}_words") for w in after):
                who = people(after[0]) if word.lower == "no" else None
                lost = after[:1] in (["losses"], ["casualties"], ["deaths"], ["injuries"])
                yield Amount(
                    id="",
                    kind=kind,
                    unit=None if lost else who,
                    low=0.0,
                    high=0.0,
                    approximate=False,
                    whose=subject if lost else None,
                )


def shares(said: list[Word]) -> Iterator[Amount]:
    """ "Half", "a third", "two thirds": rough percentages that the text tells without a number."""
    for before, word in zip([None, *said], said, strict=False):
        part = _PARTS.get(word.lower)
        if part is None or (before is None and word.lower in ("third", "quarter")):
            continue
        many = 1
        if before is not None and word.lower not in ("half",):
            if before.lower not in _TIMES:
                continue
            many = _TIMES[before.lower]
        value = round(100 * many * part)
        yield Amount("", "other", stem("percent"), value, value, approximate=True, whose=None)


def lengths(times: Iterable[Time]) -> Iterator[Amount]:
    """Durations in minutes: "for twenty minutes"."""
    for time in times:
        match = _LENGTH.fullmatch(time.value or "") if time.type == "DURATION" else None
        if match is None or not any(match.groups()):
            continue
        minutes = sum(
            float(n) * size for n, size in zip(match.groups(), _MINUTES, strict=True) if n
        )
        yield Amount(time.id, "duration", None, minutes, minutes, approximate=True, whose=None)


def bounds(amounts: Iterable[Amount]) -> dict[str, tuple[float | None, float | None]]:
    """The range that amounts of each kind span, casualties alone."""
    out: dict[str, tuple[float | None, float | None]] = {}
    for amount in amounts:
        if amount.kind not in CASUALTIES or (amount.low is None and amount.high is None):
            continue
        low, high = amount.low, amount.high
        if amount.kind in out:
            was = out[amount.kind]
            low = None if low is None or was[0] is None else min(low, was[0])
            high = None if high is None or was[1] is None else max(high, was[1])
        out[amount.kind] = low, high
    return out
