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

from readout.accounts.bodies import (
    Hints,
    People,
    is_force,
    is_irregular,
    is_office,
    speaks_for_others,
)
from readout.accounts.countries import Near, dateline_country, state_called
from readout.accounts.initials import initials, is_short, state_in, written_out
from readout.accounts.keys import TOWN_BEFORE, body_key, entity_key, plain_name
from readout.accounts.named import Named
from readout.accounts.owners import Owners
from readout.accounts.posts import Posts
from readout.knowledge.account_words import words
from readout.knowledge.actor_words import nouns
from readout.language.sentences import split_sentences
from readout.record.types import Entity, Record

STATE_SECTORS = frozenset(("GOV", "MIL", "SPY", "COP"))
"""Sectors of PLOVER whose people speak for their country."""
_SPEAKERS = frozenset(("person", "state", "organization", "group"))
_DEPTH = 4
_NAMES = 20
"""Mentions of an entity that are looked at for other names of it."""
_OF = re.compile(
    r"^(?:\S+\s+){0,3}?(?P<head>\S+)\s+(?:of|for|from)\s+(?:the\s+)?(?P<body>[A-Z].*)$"
)
_CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")
_BEFORE = 400
"""Code points before "its president" in which the body stands."""
_PRIVATE = frozenset("BUS MED NGO CVL EDU LAB REL REB OPP PTY CRM IGO".split())
"""Sectors whose people are of a country and do not speak for it."""
_NO_MINISTERS = frozenset(("USA",))
"""States whose ministers have another title."""
_TOLD_OF = frozenset(("MED", "CVL"))
"""Sectors of those whose words an article reports between a body and its document."""
_THIS_ARTICLE = re.compile(
    r"\b(?:this|(?:an )?earlier|(?:a )?previous) (?:\w+ )?(?:article|story|version|post)\b", re.I
)
_OWN = re.compile(r"^(?:we|us|our|ours|its|their|they)\b", re.I)


def _is_minister(entity: Entity) -> bool:
    return any(w.lower() == "minister" for r in entity.roles for w in r.title.split())


