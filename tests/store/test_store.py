"""Records go in once, and come out as they went in."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from readout.errors import StoreError
from readout.record.types import Record
from readout.store.parquet import write_tables
from readout.store.rows import address, day
from readout.store.schema import TABLES
from readout.store.store import DATABASE, open_store
from tests.record.strategies import records
from tests.store.made import made, words


def test_a_record_comes_out_as_it_went_in_and_twice_is_once(tmp_path: Path) -> None:
    record = made("Ünï \U0001f600 a\0b \u2028 " + words(1), captured_at="2024-05-31T09:30:00+02:00")
    with open_store(str(tmp_path / "s"), write=True) as store:
        assert store.put([record, record]) == 1
        assert store.put([record]) == 0
        (reading,) = store.find(record.article.id)
        assert store.record(reading.reading) == record
        assert list(store.records()) == [record]
        assert store.find("https://www.courier.example/ports/#top") == [reading]
        assert store.find(record.article.id[:8]) == [reading]
        assert store.find("nothing.html") == []
        text = store.con.execute("SELECT text, seen_at FROM articles").fetchone()
        assert text is not None
        assert text[0] == record.article.text
        assert str(text[1]) == "2024-05-31 07:30:00"
    with open_store(str(tmp_path / "s")) as store:
        deed = store.con.execute(
            "SELECT type, sources, targets, place, from_date, according_to, quote FROM deeds"
        ).fetchone()
        assert deed == (
            "CONSULT", "Roth", "Imber", "Ostrey", None, "Roth", "Ms. Roth met Mr. Imber",
        )  # fmt: skip
        for name in TABLES:  # the sample has something in every table
            row = store.con.execute(f"SELECT count(*) FROM {name}").fetchone()
            assert row is not None
            assert row[0] > 0 or name in ("media", "entity_roles"), name


def _from_bytes_of_its_own(record: Record) -> Record:
    article = record.article
    source = msgspec.structs.replace(article.source, sha256=article.id * 2)
    article = msgspec.structs.replace(article, source=source)
    return msgspec.structs.replace(record, article=article)


@settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(records(), min_size=1, max_size=3))
def test_any_record_can_be_stored(
    tmp_path_factory: pytest.TempPathFactory, some: list[Record]
) -> None:
    some = [_from_bytes_of_its_own(record) for record in some]
    folder = tmp_path_factory.mktemp("any")
    with open_store(str(folder), write=True) as store:
        assert store.put(some) == len({(r.article.id, r.readout) for r in some})
        for record in some:
            found = {r.version: r.reading for r in store.find(record.article.id, every=True)}
            back = store.record(found[record.readout.version])
            assert back.article.text == record.article.text


def test_revisions_are_by_time_of_capture_and_the_last_is_shown(tmp_path: Path) -> None:
    late = made("Twelve. " + words(1), captured_at="2024-06-02T00:00:00Z")
    early = made("Ten. " + words(1), captured_at="2024-06-01T00:00:00Z")
    with open_store(str(tmp_path / "s"), write=True) as store:
        store.put([late])
        store.put([early])
        ids = [
            (r.article, r.revision, r.current) for r in store.find("https://courier.example/ports")
        ]
        assert ids == [(late.article.id, 2, True), (early.article.id, 1, False)]
        assert [r.article.id for r in store.records()] == [late.article.id]
        # A newer version that has read the old capture alone does not bring it back.
        newer = msgspec.structs.replace(
            early, readout=msgspec.structs.replace(early.readout, version="1")
        )
        assert store.put([newer]) == 1
        assert [r.article.id for r in store.records()] == [late.article.id]
        found = store.find(early.article.id)
        assert [(r.version, r.current) for r in found] == [("1", False)]
        assert len(store.find(early.article.id, every=True)) == 2
        with pytest.raises(StoreError, match="no article"):
            store.one("ffffff")


def test_wire_copy_is_linked_to_the_first_and_counted_once(tmp_path: Path) -> None:
    story = words(1, 300)
    copies = [made(f"{story} Line of paper {n}.", f"https://p{n}.example/a") for n in range(50)]
    others = [made(words(n, 300), f"https://o{n}.example/a") for n in range(2, 20)]
    with open_store(str(tmp_path / "s"), write=True) as store:
        store.put(copies[:20] + others)
        store.put(copies[20:])
        rows = store.con.execute("SELECT DISTINCT copy_of FROM articles").fetchall()
        assert sorted(rows, key=str) == sorted([(copies[0].article.id,), (None,)], key=str)
        assert store.con.execute(
            "SELECT count(*) FROM articles WHERE copy_of IS NULL"
        ).fetchone() == (19,)


def test_half_a_part_is_swept_and_a_damaged_one_put_aside(tmp_path: Path) -> None:
    folder = tmp_path / "s"
    with open_store(str(folder), write=True) as store:
        (folder / "parts" / "run-000001-x.10.jsonl.zst.new").write_bytes(b"half")
        (folder / "parts" / "run-000001-y.10.jsonl.zst").write_bytes(b"no zstd at all")
        assert store.put([made(words(1))]) == 1
    assert os.listdir(folder / "parts") == ["run-000001-y.10.jsonl.zst.damaged"]


def test_stores_that_are_none(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="There is no store"):
        open_store(str(tmp_path))
    (tmp_path / DATABASE).write_bytes(b"something else" * 100)
    with pytest.raises(StoreError, match="cannot be opened"):
        open_store(str(tmp_path))
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StoreError):
        open_store(str(tmp_path / "file"), write=True)
    with open_store(str(tmp_path / "s"), write=True) as store:
        store.con.execute("UPDATE every.properties SET value = '99'")
    with pytest.raises(StoreError, match="version 99"):
        open_store(str(tmp_path / "s"))


def test_parquet_holds_the_same_rows(tmp_path: Path) -> None:
    with open_store(str(tmp_path / "s"), write=True) as store:
        store.put([made(words(1))])
        store.put([made(words(2), "https://x.example/2")])
        assert len(write_tables(store)) == 2 * len(TABLES) + 3
        assert len(write_tables(store)) == 3  # runs that are written stay as they are
        for name in TABLES:
            files = f"{tmp_path}/s/tables/{name}/*.parquet"
            assert (
                store.con.execute(f"SELECT * FROM '{files}' ORDER BY ALL").fetchall()
                == store.con.execute(f"SELECT * FROM every.{name} ORDER BY ALL").fetchall()
            )


def test_addresses_and_days() -> None:
    same = ["http://www.a.example/x/", "https://a.example/x?utm_source=y#z", "https://A.example/x"]
    assert len({address(url, "") for url in same}) == 1
    told = ("cmp=rss", "at_medium=RSS&at_campaign=rss", "fbclid=1&smid=tw-share", "ns_source=x")
    assert {address(f"https://a.example/x?{how}", "") for how in told} == {"a.example/x"}
    assert address("https://a.example/x?id=1", "") != address("https://a.example/x?id=2", "")
    assert address(None, "abc") == "article:abc"
    assert address("http://[bad", "") == "http://[bad"
    assert day("2016-11") == "2016-11-01"
    assert day("2016-02", last=True) == "2016-02-29"
    assert day("2016-11-20T10:00Z") == "2016-11-20"
    assert day("2016-13-01") is day("P1D") is day(None) is day("0000") is None
