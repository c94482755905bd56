"""The snippets of the docs, run on files of every format: pandas in Python, base R and jsonlite."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest

from readout.export.export import export, plan
from readout.export.formats import FORMATS
from readout.export.select import filters, statuses
from readout.store.store import open_store
from tests.conftest import CHECKOUT
from tests.export.made import record

FILES = {
    "news.tsv": "polecat", "news.tab": "icews", "syria.csv": "acled", "events.csv": "csv",
    "events.parquet": "parquet", "2016.export.CSV": "gdelt", "records.jsonl": "jsonl",
    "news.ninjs": "ninjs", "news.jsonld": "jsonld",
}  # fmt: skip


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the files that the snippets name, and the working folder."""
    monkeypatch.chdir(tmp_path)
    for name, format_ in FILES.items():
        wanted = statuses([], FORMATS[format_].statuses)
        side = "news.side.tsv" if format_ == "polecat" else None
        made = plan(format_, name, filters(statuses=wanted), side_file=side)
        export([record()], made)
    return tmp_path


def _block(page: str, language: str, heading: str) -> str:
    text = (CHECKOUT / "docs" / "how-to" / page).read_text(encoding="utf-8")
    found = re.search(rf"^#+ {heading}\n.*?```{language}\n(.*?)```", text, re.S | re.M)
    assert found is not None, f"{page} has no {language} under {heading}"
    return found[1]


def test_pandas_reads_every_format(files: Path) -> None:
    pytest.importorskip("pandas")
    code = _block("export.md", "python", "Python")
    if find_spec("pyarrow") is None:
        code = "".join(line + "\n" for line in code.splitlines() if "read_parquet" not in line)
    names: dict[str, Any] = {}
    exec(compile(code, "export.md", "exec"), names)
    assert len(names["polecat"].columns) == 40
    assert len(names["icews"].columns) == 20
    assert len(names["acled"].columns) == 31
    assert names["gdelt"].shape[1] == 61
    assert names["mentions"].shape[1] == 16
    assert names["gdelt"]["EventRootCode"].iloc[0] == "19"
    assert len(names["with_status"]) == len(names["polecat"]) > 0
    assert len(names["records"]) == len(names["items"]) == 1
    assert len(names["graph"]) >= 1


@pytest.fixture
def store(tmp_path: Path) -> Path:
    with open_store(str(tmp_path / "news"), write=True) as opened:
        opened.put([record()])
    return tmp_path / "news"


def test_pandas_and_polars_open_a_store(store: Path) -> None:
    pytest.importorskip("pandas")
    with open_store(str(store)) as opened:
        frame = opened.con.sql("FROM deeds").df()
        assert len(frame) == 4
        assert set(frame["status"]) >= {"occurred", "denied"}
        if find_spec("polars") is not None and find_spec("pyarrow") is not None:
            assert opened.con.sql("FROM deeds").pl().height == 4


def test_polars_reads_the_parquet_of_a_store(store: Path) -> None:
    polars = pytest.importorskip("polars")
    from readout.store.parquet import write_tables

    with open_store(str(store), write=True) as opened:
        write_tables(opened)
    events = polars.read_parquet(store / "tables" / "events" / "*.parquet")
    assert events.height == 4


def _r(code: str, folder: Path) -> str:
    """What R prints; its packages that are not installed are passed over, line by line."""
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    for package in ("arrow", "duckdb", "jsonlite"):
        if f"library({package})" in code and not _has(package):
            pytest.skip(f"the package {package} of R is not installed")
        if f"{package}::" in code and not _has(package):
            code = "".join(li + "\n" for li in code.splitlines() if f"{package}::" not in li)
    path = folder / "snippet.R"
    path.write_text(code, encoding="utf-8")
    done = subprocess.run(
        [program, str(path)], capture_output=True, text=True, cwd=folder, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_r_reads_every_format(files: Path) -> None:
    told = (
        "cat(ncol(polecat), ncol(icews), ncol(acled), ncol(gdelt), ncol(mentions), nrow(merged),"
        ' gdelt$V29[1], icews[["CAMEO Code"]][1], names(polecat)[3], sep = "|")\n'
    )
    last = _r(_block("export.md", "r", "R") + told, files).strip().splitlines()[-1]
    assert last == "40|20|31|61|16|3|19|194|Event Type"


def test_the_page_on_r(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every block of the page on R, one after the other, with the command itself."""
    folder = str(Path(sys.executable).parent)
    monkeypatch.setenv("PATH", f"{folder}{os.pathsep}{os.environ['PATH']}")
    page = tmp_path / "page.html"
    done = subprocess.run(
        ["readout", "example", "--source"], capture_output=True, check=True, cwd=tmp_path
    )
    page.write_bytes(done.stdout)
    (tmp_path / "captures").mkdir()
    shutil.copy(page, tmp_path / "captures" / "page.html")
    subprocess.run(
        ["readout", "run", "captures", "--store", "news", "--parquet", "--quiet"],
        check=True, cwd=tmp_path, capture_output=True,
    )  # fmt: skip
    text = (CHECKOUT / "docs" / "how-to" / "r.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```r\n(.*?)```", text, re.S)
    missing = [p for p in ("duckdb", "arrow") if not _has(p)]
    kept = [b for b in blocks if not any(f"library({p})" in b for p in missing)]
    assert len(kept) >= 4
    out = _r("\n".join(kept) + "\ncat(nrow(deeds), nrow(assaults), length(records))\n", tmp_path)
    deeds, _, count = map(int, out.split()[-3:])
    assert deeds > 0
    assert count == 1


def _has(package: str) -> bool:
    asked = f"quit(status = !requireNamespace('{package}', quietly = TRUE))"
    program = shutil.which("Rscript")
    if program is None:
        pytest.skip("R is not installed")
    return subprocess.run([program, "-e", asked], capture_output=True).returncode == 0
