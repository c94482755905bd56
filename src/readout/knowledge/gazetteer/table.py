"""The gazetteer: some 240,000 places as arrays, looked up by folded name.

One file, ``gazetteer.npz``, made by ``python -m training.places`` (README beside it). Opened on
first use, in about 0.1 s; some 30 MB in memory.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt

from readout.knowledge.gazetteer.keys import digest, fold

KINDS = (
    "city", "capital", "district", "facility", "admin2", "admin1", "country", "former country",
    "continent", "region", "island", "ocean", "sea", "gulf", "strait", "canal", "lake", "river",
    "desert", "mountain", "mountains",
)  # fmt: skip
"""Kinds of place, by the number they have in the file."""
PRIMARY, ALTERNATE, POSTAL, ADJECTIVE, PEOPLE = range(5)
"""Classes of names: usual, other spelling, "TX" or "Tex.", "Texan", "Texans"."""
_NOTHING = (np.zeros(0, np.uint32), np.zeros(0, np.uint8))


@dataclass(frozen=True)
class Gazetteer:
    """Columns over ``P`` places, and an index of names."""

    id: npt.NDArray[np.uint32]
    """``[P]``: number in GeoNames; 0 where the place is of our own supplement."""
    lat: npt.NDArray[np.float32]
    lon: npt.NDArray[np.float32]
    """``[P]``: degrees, WGS 84."""
    size: npt.NDArray[np.float32]
    """``[P]``: natural logarithm of 1 + the number of inhabitants; 0 where unknown."""
    kind: npt.NDArray[np.uint8]
    """``[P]``: index into ``KINDS``."""
    country: npt.NDArray[np.uint16]
    """``[P]``: index into ``iso2``; 0 is none."""
    division: npt.NDArray[np.uint16]
    """``[P]``: index into ``divisions``: country and first-level division."""
    divisions: list[str]
    """"US.TX"; "US." is the country without a division."""
    iso2: list[str]
    iso3: list[str]
    keys: npt.NDArray[np.uint64] = field(repr=False)
    first: npt.NDArray[np.int64] = field(repr=False)
    places: npt.NDArray[np.uint32] = field(repr=False)
    classes: npt.NDArray[np.uint8] = field(repr=False)
    names: npt.NDArray[np.uint8] = field(repr=False)

    def __len__(self) -> int:
        return len(self.id)

    def look_up(self, name: str) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
        """Places of that name, in any spelling that :func:`fold` makes equal, and the class of the
        name for each."""
        return self.look_up_key(fold(name))

    def look_up_key(self, key: str) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
        """As :meth:`look_up`, of a name that is folded already.

        The people of a place inside a country, where its adjective alone is listed, is the plural
        of that: "Chechens". "Europeans" are of no place that an act could be of.
        """
        found = self._held(key)
        if len(found[0]) or key[-1:] != "s":
            return found
        places, classes = self._held(key[:-1])
        people = places[(classes == ADJECTIVE) & (self.country[places] > 0)]
        return people, np.full(len(people), PEOPLE, dtype=np.uint8)

    def _held(self, key: str) -> tuple[npt.NDArray[np.uint32], npt.NDArray[np.uint8]]:
        code = np.uint64(digest(key))
        i = int(self.keys.searchsorted(code))
        if i == len(self.keys) or self.keys[i] != code:
            return _NOTHING
        a, b = int(self.first[i]), int(self.first[i + 1])
        return self.places[a:b], self.classes[a:b]

    def name(self, place: int) -> str:
        """The place's own name."""
        a, b = int(self._ends[place]), int(self._ends[place + 1])
        return self.names[a + 1 : b].tobytes().decode()

    def label(self, place: int) -> str:
        """Name, division and country, for people to read: "Paris, US.TX"."""
        inside = self.divisions[self.division[place]].rstrip(".")
        return f"{self.name(place)}, {inside}" if inside else self.name(place)

    @cached_property
    def _ends(self) -> npt.NDArray[np.int64]:
        breaks = np.flatnonzero(self.names == 10)
        return np.concatenate([[-1], breaks, [len(self.names)]])

    @cached_property
    def by_code(self) -> dict[str, int]:
        """Country by ISO code of two letters, division by "US.TX": to the place."""
        out = {}
        for place in np.flatnonzero(self.kind == KINDS.index("admin1")).tolist():
            out[self.divisions[self.division[place]]] = place
        for place in np.flatnonzero(self.kind == KINDS.index("country")).tolist():
            out[self.iso2[self.country[place]]] = place
        return out

    @cached_property
    def country_size(self) -> npt.NDArray[np.float32]:
        """``size`` of countries, by their index into ``iso2``; 0 where unknown."""
        places = [self.by_code.get(code) for code in self.iso2]
        sizes = [0.0 if place is None else float(self.size[place]) for place in places]
        return np.array(sizes, dtype=np.float32)

    @cached_property
    def capitals(self) -> dict[int, int]:
        """Country (index into ``iso2``) to the place that is its capital."""
        found = np.flatnonzero(self.kind == KINDS.index("capital"))
        return dict(zip(self.country[found].tolist(), found.tolist(), strict=True))


@cache
def gazetteer() -> Gazetteer:
    """The gazetteer that ships with readout."""
    with np.load(Path(__file__).with_name("gazetteer.npz")) as file:
        data = {name: file[name] for name in file.files}
    gaps = data["gap_low"].astype(np.uint64) | (data["gap_high"].astype(np.uint64) << np.uint64(16))
    divisions = data["divisions"].tolist()
    iso = [one.split() for one in data["iso"].tolist()]
    iso2 = ["", *(one[0] for one in iso)]
    number = {code: i for i, code in enumerate(iso2)}
    of_division = np.array([number[d.split(".")[0]] for d in divisions], dtype=np.uint16)
    return Gazetteer(
        id=data["id"],
        lat=data["lat"].astype(np.float32) / 1000,
        lon=data["lon"].astype(np.float32) / 1000,
        size=data["size"].astype(np.float32) / 10,
        kind=data["kind"],
        country=of_division[data["division"]],
        division=data["division"],
        divisions=divisions,
        iso2=iso2,
        iso3=["", *(one[1] if len(one) > 1 else "" for one in iso)],
        keys=np.cumsum(gaps),
        first=np.concatenate([[0], np.cumsum(data["counts"].astype(np.int64))]),
        places=data["places"],
        classes=data["classes"],
        names=data["names"],
    )
