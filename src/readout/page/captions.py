"""Cuts the words under a picture into caption and credit.

From reading the credits of the open captures: a credit is a label and what follows it
("Foto: Teresa Suarez/AP"), a sign ("© VS Tristach", "(C) …"), a bracket with a label or an agency
at the end, or a short tail with an agency or a slash after the last full stop.
"""

from __future__ import annotations

import re
from functools import cache

from readout.knowledge.page_words import agencies, any_of, credit_labels
from readout.record.types import Role

Cut = tuple[Role, int, int]
_BREAK = re.compile(
    r"[.!?…»”\"“)]['”\"]?\s*(?:[—–|\-] ?)?\s(?=\S)|(?<=[a-z0-9]{2}[.)])(?=[A-Z])|(?<=\)\.)(?=[A-Z])"
    r"|\s[|—–]\s|\s{3,}|\n"
)
_GLUED = re.compile(r"(?<=[a-zà-ÿ0-9]{2}[.!?])(?=[A-Z])")
_SENTENCE = re.compile(rf"(?<=[a-zà-ÿ]{{3}}[.!?]) |{_GLUED.pattern}")
_TAIL = 160
"""A credit is at most this long (the longest in the open data has 131)."""


@cache
def _agency() -> str:
    names = agencies("news") | agencies("picture")
    names |= {name.upper() for name in names if len(name) > 3}
    return rf"(?<!\w)(?:{any_of(frozenset(n for n in names if len(n) > 1))})(?!\w)"


@cache
def agency_pattern() -> re.Pattern[str]:
    """Matches the name of a news or picture agency, case kept (so that "PA" is not "pa")."""
    return re.compile(_agency())


@cache
def _label() -> re.Pattern[str]:
    words = any_of(frozenset(w for w in credit_labels() if w[0].isalpha()))
    return re.compile(
        rf"(?<!\w)(?i:(?:{words}) ?: ?(?=\S)"
        r"|(?:photo|photos|photograph|picture|image)(?:graphy)? by "
        rf"|(?:photo )?courtesy of )|©|\([Cc]\) ?(?=\S)|(?<!\w)via (?={_agency()})"
    )


@cache
def _bracket() -> re.Pattern[str]:
    return re.compile(r"[(\[]([^()\[\]\n]{2,120})[)\]]?\.?$")


def looks_like_credit(text: str) -> bool:
    """Whether a short text is a credit: a label or sign in front, or an agency within names."""
    text = text.strip().strip("()[]|*•- ").strip()
    if not text or len(text) > _TAIL:
        return False
    label = _label().match(text)
    if label:
        return True
    found = agency_pattern().search(text)
    if not found:
        return False
    words = text.replace("/", " ").split()
    return len(words) <= 12 and not text.endswith((".", "?", "!", ":")) and (
        len(words) <= 3 or "/" in text or "via" in words or "|" in text or sum(
            w[0].isupper() or not w[0].isalpha() for w in words) >= len(words) - 1
    )  # fmt: skip


def split_caption_credit(text: str) -> list[Cut]:
    """Caption and credit in ``text``, as ``(role, start, end)`` in order, without blanks at edges.

    Covers every non-blank character of ``text`` except signs that separate the two ("|", "—"),
    which go to the part in front. A text without a credit is one caption.
    """
    end = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    if start >= end:
        return []
    label = _label().search(text, start, end)
    whole = label is None or label.start() - start < 8
    if label is None and text[end - 1] == ")" and text.find("(", start + 8, end) > 0:
        whole = False
    if whole and looks_like_credit(text[start:end]) and not _has_sentence(text[start:end]):
        return [("credit", start, end)]
    cut = _cut(text, start, end)
    if cut is None:
        return [("caption", start, end)]
    left, right = cut
    parts: list[Cut] = []
    for role, a, b in (("caption", start, left), ("credit", left, right), ("caption", right, end)):
        while a < b and text[a].isspace():
            a += 1
        while b > a and text[b - 1].isspace():
            b -= 1
        if a < b:
            parts.append((role, a, b))  # type: ignore[arg-type]
    return parts


def _has_sentence(text: str) -> bool:
    head = _SENTENCE.split(text, maxsplit=1)
    return len(head) > 1 and len(head[0]) > 40


def _cut(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Start and end of the credit in ``text[start:end]``, or None."""
    bracket = _bracket().search(text, max(start, end - _TAIL), end)
    if bracket and (looks_like_credit(bracket.group(1)) or _label().match(bracket.group(1))):
        return bracket.start(), end
    labels = list(_label().finditer(text, start, end))
    # The earliest label from which the rest is short enough; a label word inside a sentence has
    # no colon and was not matched.
    for label in labels:
        if end - label.start() <= _TAIL:
            if label.start() == start:
                return _leading(text, start, end)
            return label.start(), end
    tail = max(start, end - 100)
    # The earliest stop wins: what follows it must be a credit as a whole.
    for stop in _BREAK.finditer(text[tail:end]):
        at = tail + stop.end()
        if looks_like_credit(text[at:end]) and not _GLUED.search(text, at + 1, end):
            return at, end
    return None


def _leading(text: str, start: int, end: int) -> tuple[int, int] | None:
    """A label in front of a longer text: the credit ends at the first break after it."""
    stop = re.compile(r"\s{3,}|\n| [|—–] ").search(text, start, end)
    return (start, stop.start()) if stop else (start, end)
