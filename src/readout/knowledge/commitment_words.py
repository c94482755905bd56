"""Words that bind: promises, duties, agreements (``commitment_words.json``, with its origin)."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_FILE = Path(__file__).parent / "commitment_words.json"


@cache
def _table() -> dict[str, Any]:
    return msgspec.json.decode(_FILE.read_bytes(), type=dict[str, Any])


@cache
def listed(kind: str) -> frozenset[str]:
    """The lemmas of one list, lower case."""
    return frozenset(_table()[kind].split())


@cache
def verbs() -> dict[str, frozenset[str]]:
    """Lemma of a verb to what can follow it: infinitive, clause, object, to, recipient ..."""
    return {str(k): frozenset(v.split()) for k, v in _table()["verbs"].items()}
