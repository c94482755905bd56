"""What the reader of quantities knows of English: verbs, nouns, bounds. One JSON file beside."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec


class _File(msgspec.Struct, forbid_unknown_fields=True):
    comment: str
    licence: str
    object: dict[str, str]
    subject: dict[str, str]
    predicate: dict[str, str]
    noun: dict[str, str]
    weapons: str
    toll: str
    money: str
    measure: str
    time: str
    person: str
    no_number: str
    before: dict[str, str]
    vague: dict[str, float]


@dataclass(frozen=True)
class QuantityWords:
    """The tables by lemma or lower-case phrase."""

    object: dict[str, str]
    """Verb to the kind of what it happens to."""
    subject: dict[str, str]
    """Verb to the kind of who does it."""
    predicate: dict[str, str]
    """Adjective or participle to the kind of whom it is said of."""
    noun: dict[str, str]
    weapons: frozenset[str]
    toll: frozenset[str]
    money: frozenset[str]
    measure: frozenset[str]
    time: frozenset[str]
    person: frozenset[str]
    no_number: frozenset[str]
    """Words whose number names and does not count ("Flight 370")."""
    before: dict[str, str]
    """Phrase before a number: "least", "most", "about", or "" for one that changes nothing."""
    vague: dict[str, float]
    """Phrase to its least number."""


@cache
def quantity_words() -> QuantityWords:
    """The tables; raises ``msgspec.DecodeError`` for a broken installation."""
    raw = Path(__file__).with_name("quantity_words.json").read_bytes()
    file = msgspec.json.decode(raw, type=_File)

    def table(kinds: dict[str, str]) -> dict[str, str]:
        return {word: kind for kind, words in kinds.items() for word in words.split()}

    return QuantityWords(
        object=table(file.object),
        subject=table(file.subject),
        predicate=table(file.predicate),
        noun=table(file.noun),
        weapons=frozenset(file.weapons.split()),
        toll=frozenset(file.toll.split()),
        money=frozenset(file.money.split()),
        measure=frozenset(file.measure.split()),
        time=frozenset(file.time.split()),
        person=frozenset(file.person.split()),
        no_number=frozenset(file.no_number.split()),
        before=file.before,
        vague=file.vague,
    )
