"""A store that one may read and not write: every question is answered, every change refused."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from readout.store.store import open_store
from tests.conftest import MODULES
from tests.store.made import made, words

_CAPABILITIES = "-dac_override,-dac_read_search,-fowner,-chown"


@pytest.fixture
def plain() -> list[str]:
    """What a command begins with so that it has no more rights than its user."""
    if os.name != "posix":
        pytest.skip("the rights of files are another thing here")
    if os.geteuid() != 0:
        return []
    # Root may write anywhere, and another user need not see this Python: root without that right.
    if shutil.which("setpriv") is None:
        pytest.skip("root may write anywhere, and setpriv is not there to give that up")
    return ["setpriv", f"--bounding-set={_CAPABILITIES}", f"--inh-caps={_CAPABILITIES}"]


@pytest.fixture
def store(tmp_path: Path) -> str:
    folder = tmp_path / "news"
    with open_store(str(folder), write=True) as opened:
        opened.put([made(words(n, 100), f"https://a.example/{n}") for n in range(3)])
    (tmp_path / "page.txt").write_text("Ports agree\n\nOSTREY - The ports agreed on Monday.\n")
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o555 if path.is_dir() else 0o444)
        if os.geteuid() == 0:
            os.chown(path, 65534, 65534)
    return str(folder)


def _call(plain: list[str], folder: Path, call: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [*plain, sys.executable, "-m", "readout", *call.split()], cwd=folder, check=False,
        capture_output=True, env={**os.environ, "PYTHONPATH": MODULES}, timeout=120,
    )  # fmt: skip


def test_questions_are_answered(plain: list[str], store: str, tmp_path: Path) -> None:
    for call in (
        "query news", "show news https://a.example/1", "cite news", "audit news --sample 2",
        "diff news https://a.example/1 https://a.example/2", "review news queue --json",
        "review news log", "accounts news --alone", "export news --to - --format csv",
    ):  # fmt: skip
        done = _call(plain, tmp_path, call)
        assert done.returncode == 0, (call, done.stderr)
    assert sorted(os.listdir(store)) == ["parts", "readout.duckdb", "readout.lock"]


def test_changes_are_refused_in_a_sentence(plain: list[str], store: str, tmp_path: Path) -> None:
    for call in (
        "run page.txt --store news", "forget news https://a.example/1",
        "watch http://127.0.0.1:1/rss --store news --once",
        "review news judge https://a.example/1 v1 accept --by Ana",
    ):  # fmt: skip
        done = _call(plain, tmp_path, call)
        assert (done.returncode, done.stderr.count(b"\n")) == (9, 1), (call, done.stderr)
        assert b"may not be written" in done.stderr
    with open_store(store) as opened:
        assert opened.con.execute("SELECT count(*) FROM every.articles").fetchall() == [(3,)]
