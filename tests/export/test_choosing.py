"""What is taken: filters, statuses, episodes, what may be shared; and what cannot break a file."""

from __future__ import annotations

import csv
import json
import re
from pathlib import Path
from typing import Any

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.errors import UsageError
from readout.export.export import export, plan
from readout.export.formats import FORMATS
from readout.export.select import filters, statuses
from readout.export.shape import STATUSES
from readout.export.told import cut, number, told
from readout.export.write import plain
from readout.record.codec import decode, encode
from readout.record.types import Record
from tests.export.made import TEXT, builtins, record
from tests.export.test_formats import gdelt_rows, table, write


def taken(**wanted: Any) -> list[str]:
    """The ids of the record's events that filters take."""
    chosen = filters(statuses=STATUSES, **wanted)
    return [one.event.id for one in told(record()) if chosen.take(one)]


def test_filters() -> None:
    assert taken() == ["v1", "v2", "v3", "v4"]
    assert taken(since="2016-11-21") == ["v1", "v2", "v4"]
    assert taken(until="2016-11-22") == ["v1", "v3"]
    assert taken(since="2016-11", until="2016") == ["v1", "v2", "v3", "v4"]
    assert taken(since="2017") == []
    assert taken(actors=["SYR"]) == ["v1"]
    assert taken(actors=["rus", "peru"]) == ["v2", "v3", "v4"]
    assert taken(actors=["troops"]) == ["v1"]
    assert taken(actors=["Q7747"]) == ["v3"]
    # Words are whole: "us" is not in Russia.
    assert taken(actors=["us"]) == []
    assert taken(types=["assault"]) == ["v1", "v2"]
    assert taken(types=["ASSAULT/aerial"]) == ["v2"]
    assert taken(types=["CONSULT,AID"]) == ["v3", "v4"]
    # AGREE is what PLOVER makes of planned aid.
    assert taken(types=["AGREE"]) == ["v4"]
    assert taken(min_confidence=0.8) == ["v1", "v3"]


def test_statuses() -> None:
    assert statuses([], ("occurred",)) == {"occurred"}
    assert statuses(["denied, planned"], ()) == {"denied", "planned"}
    assert statuses(["all"], ()) == set(STATUSES)


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"since": "yesterday"}, "is a date such as"),
        ({"since": "2016-13-40"}, "is a date such as"),
        ({"since": "2017", "until": "2016"}, "nothing lies between"),
        ({"min_confidence": 7.0}, "from 0 to 1"),
        ({"types": ["ASSAULT/kindly"]}, "is no mode of ASSAULT"),
        ({"types": ["!"]}, "is no type"),
        ({"actors": [" "]}, "needs a name"),
    ],
)
def test_bad_filters_are_one_sentence(wanted: dict[str, Any], words: str) -> None:
    with pytest.raises(UsageError, match=words) as caught:
        filters(statuses=STATUSES, **wanted)
    assert "\n" not in str(caught.value)


def test_bad_plans_are_one_sentence(tmp_path: Path) -> None:
    nothing = filters(statuses=("occurred",))
    with pytest.raises(UsageError, match="no status"):
        statuses(["rumoured"], ())
    with pytest.raises(UsageError, match="no columns"):
        plan("ninjs", "x", nothing, side_columns=True)
    with pytest.raises(UsageError, match="one row an event"):
        plan("jsonl", "x", nothing, episodes=True)
    with pytest.raises(UsageError, match="name of its own"):
        plan("icews", "x", nothing, side_file="x")
    with pytest.raises(UsageError, match="--side-columns"):
        plan("gdelt", "-", filters(statuses=("denied",)))
    with pytest.raises(UsageError, match="cannot be written"):
        export([], plan("icews", str(tmp_path / "no" / "x"), nothing))
    with pytest.raises(UsageError, match="is a folder"):
        export([], plan("icews", str(tmp_path), nothing))
    with pytest.raises(UsageError, match="Parquet needs a file"):
        export([], plan("parquet", "-", nothing))


@pytest.mark.parametrize("name", FORMATS)
def test_nothing_in_gives_an_empty_file(tmp_path: Path, name: str) -> None:
    summary = write(tmp_path / "x", name, [])
    assert summary.rows == 0
    data = (tmp_path / "x").read_bytes()
    if FORMATS[name].kind in ("tab", "csv"):
        assert data.count(b"\n") == FORMATS[name].header
    elif name == "jsonld":
        assert json.loads(data)["@graph"] == []
    elif name == "parquet":
        duckdb = pytest.importorskip("duckdb")
        found = duckdb.sql(f"FROM read_parquet('{tmp_path}/x')")
        assert found.fetchall() == []
    else:
        assert data == b""


