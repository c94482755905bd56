"""From role spans to the record's blocks and dateline: the same for HTML and plain text."""

from __future__ import annotations

from readout.page.dateline import find_dateline
from readout.page.media import Cut
from readout.record.types import Block, Dateline, in_text
from readout.spans import Span

_AHEAD = 4
"""Blocks behind a possible dateline that are looked at for a better one."""
Found = tuple[int, Span, Span | None]
_LINES = ("credit", "byline")
"""Roles that a line of agency and place is taken for."""
_SPLITTABLE = ("paragraph", "standfirst")


def cut_dateline(text: str, cuts: list[Cut]) -> list[Cut]:
    """Makes the dateline that opens the first long paragraph (or the standfirst) a block."""
    out: list[Cut] = []
    opened = False
    for n, (role, start, end) in enumerate(cuts, 1):
        if role in _SPLITTABLE and not opened:
            opened = role == "paragraph" and end - start > 60
            found = find_dateline(text[start:end])
            if found is not None and _is_kicker(text, cuts[n : n + _AHEAD], found):
                found, opened = None, False
            if found is not None:
                stop = start + found[0]
                out.append(("dateline", start, stop))
                while stop < end and text[stop].isspace():
                    stop += 1
                if stop < end:
                    out.append((role, stop, end))
                opened = True
                continue
        if role in _LINES and not opened and _is_line(text[start:end]):
            role = "dateline"
        out.append((role, start, end))
    return out


def _is_line(line: str) -> bool:
    """Whether a line is an agency and a place in capitals: "AFP, MANILA", and no credit."""
    found = find_dateline(line)
    if found is None or found[2] is None or found[0] != len(line):
        return False
    return found[1].of(line).isupper() and found[2].start == 0


def _is_kicker(text: str, behind: list[Cut], found: Found) -> bool:
    """Whether what looks like a place before a colon is a kicker, since a line that names place and
    agency follows: "WAR GAMES: The army ...", then "AFP, MANILA"."""
    if found[2] is not None:
        return False
    others = [find_dateline(text[a:b]) for role, a, b in behind if role in (*_SPLITTABLE, *_LINES)]
    return any(one is not None and one[2] is not None for one in others)


def to_blocks(cuts: list[Cut]) -> list[Block]:
    """Blocks with their ids, in order of the text."""
    return [
        Block(id=f"b{n}", role=role, start=start, end=end)
        for n, (role, start, end) in enumerate(cuts, 1)
    ]


def to_dateline(text: str, cuts: list[Cut]) -> Dateline | None:
    """The first dateline of the page, its place and agency as written."""
    for role, start, end in cuts:
        if role != "dateline":
            continue
        words = text[start:end]
        found = find_dateline(words)
        if found is None:
            place, agency = words.strip(" .:-–—"), None
        else:
            place = found[1].of(words)
            agency = found[2].of(words) if found[2] else None
        return Dateline(place=place, place_id=None, agency=agency, evidence=[in_text(start, end)])
    return None
