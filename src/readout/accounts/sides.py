"""For whom an entity speaks: the state behind an office, the group behind a spokesman.

Sides have keys that mean the same in every article: ``state:RUS``, ``wikidata:Q123`` or
``name:harbour union``.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from readout.accounts.wording import stem
from readout.knowledge.account_words import words
from readout.record.types import Entity, Record

STATE_SECTORS = frozenset(("GOV", "MIL", "SPY", "COP"))
"""Sectors of PLOVER whose people speak for their country."""
_SPEAKERS = frozenset(("person", "state", "organization", "group"))
_DEPTH = 4
_PLURALS = frozenset(stem(w) for w in words("plurals"))
_ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|our|some|several)\s+", re.I)


def plain_name(name: str) -> str:
    """A name for comparison: lower case, no article, no plural."""
    return " ".join(stem(w) for w in re.findall(r"[^\W_]+", _ARTICLES.sub("", name)))


def entity_key(entity: Entity) -> str:
    """What names the same entity in another article."""
    if entity.kind == "state" and entity.country:
        return f"state:{entity.country}"
    if entity.ref is not None:
        return f"{entity.ref.table}:{entity.ref.id}"
    return f"name:{plain_name(entity.name)}"


class Sides:
    """The sides of the entities of one record."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self.entities = {e.id: e for e in record.entities}
        self._bodies = [
            (plain_name(e.name), e)
            for e in record.entities
            if e.kind in ("organization", "group", "state") and not e.anonymous
        ]
        self._bodies.sort(key=lambda one: -len(one[0]))
        self._coarse: dict[str, str | None] = {}
        self._fine: dict[str, str | None] = {}

    def of(self, entity: str) -> str | None:
        """The key of the largest body an entity speaks for; None for what cannot speak."""
        if entity not in self._coarse:
            self._coarse[entity] = self._key(entity, True, _DEPTH)
        return self._coarse[entity]

    def fine(self, entity: str) -> str | None:
        """The same, but an office or body of a state stands for itself, not for the state."""
        if entity not in self._fine:
            self._fine[entity] = self._key(entity, False, _DEPTH)
        return self._fine[entity]

    def all(self, entities: Iterable[str]) -> set[str]:
        """The sides of several entities."""
        return {side for e in entities if (side := self.of(e)) is not None}

    def _key(self, id_: str, by_state: bool, depth: int) -> str | None:
        entity = self.entities[id_]
        if entity.kind not in _SPEAKERS:
            return None
        if entity.kind == "state":
            return entity_key(entity)
        if self._is_plural(entity):
            return None
        own = entity.kind in ("organization", "group") and not entity.anonymous
        of_state = by_state and entity.country and entity.sector in STATE_SECTORS
        if of_state:
            return f"state:{entity.country}"
        body = self._body(entity) if depth and not own else None
        if body is not None:
            return self._key(body.id, by_state, depth - 1)
        return entity_key(entity)

    def _is_plural(self, entity: Entity) -> bool:
        """ "the presidents", "both sides": people of several sides at once."""
        if entity.kind != "group" or entity.country is not None:
            return False
        return plain_name(entity.name).rpartition(" ")[2] in _PLURALS

    def _body(self, entity: Entity) -> Entity | None:
        """The body or person that an entity holds an office of, or that its description names."""
        for role in entity.roles:
            if role.of:
                wanted = plain_name(role.of)
                for other in self.entities.values():
                    if other.id != entity.id and self._is_called(other, wanted):
                        return other
        said = f" {plain_name(entity.name)} "
        if entity.anonymous or entity.kind == "group":
            for name, other in self._bodies:
                if other.id != entity.id and name and f" {name} " in said:
                    return other
        return None

    def _is_called(self, entity: Entity, wanted: str) -> bool:
        if plain_name(entity.name) == wanted:
            return True
        names = (self._text[m.start : m.end] for m in entity.mentions if m.form == "name")
        return any(plain_name(n) == wanted for n in names)
