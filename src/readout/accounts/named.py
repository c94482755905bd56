"""The bodies of one record by the words of their names, so that none is sought among all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator

from readout.accounts.keys import plain_name
from readout.record.types import Entity


class Named:
    """Bodies in an order of their own: named ones before described ones, longer names first."""

    def __init__(self, bodies: Iterable[Entity]) -> None:
        self._held = sorted(
            ((plain_name(e.name), e) for e in bodies),
            key=lambda one: (one[1].kind == "group", -len(one[0])),
        )
        self._of_name: defaultdict[str, list[int]] = defaultdict(list)
        self._of_word: defaultdict[str, list[int]] = defaultdict(list)
        self._of_head: defaultdict[str, list[int]] = defaultdict(list)
        for at, (name, _) in enumerate(self._held):
            self._of_name[name].append(at)
            self._of_head[name.rpartition(" ")[2]].append(at)
            for word in set(name.split()):
                self._of_word[word].append(at)

    def __iter__(self) -> Iterator[tuple[str, Entity]]:
        return iter(self._held)

    def headed(self, head: str) -> list[tuple[str, Entity]]:
        """Those whose plain name ends in a word."""
        return [self._held[at] for at in self._of_head.get(head, ())]

    def inside(self, said: str, entity: Entity) -> Entity | None:
        """The first one, other than ``entity``, whose name stands in a plain name and is not the
        whole of it."""
        words = said.split(" ")
        runs = (
            words[i:j]
            for i in range(len(words))
            for j in range(i + 1, len(words) + 1)
            if j - i < len(words)
        )
        names = {name for run in runs if (name := " ".join(run)) in self._of_name}
        return self._first((self._of_name[name] for name in names if name), entity)

    def holding(self, wanted: str, entity: Entity) -> Entity | None:
        """The first one, other than ``entity``, whose name holds all words of a plain name."""
        words = set(wanted.split())
        rarest = min((self._of_word.get(w, []) for w in words), key=len, default=[])
        held = (at for at in rarest if words <= set(self._held[at][0].split()))
        return self._first([held], entity)

    def _first(self, found: Iterable[Iterable[int]], entity: Entity) -> Entity | None:
        """Of several rows, each in order, the first body that is not ``entity``."""
        firsts = (
            next((at for at in row if self._held[at][1].id != entity.id), None) for row in found
        )
        best = min((at for at in firsts if at is not None), default=None)
        return None if best is None else self._held[best][1]
