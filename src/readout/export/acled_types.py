"""Which of ACLED's sub-types an event is: the first rule of the table that fits."""

from __future__ import annotations

import re
from functools import cache

from readout.export.told import Told
from readout.knowledge.export_codes import SubType, sub_types
from readout.record.types import Entity


def sub_type(told: Told) -> SubType | None:
    """The rule that decides, or None when no rule fits."""
    number = rule_number(told)
    return None if number is None else sub_types()[number]


def rule_number(told: Told) -> int | None:
    """Which rule decides, from 0: the earlier, the more is known of the event."""
    event = told.event
    if event.type is None:
        return None
    sources, targets = _sectors(told.sources), _sectors(told.targets)
    words = told.sentences.lower()
    for number, rule in enumerate(sub_types()):
        if (
            _one(rule.type, event.type)
            and _one(rule.mode, event.mode or "-")
            and _any(rule.source, sources)
            and _any(rule.target, targets)
            and all(one.search(words) for one in _patterns(rule.words))
        ):
            return number
    return None


def _sectors(side: tuple[Entity, ...]) -> frozenset[str]:
    """Sectors of one side; ``state`` for states, ``-`` for actors of unknown sector or none."""
    found = {"state" if e.kind == "state" else e.sector or "-" for e in side}
    return frozenset(found or {"-"})


def _one(wanted: str, value: str) -> bool:
    return not wanted or value in wanted.split("|")


def _any(wanted: str, values: frozenset[str]) -> bool:
    return not wanted or bool(values & frozenset(wanted.split("|")))


_BETWEEN = r"(?:\W+\w+){0,6}?\W+"
"""At most six words between two that ``~`` joins."""


@cache
def _patterns(words: str) -> tuple[re.Pattern[str], ...]:
    """One pattern for each of the lists that ``&`` joins; none for no words."""
    made = []
    for part in words.split("&"):
        lists = [_one_of(one.strip()) for one in part.split("~") if one.strip()]
        if lists:
            made.append(re.compile(rf"\b{_BETWEEN.join(lists)}\b"))
    return tuple(made)


def _one_of(listed: str) -> str:
    stems = (re.escape(word).replace(r"\*", r"\w*") for word in listed.split("|"))
    return f"(?:{'|'.join(stems)})"
