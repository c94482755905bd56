"""Chains as entities of the record: name, country, sector, roles, rows of the table."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

import msgspec

from readout.knowledge import actor_words, offices
from readout.knowledge.holders import holder_of, holders, holds
from readout.knowledge.office_holders import Found, OfficeHolders, Term, day_number
from readout.mentions.actors.chains import Chain, Chains, commonest
from readout.mentions.actors.draft import Draft
from readout.mentions.actors.origins import SENT
from readout.mentions.actors.spokes import of_whom, tells_sector
from readout.record.types import (
    Candidate,
    Entity,
    Mention,
    Reference,
    RoleHeld,
    in_text,
)
from readout.spans import Span

TABLE = "office_holders"
SURE = 0.55
"""Score from which country and sector of a named person are taken from the table."""
ALONE = 0.9
"""Score that a surname needs of which the text says nothing more than the country somewhere."""
TOLD = 0.3
"""Score from which a row of the table is shown as a candidate."""
CLEAR = 0.9
"""Share of the best score that a second row must stay below, or neither is believed."""


class Asked(NamedTuple):
    """What the table of office holders was asked, and what it answered."""

    name: str
    """Empty where the office alone was asked for."""
    title: str | None
    country: str | None
    found: tuple[Found, ...]
    clear: bool
    """Country, sector and dates are taken from the first row."""


class By(NamedTuple):
    """Where a country or sector comes from: how, and the words from ``first`` to ``after``."""

    how: str
    """``role``, ``words``, ``table``, ``alone``, ``state`` or ``members``."""
    first: int = -1
    after: int = -1


@dataclass(slots=True)
class Why:
    """What an entity was made of, for those who ask why."""

    asked: Asked | None = None
    country: By | None = None
    sector: By | None = None


@lru_cache(maxsize=4096)
def _look_up(
    name: str, date: str | None, country: str | None, title: str | None, held: OfficeHolders | None
) -> tuple[Found, ...]:
    return tuple(f for f in holders(name, date, country, title, held) if f.score >= TOLD)


def iso(day: int) -> str | None:
    """YYYY-MM-DD of a day of the table; None for 0, the unknown one."""
    return f"{day // 10000:04}-{day // 100 % 100:02}-{day % 100:02}" if day else None


def _term(found: Found, title: str, day: int | None) -> Term | None:
    """The term of a person that a title read in the text speaks of: on the day, else the next."""
    said = offices.office(title)
    fitting = [t for t in found.person.terms
               if offices.fits(said, offices.office(t.office)) >= 0.7]  # fmt: skip
    if day is None:
        return None
    now = [t for t in fitting if holds(t, day)]
    return min(now or fitting, key=lambda t: (abs(t.start - day), t.open, t.office), default=None)


_SAYING = {"i": "I", "we": "we", "you": "you"}
"""What a first or second person without a name is called, also where "my" or "us" stands first."""


def _name(c: Chains, chain: Chain) -> tuple[str, bool]:
    """The name of an entity and whether the text gives one."""
    named = [c.drafts[m] for m in chain.mentions if c.drafts[m].form == "name"]
    if chain.kind == "state" and chain.country:
        return actor_words.states()[chain.country].name, True
    if named:
        if chain.kind == "person":
            own = [d for d in named if not _is_run_together(c, chain, d)] or named
            longest = max(own, key=lambda d: (len(d.key), d.score))
            return longest.name, True
        counts = dict.fromkeys(d.name for d in named)
        return max(counts, key=lambda n: (len(n.split()) > 1, len(n))), True
    other = [c.drafts[m] for m in chain.mentions if c.drafts[m].form != "pronoun"]
    if not other and chain.members:
        return " and ".join(_name(c, c.chains[m])[0] for m in chain.members), True
    if other:
        full = max(other, key=lambda d: min(d.after - d.first, 12))
        return full.name, chain.kind not in ("person", "group")
    first = c.drafts[chain.mentions[0]]
    return _SAYING.get(first.said or "", first.name), False


def _is_run_together(c: Chains, chain: Chain, d: Draft) -> bool:
    """Whether a name begins with the full name of somebody else: a caption of two pictures."""
    first = (c.by_key.get(d.key[:k]) for k in range(2, len(d.key) - 1))
    return any(n is not None and c.chains[n] is not chain for n in first)


def name_of(c: Chains, number: int) -> str:
    """What a chain is called."""
    return _name(c, c.chains[number])[0]


def _mentions(c: Chains, chain: Chain) -> list[Mention]:
    r = c.reading
    out = []
    for m in sorted(chain.mentions, key=lambda m: c.drafts[m].first):
        d = c.drafts[m]
        form = d.form
        if form == "description" and chain.names and chain.kind == "person":
            form = "title" if d.noun in chain.titles or d.definite else form
        out.append(Mention(start=r.start[d.first], end=r.end[d.after - 1], form=form))
    return out


def _glosses(c: Chains, chain: Chain) -> list[Span]:
    """Explanations beside a name that is no person's: "the Minsk agreements, a peace deal ..."."""
    r = c.reading
    out = []
    if chain.kind in ("person", "state") or not chain.names:
        return []
    for m in chain.mentions:
        d = c.drafts[m]
        if d.form != "name" or d.after + 2 >= len(r) or r.words[d.after] not in (",", "(", "—"):
            continue
        first = d.after + 1
        if r.low[first] not in ("a", "an", "the") or r.sentence[first] != r.sentence[d.head]:
            continue
        if not any(r.rel[k] in ("appos", "parataxis") and k > d.after for k in r.children[d.head]):
            continue
        after = first
        while after < len(r) and after - first < 24 and r.sentence[after] == r.sentence[first]:
            if r.words[after] in (",", ")", "—", "."):
                break
            after += 1
        if after > first + 1:
            out.append(Span(r.start[first], r.end[after - 1]))
    if chain.kind == "agreement":
        out += _told_elsewhere(c, chain)
    return out[:3]


