"""The commands of a store, as a user types them."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from readout.store.store import open_store
from tests.conftest import Run
from tests.store.made import made, words


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A store with a page of two revisions and another page."""
    folder = tmp_path / "news"
    with open_store(str(folder), write=True) as store:
        store.put(
            [
                made(f"Ten were killed. {words(1)}", killed=("Ten", 10)),
                made(f"Twelve were killed. {words(1)}", killed=("Twelve", 12)),
                made(f"\x1b[2J{words(2)}", "https://b.example/y", outlet="=cmd()"),
            ]
        )
    return folder


def test_run_reads_real_pages_and_says_what_it_did(readout: Run, tmp_path: Path) -> None:
    for name in ("html", "plain"):
        source = readout("example", name, "--source").stdout
        (tmp_path / f"page.{name}").write_bytes(source)
    (tmp_path / "empty.txt").write_bytes(b"")
    done = readout("run", ".", "--store", "s", "--stop-after", "page", "--quiet")
    assert done.returncode == 0, done.stderr
    out = done.stdout.decode()
    assert "new articles" in out
    assert "in quarantine" in out
    assert "3 captures in" in out
    again = readout("run", "page.html", "--store", "s", "--stop-after", "page", "--quiet")
    assert "here already" in again.stdout.decode()
    gone = readout("run", "gone.html", "--store", "s", "--stop-after", "page", "--quiet")
    assert gone.returncode == 3
    assert b"does not exist" in gone.stderr
    rows = readout("query", "s", "SELECT headline FROM articles ORDER BY path")
    assert len(rows.stdout.splitlines()) == 2
    assert readout("run", "--store", "s").returncode == 2
    shown = readout("show", "s", "page.html", "--format", "text").stdout
    read = readout("read", "./page.html", "--stop-after", "page", "--format", "text").stdout
    assert shown == read


def test_query_in_every_shape(readout: Run, news: Path) -> None:
    sql = "SELECT q.min, q.kind, published_on FROM quantities q JOIN articles USING (reading)"
    sql += " ORDER BY q.min"
    lines = readout("query", "news", sql).stdout.splitlines()
    assert json.loads(lines[0]) == {"min": 12.0, "kind": "killed", "published_on": "2031-03-12"}
    assert json.loads(readout("query", "news", sql, "--format", "json").stdout) == [
        json.loads(line) for line in lines
    ]
    table = readout("query", "news", sql, "--format", "csv").stdout.decode().splitlines()
    assert table[0] == "min,kind,published_on"
    assert b"killed" in readout("query", "news", sql, "--format", "table").stdout
    hostile = readout("query", "news", "SELECT text FROM articles", "--format", "table")
    assert b"\x1b" not in hostile.stdout
    assert b"deeds" in readout("query", "news").stdout
    wrong = readout("query", "news", "SELECT nothing")
    assert (wrong.returncode, wrong.stderr.count(b"\n")) == (2, 1)
    assert readout("query", "news", "DELETE FROM every.articles").returncode == 2
    assert readout("query", "none", "SELECT 1").returncode == 9
    wrong = readout("query", "news", "--memory", "lots")
    assert (wrong.returncode, wrong.stderr.count(b"\n")) == (2, 1)
    listed = readout("query", "news", "--format", "table").stdout
    assert b"copy_of" in listed  # the last of the longest list: no column is cut off


def test_show_and_diff_of_a_page_that_changed(readout: Run, news: Path) -> None:
    url = "https://courier.example/ports"
    latest = json.loads(readout("show", "news", url, "--format", "json").stdout)
    assert "Twelve" in latest["article"]["text"]
    first = json.loads(readout("show", "news", url, "--revision", "1", "--format", "json").stdout)
    assert "Ten" in first["article"]["text"]
    assert readout("show", "news", url, "--revision", "3").returncode == 9
    changes = [
        json.loads(line) for line in readout("diff", "news", url, "--json").stdout.splitlines()
    ]
    assert {"what": "count", "about": "killed", "before": "10", "after": "12"}.items() <= changes[
        0
    ].items()
    text = readout("diff", "news", first["article"]["id"], latest["article"]["id"]).stdout.decode()
    assert "killed" in text
    alone = readout("diff", "news", "https://b.example/y")
    assert alone.returncode == 9
    assert b"one revision" in alone.stderr


def test_forget_audit_and_cite(readout: Run, news: Path, tmp_path: Path) -> None:
    drawn = readout("audit", "news", "--sample", "10", "--output", "sample.csv")
    assert drawn.returncode == 0, drawn.stderr
    assert readout("audit", "news", "--sample", "10", "--output", "sample.csv").returncode == 2
    with open(tmp_path / "sample.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == 2
    assert {row["outlet"] for row in rows} == {"", "'=cmd()"}
    marked = (tmp_path / "sample.csv").read_text("utf-8-sig").replace("\n,", "\ny,")
    (tmp_path / "marked.csv").write_text(marked)
    report = json.loads(readout("audit", "news", "--marks", "marked.csv", "--json").stdout)
    assert report["precision"]["value"] == 1
    assert b"precision" in readout("audit", "news", "--marks", "marked.csv").stdout
    assert readout("audit", "news").returncode == 2
    cited = readout("cite", "news").stdout.decode()
    assert cited.startswith("readout 0 (")
    assert b"@software" in readout("cite", "news", "--format", "bibtex").stdout
    assert json.loads(readout("cite", "news", "--format", "json").stdout)[0]["version"] == "0"
    done = readout("forget", "news", "https://courier.example/ports")
    assert done.stdout.startswith(b"2 articles forgotten"), done.stderr
    count = readout("query", "news", "SELECT count(*) AS n FROM every.articles").stdout
    assert json.loads(count) == {"n": 1}
    assert readout("forget", "news", "ffffff").returncode == 9
