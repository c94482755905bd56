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
_DEEDS = frozenset("AID ASSAULT COERCE COOPERATE MOBILIZE PROTEST RETREAT SANCTION".split())
"""Types of what is done and not only said. What people say about a happening they may say on
another day."""
_ABOUT_DEEDS = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN"))
"""Acts of words about others' deeds, which lie before them or after."""
_MEETINGS = frozenset(("CONSULT",))
"""What is done by talking: on the day of the story, but no deed that is denied later."""
_HAVE = frozenset("have has had having 've ’ve 'd ’d".split())
_NOW = frozenset("have has 've ’ve".split())
"""What is told with these may have been done at any time until now: "has since *cut*"."""
_BEFORE_THEN = frozenset("since by until till from back than and even".split())
_SHORT = frozenset("hour hours minute minutes moments seconds".split())
_MEANWHILE = (["even", "as"], ["shortly", "afterwards"], ["soon", "afterwards"], ["soon", "after"])
_STEP = 4
"""Sentences at most from an act that "then" goes on from; a quotation may stand between."""
_OPENING = 3
"""Paragraphs in which the act of a headline is told again."""


_UNITS = frozenset(("day", "week", "month", "year"))
_DEEP = 12
"""Words up which the tree is followed."""


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
    day = _StoryDay(times, lead)
    deeds: dict[str, str] = {}
    out: list[Event] = []
    last: tuple[int, int, str] | None = None
    words_in = -1
    """The sentence whose last act with a time was one of words about another."""
    for event in events:
        at = event.trigger.start
        number = bisect_right(starts, at) - 1
        role = blocks[number].role if number >= 0 else None
        if role == "paragraph" and lead is not None and at < lead.start:
            role = "headline"
        sentence = _sentence(analysis, at)
        own = event.time in times and _is_below(analysis, times[event.time or ""].start, at)
        if event.time in times and not own and _days_apart(analysis, at):
            event = msgspec.structs.replace(event, time=None)
        if event.time is not None:
            if event.time in times and _goes_on(event) and not _describes(analysis, at):
                last = (number, sentence, event.time)
                words_in = sentence if event.type in _ABOUT_DEEDS else -1
        elif role == "headline" and lead is not None:
            then = _of_lead(event, events, analysis, times, blocks)
            event = msgspec.structs.replace(event, time=then)
        elif event.status in _TOLD and not event.background and _past(analysis, at):
            told = only.get(sentence - 1)
            if _perfect(analysis, at, _NOW) or _days_apart(analysis, at):
                told_at: str | None = None
            elif event.type in _DEEDS and _reported(analysis, at) and _perfect(analysis, at):
                # "Admitted on Tuesday that they *had hit* a school": before it was said.
                told_at = deeds.get(event.type or "")
            elif words_in == sentence and event.type in _DEEDS:
                told_at = deeds.get(event.type or "")  # "on Monday accused them of *shelling*"
            elif last is not None and last[0] == number and 0 <= sentence - last[1] <= 1:
                told_at = last[2]
            elif told is not None and number >= 0 and told.start >= starts[number]:
                told_at = told.id
            elif last is not None and 0 <= sentence - last[1] <= _STEP and _then(analysis, at):
                told_at = last[2]
            elif event.status == "denied" and event.type in _DEEDS:
                told_at = deeds.get(event.type or "")
            elif event.type not in _DEEDS | _MEETINGS or _perfect(analysis, at):
                told_at = None
            else:
                told_at = day.at(at) if _goes_on(event) else None
            if told_at is not None:
                event = msgspec.structs.replace(event, time=told_at)
                last = (number, sentence, told_at)
        if _goes_on(event) and event.time in times:
            day.tell(event)
            if event.type in _DEEDS:
                deeds[event.type or ""] = event.time
        out.append(event)
    return out


class _StoryDay:
    """The day of the first act of the first paragraph, until another time is named."""

    def __init__(self, times: dict[str, Time], lead: Block | None) -> None:
        self._times, self._lead = times, lead
        self._day: str | None = None
        self._until = 0

    def tell(self, event: Event) -> None:
        """Goes on over an act with a time."""
        lead = self._lead
        if self._day is not None or lead is None or event.time is None:
            return
        value = self._times[event.time].value or ""
        # The act of a headline has its time from the first paragraph.
        at = event.trigger.start, self._times[event.time].start
        if not any(lead.start <= one < lead.end for one in at) or not _DAY.match(value):
            return
        self._day = event.time
        others = (
            t.start
            for t in self._times.values()
            if t.start >= lead.end and not (t.value or "").startswith((value[:10], "P", "F"))
        )
        self._until = min(others, default=-1)

    def at(self, start: int) -> str | None:
        """The day for an act that stands at a code point; None where the story has moved on."""
        lead = self._lead
        if lead is None or start < lead.end:
            return None
        return self._day if self._until < 0 or start < self._until else None


