"""Places in the forms of the field: FIPS codes, GDELT's and GeoNames' types, ACLED's precision."""

from __future__ import annotations

from functools import cache
from typing import Literal

from readout.knowledge.export_codes import CountryCodes, countries
from readout.record.types import Place

_FEATURES = {
    "city": "PPL", "capital": "PPLC", "district": "PPLX", "admin1": "ADM1", "admin2": "ADM2",
    "country": "PCLI", "former country": "PCLH", "continent": "CONT", "region": "RGN",
    "island": "ISL", "ocean": "OCN", "sea": "SEA", "gulf": "GULF", "strait": "STRT",
    "canal": "CNL", "lake": "LK", "river": "STM", "desert": "DSRT", "mountain": "MT",
    "mountains": "MTS",
}  # fmt: skip
"""Kinds of our gazetteer as GeoNames' feature codes."""
_POINTS = frozenset(("city", "capital", "district", "facility"))
_PARTS = frozenset(("admin2", "island", "lake", "mountain", "canal", "strait"))
_COUNTRIES = frozenset(("country", "former country"))
_OWN_CODES = frozenset(("CHE", "BEL", "MNE", "GBR", "FRA"))
"""Where GeoNames numbers divisions by ISO or newly, and not by FIPS as elsewhere."""

Level = Literal["country", "province", "district", "city", ""]


def codes(place: Place | None) -> CountryCodes | None:
    """The codes of the state a place lies in."""
    return countries().get(place.country or "") if place else None


def fips(place: Place | None) -> str:
    """FIPS 10-4 of the state; the Gaza Strip and the West Bank have one each."""
    held = codes(place)
    if held is None:
        return ""
    if held.iso3 == "PSE" and place is not None and "gaza" in (place.admin1 or place.name).lower():
        return "GZ"
    return held.fips


def level(place: Place | None) -> Level:
    """Which column of City, District, Province, Country a place's own name belongs into."""
    if place is None:
        return ""
    if place.kind in _POINTS:
        return "city"
    if place.kind == "admin2":
        return "district"
    if place.kind == "admin1":
        return "province"
    return "country" if place.kind in _COUNTRIES else ""


def at(place: Place | None, wanted: Level) -> str:
    """The place's name when it is of that level, else empty; provinces also of towns."""
    if place is None:
        return ""
    if wanted == "province" and place.admin1:
        return place.admin1
    return place.name if level(place) == wanted else ""


def feature(place: Place | None) -> str:
    """GeoNames' feature code, empty where the kind is not known."""
    return _FEATURES.get(place.kind, "") if place else ""


def geo_precision(place: Place | None) -> int | None:
    """ACLED: 1 a town or a spot in it, 2 a part of a region, 3 a region or wider."""
    if place is None or place.kind == "unknown":
        return None
    if place.kind in _POINTS:
        return 1
    return 2 if place.kind in _PARTS else 3


def gdelt_type(place: Place | None) -> int | None:
    """GDELT: 1 country, 2 US state, 3 US town, 4 other town, 5 other division; else unknown."""
    if place is None or place.country is None:
        return None
    american = place.country == "USA"
    if level(place) == "country":
        return 1
    if level(place) == "city":
        return 3 if american else 4
    if level(place) in ("province", "district"):
        return 2 if american else 5
    return None


def fullname(place: Place | None) -> str:
    """``Town, Division, Country``, as far as each is known."""
    if place is None:
        return ""
    held = codes(place)
    parts = [place.name, place.admin1 or "", held.name if held else ""]
    if level(place) == "country":
        parts = [held.name if held else place.name]
    return ", ".join(dict.fromkeys(part for part in parts if part))


@cache
def adm1(iso3: str, admin1: str) -> str:
    """FIPS state and division code, ``USTX``, by the name of the division.

    GeoNames' codes of divisions are those of FIPS 10-4 but in a few states, where this is empty.
    """
    held = countries().get(iso3)
    if held is None or not held.fips or iso3 in _OWN_CODES:
        return ""
    from readout.knowledge.gazetteer.table import gazetteer

    table = gazetteer()
    division = ""
    for code in table.divisions:
        if code.startswith(held.iso2 + "."):
            of = table.by_code.get(code)
            if of is not None and table.name(of) == admin1:
                division = code.partition(".")[2]
    return held.fips + division if len(division) == 2 else ""
