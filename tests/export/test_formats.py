"""Golden rows: what one record is in each format."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import msgspec
import pytest

from readout.export import acled, gdelt, icews, polecat
from readout.export.export import Summary, export, plan
from readout.export.formats import FORMATS
from readout.export.select import filters, statuses
from readout.record.codec import decode
from readout.record.types import Record
from tests.export.made import TEXT, URL, builtins, record

POLECAT = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, "
    "Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, "
    "Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW, Primary Recipient "
    "Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, Wikipedia Recipient ID, "
    "Placename, City, District, Province, Country, Latitude, Longitude, GeoNames ID, Raw "
    "Placename, Feature Type, Source, Publication Date, Story People, Story Organizations, Story "
    "Locations, Language, Version"
)
ICEWS = (
    "Event ID, Event Date, Source Name, Source Sectors, Source Country, Event Text, CAMEO Code, "
    "Intensity, Target Name, Target Sectors, Target Country, Story ID, Sentence Number, "
    "Publisher, City, District, Province, Country, Latitude, Longitude"
)
ACTOR = "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"  # noqa: E501
GEO = "Type Fullname CountryCode ADM1Code ADM2Code Lat Long FeatureID"
GDELT = [
    *"GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(),
    *(f"Actor{n}{name}" for n in (1, 2) for name in ACTOR.split()),
    *(
        "IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions "
        "NumSources NumArticles AvgTone"
    ).split(),
    *(f"{of}Geo_{name}" for of in ("Actor1", "Actor2", "Action") for name in GEO.split()),
    "DATEADDED",
    "SOURCEURL",
]
MENTIONS = (
    "GLOBALEVENTID, EventTimeDate, MentionTimeDate, MentionType, MentionSourceName, "
    "MentionIdentifier, SentenceID, Actor1CharOffset, Actor2CharOffset, ActionCharOffset, "
    "InRawText, Confidence, MentionDocLen, MentionDocTone, MentionDocTranslationInfo, Extras"
)
ACLED = (
    "event_id_cnty, event_date, year, time_precision, disorder_type, event_type, "
    "sub_event_type, actor1, assoc_actor_1, inter1, actor2, assoc_actor_2, inter2, interaction, "
    "civilian_targeting, iso, region, country, admin1, admin2, admin3, location, latitude, "
    "longitude, geo_precision, source, source_scale, notes, fatalities, tags, timestamp"
)


def write(
    path: Path, name: str, records: list[Record], status: str | None = None, **options: Any
) -> Summary:
    """Export records into ``path``; filters and options by name."""
    wanted = statuses([status] if status else [], FORMATS[name].statuses)
    kept = {
        key: options.pop(key)
        for key in ("since", "until", "actors", "types", "min_confidence")
        if key in options
    }
    chosen = filters(statuses=wanted, **kept)
    return export(iter(records), plan(name, str(path), chosen, **options))


def table(path: Path, delimiter: str = "\t") -> list[dict[str, str]]:
    """The rows of a file with a header."""
    quoting = csv.QUOTE_NONE if delimiter == "\t" else csv.QUOTE_MINIMAL
    with open(path, encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter, quoting=quoting))


def gdelt_rows(path: Path) -> list[dict[str, str]]:
    """The rows of a file of GDELT."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return [dict(zip(GDELT, line.split("\t"), strict=True)) for line in lines]


def known(row: dict[str, str]) -> dict[str, str]:
    """What is not empty."""
    return {name: value for name, value in row.items() if value}


def test_columns_stand_as_published() -> None:
    assert list(polecat.COLUMNS) == POLECAT.split(", ")
    assert len(polecat.COLUMNS) == 40
    assert list(icews.COLUMNS) == ICEWS.split(", ")
    assert len(icews.COLUMNS) == 20
    assert list(gdelt.COLUMNS) == GDELT
    assert len(gdelt.COLUMNS) == 61
    assert list(gdelt.MENTIONS) == MENTIONS.split(", ")
    assert len(gdelt.MENTIONS) == 16
    assert list(acled.COLUMNS) == ACLED.split(", ")
    assert len(acled.COLUMNS) == 31


