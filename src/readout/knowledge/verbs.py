"""Verbs whose past forms no rule makes."""

from __future__ import annotations

from pathlib import Path


def irregular_verbs() -> list[tuple[str, str, str]]:
    """Lemma, past and participle, by lemma; of two rows for a verb the first is what is written
    ("hanged"), the other is read as well ("hung")."""
    path = Path(__file__).parent / "irregular_verbs.txt"
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return [(lemma, past, participle) for lemma, past, participle in rows]
