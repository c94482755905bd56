"""Actors in the code books of the field: CAMEO, Correlates of War, ICEWS, ACLED."""

from __future__ import annotations

from collections.abc import Iterator

from readout.export.told import Told
from readout.knowledge.export_codes import CountryCodes, countries, sectors
from readout.record.types import Entity

GROUPS = {
    "united nations": "UNO", "un": "UNO", "u.n.": "UNO", "nato": "NAT",
    "north atlantic treaty organization": "NAT", "european union": "EEC", "eu": "EEC",
    "international monetary fund": "IMF", "imf": "IMF", "world bank": "WBK",
    "international atomic energy agency": "IAE", "iaea": "IAE", "opec": "OPC",
}  # fmt: skip
"""CAMEO's codes of some international organisations, by their names."""


def codes(entity: Entity | None) -> CountryCodes | None:
    """The codes of an actor's state."""
    return countries().get(entity.country or "") if entity else None


def country_code(entity: Entity | None) -> str:
    """CAMEO's code of the actor's state, else empty."""
    held = codes(entity)
    return held.cameo if held else ""


def group_code(entity: Entity | None) -> str:
    """CAMEO's code of a known international organisation, else empty."""
    if entity is None or entity.kind == "state":
        return ""
    return GROUPS.get(entity.name.lower().removeprefix("the "), "")


def role_code(entity: Entity | None) -> str:
    """CAMEO's role of the actor's sector. A state as such has none: Russia is RUS, not RUSGOV."""
    if entity is None or entity.kind == "state":
        return ""
    held = sectors().get(entity.sector or "")
    if held is None and group_code(entity):
        return "IGO"
    return held.cameo if held else ""


def actor_code(entity: Entity | None) -> str:
    """CAMEO: the state and the role (``SYRMIL``), for an organisation ``IGO`` and its code."""
    group = group_code(entity)
    if group:
        return role_code(entity) + group
    return country_code(entity) + role_code(entity)


def icews_sectors(entity: Entity | None) -> str:
    """ICEWS's name of the actor's sector; a state as such has none."""
    if entity is None or entity.kind == "state":
        return ""
    held = sectors().get(entity.sector or "")
    return held.icews if held else ""


def country_name(entity: Entity | None) -> str:
    """The state's name as ICEWS writes it."""
    held = codes(entity)
    return held.name if held else ""


def title(entity: Entity) -> str:
    """The first office that the article gives the actor."""
    return entity.roles[0].title if entity.roles else ""


def dyads(told: Told) -> Iterator[tuple[Entity | None, Entity | None]]:
    """Who did it to whom, pair by pair; of a reciprocal event both directions.

    A reciprocal event whose actors all stand among the sources pairs each with each. One side
    unknown gives a pair with None; both unknown a single such pair, since the event is a row all
    the same.
    """
    sources, targets = told.sources, told.targets
    if told.event.reciprocal and not targets and len(sources) > 1:
        yield from ((one, other) for one in sources for other in sources if one is not other)
        return
    if not sources and not targets:
        yield None, None
        return
    doers: tuple[Entity | None, ...] = sources or (None,)
    done_to: tuple[Entity | None, ...] = targets or (None,)
    for one in doers:
        for other in done_to:
            yield one, other
            if told.event.reciprocal and one is not None and other is not None:
                yield other, one
