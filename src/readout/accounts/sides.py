"""For whom an entity speaks: the state behind an office, the group behind a spokesman.

Sides have keys that mean the same in every article: ``state:RUS``, ``wikidata:Q123`` or
``name:harbour union``. What the reading leaves open is filled from the article, in this order: the
body that a role or a description names, the state of a soldier or official, that of the
article's dateline or else the one country of its text, that of what stands nearest, the speaker
behind "we" and "our men".
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import cached_property
from itertools import product

from readout.accounts.bodies import (
    STATE_SECTORS,
    Hints,
    People,
    is_force,
    is_irregular,
    is_office,
    speaks_for_others,
)
from readout.accounts.called import OWN, Called
from readout.accounts.countries import Near, dateline_country, state_called
from readout.accounts.initials import state_in
from readout.accounts.keys import TOWN_BEFORE, body_key, entity_key
from readout.accounts.owners import Owners
from readout.accounts.posts import Posts
from readout.knowledge.account_words import words
from readout.record.types import Entity, Record

_SPEAKERS = frozenset(("person", "state", "organization", "group"))
_DEPTH = 4
_NAMES = 20
"""Mentions of an entity that are looked at for other names of it."""
_CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")
_BEFORE = 400
"""Code points before "its president" in which the body stands."""
_PRIVATE = frozenset("BUS MED NGO CVL EDU LAB REL REB OPP PTY CRM IGO".split())
"""Sectors whose people are of a country and do not speak for it."""
_HOSTILE = frozenset(("ACCUSE", "ASSAULT", "THREATEN"))
_NO_MINISTERS = frozenset(("USA",))
"""States whose ministers have another title."""
_TOLD_OF = frozenset(("MED", "CVL"))
"""Sectors of those whose words an article reports between a body and its document."""
_THIS_ARTICLE = re.compile(
    r"\b(?:this|(?:an )?earlier|(?:a )?previous) (?:\w+ )?(?:article|story|version|post)\b", re.I
)


def _is_minister(entity: Entity) -> bool:
    return any(w.lower() == "minister" for r in entity.roles for w in r.title.split())


class Sides:
    """The sides of the entities of one record."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self.entities = {e.id: e for e in record.entities}
        self._events = record.events
        countries = {e.country for e in record.entities if e.country and e.kind in _SPEAKERS}
        named = (state_called(w) for w in set(_CAPITAL.findall(self._text)))
        countries |= {iso for iso in named if iso}
        alone = next(iter(countries)) if len(countries) == 1 else None
        self._all_countries = countries
        self._home = dateline_country(record) or alone
        self._near = Near(record)
        self._hints = Hints(record)
        self._people = People(record)
        self._posts = Posts(record)
        self._owners = Owners(record, self._people, self._posts, self._standing)
        self._told = sorted(
            (c.start, c.end, s.speakers[0])
            for s in record.statements
            if s.speakers
            for c in s.content
        )
        self._first_told = {id_: (a, b) for a, b, id_ in reversed(self._told)}
        self._named = sorted(
            (m.start, m.end, e.id)
            for e in record.entities
            if e.kind in ("organization", "group", "state")
            for m in e.mentions
            if m.form != "pronoun"
        )
        self._somebody = sorted(
            (m.start, m.end, e.id)
            for e in record.entities
            if e.kind in _SPEAKERS
            for m in e.mentions
        )
        self._called = Called(record)
        self._coarse: dict[str, str | None] = {}
        self._fine: dict[str, str | None] = {}
        self._countries: dict[str, str | None] = {}

    def of(self, entity: str) -> str | None:
        """The key of the largest body an entity speaks for; None for what cannot speak."""
        if entity not in self._coarse:
            self._coarse[entity] = self._key(entity, True, _DEPTH)
        return self._coarse[entity]

    def fine(self, entity: str) -> str | None:
        """The same, but an office or body of a state stands for itself, not for the state."""
        if entity not in self._fine:
            self._fine[entity] = self._key(entity, False, _DEPTH)
        return self._fine[entity]

    def all(self, entities: Iterable[str]) -> set[str]:
        """The sides of several entities."""
        return {side for e in entities if (side := self.of(e)) is not None}

    def is_told(self, entity: str) -> bool:
        """Whether the article itself tells of which state or body somebody is."""
        held = self.entities[entity]
        return held.country is not None or any(r.of is not None for r in held.roles)

    def country(self, entity: str) -> str | None:
        """The country of an entity, or that of the dateline, the only one of the article, or of
        what stands nearest."""
        if entity not in self._countries:
            held = self.entities[entity]
            known = held.country or self._near.owner(held)
            if known is None:
                guess = self._near.speaking(held) or self._near.away(held, self._home)
                guess = guess or self._home or self._near.country(held) or self._left_over(held)
                if guess in _NO_MINISTERS and _is_minister(held):
                    guess = self._near.other(guess)
                known = self._hints.rather(entity, guess)
            self._countries[entity] = known
        return self._countries[entity]

    def _left_over(self, entity: Entity) -> str | None:
        """The country of whoever speaks before it in the same paragraph; else, where an article
        names two states and the officials who speak in it are all of one, the other."""
        at = min(m.start for m in entity.mentions)
        line = self._text.rfind("\n", 0, at) + 1
        before = bisect_left(self._officials, (at, "")) - 1
        if before >= 0 and self._officials[before][0] >= line:
            return self._officials[before][1]
        return self._unheard

    @cached_property
    def _officials(self) -> list[tuple[int, str]]:
        """Where an official of a state begins to speak, and of which state."""
        return [
            (start, e.country)
            for start, _, id_ in self._told
            if (e := self.entities[id_]).sector in STATE_SECTORS and e.country
        ]

    @cached_property
    def _unheard(self) -> str | None:
        """The one of two states named of which no official speaks."""
        named = {e.country for e in self.entities.values() if e.kind == "state" and e.country}
        if len(named) < 2:
            named = self._all_countries  # "a Japanese boat" is no state that takes part
        rest = named - {country for _, country in self._officials}
        return next(iter(rest)) if len(named) == 2 and len(rest) == 1 else None

    def _key(self, id_: str, by_state: bool, depth: int) -> str | None:
        entity = self.entities[id_]
        if entity.kind == "document" and depth:
            issuer = self._issuer(entity)
            if issuer is not None:
                return self._key(issuer, by_state, depth - 1)
            country = self._hints.rather(id_, None)
            return f"state:{country}" if country else None
        if entity.kind not in _SPEAKERS or not depth:
            return None
        if entity.kind == "state":
            return entity_key(entity)
        if self._is_plural(entity):
            return None
        if (short := TOWN_BEFORE.sub("", entity.name)) != entity.name:
            if (state := state_called(short)) is not None:
                return f"state:{state}"
            if (body := self._called.named(short, entity, whole=False)) is not None:
                return self._key(body.id, by_state, depth - 1)
        if OWN.match(entity.name):
            speaker = self._speaker(entity)
            if speaker == id_ and (body := self._before(entity)) is not None:
                speaker = body.id
            return self._key(speaker, by_state, depth - 1) if speaker != id_ else None
        if (unnamed := self._hints.office(entity)) is not None:
            return self._key(unnamed, by_state, depth - 1)
        if (whose := self._people.owner(entity)) is not None:
            return self._key(whose, by_state, depth - 1)
        if (run_by := self._posts.run_by(entity)) is not None:
            body = self._called.named(run_by, entity, whole=False)
            return self._key(body.id, by_state, depth - 1) if body else body_key(run_by)
        in_full = self._called.in_full(entity)
        if in_full is not None:
            body = self._called.named(in_full, entity, whole=True) or entity
            if body.id != id_:
                return self._key(body.id, by_state, depth - 1)
            if by_state and (state := state_in(in_full)) is not None:
                return f"state:{state}"
            return body_key(in_full)
        body = self._called.headed(entity)
        if body is None and self._is_open(entity):
            body = self._owners.of(entity) or self._hints.commission(entity)
        if body is not None and body.kind == "media":
            return entity_key(body)  # the lawyer of a paper speaks for it
        if body is not None:
            return self._key(body.id, by_state, depth - 1)
        for called in self._called.bodies_of(entity):
            state = state_called(called)
            body = self._called.named(called, entity, whole=state is not None)
            if state is not None and self._posts.is_host(entity):
                continue  # "the ambassador to Norda"
            if entity.sector in _PRIVATE and (state or (body is not None and body.kind == "state")):
                continue  # "the Belarusian editor", "the agency's director in Sudan"
            if body is not None:
                return self._key(body.id, by_state, depth - 1)
            if state is not None:
                return f"state:{state}"
            if not self._called.is_of_state(called, entity):
                return body_key(called)
            break
        party = self._people.party(entity)
        if party is not None and all(r.of is None for r in entity.roles):
            return self._key(party, by_state, depth - 1)
        if (post := self._posts.state(entity)) is not None:
            return f"state:{post}"
        if self._is_open(entity):
            body = self._posts.body(entity) or self._called.only_rebels(entity)
            if body is not None and body.id != id_:
                return self._key(body.id, by_state, depth - 1)
        if by_state and self._is_of_a_state(entity) and (country := self.country(id_)):
            return f"state:{country}"
        alias = self._called.only_one_like(entity)
        if alias is not None and alias.id in self._foes.get(id_, ()):
            alias = None  # "the army", which the Rapid Support Forces accuse, is not they
        if alias is None and (fighter := self._hints.fighter(entity)) is not None:
            return self._key(fighter, by_state, depth - 1)
        own = entity_key(alias or entity)
        if not by_state and entity.kind == "organization" and self._is_of_a_state(entity):
            # Each state has a "Defence Ministry".
            country = self.country(id_)
            return f"{own} of {country}" if country else own
        return own

    def _is_open(self, entity: Entity) -> bool:
        """Whether no role tells of which body a person is: "director", "commissioner for trade"."""
        private = entity.sector in _PRIVATE
        return all(
            r.of is None
            or r.of[:1].islower()
            or (state_called(r.of) is not None and (private or self._posts.is_host(entity)))
            for r in entity.roles
        )

    def _is_of_a_state(self, entity: Entity) -> bool:
        """Whether an entity is an arm or an office of a state."""
        if is_irregular(entity) or speaks_for_others(entity) or self._posts.is_rebel(entity):
            return False
        if entity.kind == "organization" and entity.country is None and self._fights_own(entity):
            return False
        arm = entity.kind == "organization" and state_in(entity.name) is not None
        return entity.sector in STATE_SECTORS or arm or is_force(entity) or is_office(entity)

    def _fights_own(self, body: Entity) -> bool:
        """Whether a body that nobody calls a state's is at odds with the soldiers or the government
        of the country that it would be of: "the army accused the Rapid Support Forces"."""
        foes = [self.entities[id_] for id_ in self._foes.get(body.id, ()) if id_ in self.entities]
        official = {self.country(e.id) for e in foes if e.sector in STATE_SECTORS} - {None}
        return self.country(body.id) in official

    @cached_property
    def _foes(self) -> dict[str, set[str]]:
        """Whom somebody accuses or attacks, and who does so to them."""
        out: dict[str, set[str]] = {}
        for event in self._events:
            if event.type in _HOSTILE:
                for one, other in product(event.sources, event.targets):
                    out.setdefault(one, set()).add(other)
                    out.setdefault(other, set()).add(one)
        return out

    def _issuer(self, document: Entity) -> str | None:
        """Whose a communiqué or a report is: who is named in its words ("a read-out from the
        Council", "its statement"), else who spoke before it, else who its own words begin with."""
        if _THIS_ARTICLE.search(document.name):
            return None
        for mention in document.mentions[:_NAMES]:
            first = bisect_left(self._somebody, (mention.start, 0, ""))
            after = bisect_left(self._somebody, (mention.end, 0, ""))
            for _, end, id_ in self._somebody[first:after]:
                if end <= mention.end:
                    return id_
        at = min(m.start for m in document.mentions)
        first = bisect_right(self._told, at, key=lambda one: one[0])
        for _, end, speaker in reversed(self._told[max(0, first - 6) : first]):
            held = self.entities[speaker]
            if at - end <= _BEFORE and held.kind in _SPEAKERS and held.sector not in _TOLD_OF:
                return speaker
        own = self._first_told.get(document.id)
        held_in = self._standing(*own) if own else []
        if not held_in or self._hints.accuses(document.id, held_in[0].country):
            return None
        return held_in[0].id

    def _speaker(self, entity: Entity) -> str:
        """Who says "we" or "its men": the speaker of the statement in which that stands."""
        at = min(m.start for m in entity.mentions)
        first = bisect_right(self._told, at, key=lambda one: one[0])
        for start, end, speaker in reversed(self._told[max(0, first - 6) : first]):
            if start <= at < end:
                return speaker
        return entity.id

    def _before(self, entity: Entity) -> Entity | None:
        """The named body that "its commander" follows."""
        at = min(m.start for m in entity.mentions)
        held = self._standing(max(0, at - _BEFORE), at)
        held = [e for e in held if e.kind != "group" or e.name.startswith(("The ", "the "))]
        return held[-1] if held and held[-1].id != entity.id else None

    def _standing(self, start: int, end: int) -> list[Entity]:
        """The bodies that a stretch of the text names, in order."""
        first = bisect_right(self._named, (start, 0, "~"))
        first = max(0, first - 1)
        after = bisect_left(self._named, (end, 0, ""))
        return [
            self.entities[id_] for a, b, id_ in self._named[first:after] if start <= a and b <= end
        ]

    def _is_plural(self, entity: Entity) -> bool:
        """ "the presidents", "both sides": people of several sides at once, or some of a side."""
        if entity.kind == "group" and entity.name.lower().partition(" ")[0] in words("some"):
            return True
        if entity.kind != "group" or entity.country is not None:
            return False
        return entity.name.lower().rpartition(" ")[2] in words("plurals")
