"""Name schemes of the corpora mapped to one, with what they leave open kept open."""

from __future__ import annotations

from pathlib import Path

import pytest

from training.language import names
from training.language.labels import NAME_TAGS, allowed_roots


@pytest.fixture
def gazetteer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> names.Gazetteer:
    places = tmp_path / "places"
    places.mkdir()
    header = "iso3\tname\tshort_form\tlong_form\tlat\tlon\tcapital\tcapital_lat\tcapital_lon"
    (places / "countries.tsv").write_text(
        f"{header}\tnationals\tadjective\n"
        "PER\tPeru\tPeru\tRepublic of Peru\t0\t0\tLima\t0\t0\tPeruvian(s)\tPeruvian\n"
    )
    (places / "admin1.tsv").write_text("code\tname\tasciiname\nPE.01\tÁncash\tAncash\n")
    monkeypatch.setattr(names.Gazetteer, "cities", {"cusco"})
    return names.Gazetteer(tmp_path)


def tags(mask: int) -> set[str]:
    return {t for i, t in enumerate(NAME_TAGS) if mask >> i & 1}


def test_place_types(gazetteer: names.Gazetteer) -> None:
    assert gazetteer.place("Peru") == ("gpe",)
    assert gazetteer.place("Ancash") == ("gpe",)
    assert gazetteer.place("the Amazon River") == ("location",)
    assert gazetteer.place("Lima Airport") == ("facility",)
    assert gazetteer.place("Qaim") == ("gpe", "location", "facility")


def test_gmb_peoples_are_groups_and_countries_places(gazetteer: names.Gazetteer) -> None:
    words = ["Peruvian", "troops", "left", "Peru", "on", "Monday"]
    found = names.masks("gmb", words, ["B-GPE", "O", "O", "B-LOC", "O", "B-TIME"], gazetteer)
    assert tags(found[0]) == {"B-group"}
    assert tags(found[3]) == {"B-gpe"}
    assert tags(found[5]) == {"O"}
    assert tags(found[1]) == {"O"}


def test_peoples_are_put_in_and_places_stay_open(gazetteer: names.Gazetteer) -> None:
    words = ["The", "Peruvian", "Congress", "met", "in", "Qaim"]
    found = names.masks("ewt", words, ["O", "O", "B-ORG", "O", "O", "B-LOC"], gazetteer)
    assert tags(found[0]) == {"O"}
    assert "B-group" in tags(found[1])
    assert "O" not in tags(found[1])
    assert tags(found[2]) == {"B-organization"}
    assert tags(found[3]) == {"O"}
    assert tags(found[5]) == {"B-gpe", "B-location", "B-facility"}


def test_spans_of() -> None:
    assert names.spans_of(["I-PER", "I-PER", "O", "B-LOC", "B-LOC", "I-ORG"]) == [
        (0, 2, "PER"),
        (3, 4, "LOC"),
        (4, 5, "LOC"),
        (5, 6, "ORG"),
    ]


def test_root_sets() -> None:
    assert allowed_roots("YIELD") == allowed_roots("CONCEDE") | allowed_roots("RETREAT")
    assert allowed_roots("NONE") == 1
    with pytest.raises(ValueError, match="x not in tuple"):
        allowed_roots("FIGHT")
