"""One row for each happening instead of one for each report: ``--aggregate episodes``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from readout.accounts.across import gather
from readout.export.told import Told
from readout.record.types import Record


def aggregate(records: Sequence[Record], wanted: Sequence[Told]) -> tuple[list[Told], int]:
    """The wanted events, those of one episode and type as one, and the number of those made.

    Episodes are those that ``readout accounts`` finds over all articles, copies with them, and
    those that stand in the records. The clearest telling stands for all: of the commonest status,
    then by place, time and actors known, then by confidence. Acts of different types (an attack
    and the protest against it) stay apart. The order is that of the first telling.
    """
    same = _Same()
    for record in records:
        for inside in record.episodes:
            same.join([(ref.article, ref.id) for ref in inside.members])
    for gathered in gather(records):
        units = (*gathered.units, *gathered.copies)
        same.join([(u.record.article.id, e.id) for u in units for e in u.happening.events])
    groups: dict[tuple[str, ...], list[Told]] = {}
    for told in wanted:
        first = same.first((told.record.article.id, told.event.id))
        groups.setdefault((*first, told.event.plover or ""), []).append(told)
    made = sum(1 for group in groups.values() if len(group) > 1)
    return [_one(group) for group in groups.values()], made


class _Same:
    """Events that belong together (disjoint sets)."""

    def __init__(self) -> None:
        self._up: dict[tuple[str, str], tuple[str, str]] = {}

    def first(self, event: tuple[str, str]) -> tuple[str, str]:
        """The event that stands for the set of this one."""
        while (up := self._up.get(event, event)) != event:
            self._up[event] = self._up.get(up, up)
            event = up
        return event

    def join(self, events: Sequence[tuple[str, str]]) -> None:
        """Make one set of several."""
        for event in events[1:]:
            self._up[self.first(event)] = self.first(events[0])


def _one(group: list[Told]) -> Told:
    if len(group) == 1:
        return replace(group[0], members=tuple(group))
    status = Counter(t.event.status for t in group).most_common(1)[0][0]
    best = max(group, key=lambda t: (t.event.status == status, *_clear(t)))
    return replace(best, members=tuple(group))


def _clear(told: Told) -> tuple[int, float]:
    known = (
        bool(told.sources),
        bool(told.targets),
        told.place is not None and told.place.lat is not None,
        told.when is not None and told.when.basis == "text",
    )
    return sum(known), told.event.confidence
