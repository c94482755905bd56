"""Times that share what only one of them says: a year of two days, a day of an hour."""

from __future__ import annotations

import re

from msgspec.structs import replace

from readout.mentions.times.draft import Draft

_LINK = re.compile(r"\s*(?:[-–—]|to|and|through|until|or)\s*(?:the\s+)?", re.IGNORECASE)
_UNTIL = re.compile(r"\s*(?:[-–—]|to|through|until)\s*", re.IGNORECASE)
_ENDED = re.compile(r"\s(?:that\s)?(ended|ending|ends)\s(?:(?:on|in)\s)?")
_OF_HOUR = re.compile(
    r"\)?(?:\s(?:local|[A-Z][\w.]{1,20}(?:\s[A-Z]\w{1,20})?)\stime)?(?:\s?\([^()\n]{0,30}\)|\s?\()?,?"
    r"\s?(?:on\s)?(?:the\s)?"
)
"""Between an hour and its day: "at 9 a.m. Baghdad time (0600 GMT) on Friday"."""


def joined(text: str, drafts: list[Draft]) -> list[Draft]:
    """The drafts, those that lean on the one behind them completed from it."""
    out = list(drafts)
    for k in range(len(out) - 1):
        one, two = out[k], out[k + 1]
        if (
            _day(one)
            and one.op != "date"
            and two.op == "weekday"
            and two.rel is None
            and not two.running
        ):
            if _UNTIL.fullmatch(text, one.end, two.start):
                out[k + 1] = replace(two, running=True, rel=1)
            continue
        if one.op == "weekday" and two.type == "SET" and two.value.startswith("XXXX-WXX-"):
            # "On Monday and Tuesday nights".
            if one.rel is None and not one.part and _LINK.fullmatch(text, one.end, two.start):
                value = f"XXXX-WXX-{one.weekday}{two.value[10:]}"
                out[k] = replace(one, op="fixed", type="SET", value=value)
            continue
        if one.op == "the" and one.unit == "Q" and two.op == "date" and two.month:
            if link := _ENDED.fullmatch(text, one.end, two.start):
                out[k] = replace(
                    one, op="quarter", quarter=(two.month + 2) // 3, year=two.year, running=False,
                    rel=-1 if link[1] == "ended" else None, unit="",
                )  # fmt: skip
            continue
        if one.op != "date" or two.op != "date" or not (one.month and two.month and two.year):
            continue
        if one.year is None and one.rel is None and _LINK.fullmatch(text, one.end, two.start):
            # "21 March to 21 June 1952": the first day lies in the year of the second.
            out[k] = replace(one, year=two.year - (one.month > two.month))
    for k in range(len(out) - 2, -1, -1):
        one, two = out[k], out[k + 1]
        if _beside(one, two, text[one.end : two.start]):
            out[k] = replace(
                two, type=one.type, part=one.part, mod=one.mod, start=one.start, end=one.end,
                off=one.rel or 0, token=two.token,
            )  # fmt: skip
            continue
        if not (_hour(one) and _day(two)):
            continue
        if _OF_HOUR.fullmatch(text, one.end, two.start) or (
            two.part and _LINK.fullmatch(text, one.end, two.start)  # "9 a.m. to 5 p.m. on Tuesday"
        ):
            out[k] = replace(
                two, type="TIME", part=one.part, mod=one.mod, start=one.start, end=one.end,
                token=one.token,
            )  # fmt: skip
    return out


def _beside(one: Draft, two: Draft, between: str) -> bool:
    """ "The day before last Tuesday": a day counted from the one that is told right behind it."""
    counted = one.op == "shift" and one.running and one.unit == "D" and one.rel in (-1, 1)
    return counted and not one.counted and between.isspace() and (_day(two) or two.op == "holiday")


def _hour(draft: Draft) -> bool:
    """Whether a draft is an hour without a day."""
    return draft.op == "shift" and draft.running and ":" in draft.part and not draft.count


def _day(draft: Draft) -> bool:
    if draft.op == "date":
        return draft.day is not None
    return draft.op == "weekday" or (
        draft.op == "shift" and draft.unit == "D" and draft.rel == 0 and not draft.running
    )
