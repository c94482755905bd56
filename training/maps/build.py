"""Makes ``src/readout/view/maps/world.npz`` from the world map of QGIS: Natural Earth 1:10m.

    python training/maps/build.py /usr/share/qgis/resources/data/world_map.gpkg

The file is in Debian's package qgis-common; its README tells how it was made from Natural Earth 4.1
(public domain). Borders are cut into arcs that neighbours share, and each vertex gets the coarsest
of four levels at which it is drawn (Douglas and Peucker 1973), so that borders meet at every level.
"""

from __future__ import annotations

import sqlite3
import struct
import sys
from collections import defaultdict
from pathlib import Path

import numpy as np

OUT = Path(__file__).parents[2] / "src/readout/view/maps/world.npz"
TOLERANCES = (0.1, 0.03, 0.008)  # degrees at levels 0, 1, 2; what is finer is left out
UNIT = 0.001  # degrees
ASIDE = {
    "Somaliland": "SOM", "Northern Cyprus": "CYP", "Dhekelia": "GBR", "Akrotiri": "GBR",
    "Guantanamo Bay USNB": "CUB", "Baykonur lease in Qyzylorda": "KAZ",
    "Cocos (Keeling) Islands": "CCK", "Christmas Island": "CXR", "Clipperton Island": "FRA",
}  # fmt: skip
"""Lands that the layer of countries has without a code, by their name among the provinces, and the
code under which events there are found."""
APART = {
    ("Somaliland", "Somalia"): "Somali claim, Somaliland",
    ("Northern Cyprus", "Cyprus"): "Cypriot claim, Northern Cyprus",
}
"""Lands whose border with another is contested, and by whose claim on what."""
HELD = {
    ("Crimea", "UKR"): "Ukrainian claim, Russia",
    ("Sevastopol", "UKR"): "Ukrainian claim, Russia",
}
"""Province and the state beyond its border, where the border is contested and the layer of disputed
borders does not have it."""
Ring = np.ndarray


def rings_of(blob: bytes) -> list[Ring]:
    """Rings or lines of a GeoPackage geometry as whole units of UNIT degrees, without repeats."""
    envelope = (blob[3] >> 1) & 7
    at = 8 + (0, 32, 48, 48, 64)[envelope]
    found: list[Ring] = []

    def one(at: int) -> int:
        order = "<" if blob[at] else ">"
        kind, count = struct.unpack_from(order + "II", blob, at + 1)
        at += 9
        if kind % 1000 in (4, 5, 6, 7):
            for _ in range(count):
                at = one(at)
            return at
        lengths = [count]
        if kind % 1000 == 3:
            lengths = []
            for _ in range(count):
                (many,) = struct.unpack_from(order + "I", blob, at)
                lengths.append(many)
                at = points(at + 4, many, order)
            return at
        return points(at, count, order)

    def points(at: int, many: int, order: str) -> int:
        xy = np.frombuffer(blob, f"{order}f8", many * 2, at).reshape(-1, 2)
        whole = np.round(xy / UNIT).astype(np.int64)
        whole = whole[np.r_[True, np.any(np.diff(whole, axis=0) != 0, axis=1)]]
        if len(whole) > 1:
            found.append(whole)
        return at + many * 16

    one(at)
    return found


def levels(line: np.ndarray) -> np.ndarray:
    """For each vertex the coarsest level that keeps it, len(TOLERANCES) for none; ends are 0."""
    many = len(line)
    size = np.zeros(many)
    size[0] = size[-1] = np.inf
    x = line[:, 0] * UNIT
    lat = np.radians(np.clip(line[:, 1] * UNIT, -85, 85))
    y = np.degrees(np.log(np.tan(np.pi / 4 + lat / 2)))
    stack = [(0, many - 1, np.inf)]
    while stack:
        a, b, above = stack.pop()
        if b - a < 2:
            continue
        dx, dy = x[b] - x[a], y[b] - y[a]
        px, py = x[a + 1 : b] - x[a], y[a + 1 : b] - y[a]
        length = np.hypot(dx, dy)
        far = np.abs(px * dy - py * dx) / length if length > 0 else np.hypot(px, py)
        k = int(np.argmax(far))
        held = min(float(far[k]), above)
        if held < TOLERANCES[-1]:
            continue
        size[a + 1 + k] = held
        stack += [(a, a + 1 + k, held), (a + 1 + k, b, held)]
    return np.searchsorted(-np.array(TOLERANCES), -size, side="left").astype(np.uint8)


def claimed(owners: set[tuple[int, int]], lands: list, states: list) -> set[str]:
    """Names of the claims on an arc that lies between these (layer, number)."""
    countries = {lands[n][2] for layer, n in owners if layer == 0}
    found = {name for pair, name in APART.items() if countries.issuperset(pair)}
    provinces = [states[n] for layer, n in owners if layer == 1]
    for name, beyond in HELD:
        inside = any(row[2] == name for row in provinces)
        if inside and any(row[3] == beyond for row in provinces):
            found.add(HELD[name, beyond])
    return found


