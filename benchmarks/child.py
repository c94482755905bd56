"""One measurement in a process of its own, so that peak memory is that of the work alone."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
_MEGA = 2**20


def peak_megabytes() -> float:
    """Largest resident size of this process so far, in MiB.

    On Linux ``ru_maxrss`` of a new process begins with that of its parent, so the kernel's mark for
    the program itself is read; ``getrusage`` elsewhere.
    """
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak / (_MEGA if sys.platform == "darwin" else 1024)


def run_child(module: str, *arguments: str, timeout: float = 900) -> dict[str, Any]:
    """The JSON object that ``python -m module arguments`` prints last; ``error`` when it fails."""
    try:
        done = subprocess.run(
            [sys.executable, "-m", module, *arguments],
            capture_output=True, text=True, cwd=ROOT, timeout=timeout, check=False,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        return {"error": f"more than {timeout:.0f} s"}
    if done.returncode or not done.stdout.strip():
        return {"error": (done.stderr.strip().splitlines() or ["no output"])[-1]}
    found: dict[str, Any] = json.loads(done.stdout.strip().splitlines()[-1])
    return found
