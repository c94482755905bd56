"""Where, when, for how long, how many: what stands by an act in its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Protocol, TypeVar

import numpy as np

from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.language.analysis import Analysis
from readout.mentions.mentions import Mentions
from readout.record.types import Time

_FAR = 1_000
_UP = 4
"""Steps from a trigger to the words above it whose time and place it shares."""
_APART = frozenset(("ccomp", "acl:relcl", "csubj", "root"))
"""Relations over which nothing is shared: the day of saying is not the day of what is said."""


_Placed = TypeVar("_Placed", bound=tuple[Any, ...])


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Circumstances:
    """Ids of what stands by an act; ``quantities`` in text order."""

    place: str | None
    time: str | None
    duration: str | None
    quantities: list[str]


class Surroundings:
    """The places, times and quantities of a text by the words they begin and end with."""

    def __init__(self, analysis: Analysis, mentions: Mentions) -> None:
        self._analysis = analysis
        self._starts: list[int] = analysis.start.tolist()
        sentence_of = np.repeat(np.arange(len(analysis.sentences) - 1), np.diff(analysis.sentences))
        self._sentence: list[int] = sentence_of.tolist()
        # By sentence, so that the work for an act does not grow with the article.
        self._times: dict[int, list[tuple[tuple[int, int], Time]]] = {}
        self._quantities: dict[int, list[tuple[tuple[int, int], str]]] = {}
        self._places: dict[int, list[tuple[tuple[int, int], str, str]]] = {}
        for t in mentions.times:
            self._put(self._times, (self._words(t), t))
        for q in mentions.quantities:
            self._put(self._quantities, (self._words(q), q.id))
        places = ((self._words(m), p.id, m.use) for p in mentions.places for m in p.mentions)
        for one in sorted(places):
            self._put(self._places, one)

    def _put(self, held: dict[int, list[_Placed]], one: _Placed) -> None:
        first = one[0][0]
        if first < len(self._sentence):
            held.setdefault(self._sentence[first], []).append(one)

    def _words(self, part: _Spanned) -> tuple[int, int]:
        """First word of a span and the word after its last."""
        first = bisect_left(self._starts, part.start)
        return first, max(first + 1, bisect_left(self._starts, part.end))

    def of(self, trigger: Trigger, roles: Roles) -> Circumstances:
        """What stands by the act that a trigger tells.

        First what the model gives to the act; then a time or a place that hangs on the trigger in
        the tree, with no other verb between; then one that hangs on a word above the trigger in
        the same clause or in the one it belongs to; for a place, last, the only one of the
        sentence.
        """
        s = self._analysis.sentence_of(trigger.word)
        times = self._times.get(s, [])
        spans = [t for words, t in times if t.type in ("DATE", "TIME")]
        points = [words for words, t in times if t.type in ("DATE", "TIME")]
        lasting = [(words, t) for words, t in times if t.type == "DURATION"]
        time = self._pick(points, [t.id for t in spans], trigger.word, roles.times)
        duration = self._pick(
            [words for words, _ in lasting], [t.id for _, t in lasting], trigger.word, roles.times
        )
        literal = [(w, name) for w, name, use in self._places.get(s, []) if use == "literal"]
        place = self._pick(
            [w for w, _ in literal], [name for _, name in literal], trigger.word, roles.places
        )
        if place is None and len({name for _, name in literal}) == 1:
            place = literal[0][1]
        counted = [
            name
            for words, name in self._quantities.get(s, [])
            if any(words[0] <= word < words[1] for word in roles.quantities)
            or self._steps(words[1] - 1, trigger.word) < _FAR
        ]
        return Circumstances(place, time, duration, counted)

    def _pick(
        self, spans: Sequence[tuple[int, int]], names: Sequence[str], trigger: int, given: list[int]
    ) -> str | None:
        for (first, after), name in zip(spans, names, strict=True):
            if any(first <= word < after for word in given):
                return name
        if not spans:
            return None
        for word in self._above(trigger):
            steps = [self._nearest(first, after, word) for first, after in spans]
            best = min(range(len(steps)), key=steps.__getitem__)
            if steps[best] < _FAR:
                return names[best]
        return None

    def _above(self, word: int) -> list[int]:
        """The word and those above it that share its time and place, the nearest first."""
        a = self._analysis
        out = [word]
        while len(out) <= _UP:
            if a.labels.deprel[a.deprel[word]] in _APART:
                break
            word = int(a.head[word])
            if word < 0:
                break
            out.append(word)
        return out

    def _nearest(self, first: int, after: int, trigger: int) -> int:
        return min(self._steps(word, trigger) for word in range(first, after))

    def _steps(self, word: int, trigger: int) -> int:
        """Steps up the tree from a word to the trigger; ``_FAR`` where another verb is between, or
        the trigger is not above it."""
        a = self._analysis
        steps = 0
        while word >= 0 and word != trigger:
            if steps and a.labels.upos[a.upos[word]] == "VERB":
                return _FAR
            word = int(a.head[word])
            steps += 1
        return steps if word == trigger else _FAR
