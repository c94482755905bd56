"""The door of the accounts room for one article: its episodes, the sides' accounts, the points."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

import msgspec

from readout.accounts.amounts import bounds
from readout.accounts.claim import Claim
from readout.accounts.claims import Claims
from readout.accounts.fields import opposite_ends
from readout.accounts.happenings import (
    Happening,
    Speaking,
    happenings,
    outermost,
    speaking_in,
)
from readout.accounts.keys import entity_key
from readout.accounts.points import Telling, tellings
from readout.accounts.relations import answer_each_other
from readout.accounts.sides import Sides
from readout.record.types import (
    Account,
    Bounds,
    Episode,
    Point,
    Record,
    Ref,
    Stance,
)

_MOST_CLAIMS = 80
"""Claims of one episode that are compared with each other, so that time stays bounded."""
_MOST_HAPPENINGS = 60
"""Happenings of an article whose statements are gathered, those told most often first."""
_MOST_SIDES = 4
"""Sides that may be found by their answers alone: more are a survey of opinions."""
_SHORT = 8
"""Statements up to which all that the sides say in an article is about one thing."""
_BYSTANDERS = frozenset(("MED", "EDU"))
_MOST_EPISODES = 20
OVERLAP = 0.5
"""Share of claims in common from which two happenings are told as one episode."""


@dataclass(frozen=True)
class Told:
    """A happening with all that its sides say of it, before ids are given."""

    happening: Happening
    claims: tuple[Claim, ...]
    points: tuple[Telling, ...]

    @property
    def sides(self) -> list[str]:
        """The sides that speak, in the order of their first words."""
        return list(dict.fromkeys(c.side for c in self.claims))


def episodes_in(record: Record) -> Record:
    """``record`` with the episodes that stand inside it, the accounts of their sides, and points.

    An episode is a happening of which at least two of the sides that take part in it speak. The
    record must be numbered already; text, events and statements stay as they are, and what the
    three lists held before is replaced.
    """
    sides = Sides(record)
    return _written(record, told_in(record, sides), sides)


def told_in(record: Record, sides: Sides) -> list[Told]:
    """The happenings that two sides or more speak of, in text order.

    Where the reading found one end of a happening alone, sides that the article has it from or that
    its sentence names take part as well; where no happening has two sides even so, those do that
    answer each other.
    """
    gathered = _Gathered(record, sides)
    found = sorted(happenings(record, sides), key=_size)[:_MOST_HAPPENINGS]
    alone = len({h.sides for h in found if len(h.sides) > 1}) == 1
    alone = alone or len(outermost(record)) <= _SHORT
    candidates = []
    for happening in found:
        telling = replace(happening, sides=happening.sides | happening.telling)
        wide = replace(happening, sides=telling.sides | happening.named)
        asked: frozenset[str] = frozenset()
        for one in (happening, telling, wide):
            if one.sides == asked:
                continue  # no further side, no further claim
            asked = one.sides
            claims = gathered.claims(one, alone=alone)
            if len({c.side for c in claims}) > 1:
                candidates.append((one, claims))
                break
    if not candidates:
        candidates = gathered.answers(found)
    kept: list[tuple[Happening, list[Claim]]] = []
    for happening, claims in sorted(candidates, key=_rank):
        keys = {(c.statement, c.start, c.side) for c in claims}
        if not any(_overlap(keys, other) > OVERLAP for _, other in kept):
            kept.append((happening, claims))
    kept = sorted(kept[:_MOST_EPISODES], key=lambda one: one[0].start)
    return [Told(h, tuple(c), tuple(tellings(c))) for h, c in kept]


class _Gathered:
    """The claims of the sides on a happening."""

    def __init__(self, record: Record, sides: Sides) -> None:
        self._record = record
        self._sides = sides
        self._cutter = Claims(record, sides)
        self._speaking = Speaking(record, sides)
        self._short = len(outermost(record)) <= _SHORT

    def claims(self, happening: Happening, *, alone: bool) -> list[Claim]:
        """What the sides say of it, in text order; none when one side alone could speak."""
        claims: list[Claim] = []
        if len(happening.sides) < 2:
            return claims
        for statement, by in self._speaking.of(happening, alone=alone):
            for side in by:
                claims += self._cutter.of(statement, side)
            if len(claims) > _MOST_CLAIMS:
                break
        return claims[:_MOST_CLAIMS]

    def answers(self, found: Sequence[Happening]) -> list[tuple[Happening, list[Claim]]]:
        """The largest happening with the sides that answer each other, though the reading names
        one of them alone as a participant."""
        speaking = {
            side
            for s in outermost(self._record)
            for i in s.speakers
            if self._sides.entities[i].sector not in _BYSTANDERS
            and (side := self._sides.of(i)) is not None
        }
        for happening in found:
            sides = happening.sides | happening.named
            if not sides & speaking or not 2 <= len(sides | speaking) <= _MOST_SIDES:
                continue
            wide = replace(happening, sides=sides | speaking)
            claims = self.claims(wide, alone=True)
            if len({c.side for c in claims}) > 1 and answer_each_other(claims):
                return [(wide, claims)]
        return self._between_parties(found)

    def _between_parties(self, found: Sequence[Happening]) -> list[tuple[Happening, list[Claim]]]:
        """What a short article is about, when those who speak in it are parties to something and
        the reading found none of them in what happened."""
        sides = frozenset(speaking_in(self._record, self._sides))
        held = [h for h in found if not all(e.background for e in h.events)]
        if not held or not self._short or not 2 <= len(sides) <= _MOST_SIDES:
            return []
        wide = replace(held[0], sides=sides)
        claims = self.claims(wide, alone=True)
        # Where two alone speak, what they say is on it; more may be asked about this and that.
        met = len(sides) == 2 or answer_each_other(claims) or bool(opposite_ends(claims, set()))
        return [(wide, claims)] if len({c.side for c in claims}) > 1 and met else []


def _size(happening: Happening) -> tuple[int, int]:
    return -len(happening.events), happening.start


def _rank(one: tuple[Happening, Sequence[Claim]]) -> tuple[bool, bool, int, int]:
    """Current before background, the article's own before what is told, more claims first."""
    happening, claims = one
    return (
        all(e.background for e in happening.events),
        all(e.according_to for e in happening.events),
        -len(claims),
        happening.start,
    )


