"""What the page readers know of words: months, bylines, credits, agencies, notes, menus.

Each table is a JSON file beside this module with a comment on its origin, loaded on first use.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

_HERE = Path(__file__).parent


@cache
def _table(name: str) -> dict[str, Any]:
    """The JSON object of one file; raises ``msgspec.DecodeError`` for a broken installation."""
    return msgspec.json.decode((_HERE / f"{name}.json").read_bytes(), type=dict[str, Any])


@cache
def months() -> dict[str, int]:
    """Month names and abbreviations, lower case, to 1..12."""
    return dict(_table("months")["months"])


@cache
def byline_words(kind: str) -> frozenset[str]:
    """Lower-case words: ``lead`` (by, von), ``join`` (and, und) or ``post`` (correspondent)."""
    return frozenset(_table("bylines")[kind])


@cache
def agencies(kind: str) -> frozenset[str]:
    """Names as written: ``news`` or ``picture`` agencies and archives."""
    return frozenset(_table("agencies")[kind])


@cache
def credit_labels() -> frozenset[str]:
    """Lower-case labels that name the maker of a picture ("photo", "foto", "©")."""
    return frozenset(_table("credits")["strong"])


@cache
def chrome_words() -> frozenset[str]:
    """Lower-case words and phrases that stand alone in menus, share lines and rails."""
    return frozenset(_table("chrome_words")["words"])


@cache
def rail_words(kind: str) -> frozenset[str]:
    """Lower-case words of ``consent`` and subscription boxes, ``talk`` of readers, ``rail``s."""
    return frozenset(_table("chrome_words")[kind])


@cache
def function_words() -> frozenset[str]:
    """The commonest function words of some 20 languages, lower case."""
    return frozenset(_table("function_words")["words"])


@cache
def note_triggers() -> frozenset[str]:
    """Lower-case words without one of which :func:`note_pattern` need not be tried."""
    return frozenset(_table("note_cues")["triggers"])


@cache
def note_pattern() -> re.Pattern[str]:
    """One pattern, named groups by kind, for editors' words about the article."""
    kinds = _table("note_cues")["kinds"]
    parts = [f"(?P<{kind}>" + "|".join(f"(?:{cue})" for cue in cues) + ")"
             for kind, cues in kinds.items()]  # fmt: skip
    return re.compile("|".join(parts), re.I)


def any_of(words: frozenset[str]) -> str:
    """A regular expression for any of the words, longest first."""
    return "|".join(re.escape(word) for word in sorted(words, key=lambda w: (-len(w), w)))
