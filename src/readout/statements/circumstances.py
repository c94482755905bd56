"""How words reached the page: channel, relay, time of saying, and why a name is withheld."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from readout.knowledge.statement_words import (
    channel_lemmas,
    channel_patterns,
    document_channels,
    reason_end,
    reason_pattern,
    reason_triggers,
)
from readout.record.types import Channel, Time
from readout.spans import Span
from readout.statements.draft import Draft
from readout.statements.phrases import NameMap, Speaker, is_outlet
from readout.statements.tree import Run, Tree

_LEAST_REASON = 8
_WORD = re.compile(r"[\w-]+")
_BLANKS = re.compile(r" {2,}")


@dataclass(frozen=True)
class Frame:
    """The words of a statement's sentences that are not its content."""

    low: int
    high: int
    """First word and the word after the last of the sentence that holds cue or source."""
    text: str
    """Code points from ``tree.start[low]`` on, content blanked out."""
    words: frozenset[str]
    """Lower-case words of the frame."""


def frame_of(tree: Tree, draft: Draft, quoted: list[Run]) -> Frame:
    """The frame of a draft: its sentence with all content and quotations blanked."""
    at = draft.head if draft.head >= 0 else (draft.cue or draft.source or draft.content[0])[0]
    low, high = tree.sentence_run(at)
    begin, end = tree.start[low], tree.end[high - 1]
    chars = list(tree.analysis.text[begin:end])
    for a, b in (*draft.content, *quoted):
        x, y = tree.start[a] - begin, tree.end[b - 1] - begin
        if y > 0 and x < len(chars):
            x, y = max(x, 0), min(y, len(chars))
            chars[x:y] = " " * (y - x)
    text = "".join(chars)
    return Frame(low, high, text, frozenset(_WORD.findall(text.lower())))


def channel_of(tree: Tree, draft: Draft, frame: Frame, sourcing: str) -> Channel | None:
    """The channel that the frame of a statement shows, or None."""
    text = _BLANKS.sub(" ", frame.text)
    for kind, words, pattern in channel_patterns():
        if not words.isdisjoint(frame.words) and pattern.search(text):
            return kind  # type: ignore[return-value]
    if draft.head >= 0:
        by_verb = channel_lemmas().get(tree.lemma(draft.head))
        if by_verb:
            return by_verb  # type: ignore[return-value]
    if sourcing == "document" and draft.source:
        return document_channels().get(tree.lemma(tree.top(*draft.source)))  # type: ignore[return-value]
    return None


def relay_of(tree: Tree, names: NameMap, draft: Draft, frame: Frame) -> Run | None:
    """The outlet through which the words came: a name of one in the frame, not the source."""
    i = frame.low
    while i < frame.high:
        if tree.upos[i] == "PROPN" or names.of[i]:
            first = i
            while (
                i < frame.high
                and (tree.upos[i] == "PROPN" or names.of[i])
                and tree.words[i] not in ("'s", "’s")
            ):
                i += 1
            run = first, i
            if _is_relay(tree, names, draft, run, frame):
                if first > frame.low and tree.lower[first - 1] == "the":
                    run = first - 1, i
                return run
            continue
        i += 1
    return None


def _is_relay(tree: Tree, names: NameMap, draft: Draft, run: Run, frame: Frame) -> bool:
    for a, b in draft.content:
        if run[0] < b and a < run[1]:
            return False
    if draft.source and run[0] < draft.source[1] and draft.source[0] < run[1]:
        return False
    if is_outlet(tree.analysis.quote(*run)):
        return True
    if names.of[run[0]] in ("person", "gpe", "location") or names.of[run[1] - 1] == "person":
        return False
    before = tree.lower[max(frame.low, run[0] - 3) : run[0]]
    if before and before[-1] == "the":
        before = before[:-1]
    return bool(before) and bool(
        before[-1] in ("told", "tells")
        or (before[-1] in ("with", "to") and before[-2:-1] in (["interview"], ["interviews"]))
        or (
            before[-1] == "by"
            and before[-2:-1]
            and before[-2] in ("reported", "quoted", "carried", "cited", "published", "broadcast")
        )
    )


def said_at(tree: Tree, draft: Draft, frame: Frame, times: list[Time]) -> str | None:
    """Id of the time of saying: a point in time in the frame, outside the content, near the cue."""
    if not times or draft.cue is None:
        return None
    begin, end = tree.start[frame.low], tree.end[frame.high - 1]
    first = bisect_left(times, begin, key=lambda t: t.start)
    after = bisect_right(times, end, key=lambda t: t.start)
    held = [tree.span(r) for r in (*draft.content, *([draft.source] if draft.source else []))]
    cue = tree.span(draft.cue)
    best: tuple[int, str] | None = None
    for time in times[first:after]:
        if time.type not in ("DATE", "TIME") or any(
            a < time.end and time.start < b for a, b in held
        ):
            continue
        gap = max(time.start - cue[1], cue[0] - time.end, 0)
        if gap <= 60 and (best is None or gap < best[0]):
            best = gap, time.id
    return best[1] if best else None


def reason_of(tree: Tree, draft: Draft, speaker: Speaker, frame: Frame) -> Span | None:
    """Why the speaker is not named: in the sentence, else in its neighbours where they go on about
    the same person."""
    if not speaker.anonymous:
        return None
    for low, high in _near(tree, frame):
        begin, end = tree.start[low], tree.end[high - 1]
        own = low == frame.low
        words = frame.words if own else frozenset(tree.lower[low:high])
        if words.isdisjoint(reason_triggers()):
            continue
        text = frame.text if own else tree.analysis.text[begin:end]
        found = reason_pattern().search(text)
        if found and len(found["reason"].strip()) >= _LEAST_REASON:
            a, b = found.span("reason")
            cut = reason_end().search(text, a, b)
            trimmed = text[a : cut.start() if cut else b].rstrip(" ,—–-")
            return Span(begin + a, begin + a + len(trimmed))
    return None


_GOES_ON = frozenset("he she they the both all neither each who none".split())


def _near(tree: Tree, frame: Frame) -> list[Run]:
    """The sentence itself, and the next one of the block where it goes on about somebody."""
    block = tree.analysis.block
    out = [(frame.low, frame.high)]
    after = frame.high
    if after < len(tree) and block[after] == block[frame.low] and tree.lower[after] in _GOES_ON:
        out.append(tree.sentence_run(after))
    return out
