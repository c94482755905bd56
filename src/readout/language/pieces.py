"""Words to word pieces and shapes: what the encoder is fed, in training and at run time alike.

Pieces are looked up word by word, so their alignment to code points is that of the words, exact
for any Unicode: no offset ever passes through the normaliser of the word-piece vocabulary, which
drops accents and control characters and so changes lengths.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from itertools import chain

import numpy as np
import numpy.typing as npt

MAX_PIECES = 16
"""Pieces kept of one word: a URL or a run of hashes must not eat the window."""

SHAPES = (
    "special",
    "lower",
    "title",
    "single_upper",
    "upper",
    "mixed",
    "digits",
    "alnum",
    "punct",
    "uncased",
    "dotted",
    "symbol",
)
N_SHAPE_IDS = 2 * len(SHAPES)
"""Shape of a word's first piece, then the same again for its further pieces."""

CACHE_LIMIT = 16_384
"""Words remembered before the cache starts afresh, about 5 MB: bounds memory over millions of
pages."""


def shape_of(word: str) -> int:
    """The index in ``SHAPES`` of a word as written; the vocabulary is uncased, this is its case."""
    if word.isalpha():
        if word.islower():
            return 1
        if word.isupper():
            return 3 if len(word) == 1 else 4
        if word[0].isupper() and word[1:].islower():
            return 2
        return 5 if word.lower() != word.upper() else 9
    has_alpha = any(c.isalpha() for c in word)
    has_digit = any(c.isdigit() for c in word)
    if has_digit:
        return 7 if has_alpha else 6
    if not has_alpha:
        return 8 if word.isascii() or not any(c.isalnum() for c in word) else 11
    letters = [c for c in word if c.isalpha()]
    if all(c.isupper() for c in letters):
        return 10 if "." in word else 4
    if all(c.islower() for c in letters):
        return 1
    return 2 if letters[0].isupper() and all(c.islower() for c in letters[1:]) else 5


class Pieces:
    """Looks up the pieces and the shape of words; ``encode`` is the word-piece function."""

    def __init__(self, encode: Callable[[str], list[int]], unknown: int) -> None:
        self._encode = encode
        self._unknown = unknown
        self._cache: dict[str, tuple[list[int], int]] = {}

    def word(self, word: str) -> tuple[list[int], int]:
        """Piece ids (1 to ``MAX_PIECES`` of them) and the shape index of one word."""
        found = self._cache.get(word)
        if found is None:
            # Words without a piece exist: a lone zero-width joiner, a stray accent.
            ids = self._encode(word)[:MAX_PIECES] or [self._unknown]
            found = (ids, shape_of(word))
            if len(self._cache) >= CACHE_LIMIT:
                self._cache.clear()
            self._cache[word] = found
        return found

    def known(self, words: Iterable[str]) -> list[tuple[list[int], int]]:
        """What :meth:`word` gives of each of them."""
        held, word = self._cache.get, self.word
        return [held(w) or word(w) for w in words]

    def words(
        self, words: Sequence[str]
    ) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
        """Piece ids ``[P]``, shape ids ``[P]`` and the first piece of each word ``[W]``."""
        return joined(self.known(words))


def joined(
    found: Sequence[tuple[list[int], int]],
) -> tuple[npt.NDArray[np.int32], npt.NDArray[np.int32], npt.NDArray[np.int32]]:
    """What :meth:`Pieces.words` gives, of words looked up already."""
    pieces, shape = zip(*found, strict=True) if found else ((), ())
    sizes = np.fromiter(map(len, pieces), dtype=np.int32, count=len(pieces))
    ids = np.fromiter(chain.from_iterable(pieces), dtype=np.int32)
    first = np.cumsum(sizes, dtype=np.int32) - sizes
    shapes = np.repeat(np.array(shape, dtype=np.int32) + len(SHAPES), sizes)
    shapes[first] -= len(SHAPES)
    return ids, shapes, first