def test_polecat(tmp_path: Path) -> None:
    write(tmp_path / "x.tsv", "polecat", [record()])
    header = (tmp_path / "x.tsv").read_text(encoding="utf-8").split("\n")[0]
    assert header.split("\t") == POLECAT.split(", ")
    war, met, aid = table(tmp_path / "x.tsv")
    assert known(war) == {
        "Event ID": f"{record().article.id}-v1", "Event Date": "2016-11-22",
        "Event Type": "ASSAULT", "Event Mode": "heavy-weapons", "Intensity": "-10",
        "Quad Code": "MATERIAL CONFLICT", "Contexts": "military", "Actor Name": "Syrian troops",
        "Actor Country": "SYR", "Actor COW": "652", "Primary Actor Sector": "MIL",
        "Actor Sectors": "MIL", "Actor Name Raw": "Syrian troops",
        "Recipient Name": "rebel fighters", "Recipient Country": "SYR", "Recipient COW": "652",
        "Primary Recipient Sector": "REB", "Recipient Sectors": "REB",
        "Recipient Name Raw": "rebel fighters", "Placename": "Aleppo", "City": "Aleppo",
        "Province": "Aleppo", "Country": "SYR", "Latitude": "36.2", "Longitude": "37.16",
        "GeoNames ID": "170063", "Raw Placename": "Aleppo", "Feature Type": "PPL",
        "Source": "The Courier", "Publication Date": "2016-11-23", "Story People": "Putin; Obama",
        "Story Locations": "Aleppo; Idlib; Lima", "Language": "en", "Version": war["Version"],
    }  # fmt: skip
    assert war["Version"].startswith("readout ")
    assert met["Actor Name"] == "Putin"
    assert met["Actor Title"] == "President"
    # Planned aid is what PLOVER calls AGREE; the mode of the act itself is none of AGREE's.
    assert (aid["Event Type"], aid["Event Mode"]) == ("AGREE", "")


def test_gdelt(tmp_path: Path) -> None:
    write(tmp_path / "x.export.CSV", "gdelt", [record()])
    war, there, back = gdelt_rows(tmp_path / "x.export.CSV")
    assert known(war) == {
        "GLOBALEVENTID": war["GLOBALEVENTID"], "SQLDATE": "20161122", "MonthYear": "201611",
        "Year": "2016", "FractionDate": "2016.8822", "Actor1Code": "SYRMIL",
        "Actor1Name": "SYRIAN TROOPS", "Actor1CountryCode": "SYR", "Actor1Type1Code": "MIL",
        "Actor2Code": "SYRREB", "Actor2Name": "REBEL FIGHTERS", "Actor2CountryCode": "SYR",
        "Actor2Type1Code": "REB", "IsRootEvent": "1", "EventCode": "194", "EventBaseCode": "194",
        "EventRootCode": "19", "QuadClass": "4", "ActionGeo_Type": "4",
        "ActionGeo_Fullname": "Aleppo, Syria", "ActionGeo_CountryCode": "SY",
        "ActionGeo_ADM1Code": "SY09", "ActionGeo_Lat": "36.2", "ActionGeo_Long": "37.16",
        "DATEADDED": "20161123120000", "SOURCEURL": URL,
    }  # fmt: skip
    assert 0 < int(war["GLOBALEVENTID"]) < 2**53
    # A meeting stands in both directions; the state is coded without, its leader with GOV.
    assert (there["Actor1Code"], there["Actor2Code"]) == ("RUSGOV", "USAGOV")
    assert (back["Actor1Code"], back["Actor2Code"]) == ("USAGOV", "RUSGOV")
    assert len({war["GLOBALEVENTID"], there["GLOBALEVENTID"], back["GLOBALEVENTID"]}) == 3
    lines = (tmp_path / "x.mentions.CSV").read_text(encoding="utf-8").splitlines()
    mentions = [dict(zip(MENTIONS.split(", "), line.split("\t"), strict=True)) for line in lines]
    assert len(mentions) == 3
    assert mentions[0]["MentionSourceName"] == "courier.example"
    assert mentions[0]["SentenceID"] == "1"
    assert TEXT[int(mentions[0]["ActionCharOffset"]) :].startswith("shelled")
    assert TEXT[int(mentions[2]["Actor1CharOffset"]) :].startswith("Obama")
    assert mentions[0]["Confidence"] == "90"
    assert mentions[0]["MentionDocTone"] == ""


