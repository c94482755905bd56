"""How a name is looked up: folded to plain letters, then hashed."""

from __future__ import annotations

import unicodedata
from hashlib import blake2b

_GONE = str.maketrans(
    dict.fromkeys("'’‘ʻʼ`´.\xad") | dict.fromkeys("-‐‑–_,/", " ")
    | {"ø": "o", "Ø": "o", "đ": "d", "Đ": "d", "ł": "l", "Ł": "l", "ı": "i", "ß": "ss"}
    | {"æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ð": "d", "þ": "th"}
)  # fmt: skip
_SHORT = {"saint": "st", "fort": "ft", "mount": "mt"}
BITS = 40


def fold(name: str) -> str:
    """The name in lower case without accents, apostrophes and full stops; hyphens are blanks."""
    name = name.translate(_GONE)
    if not name.isascii():
        parts = unicodedata.normalize("NFKD", name)
        name = "".join(c for c in parts if not unicodedata.combining(c)).translate(_GONE)
    words = name.casefold().split()
    if len(words) > 1 and words[0] in _SHORT:
        words[0] = _SHORT[words[0]]
    return " ".join(words)


def digest(key: str) -> int:
    """40 bits of a folded name: one in two million unknown names is taken for a known one."""
    return int.from_bytes(blake2b(key.encode(), digest_size=BITS // 8).digest(), "big")
