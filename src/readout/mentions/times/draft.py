"""A time as its words have it, before it is set against a date."""

from __future__ import annotations

import msgspec


class Draft(msgspec.Struct, frozen=True):
    """What a rule reads from the words of one time. ``op`` says how it is resolved."""

    op: str
    type: str = "DATE"
    value: str = ""
    """The value, or for a relative one the value when nothing is known to set it against."""
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    part: str = ""
    """TIMEX3 part of the day ("MO") or hour ("10:35")."""
    season: str = ""
    quarter: int | None = None
    unit: str = ""
    count: float = 0
    counted: bool = False
    """Whether the words say how many units: "two weeks ago", not "last week"."""
    rel: int | None = None
    """-1 before, 0 in, 1 after what it is set against; None when the words do not say."""
    running: bool = False
    """Set against the time told last ("that day"), not against publication ("this week")."""
    compared: bool = False
    """Whether a figure is compared with one of then: "from a year earlier"."""
    aside: bool = False
    """Whether it only says since when: "the first since 1862"."""
    off: int = 0
    """Days from the day that the words behind tell: -1 of "the day before Christmas"."""
    mod: str | None = None
    quant: str | None = None
    freq: str | None = None
    start: int = 0
    end: int = 0
    token: int = 0
    """Number of its last token, where its tense is asked for."""


def checked(draft: Draft) -> Draft | None:
    """The draft when its month and day are ones."""
    if draft.month is not None and not 1 <= draft.month <= 12:
        return None
    if draft.day is not None:
        longest = 30 if draft.month in (4, 6, 9, 11) else 29 if draft.month == 2 else 31
        if not 1 <= draft.day <= longest:
            return None
    return draft
