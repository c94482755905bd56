"""An article in parts that a browser can hold: pieces of blocks, cut where evidence begins or ends.

A part has at most :data:`LONGEST` characters. Blocks stay whole where they can; one that is longer
than a part by itself is cut at a blank.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import pairwise

import msgspec

from readout.record.types import Block, Record
from readout.view.roles import FAMILY, LABEL, MEANING, is_run_in, visible

LONGEST = 24_000
"""Characters, some 4,000 words."""
_MOST_BLOCKS = 300
_TAG = {"headline": "h1", "subhead": "h2", "quote": "blockquote"}
# Of kinds that share words, the one that is underlined.
_FIRST = ("event", "quantity", "time", "place", "actor", "commitment", "page", "statement")


class Piece(msgspec.Struct, frozen=True):
    """A block, or the stretch of it that fell into a part."""

    block: Block
    start: int
    end: int


class Part(msgspec.Struct, frozen=True):
    """Pieces that are shown together; ``start`` and ``end`` are offsets into the text."""

    number: int
    start: int
    end: int
    pieces: list[Piece]


class Segment(msgspec.Struct, frozen=True):
    """Words between two cuts; ``kind`` names what they are evidence of, or is empty."""

    start: int
    end: int
    words: str
    kind: str


class Shown(msgspec.Struct, frozen=True):
    """A piece as the template writes it."""

    id: str
    """Of its block."""
    tag: str
    role: str
    label: str
    meaning: str
    family: str
    start: int
    end: int
    inline: bool
    """Whether the next piece goes on in the same line, as after a dateline."""
    segments: list[Segment]


def parts(record: Record) -> list[Part]:
    """The parts of an article in order; at least one, which may be empty."""
    done: list[Part] = []
    held: list[Piece] = []
    size = 0
    for piece in _pieces(record):
        length = piece.end - piece.start
        if held and (size + length > LONGEST or len(held) == _MOST_BLOCKS):
            done.append(_part(len(done), held))
            held, size = [], 0
        held.append(piece)
        size += length
    if held or not done:
        done.append(_part(len(done), held))
    return done


def part_at(all_parts: list[Part], at: int) -> Part:
    """The part with this offset; the nearest when it falls between or outside."""
    number = bisect_right([part.start for part in all_parts], at) - 1
    return all_parts[max(number, 0)]


def _part(number: int, pieces: list[Piece]) -> Part:
    if not pieces:
        return Part(number, 0, 0, [])
    return Part(number, pieces[0].start, pieces[-1].end, pieces)


def _pieces(record: Record) -> Iterator[Piece]:
    text = record.article.text
    for block in record.article.blocks:
        start = block.start
        while block.end - start > LONGEST:
            # The last blank that leaves the piece long enough, or a cut in the middle of a word.
            cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
            cut = start + LONGEST if cut < 0 else cut + 1
            yield Piece(block, start, cut)
            start = cut
        yield Piece(block, start, block.end)


def shown(
    record: Record, part: Part, spans: Iterable[tuple[int, int, str]]
) -> list[tuple[bool, list[Shown]]]:
    """The pieces of a part in runs ``(is chrome, pieces)``; ``spans`` are start, end and kind."""
    text = record.article.text
    # Made harmless as a whole and then cut: a cut may fall between the two of a CRLF.
    clean = visible(text[part.start : part.end])
    ordered = sorted(span for span in spans if span[0] < part.end and span[1] > part.start)
    runs: list[tuple[bool, list[Shown]]] = []
    for piece, after in pairwise([*part.pieces, None]):
        assert piece is not None
        over = [s for s in ordered if s[0] < piece.end and s[1] > piece.start]
        role = piece.block.role
        made = Shown(
            id=piece.block.id,
            tag=_TAG.get(role, "p"),
            role=role,
            label=LABEL[role],
            meaning=MEANING[role],
            family=FAMILY[role],
            start=piece.start,
            end=piece.end,
            inline=after is not None and is_run_in(text, piece.block, after.block),
            segments=list(_segments(clean, part.start, piece, over)),
        )
        is_chrome = role == "chrome"
        if runs and runs[-1][0] == is_chrome:
            runs[-1][1].append(made)
        else:
            runs.append((is_chrome, [made]))
    return runs


def _segments(
    clean: str, offset: int, piece: Piece, over: list[tuple[int, int, str]]
) -> Iterator[Segment]:
    cuts = {piece.start, piece.end}
    for start, end, _ in over:
        cuts |= {max(start, piece.start), min(end, piece.end)}
    edges = sorted(cuts)
    active: list[tuple[int, int, str]] = []
    waiting = iter(over)
    coming = next(waiting, None)
    for start, end in pairwise(edges):
        active = [span for span in active if span[1] > start]
        while coming is not None and coming[0] <= start:
            if coming[1] > start:
                active.append(coming)
            coming = next(waiting, None)
        kinds = {span[2] for span in active}
        kind = next((name for name in _FIRST if name in kinds), "")
        yield Segment(start, end, clean[start - offset : end - offset], kind)
