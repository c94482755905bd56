"""From role spans to the record's blocks and dateline: the same for HTML and plain text."""

from __future__ import annotations

from readout.page.dateline import find_dateline
from readout.page.media import Cut
from readout.record.types import Block, Dateline, in_text

_SPLITTABLE = ("paragraph", "standfirst")


def cut_dateline(text: str, cuts: list[Cut]) -> list[Cut]:
    """Makes the dateline that opens the first long paragraph (or the standfirst) a block."""
    out: list[Cut] = []
    opened = False
    for role, start, end in cuts:
        if role in _SPLITTABLE and not opened:
            opened = role == "paragraph" and end - start > 60
            found = find_dateline(text[start:end])
            if found is not None:
                stop = start + found[0]
                out.append(("dateline", start, stop))
                while stop < end and text[stop].isspace():
                    stop += 1
                if stop < end:
                    out.append((role, stop, end))
                opened = True
                continue
        out.append((role, start, end))
    return out


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
