"""Dates of one article that contradict each other, told as notes.

Nothing is decided here: publication and the times keep the values they have, and the reader of the
record learns that another one stands in the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache

from readout.knowledge.time_words import time_grammar
from readout.page.page import Page
from readout.record.types import Note, Published, Time

STEP = "mentions.times"
EARLY, LATE = 3, 1
"""Days that a dateline may lie before publication (a report lies for a while) and behind it (the
clocks of two places)."""
APART = 1
"""Days that the address and the page may differ: the clocks of two places."""

_NAMES = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ADDRESS = re.compile(
    r"/((?:19|20)\d\d)([/_-]?)(0?[1-9]|1[0-2]|[a-z]{3})\2(0?[1-9]|[12]\d|3[01])(?=[/_.?#-]|$)"
)
"""``/2016/11/20/``, ``/2016-11-20-``, ``/20161120.``, ``/2016/nov/20/``."""
_BESIDE = re.compile(r",?[^\S\n]?\(?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def date_conflicts(page: Page, times: Sequence[Time]) -> list[Note]:
    """Notes on dates that cannot all be right: of the dateline and of the address against
    publication, of a weekday against the date it stands by. In text order; linear in ``times``."""
    published = _published(page.published)
    found = [*_address(page, published), *_datelines(page, published, times)]
    return [*found, *_weekdays(page.text, times)]


def _published(told: Published | None) -> date | None:
    return _day(told.value[:10]) if told is not None else None


def _day(value: str) -> date | None:
    if not _DAY.match(value):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        return None


def _source(told: Published | None) -> str:
    """What the date of publication was read from, in a word or two."""
    if told is None:
        return "unknown"
    outside = next((e.where for e in told.evidence if e.where), None)
    return outside or told.method


def _address(page: Page, published: date | None) -> Iterator[Note]:
    told = page.published
    if published is None or page.url is None or told is None or told.method.startswith("url"):
        return
    m = _ADDRESS.search(page.url.lower())
    if m is None:
        return
    month = int(m[3]) if m[3].isdigit() else _month(m[3])
    try:
        day = date(int(m[1]), month, int(m[4]))
    except ValueError:
        return
    if abs((day - published).days) > APART:
        reason = (
            f"the address gives {day} ('{m[0]}'), but publication is {published} "
            f"({_source(told)}), which is kept"
        )
        yield Note(step=STEP, reason=reason, start=None, end=None)


def _month(name: str) -> int:
    """Number of a month by its first three letters; 0 for another word."""
    grammar = time_grammar()
    sign, value = grammar.words.get(name, ("", 0))
    return int(value) if grammar.name.get(sign) in ("month", "monthish") else 0


def _datelines(page: Page, published: date | None, times: Sequence[Time]) -> Iterator[Note]:
    lines = [(b.start, b.end) for b in page.blocks if b.role == "dateline"]
    if published is None or not lines:
        return
    for time in times:
        day = _day(time.value)
        if day is None or not any(a <= time.start and time.end <= b for a, b in lines):
            continue
        behind = (day - published).days
        if behind > LATE or behind < -EARLY:
            shown = page.text[time.start : time.end]
            side = "after" if behind > 0 else "before"
            reason = (
                f"the dateline says '{shown}' ({day}), {abs(behind)} days {side} publication on "
                f"{published} ({_source(page.published)})"
            )
            yield Note(step=STEP, reason=reason, start=time.start, end=time.end)


@cache
def _weekday_words() -> tuple[re.Pattern[str], dict[str, int]]:
    grammar = time_grammar()
    days = {
        word: int(value) for word, (sign, value) in grammar.words.items()
        if grammar.name[sign] in ("weekday", "weekdayish")
    }  # fmt: skip
    longest = sorted(days, key=len, reverse=True)
    return re.compile(rf"\b(?:{'|'.join(longest)})\b", re.IGNORECASE), days


def _weekdays(text: str, times: Sequence[Time]) -> Iterator[Note]:
    """ "Tuesday, March 5" and "Tuesday (March 5)" where that day was a Friday."""
    words, days = _weekday_words()
    earlier: tuple[Time, int] | None = None
    for time in times:
        shown = text[time.start : time.end]
        named = words.findall(shown)
        number = days[named[0].lower()] if len(named) == 1 else None
        start = time.start
        if number is None and earlier and _BESIDE.fullmatch(text, earlier[0].end, time.start):
            if not named and any(c.isdigit() for c in shown) and "T" not in time.value:
                start, number = earlier[0].start, earlier[1]
        elif number is not None:
            earlier = time, number
        day = _day(time.value) if number is not None else None
        if number is None or day is None or day.isoweekday() == number:
            continue
        shown = " ".join(text[start : time.end].replace("(", "").split())
        reason = f"'{shown}' names a {_NAMES[number - 1]}, but {day} is a {_NAMES[day.weekday()]}"
        yield Note(step=STEP, reason=reason, start=start, end=time.end)
        earlier = None
