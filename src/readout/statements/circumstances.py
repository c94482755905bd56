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
_TOLD = frozenset(("told", "tells", "telling"))
_CARRIED = frozenset(("reported", "quoted", "carried", "cited", "published", "broadcast", "aired"))
_SEEN = frozenset(("seen", "obtained", "reviewed", "viewed"))
_JOINS = frozenset("de del della di da do dos des du van von der of al el la".split())
_NOT_TOLD = frozenset(("spoken", "briefing", "court"))
"""Channels of words told to a body and not to an outlet."""
_ARTICLES = frozenset("De Der Die Das Le La Les El Los Las Il Al O A Het Den".split())
_NO_OUTLET = frozenset(("person", "gpe", "location", "group", "facility"))
_PLACES = frozenset(("gpe", "location"))
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
    text = _blanked(tree, low, high, [*draft.content, *quoted])
    return Frame(low, high, text, frozenset(_WORD.findall(text.lower())))


def _blanked(tree: Tree, low: int, high: int, runs: list[Run]) -> str:
    """The text of words ``low`` to ``high`` with the words of some runs as blanks."""
    begin, end = tree.start[low], tree.end[high - 1]
    chars = list(tree.analysis.text[begin:end])
    for a, b in runs:
        x, y = tree.start[a] - begin, tree.end[b - 1] - begin
        if y > 0 and x < len(chars):
            x, y = max(x, 0), min(y, len(chars))
            chars[x:y] = " " * (y - x)
    return "".join(chars)


def channel_of(tree: Tree, draft: Draft, frame: Frame, sourcing: str) -> Channel | None:
    """The channel that the frame of a statement shows, or None."""
    text = _BLANKS.sub(" ", frame.text)
    for kind, words, pattern in channel_patterns():
        if not words.isdisjoint(frame.words) and pattern.search(text):
            if kind == "briefing" and draft.source is not None:
                # The Committee to Protect Journalists speaks, and not to journalists.
                own = tree.analysis.quote(*draft.source)
                if not pattern.search(text.replace(_BLANKS.sub(" ", own), "")):
                    continue
            return kind  # type: ignore[return-value]
    if draft.head >= 0 and tree.lower[draft.head + 1 : draft.head + 2] != ["out"]:
        by_verb = channel_lemmas().get(tree.lemma(draft.head))
        if by_verb:
            return by_verb  # type: ignore[return-value]
    if draft.source is not None and sourcing != "media":  # the Meridian Post is no post
        top = tree.top(*draft.source)
        known = document_channels()
        for word in (tree.lemma(top), tree.lower[draft.source[0]]):
            # "Judge Carrick" opens with the title; a title in the middle is somebody else's.
            if word in known and (sourcing == "document" or known[word] != "report"):
                return known[word]  # type: ignore[return-value]
    return None


def relay_of(tree: Tree, names: NameMap, draft: Draft, frame: Frame) -> tuple[Run, bool] | None:
    """The outlet through which the words came, a name of one in the frame that is not the source;
    and whether they were told to it."""
    i = frame.low
    while i < frame.high:
        if not tree.words[i][0].isupper() or i == frame.low:
            i += 1
            continue
        first = i
        while i < frame.high and (
            tree.words[i][0].isupper()
            or tree.words[i].isdigit()
            or (tree.lower[i] in _JOINS and i + 1 < frame.high and tree.words[i + 1][0].isupper())
        ):
            i += 1
        up = tree.head[i - 1]
        if i <= up < min(i + 3, frame.high) and tree.upos[up] == "NOUN":
            i = up + 1  # "the Phnom Penh press", "Belarus state television"
        told = _relays(tree, names, draft, (first, i), frame)
        if told is not None:
            if first > frame.low and tree.lower[first - 1] == "the":
                first -= 1
            return (first, i), told
    return None


def _relays(tree: Tree, names: NameMap, draft: Draft, run: Run, frame: Frame) -> bool | None:
    """Whether the words were told to the outlet of that name, None for no outlet or no relay."""
    before = tree.lower[max(frame.low, run[0] - 3) : run[0]]
    if before and before[-1] == "the":
        before = before[:-1]
    held = [*draft.content, *([draft.source] if draft.source else [])]
    if any(run[0] < b and a < run[1] for a, b in held):
        # "A memo seen by the Ledger": the source tells who passed it on.
        seen = draft.source is not None and draft.source[0] < run[0] < draft.source[1]
        shown = seen and before[-1:] == ["by"] and before[-2:-1] and before[-2] in _SEEN
        return False if shown and is_outlet(tree.analysis.quote(*run)) else None
    told = bool(before) and (before[-1] in _TOLD or before[-2:] == ["confided", "to"])
    kinds = {names.of[i] for i in range(*run)}
    if kinds <= _PLACES:
        return None  # the Central African Republic is no newspaper
    if is_outlet(tree.analysis.quote(*run)):
        return told
    if not before or tree.xpos[run[1] - 1] in ("NNS", "NNPS"):
        return None
    # "told De Courant": an article that is part of a name is no person's.
    foreign = tree.words[run[0]] in _ARTICLES and run[1] - run[0] > 1
    if told and (foreign or "interview" in frame.words or not kinds & _NO_OUTLET):
        return (
            None
            if any(p.search(frame.text) for k, _, p in channel_patterns() if k in _NOT_TOLD)
            else True
        )
    if before[-1] in ("with", "to") and before[-2:-1] in (["interview"], ["interviews"]):
        return True
    return False if before[-1] == "by" and before[-2:-1] and before[-2] in _CARRIED else None


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


def reason_of(
    tree: Tree, draft: Draft, speaker: Speaker, frame: Frame, quoted: list[Run]
) -> Span | None:
    """Why the speaker is not named: in the sentence outside quotations, else in the next one where
    it goes on about the same person."""
    if not speaker.anonymous:
        return None
    for low, high in _near(tree, frame):
        if reason_triggers().isdisjoint(tree.lower[low:high]):
            continue
        begin, end = tree.start[low], tree.end[high - 1]
        text = _blanked(tree, low, high, quoted)
        found = reason_pattern().search(text)
        if found is None or found.lastindex is None:
            continue
        a, b = found.span(found.lastindex)
        cut = reason_end().search(text, a, b)
        kept = text[a : cut.start() if cut else b]
        first = a + len(kept) - len(kept.lstrip(" ,"))
        kept = kept.strip(" ,—–-")
        if len(kept) >= _LEAST_REASON and begin + first + len(kept) <= end:
            return Span(begin + first, begin + first + len(kept))
    return None


def without_reason(tree: Tree, draft: Draft, reason: Span) -> Draft:
    """The draft with its content cut before the clause that holds the reason: "..., speaking on
    condition of anonymity because ..."."""
    content = []
    for a, b in draft.content:
        start, end = tree.span((a, b))
        if start < reason.start < end:
            at = b - 1
            while at > a and tree.start[at] >= reason.start:
                at -= 1
            while at > a and tree.words[at] not in (",", ";", "—", "–"):
                at -= 1
            if at > a:
                b = at
        content.append((a, b))
    return draft.with_content(content)


_GOES_ON = frozenset("he she they the both all neither each who none".split())


def _near(tree: Tree, frame: Frame) -> list[Run]:
    """The sentence itself, and the next one of the block where it goes on about somebody."""
    block = tree.analysis.block
    out = [(frame.low, frame.high)]
    after = frame.high
    if after < len(tree) and block[after] == block[frame.low] and tree.lower[after] in _GOES_ON:
        out.append(tree.sentence_run(after))
    return out
