"""An analysis as plain lists: what the rules for actors look at."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

import numpy as np

from readout.knowledge import actor_words
from readout.language.analysis import Analysis


@dataclass(frozen=True)
class Reading:
    """Words of an analysis with their tags and tree; ``[N]`` each."""

    analysis: Analysis
    words: list[str]
    low: list[str]
    upos: list[str]
    xpos: list[str]
    rel: list[str]
    """Without subtypes, but ``nmod:poss``, ``nmod:desc`` and ``nsubj:pass`` kept whole."""
    head: list[int]
    children: list[list[int]]
    sentence: list[int]
    block: list[int]
    start: list[int]
    end: list[int]
    acts: list[bool]
    """The word tells an act or has arguments."""
    tells: list[bool]
    """The word tells a political act."""
    quoted: list[bool]
    """The word stands between quotation marks of its block."""
    content: list[int]
    """Number of the attribution whose content the word is in, -1 outside of any."""
    source: dict[int, int]
    """The first word of the source of each attribution."""
    source_after: dict[int, int]
    content_first: dict[int, int]
    """The first word of the content of each attribution."""
    agreements: list[int]
    """Words that name an agreement: "deal", "accord"."""

    @cached_property
    def number_of_source(self) -> dict[int, int]:
        """The attribution that a word alone is the source of: "he" in "he said"."""
        return {
            first: number
            for number, first in self.source.items()
            if self.source_after[number] == first + 1
        }

    @cached_property
    def _sources(self) -> list[tuple[int, int]]:
        return sorted((first, self.source_after[number]) for number, first in self.source.items())

    def source_before(self, word: int) -> tuple[int, int] | None:
        """The words of the last source that begins before a word."""
        k = bisect_left(self._sources, (word, word))
        return self._sources[k - 1] if k else None

    def __len__(self) -> int:
        return len(self.words)

    def text(self, first: int, after: int) -> str:
        """The text from one word to the word before another, in one line."""
        return " ".join(self.analysis.text[self.start[first] : self.end[after - 1]].split())

    def case(self, i: int) -> str | None:
        """The preposition that governs a word, lower case."""
        for k in self.children[i]:
            if self.rel[k] == "case" and k < i:
                return self.low[k]
        return None


_WHOLE = frozenset(("nmod:poss", "nmod:desc", "nsubj:pass", "acl:relcl", "nmod:unmarked"))


_OPENING = frozenset(("“", "``", "«", "„", "‘"))
_MARKS = _OPENING | {"”", "''", "»", "’", '"'}


def _quoted(words: list[str], block: list[int]) -> list[bool]:
    out = [False] * len(words)
    marks = [i for i, word in enumerate(words) if word in _MARKS]
    inside, last = False, -1
    for i, following in pairwise([*marks, len(words)]):
        if block[i] != last:
            inside, last = False, block[i]
        inside = not inside if words[i] == '"' else words[i] in _OPENING
        if inside:
            after = bisect_right(block, last, i, following)
            out[i:after] = [True] * (after - i)
    return out


def reading_of(a: Analysis) -> Reading:
    """The lists for an analysis; linear in its words."""
    lists = a.lists
    words, low, block = lists.words, lists.low, a.block.tolist()
    names = [d if d in _WHOLE else d.split(":")[0] for d in a.labels.deprel]
    lengths = np.diff(a.sentences)
    acts = (a.predicate > 0.5) | ((a.root[:, 0] < 0.6) if len(words) else a.predicate > 0.5)
    content = [-1] * len(words)
    source: dict[int, int] = {}
    source_after: dict[int, int] = {}
    content_first: dict[int, int] = {}
    t = a.attributions
    for number, role, first, after in zip(
        t.number.tolist(), t.role.tolist(), t.start.tolist(), t.end.tolist(), strict=True
    ):
        if number < 0:
            continue
        if role == 2:
            content[first:after] = [number] * (after - first)
            content_first[number] = min(first, content_first.get(number, first))
        elif role == 0 and number not in source:
            source[number], source_after[number] = first, after
    treaties = actor_words.listed("agreements")
    return Reading(
        analysis=a,
        words=words,
        low=low,
        upos=lists.upos,
        xpos=lists.xpos,
        rel=[names[k] for k in a.deprel.tolist()],
        head=lists.head,
        children=lists.children,
        sentence=np.repeat(np.arange(len(lengths)), lengths).tolist(),
        block=block,
        start=lists.start,
        end=lists.end,
        acts=acts.tolist(),
        tells=(a.root[:, 0] < 0.5).tolist() if len(words) else [],
        quoted=_quoted(words, block),
        content=content,
        source=source,
        source_after=source_after,
        content_first=content_first,
        agreements=[i for i, w in enumerate(low) if w in treaties],
    )


def is_shouted_noun(r: Reading, i: int) -> bool:
    """Whether capitals that could be initials are those of a text without case: "FROM A CAR"."""
    beside = [r.words[k] for k in (i - 1, i + 1) if 0 <= k < len(r) and r.words[k].isalpha()]
    loud = bool(beside) and all(w.isupper() for w in beside)
    return loud and (r.upos[i] != "PROPN" or r.low[i - 1] in ("a", "an"))
