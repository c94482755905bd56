"""Which body of an article a name, a part of one or a description stands for."""

from __future__ import annotations

import re
from functools import cached_property

from readout.accounts.bodies import STATE_SECTORS, is_irregular
from readout.accounts.initials import initials, is_short, written_out
from readout.accounts.keys import entity_key, plain_name
from readout.accounts.named import Named
from readout.knowledge.account_words import words
from readout.knowledge.actor_words import nouns
from readout.record.types import Entity, Record

_OF = re.compile(
    r"^(?:\S+\s+){0,3}?(?P<head>\S+)\s+(?:of|for|from)\s+(?:the\s+)?(?P<body>[A-Z].*)$"
)
_SPEAKERS = frozenset(("person", "state", "organization", "group"))
_NAMES = 20
"""Mentions of an entity that are looked at for other names of it."""
OWN = re.compile(r"^(?:we|us|our|ours|its|their|they)\b", re.I)


_NO_BODIES = frozenset("TV PM NGO CEO MP MPS IT HR VIP ID PR".split())


def _short_in(name: str) -> str | None:
    """The initials of a body before the noun of a description: "a *U.N.* official"."""
    short = (w.replace(".", "") for w in name.split()[:-1] if is_short(w))
    return next((w for w in short if len(w) > 1 and w not in _NO_BODIES), None)


class Called:
    """The bodies of one record by what they are called."""

    def __init__(self, record: Record) -> None:
        text = record.article.text
        self._bodies = Named(
            e
            for e in record.entities
            if e.kind in ("organization", "group", "state") and not OWN.match(e.name)
        )
        self._places = {plain_name(p.name) for p in record.places}
        self._written_out = written_out(text)
        self._by_name: dict[str, list[Entity]] = {}
        for entity in record.entities:
            if entity.kind in _SPEAKERS:
                names = [text[m.start : m.end] for m in entity.mentions if m.form == "name"]
                for called in {plain_name(n) for n in [entity.name, *names[:_NAMES]]}:
                    self._by_name.setdefault(called, []).append(entity)

    def named(self, called: str, entity: Entity, *, whole: bool) -> Entity | None:
        """The entity of a name: the whole name first, then, but for ``whole``, part of the name of
        a body, and initials of one."""
        wanted = plain_name(called)
        for other in self._by_name.get(wanted, []):
            if other.id != entity.id:
                return other
        if whole:
            return None
        by_initials = (
            e for _, e in self._bodies if is_short(called) and initials(e.name) == called
        )
        return self._bodies.holding(wanted, entity) or next(by_initials, None)

    def in_full(self, entity: Entity) -> str | None:
        """The name in full, where the entity is called by its initials alone."""
        if entity.kind not in ("organization", "group") or not is_short(entity.name):
            return None
        return self._written_out.get(entity.name.replace(".", ""))

    def headed(self, entity: Entity) -> Entity | None:
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
            if other.kind == "organization" and other.name.removeprefix("The ")[:1].isupper()
            and (other.sector not in STATE_SECTORS | {"IGO", "MED"} or is_irregular(other))
        }  # fmt: skip

    def bodies_of(self, entity: Entity) -> list[str]:
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
            elif (short := _short_in(entity.name)) is not None:
                body = self.named(short, entity, whole=False)
                out.append(body.name if body is not None else short)
        return out

    def is_of_state(self, called: str, entity: Entity) -> bool:
        """Whether a body that is no entity of the article belongs to a state: "the ministry"."""
        if entity.sector in STATE_SECTORS and plain_name(called) in self._places:
            return True  # "Norvik police chief N.N."
        last = re.split(r"\s(?:of|for)\s", called.lower())[0].split()[-1]
        if {nouns(k).get(last) for k in ("organisation_heads", "groups")} & STATE_SECTORS:
            return True
        return entity.sector in STATE_SECTORS and not called[:1].isupper()

    def only_rebels(self, entity: Entity) -> Entity | None:
        """The one armed body of the article, for "rebel commander N.N."."""
        if entity.kind != "person" or entity.sector != "REB":
            return None
        held = [o for _, o in self._bodies if o.sector == "REB" or is_irregular(o)]
        named = [o for o in held if o.kind == "organization"] or [
            o for o in held if any(w[:1].isupper() for w in o.name.split()[1:])
        ]
        return named[0] if len({entity_key(o) for o in named}) == 1 else None

    def only_one_like(self, entity: Entity) -> Entity | None:
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
