"""Towns that the text puts into another country than the gazetteer; sentences written here."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage


def _countries(text: str) -> dict[str, str | None]:
    found = read_passage(text).places
    return {text[p.mentions[0].start : p.mentions[0].end]: p.country for p in found}


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Gunmen stormed Faru and Kaya in the Maradun district on Sunday, police said.", "Kaya",
         "NGA"),
        ("He was stopped in Stroud, Ontario, and released.", "Stroud", "CAN"),
        ("Rebels in Boga in eastern Congo killed six people.", "Boga", "COD"),
        ("Police in Faro in southern Portugal arrested two men.", "Faro", "PRT"),
        ("Police arrested two men in Simferopol in Russia.", "Simferopol", "UKR"),
        ("The school opened in Tbilisi in May.", "Tbilisi", "GEO"),
    ],
)  # fmt: skip
def test_a_town_lies_where_the_text_says(text: str, name: str, country: str) -> None:
    assert _countries(text)[name] == country


def test_towns_of_a_list_before_it_as_well() -> None:
    text = "Gunmen stormed Gidan Goga, Faru and Kaya in the Maradun district, police said."
    found = read_passage(text).places
    assert {p.name: p.geonames_id for p in found if p.kind == "unknown"} == {
        "Gidan Goga": None, "Faru": None, "Kaya": None,
    }  # fmt: skip


def test_a_list_of_towns_and_provinces_denies_nothing() -> None:
    text = "Tables were missing in Ilopango, Soyapango, Colonia, and Usulután in El Salvador."
    assert _countries(text)["Soyapango"] == "SLV"
    text = "The areas of resistance are Ilopango, Colonia Santa Lucia, Soyapango and Mejicanos."
    assert _countries(text)["Ilopango"] == "SLV"
