"""Events by place: summed by cells of a window, so that a map has hundreds of marks at most."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from readout.view.maps.world import Window, north
from readout.view.web.filters import EVENTS
from readout.view.web.library import dicts
from readout.view.web.plots.quads import COUNTS, SUMS, leading, told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WIDTH, HEIGHT = 1080, 600
FARTHEST, NEAREST = 0, 8
"""Steps of the zoom: 0 shows the world, each step halves."""
_CELL = 34
"""Pixels; two circles of one map seldom overlap by more than half."""
_CIRCLES = 400
_LEAST, _LARGEST = 3.5, 27.0


class Extent(msgspec.Struct, frozen=True):
    """How many events there are, how many of them have a place, and where most of those lie."""

    total: int
    placed: int
    west: float
    south: float
    east: float
    north: float


class Circle(msgspec.Struct, frozen=True):
    """Events of one cell in pixels; ``ref`` is the place when there is one alone."""

    x: float
    y: float
    r: float
    key: str
    n: int
    places: int
    name: str
    told: str
    lon: float
    lat: float
    ref: str | None
    text: str


def extent(con: DuckDBPyConnection, where: str, values: Sequence[Any]) -> Extent:
    """Counts and the box of the middle 98 of 100 events on either axis."""
    row = con.execute(
        f"SELECT count(*), count(v.lat), quantile_disc(v.lon, [0.01, 0.99]), "
        f"quantile_disc(v.lat, [0.01, 0.99]) {EVENTS} WHERE {where}",
        list(values),
    ).fetchone()
    total, placed, lon, lat = row or (0, 0, None, None)
    if not placed:
        return Extent(total, 0, -170.0, -55.0, 170.0, 75.0)
    return Extent(total, placed, lon[0], lat[0], lon[1], lat[1])


def window_of(west: float, south: float, east: float, top: float) -> Window:
    """The window that shows a box, no nearer than a province or so."""
    across = (east - west) % 360 if east < west else east - west
    up = north(top) - north(south)
    need = max(across / (WIDTH * 0.8), up / (HEIGHT * 0.8), 1e-9)
    zoom = min(max(math.floor(math.log2(360 / WIDTH / need)), FARTHEST), 5)
    middle = (west + across / 2 + 180) % 360 - 180
    ordinate = (north(top) + north(south)) / 2
    lat = math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)
    return window_at(middle, lat, zoom)


def window_at(lon: float, lat: float, zoom: int) -> Window:
    """The window of a zoom around a point; the farthest shows the whole world."""
    if zoom <= FARTHEST:
        return Window(11.0, 32.0, 360 / WIDTH, WIDTH, HEIGHT)
    return Window(round(lon, 4), round(lat, 4), 360 / WIDTH / 2**zoom, WIDTH, HEIGHT)


def circles(
    con: DuckDBPyConnection, where: str, values: Sequence[Any], window: Window
) -> tuple[list[Circle], int]:
    """Circles of the window, largest first, and how many events they stand for."""
    west, south, east, top = window.bounds()
    across = "OR" if west > east else "AND"
    half = window.width / 2 * window.scale
    rows = dicts(
        con,
        "WITH spots AS (SELECT v.lat, v.lon, min(v.geonames_id) AS ref, "
        f"min(v.place) AS name, count(*) AS n, {COUNTS} {EVENTS} WHERE {where} "
        f"AND v.lat BETWEEN ? AND ? AND (v.lon >= ? {across} v.lon <= ?) GROUP BY v.lat, v.lon), "
        "laid AS (SELECT *, ((lon - ? + 540) % 360 - 180 + ?) / ? AS x, "
        "degrees(ln(tan(pi() / 4 + radians(lat) / 2))) / ? AS y FROM spots) "
        f"SELECT count(*) AS places, sum(n)::BIGINT AS n, {SUMS}, "
        "arg_max(name, (n, name)) AS name, "
        "min(ref) AS ref, sum((((lon - ? + 540) % 360) - 180) * n) / sum(n) AS away, "
        "sum(lat * n) / sum(n) AS lat FROM laid "
        f"GROUP BY floor(x / {_CELL}), floor(y / {_CELL}) "
        f"ORDER BY n DESC, lat, away LIMIT {_CIRCLES}",
        [
            *values, max(south, -84), min(top, 84), west, east,
            window.lon, half, window.scale, window.scale, window.lon,
        ],
    )  # fmt: skip
    most = max((row["n"] for row in rows), default=1)
    out = []
    for row in rows:
        lon = (window.lon + row["away"] + 180) % 360 - 180
        x, y = window.point(lon, row["lat"])
        # The area is the number.
        r = max(_LEAST, _LARGEST * math.sqrt(row["n"] / most))
        if most <= 5:
            r = min(r, 9.0)
        one = row["places"] == 1
        out.append(
            Circle(
                x=round(x, 1), y=round(y, 1), r=round(r, 1), key=leading(row), n=row["n"],
                places=row["places"], name=row["name"] or "unnamed", told=told(row),
                lon=round(lon, 4), lat=round(row["lat"], 4),
                ref=(str(row["ref"]) if row["ref"] is not None else row["name"]) if one else None,
                text=_short(row["n"]) if r >= 11 else "",
            )
        )  # fmt: skip
    return [_uncovered(one, out[n + 1 :]) for n, one in enumerate(out)], sum(
        row["n"] for row in rows
    )


def _uncovered(one: Circle, above: Sequence[Circle]) -> Circle:
    """Without its number where a smaller circle lies on that."""
    if one.text and any(math.hypot(one.x - c.x, one.y - c.y) < c.r + 7 for c in above):
        return msgspec.structs.replace(one, text="")
    return one


def _short(n: int) -> str:
    if n < 1000:
        return str(n)
    return f"{n / 1000:.1f}k" if n < 10_000 else f"{n // 1000}k"


TABLE = (
    "SELECT v.place, v.country, v.admin1, v.geonames_id, v.lat, v.lon, count(*) AS events, "
    f"{COUNTS} {EVENTS} WHERE {{where}} AND v.place IS NOT NULL GROUP BY ALL "
    "ORDER BY events DESC, place, v.lat, v.lon, v.country"
)
"""SQL of the table beside the map: one row for each place."""
