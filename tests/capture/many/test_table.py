"""Articles out of CSV and JSON Lines, written for these tests."""

from __future__ import annotations

import csv
import gzip
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.capture.load import load_bytes
from readout.capture.many.item import Item, capture_of
from readout.capture.many.items import items, measure
from readout.capture.tables import shape_of
from readout.errors import UnsupportedError
from readout.page.read import read_page
from readout.settings import Settings

TEXT = "Police arrested 14 people in Ostrey on Monday.\n\nThe mayor said: “It was right, & quiet.”"
ROWS = [
    {"id": "1", "headline": "Arrests in Ostrey", "pub_date": "2031-05-12", "body": TEXT,
     "link": "https://courier.example/1", "byline": "Ana Ruiz"},
    {"id": "2", "headline": "Täler", "pub_date": "Tue, 13 May 2031 10:00:00 GMT",
     "body": "Two ports agreed on Tuesday. \"We are glad\", a clerk said.", "link": "",
     "byline": ""},
]  # fmt: skip


def write_csv(path: Path, rows: list[dict[str, str]], delimiter: str = ",", **how: Any) -> None:
    with open(path, "w", newline="", **({"encoding": "utf-8"} | how)) as file:
        writer = csv.DictWriter(file, list(rows[0]), delimiter=delimiter)
        writer.writeheader()
        writer.writerows(rows)


def read(path: Path, **settings: Any) -> list[Item]:
    found = list(items([str(path)], Settings(**settings)))
    assert sum(item.weight for item in found) == measure([str(path)])
    return [item for item in found if item.data or item.failure]


def check(found: list[Item]) -> None:
    first, second = found
    page = read_page(capture_of(first, Settings()), Settings())
    assert page.headline is not None
    assert page.headline.value == "Arrests in Ostrey"
    assert page.url == "https://courier.example/1"
    assert page.published is not None
    assert page.published.value == "2031-05-12"
    assert [author.name for author in page.byline] == ["Ana Ruiz"]
    words = [page.text[b.start : b.end] for b in page.blocks if b.role == "paragraph"]
    assert words == TEXT.split("\n\n")
    assert (first.position, second.position) == (1, 2)
    later = read_page(capture_of(second, Settings()), Settings())
    assert later.headline is not None
    assert later.headline.value == "Täler"
    assert later.published is not None
    assert later.published.value.startswith("2031-05-13")


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_each_row_of_a_csv_is_an_article(tmp_path: Path, delimiter: str, encoding: str) -> None:
    write_csv(tmp_path / "a.csv", ROWS, delimiter, encoding=encoding)
    check(read(tmp_path / "a.csv"))


def test_each_line_of_json_is_an_article(tmp_path: Path) -> None:
    lines = "".join(json.dumps(row) + "\n" for row in ROWS)
    (tmp_path / "a.jsonl").write_text(lines)
    (tmp_path / "a.jsonl.gz").write_bytes(gzip.compress(lines.encode()))
    (tmp_path / "a.json").write_text(json.dumps(ROWS, indent=1))
    for name in ("a.jsonl", "a.jsonl.gz", "a.json"):
        check(read(tmp_path / name))


def test_a_row_may_be_longer_than_what_csv_takes_by_itself(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", [ROWS[0] | {"body": "Rain fell. " * 20_000}, ROWS[1]])
    first, _ = read(tmp_path / "a.csv")
    assert len(first.data) > 200_000


def test_a_bad_row_is_told_with_its_number_and_the_rest_is_read(tmp_path: Path) -> None:
    write_csv(tmp_path / "a.csv", [ROWS[0], ROWS[0] | {"body": " "}, ROWS[1]])
    one, bad, other = read(tmp_path / "a.csv")
    assert bad.failure is not None
    assert "row 2, has no text in 'body'" in bad.failure.reason
    assert one.data
    assert other.data
    (tmp_path / "a.jsonl").write_text(json.dumps(ROWS[0]) + "\n{oops\n" + json.dumps(ROWS[1]))
    one, bad, other = read(tmp_path / "a.jsonl")
    assert bad.failure is not None
    assert "row 2: no JSON" in bad.failure.reason
    cut = gzip.compress(json.dumps(ROWS[0]).encode() * 1 + b"\n" + b"{}" * 9000)[:-20]
    (tmp_path / "a.gz").write_bytes(cut)
    assert read(tmp_path / "a.gz")[-1].failure is not None
    write_csv(tmp_path / "b.csv", ROWS[:1])
    (tmp_path / "b.csv").write_text((tmp_path / "b.csv").read_text().split("\n")[0] + "\n")
    [empty] = read(tmp_path / "b.csv")
    assert empty.failure is not None
    assert "no row" in empty.failure.reason
    [large] = read_large(tmp_path)
    assert large.failure is not None
    assert large.failure.kind == "limit"


def read_large(tmp_path: Path) -> list[Item]:
    write_csv(tmp_path / "c.csv", [ROWS[0] | {"body": "Rain fell. " * 90}])
    return read(tmp_path / "c.csv", max_bytes=500)


def test_what_is_no_table_of_articles() -> None:
    assert shape_of("id,count\n1,2\n") is None
    assert shape_of("text\nOne column is a list of lines.\n") is None
    assert shape_of("Title, text and date are what a page has.\nSo it is.") is None
    # A record of readout's own, and its own tables.
    assert shape_of('{"readout": {"schema": "1.0"}, "article": {"id": "a", "text": "T"}}\n') is None
    assert shape_of("id,article,event,quote,headline,url\n1,2,3,4,5,6\n") is None
    assert shape_of('{"status": "ok", "articles": [{"title": "A", "content": "B"}]}\n') is None


def test_a_table_is_not_read_as_one_page() -> None:
    with pytest.raises(UnsupportedError, match="an article in each row"):
        load_bytes(b"title,text\nA,Police arrested 14 people in Ostrey on Monday.\n", path="a.csv")


@given(st.text(alphabet=st.sampled_from('text,title;"\t\r\n\0{}[]:é')) | st.text())
def test_what_begins_like_anything_is_looked_at_without_fail(head: str) -> None:
    shape_of(head)
