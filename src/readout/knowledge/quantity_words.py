"""What the reader of quantities knows of English: verbs, nouns, bounds. One JSON file beside."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec


class _File(msgspec.Struct, forbid_unknown_fields=True):
    comment: str
    licence: str
    object: dict[str, str]
    subject: dict[str, str]
    irregular: dict[str, str]
    predicate: dict[str, str]
    noun: dict[str, str]
    gather: str
    weapons: str
    toll: str
    money: str
    measure: str
    time: str
    person: str
    thing: str
    force: str
    activity: dict[str, str]
    setting: dict[str, str]
    goods: str
    container: str
    growth: str
    streets: str
    sought: str
    partitive: str
    no_number: str
    before: dict[str, str]
    vague: dict[str, float]
    behind: dict[str, list[str]]
    ahead: dict[str, list[str]]
    moving: str


@dataclass(frozen=True)
class QuantityWords:
    """The tables by lemma or lower-case phrase."""

    verbs: dict[str, str]
    """Any form of a verb of the tables to the verb."""
    object: dict[str, str]
    """Verb to the kind of what it happens to."""
    subject: dict[str, str]
    """Verb to the kind of who does it."""
    predicate: dict[str, str]
    """Adjective or participle to the kind of whom it is said of."""
    noun: dict[str, str]
    gather: frozenset[str]
    """What one takes part in or stages."""
    weapons: frozenset[str]
    toll: frozenset[str]
    money: frozenset[str]
    measure: frozenset[str]
    time: frozenset[str]
    person: frozenset[str]
    thing: frozenset[str]
    """Nouns that end as those of persons do, and name none ("river")."""
    force: frozenset[str]
    """Whom one sends and posts: soldiers, policemen."""
    activity: dict[str, frozenset[str]]
    """By kind, verbs of what those of it do or suffer, and others too ("sleep", of displaced)."""
    setting: dict[str, frozenset[str]]
    """By kind, nouns that fit it when they stand in the clause ("tent")."""
    goods: frozenset[str]
    """What is neither persons nor arms, whatever is said of it: houses, cattle, votes."""
    container: frozenset[str]
    """What arms are counted by: "ten crates of grenades"."""
    growth: frozenset[str]
    """Verbs that give a number to their subject: "the injured number 30"."""
    streets: frozenset[str]
    """What a crowd fills or blocks."""
    sought: frozenset[str]
    """Whom one looks for though they are not missed."""
    partitive: frozenset[str]
    """Nouns through which one counts: "a group of 20 men"."""
    no_number: frozenset[str]
    """Words whose number names and does not count ("Flight 370")."""
    before: dict[str, str]
    """Phrase before a number: "least", "most", "about", or "" for one that changes nothing."""
    vague: dict[str, float]
    """Phrase to its least number."""
    behind: dict[str, re.Pattern[str]]
    """By kind, what may stand right behind persons of that kind ("are in custody")."""
    ahead: dict[str, re.Pattern[str]]
    """By kind, what may stand right before them ("no trace of")."""
    moving: frozenset[str]
    """What takes part as persons do, and is none."""


_HELPING = (
    r"(?:(?:who|that|is|are|was|were|be|been|being|have|has|had|still|now|also|later|then|remain|"
    r"remains|remained|left|reportedly|already|since|to|will|would|must|may|might) ){0,4}"
)


@cache
def quantity_words() -> QuantityWords:
    """The tables; raises ``msgspec.DecodeError`` for a broken installation."""
    raw = Path(__file__).with_name("quantity_words.json").read_bytes()
    file = msgspec.json.decode(raw, type=_File)

    def table(kinds: dict[str, str]) -> dict[str, str]:
        return {word: kind for kind, words in kinds.items() for word in words.split()}

    objects, subjects = table(file.object), table(file.subject)
    acts = [w for words in (*file.activity.values(), file.growth) for w in words.split()]
    return QuantityWords(
        verbs=_forms([*objects, *subjects, *file.irregular, *acts], file.irregular),
        object=objects,
        subject=subjects,
        predicate=table(file.predicate),
        noun=table(file.noun),
        gather=frozenset(file.gather.split()),
        weapons=frozenset(file.weapons.split()),
        toll=frozenset(file.toll.split()),
        money=frozenset(file.money.split()),
        measure=frozenset(file.measure.split()),
        time=frozenset(file.time.split()),
        person=frozenset(file.person.split()),
        thing=frozenset(file.thing.split()),
        force=frozenset(file.force.split()),
        activity={kind: frozenset(words.split()) for kind, words in file.activity.items()},
        setting={kind: frozenset(words.split()) for kind, words in file.setting.items()},
        goods=frozenset(file.goods.split()),
        container=frozenset(file.container.split()),
        growth=frozenset(file.growth.split()),
        streets=frozenset(file.streets.split()),
        sought=frozenset(file.sought.split()),
        partitive=frozenset(file.partitive.split()),
        no_number=frozenset(file.no_number.split()),
        before=file.before,
        vague=file.vague,
        behind={
            k: re.compile(rf"{_HELPING}(?:{'|'.join(v)})(?!\w)") for k, v in file.behind.items()
        },
        ahead={k: re.compile(rf"(?<!\w)(?:{'|'.join(v)})$") for k, v in file.ahead.items()},
        moving=frozenset(file.moving.split()),
    )


def _forms(verbs: list[str], irregular: dict[str, str]) -> dict[str, str]:
    """Forms by the rules of spelling. Learned lemmas fail on rare verbs ("uprooted")."""
    out: dict[str, str] = {}
    for verb in verbs:
        stem = verb[:-1] if verb.endswith("e") else verb
        forms = {verb, verb + "s", verb + "es", stem + "ing", stem + "ed"}
        if verb.endswith("y") and verb[-2] not in "aeiou":
            forms |= {verb[:-1] + "ies", verb[:-1] + "ied"}
        forms |= set(irregular.get(verb, "").split())
        for form in forms:
            out.setdefault(form, verb)
    return out
