"""Places that news around the world means by their name: Athens is the capital of Greece."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from pathlib import Path

import msgspec

import readout.knowledge as knowledge
from readout.knowledge.gazetteer.keys import fold
from readout.knowledge.gazetteer.table import KINDS, Gazetteer

_TOWNS = tuple(KINDS.index(kind) for kind in ("city", "capital", "district"))


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    comment: str
    places: dict[str, str]


@cache
def _countries() -> dict[str, frozenset[str]]:
    """Folded name to the countries (ISO 3166-1 alpha-2) of the renowned places of that name."""
    raw = (Path(knowledge.__path__[0]) / "renowned.json").read_bytes()
    out = defaultdict(set)
    for code, names in msgspec.json.decode(raw, type=_File).places.items():
        for name in names.split():
            out[fold(name.replace("_", " "))].add(code)
    return {name: frozenset(codes) for name, codes in out.items()}


def renowned(key: str, places: Sequence[int], gazetteer: Gazetteer) -> list[int]:
    """Which of some candidates (their positions) for a folded name are renowned: of each country
    that has such a place the largest town."""
    out: list[int] = []
    for code in _countries().get(key, ()):
        towns = [
            i
            for i, place in enumerate(places)
            if gazetteer.iso2[gazetteer.country[place]] == code and gazetteer.kind[place] in _TOWNS
        ]
        if towns:
            out.append(max(towns, key=lambda i: float(gazetteer.size[places[i]])))
    return out
