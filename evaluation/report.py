"""All figures beside their floors: ``python -m evaluation.report [--data FOLDER]``.

Always: the pages and captures written for the project, read by readout as it ships. With ``--data``
(or ``READOUT_DATA``): also the open data, cross-validated by host (``evaluation.cross``, minutes).
Ends with 1 when a figure is below its floor. ``--write`` sets the floors of the samples anew, a
little below what is measured; for use after a change that was looked at.
"""

from __future__ import annotations

import argparse
import json
import math
import os
from pathlib import Path

from evaluation.figures import (
    FLOORS,
    actors,
    below,
    captures,
    floors,
    pages,
    places,
    plain_open,
    quantities,
    statements,
    written,
)

MARGIN = 0.01


def measure(data: Path | None) -> dict[str, dict[str, float]]:
    """Section to figure to value."""
    sections = {"pages": pages(), "captures": captures(), "plain_open": plain_open()}
    sections["places"] = places()
    sections["actors"] = actors()
    sections["quantities"] = quantities()
    sections["statements"] = statements()
    sections["written"] = written()
    if data:
        from evaluation.cross import cross_validate

        for name, ones in cross_validate(data).items():
            sections[name] = {figure: one["value"] for figure, one in ones.items()}
    return sections


def main() -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--data", type=Path, default=os.environ.get("READOUT_DATA"))
    parser.add_argument("--write", action="store_true", help="set the floors from this run")
    options = parser.parse_args()
    sections = measure(Path(options.data) if options.data else None)
    if options.write:
        known = floors() if FLOORS.exists() else {}
        for name, ones in sections.items():
            known[name] = {k: math.floor((v - MARGIN) * 1000) / 1000 for k, v in ones.items()}
        FLOORS.write_text(json.dumps(known, indent=1) + "\n", encoding="utf-8")
    problems: list[str] = []
    for name, figures in sections.items():
        print(f"\n{name:32} value  floor")
        least = floors().get(name, {})
        for figure, value in figures.items():
            floor = f"{least[figure]:.3f}" if figure in least else "  –"
            print(f"  {figure:30} {value:.3f}  {floor}")
        problems += below(name, figures) if name in floors() else []
    if not options.data:
        print("\nThe HTML pages of the open data were not read: say where they are with --data.")
    print("\n" + ("\n".join(problems) or "No figure is below its floor."))
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())
