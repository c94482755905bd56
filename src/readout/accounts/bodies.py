"""Whose people somebody is of, by their words or by what they say, where the reading left it open.

All of it looks at one record; none of it knows the world.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict

from readout.accounts.countries import state_called
from readout.accounts.wording import stem
from readout.knowledge.account_words import words
from readout.knowledge.actor_words import nouns
from readout.record.types import Entity, Record

STATE_SECTORS = frozenset(("GOV", "MIL", "SPY", "COP"))
"""Sectors of PLOVER whose people speak for their country."""
_NAMES = 20
"""Mentions of an entity that are looked at."""
_SOON = 400
"""Code points within which a name follows the office that it is the name of."""
_FIGHTER = re.compile(
    r"(?:\S+ )?(?:commanders?|fighters?|gunmen|militants|members) of (?:the )?(?P<body>[A-Z].*)"
)
_REBELS = ("the rebels", "the guerrillas", "the militants", "the insurgents")
_HIS = ("his", "her")
_HIS_BEFORE = re.compile(r"\b(?P<whose>his|her)\s+(?:[a-z-]+\s+){0,2}$", re.I)
_NEAR = 40
"""Code points before the name of a party in which "his" stands."""
_JOINED = frozenset(("PTY", "OPP", "REB"))
_OFFICIAL = frozenset(("GOV", "MIL", "SPY", "COP"))


def is_force(entity: Entity) -> bool:
    """ "Two Russian bombers": arms of a state, whose doing is the state's."""
    called = entity.name.split()
    if entity.kind != "group" or entity.country is None or not called:
        return False
    named = any(w[:1].isupper() and state_called(w) == entity.country for w in called)
    return named and called[-1].lower() in words("forces_of_states")


def is_irregular(entity: Entity) -> bool:
    """ "Lake Liberation Army": an army of no state, by its name."""
    said = {w.lower() for w in entity.name.split()}
    of_nobody = entity.kind == "organization" and entity.country is None
    if not of_nobody or entity.sector != "MIL":
        return False
    # "Ta'ang National Army": of a people, and no "Republican Guard".
    called = [w for w in entity.name.split() if w[:1].isupper()]
    own = {w.lower() for w in called[:-1]} - words("parts_of_armies")
    of_a_people = called[-1:] != [] and called[-1].lower() in ("army", "front") and bool(own)
    return bool(said & words("irregulars")) or of_a_people


def speaks_for_others(entity: Entity) -> bool:
    """ "A settler spokesman": somebody whose post the reading took for one of a state; and
    peacekeepers, whose army is not who sent them."""
    said_last = entity.name.lower().split()[-1:]
    if said_last in (["peacekeeper"], ["peacekeepers"]):
        return True
    if entity.kind != "person" or entity.sector != "GOV":
        return False
    for role in entity.roles:
        said = role.title.lower().split()
        if role.of is None and len(said) > 1 and said[-1] in words("speaking_posts"):
            kinds = {nouns(k).get(said[-2]) for k in ("groups", "persons")} - {None}
            return bool(kinds) and not kinds & _OFFICIAL
    return False


def is_office(entity: Entity) -> bool:
    """ "State Border Service": an office of a state, though the reading took it for none."""
    said = [w.lower() for w in entity.name.split()]
    if entity.kind != "organization" or entity.sector not in (None, "NGO") or not said:
        return False
    if len(said) == 1 and nouns("groups").get(said[0]) in _OFFICIAL:
        return True  # "Junta", with the capital of a sentence
    if len(said) > 2 and said[1] in ("of", "for") and said[0] in ("ministry", "department"):
        return True  # "Ministry of External Affairs"
    return said[-1] in words("offices") and bool(set(said[:-1]) & words("matters_of_state"))


