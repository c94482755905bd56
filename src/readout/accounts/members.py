"""For whom persons speak, as other articles of the same story tell.

One article has "Ana Ruiz, chairwoman of the Harbour Union", the next only "Ana Ruiz".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from readout.accounts.keys import entity_key
from readout.accounts.sides import Sides
from readout.record.types import Record


class Body(NamedTuple):
    """Keys of the body that somebody speaks for, as :meth:`Sides.of` and :meth:`Sides.fine`."""

    of: str
    fine: str


def members(articles: Iterable[Sides]) -> dict[str, Body]:
    """Keys of named persons to the one body that articles put them with; none where two do."""
    found: dict[str, set[Body]] = {}
    for sides in articles:
        for entity in sides.entities.values():
            if entity.kind != "person" or entity.anonymous:
                continue
            key, of, fine = entity_key(entity), sides.of(entity.id), sides.fine(entity.id)
            if of is not None and fine is not None and key not in (of, fine):
                found.setdefault(key, set()).add(Body(of, fine))
    return {key: next(iter(bodies)) for key, bodies in found.items() if len(bodies) == 1}


class SidesOfStory(Sides):
    """The sides of one article, with what the others tell of who speaks for whom."""

    def __init__(self, record: Record) -> None:
        super().__init__(record)
        self._known: Mapping[str, Body] = {}

    def learn(self, known: Mapping[str, Body]) -> None:
        """Takes in what :func:`members` found in the articles of the story."""
        self._known = known

    def of(self, entity: str) -> str | None:
        key = super().of(entity)
        body = self._known.get(key) if key else None
        return body.of if body else key

    def fine(self, entity: str) -> str | None:
        key = super().fine(entity)
        body = self._known.get(key) if key else None
        return body.fine if body else key
