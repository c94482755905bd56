"""Sentence boundaries by rule."""

from __future__ import annotations

import re

_CLOSERS = "\"'”’)]»"
_SHORT_LINE = 50
"""Characters; a line of wrapped prose is longer."""
_BOUNDARY = re.compile(rf"(?:[.!?…]+[{re.escape(_CLOSERS)}]*(?=\s|$)|[^\S\n]*\n\s*)")
_OPENERS = re.compile(r"[\"'“‘(\[«–—-]*\s*[\"'“‘(\[«]*(?:[A-Z0-9]|[^\W\d_a-z])")
_TITLES = re.compile(
    r"(?:^|[\s(\"“‘'\[-])(?:Mr|Mrs|Ms|Messrs|Dr|Prof|Gen|Sen|Rep|Gov|Lt|Col|Sgt|Capt|Maj|Cmdr|Adm|Pres|"
    r"Hon|Rt|Rev|Fr|St|Ste|Mt|Ft|vs|etc|Brig|Supt|Insp|Det|Atty|Amb|Sec|No|Nos|Jan|Feb|Mar|Apr|Jun|"
    r"Jul|Aug|Sept?|Oct|Nov|Dec|approx|al|cf|vol|pp|[Ee]\.g|[Ii]\.e|[A-Z]|(?:[A-Z]\.)+[A-Z])\.$"
)
_ENDING_ABBREVIATION = re.compile(
    r"(?:[A-Z]\.){2,}$|(?:^|\s)(?:a\.m|p\.m|Inc|Corp|Co|Ltd|Jr|Sr|etc)\.$"
)
_STARTERS = frozenset(
    "The A An In On At It He She They We I You This That These Those But And However Meanwhile "
    "His Her Their Its Our My If When While After Before Since As For From With By There What Who "
    "Why How Where Some Many Most Both No Not So Yet Also".split()
)


def split_sentences(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Spans of the sentences of ``text[start:end]``, blanks at their edges left out."""
    spans: list[tuple[int, int]] = []
    begin = start
    for match in _BOUNDARY.finditer(text, start, end):
        stop = match.end()
        if "\n" in match.group():
            ends = _line_ends(text, match.start(), stop, end)
        else:
            ends = _ends(text, begin, match.start(), stop, end)
        if not ends:
            continue
        _add(text, begin, stop, spans)
        begin = stop
    _add(text, begin, end, spans)
    return spans


def _add(text: str, start: int, end: int, spans: list[tuple[int, int]]) -> None:
    piece = text[start:end]
    start += len(piece) - len(piece.lstrip())
    end = start + len(piece.strip())
    if end > start:
        spans.append((start, end))


def _line_ends(text: str, start: int, stop: int, limit: int) -> bool:
    """Whether a line break parts sentences: an empty line does, and so does the end of a short
    line before a capital. Lines of wrapped prose are longer."""
    if text.count("\n", start, stop) > 1 or stop >= limit:
        return True
    line = start - (text.rfind("\n", 0, start) + 1)
    return line < _SHORT_LINE and not text[stop].islower()


def _ends(text: str, begin: int, mark: int, stop: int, limit: int) -> bool:
    """Whether the full stop at ``mark`` ends the sentence that began at ``begin``."""
    after = re.compile(r"\s*").match(text, stop, limit)
    follow = after.end() if after else stop
    if follow >= limit:
        return True
    if not _OPENERS.match(text, follow, limit):
        return False
    if text[mark] != "." or text[mark : mark + 2] == "..":
        return True
    before = text[max(begin, mark - 24) : mark + 1]
    if _ENDING_ABBREVIATION.search(before):
        word = re.compile(r"[^\W\d_]+").search(text, follow, limit)
        return bool(word and word.group() in _STARTERS)
    return not _TITLES.search(before)
