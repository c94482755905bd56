"""Cuts a text into sentences, words and windows that the encoder can read at once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readout.language.pieces import Pieces, joined
from readout.language.sentences import split_sentences
from readout.language.tokens import tokenize

Ints = npt.NDArray[np.int32]
_Word = tuple[int, int, bool, int, tuple[list[int], int]]
"""Start, end, whether it opens a sentence, block, pieces and shape."""


@dataclass(frozen=True)
class Window:
    """Consecutive sentences whose pieces fit the encoder. ``W`` words, ``P`` pieces."""

    start: Ints
    end: Ints
    """``[W]``: code points of each word in the text."""
    pieces: Ints
    shapes: Ints
    """``[P]``."""
    first: Ints
    """``[W]``: number of the first piece of each word."""
    opens: npt.NDArray[np.bool_]
    """``[W]``: the word begins a sentence by rule."""
    block: Ints
    """``[W]``: which of the given spans the word stands in."""


def plan(
    text: str, spans: Sequence[tuple[int, int]], pieces: Pieces, room: int
) -> Iterator[Window]:
    """Windows of at most ``room`` pieces over the spans of ``text``, in their order.

    Sentences are kept whole and packed together across paragraphs. One that does not fit is cut
    at the last comma, semicolon, colon, dash or bracket of its last third, else between words.
    """
    held: list[_Word] = []
    size = 0
    for block, (start, end) in enumerate(spans):
        for a, b in split_sentences(text, start, end):
            words = tokenize(text, a, b)
            found = [pieces.word(text[i:j]) for i, j in words]
            sizes = [len(ids) for ids, _ in found]
            opens = True
            while words:
                total = sum(sizes)
                if total > room - size and held and (total <= room or size > room // 2):
                    yield _window(held)
                    held, size = [], 0
                    continue
                cut = len(words) if total <= room - size else _cut(text, words, sizes, room - size)
                if not cut:
                    yield _window(held)
                    held, size = [], 0
                    continue
                held += [
                    (i, j, False, block, known)
                    for (i, j), known in zip(words[:cut], found[:cut], strict=True)
                ]
                if opens:
                    i, j, _, _, known = held[-cut]
                    held[-cut] = i, j, True, block, known
                size += sum(sizes[:cut])
                words, found, sizes, opens = words[cut:], found[cut:], sizes[cut:], False
    if held:
        yield _window(held)


def _cut(text: str, words: list[tuple[int, int]], sizes: list[int], room: int) -> int:
    """How many words of an overlong sentence go into ``room`` pieces."""
    fits = int(np.searchsorted(np.cumsum(sizes), room, side="right"))
    for k in range(fits - 1, 2 * fits // 3, -1):
        a, b = words[k]
        if text[a:b] in {",", ";", ":", "--", "—", "–", ")", "]"}:
            return k + 1
    return fits


def _window(held: list[_Word]) -> Window:
    start, end, opens, block, found = zip(*held, strict=True)
    return Window(
        np.asarray(start, dtype=np.int32),
        np.asarray(end, dtype=np.int32),
        *joined(found),
        np.asarray(opens, dtype=np.bool_),
        np.asarray(block, dtype=np.int32),
    )
