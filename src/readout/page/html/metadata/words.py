"""The words that dates and bylines are written with.

Months, bylines and agencies are those of ``knowledge/``; ``words.json`` adds what only HTML pages
need (its origin stands in it).
"""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

from readout.knowledge import page_words

_RAW: dict[str, Any] = json.loads(resources.files(__package__).joinpath("words.json").read_bytes())
MONTHS: dict[str, int] = {**_RAW["months"], **page_words.months()}
"""Lower-cased month names and abbreviations of some 25 languages, to 1..12."""
PUBLISHED = frozenset(_RAW["published"])
UPDATED = frozenset(_RAW["updated"])
NOT_PUBLICATION = frozenset(_RAW["not_publication"])
BY: tuple[str, ...] = tuple(
    sorted({*_RAW["by"], *page_words.byline_words("lead")}, key=len, reverse=True)
)
"""Openings of bylines, longest first."""
ROLES = frozenset(_RAW["roles"]) | page_words.byline_words("post")
"""Words for functions that stand before or behind a name."""
GENERIC = frozenset(_RAW["generic"])
"""What accounts are called that are no names."""
AGENCIES = frozenset(_RAW["agencies"]) | {name.lower() for name in page_words.agencies("news")}
NOISE = frozenset(_RAW["noise"])
"""Words that stand around a name and a date in a byline and are part of neither."""
