"""The start: a person waits for it every time."""

from __future__ import annotations

import subprocess
import sys
import time
from pathlib import Path

import pytest


def _modules(code: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", f"import sys\n{code}\nprint(*sys.modules)"],
        capture_output=True,
        check=True,
        text=True,
    )
    return set(done.stdout.split())


def test_import_readout_imports_next_to_nothing() -> None:
    # What is imported is the same on every machine; milliseconds are not.
    ours = {name for name in _modules("import readout") if name.split(".")[0] == "readout"}
    assert ours == {"readout", "readout.version"}
    assert not _modules("import readout") & {"msgspec", "cyclopts", "rich", "numpy"}


def test_help_needs_neither_numpy_nor_the_page_room() -> None:
    loaded = _modules("import readout.cli.main, readout.cli.read")
    assert not loaded & {"numpy", "readout.page", "readout.view.article", "onnxruntime"}


@pytest.mark.parametrize("name", ["harbour.txt"])
def test_cold_start(name: str, tmp_path: Path) -> None:
    from importlib.resources import files

    page = tmp_path / name
    page.write_bytes(files("readout.examples").joinpath(name).read_bytes())
    took = []
    for _ in range(3):
        start = time.perf_counter()
        subprocess.run(
            [sys.executable, "-m", "readout", "read", str(page)], capture_output=True, check=True
        )
        took.append(time.perf_counter() - start)
    # The goal is 1.0 s on a quiet fast core; the alarm must not ring on a slow one with other work
    # beside it, where 2.4 to 2.9 s were measured before and after the same change.
    assert min(took) < 4.0
