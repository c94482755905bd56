"""Exports open in the programs of the field as its scripts open them, whatever stands in a cell."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import msgspec
import pytest

from readout.export import acled, gdelt, icews, polecat
from readout.export.export import export, plan
from readout.export.select import filters
from readout.record.types import Record
from tests.export.made import builtins, record

NASTY = 'the "Free\tArmy" of\nthe\u2028North, O\'Neill, =1+1 \u00e9\u6cd5'
"""What breaks lines, columns and quotes in a name; as all readers have to see it, below."""
TAB = "the 'Free Army' of the North, O'Neill, =1+1 \u00e9\u6cd5"
COMMA = 'the "Free Army" of the North, O\'Neill, =1+1 \u00e9\u6cd5'


def _records() -> Iterator[Record]:
    """Three articles: one as it is, one whose attacker has a name of horrors, one of a formula."""
    yield record()
    for n, name in enumerate((NASTY, "=cmd|' /C calc'!A0")):
        made = builtins()
        made["entities"][0]["name"] = name
        made["article"]["id"] = f"{n}" * 32
        yield msgspec.convert(made, Record)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One file of each format with columns."""
    folder = tmp_path_factory.mktemp("exports")
    for name in ("polecat", "icews", "gdelt", "acled", "csv", "parquet"):
        suffix = {"csv": "csv", "acled": "csv", "parquet": "parquet"}.get(name, "tsv")
        export(_records(), plan(name, str(folder / f"{name}.{suffix}"), filters(statuses=_TAKEN)))
    return folder


_TAKEN: Any = ("occurred", "ongoing")


def test_pandas(files: Path) -> None:
    pandas = pytest.importorskip("pandas")
    table = pandas.read_csv(files / "polecat.tsv", sep="\t")
    assert list(table.columns) == list(polecat.COLUMNS)
    assert table["Actor Name"][2] == TAB
    assert table["Latitude"].dtype == float
    assert pandas.to_datetime(table["Event Date"]).dt.year.tolist() == [2016] * len(table)
    table = pandas.read_csv(
        files / "gdelt.tsv", sep="\t", header=None, names=gdelt.COLUMNS,
        dtype={"EventCode": str, "EventRootCode": str}, parse_dates=["SQLDATE"],
    )  # fmt: skip
    assert set(table["EventRootCode"]) == {"19", "04"}
    assert table["GLOBALEVENTID"].dtype == "int64"
    assert table["GLOBALEVENTID"].is_unique
    table = pandas.read_csv(files / "icews.tsv", sep="\t", dtype={"CAMEO Code": str})
    assert TAB in set(table["Source Name"])
    table = pandas.read_csv(files / "acled.csv", parse_dates=["event_date"])
    assert list(table.columns) == list(acled.COLUMNS)
    assert table["actor1"].tolist() == ["Syrian troops", COMMA, "'=cmd|' /C calc'!A0"]
    assert table["fatalities"].tolist() == [20, 20, 20]


def test_polars(files: Path) -> None:
    polars = pytest.importorskip("polars")
    table = polars.read_csv(files / "polecat.tsv", separator="\t", quote_char=None)
    assert table.columns == list(polecat.COLUMNS)
    assert table["Actor Name"][2] == TAB
    table = polars.read_csv(
        files / "gdelt.tsv", separator="\t", has_header=False, new_columns=list(gdelt.COLUMNS),
        schema_overrides={"EventCode": polars.String, "EventRootCode": polars.String},
    )  # fmt: skip
    assert set(table["EventRootCode"]) == {"19", "04"}
    table = polars.read_csv(files / "icews.tsv", separator="\t", try_parse_dates=True)
    assert table.columns == list(icews.COLUMNS)
    assert table["Event Date"].dtype == polars.Date
    table = polars.read_csv(files / "acled.csv", try_parse_dates=True)
    assert table["actor1"][1] == COMMA
    typed = polars.read_parquet(files / "parquet.parquet")
    assert typed.height == polars.read_csv(files / "csv.csv").height == 6
    assert typed["killed_min"].dtype == polars.Float64
    assert typed["date_from"].dtype == polars.Date
    assert typed["sources"][2].startswith('the "Free\tArmy" of\nthe')  # Parquet has it as it is


