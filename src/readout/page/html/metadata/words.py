"""The words that dates and bylines are written with, from ``words.json`` (origin stands there)."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

_RAW: dict[str, Any] = json.loads(resources.files(__package__).joinpath("words.json").read_bytes())
MONTHS: dict[str, int] = _RAW["months"]
"""Lower-cased month names and abbreviations of some 25 languages, to 1..12."""
PUBLISHED = frozenset(_RAW["published"])
UPDATED = frozenset(_RAW["updated"])
NOT_PUBLICATION = frozenset(_RAW["not_publication"])
BY: tuple[str, ...] = tuple(sorted(_RAW["by"], key=len, reverse=True))
"""Openings of bylines, longest first."""
ROLES = frozenset(_RAW["roles"])
GENERIC = frozenset(_RAW["generic"])
AGENCIES = frozenset(_RAW["agencies"])
