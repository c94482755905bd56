"""For whom an entity speaks: the state behind an office, the group behind a spokesman.

Sides have keys that mean the same in every article: ``state:RUS``, ``wikidata:Q123`` or
``name:harbour union``. What the reading leaves open is filled from the article, in this order: the
body that a role or a description names, the state of a soldier or official, that of the
article's dateline or else the one country of its text, that of what stands nearest, the speaker
behind "we" and "our men".
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache

from readout.accounts.places import is_wide
from readout.accounts.wording import stem
from readout.knowledge.account_words import words
from readout.knowledge.actor_words import nouns, phrases
from readout.language.sentences import split_sentences
from readout.record.types import Entity, Place, Record

STATE_SECTORS = frozenset(("GOV", "MIL", "SPY", "COP"))
"""Sectors of PLOVER whose people speak for their country."""
_SPEAKERS = frozenset(("person", "state", "organization", "group"))
_DEPTH = 4
_TOWN = 40
"""Code points at the start of a dateline block that hold the town."""
_NAMES = 20
"""Mentions of an entity that are looked at for other names of it."""
_ARTICLES = re.compile(r"^(?:the|a|an|its|his|her|their|our|some|several)\s+", re.I)
_OF = re.compile(r"^(?:\S+\s+){1,4}?(?:of|for|from)\s+(?:the\s+)?(?P<body>[A-Z].*)$")
_CAPITAL = re.compile(r"\b[A-Z][a-z]+\b")
_POSSESSIVE = re.compile(r"['’]s?\s+")
_BEHIND = (" of ", " of the ")
_OPENING = 5
"""Code points before the state that opens an article: an article."""
_TITLES = "|".join(sorted(words("offices_of_bodies")))
_ITS_AFTER = re.compile(
    rf",\s+(?P<whose>its|their|the\s[\w\s-]{{2,30}}?)(?:['’]s?)?\s+(?:[\w-]+\s+){{0,2}}?(?:{_TITLES})\b",
    re.I,
)
_ITS_BEFORE = re.compile(
    rf"\b(?P<whose>its|their|the\s[\w\s-]{{2,30}}?)(?:['’]s?)?\s+(?:[\w-]+\s+){{0,2}}?(?:{_TITLES})"
    r"(?:\s+in\s+[A-Z]\w+)?,\s+$",
    re.I,
)
_REACH = 70
"""Code points before a name in which "the union's president" stands."""
_BEFORE = 400
"""Code points before "its president" in which the body stands."""
_OWN = re.compile(r"^(?:we|us|our|ours|its|their|they)\b", re.I)


def plain_name(name: str) -> str:
    """A name for comparison: lower case, no article, no plural."""
    return " ".join(stem(w) for w in re.findall(r"[^\W_]+", _ARTICLES.sub("", name)))


def entity_key(entity: Entity) -> str:
    """What names the same entity in another article."""
    if entity.kind == "state" and entity.country:
        return f"state:{entity.country}"
    if entity.ref is not None:
        return f"{entity.ref.table}:{entity.ref.id}"
    return f"name:{plain_name(entity.name)}"


@cache
def state_called(called: str) -> str | None:
    """The state of a name or adjective: "Turkey", "Turkish"."""
    plain = tuple(called.removeprefix("the ").split())
    for phrase in phrases().get(plain[0].lower(), []) if plain else []:
        if phrase.words == plain and phrase.use != "organisation":
            return phrase.country
    return None


@cache
def _is_adjective(called: str) -> bool:
    """Whether a state is named by its adjective: "Turkish"."""
    plain = tuple(called.split())
    found = phrases().get(plain[0].lower(), []) if plain else []
    return any(p.words == plain and p.use in ("adjective", "national") for p in found)


def _dateline(record: Record) -> str | None:
    """The country that an article is written from, where it has a dateline; of towns where the
    world meets, none."""
    spans = [(b.start, b.end) for b in record.article.blocks if b.role == "dateline"]
    if not spans:
        return None
    start, end = spans[0]
    for place in record.places:
        # The town stands first; where the block goes on with text, that is not meant.
        if any(start <= m.start < min(end, start + _TOWN) for m in place.mentions):
            return None if _is_of_talks(place) else place.country
    return None


def _is_of_talks(place: Place) -> bool:
    """Whether a town is one where the world meets, so that nothing follows from it."""
    return place.name.lower().replace(" ", "_") in words("towns_of_talks")


class Sides:
    """The sides of the entities of one record."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self.entities = {e.id: e for e in record.entities}
        self._bodies = [
            (plain_name(e.name), e)
            for e in record.entities
            if e.kind in ("organization", "group", "state") and not _OWN.match(e.name)
        ]
        # Named bodies before described ones, longer names first.
        self._bodies.sort(key=lambda one: (one[1].kind == "group", -len(one[0])))
        countries = {e.country for e in record.entities if e.country}
        named = (state_called(w) for w in set(_CAPITAL.findall(self._text)))
        countries |= {iso for iso in named if iso}
        alone = next(iter(countries)) if len(countries) == 1 else None
        self._home = _dateline(record) or alone
        self._near = _Near(record)
        self._told = sorted(
            (c.start, c.end, s.speakers[0])
            for s in record.statements
            if s.speakers
            for c in s.content
        )
        self._named = sorted(
            (m.start, m.end, e.id)
            for e in record.entities
            if e.kind in ("organization", "group", "state")
            for m in e.mentions
            if m.form != "pronoun"
        )
        self._by_name: dict[str, list[Entity]] = {}
        for entity in record.entities:
            if entity.kind in _SPEAKERS:
                names = [self._text[m.start : m.end] for m in entity.mentions if m.form == "name"]
                for called in {plain_name(n) for n in [entity.name, *names[:_NAMES]]}:
                    self._by_name.setdefault(called, []).append(entity)
        self._coarse: dict[str, str | None] = {}
        self._fine: dict[str, str | None] = {}

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

    def country(self, entity: str) -> str | None:
        """The country of an entity, or that of the dateline, the only one of the article, or of
        what stands nearest."""
        held = self.entities[entity]
        return held.country or self._near.owner(held) or self._home or self._near.country(held)

    def _key(self, id_: str, by_state: bool, depth: int) -> str | None:
        entity = self.entities[id_]
        if entity.kind not in _SPEAKERS or not depth:
            return None
        if entity.kind == "state":
            return entity_key(entity)
        if self._is_plural(entity):
            return None
        if _OWN.match(entity.name):
            speaker = self._speaker(entity)
            return self._key(speaker, by_state, depth - 1) if speaker not in (None, id_) else None
        if (body := self._headed(entity) or self._owner(entity)) is not None:
            return self._key(body.id, by_state, depth - 1)
        for called in self._bodies_of(entity):
            body = self._called(called, entity)
            if body is not None:
                return self._key(body.id, by_state, depth - 1)
            if (state := state_called(called)) is not None:
                return f"state:{state}"
            if not self._is_of_state(called, entity):
                return f"name:{plain_name(called)}"
            break
        if by_state and entity.sector in STATE_SECTORS and (country := self.country(id_)):
            return f"state:{country}"
        alias = self._only_one_like(entity)
        return entity_key(alias or entity)

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
        words_ = entity.name.split()
        if entity.kind not in ("organization", "group") or len(words_) != 2:
            return None
        if words_[0].lower() != "the" or not words_[1].islower():
            return None
        head = plain_name(words_[1])
        held = {
            name: other
            for name, other in self._bodies
            if name.rpartition(" ")[2] == head and name != head and other.kind == "organization"
            and other.id != entity.id and other.name[:1].isupper()
        }  # fmt: skip
        return next(iter(held.values())) if len(held) == 1 else None

    def _owner(self, entity: Entity) -> Entity | None:
        """The body of "Ana Ruiz, its president" and of "the union's president, Ana Ruiz"."""
        if entity.kind != "person" or any(r.of for r in entity.roles):
            return None
        first = min(entity.mentions, key=lambda m: m.start)
        line = self._text.rfind("\n", 0, first.start) + 1
        before = _ITS_BEFORE.search(self._text, max(line, first.start - _REACH), first.start)
        match = _ITS_AFTER.match(self._text, first.end) or before
        if match is None:
            return None
        at = match.start("whose")
        owned = match["whose"].lower()
        if owned not in ("its", "their"):
            held = self._standing(at, match.end("whose"))
            return held[-1] if held and held[-1].id != entity.id else None
        # What stands last of the named bodies in the sentence before, else what it begins with.
        end = min(first.start, match.start())
        opening = max(0, end - _BEFORE)
        cut = [b for _, b in split_sentences(self._text, opening, end)]
        held = self._standing(opening, cut[-2] if len(cut) > 1 and cut[-1] == end else end)
        held = [e for e in held if e.id != entity.id]
        named = [e for e in held if e.kind == "organization" and e.name[:1].isupper()]
        state = [e for e in held if e.kind == "state"]
        return named[-1] if named else state[-1] if state else None

    def _standing(self, start: int, end: int) -> list[Entity]:
        """The bodies that a stretch of the text names, in order."""
        first = bisect_right(self._named, (start, 0, "~"))
        first = max(0, first - 1)
        return [
            self.entities[id_]
            for a, b, id_ in self._named[first:]
            if a < end
            if start <= a and b <= end
        ]

    def _is_plural(self, entity: Entity) -> bool:
        """ "the presidents", "both sides": people of several sides at once."""
        if entity.kind != "group" or entity.country is not None:
            return False
        return entity.name.lower().rpartition(" ")[2] in words("plurals")

    def _bodies_of(self, entity: Entity) -> list[str]:
        """What a role is of, and what a description is of ("a commander of the Front")."""
        out = [role.of for role in entity.roles if role.of]
        match = _OF.match(entity.name)
        if entity.kind == "organization" and match:
            # "The party of Ana Ruiz" and she herself are one side.
            named = self._by_name.get(plain_name(match["body"]), [])
            out += [match["body"]] if any(o.kind == "person" for o in named) else []
        if entity.anonymous or entity.kind == "group":
            if match:
                out.append(match["body"])
            else:
                said = f" {plain_name(entity.name)} "
                for name, other in self._bodies:
                    if (
                        other.id != entity.id
                        and name
                        and f" {name} " in said
                        and name != said[1:-1]
                    ):
                        out.append(other.name)
                        break
        return out

    def _called(self, called: str, entity: Entity) -> Entity | None:
        """The entity of a name: the whole name first, then part of the name of a body."""
        wanted = plain_name(called)
        for other in self._by_name.get(wanted, []):
            if other.id != entity.id:
                return other
        parts = set(wanted.split())
        for name, other in self._bodies:
            if other.id != entity.id and parts and parts <= set(name.split()):
                return other
        return None

    def _is_of_state(self, called: str, entity: Entity) -> bool:
        """Whether a body that is no entity of the article belongs to a state: "the ministry"."""
        heads = nouns("organisation_heads")
        last = called.lower().split()[-1]
        if last[:1].isalpha() and heads.get(last) in STATE_SECTORS:
            return True
        return entity.sector in STATE_SECTORS and not called[:1].isupper()

    def _only_one_like(self, entity: Entity) -> Entity | None:
        """The one named body of the same kind of actor that "the rebels" can stand for."""
        if entity.kind not in ("group", "organization") or not entity.name.lower().startswith(
            "the "
        ):
            return None
        if any(w[:1].isupper() for w in entity.name.split()[1:]) or entity.sector in (None, "CVL"):
            return None
        alike = [
            o
            for _, o in self._bodies
            if o.id != entity.id
            and o.sector == entity.sector
            and o.kind == "organization"
            and any(w[:1].isupper() for w in o.name.split())
        ]
        return alike[0] if len(alike) == 1 else None


