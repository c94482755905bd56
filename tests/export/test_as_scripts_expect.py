"""Rows as the scripts of the field expect them: codes, sides of a protest, sizes of crowds."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import msgspec

from readout.evaluation.passages import read_passage
from readout.export.acled_types import sub_type
from readout.export.told import told
from readout.record.types import Record
from tests.export.made import record
from tests.export.test_formats import gdelt_rows, table, write


def _told(**changes: Any) -> Record:
    """The record with its first event changed."""
    made = msgspec.to_builtins(record())
    made["events"][0] |= changes.pop("event", {})
    made["entities"][0] |= changes.pop("source", {})
    made["quantities"] = changes.pop("quantities", made["quantities"])
    assert not changes
    return msgspec.convert(made, Record)


def test_a_root_of_cameo_has_three_digits_as_in_the_data_sets(tmp_path: Path) -> None:
    write(tmp_path / "x.export.CSV", "gdelt", [_told(event={"cameo": "17"})])
    row = gdelt_rows(tmp_path / "x.export.CSV")[0]
    assert (row["EventCode"], row["EventBaseCode"], row["EventRootCode"]) == ("170", "170", "17")
    write(tmp_path / "x.tab", "icews", [_told(event={"cameo": "17"})])
    row = table(tmp_path / "x.tab")[0]
    assert (row["CAMEO Code"], row["Event Text"]) == ("170", "Coerce")


def test_the_police_who_act_on_a_protest_are_its_second_actor(tmp_path: Path) -> None:
    police = _told(event={"mode": "crowd-control", "targets": []}, source={"sector": "COP"})
    write(tmp_path / "x.csv", "acled", [police])
    row = table(tmp_path / "x.csv", ",")[0]
    assert row["sub_event_type"] == "Protest with intervention"
    assert (row["actor1"], row["inter1"]) == ("", "6")
    assert (row["actor2"], row["inter2"], row["interaction"]) == ("Syrian troops", "1", "16")


def test_of_two_sizes_of_a_crowd_the_exact_one_is_told(tmp_path: Path) -> None:
    crowd = {**msgspec.to_builtins(record())["quantities"][0], "kind": "participants"}
    many = {**crowd, "min": 200.0, "max": None, "approximate": True}
    exact = {**crowd, "id": "q2", "min": 600.0, "max": 600.0, "approximate": True}
    march = {"type": "PROTEST", "mode": "demo", "quantities": ["q1", "q2"]}
    write(tmp_path / "x.csv", "acled", [_told(event=march, quantities=[many, exact])])
    assert table(tmp_path / "x.csv", ",")[0]["tags"] == "crowd size=about 600"


def test_an_attack_is_no_change_of_a_group_for_the_word_convoy() -> None:
    text = "A patrol boat of the navy opened fire on a convoy of trawlers on Saturday night."
    found = [sub_type(one) for one in told(read_passage(text, published="2031-05-12"))]
    assert "Change to group/activity" not in [rule.sub_event_type for rule in found if rule]
    assert found
