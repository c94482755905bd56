"""One row for each happening instead of one for each report: ``--aggregate episodes``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from readout.accounts.compare import compare
from readout.export.told import Told
from readout.record.types import Record


def aggregate(records: Sequence[Record], wanted: Sequence[Told]) -> tuple[list[Told], int]:
    """The wanted events, those of one episode and type as one, and the number of those made.

    Episodes are those of ``readout accounts``, and those that stand in the records. The clearest
    telling stands for all: of the commonest status, then by place, time and actors known, then by
    confidence. Acts of different types (an attack and the protest against it) stay apart. The
    order is that of the first telling.
    """
    episode_of: dict[tuple[str, str], tuple[str, str]] = {}
    for record in records:
        for inside in record.episodes:
            for ref in inside.members:
                episode_of.setdefault((ref.article, ref.id), (record.article.id, inside.id))
    for across in compare(records):
        for ref in across.members:
            episode_of[ref.article, ref.id] = ("", across.id)
    groups: dict[tuple[str, ...], list[Told]] = {}
    for told in wanted:
        article, event = told.record.article.id, told.event
        episode = episode_of.get((article, event.id))
        key = (*episode, event.plover or "") if episode else (article, event.id, "alone")
        groups.setdefault(key, []).append(told)
    made = sum(1 for group in groups.values() if len(group) > 1)
    return [_one(group) for group in groups.values()], made


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
