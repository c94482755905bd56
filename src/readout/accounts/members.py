"""For whom persons and short names speak, as other articles of the same story tell.

One article has "Ana Ruiz, chairwoman of the Harbour Union", the next only "Ana Ruiz"; one has "the
Border Guard", the next "the BG".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from readout.accounts.initials import initials, is_short
from readout.accounts.keys import entity_key
from readout.accounts.sides import Sides
from readout.record.types import Record


class Body(NamedTuple):
    """Keys of the body that somebody speaks for, as :meth:`Sides.of` and :meth:`Sides.fine`."""

    of: str
    fine: str


def members(articles: Iterable[Sides]) -> dict[str, Body]:
    """Keys of named persons, and of bodies called by their initials, to the one body that articles
    put them with; none where two do."""
    found: dict[str, set[Body]] = {}
    told: dict[str, set[Body]] = {}
    written_out: dict[str, set[Body]] = {}
    for sides in articles:
        for entity in sides.entities.values():
            person = entity.kind == "person" and not entity.anonymous
            if not person and entity.kind != "organization":
                continue
            key, of, fine = entity_key(entity), sides.of(entity.id), sides.fine(entity.id)
            if of is None or fine is None:
                continue
            if key not in (of, fine) and (person or is_short(entity.name)):
                found.setdefault(key, set()).add(Body(of, fine))
                if sides.is_told(entity.id):
                    told.setdefault(key, set()).add(Body(of, fine))
            elif not person and (short := initials(entity.name)) is not None and len(short) > 2:
                written_out.setdefault(f"name:{short.lower()}", set()).add(Body(of, fine))
    found |= told  # what one article tells is more than what is guessed in another
    for key, bodies in written_out.items():
        found.setdefault(key, bodies)
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
        body = self._body(entity, key)
        return body.of if body else key

    def fine(self, entity: str) -> str | None:
        key = super().fine(entity)
        body = self._body(entity, key)
        return body.fine if body else key

    def _body(self, entity: str, key: str | None) -> Body | None:
        held = self.entities[entity]
        if held.kind == "person" and not held.anonymous and not self.is_told(entity):
            return self._known.get(entity_key(held)) or self._known.get(key or "")
        return self._known.get(key or "")
