"""The time of an act in a sentence that names none: that of the story around it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Container, Iterable, Sequence

import msgspec

from readout.language.analysis import Analysis
from readout.mentions.mentions import Mentions
from readout.record.types import Block, Event, Time

_POINTS = frozenset(("DATE", "TIME"))
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_TOLD = frozenset(("occurred", "ongoing", "denied", "unknown"))
"""Statuses of what lies before the article."""


def in_time(
    events: Sequence[Event], analysis: Analysis, mentions: Mentions, blocks: Sequence[Block]
) -> list[Event]:
    """The events in their order, with a time for those whose sentence has none.

    A headline tells what the first sentence of the story tells: its acts have the time of the act
    of their type there, else the sentence's only time. An act that the story goes on with, in the
    same paragraph and right behind an act with a time, happened then too, unless it is history,
    or not told in the past (the temporal default of narrative; Dowty 1986).
    """
    times = {t.id: t for t in mentions.times if t.type in _POINTS}
    only = _only(times.values(), analysis)
    starts = [b.start for b in blocks]
    lead = _lead(blocks)
    out: list[Event] = []
    last: tuple[int, int, str] | None = None
    for event in events:
        at = event.trigger.start
        number = bisect_right(starts, at) - 1
        role = blocks[number].role if number >= 0 else None
        sentence = _sentence(analysis, at)
        if event.time is not None:
            if event.time in times and _goes_on(event):
                last = (number, sentence, event.time)
        elif role == "headline" and lead is not None:
            then = _of_lead(event, events, analysis, times, lead)
            event = msgspec.structs.replace(event, time=then)
        elif event.status in _TOLD and not event.background and _past(analysis, at):
            told = only.get(sentence - 1)
            if last is not None and last[0] == number and 0 <= sentence - last[1] <= 1:
                told_at: str | None = last[2]
            elif told is not None and number >= 0 and told.start >= starts[number]:
                told_at = told.id
            else:
                told_at = None
            if told_at is not None:
                event = msgspec.structs.replace(event, time=told_at)
                last = (number, sentence, told_at)
        out.append(event)
    return out


def _only(times: Iterable[Time], analysis: Analysis) -> dict[int, Time]:
    """Of each sentence with a single day or hour that one."""
    found: dict[int, list[Time]] = {}
    for time in times:
        found.setdefault(_sentence(analysis, time.start), []).append(time)
    return {
        number: some[0]
        for number, some in found.items()
        if len(some) == 1 and _DAY.match(some[0].value or "")
    }


def with_history(
    events: Sequence[Event], analysis: Analysis, blocks: Sequence[Block], recent: Container[str]
) -> list[Event]:
    """The events in their order; what a paragraph tells right behind history, in the past and
    without a time of its own among the ``recent`` ones, is history too."""
    starts = [b.start for b in blocks]
    out: list[Event] = []
    last: tuple[int, int] | None = None
    for event in events:
        at = event.trigger.start
        here = bisect_right(starts, at) - 1, _sentence(analysis, at)
        follows = last is not None and last[0] == here[0] and here[1] - last[1] <= 1
        if (
            follows
            and event.status == "occurred"
            and event.time not in recent
            and _past(analysis, at)
        ):
            event = msgspec.structs.replace(event, background=True)
        if event.background:
            last = here
        out.append(event)
    return out


def _goes_on(event: Event) -> bool:
    return event.status == "occurred" and not event.background


def _lead(blocks: Sequence[Block]) -> Block | None:
    return next((b for b in blocks if b.role == "paragraph"), None)


def _sentence(analysis: Analysis, at: int) -> int:
    word = int(analysis.start.searchsorted(at, side="right")) - 1
    return analysis.sentence_of(max(word, 0))


def _past(analysis: Analysis, at: int) -> bool:
    """Whether the word at an offset is a verb in the past or a participle."""
    word = max(int(analysis.start.searchsorted(at, side="right")) - 1, 0)
    return analysis.labels.xpos[analysis.xpos[word]] in ("VBD", "VBN", "VBG")


def _of_lead(
    headline: Event,
    events: Sequence[Event],
    analysis: Analysis,
    times: dict[str, Time],
    lead: Block,
) -> str | None:
    """The time of the act of the same type in the story's first sentence, or its only time."""
    if headline.status not in _TOLD:
        return None
    word = int(analysis.start.searchsorted(lead.start))
    if word >= len(analysis):
        return None
    s = analysis.sentence_of(word)
    span = int(analysis.start[word]), int(analysis.end[int(analysis.sentences[s + 1]) - 1])
    for event in events:
        here = span[0] <= event.trigger.start < span[1]
        if here and event.type == headline.type and event.time in times:
            return event.time
    there = [t.id for t in times.values() if span[0] <= t.start < span[1]]
    return there[0] if len(there) == 1 else None
