"""The syntax of a text as plain lists, made once: what every rule of this room asks of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from readout.language.analysis import Analysis

Run = tuple[int, int]
"""First word and the word after the last."""
_LOOSE = frozenset(",;:-–—.")
_OPENS = {"”": "“„", "’": "‘", '"': '"', "'": "'", "»": "«", "“": "„"}
"""Closing marks with what opens them."""


@dataclass(frozen=True)
class Tree:
    """Words by number: governor (-1 for a root), relation without and with its subtype, tags,
    first and last word below each word (itself included), children in order."""

    analysis: Analysis = field(repr=False)
    head: list[int]
    rel: list[str]
    full: list[str]
    upos: list[str]
    xpos: list[str]
    left: list[int]
    right: list[int]
    children: list[list[int]]
    start: list[int]
    end: list[int]
    words: list[str]
    lower: list[str]
    sentence: list[int]
    bounds: list[int]
    """First word of each sentence, then the number of words."""
    _lemmas: dict[int, str] = field(default_factory=dict, repr=False)

    def __len__(self) -> int:
        return len(self.head)

    def lemma(self, i: int) -> str:
        """Dictionary form of word ``i``, lower case."""
        found = self._lemmas.get(i)
        if found is None:
            lemmas = self.analysis.lemmas
            found = self._lemmas[i] = lemmas.of(self.words[i], self.xpos[i]).lower()
        return found

    def sentence_run(self, i: int) -> Run:
        """The sentence that holds word ``i``."""
        s = self.sentence[i]
        return self.bounds[s], self.bounds[s + 1]

    def child(self, i: int, *relations: str) -> int:
        """The first child in one of the relations (without subtype), or -1."""
        for k in self.children[i]:
            if self.rel[k] in relations:
                return k
        return -1

    def top(self, first: int, after: int) -> int:
        """The word of a run whose governor stands outside it; the first one of several."""
        for i in range(first, after):
            if not first <= self.head[i] < after:
                return i
        return first

    def phrase(self, i: int, low: int, high: int) -> Run:
        """The unbroken run of words below ``i`` inside ``low``..``high``, without punctuation that
        closes nothing at its edges."""
        below = {i}
        stack = [i]
        while stack:
            for k in self.children[stack.pop()]:
                if low <= k < high and k not in below:
                    below.add(k)
                    stack.append(k)
        first = after = i
        while first - 1 in below:
            first -= 1
        while after in below:
            after += 1
        while first < i and self.upos[first] == "PUNCT" and self.words[first] in _LOOSE:
            first += 1
        while after - 1 > i and self.closes_nothing(first, after - 1):
            after -= 1
        return first, after

    def closes_nothing(self, first: int, last: int) -> bool:
        """Whether word ``last`` is punctuation of the clause around, or a closing mark of nothing
        opened since ``first``."""
        mark = self.words[last]
        if mark in _LOOSE:
            return True
        if mark not in _OPENS:
            return False
        inside = self.words[first:last]
        if mark in "\"'":
            return inside.count(mark) % 2 == 0
        return not any(opening in inside for opening in _OPENS[mark])

    def span(self, run: Run) -> tuple[int, int]:
        """Code points of a run."""
        return self.start[run[0]], self.end[run[1] - 1]


def plant(analysis: Analysis) -> Tree:
    """The tree of an analysis; linear in the words, as governors stand in the same window."""
    n = len(analysis)
    lists = analysis.lists
    head = lists.head
    names = analysis.labels.deprel
    relations = analysis.deprel.tolist()
    bare = [name.split(":")[0] for name in names]
    left, right = list(range(n)), list(range(n))
    for i in range(n):
        up, steps = head[i], 0
        while up >= 0 and steps < 512:
            if i > right[up]:
                right[up] = i
            elif i < left[up]:
                left[up] = i
            else:
                break
            up, steps = head[up], steps + 1
    bounds = analysis.sentences.tolist()
    sentence: list[int] = []
    for s in range(len(bounds) - 1):
        sentence += [s] * (bounds[s + 1] - bounds[s])
    return Tree(
        analysis=analysis,
        head=head,
        rel=[bare[d] for d in relations],
        full=[names[d] for d in relations],
        upos=lists.upos,
        xpos=lists.xpos,
        left=left,
        right=right,
        children=lists.children,
        start=lists.start,
        end=lists.end,
        words=lists.words,
        lower=lists.low,
        sentence=sentence,
        bounds=bounds,
    )
