"""Names out of bylines: who wrote, without "by", functions, addresses and handles."""

from __future__ import annotations

import re

from readout.page.html.metadata.head import plain
from readout.page.html.metadata.words import AGENCIES, BY, GENERIC, ROLES

_BY = re.compile(
    r"^(?:" + "|".join(re.escape(word) for word in BY) + r")(?:\s*:\s*|\s+)(?=\S)", re.I
)
_ADDRESS = re.compile(r"\(?\S{1,60}@\S{1,60}\.\S{2,10}|https?://\S+|(?<!\S)@\w{2,30}|www\.\S+")
_JOIN = re.compile(
    r"\s+(?:and|und|et|y|og|och|en|ja|ve|with|mit|e|i|и)\s+|\s*[;|•·]\s*|\s+[&+/]\s+|\s+[–—-]\s+|\n",
    re.I,
)
_COMMA = re.compile(r"\s*,\s*|\s*、\s*")
_PARENTHESIS = re.compile(r"\s*[(\[][^()\[\]]{0,80}[)\]]")
_DEGREE = re.compile(
    r"^(?:Ph\.?D|M\.?D|Dr|MBA|MSc|BSc|J\.?D|RD|Jr|Sr|II|III|LL\.?M|M\.?A|M\.?Sc|MPH|RN)\.?$"
)
_WORDS = re.compile(r"[^\W_]+", re.U)
_TAIL = " ,;:|/–—-·•*\t\u00a0"
_CLOCK = re.compile(r"\d{1,2}[:.]\d\d|\d{4}|\d{1,2}\.\s?\d")
MAX_NAME = 60
MAX_NAMES = 25


def clean_names(raw: str) -> list[str]:
    """The people and agencies that ``raw`` names, in order, without duplicates by case."""
    text = plain(raw)
    if not text or len(text) > 600:
        return []
    text = _ADDRESS.sub(" ", text)
    text = _strip_by(" ".join(text.split()).strip(_TAIL))
    names: list[str] = []
    for part in _JOIN.split(text):
        names += _commas(part)
    seen: dict[str, str] = {}
    for part in names[:MAX_NAMES]:
        name = _one(part)
        if name:
            seen.setdefault(name.casefold(), name)
    return list(seen.values())


def _strip_by(text: str) -> str:
    for _ in range(3):
        shorter = _BY.sub("", text)
        if shorter == text:
            return text
        text = shorter.lstrip(_TAIL)
    return text


def _commas(part: str) -> list[str]:
    """Split at commas unless what follows is a degree ("X, PhD") that belongs to the name."""
    pieces: list[str] = []
    for piece in _COMMA.split(part):
        if pieces and _DEGREE.match(piece):
            pieces[-1] += f", {piece}"
        else:
            pieces.append(piece)
    if (
        len(pieces) == 2
        and all(p and " " not in p for p in pieces)
        and not ({p.lower() for p in pieces} & AGENCIES)
    ):
        # "Family, Given"
        if pieces[0][:1].isupper() and pieces[1][:1].isupper():
            return [f"{pieces[1]} {pieces[0]}"]
    return pieces


def _one(name: str) -> str | None:
    """One name, or None when it is a function, a date, a sentence or nothing."""
    name = _strip_by(_PARENTHESIS.sub("", name).strip(_TAIL)).strip(_TAIL)
    if not name or len(name) > MAX_NAME or _CLOCK.search(name):
        return None
    words = [word.lower() for word in _WORDS.findall(name)]
    if not words or len(words) > 7:
        return None
    if len(words) == 1 and (words[0] in GENERIC or words[0].isdigit()):
        return None
    if len(name) == 1 and name.isascii():
        return None
    if sum(word in ROLES for word in words) * 2 >= len(words) and (
        words[0] in ROLES or words[-1] in ROLES
    ):
        return None
    return name


def looks_like_person(name: str) -> bool:
    """Two to four capitalised words, or a script without case; no digits."""
    words = name.split()
    if not 2 <= len(words) <= 5 or any(c.isdigit() for c in name):
        return False
    return sum(word[:1].isupper() or not word[:1].isascii() for word in words) >= 2
