"""The program that makes the world map, on a small world of two countries and an island."""

from __future__ import annotations

import sqlite3
import struct
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from training.maps import build

Ring = list[tuple[float, float]]
WEST: Ring = [(0, 0), (0, 10), (5, 10), (5.2, 5), (5, 0), (0, 0)]
EAST: Ring = [(5, 0), (5.2, 5), (5, 10), (10, 10), (10, 0), (5, 0)]
ISLAND: Ring = [(20, 0), (20, 1), (21, 1), (21, 0), (20, 0)]
NORTH: Ring = [(0, 5), (0, 10), (5, 10), (5.2, 5), (0, 5)]
SOUTH: Ring = [(0, 0), (0, 5), (5.2, 5), (5, 0), (0, 0)]


def polygon(*rings: Ring, order: str = "<") -> bytes:
    out = struct.pack(order + "BII", order == "<", 3, len(rings))
    for ring in rings:
        out += struct.pack(order + "I", len(ring))
        out += b"".join(struct.pack(order + "dd", *at) for at in ring)
    return out


def line(points: Ring) -> bytes:
    out = struct.pack("<BII", 1, 2, len(points))
    return out + b"".join(struct.pack("<dd", *at) for at in points)


def many(kind: int, *inner: bytes) -> bytes:
    return struct.pack("<BII", 1, kind, len(inner)) + b"".join(inner)


def package(inner: bytes, envelope: int = 0) -> bytes:
    """The head that GeoPackage puts before a geometry, with a box of its kind."""
    box = b"\0" * (0, 32, 48, 48, 64)[envelope]
    return b"GP\0" + bytes([envelope << 1 | 1]) + struct.pack("<i", 4326) + box + inner


@pytest.mark.parametrize("envelope", range(5))
def test_rings_of_a_geometry(envelope: int) -> None:
    found = build.rings_of(package(many(6, polygon(WEST, ISLAND), polygon(EAST)), envelope))
    assert [len(ring) for ring in found] == [len(WEST), len(ISLAND), len(EAST)]
    assert found[0].tolist() == [[round(x * 1000), round(y * 1000)] for x, y in WEST]
    (big,) = build.rings_of(package(polygon(ISLAND, order=">"), envelope))
    assert big[0].tolist() == [20_000, 0]


def test_points_that_repeat_are_one() -> None:
    (found,) = build.rings_of(package(line([(1, 1), (1, 1), (1.00001, 1), (2, 2)])))
    assert found.tolist() == [[1000, 1000], [2000, 2000]]


def test_levels_keep_the_ends_and_what_stands_out() -> None:
    points = np.array([[0, 0], [1000, 151], [2000, 300], [3000, 150], [4000, 0]])
    got = build.levels(points).tolist()
    assert got[0] == got[-1] == 0
    assert got[2] == 0, "a third of a degree is seen on the map of the world"
    assert got[1] > 0
    for line_ in (points, points[::-1]):
        assert sorted(build.levels(line_).tolist()) == sorted(got), "from either end the same"


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Any:
    source = tmp_path / "world.gpkg"
    con = sqlite3.connect(source)
    con.execute("CREATE TABLE countries (geom, iso_a2, NAME, ISO_A3)")
    con.execute("CREATE TABLE states_provinces (geom, iso_a2, name, adm0_a3)")
    con.execute("CREATE TABLE disputed_borders (fid, geom, name, adm0_left, adm0_a3_l)")
    lands = [
        (package(many(6, polygon(WEST), polygon(ISLAND))), "AA", "Aland", "AAA"),
        (package(polygon(EAST)), "BB", "Bland", "-99"),
    ]
    con.executemany("INSERT INTO countries VALUES (?, ?, ?, ?)", lands)
    provinces = [
        (package(polygon(NORTH)), "AA", "Upper", "AAA"),
        (package(polygon(SOUTH)), "AA", "Lower", "AAA"),
        (None, "BB", "Nowhere", "BBB"),
    ]
    con.executemany("INSERT INTO states_provinces VALUES (?, ?, ?, ?)", provinces)
    con.execute(
        "INSERT INTO disputed_borders VALUES (1, ?, 'Line', 'Claimed by Bland', 'BBB')",
        [package(line([(2, 2), (3, 3), (4, 2)]))],
    )
    con.commit()
    con.close()
    monkeypatch.setattr(build, "OUT", tmp_path / "world.npz")
    build.main(str(source))
    with np.load(tmp_path / "world.npz") as held:
        return {name: held[name] for name in held.files}


def test_neighbours_share_an_arc_and_kinds_are_told(made: Any) -> None:
    owners: dict[int, set[int]] = {}
    ends = np.cumsum(made["ring_counts"])
    for country, arcs in zip(
        made["ring_country"].tolist(), np.split(made["ring_arcs"], ends[:-1]), strict=True
    ):
        for arc in arcs.tolist():
            owners.setdefault(~arc if arc < 0 else arc, set()).add(country)
    shared = [arc for arc, found in owners.items() if len(found) == 2]
    assert shared
    assert {int(made["kinds"][arc]) for arc in shared} == {1}
    alone = [arc for arc, found in owners.items() if len(found) == 1]
    assert {int(made["kinds"][arc]) for arc in alone} == {0}
    inner = [arc for arc, kind in enumerate(made["kinds"].tolist()) if kind == 2]
    assert inner, "the line between the two provinces"
    assert not set(inner) & set(owners)
    assert made["kinds"].tolist()[-1] == 3
    assert made["disputes"].tolist() == ["Line, Claimed by Bland"]
    assert made["country_code"].tolist() == ["AAA", "XKX"]
    assert made["state_name"].tolist() == ["Upper", "Lower"]


def test_lands_without_a_code_and_claims_that_the_source_lacks() -> None:
    lands = [
        (b"", "SO", "Somalia", "SOM"), (b"", "-1", "Somaliland", "SOM"),
        (b"", "ET", "Ethiopia", "ETH"),
    ]  # fmt: skip
    states = [
        (b"", "RU", "Crimea", "RUS"), (b"", "UA", "Kherson", "UKR"), (b"", "RU", "Omsk", "RUS"),
    ]  # fmt: skip
    assert build.claimed({(0, 0), (0, 1)}, lands, states) == {"Somali claim, Somaliland"}
    assert build.claimed({(0, 1)}, lands, states) == set(), "a coast is nobody's claim"
    assert build.claimed({(0, 1), (0, 2)}, lands, states) == set()
    assert build.claimed({(1, 0), (1, 1)}, lands, states) == {"Ukrainian claim, Russia"}
    assert build.claimed({(1, 0), (1, 2)}, lands, states) == set()


def test_rings_close_where_their_arcs_are_put_together(made: Any) -> None:
    offsets = np.r_[0, np.cumsum(made["counts"])]
    run = np.cumsum(np.stack([made["step_x"], made["step_y"]], 1), axis=0)
    ends = np.cumsum(made["ring_counts"])
    for arcs in np.split(made["ring_arcs"], ends[:-1]):
        points: list[tuple[int, ...]] = []
        for signed in arcs.tolist():
            arc = ~signed if signed < 0 else signed
            a, b = offsets[arc], offsets[arc + 1]
            part = (run[a:b] - run[a] + made["starts"][arc]).tolist()
            part = part[::-1] if signed < 0 else part
            assert not points or tuple(part[0]) == points[-1]
            points += [tuple(at) for at in part]
        assert points[0] == points[-1]
        assert len(set(points)) >= 4, "a square keeps its corners at the finest level"
