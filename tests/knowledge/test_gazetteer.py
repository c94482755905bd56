"""The gazetteer as it ships: names, points, what holds what, size in memory."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.knowledge.gazetteer.keys import fold
from readout.knowledge.gazetteer.table import ADJECTIVE, KINDS, PEOPLE, POSTAL, gazetteer


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("Sana'a", "sanaa"),
        ("Deir ez-Zor", "deir ez zor"),
        ("Zürich", "zurich"),
        ("St. Louis", "st louis"),
        ("Saint Louis", "st louis"),
        ("U.S.", "us"),
        ("Łódź", "lodz"),
        ("", ""),
    ],
)
def test_spellings_fold_together(written: str, key: str) -> None:
    assert fold(written) == key


@given(st.text(max_size=40))
def test_a_folded_name_is_words_in_small_letters(text: str) -> None:
    key = fold(text)
    assert key == " ".join(key.split())
    assert not any("A" <= c <= "Z" for c in key)


def _best(name: str) -> tuple[str, str, float, float]:
    table = gazetteer()
    places, classes = table.look_up(name)
    rated = zip(places.tolist(), classes.tolist(), strict=True)
    place = max(rated, key=lambda x: (x[1] < 2, table.size[x[0]]))[0]
    return (
        KINDS[table.kind[place]], table.iso3[table.country[place]],
        float(table.lat[place]), float(table.lon[place]),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("name", "kind", "country", "lat", "lon"),
    [
        ("Lima", "capital", "PER", -12.0, -77.0),
        ("Mosul", "city", "IRQ", 36.3, 43.1),
        ("Kiev", "capital", "UKR", 50.4, 30.5),
        ("Bombay", "city", "IND", 19.1, 72.9),
        ("Ivory Coast", "country", "CIV", 8.0, -5.0),
        ("Black Sea", "sea", "", 43.0, 34.0),
        ("Eastern Ghouta", "region", "SYR", 33.5, 36.4),
        ("Walker County", "admin2", "USA", 33.8, -87.3),
        ("Darfur", "region", "SDN", 13.0, 25.0),
    ],
)
def test_places_lie_where_they_are(
    name: str, kind: str, country: str, lat: float, lon: float
) -> None:
    found = _best(name)
    if name != "Walker County":  # several states have one
        assert found[2:] == pytest.approx((lat, lon), abs=1.0)
    assert found[:2] == (kind, country)


def test_classes_of_names() -> None:
    table = gazetteer()
    assert ADJECTIVE in table.look_up("Peruvian")[1]
    assert PEOPLE in table.look_up("Syrians")[1]
    assert POSTAL in table.look_up("TX")[1]
    assert len(table.look_up("no such place at all")[0]) == 0


def test_the_people_of_a_place_is_the_plural_of_its_adjective() -> None:
    table = gazetteer()
    for adjective, people in (("Chechen", "Chechens"), ("Kashmiri", "Kashmiris")):
        places, classes = table.look_up(adjective)
        held, kinds = table.look_up(people)
        assert held.tolist() == places[classes == ADJECTIVE].tolist()
        assert set(kinds.tolist()) == {PEOPLE}
    # The adjective of a continent has no such plural, and a name of its own goes before.
    assert not len(table.look_up("Europeans")[0])
    assert PEOPLE not in table.look_up("Balkans")[1]


def test_every_country_has_its_capital_where_one_is_known() -> None:
    table = gazetteer()
    capitals = {table.iso2[c]: table.name(p) for c, p in table.capitals.items()}
    assert capitals["PE"] == "Lima"
    assert capitals["US"] == "Washington"
    assert len(capitals) > 200


def test_points_are_on_the_globe_and_arrays_are_small() -> None:
    table = gazetteer()
    assert abs(table.lat).max() <= 90
    assert abs(table.lon).max() <= 180
    arrays = [v for v in vars(table).values() if hasattr(v, "nbytes")]
    assert sum(a.nbytes for a in arrays) < 60e6
