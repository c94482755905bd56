"""What the reader of times knows of English: words by class, and patterns over the classes.

One character stands for each class, so that a text becomes a short string and the whole grammar
one regular expression over it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec

MADE = (
    "x", "break", "dot", "comma", "hyphen", "possessive", "d31", "int", "yr3", "year", "dec",
    "nth", "decade2", "yr2", "fraction", "clock", "iso", "slash", "qn", "bracket",
)  # fmt: skip
"""Classes of tokens that are seen by their shape and not listed."""
_CORE = (
    "unit units quarter quarters century weekend part parts season month monthish weekday "
    "weekdayish weekdays year qn decade2 decadeword yr2 iso slash clock bc now today tonight "
    "overnight past near teen longword dayname good new moment once times per from daily "
    "current future recent holiday present time ampm fiscal oclock dated zone latest half nth"
).split()
"""Without one of these no run of tokens is a time."""


class _File(msgspec.Struct, forbid_unknown_fields=True):
    comment: str
    licence: str
    words: dict[str, dict[str, int | float | str]]
    unions: dict[str, list[str]]
    macros: dict[str, str]
    rules: list[tuple[str, str]]


@dataclass(frozen=True)
class TimeGrammar:
    """The compiled grammar."""

    words: dict[str, tuple[str, int | float | str]]
    """Lower-case word to the character of its class and its value."""
    letter: dict[str, str]
    """Class to its character."""
    name: dict[str, str]
    """Character to its class."""
    apart: str
    """Characters of classes that no time holds."""
    gap: re.Pattern[str]
    """One of them."""
    core: re.Pattern[str]
    """A token without which there is no time."""
    expression: re.Pattern[str]
    """One time. ``lastgroup`` is the name of the rule with ``_`` and its number; the groups
    ``pre`` and ``edge`` hold what modifies it."""


@cache
def time_grammar() -> TimeGrammar:
    """The grammar of ``time_words.json``; raises ``msgspec.DecodeError`` when that is broken."""
    raw = Path(__file__).with_name("time_words.json").read_bytes()
    file = msgspec.json.decode(raw, type=_File)
    letter = {name: chr(0x100 + k) for k, name in enumerate((*MADE, *file.words))}
    unions: dict[str, str] = {}
    for name, ones in file.unions.items():  # a union may hold unions that stand before it
        unions[name] = "".join(unions.get(c) or letter[c] for c in ones)

    def compiled(pattern: str) -> str:
        while re.search(r"\{[A-Z]", pattern):
            pattern = re.sub(r"\{([A-Z]+)\}", lambda m: file.macros[m[1]], pattern)
        # A class of one is itself; a union becomes a set.
        return re.sub(
            r"<(\w+)>",
            lambda m: letter[m[1]] if m[1] in letter else f"[{unions[m[1]]}]",
            pattern,
        )

    rules = "|".join(
        f"(?P<{name}_{k}>{compiled(pattern)})" for k, (name, pattern) in enumerate(file.rules)
    )
    pre, edge = compiled("{MODPRE}"), compiled("{EDGE}")
    apart = "".join(letter[name] for name in ("x", "break", "dot", "bracket"))
    core = "".join(letter[name] for name in _CORE)
    return TimeGrammar(
        words={
            word: (letter[name], value) for name, ones in file.words.items()
            for word, value in ones.items()
        },
        letter=letter,
        name={sign: name for name, sign in letter.items()},
        apart=apart,
        gap=re.compile(f"[{apart}]"),
        core=re.compile(f"[{core}]"),
        expression=re.compile(f"(?P<pre>{pre})?(?P<edge>{edge})?(?:{rules})"),
    )  # fmt: skip
