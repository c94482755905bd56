"""The value that leaves the language room: arrays over the words of a text."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

import numpy as np
import numpy.typing as npt

from readout.language.lemmas import Lemmas
from readout.language.lists import Lists
from readout.language.model import PairScorer
from readout.language.narrow import Narrow, wide

Ints = npt.NDArray[np.int32]
Bytes = npt.NDArray[np.uint8]
Floats = npt.NDArray[np.float32]


_OPENING_OF = {")": "(", "]": "[", "”": "“", "’": "‘", '"': '"', "'": "'", "''": "``"}
_OPENING = frozenset(_OPENING_OF.values())
_AROUND = frozenset(("case", "mark", "cc", "nsubj", "cop"))
"""Branches of an argument that belong to the clause around it, when the predicate is inside it:
"of the laws that he broke", "this is where they met"."""
_BESIDE = frozenset(("nsubj",))
"""The same when the predicate is the copula of the argument."""


@dataclass(frozen=True)
class Names:
    """Names found, in text order; ``[K]`` each."""

    start: Ints
    end: Ints
    """First word and the word after the last."""
    type: Bytes
    """Index into ``Labels.name_types``."""
    score: Floats
    """Mean probability of the name's tags, 0 to 1, as the model has it (not calibrated)."""


@dataclass(frozen=True)
class Frames:
    """Arguments of predicates; ``[K]`` each. The PropBank roles of ``Labels.roles``."""

    predicate: Ints
    argument: Ints
    """Words: the predicate and the head word of the argument."""
    role: Bytes
    score: Floats


@dataclass(frozen=True)
class Attributions:
    """Runs of words with a part in an attribution; ``[K]`` each, in text order."""

    number: Ints
    """Runs of one attribution share a number; -1 is a run that found no cue."""
    role: Bytes
    """0 source, 1 cue, 2 content."""
    start: Ints
    end: Ints
    """First word and the word after the last."""
    score: Floats


@dataclass(frozen=True)
class Parts:
    """Words with a part in the act that another word tells; ``[K]`` each."""

    trigger: Ints
    word: Ints
    """Words: the one that tells the act, and the head word of who or what takes part."""
    part: Bytes
    """Index into ``Labels.parts``: actor, recipient, place, time, quantity."""
    score: Floats


@dataclass(frozen=True)
class Labels:
    """What the numbers in the arrays stand for."""

    upos: list[str]
    xpos: list[str]
    deprel: list[str]
    name_types: list[str]
    roles: list[str]
    roots: list[str]
    statuses: list[str]
    """The first is "none": the word tells no happening."""
    modes: list[str]
    """Of PLOVER, each with its root ("ASSAULT/aerial"); class 0 of the head stands before them."""
    parts: list[str]
    """The first, "_", is no part at all."""


@dataclass(frozen=True)
class Antecedents:
    """Projections of the head words of some mentions, ``[K, 64]``."""

    at: dict[int, int] = field(repr=False)
    """Word to row."""
    left: Floats = field(repr=False)
    right: Floats = field(repr=False)
    scorer: PairScorer = field(repr=False)

    def scores(self, mention: int, candidates: Sequence[int]) -> list[float]:
        """How well each of the words names what ``mention`` names; above 0 is a link."""
        rows = [self.at[word] for word in candidates]
        scores: list[float] = self.scorer.of_sums(self.right[rows] + self.left[self.at[mention]])[
            :, 0
        ].tolist()
        return scores