def _told_elsewhere(c: Chains, chain: Chain) -> list[Span]:
    """ "A peace deal signed in Minsk", which explains the Minsk agreements: a noun phrase that
    introduces an agreement and has the proper noun of the name right behind."""
    r = c.reading
    own = {k for m in chain.mentions for k in range(c.drafts[m].first, c.drafts[m].after)}
    proper = {r.low[k] for k in own if r.upos[k] == "PROPN"}
    out = []
    for i in r.agreements:
        if i in own:
            continue
        first = next((k for k in r.children[i] if k < i and r.low[k] in ("a", "an")), None)
        if first is None or not proper.intersection(r.low[i + 1 : i + 8]):
            continue
        after = i + 1
        while after < len(r) and after - first < 30 and r.words[after] not in (".", "”", '"', ";"):
            after += 1
        if r.sentence[after - 1] == r.sentence[first]:
            out.append(Span(r.start[first], r.end[after - 1]))
    return out


def _asked(
    c: Chains,
    chain: Chain,
    name: str,
    date: str | None,
    held: OfficeHolders | None,
    said: Container[str | None],
) -> Asked:
    """The rows of the table for a person who is named, as of the article's date."""
    read = [h for m in chain.mentions for h in c.drafts[m].roles]
    country = commonest([h.country for h in read])
    title = next((h.title for h in read if offices.office(h.title).rank), None)
    full = max((k for k in chain.names), key=len, default=())
    found: tuple[Found, ...] = ()
    if full and name:
        if len(full) > 1 or title or country:
            found = _look_up(name, date, country, title, held)
            if not found and country:
                found = _look_up(name, date, None, title, held)
        else:
            found = _look_up(name, date, None, None, held)
            found = tuple(f for f in found if f.score >= ALONE and f.country in said)
    clear = (
        bool(found)
        and found[0].score >= SURE
        and (len(found) == 1 or found[1].score < CLEAR * found[0].score)
    )
    return Asked(name, title, country, found, clear)


