"""Strings made comparable: the same words in other quotation marks, dashes, case or punctuation."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_QUOTES = (
    '\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2018\u2019\u201a\u201b`\u00b4\u2032\u2033"'
)
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"
_INVISIBLE = "\u200b\u200c\u200d\u200e\u200f\ufeff\xad"
_ALIKE = str.maketrans(
    {**dict.fromkeys(_QUOTES, "'"), **dict.fromkeys(_DASHES, "-"), **dict.fromkeys(_INVISIBLE)}
)
_QUOTE_RUN = re.compile("'{2,}")
_NO_WORD = re.compile(r"[\W_]+")


def alike(text: str) -> str:
    """``text`` with one kind of quotation mark, dash and blank; case and punctuation kept."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    text = text.translate(_ALIKE)
    if "''" in text:
        text = _QUOTE_RUN.sub("'", text)
    return " ".join(text.split())


def loose(text: str) -> str:
    """The words of ``text`` in lower case, one blank between them, without punctuation."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text)
    return _NO_WORD.sub(" ", text).strip().lower()


@lru_cache(maxsize=4096)
def letters(text: str) -> str:
    """Letters and digits only, lower case, accents dropped: to compare with a host name."""
    text = unicodedata.normalize("NFKD", text.lower())
    return "".join(c for c in text if c.isalnum())
