"""An event of the table as a sentence: "Azerbaijan and Russia signed", "Roth met Imber"."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from readout.view.telling import telling


def names_of(cell: str | None) -> list[str]:
    """Names that the store has in one cell, "A; B"."""
    return [name.strip() for name in (cell or "").split(";") if name.strip()]


def sentence(row: Mapping[str, Any]) -> str:
    """The sentence of a row with ``sources``, ``targets``, ``reciprocal``, ``lemma``, ``status``,
    ``type`` and ``language``."""
    pieces = telling(
        names_of(row["sources"]),
        names_of(row["targets"]),
        row["lemma"] or "act",
        status=row["status"],
        kind=row["type"],
        reciprocal=bool(row["reciprocal"]),
        english=(row["language"] or "en").startswith("en"),
    )
    return "".join(piece.text for piece in pieces)