class _Near:
    """The country of an office that the reading left open, by what stands around its words."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self._states = sorted(
            (m.start, m.end, e.country)
            for e in record.entities
            if e.kind == "state" and e.country
            for m in e.mentions
            if m.form != "pronoun"
        )
        self._places = sorted(
            (m.start, m.end, p.country)
            for p in record.places
            if p.country and not is_wide(p) and not _is_of_talks(p)
            for m in p.mentions
            if m.use == "literal"
        )
        body = next((b for b in record.article.blocks if b.role == "paragraph"), None)
        self._opening = None
        for start, end, country in self._states:
            # "Norway expelled two diplomats ...": whose officials speak needs no saying.
            named = not _is_adjective(self._text[start:end])
            if named and body is not None and body.start <= start <= body.start + _OPENING:
                self._opening = country
            break

    def owner(self, entity: Entity) -> str | None:
        """The state before or behind an office: "Norway's ministry", "the army of Norway"."""
        for mention in entity.mentions[:_NAMES]:
            if mention.form == "pronoun":
                continue
            said = self._text[mention.start : mention.end].split()
            called = {c for w in said[:2] if w[:1].isupper() and (c := state_called(w))}
            if len(called) == 1:
                return called.pop()  # "Tajik soldiers"
            first = bisect_right(self._states, (mention.start, 0, ""))
            for start, end, country in self._states[max(0, first - 1) : first + 1]:
                before = end <= mention.start and _POSSESSIVE.fullmatch(
                    self._text, end, mention.start
                )
                behind = mention.end <= start and self._text[mention.end : start] in _BEHIND
                if before or behind:
                    return country
        return None

    def country(self, entity: Entity) -> str | None:
        """The one country of the places in the sentence in which an office first stands ("the
        minister said in Oslo"), else the state that opens the article."""
        first = min(m.start for m in entity.mentions)
        for start, end in split_sentences(self._text, *self._line(first)):
            if start <= first < end:
                at = bisect_right(self._places, (start, 0, ""))
                held = {c for a, _, c in self._places[at:] if a < end}
                return next(iter(held)) if len(held) == 1 else self._opening
        return self._opening

    def _line(self, at: int) -> tuple[int, int]:
        start = self._text.rfind("\n", 0, at) + 1
        end = self._text.find("\n", at)
        return start, len(self._text) if end < 0 else end