def _person(
    c: Chains, chain: Chain, asked: Asked, date: str | None, why: Why
) -> tuple[list[RoleHeld], str | None, str | None]:
    """Roles, country and sector of a person who is named."""
    r = c.reading
    read = [of_whom(c, h) for m in chain.mentions for h in c.drafts[m].roles]
    best = asked.found[0] if asked.clear else None
    roles: list[RoleHeld] = []
    seen: dict[tuple[str, str | None], int] = {}
    for h in read:
        key = (h.title.lower(), (h.of or "").lower() or None)
        evidence = in_text(r.start[h.first], r.end[h.after - 1])
        if key in seen:
            continue
        if key[1] is None and any(k[0] == key[0] for k in seen):
            continue
        term = _term(best, h.title, day_number(date)) if best is not None else None
        seen[key] = len(roles)
        roles.append(RoleHeld(
            title=h.title, of=h.of,
            from_=iso(term.start) if term else None,
            to=iso(term.end) if term and not term.open else None,
            evidence=[evidence],
        ))  # fmt: skip
    country, sector = asked.country, None
    origin = next((h for h in read if h.country and h.country == country), None)
    office = next((h for h in read if h.sector and not offices.office(h.title).former), None)
    if origin is not None:
        why.country = By("role", origin.first, origin.after)
    elif best is not None and best.country:
        country, why.country = best.country, By("table")
    if office is None and best is not None and best.sector:
        sector, why.sector = best.sector, By("table")
    else:
        office = office or next((h for h in read if h.sector), None)
    if sector is None and office is not None:
        sector, why.sector = office.sector, By("role", office.first, office.after)
    return roles, country, sector


def _reference(found: Sequence[Found]) -> Reference:
    """The likeliest row with up to four others, and the scores of all."""
    shown = [Candidate(id=f.person.id, score=round(min(1.0, f.score), 3)) for f in found[:5]]
    return Reference(table=TABLE, id=found[0].person.id, candidates=shown)


def _office(c: Chains, chain: Chain, date: str | None, held: OfficeHolders | None) -> Asked | None:
    """Who "the foreign minister" of a named state was on the day."""
    for m in chain.mentions:
        d = c.drafts[m]
        if d.form != "description" or d.plural or not d.definite or not d.country:
            continue
        title = _title(c, d)
        if offices.weight(title) < 0.45:
            continue
        found = holder_of(title, d.country, date, held)
        if found and found[0].score >= 0.7:
            return Asked("", title, d.country, tuple(found), False)
    return None


def _title(c: Chains, d: Draft) -> str:
    r = c.reading
    kept = [r.low[k] for k in range(d.first, d.after) if r.upos[k] not in ("DET", "PROPN")
            and not r.words[k][0].isupper()]  # fmt: skip
    return " ".join(w for w in kept if w not in ("of", "the", "'s"))


_PUBLIC = frozenset(("GOV", "LEG", "JUD", "MIL", "COP", "SPY", "OPP", "LAB"))
"""Sectors whose people are of the country of the text, where it speaks of one alone."""


