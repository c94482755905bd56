"""The value that leaves the mentions room."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from functools import cached_property

from readout.record.types import Entity, Note, Place, Quantity, Time


@dataclass(frozen=True)
class Mentions:
    """What an article speaks of, as parts of its record with provisional ids.

    Ids are unique within a kind and begin with its letter ("e", "p", "t", "q"); the final numbers
    are given when the record is complete (``readout.record.renumber``).
    """

    entities: list[Entity] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    times: list[Time] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    notes: list[Note] = field(default_factory=list)
    members: dict[str, list[str]] = field(default_factory=dict)
    """Entities that a plural stands for ("the two presidents"), by the id of the plural."""

    @cached_property
    def _by_start(self) -> list[tuple[int, int, Entity]]:
        found = [(m.start, m.end, e) for e in self.entities for m in e.mentions]
        return sorted(found, key=lambda one: one[:2])

    @cached_property
    def by_id(self) -> dict[str, Entity]:
        """Entities by their ids."""
        return {e.id: e for e in self.entities}

    def mentions_in(self, start: int, end: int) -> list[tuple[int, int, Entity]]:
        """Mentions that lie inside the span (code points) with their entities, in text order."""
        at = bisect_right(self._by_start, start - 1, key=lambda one: one[0])
        out: list[tuple[int, int, Entity]] = []
        while at < len(self._by_start) and self._by_start[at][0] < end:
            if self._by_start[at][1] <= end:
                out.append(self._by_start[at])
            at += 1
        return out

    def entities_in(self, start: int, end: int) -> list[Entity]:
        """Entities with a mention that lies inside the span (code points), in text order."""
        return list({e.id: e for _, _, e in self.mentions_in(start, end)}.values())
