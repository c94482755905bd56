"""Distances between places."""

from __future__ import annotations

import math

from readout.record.types import Place

_EARTH_KM = 6371.0


def distance_km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Great-circle distance by the haversine formula."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(min(1.0, half)))


def apart_km(a: Place, b: Place) -> float | None:
    """Kilometres between two places; None when that is unknown or one holds the other.

    A country or region holds its towns: only points of towns and sites are measured.
    """
    if a.country and b.country and a.country != b.country:
        return math.inf
    if is_wide(a) or is_wide(b) or None in (a.lat, a.lon, b.lat, b.lon):
        return None
    return distance_km(a.lat, a.lon, b.lat, b.lon)  # type: ignore[arg-type]


def is_wide(place: Place) -> bool:
    """Whether a place is a country, region or sea rather than a town or site."""
    return place.kind in _WIDE


_WIDE = frozenset(
    "country admin1 admin2 continent region island ocean sea gulf strait canal lake river desert "
    "mountain mountains unknown".split()
) | {"former country"}
