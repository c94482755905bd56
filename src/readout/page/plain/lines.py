"""The lines of a capture with their words: what the features are counted on."""

from __future__ import annotations

import re

_WORD = re.compile(r"\w+")
_LINE = re.compile(r"[^\r\n]+")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff]{3,}")


class Lines:
    """The non-blank lines of ``text`` in order, as parallel lists.

    ``start[i]`` and ``end[i]`` are code points without blanks at the edges, ``words[i]`` the
    tokens, lower case (runs of Chinese and Japanese signs cut in pairs), ``gap[i]`` the blank lines
    before the line, ``indent[i]`` the blanks in front of it, ``low[i]`` the line in lower case.
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
        before = 0
        for found in _LINE.finditer(text):
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
            low = line.lower()
            self.low.append(low)
            words = find(low)
            if pairs and not line.isascii():
                words = _pairs(words)
            self.words.append(words)
            self.gap.append(text.count("\n", before, start) - 1)
            before = end
        if self.gap:
            self.gap[0] = 1

    def part(self, first: int, last: int) -> Lines:
        """Lines ``first`` to ``last`` (exclusive) with their offsets into the whole text."""
        part = Lines("")
        part.text = self.text
        for name in ("start", "end", "line", "low", "words", "gap", "indent"):
            setattr(part, name, getattr(self, name)[first:last])
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
