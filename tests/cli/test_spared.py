"""What is read, and what a store is made of, is never written over."""

from __future__ import annotations

from pathlib import Path

import pytest

from readout.cli.output import spare
from readout.errors import UsageError
from tests.conftest import Run


def test_what_cannot_be_had_again_is_spared(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>x</p>")
    (tmp_path / "link.html").symlink_to(page)
    store = tmp_path / "news"
    (store / "parts").mkdir(parents=True)
    for name in ("readout.duckdb", "readout.lock", "parts/1.jsonl"):
        (store / name).write_text("x")
    for bad in (tmp_path, store, store / "readout.duckdb", store / "parts/1.jsonl"):
        with pytest.raises(UsageError):
            spare(str(bad))
    for bad in (page, tmp_path / "link.html"):
        with pytest.raises(UsageError, match="is what is read"):
            spare(str(bad), [str(page)])
    for fine in (None, "-", str(tmp_path / "new.html"), str(store / "new.csv"), str(page)):
        spare(fine, ["-", "gone", str(store), "page*.html"])


def test_commands_say_so_in_one_sentence(readout: Run, tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<p>x</p>")
    for command in (("read", "page.html", "-o", "page.html"), ("read", "page.html", "-o", ".")):
        done = readout(*command)
        assert done.returncode == 2
        assert len(done.stderr.splitlines()) == 1
    assert page.read_text() == "<p>x</p>"
    assert b"above 0" in readout("run", "page.html", "--store", "s", "--timeout", "0").stderr
    (tmp_path / "bad.jsonl").write_text("{")
    assert b"is no JSON: truncated." in readout("validate", "bad.jsonl").stderr
