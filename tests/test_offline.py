"""Reading a page leaves nothing in the home folder, and no library reports home."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

PROGRAM = """
import os, readout
record = readout.read("<article><h1>Quay closes</h1><p>" + "The quay is closed. " * 30)
assert record.article.blocks
assert os.environ["ORT_DISABLE_TELEMETRY"] == "1"
"""


def test_nothing_is_left_in_the_home_folder(tmp_path: Path) -> None:
    kept = {
        # The library keeps quiet by itself in CI and in tests, which would hide what users get.
        name: value
        for name, value in os.environ.items()
        if name not in ("CI", "ORT_DISABLE_TELEMETRY", "ORT_RUNNING_UNIT_TESTS")
        and not name.startswith(("GITHUB_", "XDG_"))
    }
    environment = {**kept, "HOME": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1"}
    subprocess.run([sys.executable, "-c", PROGRAM], check=True, env=environment, timeout=60)
    assert [str(path) for path in tmp_path.rglob("*") if path.is_file()] == []