@dataclass(frozen=True)
class Analysis:
    """Words and sentences of one text with what the heads say of them. ``N`` words.

    Words are numbered through the whole text; ``head`` is -1 for the root of a sentence.
    """

    text: str = field(repr=False)
    start: Ints
    end: Ints
    """``[N]``: code points of each word, end exclusive."""
    sentences: Ints
    """``[S + 1]``: first word of each sentence, then ``N``."""
    block: Ints
    """``[N]``: which of the spans given to the analysis each word stands in."""
    upos: Bytes
    xpos: Bytes
    head: Ints
    deprel: Bytes
    """``[N]``."""
    predicate: Floats
    """``[N]``: probability that the word is a predicate with arguments."""
    factuality: Floats
    """``[N]``: how real the happening the word tells is, -3 (did not) to 3 (did)."""
    root: Floats
    """``[N, roots]``: probabilities of the PLOVER roots of the act the word tells."""
    status: Floats
    """``[N, statuses]``: probabilities of the standings of the happening the word tells."""
    background: Floats
    """``[N]``: probability that the happening the word tells lies before the story."""
    mode: Narrow = field(repr=False)
    """``[N, 1 + modes]``: for :meth:`mode_scores`."""
    parts: Parts
    names: Names
    frames: Frames
    attributions: Attributions
    labels: Labels = field(repr=False)
    lemmas: Lemmas = field(repr=False)
    coref_left: Narrow = field(repr=False)
    coref_right: Narrow = field(repr=False)
    """``[N, 64]``, 16-bit: projections for :meth:`antecedent_scores`."""
    event_word: Narrow = field(repr=False)
    event_source: Narrow = field(repr=False)
    event_target: Narrow = field(repr=False)
    """``[N, 64]``, 16-bit: projections for :meth:`telling`."""
    scorers: dict[str, PairScorer] = field(repr=False)

    def __len__(self) -> int:
        return len(self.start)

    @cached_property
    def lists(self) -> Lists:
        """Words, tags and trees as lists, made once for all the rooms that follow."""
        start, end, head = self.start.tolist(), self.end.tolist(), self.head.tolist()
        text, upos, xpos = self.text, self.labels.upos, self.labels.xpos
        words = [text[a:b] for a, b in zip(start, end, strict=True)]
        children: list[list[int]] = [[] for _ in words]
        for i, h in enumerate(head):
            if h >= 0:
                children[h].append(i)
        return Lists(
            words=words,
            low=[w.lower() for w in words],
            start=start,
            end=end,
            upos=[upos[k] for k in self.upos.tolist()],
            xpos=[xpos[k] for k in self.xpos.tolist()],
            head=head,
            children=children,
        )

    def word(self, i: int) -> str:
        """Word ``i`` as written."""
        return self.lists.words[i]

    def quote(self, first: int, after: int) -> str:
        """The text from word ``first`` to the word before ``after``."""
        return self.text[self.start[first] : self.end[after - 1]]

    def lemma(self, i: int) -> str:
        """Dictionary form of word ``i``."""
        return self.lemmas.of(self.word(i), self.labels.xpos[self.xpos[i]])

    def sentence_of(self, i: int) -> int:
        """The number of the sentence that holds word ``i``."""
        return int(np.searchsorted(self.sentences, i, side="right")) - 1

    def subtree(self, i: int) -> Ints:
        """Words below and including ``i``, in order; not always an unbroken run."""
        s = self.sentence_of(i)
        a, b = int(self.sentences[s]), int(self.sentences[s + 1])
        inside = np.zeros(b - a, dtype=np.bool_)
        inside[i - a] = True
        governed = self.head[a:b] >= 0
        parent = np.where(governed, self.head[a:b] - a, 0)
        while True:
            more = inside | (governed & inside[parent])
            if (more == inside).all():
                return np.flatnonzero(inside).astype(np.int32) + a
            inside = more

    def argument_span(self, predicate: int, argument: int) -> tuple[int, int]:
        """First word and the word after the last of an argument, from the tree below its head.

        What hangs on the predicate's own side is left out: in "people who fled" the argument of
        "fled" is "people". Only the unbroken run around the head word counts.
        """
        below = self.subtree(argument)
        path = predicate
        while path >= 0 and path != argument:
            if int(self.head[path]) == argument:
                copula = self.labels.deprel[self.deprel[path]] == "cop"
                below = self._apart(below, argument, path, _BESIDE if copula else _AROUND)
                break
            path = int(self.head[path])
        at = int(np.searchsorted(below, argument))
        first = last = at
        while first > 0 and below[first - 1] == below[first] - 1:
            first -= 1
        while last + 1 < len(below) and below[last + 1] == below[last] + 1:
            last += 1
        while last > at and self._loose(int(below[last]), int(below[first])):
            last -= 1
        while first < at and self.labels.upos[self.upos[below[first]]] == "PUNCT":
            if self.word(int(below[first])) in _OPENING:
                break
            first += 1
        return int(below[first]), int(below[last]) + 1

    def _apart(self, below: Ints, argument: int, path: int, labels: frozenset[str]) -> Ints:
        """``below`` without the branch of the predicate and the branches of some labels."""
        for word in below:
            label = self.labels.deprel[self.deprel[word]].split(":")[0]
            if int(self.head[word]) == argument and (word == path or label in labels):
                below = np.setdiff1d(below, self.subtree(int(word)))
        return below

    def _loose(self, word: int, first: int) -> bool:
        """Whether a last word is punctuation that closes nothing opened since ``first``."""
        if self.labels.upos[self.upos[word]] != "PUNCT":
            return False
        opening = _OPENING_OF.get(self.word(word))
        return opening is None or all(self.word(i) not in opening for i in range(first, word))

    def antecedent_scores(self, mention: int, candidates: Ints) -> Floats:
        """``[K]``: how well each earlier word names what ``mention`` names; above 0 is a link.

        Both are head words of mentions, any distance apart.
        """
        left, right = wide(self.coref_left[mention]), wide(self.coref_right[candidates])
        return self.scorers["coref"](left, right)[:, 0]

    def antecedents(self, words: Sequence[int]) -> Antecedents:
        """The same for many mentions among some head words: what they share is read once."""
        rows = np.asarray(words, dtype=np.int64)
        return Antecedents(
            {word: i for i, word in enumerate(words)},
            wide(self.coref_left[rows]),
            wide(self.coref_right[rows]),
            self.scorers["coref"],
        )

    def mode_scores(self, i: int) -> Floats:
        """``[1 + modes]``: probabilities of no mode, and of each of ``Labels.modes``, of the act
        that word ``i`` tells."""
        return wide(self.mode[i])

    def telling(self, sentence: int, source: int, target: int) -> Floats:
        """``[W]``: share of each word of a sentence in telling what ``source`` does to ``target``
        (head words, -1 where unknown). Sums to 1."""
        a, b = int(self.sentences[sentence]), int(self.sentences[sentence + 1])
        ends = np.zeros(self.event_word.shape[1], dtype=np.float32)
        if source >= 0:
            ends = ends + wide(self.event_source[source])
        if target >= 0:
            ends = ends + wide(self.event_target[target])
        scores = self.scorers["event"](wide(self.event_word[a:b]), ends)[:, 0]
        weights = np.exp(scores - scores.max())
        return np.asarray(weights / weights.sum(), dtype=np.float32)
