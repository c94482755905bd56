"""The lines of a capture with their words: what the features are counted on."""

from __future__ import annotations

import re

from readout.page.plain.wrapped import continues

_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\r\n]+")
_BREAKS = re.compile(r"[\r\n]")
_LOOKED_AT, _CAPITALS = 200, 0.9
"""Lines, and the share of capitals among their letters, from which a text has no case."""
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{3,}")


class Lines:
    """The non-blank lines of ``text`` in order, as parallel lists.

    Lines that only the width of a column broke are one; in ``line`` a blank stands for each sign
    of their breaks. ``start[i]`` and ``end[i]`` are code points without blanks at the edges,
    ``words[i]`` the tokens, lower case (runs of Chinese and Japanese signs cut in pairs),
    ``gap[i]`` the blank lines before the line, ``indent[i]`` the blanks in front of it,
    ``low[i]`` the line in lower case.
    """

    __slots__ = ("end", "gap", "indent", "line", "low", "start", "text", "words")

    def __init__(self, text: str) -> None:
        self.text = text
        self.start: list[int] = []
        self.end: list[int] = []
        self.line: list[str] = []
        self.low: list[str] = []
        self.words: list[list[str]] = []
        self.gap: list[int] = []
        self.indent: list[int] = []
        find = _WORD.findall
        pairs = not text.isascii() and _CJK.search(text) is not None
        self._cut()
        self._join()
        for line in self.line:
            low = line.lower()
            self.low.append(low)
            words = find(low)
            if pairs and not line.isascii():
                words = _pairs(words)
            self.words.append(words)
        if self.gap:
            self.gap[0] = 1

    def _cut(self) -> None:
        """The lines as the text has them."""
        before = 0
        for found in _LINE.finditer(self.text):
            raw = found.group()
            line = raw.strip()
            if not line:
                continue
            start, end = found.span()
            indent = len(raw) - len(raw.lstrip()) if raw[0].isspace() else 0
            self.start.append(start + indent)
            self.end.append(start + indent + len(line))
            self.line.append(line)
            self.indent.append(indent)
            self.gap.append(self.text.count("\n", before, start) - 1)
            before = end

    def _join(self) -> None:
        """Puts together what a column's width has broken."""
        goes_on = continues(self.line, self.gap, self.indent)
        if goes_on is None:
            return
        first = [i for i, more in enumerate(goes_on) if not more]
        last = [i - 1 for i in (*first[1:], len(goes_on))]
        self.start = [self.start[i] for i in first]
        self.end = [self.end[i] for i in last]
        self.indent = [self.indent[i] for i in first]
        self.gap = [self.gap[i] for i in first]
        self.line = [
            _BREAKS.sub(" ", self.text[a:b]) for a, b in zip(self.start, self.end, strict=True)
        ]

    def part(self, first: int, last: int) -> Lines:
        """Lines ``first`` to ``last`` (exclusive) with their offsets into the whole text."""
        part = Lines("")
        part.text = self.text
        for name in ("start", "end", "line", "low", "words", "gap", "indent"):
            setattr(part, name, getattr(self, name)[first:last])
        return part

    def are_capitals(self) -> bool:
        """Whether the text has no case, as old wires and teleprinters sent it."""
        small = sum(map(str.islower, "".join(self.line[:_LOOKED_AT])))
        capitals = sum(map(str.isupper, "".join(self.line[:_LOOKED_AT])))
        return capitals > _CAPITALS * (small + capitals)

    def in_small_letters(self) -> Lines:
        """The same lines, where a capital stands at the beginning alone."""
        part = self.part(0, len(self))
        part.line = [line[0] + line[1:].lower() for line in self.line]
        return part

    def __len__(self) -> int:
        return len(self.line)


def _pairs(words: list[str]) -> list[str]:
    cut: list[str] = []
    for word in words:
        if _CJK.match(word):
            cut.extend(word[i : i + 2] for i in range(0, len(word), 2))
        else:
            cut.append(word)
    return cut
