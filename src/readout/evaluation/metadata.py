"""Metadata of pages against gold: title, authors, date, captions, credits.

Definitions are those of ``data/pages/README.md`` ("Metadata exact", "relaxed") and, for captions
and credits, of ``evaluation.md`` (F1 over sets of strings). Intervals: bootstrap over pages, 1,000
draws, 95 %. Counted are the pages whose gold gives the field.
"""

from __future__ import annotations

import html
import random
import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date, timedelta
from typing import Any, NamedTuple, TypeVar

Gold = Mapping[str, Any]
T = TypeVar("T")

_QUOTES = dict.fromkeys(map(ord, "\u201c\u201d\u201e\u201f\u00ab\u00bb\u2039\u203a\u2018\u2019\u201a\u201b`\u00b4\u2032\u2033\"'"), "'")  # fmt: skip  # noqa: E501
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212"), "-")
_ALIKE = {**_QUOTES, **_DASHES, 0x200B: "", 0x200C: "", 0xFEFF: "", 0xAD: ""}
_QUOTE_RUN = re.compile(r"'{2,}")
_DAY = re.compile(r"\s*(\d{4})-(\d{1,2})-(\d{1,2})")


class Figure(NamedTuple):
    """A share or F1 with its 95 % interval and the number of pages behind it."""

    value: float
    low: float
    high: float
    pages: int

    def __str__(self) -> str:
        return f"{self.value:.3f} [{self.low:.3f}, {self.high:.3f}] n={self.pages}"


class Counts(NamedTuple):
    """True positives, false positives, false negatives of one page."""

    tp: int
    fp: int
    fn: int


def normal(text: str) -> str:
    """HTML entities, NFKC, quotation marks, dashes and blanks made alike."""
    text = unicodedata.normalize("NFKC", html.unescape(html.unescape(text)))
    text = _QUOTE_RUN.sub("'", text.translate(_ALIKE))
    return " ".join(text.split())


def relaxed(text: str) -> str:
    """``normal`` without case and punctuation."""
    kept = (c if not unicodedata.category(c).startswith(("P", "S")) else " " for c in normal(text))
    return " ".join("".join(kept).casefold().split())


def day(value: object) -> str | None:
    """The day of an ISO 8601 value as written, or None when there is none."""
    match = _DAY.match(value) if isinstance(value, str) else None
    return "{}-{:0>2}-{:0>2}".format(*match.groups()) if match else None


def title_right(gold: str, found: str | None, *, exact: bool = True) -> bool:
    """True when the titles are equal after ``normal`` (exact) or ``relaxed``."""
    alike = normal if exact else relaxed
    return found is not None and alike(found) == alike(gold)


def authors_right(gold: Iterable[str], found: Iterable[str], *, exact: bool = True) -> bool:
    """True when the two sets of names are equal."""
    alike = normal if exact else relaxed
    return {alike(name) for name in gold} == {alike(name) for name in found}


def date_right(gold: str, found: str | None, *, exact: bool = True) -> bool:
    """True when the days, as written, are equal (exact) or at most one apart."""
    there, here = day(gold), day(found)
    if there is None or here is None:
        return False
    if there == here:
        return True
    try:
        gap = date.fromisoformat(there) - date.fromisoformat(here)
    except ValueError:
        return False
    return not exact and abs(gap) <= timedelta(days=1)


def compare_sets(gold: Iterable[str], found: Iterable[str]) -> Counts:
    """Strings of one page as sets after ``normal``."""
    there = {normal(text) for text in gold} - {""}
    here = {normal(text) for text in found} - {""}
    return Counts(len(there & here), len(here - there), len(there - here))


def share(hits: Sequence[bool], *, seed: int = 1) -> Figure:
    """The share of true values."""
    return _figure(hits, lambda drawn: sum(drawn) / len(drawn), seed)


def f1(counts: Sequence[Counts], *, seed: int = 1) -> Figure:
    """F1 of counts summed over pages."""

    def value(drawn: Sequence[Counts]) -> float:
        tp = sum(c.tp for c in drawn)
        wrong = sum(c.fp + c.fn for c in drawn)
        return 2 * tp / (2 * tp + wrong) if tp or wrong else 1.0

    return _figure(counts, value, seed)


def _figure(items: Sequence[T], value: Callable[[Sequence[T]], float], seed: int) -> Figure:
    if not items:
        return Figure(float("nan"), float("nan"), float("nan"), 0)
    rng = random.Random(seed)
    draws = sorted(value(rng.choices(items, k=len(items))) for _ in range(1000))
    return Figure(value(items), draws[25], draws[974], len(items))


def score(pairs: Sequence[tuple[Gold, Mapping[str, Any]]]) -> dict[str, Figure]:
    """All figures for pairs of a gold object and what was found.

    What was found: ``{"title": str|None, "authors": [str], "date": str|None, "captions": [str],
    "credits": [str]}``; a missing key is an empty value. Gold as in ``data/pages/README.md``:
    captions and credits are counted on pages whose gold lists some (or an empty list).
    """
    figures: dict[str, Figure] = {}
    for exact in (True, False):
        name = "exact" if exact else "relaxed"
        figures[f"title {name}"] = share(
            [
                title_right(g["title"], p.get("title"), exact=exact)
                for g, p in pairs
                if g.get("title")
            ]
        )
        figures[f"authors {name}"] = share(
            [
                authors_right(g["authors"], p.get("authors") or [], exact=exact)
                for g, p in pairs
                if g.get("authors")
            ]
        )
        figures[f"date {name}"] = share(
            [
                date_right(g["date"], p.get("date"), exact=exact)
                for g, p in pairs
                if day(g.get("date"))
            ]
        )
    for field in ("captions", "credits"):
        figures[field] = f1(
            [
                compare_sets(g[field], p.get(field) or [])
                for g, p in pairs
                if g.get(field) is not None
            ]
        )
    return figures
