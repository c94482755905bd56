"""Words of a text as classes of the time grammar."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from readout.knowledge.time_words import TimeGrammar

Value = int | float | str

_TOKEN = re.compile(
    r"""
    [^\W\d_]+                                                  # words, most of all tokens
  | \n
  | (?:[01][0-9]|2[0-4])[0-5][0-9](?=\s(?:GMT|UTC|hours|hrs)\b)
  | [0-9]{4}-[0-9][0-9]-[0-9][0-9](?![0-9-])
  | [0-9]{1,2}/[0-9]{1,2}/(?:[0-9]{4}|[0-9][0-9])(?![0-9/])
  | [0-9]{1,2}[:.][0-9][0-9](?=\s?(?:[ap]\.?m\b|hrs|h\b|GMT)) (?:hrs|h\b)?
  | [0-9]{1,2}:[0-9][0-9](?::[0-9][0-9])?(?:hrs)?
  | [0-9]+(?:,[0-9]{3})+(?:\.[0-9]+)? | [0-9]+/[0-9]+
  | [0-9]+(?:\.[0-9]+)?(?:st|nd|rd|th|s)?(?![^\W\d_])
  | ['’`][0-9]0s\b | ['’`][0-9][0-9](?!\w)
  | ['’]s\b
  | [-–—]
  | [.,;:!?$£€%#()]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_AMPM = re.compile(r"\.?\s?m\b\.?(?!\w)", re.IGNORECASE)
_ERA = re.compile(r"\.\s?c\.(?:\s?e\.)?", re.IGNORECASE)
_DOTTED = frozenset(
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun "
    "ca".split()
)
_MONEY = frozenset("$£€#")
_NO_TIME = frozenset("% percent per cent".split())
FIRST_YEAR, LAST_YEAR = 1000, 2199


@dataclass(frozen=True)
class Tokens:
    """Tokens of the spans of a text; lists of one length."""

    start: list[int]
    end: list[int]
    signs: str
    """The character of each token's class."""
    values: list[Value]

    def classes(self, grammar: TimeGrammar, i: int, j: int) -> list[str]:
        """Names of the classes of tokens ``i`` to ``j`` (exclusive)."""
        return [grammar.name[sign] for sign in self.signs[i:j]]


def tokens(text: str, spans: Sequence[tuple[int, int]], grammar: TimeGrammar) -> Tokens:
    """The tokens of the spans; a ``break`` stands between spans and between lines."""
    words, letter = grammar.words, grammar.letter
    start: list[int] = []
    end: list[int] = []
    signs: list[str] = []
    values: list[Value] = []
    other, gap = letter["x"], letter["break"]

    get = words.get
    clock_signs = (letter["d31"], letter["clock"])
    hyphen, comma, dot, own = (letter[k] for k in ("hyphen", "comma", "dot", "possessive"))
    for first, last in spans:
        reach = first
        for match in _TOKEN.finditer(text, first, last):
            a, b = match.span()
            if a < reach:
                continue
            shown = match[0]
            sign = other
            value: Value = 0
            known: tuple[str, Value] | None
            if shown.isalpha():
                known = get(shown) or (None if shown >= "a" else get(shown.lower()))
                if b < last and text[b] in ".’'":
                    a, b, known = _dotted(text, a, b, last, shown.lower(), known, words)
                    reach = b
                elif shown in "aApP" and signs and signs[-1] in clock_signs:
                    tail = _AMPM.match(text, b, last)
                    if tail:
                        b = reach = tail.end()
                        known = letter["ampm"], 12 * (shown in "pP")
                if known is not None:
                    sign, value = known
                    if sign == letter["ampm"] and not (signs and signs[-1] in clock_signs):
                        sign, value = other, 0
            elif shown == "\n":
                sign = gap
            elif shown in "-–—":
                sign = other if a == 0 or text[a - 1].isspace() else hyphen
            elif shown == ",":
                sign = comma
            elif shown in ".;:!?":
                sign = dot
            elif shown[1:] in ("s", "S"):
                sign = own
            elif shown[0] in "’'`":
                sign, value = _short(shown, letter)
            elif "0" <= shown[0] <= "9":
                sign, value = _number(text, a, b, shown, letter)
            if sign == other and signs[-2:] == [other, other]:
                # Of a run of other words the first and the last are kept.
                start[-1], end[-1] = a, b
                continue
            start.append(a)
            end.append(b)
            signs.append(sign)
            values.append(value)
        start.append(last)
        end.append(last)
        signs.append(gap)
        values.append(0)
    return Tokens(start, end, "".join(signs), values)


def _dotted(
    text: str,
    a: int,
    b: int,
    last: int,
    low: str,
    known: tuple[str, Value] | None,
    words: dict[str, tuple[str, Value]],
) -> tuple[int, int, tuple[str, Value] | None]:
    """A word before a dot or an apostrophe: "Nov.", "p.m.", "B.C.", "o'clock"."""
    if text[b] == ".":
        if low in _DOTTED:
            return a, b + 1, known
        if low in ("a", "p"):
            tail = _AMPM.match(text, b, last)
            if tail:
                end = tail.end()
                # The dot that ends a sentence is not of the word.
                after = text[end : end + 2].lstrip(" ")
                if text[end - 1] == "." and (end >= last or not after):
                    end -= 1
                return a, end, words[f"{low}m"]
        if low == "b":
            tail = _ERA.match(text, b, last)
            if tail:
                return a, tail.end(), words["bc"]
    elif low == "o" and text[b + 1 : b + 6].lower() == "clock":
        return a, b + 6, words["o'clock"]
    return a, b, known


def _short(shown: str, letter: dict[str, str]) -> tuple[str, Value]:
    """``'90s`` and ``'89``."""
    if shown[-1] in "sS":
        return letter["decade2"], int(shown[1:3])
    return letter["yr2"], int(shown[1:3])


def _number(text: str, a: int, b: int, shown: str, letter: dict[str, str]) -> tuple[str, Value]:
    """Class and value of a token that begins with a digit."""
    if a and text[a - 1] in _MONEY:
        return letter["x"], 0
    follow = text[b : b + 1]
    if follow == "%":
        return letter["x"], 0
    if shown[-1].isalpha():
        if ":" in shown or "." in shown:
            return letter["clock"], shown
        if shown[-1] in "sS":
            if len(shown) == 5 and shown[3] == "0":
                return letter["decade2"], int(shown[:4])
            if len(shown) == 3 and shown[1] == "0":
                return letter["decade2"], int(shown[:2])
            if len(shown) == 4 and shown[2] == "0":
                return letter["decade2"], int(shown[:3])
            if shown[-2:].lower() != "ts":
                return letter["x"], 0
        digits = "".join(c for c in shown if c.isdigit())
        return letter["nth"], int(digits[:6])
    if "/" in shown:
        return _slash(shown, letter)
    if "-" in shown:
        return letter["iso"], shown
    if ":" in shown:
        return letter["clock"], shown
    if "," in shown:
        return letter["int"], float(shown.replace(",", "")[:12])
    if "." in shown:
        minute = re.fullmatch(r"\d{1,2}\.\d\d", shown)
        if minute and re.match(r"\s?[ap]\.?m\b", text[b : b + 6], re.IGNORECASE):
            return letter["clock"], shown.replace(".", ":")
        return letter["dec"], float(shown)
    if len(shown) > 9:
        return letter["x"], 0
    if len(shown) == 4 and re.match(r"\s(?:GMT|UTC|hours|hrs)\b", text[b : b + 6], re.IGNORECASE):
        return letter["clock"], f"{shown[:2]}:{shown[2:]}"
    number = int(shown)
    if len(shown) == 4 and FIRST_YEAR <= number <= LAST_YEAR:
        return letter["year"], number
    if len(shown) == 3:
        return letter["yr3"], number
    if 1 <= number <= 31 and len(shown) <= 2:
        return letter["d31"], number
    return letter["int"], number


def _slash(shown: str, letter: dict[str, str]) -> tuple[str, Value]:
    parts = [int(p) for p in shown.split("/")]
    if len(parts) == 3:
        return letter["slash"], shown
    if 0 < parts[0] < parts[1] <= 10:
        return letter["fraction"], parts[0] / parts[1]
    return letter["x"], 0