def test_icews(tmp_path: Path) -> None:
    write(tmp_path / "x.tab", "icews", [record()])
    war, there, back = table(tmp_path / "x.tab")
    assert list(war) == ICEWS.split(", ")
    assert known(war) == {
        "Event ID": war["Event ID"], "Event Date": "2016-11-22", "Source Name": "Syrian troops",
        "Source Sectors": "Military", "Source Country": "Syria",
        "Event Text": "Fight with artillery and tanks", "CAMEO Code": "194",
        "Target Name": "rebel fighters", "Target Sectors": "Rebel", "Target Country": "Syria",
        "Story ID": war["Story ID"], "Sentence Number": "1", "Publisher": "The Courier",
        "City": "Aleppo", "Province": "Aleppo", "Country": "Syria", "Latitude": "36.2",
        "Longitude": "37.16",
    }  # fmt: skip
    assert (there["Source Country"], back["Source Country"]) == (
        "Russian Federation",
        "United States",
    )
    assert there["Story ID"] == war["Story ID"]


def test_acled(tmp_path: Path) -> None:
    summary = write(tmp_path / "x.csv", "acled", [record()])
    (war,) = table(tmp_path / "x.csv", ",")
    assert list(war) == ACLED.split(", ")
    assert known(war) == {
        "event_id_cnty": war["event_id_cnty"], "event_date": "2016-11-22", "year": "2016",
        "time_precision": "1", "disorder_type": "Political violence",
        "event_type": "Explosions/Remote violence",
        "sub_event_type": "Shelling/artillery/missile attack", "actor1": "Syrian troops",
        "inter1": "1", "actor2": "rebel fighters", "inter2": "2", "interaction": "12",
        "iso": "760", "region": "Middle East", "country": "Syria", "admin1": "Aleppo",
        "location": "Aleppo", "latitude": "36.2", "longitude": "37.16", "geo_precision": "1",
        "source": "The Courier", "notes": war["notes"], "fatalities": "20",
        "timestamp": "1479902400",
    }  # fmt: skip
    assert war["event_id_cnty"].startswith("SYR")
    assert war["notes"] in TEXT
    assert summary.uncoded == 1  # the meeting


@pytest.mark.parametrize("name", ["polecat", "gdelt", "icews", "acled"])
def test_denied_attack_is_never_a_row(tmp_path: Path, name: str) -> None:
    write(tmp_path / "x", name, [record()])
    assert "Idlib" not in (tmp_path / "x").read_text(encoding="utf-8").replace("; Idlib;", "")
    assert not (tmp_path / "x.side.tsv").exists()


@pytest.mark.parametrize("name", ["polecat", "gdelt", "icews", "acled"])
def test_denied_attack_that_is_asked_for_says_so_beside(tmp_path: Path, name: str) -> None:
    summary = write(tmp_path / "x", name, [record()], "denied")
    assert summary.rows == 1
    assert summary.unreal == {"denied": 1}
    (row,) = table(tmp_path / "x.side.tsv")
    assert row["readout_status"] == "denied"
    assert row["readout_according_to"] == "Russia"
    assert row["readout_quote"] == "Russia denied that its jets bombed Idlib."
    assert row["readout_id"] in (tmp_path / "x").read_text(encoding="utf-8")


def test_side_columns_stand_behind(tmp_path: Path) -> None:
    write(tmp_path / "x.tsv", "polecat", [record()], side_columns=True)
    war, met, aid = table(tmp_path / "x.tsv")
    assert list(war)[:40] == POLECAT.split(", ")
    assert war["readout_status"] == "occurred"
    assert war["readout_according_to"] == "officials"
    assert war["readout_sourcing"] == "official_unnamed"
    assert war["readout_anonymous"] == "true"
    assert war["readout_channel"] == "briefing"
    assert war["readout_plover_score"] == "-10"
    assert war["readout_killed_min"] == "20"
    assert war["readout_killed_max"] == ""
    assert TEXT[int(war["readout_start"]) : int(war["readout_end"])] == war["readout_quote"]
    assert met["readout_source_refs"] == "office_holders:Q7747"
    assert met["readout_date_basis"] == "text"
    assert aid["readout_date_basis"] == "published"
    assert not (tmp_path / "x.side.tsv").exists()


def test_side_file_is_keyed_by_the_id_of_the_row(tmp_path: Path) -> None:
    write(tmp_path / "x.tab", "icews", [record()], side_file=str(tmp_path / "y.tsv"))
    ids = [row["Event ID"] for row in table(tmp_path / "x.tab")]
    beside = table(tmp_path / "y.tsv")
    assert [row["readout_id"] for row in beside] == ids
    assert [row["readout_dyad"] for row in beside] == ["1", "1", "2"]


def test_csv_has_all_events(tmp_path: Path) -> None:
    write(tmp_path / "x.csv", "csv", [record()])
    rows = table(tmp_path / "x.csv", ",")
    assert [row["status"] for row in rows] == ["occurred", "denied", "occurred", "planned"]
    assert rows[0]["sources"] == "Syrian troops"
    assert rows[2]["type"] == "CONSULT"


