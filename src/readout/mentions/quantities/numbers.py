"""Numbers in digits and words, with what bounds them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from math import isfinite
from typing import NamedTuple

from readout.knowledge.quantity_words import quantity_words
from readout.knowledge.time_words import time_grammar

_SCALE = {
    "hundred": 1e2, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
    "dozen": 12.0, "m": 1e6, "mn": 1e6, "bn": 1e9, "tn": 1e12, "k": 1e3,
}  # fmt: skip
_SIGNS = {"$": "dollars", "£": "pounds", "€": "euros", "¥": "yen", "₹": "rupees", "₽": "rubles"}


class Number(NamedTuple):
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
    signs = {time_grammar().letter[name] for name in ("plain", "teen")}
    return {w: float(v) for w, (s, v) in words.items() if s in signs and float(v) < 100}


@dataclass(frozen=True)
class _Patterns:
    """Patterns for one number, for what bounds it before, and the words numbers begin with."""

    number: re.Pattern[str]
    before: re.Pattern[str]
    begins: frozenset[str]
    bounds: tuple[str, ...]
    """Last words of what bounds a number."""
    longest: tuple[str, ...]
    """What bounds a number, the longest first."""


@cache
def _patterns() -> _Patterns:
    know = quantity_words()
    ones = "|".join(sorted(_ones(), key=len, reverse=True))
    big = "hundred|thousand|million|billion|trillion|dozen"
    words = (
        rf"(?:(?:{ones})(?:-(?:{ones}))?|(?:half\s+)?a(?=\s+(?:{big})\b)|{big})"
        rf"(?:[\s-]+(?:(?<=hundred\s)and\s+|(?<=thousand\s)and\s+)?"
        rf"(?:(?:{ones})(?:-(?:{ones}))?|{big})\b)*"
    )
    digits = r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]{1,3}(?:\s000)+|[0-9]+(?:\.[0-9]+)?"
    one = (
        r"(?:(?P<sign>(?:US|A|C|HK|NZ|U\.S\.\s?)?[$£€¥₹₽])\s?)?"
        rf"(?P<value>(?:{digits})(?:\s?(?:bn|mn|tn|m|k)\b|(?:[\s-](?:{big}))+\b)?"
        rf"|\b(?:half\s+a\s+|a\s+quarter\s+of\s+a\s+)?(?:{words})\b)"
    )
    two = one.replace("<sign>", "<sign2>").replace("<value>", "<value2>")

    def any_of(phrases: Iterable[str]) -> str:
        longest = sorted(phrases, key=len, reverse=True)
        return "|".join(re.escape(p).replace(r"\ ", r"\s+") for p in longest)

    number = re.compile(
        rf"(?:(?P<vague>\b(?:{any_of(know.vague)})\b)"
        r"|(?P<none>\b(?:no\s+one|no-one|nobody|none(?!\s+other)|not\s+(?:one|a\s+single)|no(?!\s+(?:more|less|fewer)\b)|zero)\b)"
        rf"|{one}(?:\s*(?P<link>-|–|—|\bto\b|\bor\b|\band\b)\s*{two})?)"
        r"(?P<after>\s+or\s+(?:more|so|fewer|less)\b|-odd\b|-strong\b|\+)?",
        re.IGNORECASE,
    )
    bound = any_of(know.before)
    before = re.compile(
        rf"(?<![\w-])(?:(?P<before>(?:{bound})(?:\s+(?:{bound}))?)\s+)?"
        rf"(?P<between>(?:between|from)\s+)?$",
        re.IGNORECASE,
    )
    begins = {"us", "a", "c", "hk", "nz", "half", "no", "nobody", "none", "not", "zero"}
    begins |= {*big.split("|"), *_ones(), *(p.split()[0] for p in know.vague)}
    bounds = {p.split()[-1].lower() for p in know.before} | {"between", "from"}
    longest = tuple(sorted(know.before, key=len, reverse=True))
    return _Patterns(number, before, frozenset(begins), tuple(sorted(bounds)), longest)


_BEGINS = re.compile(r"[^\W\d_]+|[0-9$£€¥₹₽]")
_KNOWN_AT_MOST = 16_384
"""Different words that are remembered."""
_LOOK_BACK = 40
"""Characters before a number in which the words that bound it stand."""


def value_of(shown: str) -> float | None:
    """The number that digits and words stand for; None when they are none, or more than can be
    written as one."""
    total, held = 0.0, 0.0
    seen = False
    last = ""
    for piece in re.findall(r"[0-9](?:[0-9,]|\s000)*(?:\.[0-9]+)?|[a-z]+", shown.lower()):
        if piece[0].isdigit():
            held += float("".join(piece.replace(",", "").split()))
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
        elif piece in ("half", "quarter"):
            held = 0.5 if piece == "half" else 0.25
        elif piece not in ("a", "and", "of"):
            return None
        seen = True
        last = piece
    return total + held if seen and isfinite(total + held) else None


def numbers(
    text: str, spans: Sequence[tuple[int, int]], starts: Iterable[int] | None = None
) -> Iterator[Number]:
    """The numbers of the spans, in text order. ``no`` comes too; whether it counts is not said.

    ``starts``: where numbers can begin (:func:`begins`), in order, when that is known already.
    """
    know = _patterns()
    given = iter(starts) if starts is not None else None
    held = -1
    for first, last in spans:
        reach = first
        places: Iterable[int]
        if given is None:
            places = _candidates(text, first, last, know.begins)
        else:
            places = []
            while held < last:
                if held >= first:
                    places.append(held)
                held = next(given, len(text) + 1)
        for at in places:
            if at < reach or (at > 1 and text[at - 1] in ".,:/-" and text[at - 2].isalnum()):
                continue
            m = know.number.match(text, at, last)
            if m is None:
                continue
            made = _number(text, m, max(reach, at - _LOOK_BACK))
            reach = m.end() if made is None else made.end
            if made is not None:
                yield made


def _candidates(text: str, first: int, last: int, begins: frozenset[str]) -> Iterator[int]:
    for m in _BEGINS.finditer(text, first, last):
        if not m[0].isalpha() or m[0].lower() in begins:
            yield m.start()


class _Begins(dict[str, bool]):
    """Whether a number can begin with a word, found out when first asked for."""

    def __missing__(self, word: str) -> bool:
        if len(self) > _KNOWN_AT_MOST:
            self.clear()
        low = word.lower()
        found = low in _patterns().begins or low[:1] in "0123456789$£€¥₹₽" or "$" in low
        self[word] = found
        return found


@cache
def _begins() -> _Begins:
    return _Begins()


def begins(words: Sequence[str], starts: Sequence[int]) -> list[int]:
    """Starts (code points) of those words of a text that a number can begin with."""
    known = _begins()
    return [at for word, at in zip(words, starts, strict=True) if known[word]]


_OVER = re.compile(
    r"\b(?:hand|turn|giv|tak|sign|pass|tid|win|bring|knock|roll)(?:ed|s|ing|e|en|es)?\s+$|"
    r"\b(?:gave|took|won|brought|ran|run|runs)\s+$", re.IGNORECASE,
)  # fmt: skip
"""Verbs that "over" belongs to."""


def _number(text: str, m: re.Match[str], since: int) -> Number | None:
    know = quantity_words()
    groups = m.groupdict()
    bound, about = "", False
    patterns = _patterns()
    around = None
    if text[since : m.start()].rstrip().lower().endswith(patterns.bounds):
        around = patterns.before.search(text, since, m.start())
    before = (around["before"] if around else None) or ""
    between = (around["between"] if around else None) or ""
    shown = " ".join(before.lower().split())
    start = around.start() if around and before else m.start()
    while shown:
        phrase = next((p for p in patterns.longest if f"{shown} ".startswith(p + " ")), None)
        if phrase is None:
            break
        meaning = know.before[phrase]
        if meaning == "about":
            about = True
        elif meaning:
            bound = meaning
        shown = shown[len(phrase) :].strip()
    if before.lower() in ("the", "these", "those") or (
        around and before.lower() == "over" and _OVER.search(text, since, around.start())
    ):
        start, bound = m.start(), ""  # "handed over 26 soldiers"
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
        if link == "and" and not between.lower().startswith("between"):
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
    if between and not before and around is not None and high != low:
        start = around.start("between")
    return Number(start, end, at, low, high, about, currency, form)
