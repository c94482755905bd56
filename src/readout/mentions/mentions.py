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

    def entities_in(self, start: int, end: int) -> list[Entity]:
        """Entities with a mention that lies inside the span (code points), in text order."""
        first = bisect_right(self._by_start, start - 1, key=lambda one: one[0])
        out: list[Entity] = []
        for a, b, entity in self._by_start[first:]:
            if a >= end:
                break
            if b <= end and entity not in out:
                out.append(entity)
        return out
