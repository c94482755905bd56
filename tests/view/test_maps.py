"""The offline map: where its land lies, how it is projected, that it names its source."""

from __future__ import annotations

import csv
import io
import math
import re
from importlib.resources import files
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.testclient import TestClient

from readout.view.maps import world as maps
from readout.view.maps.world import Sheet, Window, country_name, draw, latitude, north
from readout.view.web.app import make_app
from readout.view.web.plots.places import NEAREST, window_at
from tests.view.web import world

ROOT = Path(__file__).parents[2]
KNOWN = [
    ("PER", "Cusco", -13.53, -71.97), ("UKR", "Poltava", 49.59, 34.55),
    ("SYR", "Homs", 34.73, 36.71), ("RUS", "Omsk", 54.99, 73.37), ("RUS", "Markovo", 64.68, 170.4),
    ("RUS", "Chukotka beyond the date line", 66.5, -173.5), ("FJI", "Vanua Levu", -16.6, 179.2),
    ("LSO", "Maseru, inside South Africa", -29.4, 27.8), ("ZAF", "Kimberley", -28.74, 24.76),
    ("NZL", "Hamilton", -37.79, 175.28), ("ISL", "Akureyri", 65.5, -18.1),
    ("JPN", "Nagano", 36.65, 138.18), ("CHL", "Temuco", -38.74, -72.6),
    ("XKX", "Pristina", 42.66, 21.17), ("MLI", "Timbuktu", 16.77, -3.0),
    ("MNG", "Ulaanbaatar", 47.9, 106.9), ("CRI", "San José", 9.93, -84.08),
    ("SOM", "Hargeisa", 9.56, 44.06), ("CYP", "Kyrenia", 35.32, 33.32),
    ("RUS", "Simferopol, as it is held", 44.95, 34.1),
]  # fmt: skip
"""Country, somewhere in it, latitude, longitude."""
WATER = [(0.0, -30.0), (-40.0, -120.0), (35.0, 18.5), (42.0, 51.0), (20.0, 65.0), (-5.0, 80.0)]
"""Atlantic, Pacific, Mediterranean, Caspian, Arabian Sea, Indian Ocean."""
CLAIMS = [
    (34.2, 73.45, "Indian claim, Pakistan"), (48.34, 38.4, "Ukrainian claim, Ukraine"),
    (27.67, -10.0, "Western Saharan claim, Morocco"), (33.0, 35.65, "Syrian claim, Israel"),
    (46.15, 33.65, "Ukrainian claim, Russia"), (9.5, 49.0, "Somali claim, Somaliland"),
    (35.18, 33.36, "Cypriot claim, Northern Cyprus"),
]  # fmt: skip
"""A point within 30 km of a border that is drawn as contested: Kashmir at the Jhelum,
the line of 2014 at Debaltseve, the northern border of Western Sahara, the Golan at the Jordan,
Perekop, the east of Somaliland, Nicosia."""
_RING = re.compile(r"M(-?\d+),(-?\d+)l([^Mz]*)")


def rings(path: str) -> list[list[tuple[float, float]]]:
    """The rings of path data in pixels of the window; the page draws half pixels at scale .5."""
    found = []
    for x, y, steps in _RING.findall(path):
        at = [int(x), int(y)]
        ring = [(at[0] / 2, at[1] / 2)]
        for step in steps.split():
            dx, dy = step.split(",")
            at = [at[0] + int(dx), at[1] + int(dy)]
            ring.append((at[0] / 2, at[1] / 2))
        found.append(ring)
    return found


def holds(path: str, x: float, y: float) -> bool:
    """Whether a point is filled: its winding number, as SVG fills by default."""
    wind = 0
    for ring in rings(path):
        for (ax, ay), (bx, by) in pairwise([*ring, ring[0]]):
            if (ay <= y) != (by <= y) and (ax + (y - ay) / (by - ay) * (bx - ax)) > x:
                wind += 1 if by > ay else -1
    return wind != 0


def lands_at(sheet: Sheet, window: Window, lat: float, lon: float) -> list[str]:
    x, y = window.point(lon, lat)
    return [land.code for land in sheet.lands if holds(land.path, x, y)]


@pytest.mark.parametrize(("code", "name", "lat", "lon"), KNOWN, ids=[k[1] for k in KNOWN])
def test_land_holds_what_lies_in_it_at_every_zoom(
    code: str, name: str, lat: float, lon: float
) -> None:
    # A ring round another country is one of its own there: who is drawn last is seen.
    for zoom in (0, 3, 5, NEAREST):
        window = window_at(lon, lat, zoom)
        found = lands_at(draw(window), window, lat, lon)
        assert code in found, (name, zoom, found)
        assert len(found) <= 2, (name, zoom, found)


def test_the_sea_is_no_land() -> None:
    window = window_at(0, 0, 0)
    sheet = draw(window)
    for lat, lon in WATER:
        assert lands_at(sheet, window, lat, lon) == [], (lat, lon)
        near = window_at(lon, lat, 5)
        assert lands_at(draw(near), near, lat, lon) == [], (lat, lon)


