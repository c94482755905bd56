"""What is written to a device or a pipe goes into it: it never becomes a file of that name."""

from __future__ import annotations

import os
import stat
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from readout.errors import UsageError
from readout.record.codec import encode
from readout.record.files import beside
from readout.settings import Settings
from tests.conftest import MODULES, Run
from tests.record.sample import record

_CALLS = (
    "read page.txt --stop-after page -o {}",
    "export r.jsonl --format csv --to {}",
    "accounts r.jsonl --alone --format html --output {}",
)


def _folder(tmp_path: Path) -> Path:
    (tmp_path / "page.txt").write_text("Ports agree\n\nOSTREY - The ports agreed on Monday.\n")
    (tmp_path / "r.jsonl").write_bytes(encode(record()) + b"\n")
    return tmp_path


@pytest.mark.parametrize("call", _CALLS)
def test_a_pipe_stays_a_pipe_and_gets_everything(tmp_path: Path, call: str) -> None:
    pipe = _folder(tmp_path) / "pipe"
    os.mkfifo(pipe)
    got: list[bytes] = []
    reader = threading.Thread(target=lambda: got.append(pipe.read_bytes()), daemon=True)
    reader.start()
    done = subprocess.run(
        [sys.executable, "-m", "readout", *call.format("pipe").split()], cwd=tmp_path, check=False,
        stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": MODULES}, timeout=120,
    )  # fmt: skip
    reader.join(30)
    assert done.returncode == 0, done.stderr
    assert stat.S_ISFIFO(os.stat(pipe).st_mode)
    assert len(got[0]) > 100
    assert sorted(os.listdir(tmp_path)) == ["page.txt", "pipe", "r.jsonl"]


def test_a_parquet_file_is_no_pipe(readout: Run, tmp_path: Path) -> None:
    os.mkfifo(_folder(tmp_path) / "pipe")
    done = readout("export", "r.jsonl", "--format", "parquet", "--to", "pipe")
    assert (done.returncode, b"Parquet needs a file" in done.stderr) == (2, True)
    assert stat.S_ISFIFO(os.stat(tmp_path / "pipe").st_mode)


def test_a_file_is_written_beside_its_place(tmp_path: Path) -> None:
    (tmp_path / "old.csv").write_text("x")
    for name in ("old.csv", "new.csv"):
        assert beside(str(tmp_path / name)) == str(tmp_path / f"{name}.part")
    assert beside("/dev/null") == "/dev/null"


@pytest.mark.parametrize("wrong", [{"max_bytes": -5}, {"url": "not an address"}, {"url": ""}])
def test_options_that_cannot_be_meant(wrong: dict[str, object]) -> None:
    with pytest.raises(UsageError, match=r"At least one byte|is no address"):
        Settings(**wrong)  # type: ignore[arg-type]
    assert Settings(url="courier.example/a", max_bytes=1)


def test_nothing_to_export_overwrites_nothing(readout: Run, tmp_path: Path) -> None:
    (_folder(tmp_path) / "old.csv").write_text("what an hour of work gave")
    done = readout("export", "page.txt", "--format", "csv", "--to", "old.csv")
    assert (done.returncode, done.stdout) == (6, b"")
    assert done.stderr.splitlines()[-1].startswith(b"readout: There is no record in 'page.txt'; ")
    assert (tmp_path / "old.csv").read_text() == "what an hour of work gave"
    assert b"`readout read PAGES" in readout("accounts", "page.txt").stderr
