"""Titles of offices in classes that can be compared: "foreign secretary", "foreign minister".

A class is a rank (minister, envoy ...) with topics (foreign, defence ...). Ranks, topics and
sectors stand in ``offices.json``.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from typing import NamedTuple

import msgspec

_HERE = Path(__file__).parent


class _Table(msgspec.Struct, frozen=True):
    origin: str
    ranks: list[tuple[str, str, str | None]]
    topics: dict[str, list[str]]
    weights: dict[str, float]
    short: dict[str, str]


class Office(NamedTuple):
    """What kind of office a title names."""

    rank: str | None
    topics: frozenset[str]
    sector: str | None
    """PLOVER's sector of its holder, None where the rank does not say."""
    former: bool


@cache
def _table() -> _Table:
    return msgspec.json.decode((_HERE / "offices.json").read_bytes(), type=_Table)


@cache
def _ranks() -> list[tuple[str, re.Pattern[str], str | None]]:
    return [(name, re.compile(pattern), sector) for name, pattern, sector in _table().ranks]


def spelled_out(title: str) -> str:
    """A title with its abbreviations in full: "Lt. Gen." is "lieutenant general"."""
    short = _table().short
    return " ".join(short.get(w.rstrip(".").lower(), w) for w in title.split())


@cache
def _topic_pattern() -> tuple[re.Pattern[str], dict[str, str]]:
    words = {word: topic for topic, many in _table().topics.items() for word in many}
    some = "|".join(sorted(map(re.escape, words), key=lambda w: (-len(w), w)))
    return re.compile(rf"\b(?:{some})\b"), words


@lru_cache(maxsize=1 << 13)  # titles are what pages say, without an end
def office(title: str) -> Office:
    """The class of a title in any case; rank None where no rank is known."""
    low = " ".join(spelled_out(title).lower().replace("’", "'").split())
    low = low.replace("-general", " general")
    former = False
    rank, sector = None, None
    ranks = _ranks()
    if ranks[0][1].match(low):
        former = True
        low = low.split(None, 1)[-1] if " " in low else low
    for name, pattern, of in ranks[1:]:
        if pattern.search(low):
            rank, sector = name, of
            break
    pattern, words = _topic_pattern()
    return Office(rank, frozenset(words[w] for w in pattern.findall(low)), sector, former)


def weight(title: str) -> float:
    """How much in the news holders of such an office are, 0 to 1; a prior, set by hand."""
    return _table().weights.get(office(title).rank or "", 0.2)


_NEAR = {
    frozenset(("head of state", "leader")), frozenset(("head of government", "leader")),
    frozenset(("minister", "deputy minister")), frozenset(("governor", "leader")),
    frozenset(("head of state", "head of government")),
}  # fmt: skip


def fits(said: Office, held: Office) -> float:
    """How well a title read in a text fits one of a table: 1 the same, 0 another office."""
    if said.rank is None or held.rank is None:
        return 0.5
    if said.rank != held.rank:
        return 0.4 if frozenset((said.rank, held.rank)) in _NEAR else 0.0
    if said.topics and held.topics:
        return 1.0 if said.topics & held.topics else 0.1
    return 0.9 if said.topics == held.topics else 0.7
