"""Chains as entities of the record: name, country, sector, roles, rows of the table."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from functools import lru_cache

import msgspec

from readout.knowledge import actor_words, offices
from readout.knowledge.holders import holder_of, holders, holds
from readout.knowledge.office_holders import Found, OfficeHolders, Term, day_number
from readout.mentions.actors.chains import Chain, Chains, commonest
from readout.mentions.actors.draft import Draft
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


@lru_cache(maxsize=4096)
def _look_up(
    name: str, date: str | None, country: str | None, title: str | None, held: OfficeHolders | None
) -> tuple[Found, ...]:
    return tuple(f for f in holders(name, date, country, title, held) if f.score >= TOLD)


def _iso(day: int) -> str | None:
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


def _name(c: Chains, chain: Chain) -> tuple[str, bool]:
    """The name of an entity and whether the text gives one."""
    named = [c.drafts[m] for m in chain.mentions if c.drafts[m].form == "name"]
    if chain.kind == "state" and chain.country:
        return actor_words.states()[chain.country].name, True
    if named:
        if chain.kind == "person":
            longest = max(named, key=lambda d: (len(d.key), d.score))
            return longest.name, True
        counts = Counter(d.name for d in named)
        return max(counts, key=lambda n: (len(n.split()) > 1, len(n))), True
    other = [c.drafts[m] for m in chain.mentions if c.drafts[m].form != "pronoun"]
    if not other and chain.members:
        return " and ".join(_name(c, c.chains[m])[0] for m in chain.members), True
    if other:
        full = max(other, key=lambda d: min(d.after - d.first, 12))
        return full.name, chain.kind not in ("person", "group")
    return c.drafts[chain.mentions[0]].name, False


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


def _person(
    c: Chains,
    chain: Chain,
    name: str,
    date: str | None,
    held: OfficeHolders | None,
    said: Container[str | None],
) -> tuple[list[RoleHeld], str | None, str | None, Reference | None, float]:
    r = c.reading
    read = [h for m in chain.mentions for h in c.drafts[m].roles]
    country = commonest([h.country for h in read])
    titles = [h.title for h in read if offices.office(h.title).rank]
    full = max((k for k in chain.names), key=len, default=())
    found: tuple[Found, ...] = ()
    if full and name:
        title = titles[0] if titles else None
        if len(full) > 1 or title or country:
            found = _look_up(name, date, country, title, held)
            if not found and country:
                found = _look_up(name, date, None, title, held)
        else:
            found = _look_up(name, date, None, None, held)
            found = tuple(f for f in found if f.score >= ALONE and f.country in said)
    best = found[0] if found else None
    clear = (
        best is not None
        and best.score >= SURE
        and (len(found) == 1 or found[1].score < 0.9 * best.score)
    )
    roles: list[RoleHeld] = []
    seen: dict[tuple[str, str | None], int] = {}
    for h in read:
        key = (h.title.lower(), (h.of or "").lower() or None)
        evidence = in_text(r.start[h.first], r.end[h.after - 1])
        if key in seen:
            continue
        if key[1] is None and any(k[0] == key[0] for k in seen):
            continue
        term = _term(best, h.title, day_number(date)) if best is not None and clear else None
        seen[key] = len(roles)
        roles.append(RoleHeld(
            title=h.title, of=h.of,
            from_=_iso(term.start) if term else None,
            to=_iso(term.end) if term and not term.open else None,
            evidence=[evidence],
        ))  # fmt: skip
    sector = next((h.sector for h in read if h.sector and not offices.office(h.title).former), None)
    if best is not None and clear:
        country = country or best.country
        sector = sector or best.sector
    if not sector and read:
        sector = next((h.sector for h in read if h.sector), None)
    reference = None
    if found:
        reference = _reference(found)
    return roles, country, sector, reference, 0.95 if clear else 0.85


def _reference(found: Sequence[Found]) -> Reference:
    """The likeliest row with up to four others, and the scores of all."""
    shown = [Candidate(id=f.person.id, score=round(min(1.0, f.score), 3)) for f in found[:5]]
    return Reference(table=TABLE, id=found[0].person.id, candidates=shown)


def _office(
    c: Chains, chain: Chain, date: str | None, held: OfficeHolders | None
) -> Reference | None:
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
            return _reference(found)
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
) -> Entity | None:
    """The entity of a chain; None for chains of pronouns that nobody is known for.

    ``said`` are the countries that the text names.
    """
    chain = c.chains[number]
    if not chain.mentions:
        return None
    drafts = [c.drafts[m] for m in chain.mentions]
    nameless = all(d.form == "pronoun" for d in drafts) and not chain.members
    if nameless and drafts[0].said is None:
        return None
    name, named = _name(c, chain)
    anonymous = not named and chain.kind in ("person", "group")
    sectors = [d.sector for d in drafts]
    country, sector = chain.country, commonest(sectors)
    roles: list[RoleHeld] = []
    reference: Reference | None = None
    confidence = min(0.99, max(d.score for d in drafts))
    if chain.kind == "person" and chain.names:
        roles, read, of_office, reference, sure = _person(c, chain, name, date, held, said)
        country = read or country
        sector = of_office or sector
        confidence = round(min(confidence + 0.05, sure), 3)
        abroad = any(offices.office(x.title).rank == "envoy" for x in roles)
        if country is None and roles and sector in _PUBLIC and not abroad and len(said) == 1:
            (country,) = said
    elif chain.kind == "person" and not chain.plural:
        reference = _office(c, chain, date, held)
    elif chain.kind == "state":
        reference = Reference(table="iso3166", id=country or "", candidates=[]) if country else None
        sector = "GOV"
    if chain.members:
        countries = {c.chains[m].country for m in chain.members}
        country = countries.pop() if len(countries) == 1 else None
        anonymous = False
    return Entity(
        id=f"e{number + 1}", kind=chain.kind, name=name, anonymous=anonymous, country=country,
        sector=sector, roles=roles, glosses=_glosses(c, chain), mentions=_mentions(c, chain),
        ref=reference, confidence=round(max(0.05, confidence), 3),
    )  # fmt: skip


def owned(entities: list[Entity]) -> list[Entity]:
    """Persons without a country of their own take that of whom they serve: "a Putin spokesman"."""
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
            owners = [by_name.get((x.of or "").lower()) for x in at_home]
            owner = next((o for o in owners if o is not None), None)
            if owner is not None:
                sector = e.sector or owner.sector
                e = msgspec.structs.replace(e, country=owner.country, sector=sector)
        out.append(e)
    return out