def main(path: str) -> None:
    """Read, cut, thin out and write."""
    con = sqlite3.connect(path)
    lands = con.execute(
        "SELECT geom, iso_a2, NAME, ISO_A3 FROM countries WHERE ISO_A3 IS NOT NULL ORDER BY NAME"
    ).fetchall()
    states = con.execute("SELECT geom, iso_a2, name, adm0_a3 FROM states_provinces").fetchall()
    lands += con.execute(
        "SELECT geom, iso_a2, 'Tokelau', 'TKL' FROM countries WHERE iso_a2 = 'TK' AND NAME IS NULL"
    ).fetchall()
    lands += [(row[0], row[1], row[2], ASIDE[row[2]]) for row in states if row[2] in ASIDE]
    rings: list[tuple[int, int, Ring]] = []  # layer, number, closed ring
    for layer, rows in enumerate((lands, states)):
        for number, row in enumerate(rows):
            if row[0] is not None:
                rings += [(layer, number, r) for r in rings_of(row[0]) if len(r) > 3]
    around: dict[tuple[int, int], set[tuple[int, int]]] = defaultdict(set)
    for _, _, ring in rings:
        keys = [tuple(p) for p in ring[:-1].tolist()]
        for i, key in enumerate(keys):
            around[key].update((keys[i - 1], keys[(i + 1) % len(keys)]))
    arcs: dict[tuple[tuple[int, int], ...], int] = {}
    used: dict[int, set[tuple[int, int]]] = defaultdict(set)
    country_rings: list[tuple[int, list[int]]] = []
    for layer, number, ring in rings:
        keys = [tuple(p) for p in ring[:-1].tolist()]
        cuts = [i for i, key in enumerate(keys) if len(around[key]) > 2]
        if not cuts:  # an island: two arcs, cut at its first point in order and the farthest
            first = min(range(len(keys)), key=lambda i: keys[i])
            x, y = keys[first]
            far = max(range(len(keys)), key=lambda i: (keys[i][0] - x) ** 2 + (keys[i][1] - y) ** 2)
            cuts = sorted({first, far})
        signed = []
        for i, start in enumerate(cuts):
            end = cuts[(i + 1) % len(cuts)]
            part = keys[start : end + 1] if end > start else keys[start:] + keys[: end + 1]
            forward = tuple(part)
            turned = forward > forward[::-1]
            held = forward[::-1] if turned else forward
            arc = arcs.setdefault(held, len(arcs))
            used[arc].add((layer, number))
            signed.append(~arc if turned else arc)
        if layer == 0:
            country_rings.append((number, signed))
    kinds = np.zeros(len(arcs), np.uint8)  # 0 coast, 1 border of countries, 2 of provinces
    for arc, owners in used.items():
        countries = {n for layer, n in owners if layer == 0}
        provinces = {n for layer, n in owners if layer == 1}
        kinds[arc] = 1 if len(countries) > 1 else 2 if not countries else 0
        if not countries and len({states[n][3] for n in provinces}) > 1:
            kinds[arc] = 1
    lines = [np.array(a, np.int64) for a in arcs]
    claims = [
        (lines[arc], name)
        for arc, owners in used.items()
        for name in claimed(owners, lands, states)
    ]
    contested = con.execute(
        "SELECT geom, name, adm0_left, adm0_a3_l FROM disputed_borders ORDER BY fid"
    ).fetchall()
    disputes = []
    for geom, name, inside, _ in contested:
        for line in rings_of(geom):
            lines.append(line)
            kinds = np.r_[kinds, np.uint8(3)]
            disputes.append(f"{name}, {inside}")
    for line, name in claims:
        lines.append(line)
        kinds = np.r_[kinds, np.uint8(3)]
        disputes.append(name)
    kept, level, counts = [], [], []
    for line, kind in zip(lines, kinds, strict=True):
        own = levels(line)
        if kind == 2:  # provinces are not drawn at level 0
            own = np.maximum(own, 1)
        mask = own < len(TOLERANCES)
        kept.append(line[mask])
        level.append(own[mask])
        counts.append(int(mask.sum()))
    starts = np.array([line[0] for line in kept], np.int32)
    steps = np.concatenate([np.diff(line, axis=0, prepend=line[:1]) for line in kept])
    labels = []
    for geom, _, name, a3 in states:
        if geom is None or not name:
            continue
        ring = max(rings_of(geom), key=lambda r: np.ptp(r[:, 0]) * np.ptp(r[:, 1]))
        low, high = ring.min(axis=0), ring.max(axis=0)
        labels.append((a3 or "", name, *((low + high) // 2).tolist(), int(max(high - low))))
    np.savez_compressed(
        OUT,
        starts=starts,
        step_x=steps[:, 0].astype(np.int32),
        step_y=steps[:, 1].astype(np.int32),
        level=np.concatenate(level),
        counts=np.array(counts, np.int32),
        kinds=kinds,
        disputes=np.array(disputes),
        country_code=np.array(["XKX" if a3 == "-99" else a3 for _, _, _, a3 in lands]),
        country_name=np.array([name for _, _, name, _ in lands]),
        ring_country=np.array([n for n, _ in country_rings], np.int16),
        ring_counts=np.array([len(s) for _, s in country_rings], np.int32),
        ring_arcs=np.concatenate([s for _, s in country_rings]).astype(np.int32),
        state_country=np.array([row[0] for row in labels]),
        state_name=np.array([row[1] for row in labels]),
        state_at=np.array([row[2:4] for row in labels], np.int32),
        state_size=np.array([row[4] for row in labels], np.int32),
    )
    print(
        len(lines),
        "arcs",
        [int((np.concatenate(level) <= n).sum()) for n in range(3)],
        "vertices,",
        {int(k): int((kinds == k).sum()) for k in range(4)},
        OUT.stat().st_size,
        "bytes",
    )


if __name__ == "__main__":
    main(sys.argv[1])
