"""The tables of codes are whole: what one names the other has."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from readout.export import actors, where
from readout.export.acled import time_precision
from readout.export.acled_types import sub_type
from readout.export.dyads import code_name
from readout.export.told import sentence, told
from readout.knowledge.codebook import plover
from readout.knowledge.export_codes import countries, sectors, sub_types
from readout.record.types import Entity, Place, Record
from tests.export.made import builtins, entity, place


def test_countries() -> None:
    table = countries()
    assert len(table) > 240
    for column in ("iso2", "iso", "fips", "cow"):
        values = [getattr(row, column) for row in table.values() if getattr(row, column)]
        assert [v for v, n in Counter(values).items() if n > 1] == [], column
    codes = {iso3: (row.fips, row.cow) for iso3, row in table.items()}
    assert codes["RUS"] == ("RS", "365")
    assert codes["GBR"] == ("UK", "200")
    assert codes["UKR"] == ("UP", "369")
    assert codes["DEU"] == ("GM", "255")
    assert codes["CHN"] == ("CH", "710")
    assert codes["XKX"] == ("KV", "347")
    assert table["ROU"].cameo == "ROM"
    assert table["PSE"].cow == ""
    assert all(row.name for row in table.values())


def test_sectors() -> None:
    assert sectors()["MED"].cameo == "HLH"
    assert sectors()["JRN"].cameo == "MED"
    assert set("12345678") >= {row.acled for row in sectors().values()}


def test_sub_types_name_what_there_is() -> None:
    roots = plover().roots
    known = set(sectors()) | {"state", "-"}
    for rule in sub_types():
        # A rule for any type has words, and no row comes of it.
        types = rule.type.split("|") if rule.type else []
        assert types or (rule.words and not rule.event_type), rule
        assert set(types) <= set(roots), rule
        modes = {mode for one in types for mode in roots[one].modes}
        assert set(rule.mode.split("|")) <= modes | {""}, rule
        for side in (rule.source, rule.target):
            assert set(side.split("|")) <= known | {""}, rule
        assert bool(rule.event_type) == bool(rule.sub_event_type), rule
        assert rule.words == rule.words.lower(), rule
    # Each label has one name.
    assert len({(r.label, r.sub_event_type) for r in sub_types()}) == len(
        {r.label for r in sub_types()}
    )
    assert len({r.sub_event_type for r in sub_types() if r.event_type}) >= 24


@pytest.mark.parametrize(
    ("type_", "mode", "expected"),
    [
        ("ASSAULT", "heavy-weapons", "Shelling/artillery/missile attack"),
        ("ASSAULT", "sexual", "Sexual violence"),
        ("ASSAULT", "unconventional", "Chemical weapon"),
        ("PROTEST", "riot", "Violent demonstration"),
        ("PROTEST", "demo", "Peaceful protest"),
        ("COERCE", "arrest", "Arrests"),
        ("RETREAT", "ceasefire", "Agreement"),
        ("MOBILIZE", "troops", "Change to group/activity"),
        ("CONSULT", None, ""),
        ("ACCUSE", "allege", None),
    ],
)
def test_sub_types_by_mode(type_: str, mode: str | None, expected: str | None) -> None:
    made = builtins()
    # The sentence about aid has no word of war.
    made["events"][3] |= {"type": type_, "mode": mode, "sources": [], "targets": []}
    rule = sub_type(list(told(msgspec.convert(made, Record)))[3])
    assert (rule.sub_event_type if rule else None) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Taliban militants captured a district.", "Non-state actor overtakes territory"),
        ("The army took full control of two villages.", "Government regains territory"),
        ("Police seized six rifles.", "Disrupted weapons use"),
        ("A mob of men beat him.", "Mob violence"),
        ("She was raped.", "Sexual violence"),
        ("They were killed for sexual conduct.", "Attack"),
    ],
)  # fmt: skip
def test_sub_types_by_words_that_follow_each_other(text: str, expected: str) -> None:
    made = builtins()
    made["events"][3] |= {"type": "ASSAULT", "mode": None, "sources": [], "targets": []}
    one = list(told(msgspec.convert(made, Record)))[3]
    one.__dict__["sentences"] = text
    rule = sub_type(one)
    assert rule is not None
    assert rule.sub_event_type == expected


def test_the_sentence_around_a_span() -> None:
    text = 'It rained. U.S. warplanes bombed a town. "Why?" he asked.\nMore.'
    start = text.index("bombed")
    first, last = sentence(text, start, start + 6)
    assert text[first:last].strip().endswith("warplanes bombed a town.")
    whole = text.index("U.S."), text.index(' "Why')
    assert text[slice(*sentence(text, *whole))].strip() == "U.S. warplanes bombed a town."
    assert sentence("word", 0, 4) == (0, 4)
    assert sentence("", 0, 0) == (0, 0)


def test_time_precision() -> None:
    made = builtins()
    made["times"][0] |= {"from": "2016-11-14", "to": "2016-11-20"}
    made["times"][1] |= {"from": "2016-11-01", "to": "2016-11-30"}
    events = list(told(msgspec.convert(made, Record)))
    assert [time_precision(one) for one in events] == [2, 2, 3, 2]


def _entity(**fields: object) -> Entity:
    return msgspec.convert(entity("e1", "Russia", **fields), Entity)


def test_actor_codes() -> None:
    assert actors.actor_code(_entity(kind="state", country="RUS", sector="GOV")) == "RUS"
    assert actors.actor_code(_entity(country="RUS", sector="GOV")) == "RUSGOV"
    assert actors.actor_code(_entity(sector="REB")) == "REB"
    assert actors.actor_code(_entity(name="the United Nations", sector="IGO")) == "IGOUNO"
    assert actors.actor_code(_entity(name="NATO")) == "IGONAT"
    assert actors.actor_code(_entity()) == ""
    assert actors.actor_code(None) == ""


def test_places() -> None:
    def made(**fields: object) -> Place:
        return msgspec.convert(place("p1", "Lima", **fields), Place)

    city = made(country="USA", admin1="Texas")
    assert where.gdelt_type(city) == 3
    assert where.fullname(city) == "Lima, Texas, United States"
    assert where.adm1("USA", "Texas") == "USTX"
    assert where.adm1("USA", "Nowhere") == ""
    assert where.adm1("CHE", "Zurich") == ""
    assert where.fips(made(country="PSE", admin1="Gaza Strip")) == "GZ"
    assert [where.geo_precision(made(kind=k)) for k in ("city", "admin2", "admin1", "unknown")] == [
        1, 2, 3, None,
    ]  # fmt: skip
    assert where.gdelt_type(made(kind="sea")) is None
    assert where.gdelt_type(made(kind="country", country="PER")) == 1


def test_codes_are_named_as_cameo_names_them() -> None:
    names = {code: code_name(code) for code in ("10", "100", "04", "195", "1444")}
    assert names["10"] == "Demand"
    assert names["04"] == "Consult"
    assert names["195"] == "Employ aerial weapons"
    assert all(names.values())
    assert not any(name.isupper() or "Ostruct" in name for name in names.values())
