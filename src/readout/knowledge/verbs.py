"""Verbs whose past forms no rule makes."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def irregular_verbs() -> list[tuple[str, str, str]]:
    """Lemma, past and participle, by lemma; of two rows for a verb the first is what is written
    ("hanged"), the other is read as well ("hung")."""
    path = Path(__file__).parent / "irregular_verbs.txt"
    rows = (line.split() for line in path.read_text(encoding="utf-8").splitlines()[1:])
    return [(lemma, past, participle) for lemma, past, participle in rows]


@cache
def past_forms() -> dict[str, str]:
    """The verb of each past and participle; of "lambast" and "lambaste" the first."""
    out: dict[str, str] = {}
    for lemma, past, participle in irregular_verbs():
        out.setdefault(past, lemma)
        out.setdefault(participle, lemma)
    return out
