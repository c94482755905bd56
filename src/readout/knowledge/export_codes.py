"""Codes that the exports write: of states, of sectors, and the table of ACLED's sub-types."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import msgspec

_HERE = Path(__file__).parent


class CountryCodes(msgspec.Struct, frozen=True, kw_only=True):
    """One state or territory in several code books; empty where a book has none."""

    iso3: str
    iso2: str
    iso: str
    """ISO 3166-1 numeric, without leading zeros."""
    fips: str
    """FIPS 10-4."""
    cow: str
    """Number in the Correlates of War list of states."""
    cameo: str
    region: str
    """As ACLED names it."""
    name: str


class SectorCodes(msgspec.Struct, frozen=True, kw_only=True):
    """A sector of PLOVER: its role in CAMEO, its name in ICEWS, its number in ACLED."""

    plover: str
    cameo: str
    icews: str
    acled: str


class SubType(msgspec.Struct, frozen=True, kw_only=True):
    """A rule of ``acled_subtypes.tsv``. Empty conditions hold always; lists are joined by ``|``."""

    type: str
    mode: str
    source: str
    """Sectors of the source."""
    target: str
    words: str
    """Words one of which stands in the sentence; ``*`` ends a stem, ``&`` joins lists."""
    label: str
    """As the shared task CASE 2021 abbreviates it."""
    event_type: str
    """Empty for what ACLED does not code."""
    sub_event_type: str


def _rows(name: str) -> list[dict[str, str]]:
    with open(_HERE / name, encoding="utf-8", newline="") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def countries() -> dict[str, CountryCodes]:
    """By ISO 3166-1 alpha-3."""
    rows = _rows("country_codes.tsv")
    return {
        r["iso3"]: msgspec.convert({**r, "cameo": r["cameo"] or r["iso3"]}, CountryCodes)
        for r in rows
    }


@cache
def sectors() -> dict[str, SectorCodes]:
    """By the three letters of PLOVER."""
    return {r["plover"]: msgspec.convert(r, SectorCodes) for r in _rows("sector_codes.tsv")}


@cache
def sub_types() -> tuple[SubType, ...]:
    """The rules in their order; the first that fits decides."""
    return tuple(msgspec.convert(r, SubType) for r in _rows("acled_subtypes.tsv"))
