"""The country of places that no gazetteer knows."""

from __future__ import annotations

from readout.evaluation.passages import read_passage
from readout.record.types import Place


def _place(text: str, name: str) -> Place:
    return next(p for p in read_passage(text).places if p.name == name)


def test_an_unknown_village_is_in_the_country_of_the_places_around_it() -> None:
    place = _place(
        "Gunmen raided the village of Tolvenbeku on Sunday, officials in Gao said. "
        "Troops from Timbuktu reached it at dusk.",
        "Tolvenbeku",
    )
    assert (place.country, place.lat) == ("MLI", None)
    assert place.method == "name only, country of the places around it"


def test_the_place_around_it_comes_before_the_country_of_the_article() -> None:
    text = (
        "Ministers met in Paris and in Lyon. Marseille will host the next round. "
        "Soldiers fired on a crowd in Tolvenbeku, Mali, a witness said."
    )
    assert _place(text, "Tolvenbeku").country == "MLI"


def test_no_country_where_the_places_around_it_disagree() -> None:
    text = "Gunmen raided the village of Tolvenbeku on Sunday, officials in Gao and in Niamey said."
    assert _place(text, "Tolvenbeku").country is None
