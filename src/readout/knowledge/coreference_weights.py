"""Fitted weights of what a pronoun means. Written by ``training/actors/coreference.py``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_FILE = Path(__file__).with_name("coreference_weights.json")


@cache
def pronoun_weights(kind: str) -> dict[str, float]:
    """Of the chains that a pronoun can mean, by feature; log-odds against none of them. ``kind`` is
    "he", "it" or "they"."""
    held: dict[str, Any] = msgspec.json.decode(_FILE.read_bytes())
    return {str(name): float(value) for name, value in held["pronouns"][kind].items()}
