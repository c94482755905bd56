"""A disk that is full: one sentence, an exit code, and no half file."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from readout.record.codec import encode
from readout.store.store import open_store
from tests.conftest import MODULES
from tests.record.sample import record
from tests.store.made import made, words

# No file may grow beyond 2,000 bytes, which the system says as it says of a full disk.
_FULL = (
    "import resource, sys; resource.setrlimit(resource.RLIMIT_FSIZE, (2000, 2000)); "
    "from readout.cli.main import main; main()"
)


def _on_a_full_disk(folder: Path, *call: str, to: str | None = None) -> tuple[int, str]:
    with open(to, "wb") if to else open(os.devnull, "wb") as out:
        done = subprocess.run(
            [sys.executable, "-c", _FULL, *call], cwd=folder, stdout=out, check=False,
            stderr=subprocess.PIPE, env={**os.environ, "PYTHONPATH": MODULES}, timeout=120,
        )  # fmt: skip
    return done.returncode, done.stderr.decode()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A store, records and a page."""
    with open_store(str(tmp_path / "news"), write=True) as store:
        store.put([made(words(n, 300), f"https://a.example/{n}") for n in range(20)])
    (tmp_path / "r.jsonl").write_bytes(encode(record()) + b"\n")
    (tmp_path / "page.txt").write_text("Ports agree\n\nOSTREY - The ports agreed on Monday. " * 99)
    return tmp_path


@pytest.mark.parametrize(
    "call",
    [
        "export news --to o.x --format csv --status all",
        "export news --to o.x --format parquet --status all",
        "export news --to o.x --format jsonl",
        "audit news --sample 99 --output o.x",
        "read page.txt -o o.x --stop-after page",
        "accounts r.jsonl --alone --format html --output o.x",
        "show news https://a.example/1 -o o.x",
    ],
)
def test_a_file_that_does_not_fit(folder: Path, call: str) -> None:
    code, said = _on_a_full_disk(folder, *call.split())
    assert (code, said.count("\n")) == (2, 1), said
    assert "'o.x' cannot be written: File too large." in said
    assert sorted(os.listdir(folder)) == ["news", "page.txt", "r.jsonl"]


def test_standard_output_that_does_not_fit(folder: Path) -> None:
    code, said = _on_a_full_disk(
        folder, "query", "news", "SELECT text FROM articles", to=str(folder / "out")
    )
    assert (code, said.count("\n")) == (2, 1), said
    assert "The output cannot be written: File too large." in said


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="the system has no /dev/full")
def test_the_device_that_is_always_full(folder: Path) -> None:
    for call in ("query news", "cite news", "read page.txt --stop-after page", "codebook --json"):
        done = subprocess.run(
            [sys.executable, "-m", "readout", *call.split()], cwd=folder, check=False, timeout=120,
            stdout=open("/dev/full", "wb"), stderr=subprocess.PIPE,  # noqa: SIM115
            env={**os.environ, "PYTHONPATH": MODULES},
        )  # fmt: skip
        assert (done.returncode, done.stderr) == (
            2, b"readout: The output cannot be written: No space left on device.\n",
        )  # fmt: skip


def test_a_store_that_cannot_grow(folder: Path) -> None:
    for call in ("run page.txt --store news --stop-after page --quiet", "forget news a.example/1"):
        code, said = _on_a_full_disk(folder, *call.replace(" a.", " https://a.").split())
        assert (code, said.count("\n")) == (9, 1), said
        assert "is full" in said
    with open_store(str(folder / "news")) as store:
        assert store.con.execute("SELECT count(*) FROM articles").fetchall() == [(20,)]