def _then(analysis: Analysis, at: int) -> bool:
    """Whether the sentence goes on from the one before: "then", "within an hour"."""
    word = max(int(analysis.start.searchsorted(at, side="right")) - 1, 0)
    s = analysis.sentence_of(word)
    first, after = int(analysis.sentences[s]), int(analysis.sentences[s + 1])
    words = [analysis.word(k).lower() for k in range(first, after)]
    if words[:1] == ["within"] and _SHORT.intersection(words[1:4]):
        return True
    if words[:2] in _MEANWHILE or (words[1:2] == ["later"] and words[0] in _SHORT):
        return True
    return any(
        one == "then"
        and (k == 0 or words[k - 1] not in _BEFORE_THEN)
        and abs(first + k - word) <= 2
        for k, one in enumerate(words)
    )


def _perfect(analysis: Analysis, at: int, words: Container[str] = _HAVE) -> bool:
    """Whether the verb at an offset is told as done at some time before: "have taken"."""
    word = max(int(analysis.start.searchsorted(at, side="right")) - 1, 0)
    return any(
        int(analysis.head[k]) == word and analysis.word(k).lower() in words
        for k in range(max(0, word - 4), word)
    )


def _reported(analysis: Analysis, at: int) -> bool:
    """Whether the verb at an offset is what somebody says or admits."""
    word = max(int(analysis.start.searchsorted(at, side="right")) - 1, 0)
    relation: str = analysis.labels.deprel[analysis.deprel[word]]
    return relation == "ccomp"


def _only(times: Iterable[Time], analysis: Analysis) -> dict[int, Time]:
    """Of each sentence with a single day or hour that one, unless it only describes somebody: "the
    soldiers, captured on *Monday*, are well"."""
    found: dict[int, list[Time]] = {}
    for time in times:
        found.setdefault(_sentence(analysis, time.start), []).append(time)
    return {
        number: some[0]
        for number, some in found.items()
        if len(some) == 1
        and _DAY.match(some[0].value or "")
        and not _describes(analysis, some[0].start)
    }


def _describes(analysis: Analysis, at: int) -> bool:
    """Whether the word at an offset stands in a clause that describes a noun."""
    word = max(int(analysis.start.searchsorted(at, side="right")) - 1, 0)
    for _ in range(_DEEP):
        if word < 0:
            return False
        if analysis.labels.deprel[analysis.deprel[word]].startswith("acl"):
            return True
        tag = analysis.labels.xpos[analysis.xpos[word]]
        bare = not (_has(analysis, word, "aux") or _has(analysis, word, "nsubj"))
        cut = word > 0 and analysis.lists.low[word - 1] == ","
        if bare and (tag == "VBN" or (tag == "VBD" and cut)):
            return True  # "captured on Monday", whatever the tree makes of it
        word = int(analysis.head[word])
    return False


def _has(analysis: Analysis, word: int, relation: str) -> bool:
    labels = analysis.labels
    return any(
        labels.deprel[analysis.deprel[k]].startswith(relation)
        for k in analysis.lists.children[word]
    )


def _is_below(analysis: Analysis, start: int, at: int) -> bool:
    """Whether the word at an offset is governed by the one at another."""
    word, top = (max(int(analysis.start.searchsorted(k, side="right")) - 1, 0) for k in (start, at))
    for _ in range(_DEEP):
        if word in (top, -1):
            break
        word = int(analysis.head[word])
    return word == top


def _days_apart(analysis: Analysis, at: int) -> bool:
    """Whether a verb is said to lie days before or after the one above: "two days *after* he
    threatened"."""
    word = max(int(analysis.start.searchsorted(at, side="right")) - 1, 0)
    low = analysis.lists.low
    return any(
        k > 0 and low[k] in ("after", "before") and low[k - 1].rstrip("s") in _UNITS
        for k in analysis.lists.children[word]
    )


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


def _opening(blocks: Sequence[Block]) -> list[Block]:
    """The first paragraphs of the story, behind its dateline: what stands before is a headline."""
    dateline = next((k for k, b in enumerate(blocks) if b.role == "dateline"), 0)
    return [b for b in blocks[dateline:] if b.role == "paragraph"][:_OPENING]


def _lead(blocks: Sequence[Block]) -> Block | None:
    return next(iter(_opening(blocks)), None)


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
    blocks: Sequence[Block],
) -> str | None:
    """The time of the act of the same type in the story's first sentence, or else in its first
    paragraphs; or the only time of the first sentence."""
    opening = _opening(blocks)
    told = headline.status in _TOLD
    if not opening:
        return None
    word = int(analysis.start.searchsorted(opening[0].start))
    if word >= len(analysis):
        return None
    s = analysis.sentence_of(word)
    first = int(analysis.start[word]), int(analysis.end[int(analysis.sentences[s + 1]) - 1])
    for start, end in (first, (opening[0].start, opening[-1].end)):
        for event in events:
            here = start <= event.trigger.start < end
            # "Chiefs *meet*" is often read as planned; the story says that they *met*.
            same = told or event.trigger.lemma == headline.trigger.lemma
            if not here or not same or event.type != headline.type:
                continue
            if _goes_on(event) and event.time in times:
                return event.time
    if not told:
        return None
    there = [t.id for t in times.values() if first[0] <= t.start < first[1]]
    return there[0] if len(there) == 1 else None