def test_parquet_has_types(tmp_path: Path) -> None:
    duckdb = pytest.importorskip("duckdb")
    write(tmp_path / "x.parquet", "parquet", [record()])
    with duckdb.connect() as con:
        found = con.execute(
            f"SELECT date_from, quad, lat, background, killed_min FROM '{tmp_path}/x.parquet'"
        ).fetchall()
    assert str(found[0][0]) == "2016-11-22"
    assert found[0][1:] == (4, 36.2, False, 20.0)
    assert len(found) == 4
    assert sorted(p.name for p in tmp_path.iterdir()) == ["x.parquet"]


def test_jsonl_is_the_record(tmp_path: Path) -> None:
    write(tmp_path / "x.jsonl", "jsonl", [record()])
    assert decode((tmp_path / "x.jsonl").read_bytes()) == record()


def test_ninjs(tmp_path: Path) -> None:
    write(tmp_path / "x.jsonl", "ninjs", [record()])
    item = json.loads((tmp_path / "x.jsonl").read_text(encoding="utf-8"))
    assert item["uri"] == URL
    assert item["headline"] == "Army shells town"
    assert item["event"][1] == {
        "name": "ASSAULT: Russia (denied)", "rel": "denied", "code": "ASSAULT/aerial",
        "scheme": "https://github.com/openeventdata/PLOVER",
    }  # fmt: skip
    assert {"name": "Putin", "scheme": "http://www.wikidata.org/entity/", "code": "Q7747"} in item[
        "person"
    ]
    assert item["place"][0]["geometry_geojson"]["coordinates"] == [37.16, 36.2]
    made = builtins()
    made["article"]["published"] |= {"value": "2016-11-23T08:00Z", "grain": "minute"}
    write(tmp_path / "y.jsonl", "ninjs", [msgspec.convert(made, Record)])
    item = json.loads((tmp_path / "y.jsonl").read_text(encoding="utf-8"))
    assert item["versioncreated"] == "2016-11-23T08:00:00+00:00"


def test_jsonld(tmp_path: Path) -> None:
    write(tmp_path / "x.jsonld", "jsonld", [record(), record(url="https://other.example/")])
    found = json.loads((tmp_path / "x.jsonld").read_text(encoding="utf-8"))
    assert found["@context"]["@vocab"] == "https://schema.org/"
    assert len(found["@graph"]) == 2
    denied = found["@graph"][0]["mentions"][1]
    assert denied["readout:status"] == "denied"
    assert denied["readout:accordingTo"][0]["author"][0]["name"] == "Russia"
    span = denied["readout:evidence"][0]
    assert TEXT[span["readout:start"] : span["readout:end"]] == span["text"]


def test_actors_in_the_plural(tmp_path: Path) -> None:
    """Every source with every target; those of a mutual act among themselves, both ways."""
    made = builtins()
    made["events"][2] |= {"sources": ["e5", "e6", "e8"], "targets": []}
    made["events"][0] |= {"sources": ["e1", "e4"]}
    write(tmp_path / "x.tab", "icews", [msgspec.convert(made, Record)])
    rows = [(r["Source Name"], r["Target Name"]) for r in table(tmp_path / "x.tab")]
    assert rows[:2] == [("Syrian troops", "rebel fighters"), ("Russia", "rebel fighters")]
    assert len(set(rows[2:])) == 6
    assert ("Peru", "Obama") in rows
    write(tmp_path / "x.tsv", "polecat", [msgspec.convert(made, Record)])
    war = table(tmp_path / "x.tsv")[0]
    assert war["Actor Name"] == "Syrian troops; Russia"
    assert war["Actor COW"] == "652; 365"


def test_unknown_actors_stay_empty(tmp_path: Path) -> None:
    made = builtins()
    made["events"][0] |= {"sources": [], "targets": [], "place": None, "time": None}
    made["article"]["published"] = None
    made["article"]["source"]["captured_at"] = None
    bare = msgspec.convert(made, Record)
    for name in ("polecat", "gdelt", "icews", "acled"):
        assert write(tmp_path / name, name, [bare], types=["ASSAULT"]).rows == 1
    row = gdelt_rows(tmp_path / "gdelt")[0]
    assert set(known(row)) == {
        "GLOBALEVENTID", "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode",
        "QuadClass", "SOURCEURL",
    }  # fmt: skip
