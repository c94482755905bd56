"""Wording compared without a parser: a record holds text and spans, and no trees.

Words are brought to a common form by a table of irregular forms and by cutting endings, which is
rough, but the same for both sides of every comparison.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from itertools import zip_longest
from typing import NamedTuple

from readout.knowledge.account_words import account_words, words

TOKEN = re.compile(r"[^\W_]+(?:[.,]\d+)*(?:[-'’][^\W_]+)*")
_ENDINGS = (
    "izations", "ization", "ations", "ation", "ating", "ated", "ates", "ators", "ator", "ate",
    "ments", "ment", "ings", "ing", "ions", "ion", "edly", "ed", "ers", "er", "ors", "or", "ies",
    "ly", "es", "s", "e", "y",
)  # fmt: skip
_CONTRACTED = ("'m", "'re", "'ve", "'ll", "'d", "n't", "it's", "he's", "that's", "there's")
"""Ends of what is two words of grammar: "I'm", "don't"."""
_SHORTEST = 3
_KEPT = 1 << 13
"""Words whose form is remembered: what pages say has no end."""
_VOWEL = re.compile("[aeiouy]")


@lru_cache(maxsize=_KEPT)
def stem(word: str) -> str:
    """The common form of a word: "shelled" and "shelling" are one, and so are synonyms."""
    form = _bare(word)
    return _synonyms().get(form, form)


@cache
def _synonyms() -> dict[str, str]:
    """Each form with the first of its group."""
    groups = ([_bare(w) for w in group.split()] for group in account_words()["synonyms"])
    return {form: group[0] for group in groups for form in group}


@lru_cache(maxsize=_KEPT)
def _bare(word: str) -> str:
    plain = word.lower().replace("’", "'")
    plain = plain.removesuffix("'s").removesuffix("'")
    irregular: Mapping[str, str] = account_words()["irregular"]
    plain = irregular.get(plain, plain)
    if plain[:1].isdigit():
        return plain.replace(",", "")
    while (cut := _cut(plain)) != plain:
        plain = cut
    return plain


def _cut(word: str) -> str:
    """A word without its ending, when enough of it is left."""
    if not word.endswith(_ENDINGS):
        return word
    for ending in _ENDINGS:
        rest = word.removesuffix(ending)
        if rest == word or len(rest) < _SHORTEST or not _VOWEL.search(rest):
            continue
        if (ending == "s" and rest[-1] == "s") or (ending == "y" and rest[-1] in "aeou"):
            continue
        if len(rest) > _SHORTEST and rest[-1] == rest[-2] and rest[-1] not in "sl":
            rest = rest[:-1]
        return rest
    return word


class Word(NamedTuple):
    """A token with its offsets in the text."""

    text: str
    start: int
    end: int
    lower: str


def tokens(text: str, start: int, end: int) -> list[Word]:
    """The words of a stretch of the text."""
    return [
        Word(said := m[0], m.start(), m.end(), said.lower().replace("’", "'"))
        for m in TOKEN.finditer(text, start, end)
    ]


def has_content(word: Word) -> bool:
    """Whether a word tells more than grammar."""
    if word.lower in words("empty") or word.lower.endswith(_CONTRACTED):
        return False
    return len(word.text) > 1 or word.text.isdigit()


def stems(text: str) -> set[str]:
    """The common forms of the content words of a text."""
    return {stem(w.text) for w in tokens(text, 0, len(text)) if has_content(w)}


@cache
def opposites() -> dict[str, set[str]]:
    """Each common form with the forms that mean the opposite."""
    table: dict[str, set[str]] = {}
    for left, right in account_words()["opposites"]:
        a, b = ({stem(w) for w in side.split()} for side in (left, right))
        for mine, theirs in ((a, b), (b, a)):
            for one in mine:
                table.setdefault(one, set()).update(theirs - mine)
    return table


def weights(bags: Iterable[frozenset[str]]) -> dict[str, float]:
    """Inverse document frequency, log(1 + N/df): what everybody mentions tells little."""
    held = list(bags)
    counts = Counter(item for bag in held for item in bag)
    return {item: math.log(1 + len(held) / count) for item, count in counts.items()}


def likeness(a: frozenset[str], b: frozenset[str], weight: Mapping[str, float]) -> float:
    """Between 0 and 1: the mean of Dice and of containment in the smaller one, weighted."""
    # fsum: sets have no order, and the sum of their weights must not depend on one.
    shared = math.fsum(weight.get(i, 1.0) for i in a & b)
    if not shared:
        return 0.0
    sizes = [math.fsum(weight.get(i, 1.0) for i in bag) for bag in (a, b)]
    return 0.5 * (shared / min(sizes) + 2 * shared / sum(sizes))


def forms(said: Sequence[Word]) -> list[tuple[Word, str]]:
    """The content words with their common forms; a verb with its particle is one: "put off"."""
    table: dict[str, str] = account_words()["phrasal"]
    out: list[tuple[Word, str]] = []
    joined = False
    for word, after in zip_longest(said, said[1:]):
        whole = table.get(f"{word.lower} {after.lower}") if after is not None else None
        if whole is not None:
            out.append((word, stem(whole)))
        elif has_content(word) and not joined:
            out.append((word, stem(word.text)))
        joined = whole is not None
    return out
