"""The text of a block as HTML, cut where evidence or a thing begins or ends, each piece naming what
it belongs to."""

from __future__ import annotations

from bisect import bisect_right
from html import escape
from itertools import pairwise
from typing import NamedTuple

from readout.record.types import Block, Record
from readout.view.claims import Row
from readout.view.roles import LABEL, visible
from readout.view.things import MARKED, Marked


class _Span(NamedTuple):
    start: int
    end: int
    key: str
    tip: str
    thing: bool


class Marks:
    """Marks of one record. Made once; the time is linear in the text and what is marked in it."""

    def __init__(self, record: Record, prefix: str, table: list[Row], things: list[Marked]) -> None:
        # Made harmless as a whole and then cut: a cut may fall between the two of a CRLF.
        self._text = visible(record.article.text)
        self._prefix = prefix
        self._anchored: set[str] = set()
        spans = [
            _Span(item.span.start, item.span.end, row.key, _claim_tip(row), False)
            for row in table
            if row.key.partition("-")[0] not in MARKED
            for item in row.evidence
            if item.span is not None
        ]
        spans += [_Span(m.start, m.end, m.key, m.tip, True) for m in things]
        blocks = record.article.blocks
        starts = [block.start for block in blocks]
        self._over: dict[str, list[_Span]] = {}
        for span in sorted(spans):
            number = max(0, bisect_right(starts, span.start) - 1)
            while number < len(blocks) and blocks[number].start < span.end:
                if blocks[number].end > span.start:
                    self._over.setdefault(blocks[number].id, []).append(span)
                number += 1

    def of(self, block: Block) -> str:
        """Escaped text of a block with its evidence marked."""
        over = self._over.get(block.id, [])
        cuts = {block.start, block.end}
        for span in over:
            cuts |= {max(span.start, block.start), min(span.end, block.end)}
        pieces: list[str] = []
        here: list[_Span] = []
        waiting = 0
        for start, end in pairwise(sorted(cuts)):
            here = [span for span in here if span.end > start]
            while waiting < len(over) and over[waiting].start <= start:
                if over[waiting].end > start:
                    here.append(over[waiting])
                waiting += 1
            pieces.append(self._piece(block, start, end, here))
        return "".join(pieces)

    def _piece(self, block: Block, start: int, end: int, here: list[_Span]) -> str:
        words = escape(self._text[start:end], quote=True)
        if not here:
            return words
        anchors = "".join(self._anchor(key) for key in dict.fromkeys(s.key for s in here))
        # A class, not an attribute: the rule that lights it up is then found at once.
        claims = " ".join(dict.fromkeys(f"c-{span.key}" for span in here))
        if claims == "c-language":
            # All of the body tells the language; a tooltip on every word would tell nothing.
            return f'{anchors}<mark class="{claims}">{words}</mark>'
        kinds = dict.fromkeys(s.key.partition("-")[0] for s in here if s.thing)
        classes = [f"k-{kind}" for kind in kinds]
        if not kinds and (start, end) != (block.start, block.end):
            classes.append("part")
        look = " ".join([*classes, claims])
        tip = escape(_tip(block, here), quote=True)
        return f'{anchors}<mark class="{look}" aria-description="{tip}" tabindex="0">{words}</mark>'

    def _anchor(self, key: str) -> str:
        if key in self._anchored:
            return ""
        self._anchored.add(key)
        return f'<a id="{self._prefix}-{key}"></a>'


def _tip(block: Block, here: list[_Span]) -> str:
    """The things first, the shortest of them first; then what the words are evidence for."""
    things = sorted((s for s in here if s.thing), key=lambda s: s.end - s.start)
    lines = [span.tip for span in things]
    claims = dict.fromkeys(s.tip for s in here if not s.thing and s.key != "language")
    if claims:
        lines.append(f"{LABEL[block.role]} · {'; '.join(claims)}")
    return "\n".join(dict.fromkeys(lines))


def _claim_tip(row: Row) -> str:
    kind = row.key.partition("-")[0]
    return f"evidence for {kind}" + (f" ({visible(row.method)})" if row.method else "")
