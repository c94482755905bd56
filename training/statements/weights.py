"""Writes fitted weights into the package's file of them."""

from __future__ import annotations

import json
from pathlib import Path

WEIGHTS = Path(__file__).parents[2] / "src/readout/knowledge/statement_weights.json"
COMMENT = (
    "Weights of the small functions of the statements room by feature; written by the scripts in "
    "training/statements, which say on what each was fitted."
)


def write(name: str, table: dict[str, float] | dict[str, list[float]]) -> None:
    """Sets one table; the others stay."""
    held = json.loads(WEIGHTS.read_text()) if WEIGHTS.exists() else {}
    held["comment"], held["licence"] = COMMENT, "Apache-2.0"
    held[name] = {
        k: [round(x, 3) for x in v] if isinstance(v, list) else round(v, 4)
        for k, v in sorted(table.items())
    }
    WEIGHTS.write_text(json.dumps(held, indent=0, sort_keys=True, ensure_ascii=False) + "\n")