def _overlap(keys: set[tuple[str, int, str]], other: Iterable[Claim]) -> float:
    theirs = {(c.statement, c.start, c.side) for c in other}
    return len(keys & theirs) / min(len(keys), len(theirs))


def _written(record: Record, told: Sequence[Told], sides: Sides) -> Record:
    episodes: list[Episode] = []
    accounts: list[Account] = []
    points: list[Point] = []
    for number, one in enumerate(told, start=1):
        id_ = f"x{number}"
        ids = {side: f"a{len(accounts) + k}" for k, side in enumerate(one.sides, start=1)}
        for side in one.sides:
            accounts.append(_account(record, one, side, ids[side], id_, sides))
        for telling in one.points:
            points.append(_point(record, telling, ids, f"o{len(points) + 1}", id_))
        episodes.append(_episode(record, one.happening, list(ids.values()), id_))
    return msgspec.structs.replace(record, episodes=episodes, accounts=accounts, points=points)


def _episode(record: Record, happening: Happening, accounts: list[str], id_: str) -> Episode:
    events = happening.events
    times = {t.id: t for t in record.times}
    held = [times[e.time] for e in events if e.time is not None and times[e.time].from_]
    lead = min(events, key=lambda e: (bool(e.according_to), e.trigger.start))
    return Episode(
        id=id_,
        type=lead.type,
        participants=list(happening.participants),
        place=next((e.place for e in (lead, *events) if e.place is not None), None),
        from_=min((t.from_ for t in held if t.from_), default=None),
        to=max((t.to or t.from_ for t in held if t.from_), default=None),
        members=[Ref(article=record.article.id, id=e.id) for e in events],
        accounts=accounts,
    )


def _account(
    record: Record, told: Told, side: str, id_: str, episode: str, sides: Sides
) -> Account:
    mine = [c for c in told.claims if c.side == side]
    ranges = bounds(a for c in mine for a in c.amounts)
    return Account(
        id=id_,
        episode=episode,
        side=standing_for(side, record, told.happening, mine, sides),
        statements=[
            Ref(article=record.article.id, id=s) for s in dict.fromkeys(c.statement for c in mine)
        ],
        quantities=[Bounds(kind=k, min=low, max=high) for k, (low, high) in ranges.items()],
    )


def standing_for(
    side: str, record: Record, happening: Happening, claims: Sequence[Claim], sides: Sides
) -> str:
    """The entity of the record that stands for a side: the body itself, else who takes part for
    it, else who speaks for it."""
    for entity in record.entities:
        if entity_key(entity) == side:
            return entity.id
    of = sides.fine if happening.split else sides.of
    for id_ in happening.participants:
        if of(id_) == side:
            return id_
    first = claims[0].statement
    return next(s.speakers[0] for s in record.statements if s.id == first)


def _point(record: Record, telling: Telling, ids: dict[str, str], id_: str, episode: str) -> Point:
    stances = []
    held = {p.side: p for p in reversed(telling.positions)}
    for side, account in ids.items():
        position = held.get(side)
        claims = position.claims if position else ()
        stances.append(
            Stance(
                account=account,
                stance=position.stance if position else "silent",
                refs=[Ref(article=record.article.id, id=i) for i in refs(claims)],
            )
        )
    return Point(id=id_, episode=episode, label=telling.label, stances=stances)


def refs(claims: Iterable[Claim]) -> list[str]:
    """What a position rests on: statements, and the events and commitments told in the clauses."""
    out: list[str] = []
    for claim in claims:
        out += [claim.statement, *(a.id for a in claim.acts), *claim.commitments]
    return list(dict.fromkeys(out))
