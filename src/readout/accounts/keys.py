"""Keys by which entities of different articles are known to be one."""

from __future__ import annotations

import re
from functools import lru_cache

from readout.accounts.wording import stem
from readout.knowledge.account_words import account_words
from readout.record.types import Entity

_KEPT = 1 << 13
"""Names remembered: what pages say has no end."""
_WORD = re.compile(r"[^\W_]+")
_ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|our|some|several)\s+", re.I)
TOWN_BEFORE = re.compile(r"^[A-Z][A-Z .,'-]+\s[—–-]\s")
"""The town of a dateline that was taken for part of a name: "MANAGUA — Nicaragua"."""
_LOWER_BEFORE = re.compile(r"^(?:(?!of\b|for\b|in\b|from\b|at\b)[a-z-]+\s+)+(?=[A-Z])")
"""What describes a body before its name: "opposition Movement for Democracy"."""


@lru_cache(maxsize=_KEPT)
def plain_name(name: str) -> str:
    """A name for comparison: lower case, no article, no plural."""
    return " ".join(stem(w) for w in _WORD.findall(_ARTICLES.sub("", name)))


def entity_key(entity: Entity) -> str:
    """What names the same entity in another article."""
    if entity.kind == "state" and entity.country:
        return f"state:{entity.country}"
    if entity.ref is not None:
        return f"{entity.ref.table}:{entity.ref.id}"
    name = TOWN_BEFORE.sub("", entity.name)
    if entity.kind == "organization":
        name = _LOWER_BEFORE.sub("", _ARTICLES.sub("", name))
    return body_key(name)


def body_key(name: str) -> str:
    """The key of a body by its name; common short names stand for the long ones."""
    return f"name:{plain_name(account_words()['short_names'].get(name, name))}"