@pytest.mark.parametrize("name", FORMATS)
def test_a_failure_leaves_no_file_and_the_old_one(tmp_path: Path, name: str) -> None:
    def broken() -> Any:
        yield record()
        raise UsageError("it broke")

    (tmp_path / "x").write_text("old")
    with pytest.raises(UsageError, match="it broke"):
        export(broken(), plan(name, str(tmp_path / "x"), filters(statuses=("occurred",))))
    assert (tmp_path / "x").read_text() == "old"
    assert [p.name for p in tmp_path.iterdir()] == ["x"]


HOSTILE = 'a\tb\nc\r"d";e,\x00f\u2028g\x85=1+1\ud800'


@pytest.mark.parametrize("name", ["polecat", "gdelt", "icews", "acled", "csv"])
def test_hostile_names_break_no_line(tmp_path: Path, name: str) -> None:
    made = builtins()
    made["entities"][0]["name"] = HOSTILE
    made["article"]["outlet"]["value"] = HOSTILE
    made["places"][0]["name"] = HOSTILE
    write(tmp_path / "x", name, [msgspec.convert(made, Record)], side_columns=True)
    text = (tmp_path / "x").read_text(encoding="utf-8")
    delimiter = "," if FORMATS[name].kind == "csv" else "\t"
    widths = {len(row) for row in csv.reader(text.split("\n")[:-1], delimiter=delimiter)}
    assert len(widths) == 1
    assert len(text.splitlines()) == text.count("\n")
    if delimiter == "\t":
        # The same whether a reader takes quotes for quotes or not.
        assert '"' not in text


@pytest.mark.parametrize("name", ["parquet", "jsonl", "ninjs", "jsonld"])
def test_hostile_names_in_other_forms(tmp_path: Path, name: str) -> None:
    made = builtins()
    made["entities"][0]["name"] = HOSTILE
    assert write(tmp_path / "x", name, [msgspec.convert(made, Record)]).rows >= 1
    if name != "parquet":
        (tmp_path / "x").read_text(encoding="utf-8")


@given(st.text())
def test_a_cell_is_one_cell(text: str) -> None:
    cell = plain(text)
    assert len(cell.splitlines()) <= 1
    assert "\t" not in cell


@given(st.text(), st.integers(1, 30))
def test_cut_text_has_no_more_words(text: str, most: int) -> None:
    assert len(cut(text, most).split()) <= most
    assert cut(text, None).split() == text.split()


def test_numbers_are_exact_in_r() -> None:
    seen = {number(f"{k}", "1") for k in range(2_000)}
    assert len(seen) == 2_000
    assert all(0 <= n < 2**53 and int(float(n)) == n for n in seen)


@pytest.mark.parametrize("name", FORMATS)
def test_shareable_has_no_text(tmp_path: Path, name: str) -> None:
    made = builtins()
    # One sentence of 60 words, told whole by one event.
    words = " ".join(f"word{k}" for k in range(60))
    text = made["article"]["text"]
    made["article"]["text"] = text = f"{text}\n\n{words}"
    made["events"][0]["evidence"] = [{"start": len(text) - len(words), "end": len(text)}]
    made["article"]["headline"]["value"] = words
    one = msgspec.convert(made, Record)
    write(tmp_path / "x", name, [one], shareable=True, side_file=str(tmp_path / "side"))
    if name == "parquet":
        duckdb = pytest.importorskip("duckdb")
        text = str(duckdb.sql(f"FROM read_parquet('{tmp_path}/x')").fetchall())
    else:
        text = (tmp_path / "x").read_text(encoding="utf-8")
    for found in (text, (tmp_path / "side").read_text(encoding="utf-8")):
        assert "word24" not in found
        assert "\n\nRussia denied" not in found
    if name == "jsonl":
        assert decode(text).article.text == ""
        assert decode(text).article.source.sha256 == "a" * 64
        assert decode(text).events[0].evidence == one.events[0].evidence


def test_an_article_counts_once(tmp_path: Path) -> None:
    summary = write(tmp_path / "x", "icews", [record(), record()])
    assert (summary.rows, summary.twice) == (3, 1)


def test_filters_choose_articles_of_documents(tmp_path: Path) -> None:
    summary = write(tmp_path / "x", "jsonl", [record()], types=["PROTEST"])
    assert summary.rows == 0
    summary = write(tmp_path / "x", "ninjs", [record()], types=["AID"])
    (event,) = json.loads((tmp_path / "x").read_text(encoding="utf-8"))["event"]
    assert event["code"] == "AID"
    assert summary.rows == 1


def _retold(url: str) -> Record:
    """The story in other words elsewhere, so that it is no copy."""
    made = builtins()
    text = TEXT.replace("shelled rebel fighters in Aleppo", "fired shells at rebels: Aleppo hit")
    assert len(text) >= len(TEXT)
    made["article"]["url"] = url
    made["article"]["id"] = record(url=url).article.id
    made["article"]["outlet"]["value"] = url
    return msgspec.convert(made, Record)


