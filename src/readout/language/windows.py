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
    held = _Words()
    size = 0
    for block, (start, end) in enumerate(spans):
        for a, b in split_sentences(text, start, end):
            words = tokenize(text, a, b)
            found = pieces.known(text[i:j] for i, j in words)
            sizes = [len(ids) for ids, _ in found]
            at, total = 0, sum(sizes)
            while at < len(words):
                if total > room - size and held.spans and (total <= room or size > room // 2):
                    yield held.window()
                    held, size = _Words(), 0
                    continue
                cut = len(words)
                if total > room - size:
                    near = slice(at, at + room)
                    cut = at + _cut(text, words[near], sizes[near], room - size)
                if cut == at:
                    yield held.window()
                    held, size = _Words(), 0
                    continue
                held.add(words[at:cut], found[at:cut], at == 0, block)
                used = sum(sizes[at:cut])
                at, size, total = cut, size + used, total - used
    if held.spans:
        yield held.window()


class _Words:
    """The words of a window that is being filled."""

    def __init__(self) -> None:
        self.spans: list[tuple[int, int]] = []
        self._found: list[tuple[list[int], int]] = []
        self._runs: list[tuple[int, bool, int]] = []
        """Of each run of words their number, whether the first opens a sentence, and the block."""

    def add(
        self,
        spans: list[tuple[int, int]],
        found: list[tuple[list[int], int]],
        opens: bool,
        block: int,
    ) -> None:
        """A sentence, or as much of one as there is room for."""
        self.spans += spans
        self._found += found
        self._runs.append((len(spans), opens, block))

    def window(self) -> Window:
        """All that was added."""
        start, end = np.array(self.spans, dtype=np.int32).T.copy()
        size, opens, block = np.array(self._runs, dtype=np.int32).T
        begins = np.zeros(len(start), dtype=np.bool_)
        begins[np.cumsum(size) - size] = opens
        return Window(start, end, *joined(self._found), begins, np.repeat(block, size))


def _cut(text: str, words: list[tuple[int, int]], sizes: list[int], room: int) -> int:
    """How many words of an overlong sentence go into ``room`` pieces."""
    fits = int(np.searchsorted(np.cumsum(sizes), room, side="right"))
    for k in range(fits - 1, 2 * fits // 3, -1):
        a, b = words[k]
        if text[a:b] in {",", ";", ":", "--", "—", "–", ")", "]"}:
            return k + 1
    return fits