class Sides:
    """The sides of the entities of one record."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self.entities = {e.id: e for e in record.entities}
        self._bodies = Named(
            e
            for e in record.entities
            if e.kind in ("organization", "group", "state") and not _OWN.match(e.name)
        )
        countries = {e.country for e in record.entities if e.country and e.kind in _SPEAKERS}
        named = (state_called(w) for w in set(_CAPITAL.findall(self._text)))
        countries |= {iso for iso in named if iso}
        alone = next(iter(countries)) if len(countries) == 1 else None
        self._home = dateline_country(record) or alone
        self._near = Near(record)
        self._hints = Hints(record)
        self._people = People(record)
        self._posts = Posts(record)
        self._owners = Owners(record, self._people, self._posts, self._standing)
        self._places = {plain_name(p.name) for p in record.places}
        self._written_out = written_out(self._text)
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
        self._by_name: dict[str, list[Entity]] = {}
        for entity in record.entities:
            if entity.kind in _SPEAKERS:
                names = [self._text[m.start : m.end] for m in entity.mentions if m.form == "name"]
                for called in {plain_name(n) for n in [entity.name, *names[:_NAMES]]}:
                    self._by_name.setdefault(called, []).append(entity)
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
            if (body := self._called(short, entity)) is not None:
                return self._key(body.id, by_state, depth - 1)
        if _OWN.match(entity.name):
            speaker = self._speaker(entity)
            if speaker == id_ and (body := self._before(entity)) is not None:
                speaker = body.id
            return self._key(speaker, by_state, depth - 1) if speaker != id_ else None
        if (unnamed := self._hints.office(entity)) is not None:
            return self._key(unnamed, by_state, depth - 1)
        if (whose := self._people.owner(entity)) is not None:
            return self._key(whose, by_state, depth - 1)
        if (run_by := self._posts.run_by(entity)) is not None:
            body = self._called(run_by, entity, whole=False)
            return self._key(body.id, by_state, depth - 1) if body else body_key(run_by)
        short = self._short_for(entity)
        if short is not None:
            body = self._by_name.get(plain_name(short), [entity])[0]
            if body.id != id_:
                return self._key(body.id, by_state, depth - 1)
            if by_state and (state := state_in(short)) is not None:
                return f"state:{state}"
            return body_key(short)
        body = self._headed(entity)
        if body is None and self._is_open(entity):
            body = self._owners.of(entity) or self._hints.commission(entity)
        if body is not None and body.kind == "media":
            return entity_key(body)  # the lawyer of a paper speaks for it
        if body is not None:
            return self._key(body.id, by_state, depth - 1)
        for called in self._bodies_of(entity):
            state = state_called(called)
            body = self._called(called, entity, whole=state is not None)
            if state is not None and self._posts.is_host(entity):
                continue  # "the ambassador to Norda"
            if entity.sector in _PRIVATE and (state or (body is not None and body.kind == "state")):
                continue  # "the Belarusian editor", "the agency's director in Sudan"
            if body is not None:
                return self._key(body.id, by_state, depth - 1)
            if state is not None:
                return f"state:{state}"
            if not self._is_of_state(called, entity):
                return body_key(called)
            break
        party = self._people.party(entity)
        if party is not None and all(r.of is None for r in entity.roles):
            return self._key(party, by_state, depth - 1)
        if (post := self._posts.state(entity)) is not None:
            return f"state:{post}"
        if self._is_open(entity):
            body = self._posts.body(entity) or self._only_rebels(entity)
            if body is not None and body.id != id_:
                return self._key(body.id, by_state, depth - 1)
        if by_state and self._is_of_a_state(entity) and (country := self.country(id_)):
            return f"state:{country}"
        alias = self._only_one_like(entity)
        if alias is None and (fighter := self._hints.fighter(entity)) is not None:
            return self._key(fighter, by_state, depth - 1)
        own = entity_key(alias or entity)
        if not by_state and entity.kind == "organization" and self._is_of_a_state(entity):
            # Each state has a "Defence Ministry".
            country = self.country(id_)
            return f"{own} of {country}" if country else own
        return own

    def _short_for(self, entity: Entity) -> str | None:
        """The name in full, where the entity is called by its initials alone."""
        if entity.kind not in ("organization", "group") or not is_short(entity.name):
            return None
        return self._written_out.get(entity.name.replace(".", ""))

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
        arm = entity.kind == "organization" and state_in(entity.name) is not None
        return entity.sector in STATE_SECTORS or arm or is_force(entity) or is_office(entity)

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

    def _headed(self, entity: Entity) -> Entity | None:
        """The one named body that "the council" is short for."""
        words_ = entity.name.removeprefix("the ").removeprefix("The ").split()
        if entity.kind not in ("organization", "group") or len(words_) != 1:
            return None
        head = plain_name(words_[0])
        if not words_[0].islower():
            opened = [o for n, o in self._bodies if n.startswith(f"{head} of ")
                      or n.startswith(f"{head} for ")]  # fmt: skip
            return opened[0] if len(opened) == 1 and opened[0].id != entity.id else None
        held = {
            name: other
            for name, other in self._bodies.headed(head)
            if name != head and other.kind == "organization"
            and other.id != entity.id and other.name[:1].isupper()
            and not (is_irregular(other) and entity.sector in STATE_SECTORS)
        }  # fmt: skip
        if not held and words_[0] in words("generic_bodies"):
            kind = nouns("groups").get(words_[0])
            fits = {kind, None} if words_[0] in words("bodies_of_one_kind") else None
            held = {n: o for n, o in self._of_no_state.items() if not fits or o.sector in fits}
        return next(iter(held.values())) if len(held) == 1 else None

    @cached_property
    def _of_no_state(self) -> dict[str, Entity]:
        """Named bodies that are no arms of a state."""
        return {
            name: other
            for name, other in self._bodies
            if other.kind == "organization" and other.name[:1].isupper()
            and (other.sector not in STATE_SECTORS | {"IGO", "MED"} or is_irregular(other))
        }  # fmt: skip

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

    def _bodies_of(self, entity: Entity) -> list[str]:
        """What a role is of, and what a description is of ("a commander of the Front")."""
        out = [role.of for role in entity.roles if role.of]
        match = _OF.match(entity.name)
        if entity.kind == "organization" and match:
            # "The party of Ana Ruiz" and she herself are one side, and so are "the press service of
            # the ministry" and the ministry.
            named = self._by_name.get(plain_name(match["body"]), [])
            own = any(o.kind == "person" for o in named) or match["head"] in words("services")
            out += [match["body"]] if own else []
        if entity.anonymous or entity.kind == "group":
            if match:
                out.append(match["body"])
            elif (other := self._bodies.inside(plain_name(entity.name), entity)) is not None:
                out.append(other.name)
        return out

    def _called(self, called: str, entity: Entity, *, whole: bool) -> Entity | None:
        """The entity of a name: the whole name first, then, but for ``whole``, part of the name of
        a body, and initials of one."""
        wanted = plain_name(called)
        for other in self._by_name.get(wanted, []):
            if other.id != entity.id:
                return other
        if whole:
            return None
        by_initials = (e for _, e in self._bodies if is_short(called) and initials(e.name) == called)
        return self._bodies.holding(wanted, entity) or next(by_initials, None)

    def _is_of_state(self, called: str, entity: Entity) -> bool:
        """Whether a body that is no entity of the article belongs to a state: "the ministry"."""
        if entity.sector in STATE_SECTORS and plain_name(called) in self._places:
            return True  # "Norvik police chief N.N."
        last = re.split(r"\s(?:of|for)\s", called.lower())[0].split()[-1]
        if {nouns(k).get(last) for k in ("organisation_heads", "groups")} & STATE_SECTORS:
            return True
        return entity.sector in STATE_SECTORS and not called[:1].isupper()

    def _only_rebels(self, entity: Entity) -> Entity | None:
        """The one armed body of the article, for "rebel commander N.N."."""
        if entity.kind != "person" or entity.sector != "REB":
            return None
        held = [o for _, o in self._bodies if o.sector == "REB" or is_irregular(o)]
        named = [o for o in held if o.kind == "organization"] or [
            o for o in held if any(w[:1].isupper() for w in o.name.split()[1:])
        ]
        return named[0] if len({entity_key(o) for o in named}) == 1 else None

    def _only_one_like(self, entity: Entity) -> Entity | None:
        """The one named body of the same kind of actor that "the rebels" can stand for."""
        rebels = entity.sector == "REB" and entity.name.lower().partition(" ")[0] in words("rebels")
        plain = not any(w[:1].isupper() for w in entity.name.split()[1:])
        if entity.kind not in ("group", "organization") or entity.sector in (None, "CVL"):
            return None
        if not rebels and not (plain and entity.name.lower().startswith("the ")):
            return None
        alike = [
            o
            for _, o in self._bodies
            if o.id != entity.id
            and ("REB" if is_irregular(o) else o.sector) == entity.sector
            and o.kind == "organization"
            and any(w[:1].isupper() for w in o.name.split())
        ]
        return alike[0] if len(alike) == 1 else None
