"""Reads the names of bodies that a language model wrote for this project (``written/*.txt``)."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).with_name("written")


def written(folder: Path = FOLDER) -> Iterator[str]:
    """The names, those with "&" also with "and"."""
    for path in sorted(folder.glob("*.txt")):
        lines = path.read_text(encoding="utf-8").splitlines()
        # A name may go on in the next line.
        for name in " ".join(line for line in lines if not line.startswith("#")).split(","):
            yield name.strip()
            if " & " in name:
                yield name.strip().replace(" & ", " and ")
