"""Fitted weights of the events room. Written by the scripts in ``training/events``."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_FILE = Path(__file__).with_name("event_weights.json")


@cache
def confidence_weights() -> dict[str, float]:
    """Of the confidence of an event, by feature; log-odds."""
    held: dict[str, Any] = msgspec.json.decode(_FILE.read_bytes())
    return {str(name): float(value) for name, value in held["confidence"].items()}
