"""What the statements room knows of English: cues by class, kinds of speakers, outlets, channels.

Each table is a JSON file beside this module with its origin and licence, loaded on first use.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_HERE = Path(__file__).parent


@cache
def _table(name: str) -> dict[str, Any]:
    return msgspec.json.decode((_HERE / f"{name}.json").read_bytes(), type=dict[str, Any])


@cache
def cue_class() -> dict[str, str]:
    """Lemma of a cue verb to its class; the first class that lists it counts."""
    out: dict[str, str] = {}
    for kind, words in _table("cue_words")["verbs"].items():
        for word in words.split():
            out.setdefault(word, kind)
    return out


@cache
def cue_words(kind: str) -> frozenset[str]:
    """Lemmas: ``nouns`` or ``adjectives`` that carry an attribution, ``documents`` that say."""
    return frozenset(_table("cue_words")[kind].split())


@cache
def weights(name: str) -> dict[str, float]:
    """Feature to weight of one fitted function (``statement_weights.json``)."""
    return {str(k): float(v) for k, v in _table("statement_weights")[name].items()}