def entity(
    c: Chains,
    number: int,
    date: str | None,
    held: OfficeHolders | None,
    said: frozenset[str] = frozenset(),
    why: Why | None = None,
) -> Entity | None:
    """The entity of a chain; None for chains of pronouns that nobody is known for.

    ``said`` are the countries that the text names. ``why`` is filled with what spoke for it.
    """
    why = Why() if why is None else why
    chain = c.chains[number]
    if not chain.mentions:
        return None
    drafts = [c.drafts[m] for m in chain.mentions]
    nameless = all(d.form == "pronoun" for d in drafts) and not chain.members
    if nameless and drafts[0].said is None:
        return None
    name, named = _name(c, chain)
    anonymous = not named and chain.kind in ("person", "group")
    country, sector = chain.country, _sector(chain, drafts)
    why.country, why.sector = _by_words(chain, drafts, country, sector)
    roles: list[RoleHeld] = []
    confidence = min(0.99, max(d.score for d in drafts))
    if chain.kind == "person" and chain.names:
        why.asked = _asked(c, chain, name, date, held, said)
        roles, read, of_office = _person(c, chain, why.asked, date, why)
        country = read or country
        sector = of_office or sector
        confidence = round(min(confidence + 0.05, 0.95 if why.asked.clear else 0.85), 3)
        abroad = any(offices.office(x.title).rank == "envoy" for x in roles)
        if country is None and roles and sector in _PUBLIC and not abroad and len(said) == 1:
            (country,) = said
            why.country = By("alone")
    elif chain.kind == "person" and not chain.plural:
        why.asked = _office(c, chain, date, held)
    reference = _reference(why.asked.found) if why.asked and why.asked.found else None
    if chain.kind == "state":
        reference = Reference(table="iso3166", id=country or "", candidates=[]) if country else None
        sector, why.sector = "GOV", By("state")
    if chain.members:
        countries = {c.chains[m].country for m in chain.members}
        country = countries.pop() if len(countries) == 1 else None
        why.country = By("members")
        anonymous = False
    return Entity(
        id=f"e{number + 1}", kind=chain.kind, name=name, anonymous=anonymous, country=country,
        sector=sector, roles=roles, glosses=_glosses(c, chain), mentions=_mentions(c, chain),
        ref=reference, confidence=round(max(0.05, confidence), 3),
    )  # fmt: skip


def _sector(chain: Chain, drafts: Sequence[Draft]) -> str | None:
    """The sector told most often; of a body, what its names tell comes before what it is called
    ("the World Food Programme", then "the agency")."""
    if chain.kind == "organization":
        by_name = commonest([d.sector for d in drafts if d.form == "name"])
        if by_name is not None:
            return by_name
    return commonest([d.sector for d in drafts if tells_sector(d) or not chain.names])


def _by_words(
    chain: Chain, drafts: Sequence[Draft], country: str | None, sector: str | None
) -> tuple[By | None, By | None]:
    """The mentions that country and sector of a chain stand in."""
    origin: By | None = None
    if country is not None:
        words = next((d for d in drafts if d.country == country), None)
        origin = By("words", words.first, words.after) if words else By("words")
    trade = next((d for d in drafts if d.sector and d.sector == sector), None)
    return origin, By("words", trade.first, trade.after) if trade else None


def _serves(held: RoleHeld, owner: Entity) -> bool:
    """A coordinator for Sudan is sent there; one "of Sudan" has the country from the words."""
    return owner.kind != "state" or held.title.lower().split()[-1] not in SENT


def owned(entities: list[Entity]) -> tuple[list[Entity], dict[str, str]]:
    """Persons without a country of their own take that of whom they serve: "a Putin spokesman".
    With the entities the names of those owners, by the id of who serves."""
    served: dict[str, str] = {}
    by_name: dict[str, Entity] = {}
    for e in entities:
        if e.country:
            by_name.setdefault(e.name.lower(), e)
            if e.kind == "person" and not e.anonymous:
                by_name.setdefault(e.name.split()[-1].lower(), e)
    out = []
    for e in entities:
        if e.kind == "person" and e.roles and e.country is None:
            at_home = [x for x in e.roles if offices.office(x.title).rank != "envoy"]
            owners = [(x, by_name.get((x.of or "").lower())) for x in at_home]
            owner = next((o for x, o in owners if o is not None and _serves(x, o)), None)
            if owner is not None:
                served[e.id] = owner.name
                sector = e.sector or owner.sector
                e = msgspec.structs.replace(e, country=owner.country, sector=sector)
        out.append(e)
    return out, served
