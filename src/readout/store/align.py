"""Where the words of one text stand in a later version of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Sequence
from difflib import SequenceMatcher
from typing import TypeVar

_TOKEN = re.compile(r"\w+|[^\w\s]")
_MOST = 4_000_000
"""Product of two token counts up to which words are compared; beyond it (a page that was written
anew) the stretch counts as replaced."""

A = TypeVar("A")


class Alignment:
    """Stretches of equal and of replaced words between ``old`` and ``new``.

    Lines are compared first and words only where lines differ (``difflib``'s longest matching
    blocks, both times), so that a long page with one changed paragraph costs little.
    """

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = _starts(old), _starts(new)
        self._codes: list[tuple[bool, int, int, int, int]] = []
        lines_old, lines_new = _lines(old), _lines(new)
        matcher = SequenceMatcher(
            None, [line for line, _ in lines_old], [line for line, _ in lines_new], autojunk=False
        )
        at_old = [0]
        for _, count in lines_old:
            at_old.append(at_old[-1] + count)
        at_new = [0]
        for _, count in lines_new:
            at_new.append(at_new[-1] + count)
        words_old, words_new = _TOKEN.findall(old), _TOKEN.findall(new)
        for tag, i1, i2, j1, j2 in matcher.get_opcodes():
            a1, a2, b1, b2 = at_old[i1], at_old[i2], at_new[j1], at_new[j2]
            if tag == "equal":
                self._codes.append((True, a1, a2, b1, b2))
            elif (a2 - a1) * (b2 - b1) > _MOST or a1 == a2 or b1 == b2:
                self._codes.append((False, a1, a2, b1, b2))
            else:
                inner = SequenceMatcher(None, words_old[a1:a2], words_new[b1:b2], autojunk=False)
                for tag2, k1, k2, m1, m2 in inner.get_opcodes():
                    equal = tag2 == "equal"
                    self._codes.append((equal, a1 + k1, a1 + k2, b1 + m1, b1 + m2))
        self._first_old = [code[1] for code in self._codes]
        self._first_new = [code[3] for code in self._codes]

    @property
    def removed(self) -> int:
        """Words and signs of the old text that are gone."""
        return sum(a2 - a1 for equal, a1, a2, _, _ in self._codes if not equal)

    @property
    def added(self) -> int:
        """Words and signs of the new text that are new."""
        return sum(b2 - b1 for equal, _, _, b1, b2 in self._codes if not equal)

    def old(self, offset: int) -> tuple[int, int]:
        """The stretch that holds an offset of the old text, and which new word stands there.

        The word is -1 in a stretch that was replaced.
        """
        token = max(0, bisect_right(self._old, offset) - 1)
        number = self._stretch(self._first_old, token, 1)
        if number < 0 or not self._codes[number][0]:
            return number, -1
        return number, self._codes[number][3] + token - self._codes[number][1]

    def new(self, offset: int) -> tuple[int, int]:
        """The stretch that holds an offset of the new text, and which new word it is."""
        token = max(0, bisect_right(self._new, offset) - 1)
        number = self._stretch(self._first_new, token, 3)
        return number, token if number >= 0 and self._codes[number][0] else -1

    def _stretch(self, firsts: list[int], token: int, side: int) -> int:
        number = bisect_right(firsts, token) - 1
        # A stretch without words on this side begins where the next one does.
        while number >= 0 and self._codes[number][side] == self._codes[number][side + 1]:
            number -= 1
        return number

    def pairs(
        self,
        old: Sequence[A],
        new: Sequence[A],
        at: Callable[[A], int],
        fits: Callable[[A, A], bool],
        alike: Callable[[A, A], bool],
    ) -> tuple[list[tuple[A, A]], list[A], list[A]]:
        """Which things of the old text are which of the new: pairs, those gone, those that came.

        Two are one when they stand at the same word and ``fits`` holds; else in the same replaced
        stretch and ``fits`` holds; else anywhere when ``alike`` holds. In order of the old text.
        """
        left_old, left_new = list(old), list(new)
        made: list[tuple[A, A]] = []

        def same_word(a: A, b: A) -> bool:
            one = self.old(at(a))
            return one[1] >= 0 and one == self.new(at(b)) and fits(a, b)

        def same_stretch(a: A, b: A) -> bool:
            one, other = self.old(at(a)), self.new(at(b))
            return one[1] < 0 and other[1] < 0 and one[0] == other[0] and fits(a, b)

        for test in (same_word, same_stretch, alike):
            for a in list(left_old):
                b = next((b for b in left_new if test(a, b)), None)
                if b is not None:
                    made.append((a, b))
                    left_old.remove(a)
                    left_new.remove(b)
        made.sort(key=lambda pair: at(pair[1]))
        return made, left_old, left_new


def _starts(text: str) -> list[int]:
    return [found.start() for found in _TOKEN.finditer(text)]


def _lines(text: str) -> list[tuple[str, int]]:
    lines = [" ".join(_TOKEN.findall(line)) for line in text.split("\n")]
    return [(line, line.count(" ") + 1 if line else 0) for line in lines]
