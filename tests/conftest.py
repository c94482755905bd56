"""Fixtures that several rooms use."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[bytes]"]
CHECKOUT = Path(__file__).parent.parent
MODULES = os.pathsep.join((str(CHECKOUT / "src"), str(CHECKOUT)))
"""The code beside these tests, for another process: an installed readout may be another."""


@pytest.fixture
def readout(tmp_path: Path) -> Run:
    """Runs the command line as a user does: another process, another folder."""

    def run(*arguments: str, stdin: bytes = b"") -> subprocess.CompletedProcess[bytes]:
        environment = {**os.environ, "PYTHONPATH": MODULES, "COLUMNS": "100"}
        return subprocess.run(
            [sys.executable, "-m", "readout", *arguments],
            input=stdin,
            capture_output=True,
            cwd=tmp_path,
            env=environment,
            timeout=120,
            check=False,
        )

    return run
