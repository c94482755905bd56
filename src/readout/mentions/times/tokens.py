"""Words of a text as classes of the time grammar.

A text is cut by one pattern that leaves nothing out, so that places are sums of lengths; the class
of each token is looked up once for each different token. Nothing here is done word by word.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import accumulate

from readout.knowledge.time_words import TimeGrammar, time_grammar

Value = int | float | str

_SPACES = r"(?:[^\S\n]+(?![-–—]))?"
"""Blanks go with the token before them, but for those before a dash that stands free."""
_TOKEN = re.compile(
    rf"""
    (?:
    [^\W\d_]{{5,}}                                             # most words, and soonest
  | [^\W\d_]{{1,4}}+(?![\w.'’])                                 # and most of the others
  | [ap]\.[^\S\n]?m\b(?:\.(?!\s*(?:\n|\Z)))?                   # not the dot that ends a text
  | b\.[^\S\n]?c\.(?:[^\S\n]?e\.)? | o['’]clock\b
  | (?:jan|feb|mar|apr|jun|jul|aug|sept?|oct|nov|dec|ca)\.
  | q[1-4](?!\w)
  | [^\W\d_]+
  | [$£€¥\#][^\S\n]?[0-9][0-9,.]* | [0-9][0-9,.]*[^\S\n]?%     # money and shares
  | [0-9]{{4}}-[0-9][0-9]-[0-9][0-9](?![0-9-])
  | [0-9]{{1,2}}/[0-9]{{1,2}}/(?:[0-9]{{4}}|[0-9][0-9])(?![0-9/])
  | (?:[01][0-9]|2[0-4])[0-5][0-9][^\S\n](?:GMT|UTC|hours|hrs)\b
  | [0-9]{{1,2}}[:.][0-9][0-9](?=\s?(?:[ap]\.?m\b|hrs|h\b|GMT))(?:hrs|h\b)?
  | [0-9]{{1,2}}:[0-9][0-9](?::[0-9][0-9])?(?:hrs)?
  | [0-9]+(?:,[0-9]{{3}})+(?:\.[0-9]+)? | [0-9]+/[0-9]+
  | [0-9]+(?:\.[0-9]+)?(?:st|nd|rd|th|s)?(?![^\W\d_])
  | ['’`][0-9]0s\b | ['’`][0-9][0-9](?!\w) | ['’]s\b
  | [^\S\n]+[-–—]+
  | .
    ){_SPACES}
  | \n
    """,
    re.VERBOSE | re.IGNORECASE,
)
FIRST_YEAR, LAST_YEAR = 1000, 2199
LONGEST_NUMBER = 20
"""Characters; no time is told with a longer one."""
_KNOWN_AT_MOST = 16_384
"""Different tokens whose class is remembered."""


class _Known(dict[str, tuple[str, Value]]):
    """Class and value of tokens, found out when first asked for."""

    def __init__(self, grammar: TimeGrammar) -> None:
        super().__init__()
        self.grammar = grammar

    def __missing__(self, token: str) -> tuple[str, Value]:
        if len(self) > _KNOWN_AT_MOST:
            self.clear()
        found = self[token] = _classified(token, self.grammar)
        return found


@cache
def _known() -> _Known:
    return _Known(time_grammar())


@dataclass(frozen=True)
class Tokens:
    """Tokens of the spans of a text; lists of one length."""

    shown: list[str]
    """As written, with the blanks behind."""
    start: list[int]
    signs: str
    """The character of each token's class."""

    def classes(self, grammar: TimeGrammar, i: int, j: int) -> list[str]:
        """Names of the classes of tokens ``i`` to ``j`` (exclusive)."""
        return [grammar.name[sign] for sign in self.signs[i:j]]

    def values(self, i: int, j: int) -> list[Value]:
        """Values of tokens ``i`` to ``j`` (exclusive)."""
        known = _known()
        return [known[token][1] for token in self.shown[i:j]]

    def end(self, i: int) -> int:
        """Where token ``i`` ends, blanks apart."""
        return self.start[i] + len(self.shown[i].rstrip())

    def word(self, i: int) -> str:
        """Token ``i`` as written; empty off the text."""
        return self.shown[i].strip() if 0 <= i < len(self.shown) else ""


def tokens(text: str, spans: Sequence[tuple[int, int]]) -> Tokens:
    """The tokens of the spans; a ``break`` stands between spans and between lines."""
    known = _known()
    shown: list[str] = []
    start: list[int] = []
    for first, last in spans:
        cut = _TOKEN.findall(text, first, last)
        shown += cut
        shown.append("\n")
        start += accumulate(map(len, cut), initial=first)
    signs = "".join([known[token][0] for token in shown])
    return Tokens(shown, start, signs)


def _classified(shown: str, grammar: TimeGrammar) -> tuple[str, Value]:
    letter, words = grammar.letter, grammar.words
    other: tuple[str, Value] = letter["x"], 0
    if shown == "\n":
        return letter["break"], 0
    shown = shown.strip()
    low = shown.lower()
    if low.isalpha():
        return words.get(low, other)
    if len(low) == 2 and low[0] == "q" and low[1] in "1234":
        return letter["qn"], int(low[1])
    if low[:1] in ("a", "p") and low[1:2] == ".":
        return words[low[0] + "m"]
    if low[:2] == "b.":
        return words["bc"]
    if low[:1] == "o" and low.endswith("clock"):
        return words["o'clock"]
    if low[-1:] == "." and low[:-1].isalpha():
        return words.get(low[:-1], other)
    if shown in ("-", "–", "—"):
        return letter["hyphen"], 0
    if shown == ",":
        return letter["comma"], 0
    if shown in (".", ";", ":", "!", "?"):
        return letter["dot"], 0
    if shown in ("(", ")", "[", "]"):
        return letter["bracket"], 0
    if low[1:] == "s" and low[0] in "'’":
        return letter["possessive"], 0
    if low[:1] in ("'", "’", "`") and len(low) > 2:
        kind = "decade2" if low[-1] == "s" else "yr2"
        return letter[kind], int(low[1:3])
    if "0" <= low[:1] <= "9" and not low.endswith("%"):
        return _number(low, letter)
    return other


def _number(shown: str, letter: dict[str, str]) -> tuple[str, Value]:
    """Class and value of a token that begins with a digit."""
    other: tuple[str, Value] = letter["x"], 0
    if len(shown) > LONGEST_NUMBER:
        return other
    if shown.endswith(("gmt", "utc", "hours", "hrs", "0h", "5h")):
        digits = "".join(c for c in shown if c.isdigit())
        return letter["clock"], f"{digits[:-2] or 0}:{digits[-2:]}"
    if shown[-1].isalpha():
        if shown[-1] == "s" and shown[-2:] != "ts":
            decade = shown[:-1].isdigit() and len(shown) in (3, 4, 5) and shown[-2] == "0"
            return (letter["decade2"], int(shown[:-1])) if decade else other
        return letter["nth"], int("".join(c for c in shown if c.isdigit())[:6])
    if "/" in shown:
        return _slash(shown, letter)
    if "-" in shown:
        return letter["iso"], shown
    if ":" in shown:
        return letter["clock"], shown
    if "," in shown:
        return letter["int"], float(shown.replace(",", "")[:12])
    if "." in shown:
        return letter["dec"], float(shown)
    if len(shown) > 9:
        return other
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
