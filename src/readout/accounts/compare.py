"""The door of the accounts room for many articles: episodes, accounts and points over all."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from readout.accounts.across import Gathered, apart, gather, in_order, order_of
from readout.accounts.amounts import bounds
from readout.accounts.article import OVERLAP, refs
from readout.accounts.claim import Claim
from readout.accounts.claims import Claims
from readout.accounts.copies import originals
from readout.accounts.counts import counts_of, ranges
from readout.accounts.episodes import (
    Count,
    Party,
    Spot,
    TheirAccount,
    TheirPoint,
    TheirStance,
    WholeEpisode,
    point_kind,
)
from readout.accounts.happenings import Speaking, outermost, speaking_in
from readout.accounts.keys import entity_key
from readout.accounts.members import SidesOfStory, members
from readout.accounts.points import Telling, tellings
from readout.accounts.sides import Sides
from readout.accounts.stories import same_stories
from readout.accounts.units import Unit
from readout.knowledge.actor_words import states
from readout.record.types import Bounds, Entity, Place, Record, Ref

_MOST_CLAIMS = 120
"""Claims of one episode that are compared, so that a story told by hundreds stays quick."""
_SHORT = 12
"""Statements up to which all that the sides say in an article is about what it tells."""


def compare(records: Sequence[Record], *, alone: bool = False) -> list[WholeEpisode]:
    """The episodes of many articles: happenings that two articles tell, or two sides speak of.

    ``alone`` keeps the others too. The same records give the same episodes in any order.
    """
    out: list[WholeEpisode] = []
    for said in told_across(records):
        gathered = said.gathered
        units = (*gathered.units, *said.besides)
        many = len({u.record.article.id for u in units}) > 1 or bool(gathered.copies or said.bare)
        episode = _episode(said, f"x{len(out) + 1}")
        if alone or many or len(episode.accounts) > 1:
            out.append(episode)
    return out


@dataclass(frozen=True)
class Said:
    """A happening with what is said of it over its articles."""

    gathered: Gathered
    besides: tuple[Unit, ...]
    """What articles are about that tell the same story by other happenings."""
    bare: tuple[Record, ...]
    """Articles that tell the same story, in which the reading found no happening."""
    claims: list[Claim]
    counts: list[Count]
    sides: Mapping[str, Sides]
    """By article."""


def told_across(records: Sequence[Record]) -> list[Said]:
    """The happenings of many articles with all claims of the sides on each.

    What is told of two alike goes to the one told more.
    """
    records = in_order(records)
    groups = gather(records)
    stories = _stories(groups)
    besides, bare = _besides(records, groups, stories)
    told = [_said(g, besides[k], bare[k], stories) for k, g in enumerate(groups)]
    order = sorted(range(len(told)), key=lambda k: (-len(told[k].claims), k))
    taken: list[set[tuple[str, str, int, str]]] = []
    kept = dict.fromkeys(range(len(told)), True)
    for k in order:
        keys = {(c.article, c.statement, c.start, c.side) for c in told[k].claims}
        kept[k] = not any(len(keys & other) > OVERLAP * len(keys) for other in taken)
        if kept[k] and len({c.side for c in told[k].claims}) > 1:
            taken.append(keys)
    return [s if kept[k] else replace(s, claims=[]) for k, s in enumerate(told)]


def _stories(groups: Sequence[Gathered]) -> frozenset[int]:
    """The units that are what their article is about: the happening that most articles tell, the
    current before the background and what began long before, then what stands first."""
    best: dict[str, tuple[tuple[int, bool, int], int]] = {}
    for group in groups:
        many = len({u.record.article.id for u in group.units})
        for unit in group.units:
            past = all(e.background for e in unit.happening.events) or unit.is_old
            rank = (-many, past, unit.happening.start), unit.number
            key = unit.record.article.id
            best[key] = min(best.get(key, rank), rank)
    return frozenset(number for _, number in best.values())


def _besides(
    records: Sequence[Record], groups: Sequence[Gathered], stories: frozenset[int]
) -> tuple[dict[int, list[Unit]], dict[int, list[Record]]]:
    """By group: what other articles are about that tell its story by other happenings, and the
    articles that tell it by none.

    An article comes in when nothing of what it is about was found elsewhere; it goes to the group
    of the article most like it.
    """
    about = {
        u.record.article.id: (k, u)
        for k, g in enumerate(groups)
        for u in g.units
        if u.number in stories
    }
    goes: dict[int, int] = {}

    def root(k: int) -> int:
        while k in goes:
            k = goes[k]
        return k

    joins: dict[int, int] = {}
    for _, i, j in same_stories(records):
        pair = [about.get(records[n].article.id) for n in (i, j)]
        for n, other_ in ((i, pair[1]), (j, pair[0])):
            if other_ is not None and not records[n].events:
                joins.setdefault(n, other_[0])
        if None in pair:
            continue
        (a, one), (b, other) = (p for p in pair if p is not None)
        first, second = root(a), root(b)
        if first == second or apart(one, other):
            continue
        sizes = [len({u.record.article.id for u in groups[k].units}) for k in (a, b)]
        if min(sizes) > 1:
            continue
        # The group that more articles tell takes the other one in, else the first does.
        into, from_ = (second, first) if sizes[0] == 1 and sizes[1] > 1 else (first, second)
        goes[from_] = into
    out: dict[int, list[Unit]] = defaultdict(list)
    for k in sorted(goes):
        out[root(k)] += [u for u in groups[k].units if u.number in stories]
    bare: dict[int, list[Record]] = defaultdict(list)
    for n in sorted(joins):
        bare[root(joins[n])].append(records[n])
    return out, bare


def _said(
    gathered: Gathered,
    besides: Sequence[Unit],
    bare: Sequence[Record],
    stories: frozenset[int],
) -> Said:
    units = (*gathered.units, *besides)
    bare = [r for r in _no_copies(units, bare) if len(outermost(r)) <= _SHORT]
    told_in = list({r.article.id: r for r in (*(u.record for u in units), *bare)}.values())
    sides_of = {r.article.id: SidesOfStory(r) for r in told_in}
    known = members(sides_of.values()) if len(told_in) > 1 else {}
    for of_article in sides_of.values():
        of_article.learn(known)
    together = {s for u in units for s in (*u.happening.sides, *u.happening.telling)}
    together = {known[s].of if s in known else s for s in together}
    for unit in units:
        if unit.number in stories:
            together |= speaking_in(unit.record, sides_of[unit.record.article.id])
    for record in bare:
        together |= speaking_in(record, sides_of[record.article.id])
    claims: list[Claim] = []
    counts: list[Count] = []
    seen: set[tuple[str, str, str]] = set()
    tellings_ = [
        (
            u.record,
            replace(u.happening, sides=frozenset(together)),
            (u.number in stories and len(outermost(u.record)) <= _SHORT) or _only_one(u, units),
        )
        for u in units
    ]
    nothing = replace(units[0].happening, events=(), participants=(), sides=frozenset(together))
    tellings_ += [(r, nothing, True) for r in bare]
    tellings_.sort(key=lambda one: order_of(one[0]))
    for record, happening, alone in tellings_:
        sides = sides_of[record.article.id]
        cutter = Claims(record, sides)
        told = Speaking(record, sides).of(happening, alone=alone)
        for statement, by in told:
            for side in by:
                key = (record.article.id, statement.id, side)
                if key not in seen:
                    seen.add(key)
                    claims += cutter.of(statement, side)
        counts += counts_of(record, happening, [s for s, _ in told], sides)
    return Said(gathered, tuple(besides), tuple(bare), claims[:_MOST_CLAIMS], counts, sides_of)


def _no_copies(units: Sequence[Unit], bare: Sequence[Record]) -> list[Record]:
    """The articles without a happening that repeat no other one of the episode."""
    if not bare:
        return []
    first = list({u.record.article.id: u.record for u in units}.values())
    original = originals([*first, *bare])
    return [r for k, r in enumerate(bare, start=len(first)) if original[k] == k]


def _episode(said: Said, id_: str) -> WholeEpisode:
    gathered, claims = said.gathered, said.claims
    units = gathered.units
    names = _Parties()
    for unit in (*units, *said.besides):
        names.add(unit.record, said.sides[unit.record.article.id])
    for record in said.bare:
        names.add(record, said.sides[record.article.id])
    order = list(dict.fromkeys(c.side for c in claims))
    ids = {side: f"a{k}" for k, side in enumerate(order, start=1)}
    told_in = [u.record for u in (*units, *said.besides)] + list(said.bare)
    articles = list(dict.fromkeys(r.article.id for r in told_in))
    events = [e for u in units for e in u.happening.events]
    types = Counter(e.type for e in events)
    words = Counter(e.trigger.lemma for e in events)
    dated = [u for u in units if u.dated and u.first and u.last]
    return WholeEpisode(
        id=id_,
        type=types.most_common(1)[0][0],
        words=words.most_common(1)[0][0],
        participants=names.participants(units),
        place=_spot(units),
        from_=str(min(u.first for u in dated if u.first)) if dated else None,
        to=str(max(u.last for u in dated if u.last)) if dated else None,
        articles=articles,
        copies=list(
            dict.fromkeys(a for u in gathered.copies if (a := u.record.article.id) not in articles)
        ),
        members=[
            Ref(article=u.record.article.id, id=e.id) for u in units for e in u.happening.events
        ],
        accounts=[_account(side, ids[side], claims, names) for side in order],
        points=[_point(t, f"o{k}", ids) for k, t in enumerate(tellings(claims), start=1)],
        counts=ranges(said.counts),
    )


def _only_one(unit: Unit, units: Sequence[Unit]) -> bool:
    """Whether an article tells of nothing but this happening."""
    events = [e for u in units if u.record is unit.record for e in u.happening.events]
    return len(events) == len(unit.record.events)


def _spot(units: Sequence[Unit]) -> Spot | None:
    """The place that most articles name."""
    refs_: dict[str, list[Ref]] = defaultdict(list)
    held: dict[str, Place] = {}
    for unit in units:
        for place in unit.places:
            refs_[place.name].append(Ref(article=unit.record.article.id, id=place.id))
            held.setdefault(place.name, place)
    if not held:
        return None
    name = min(held, key=lambda n: -len(refs_[n]))
    place = held[name]
    return Spot(name=name, country=place.country, lat=place.lat, lon=place.lon, refs=refs_[name])


class _Parties:
    """Names of participants and sides over articles."""

    def __init__(self) -> None:
        self._names: dict[str, Counter[str]] = defaultdict(Counter)
        self._first: dict[str, Entity] = {}
        self._refs: dict[str, list[Ref]] = defaultdict(list)
        self._behind: dict[str, Counter[str]] = defaultdict(Counter)

    def add(self, record: Record, sides: Sides) -> None:
        """Takes the entities of an article in."""
        for entity in sides.entities.values():
            key = entity_key(entity)
            ref = Ref(article=record.article.id, id=entity.id)
            if ref not in self._refs[key]:
                self._refs[key].append(ref)
                self._names[key][entity.name] += len(entity.mentions)
            self._first.setdefault(key, entity)
            for side in (sides.of(entity.id), sides.fine(entity.id)):
                if side is not None and side != key:
                    self._behind[side][key] += len(entity.mentions)

    def party(self, key: str) -> Party:
        """The party of a key; a state that is named nowhere has the places of its commonest
        speaker."""
        if key not in self._first:
            known = self._behind.get(key)
            name = known.most_common(1)[0][0] if known else key
            of_state = key.startswith("state:")
            behind = self._first.get(name)
            country = key.partition(":")[2] if of_state else behind.country if behind else None
            state = states().get(country or "") if of_state else None
            called = self._names[name].most_common(1)[0][0] if behind else name
            return Party(
                key=key,
                name=state.name if state else called,
                kind="state" if of_state or behind is None else behind.kind,
                country=country,
                refs=self._refs[name],
            )
        entity = self._first[key]
        return Party(
            key=key,
            name=self._names[key].most_common(1)[0][0],
            kind=entity.kind,
            country=entity.country,
            refs=self._refs[key],
        )

    def participants(self, units: Sequence[Unit]) -> list[Party]:
        """Those who take part, in the order of the articles."""
        keys: dict[str, None] = {}
        for unit in units:
            held = {e.id: e for e in unit.record.entities}
            keys |= dict.fromkeys(entity_key(held[i]) for i in unit.happening.participants)
        return [self.party(key) for key in keys]


def _account(side: str, id_: str, claims: Sequence[Claim], names: _Parties) -> TheirAccount:
    mine = [c for c in claims if c.side == side]
    told = dict.fromkeys((c.article, c.statement) for c in mine)
    spans = bounds(a for c in mine for a in c.amounts)
    return TheirAccount(
        id=id_,
        side=names.party(side),
        statements=[Ref(article=a, id=s) for a, s in told],
        quantities=[Bounds(kind=k, min=low, max=high) for k, (low, high) in spans.items()],
    )


def _point(telling: Telling, id_: str, ids: dict[str, str]) -> TheirPoint:
    held = {p.side: p for p in reversed(telling.positions)}
    stances = []
    for side, account in ids.items():
        position = held.get(side)
        stances.append(
            TheirStance(
                account=account,
                stance=position.stance if position else "silent",
                words=position.claims[0].label if position else None,
                refs=[
                    Ref(article=c.article, id=i)
                    for c in (position.claims if position else ())
                    for i in refs([c])
                ],
            )
        )
    return TheirPoint(id=id_, label=telling.label, kind=point_kind(stances), stances=stances)