def test_every_country_is_on_the_map_of_the_world() -> None:
    sheet = draw(window_at(0, 0, 0))
    codes = {land.code for land in sheet.lands}
    assert len(codes) > 170
    assert all(re.fullmatch("[A-Z]{3}", code) for code in codes)
    assert country_name("PER") == "Peru"
    assert country_name("SOM") == "Somalia", "and not a land apart with its code"
    assert country_name("ZZZ") == "ZZZ"


@given(st.floats(-84, 84))
def test_the_projection_is_mercator_s_and_goes_back(lat: float) -> None:
    assert latitude(north(lat)) == pytest.approx(lat, abs=1e-9)
    assert north(-lat) == pytest.approx(-north(lat), abs=1e-9)
    assert math.radians(north(lat)) == pytest.approx(math.asinh(math.tan(math.radians(lat))))


def test_known_ordinates() -> None:
    assert north(0) == pytest.approx(0, abs=1e-12)
    assert north(60) == pytest.approx(75.4562, abs=1e-3)
    assert north(90) == north(84), "the poles are held at the edge"


@given(st.floats(-180, 180), st.floats(-70, 70), st.integers(1, NEAREST))
def test_a_window_has_its_middle_in_its_middle_and_its_bounds_at_its_edges(
    lon: float, lat: float, zoom: int
) -> None:
    window = window_at(lon, lat, zoom)
    assert window.point(window.lon, window.lat) == pytest.approx(
        (window.width / 2, window.height / 2)
    )
    west, south, east, top = window.bounds()
    if top < 84 and south > -84 and (east - west) % 360 > 0:
        assert window.point(window.lon, top)[1] == pytest.approx(0, abs=0.5)
        assert window.point(window.lon, south)[1] == pytest.approx(window.height, abs=0.5)
    if zoom > 1:
        # The edge itself may fall on either side of the turn.
        inside = (west + window.scale + 180) % 360 - 180
        assert window.point(inside, lat)[0] == pytest.approx(1, abs=0.5)


@pytest.mark.parametrize(("lat", "lon", "name"), CLAIMS, ids=[c[2] for c in CLAIMS])
def test_claims_that_are_not_settled_are_drawn_where_they_lie_and_named(
    lat: float, lon: float, name: str
) -> None:
    window = window_at(lon, lat, 4)
    (claim,) = [claim for claim in draw(window).claims if claim.name == name]
    at = window.point(lon, lat)
    corners = [corner for ring in rings(claim.path) for corner in ring]
    assert min(math.dist(at, corner) for corner in corners) < 0.3 / window.scale


def test_neighbours_share_their_border() -> None:
    """Arcs are cut once for both, so that no strip of sea shows between two countries."""
    held = maps._world()
    owners: dict[int, set[int]] = {}
    for country, arcs in zip(held.ring_country, held.ring_arcs, strict=True):
        for arc in arcs.tolist():
            owners.setdefault(~arc if arc < 0 else arc, set()).add(country)
    for arc, kind in enumerate(held.kinds.tolist()):
        if kind == maps.COAST:
            assert len(owners[arc]) == 1
        elif kind == maps.BORDER and arc in owners:
            assert 1 <= len(owners[arc]) <= 2
    assert sum(len(found) == 2 for found in owners.values()) > 300


def test_rings_are_closed_at_every_level() -> None:
    held = maps._world()
    for level in (0, 1, 2):
        found = held.rings(level)
        for n in range(len(held.ring_arcs)):
            index = found.index[found.offsets[n] : found.offsets[n + 1]]
            assert held.x[index[0]] == pytest.approx(held.x[index[-1]])
            assert held.y[index[0]] == pytest.approx(held.y[index[-1]])


def test_source_and_licence_stand_with_the_map() -> None:
    told = (files("readout.view.maps") / "README.md").read_text(encoding="utf-8")
    notice = (ROOT / "NOTICE").read_text(encoding="utf-8")
    for text in (told, notice):
        assert "Natural Earth" in text
        assert "public domain" in text
        assert "training/maps/build.py" in text
    arrays = set(re.findall(r"`(\w+)`", told.partition("| array |")[2]))
    with (files("readout.view.maps") / "world.npz").open("rb") as file:
        import numpy as np

        assert arrays == set(np.load(file)), "README.md tells of every array"


def test_the_page_names_its_source_and_puts_events_on_their_land(tmp_path: Path) -> None:
    store = world.store_in(tmp_path / "store")
    with TestClient(make_app(store), base_url="http://localhost") as client:
        page = client.get("/map?z=0").text
        assert "(Natural Earth)" in page
        rows = list(csv.DictReader(io.StringIO(client.get("/map.csv").text)))
        told = {row["place"]: (float(row["lat"]), float(row["lon"])) for row in rows if row["lat"]}
        assert told == {name: (lat, lon) for name, _, lat, lon in world.PLACES}
        for name, code, lat, lon in world.PLACES:
            page = client.get(f"/map?at={lat},{lon}&z=3").text
            drawn = re.search(
                rf'aria-label="{name}: .*?cx="([\d.]+)" cy="([\d.]+)"', page, re.S
            )  # fmt: skip
            assert drawn is not None, name
            lands = re.findall(
                r'country=(\w+)[^>]*>\s*<path class="land[^"]*" d="([^"]*)"', page, re.S
            )
            x, y = float(drawn[1]), float(drawn[2])
            assert code in [land for land, path in lands if holds(path, x, y)], name
