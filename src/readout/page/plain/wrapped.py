"""Finds the lines that only a column's width has broken, in mail, old wires and text browsers.

A text that was filled to a width betrays it: the first word of each line would not have fitted on
the line before. In menus and lists the lengths of the lines have no such limit in common.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import accumulate

_NARROWEST, _WIDEST = 45, 110
"""Widths, in characters, that a text may be filled to."""
_SLACK = 3
"""Characters that a line may stay short of the width though the next word would have fitted."""
_LEAST = 3
"""Breaks by width from which a text counts as filled."""
_SHARE = 0.6
"""Of the breaks between lines that stand close together, those that the width explains."""
_OPEN = 0.5
"""Of those again, the ones that no stop precedes: prose breaks inside its sentences."""
_INSIDE = 0.4
"""Of those again, the ones behind which no capital stands: most words of prose have none."""
_FIRST = re.compile(r"\S+")
_ITEM = re.compile(r"[*•·◦▪–—+>|#-]\s|\d{1,3}[.)]\s|[-=_*]{3,}")
_STOPS = frozenset('.!?…:;|"”')


def continues(
    lines: Sequence[str], gaps: Sequence[int], indents: Sequence[int]
) -> list[bool] | None:
    """Whether each line goes on with the one before it; ``None`` where the text is not filled.

    ``lines`` without blanks at their edges, ``gaps[i]`` the empty lines before line ``i``,
    ``indents[i]`` the blanks it begins with. Linear.
    """
    broken = [
        i
        for i in range(1, len(lines))
        if gaps[i] <= 0
        and _NARROWEST <= len(lines[i - 1]) + indents[i - 1] <= _WIDEST
        and not _ITEM.match(lines[i])
        and indents[i] <= indents[i - 1]
    ]
    if len(broken) < _LEAST:
        return None
    spans = [(_width(lines, indents, i), i) for i in broken]
    width = _commonest([span for span, _ in spans])
    filled = [i for (low, high), i in spans if low <= width < high]
    open_ = sum(lines[i - 1][-1] not in _STOPS for i in filled)
    if len(filled) < max(_LEAST, _SHARE * len(broken)) or open_ < _OPEN * len(filled):
        return None
    # In a text without case a capital begins nothing.
    inside = sum(not lines[i][0].isupper() or lines[i - 1].isupper() for i in filled)
    if inside < _INSIDE * len(filled):
        return None
    out = [False] * len(lines)
    for i in filled:
        out[i] = True
    return out


def _width(lines: Sequence[str], indents: Sequence[int], i: int) -> tuple[int, int]:
    """The widths, from and below, that explain the break before line ``i``."""
    long = len(lines[i - 1]) + indents[i - 1]
    word = _FIRST.match(lines[i])
    return long, long + 1 + (len(word.group()) if word else 0) + _SLACK


def _commonest(spans: list[tuple[int, int]]) -> int:
    """The width that lies in most of the spans; the widest of several."""
    change = [0] * (2 * _WIDEST)
    last = len(change) - 1
    for low, high in spans:
        change[min(low, last)] += 1
        change[min(high, last)] -= 1
    held = list(accumulate(change))
    return max(range(len(held)), key=lambda width: (held[width], width))