class Hints:
    """What the statements and titles of a record tell of who speaks for whom."""

    def __init__(self, record: Record) -> None:
        entities = {e.id: e for e in record.entities}
        speakers = {s.id: s.speakers for s in record.statements}
        within = _offices_within(record)
        self._accused: dict[str, set[str]] = defaultdict(set)
        self._hit: dict[str, set[str]] = defaultdict(set)
        for event in record.events:
            if event.type not in ("ASSAULT", "COERCE") or event.status == "denied":
                continue
            ends = [
                {c for i in side if (c := entities[i].country)}
                for side in (event.sources, event.targets)
            ]
            for told in event.according_to:
                for speaker in (i for s in speakers.get(told, ()) for i in (s, *within[s])):
                    self._accused[speaker] |= ends[0]
                    self._hit[speaker] |= ends[1]
        self._told = sorted(
            (s.content[0].start, s.speakers[0])
            for s in record.statements
            if s.content and len(s.speakers) == 1
        )
        self._first_told = {id_: k for k, (_, id_) in reversed(list(enumerate(self._told)))}
        self._entities = entities
        self._bodies = [
            e for e in record.entities if e.kind == "organization" and e.name[:1].isupper()
        ]

    def rather(self, speaker: str, country: str | None) -> str | None:
        """A country that was guessed for a speaker, or the one whose people are hit, where the
        speaker lays an attack at the door of the guessed one, or of another where none was."""
        hit = self._hit.get(speaker, set()) - self._accused.get(speaker, set())
        if country is None and self._accused.get(speaker) and len(hit) == 1:
            return next(iter(hit))
        blamed = country in self._accused.get(speaker, set())
        blamed = blamed and country not in self._hit.get(speaker, set())
        return next(iter(hit)) if blamed and len(hit) == 1 else country

    def accuses(self, speaker: str, country: str | None) -> bool:
        """Whether a speaker lays an attack at the door of a country."""
        return country in self._accused.get(speaker, ())

    def office(self, entity: Entity) -> str | None:
        """The unnamed official whom a name without a role goes on: "Norda's minister said. "We
        know nothing", Ana Ruiz told reporters"."""
        if entity.kind != "person" or entity.anonymous or entity.roles or entity.sector:
            return None
        first = min(m.start for m in entity.mentions)
        at = self._first_told.get(entity.id, 0)
        if not at:
            return None
        start, id_ = self._told[at - 1]
        before = self._entities[id_]
        official = before.kind == "person" and before.anonymous and before.sector in _OFFICIAL
        return (
            id_
            if official
            and start < first <= self._told[at][0] + _SOON
            and (self._told[at][0] - start < _SOON)
            else None
        )

    def fighter(self, entity: Entity) -> str | None:
        """Somebody of the one armed body of the article, for "the rebels"."""
        if entity.sector != "REB" or entity.name.lower() not in _REBELS:
            return None
        held = {match["body"]: e.id for e in self._entities.values()
                if e.country is None and (match := _FIGHTER.match(e.name))}  # fmt: skip
        return next(iter(held.values())) if len(held) == 1 else None

    def commission(self, entity: Entity) -> Entity | None:
        """The one commission of the article, for who is called a commissioner."""
        if entity.kind != "person" or entity.anonymous:
            return None
        heads = {stem(w) for role in entity.roles for w in role.title.split()}
        if stem("commissioner") not in heads:
            return None
        held = [e for e in self._bodies if stem(e.name.split()[-1]) == stem("commission")]
        return held[0] if len(held) == 1 else None


def _offices_within(record: Record) -> dict[str, list[str]]:
    """The offices inside the words for others: "the press service of the *Ministry*", "a spokesman
    of *the border troops*"."""
    named = sorted(
        (m.start, m.end, e.id)
        for e in record.entities
        if e.kind in ("organization", "group") and e.sector in _OFFICIAL
        for m in e.mentions
        if m.form != "pronoun"
    )
    out: dict[str, list[str]] = defaultdict(list)
    for entity in record.entities:
        if entity.kind not in ("organization", "person", "group"):
            continue
        for mention in entity.mentions[:_NAMES]:
            first = bisect_left(named, (mention.start, 0, ""))
            after = bisect_left(named, (mention.end, 0, ""))
            for _, end, id_ in named[first:after]:
                if end <= mention.end and id_ != entity.id and id_ not in out[entity.id]:
                    out[entity.id].append(id_)
    return out


class People:
    """Where the persons of a record are named, and who and what is called theirs."""

    def __init__(self, record: Record) -> None:
        self._named = sorted(
            (m.start, m.end, e.id)
            for e in record.entities
            if e.kind == "person" and not e.anonymous
            for m in e.mentions
            if m.form == "name"
        )
        self._whose = {
            m.start: e.id
            for e in record.entities
            if e.kind == "person"
            for m in e.mentions
            if m.form == "pronoun" and record.article.text[m.start : m.end].lower() in _HIS
        }
        self._party: dict[str, str] = {}
        for entity in record.entities:
            if entity.kind != "organization" or entity.sector not in _JOINED:
                continue
            for mention in entity.mentions[:_NAMES]:
                before = _HIS_BEFORE.search(
                    record.article.text, max(0, mention.start - _NEAR), mention.start
                )
                if mention.form == "name" and before and before.start("whose") in self._whose:
                    self._party.setdefault(self._whose[before.start("whose")], entity.id)

    def before(self, at: int, entity: Entity) -> str | None:
        """The person named last before a position, other than ``entity``."""
        k = bisect_left(self._named, (at, 0, "")) - 1
        while k >= 0 and self._named[k][2] == entity.id:
            k -= 1
        return self._named[k][2] if k >= 0 else None

    def party(self, entity: Entity) -> str | None:
        """The party or armed body that the text calls a person's own: "his People's Party"."""
        return self._party.get(entity.id)

    def owner(self, entity: Entity) -> str | None:
        """Whose somebody is that is called by a possessive: "his lawyers", "her campaign"."""
        if entity.kind not in ("group", "organization") or not entity.mentions:
            return None
        first = entity.mentions[0]
        whose = self._whose.get(first.start)
        return whose if first.form == "description" and whose != entity.id else None
