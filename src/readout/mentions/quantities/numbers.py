"""Numbers in digits and words, with what bounds them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from readout.knowledge.quantity_words import quantity_words
from readout.knowledge.time_words import time_grammar

_SCALE = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
}  # fmt: skip
_SIGNS = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "₹": "rupees", "₽": "rubles"}


@dataclass(frozen=True)
class Number:
    """A number as written, with bounds. Offsets are code points."""

    start: int
    end: int
    """With the words that bound it."""
    at: int
    """Where the number itself begins."""
    low: float | None
    high: float | None
    approximate: bool
    currency: str | None
    form: str
    """``digits``, ``words``, ``vague`` or ``none``."""


@cache
def _ones() -> dict[str, float]:
    words = time_grammar().words
    sign = time_grammar().letter["word"]
    return {w: float(v) for w, (s, v) in words.items() if s == sign and float(v) < 100}


@cache
def number_pattern() -> re.Pattern[str]:
    """One number, or one range, with what stands before and after it."""
    know = quantity_words()
    ones = "|".join(sorted(_ones(), key=len, reverse=True))
    big = "hundred|thousand|million|billion|trillion|dozen"
    words = (
        rf"(?:(?:{ones})(?:-(?:{ones}))?|(?:half\s+)?a(?=\s+(?:{big})\b)|{big})"
        rf"(?:[\s-]+(?:(?<=hundred\s)and\s+|(?<=thousand\s)and\s+)?"
        rf"(?:(?:{ones})(?:-(?:{ones}))?|{big})\b)*"
    )
    digits = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?"
    one = (
        rf"(?:(?P<sign>(?:US|A|C|HK|NZ|U\.S\.\s?)?[$£€¥₹₽])\s?)?"
        rf"(?P<value>(?:{digits})(?:\s?(?:bn|mn|tn|m|k)\b|(?:[\s-](?:{big}))+\b)?|\b(?:half\s+a\s+)?(?:{words})\b)"
    )
    two = one.replace("<sign>", "<sign2>").replace("<value>", "<value2>")
    before = "|".join(
        re.escape(p).replace(r"\ ", r"\s+") for p in sorted(know.before, key=len, reverse=True)
    )
    vague = "|".join(
        re.escape(p).replace(r"\ ", r"\s+") for p in sorted(know.vague, key=len, reverse=True)
    )
    return re.compile(
        rf"(?:(?P<before>\b(?:{before})(?:\s+(?:{before}))?)\s+)?"
        rf"(?:(?P<vague>\b(?:{vague})\b)"
        rf"|(?P<none>\b(?:no\s+one|no-one|nobody|none|not\s+(?:one|a\s+single)|no|zero)\b)"
        rf"|(?P<between>\bbetween\s+|\bfrom\s+)?(?<![\w.,/:-]){one}"
        rf"(?:\s*(?:(?P<link>-|–|—|\bto\b|\bor\b|\band\b))\s*{two})?"
        rf"(?P<after>\s+or\s+(?:more|so|fewer|less)\b|-odd\b|-strong\b|\+)?)",
        re.IGNORECASE,
    )


def value_of(shown: str) -> float | None:
    """The number that digits and words stand for; None when they are none."""
    total, held = 0.0, 0.0
    seen = False
    last = ""
    for piece in re.findall(r"[0-9][0-9,]*(?:\.[0-9]+)?|[a-z]+", shown.lower()):
        if piece[0].isdigit():
            held += float(piece.replace(",", ""))
        elif piece in _SCALE:
            scale = _SCALE[piece]
            if scale >= 1000:
                total, held = total + (held or (1.0 if not total else 0.0)) * scale, 0.0
            else:
                held = (held or 1.0) * scale
        elif piece in _ones():
            one = _ones()[piece]
            if last in _ones() and not (_ones()[last] >= 20 and one < 10):
                return None  # "two three"
            held += one
        elif piece == "half":
            held = 0.5
        elif piece not in ("a", "and"):
            return None
        seen = True
        last = piece
    return total + held if seen else None


def numbers(text: str, spans: list[tuple[int, int]]) -> Iterator[Number]:
    """The numbers of the spans, in text order. ``no`` comes too; whether it counts is not said."""
    pattern = number_pattern()
    for first, last in spans:
        for m in pattern.finditer(text, first, last):
            made = _number(m)
            if made is None:
                continue
            yield made
            # A second number that made no range with the first: "by 215 to 98".
            if m["value2"] and made.end <= m.start("value2"):
                again = pattern.match(
                    text, m.start("sign2") if m["sign2"] else m.start("value2"), last
                )
                second = _number(again) if again else None
                if second is not None:
                    yield second


def _number(m: re.Match[str]) -> Number | None:
    know = quantity_words()
    groups = m.groupdict()
    bound, about = "", False
    shown = " ".join((groups["before"] or "").lower().split())
    start = m.start()
    while shown:
        phrase = next((p for p in sorted(know.before, key=len, reverse=True)
                       if shown == p or shown.startswith(p + " ")), None)  # fmt: skip
        if phrase is None:
            break
        meaning = know.before[phrase]
        if meaning == "about":
            about = True
        elif meaning:
            bound = meaning
        shown = shown[len(phrase) :].strip()
    if groups["before"] and groups["before"].lower() in ("the", "these", "those"):
        start = m.start("value") if groups["value"] else start
    if groups["none"]:
        return Number(m.start("none"), m.end(), m.start("none"), 0.0, 0.0, False, None, "none")
    if groups["vague"]:
        phrase = " ".join(groups["vague"].lower().split())
        least = know.vague[phrase]
        pair = phrase in ("a pair", "a couple")
        return Number(
            start, m.end(), m.start("vague"), least if bound != "most" else None,
            least if pair or bound == "most" else None, phrase != "a pair", None, "vague",
        )  # fmt: skip
    value = value_of(groups["value"])
    if value is None:
        return None
    low: float | None = value
    high: float | None = value
    end = m.end()
    if groups["value2"]:
        second = value_of(groups["value2"])
        link = groups["link"].lower()
        if link == "and" and not (groups["between"] or "").lower().startswith("between"):
            second = None
        if second is not None and second < 1e3 <= value:
            second = None
        if second is not None and value < second:
            # "2 to 3 million": the first has the scale of the second.
            scale = re.search(r"(thousand|million|billion|trillion|bn|mn|m)$",
                              groups["value2"].lower().strip())  # fmt: skip
            if scale and value < 1000 and value * _SCALE[scale[1]] <= second:
                low = value * _SCALE[scale[1]]
            high = second
        else:
            end = m.end("value")
    elif groups["link"]:
        end = m.end("value")
    after = (groups["after"] or "").lower()
    if end < m.end("after") and after and groups["value2"] and high == value:
        after = ""
    if "more" in after or after == "+":
        bound = "least"
    elif "fewer" in after or "less" in after:
        bound = "most"
    elif "so" in after or "odd" in after:
        about = True
    if bound == "least":
        high = None
    elif bound == "most":
        low = None
    sign = groups["sign"] or groups.get("sign2")
    currency = _SIGNS.get(sign[-1]) if sign else None
    form = "digits" if groups["value"][0].isdigit() else "words"
    at = m.start("sign") if groups["sign"] else m.start("value")
    if groups["between"] and not groups["before"]:
        start = m.start("between") if high != low else at
    return Number(start, end, at, low, high, about, currency, form)