def test_episodes_of_the_records(tmp_path: Path) -> None:
    """Two reports that one episode holds are one row with the counts of both."""
    first, second = record(), _retold("https://other.example/a")
    made = msgspec.to_builtins(first)
    made["episodes"] = [
        {
            "id": "x1", "type": "ASSAULT", "participants": ["e1", "e2"], "place": "p1",
            "from": None, "to": None, "accounts": [],
            "members": [{"article": r.article.id, "id": "v1"} for r in (first, second)],
        }
    ]  # fmt: skip
    first = msgspec.convert(made, Record)
    summary = write(tmp_path / "x.CSV", "gdelt", [first, second], types=["ASSAULT"], episodes=True)
    (row,) = gdelt_rows(tmp_path / "x.CSV")
    assert summary.episodes == 1
    assert (row["NumMentions"], row["NumSources"], row["NumArticles"]) == ("2", "2", "2")
    assert len((tmp_path / "x.mentions.CSV").read_text().splitlines()) == 2
    write(tmp_path / "x.csv", "csv", [first, second], types=["ASSAULT"], episodes=True)
    attack = [r for r in table(tmp_path / "x.csv", ",") if r["status"] == "occurred"]
    assert len(attack) == 1
    assert attack[0]["members"] == f"{first.article.id}-v1; {second.article.id}-v1"


def test_a_denial_does_not_hide_in_an_episode(tmp_path: Path) -> None:
    """Of an episode with a denied telling the row says each status; by default it is not in."""
    made = builtins()
    made["episodes"] = [
        {
            "id": "x1", "type": "ASSAULT", "participants": ["e1"], "place": "p1", "from": None,
            "to": None, "accounts": [],
            "members": [{"article": made["article"]["id"], "id": v} for v in ("v1", "v2")],
        }
    ]  # fmt: skip
    one = msgspec.convert(made, Record)
    summary = write(tmp_path / "x", "icews", [one], types=["ASSAULT"], episodes=True)
    assert (summary.rows, summary.unreal) == (1, {})
    summary = write(tmp_path / "x", "icews", [one], "all", types=["ASSAULT"], episodes=True)
    assert summary.unreal == {"denied": 1}
    (row,) = table(tmp_path / "x.side.tsv")
    assert row["readout_member_statuses"] == "occurred; denied"


def test_encoded_records_are_what_the_store_gives_back(tmp_path: Path) -> None:
    """Out of a file and out of a store come the same rows; copies are counted once."""
    pytest.importorskip("duckdb")
    from readout.cli.main import app

    lines = tmp_path / "records.jsonl"
    lines.write_bytes(encode(record()) + b"\n")
    from readout.store.store import open_store

    with open_store(str(tmp_path / "news"), write=True) as store:
        store.put([record(), _retold("https://copy.example/a")])
    outs = []
    for source in (lines, tmp_path / "news"):
        to = tmp_path / "out.tsv"
        arguments = [str(source), "--to", str(to), "--format", "polecat"]
        assert app(["export", *arguments], result_action="return_value") == 0
        outs.append(to.read_text(encoding="utf-8"))
    assert outs[0] == outs[1]
    app(["export", *arguments, "--copies"], result_action="return_value")
    assert to.read_text(encoding="utf-8").count("\n") == 2 * outs[0].count("\n") - 1


def test_command_says_what_it_did(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from readout.cli.main import app

    lines = tmp_path / "records.jsonl"
    lines.write_bytes(encode(record()) + b"\nno record\n")
    call = ["export", str(lines), "--to", str(tmp_path / "x.tab"), "--format", "icews"]
    assert app([*call, "--status", "occurred,denied"], result_action="return_value") == 6
    said = capsys.readouterr().err
    assert "line 2 is no JSON" in said
    assert "Not everything in icews happened: 1 denied" in said
    assert re.search(r"4 rows from 3 events in 1 article written to", said)
    call = ["export", str(lines), "--to", str(tmp_path / "x.tab"), "--format", "icews"]
    app([*call, "--aggregate", "episodes"], result_action="return_value")
    assert "each row is one report" in capsys.readouterr().err
    app([*call, "--type", "NOPE"], result_action="return_value")
    said = capsys.readouterr().err
    assert "0 rows from 0 events" in said
    assert "No event is NOPE; PLOVER's types are AGREE, CONSULT" in said
    app([*call[:-1], "jsonl", "--shareable"], result_action="return_value")
    assert re.search(r"\n?readout: 1 article with \d+ events written to", capsys.readouterr().err)
    with pytest.raises(UsageError, match="is no option here"):
        app(["export", "-x", "--to", "y", "--format", "icews"], result_action="return_value")


def test_standard_output(capfdbinary: pytest.CaptureFixture[bytes], tmp_path: Path) -> None:
    from readout.cli.main import app

    lines = tmp_path / "records.jsonl"
    lines.write_bytes(encode(record()) + b"\n")
    app(["export", str(lines), "--to", "-", "--format", "icews"], result_action="return_value")
    assert capfdbinary.readouterr().out.count(b"\n") == 4
