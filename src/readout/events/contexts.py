"""Contexts of an event: words of its sentence that set it there."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from readout.knowledge.codebook import Codebook

_FILE = Path(__file__).parent.parent / "knowledge" / "context_cues.json"
_BY_MODE = {"cyber": "cyber", "misinformation": "misinformation"}
"""The manual adds these contexts to the modes of their names."""


@cache
def _cues() -> tuple[re.Pattern[str], dict[str, tuple[str, ...]]]:
    """One pattern over all cues, and the contexts of each cue."""
    held = msgspec.json.decode(_FILE.read_bytes(), type=dict[str, Any])["contexts"]
    of: dict[str, list[str]] = {}
    for context, cues in held.items():
        for cue in cues:
            of.setdefault(cue, []).append(context)
    cues = sorted(of, key=len, reverse=True)
    pattern = rf"\b(?:{'|'.join(map(re.escape, cues))})(?=s?\b|es\b)"
    return re.compile(pattern), {cue: tuple(names) for cue, names in of.items()}


def contexts_of(sentence: str, mode: str | None, codebook: Codebook) -> list[str]:
    """The contexts whose cues stand in a sentence, in the order of the codebook."""
    pattern, of = _cues()
    found = {name for m in pattern.finditer(sentence.lower()) for name in of[m[0]]}
    if mode in _BY_MODE:
        found.add(_BY_MODE[mode])
    return [name for name in codebook.contexts if name in found]
