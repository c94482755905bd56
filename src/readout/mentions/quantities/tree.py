"""The trees of an analysis as lists."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from readout.language.analysis import Analysis


class Tree:
    """The trees of an analysis as lists, with the words below each word."""

    def __init__(self, analysis: Analysis) -> None:
        self.analysis = analysis
        lists = analysis.lists
        self.start, self.end, self.head = lists.start, lists.end, lists.head
        self.low, self.xpos, self._below = lists.low, lists.xpos, lists.children
        labels = analysis.labels
        self.deprel = [labels.deprel[k] for k in analysis.deprel.tolist()]
        self.sentences: list[int] = analysis.sentences.tolist()
        self._lemmas: dict[int, str] = {}

    def at(self, offset: int) -> int:
        """The word that holds a code point, or the first after it."""
        k = bisect_right(self.start, offset) - 1
        return k if k >= 0 and self.end[k] > offset else min(k + 1, len(self.start) - 1)

    def word(self, i: int) -> str:
        """Word ``i`` in lower case; empty off the text."""
        return self.low[i] if 0 <= i < len(self.low) else ""

    def below(self, i: int) -> list[int]:
        """The words that word ``i`` governs, in text order; none for -1."""
        return self._below[i] if i >= 0 else []

    def lemma(self, i: int) -> str:
        """Dictionary form of word ``i`` in lower case; looked up once."""
        found = self._lemmas.get(i)
        if found is None:
            found = self._lemmas[i] = self.analysis.lemma(i).lower()
        return found

    def bounds(self, i: int) -> tuple[int, int]:
        """First word of the sentence of word ``i`` and the word after its last."""
        k = bisect_right(self.sentences, i)
        return self.sentences[k - 1], self.sentences[min(k, len(self.sentences) - 1)]


def word_span(tree: Tree, start: int, end: int) -> tuple[int, int]:
    """First word and the word after the last of the code points."""
    first = tree.at(start)
    return first, max(first + 1, bisect_left(tree.start, end))
