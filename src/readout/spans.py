"""A span of the captured text, the unit in which every claim of a record is made."""

from __future__ import annotations

import msgspec


class Span(msgspec.Struct, frozen=True, forbid_unknown_fields=True, order=True):
    """Unicode code points ``start`` to ``end`` (exclusive) of ``article.text``.

    ``text[span.start:span.end]`` is the quote. Offsets are never bytes and never UTF-16 units.
    """

    start: int
    end: int

    def of(self, text: str) -> str:
        """The words the span stands for."""
        return text[self.start : self.end]


def trimmed(text: str, start: int, end: int) -> Span | None:
    """The span without blanks at its edges; None when nothing but blanks is left."""
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end) if start < end else None
