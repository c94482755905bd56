"""Places that news means by their name, and small ones that wars have made known."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage

NEWS = (
    "Gunmen attacked a checkpoint in {} on Monday, killing two soldiers. The United States "
    "condemned the attack, and a spokesman in Washington said New York would hold talks."
)


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Athens", "GRC"), ("Christchurch", "NZL"),
        ("Athens, Georgia", "USA"), ("Tal Abyad", "SYR"), ("Hawija", "IRQ"), ("Kitshanga", "COD"),
        ("Maungdaw", "MMR"), ("El Alto", "BOL"), ("Deir el-Balah", "PSE"),
    ],
)  # fmt: skip
def test_a_name_alone_is_the_renowned_place(name: str, country: str) -> None:
    text = NEWS.format(name)
    at = text.index(name)
    [place] = [p for p in read_passage(text).places if any(m.start == at for m in p.mentions)]
    assert (place.country, place.geonames_id is not None or place.lat is not None) == (
        country,
        True,
    )