def test_duckdb(files: Path) -> None:
    import duckdb

    con = duckdb.connect()
    con.execute(f"SET file_search_path = '{files}'")
    table = con.sql("SELECT * FROM read_csv('polecat.tsv', delim = '\t', quote = '')")
    assert table.columns == list(polecat.COLUMNS)
    names = [row[0] for row in table.project('"Actor Name"').fetchall()]
    assert names[2] == TAB
    wide = con.sql("SELECT * FROM read_csv('gdelt.tsv', delim = '\t', header = false, quote = '')")
    assert len(wide.columns) == 61
    rows = con.sql("SELECT actor1, event_date FROM 'acled.csv'").fetchall()
    assert rows[1][0] == COMMA
    assert str(rows[1][1]) == "2016-11-22"
    counted = con.sql(
        "SELECT \"CAMEO Code\", count(*) FROM read_csv('icews.tsv', all_varchar = true) GROUP BY "
        "ALL ORDER BY ALL"
    ).fetchall()
    assert counted == [("040", 6), ("194", 3)]
    assert con.sql("SELECT count(*) FROM 'parquet.parquet' WHERE killed_min >= 20").fetchall() == [
        (3,)
    ]


def test_pyarrow(files: Path) -> None:
    pytest.importorskip("pyarrow")
    from pyarrow import csv, dataset, parquet

    tabs = csv.ParseOptions(delimiter="\t", quote_char=False)
    table = csv.read_csv(files / "polecat.tsv", parse_options=tabs)
    assert table.column_names == list(polecat.COLUMNS)
    assert table["Actor Name"][2].as_py() == TAB
    bare = csv.ReadOptions(column_names=list(gdelt.COLUMNS))
    assert csv.read_csv(files / "gdelt.tsv", read_options=bare, parse_options=tabs).num_rows == 9
    assert csv.read_csv(files / "acled.csv")["actor1"][1].as_py() == COMMA
    assert parquet.read_table(files / "parquet.parquet").num_rows == 6
    found = dataset.dataset(files / "parquet.parquet").to_table(columns=["type", "country"])
    assert found.num_rows == 6


# As replication scripts do it: readr for the file, dplyr for country-months and dyads.
_TIDY = """
suppressPackageStartupMessages({library(readr); library(dplyr)})
options(readr.show_progress = FALSE, readr.show_col_types = FALSE)
polecat <- read_tsv("polecat.tsv", quote = "")
icews <- read_tsv("icews.tsv", quote = "", col_types = cols(`CAMEO Code` = "c"))
codes <- cols(X27 = "c", X29 = "c")
gdelt <- read_tsv("gdelt.tsv", quote = "", col_names = FALSE, col_types = codes)
acled <- read_csv("acled.csv")
stopifnot(nrow(problems(polecat)) == 0, nrow(problems(icews)) == 0, nrow(problems(gdelt)) == 0)
stopifnot(nrow(problems(acled)) == 0, inherits(icews$`Event Date`, "Date"))
stopifnot(inherits(acled$event_date, "Date"), is.numeric(acled$fatalities))
month <- icews |>
  filter(substr(`CAMEO Code`, 1, 2) %in% c("18", "19", "20")) |>
  count(`Source Country`, month = format(`Event Date`, "%Y-%m"))
dyads <- gdelt |> filter(X29 == "19") |> count(X8, X18)
deaths <- acled |> group_by(country) |> summarise(dead = sum(fatalities))
cat(ncol(polecat), ncol(icews), ncol(gdelt), ncol(acled), month$n, dyads$X8, dyads$X18, dyads$n,
    deaths$country, deaths$dead, "\\n", sep = "|")
cat(polecat$`Actor Name`[3], acled$actor1[2], sep = "\\n")
"""


def test_r_with_readr_and_dplyr(files: Path) -> None:
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed (Debian: r-base-core)")
    asked = "quit(status = !all(sapply(c('readr', 'dplyr'), requireNamespace, quietly = TRUE)))"
    if subprocess.run([program, "-e", asked], capture_output=True, check=False).returncode:
        pytest.skip("readr or dplyr is not installed (Debian: r-cran-readr, r-cran-dplyr)")
    (files / "tidy.R").write_text(_TIDY, encoding="utf-8")
    done = subprocess.run(
        [program, "--encoding=UTF-8", "tidy.R"], cwd=files, capture_output=True, check=False
    )
    assert done.returncode == 0, done.stderr.decode()
    figures, *names = done.stdout.decode().splitlines()
    assert figures == "40|20|61|31|3|SYR|SYR|3|Syria|60|"
    assert names == [TAB, COMMA]
