"""The points of an episode: which claims of the sides are one thing said by both, by one alone,
or by one against the other.

Claims of different sides are paired best first (``likeness`` of their words and actors, weighted
by how rare they are among the claims of the episode), and a group takes one position of each
side. All thresholds are fixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Literal

from readout.accounts.amounts import CASUALTIES, Amount
from readout.accounts.claims import ATTACKING, Claim
from readout.accounts.wording import likeness, opposites, weights
from readout.knowledge.account_words import words

SAME = 0.36
"""Likeness from which two sides say the same thing."""
AGAINST = 0.38
"""Likeness from which two sides speak of the same thing, when one of them negates it."""
OPPOSED = 0.30
"""Likeness, beside the opposite words, from which two claims contradict each other."""
SWAPPED = 0.24
"""The same, when each says that the other one did it."""
MISSING = 0.28
"""The same, when the negation is of three content words at most: "there was no depot"."""
AGAIN = 0.62
"""Likeness from which one side says the same thing again."""
NAMED = 1.75
"""Weight of a named person or body beside that of a word."""
_FEW = 3
_ROUGH = 0.25
"""How far an approximate number may be off."""
_HOSTILE = words("hostile")


Relation = Literal["same", "against"]


@dataclass(frozen=True)
class Position:
    """What one side does with a point, and the claims in which it does."""

    side: str
    stance: Literal["asserts", "denies"]
    claims: tuple[Claim, ...]


@dataclass(frozen=True)
class Telling:
    """One point: its wording, and the positions of the sides that are not silent."""

    label: str
    positions: tuple[Position, ...]


def tellings(claims: Sequence[Claim]) -> list[Telling]:
    """The points of an episode in the order of their first claim."""
    weight = weights([c.bag for c in claims])
    # Who is named tells more than a word, except the states, of whom all is said.
    for key in {k for c in claims for k in c.actors if not k.startswith("state:")}:
        weight[key] *= NAMED
    links: list[tuple[float, int, int, Relation]] = []
    for i, j in combinations(range(len(claims)), 2):
        found = relation(claims[i], claims[j], weight)
        if found is not None:
            links.append((-found[0], i, j, found[1]))
    links += _refusals(claims, links)
    groups = _Groups(claims)
    for _, i, j, kind in sorted(links):
        groups.join(i, j, kind)
    return groups.tellings()


def answer_each_other(claims: Sequence[Claim]) -> bool:
    """Whether a side speaks of what another says, or of the other side itself."""
    weight = weights([c.bag for c in claims])
    for a, b in combinations(claims, 2):
        if a.side != b.side:
            named = b.side in a.actor_sides or a.side in b.actor_sides
            if named or a.blanket or b.blanket or relation(a, b, weight) is not None:
                return True
    return False


def relation(a: Claim, b: Claim, weight: Mapping[str, float]) -> tuple[float, Relation] | None:
    """How two claims stand to each other and how surely; None when they are about two things."""
    if a.blanket or b.blanket:
        return None
    alike = likeness(a.bag, b.bag, weight)
    if a.side == b.side:
        agree = a.denied == b.denied and not _opposite_negation(a, b)
        return (alike, "same") if alike >= AGAIN and agree else None
    counted = _counted(a, b, alike)
    if counted is not None:
        return counted
    if a.territory and b.territory and a.territory != b.territory and a.stems & b.stems:
        return 1.0, "against"
    if _who_began(a, b) or _who_began(b, a):
        return 0.9, "against"
    if _blame_each_other(a, b, alike):
        return 1.0, "against"
    shared = a.stems & b.stems
    if _is_missing(a, b, alike) or _is_missing(b, a, alike):
        return alike, "against"
    if len(a.bag & b.bag) < 2 or not shared:
        return _opposed(a, b, alike, weight)
    against = (a.denied != b.denied) != _opposite_negation(a, b)
    crossed = a.subject and b.subject and a.subject != b.subject
    if against:
        return (alike, "against") if alike >= AGAINST and not crossed else None
    if (opposed := _opposed(a, b, alike, weight)) is not None:
        return opposed
    if crossed:
        swapped = a.subject == b.side and b.subject == a.side
        return (alike, "against") if swapped and len(shared) > 1 and alike >= SWAPPED else None
    alike += 0.1 if _same_act(a, b) else 0.0
    return (alike, "same") if alike >= SAME else None


def _is_missing(a: Claim, b: Claim, alike: float) -> bool:
    """Whether one says in few words that there was no such thing as the other tells of."""
    few = len(a.stems) <= _FEW and alike >= MISSING and bool(a.stems & b.stems)
    says_no = a.denied or bool(a.negated & a.stems & b.stems)
    return few and says_no and not (b.denied or b.negated & b.stems)


def _opposite_negation(a: Claim, b: Claim) -> bool:
    """Whether what both say is negated in one of them and not in the other."""
    shared = a.stems & b.stems
    return bool(shared & a.negated) != bool(shared & b.negated)


def _opposed(
    a: Claim, b: Claim, alike: float, weight: Mapping[str, float]
) -> tuple[float, Relation] | None:
    """Opposite words about the same: "uphold the truce" and "violated the truce"."""
    if a.denied or b.denied or a.negated & a.stems or b.negated & b.stems:
        return None
    if a.subject and b.subject and a.subject != b.subject:
        return None
    table = opposites()
    for one in sorted(a.stems - b.stems):
        against = table.get(one, set()) & (b.stems - a.stems)
        if against:
            rest = likeness(a.bag - {one}, b.bag - against, weight)
            if rest >= OPPOSED and (a.stems & b.stems or len(a.bag & b.bag) > 1):
                return max(alike, rest), "against"
    return None


def _same_act(a: Claim, b: Claim) -> bool:
    return any(
        x.type == y.type and x.type and (x.sources & y.sources or x.targets & y.targets)
        for x in a.acts
        for y in b.acts
    )


def _who_began(a: Claim, b: Claim) -> bool:
    """One says that a side attacked, and that side says that it was attacked."""
    if not b.attacked or a.attacked or not a.stems & ATTACKING or a.denied or b.denied:
        return False
    if a.negated & a.stems or b.subject not in (None, b.side):
        return False
    return a.subject == b.side or (a.subject is None and bool((a.stems & b.stems) - ATTACKING))


def _blame_each_other(a: Claim, b: Claim, alike: float) -> bool:
    """Each side says that the other did it."""
    for x in a.acts:
        for y in b.acts:
            if x.type == y.type and x.type in _HOSTILE and x.type != "ACCUSE":
                other = b.side in x.sources and a.side in y.sources
                if other and (x.targets & y.targets or alike >= OPPOSED):
                    return not (x.denied or y.denied or a.denied or b.denied)
    return False


def _counted(a: Claim, b: Claim, alike: float) -> tuple[float, Relation] | None:
    """Two numbers of the same kind: they agree or they do not."""
    if a.denied or b.denied:
        return None
    for x in a.amounts:
        for y in b.amounts:
            if not _comparable(x, y, alike):
                continue
            return 1.0 + alike, "same" if compatible(x, y) else "against"
    return None


def _comparable(x: Amount, y: Amount, alike: float) -> bool:
    if x.kind != y.kind or (x.whose and y.whose and x.whose != y.whose):
        return False
    if x.kind in (*CASUALTIES, "participants"):
        return x.unit == y.unit or x.unit is None or y.unit is None
    return x.unit == y.unit and alike >= SAME


def compatible(x: Amount, y: Amount) -> bool:
    """Whether one true number could lie in both ranges; approximate ones are widened by 25 %."""
    lows, highs = [], []
    for amount in (x, y):
        rough = _ROUGH if amount.approximate else 0.0
        if amount.low is not None:
            lows.append(amount.low * (1 - rough))
        if amount.high is not None:
            highs.append(amount.high * (1 + rough))
    return not lows or not highs or max(lows) <= min(highs)


def _refusals(
    claims: Sequence[Claim], links: Sequence[tuple[float, int, int, Relation]]
) -> list[tuple[float, int, int, Relation]]:
    """What a blanket denial denies: the claims against its side in the nearest statement."""
    out: list[tuple[float, int, int, Relation]] = []
    for j, refusal in enumerate(claims):
        if not refusal.blanket:
            continue
        meant = [
            i
            for i, c in enumerate(claims)
            if c.side != refusal.side and not c.blanket and not c.denied and _is_against(c, refusal)
        ]
        if not meant:
            continue

        nearest = min((claims[i] for i in meant), key=partial(_distance, refusal=refusal))
        same = [
            i
            for i in meant
            if claims[i].statement == nearest.statement and claims[i].article == nearest.article
        ]
        out += [(-0.9, min(i, j), max(i, j), "against") for i in same]
    return out


def _distance(claim: Claim, refusal: Claim) -> tuple[bool, bool, int]:
    """What stands before it in the same article comes first, the nearest of it."""
    away = claim.start - refusal.start
    return claim.article != refusal.article, away > 0, abs(away)


def _is_against(claim: Claim, refusal: Claim) -> bool:
    """Whether a claim lays something at the door of the side that refuses."""
    if claim.subject is not None:
        return claim.subject == refusal.side
    for act in claim.acts:
        if act.type in _HOSTILE and refusal.side in act.sources:
            return True
    return refusal.side in claim.actor_sides


class _Groups:
    """Claims joined into points, each with a sign: with or against the first one."""

    def __init__(self, claims: Sequence[Claim]) -> None:
        self._claims = claims
        self._group = list(range(len(claims)))
        self._sign = [1] * len(claims)
        self._copies: dict[int, list[int]] = {}

    def join(self, i: int, j: int, kind: Relation) -> None:
        """Joins two groups unless one side would then speak against itself in it.

        A blanket denial may stand in several points.
        """
        claims = self._claims
        for blanket, other in ((i, j), (j, i)):
            if claims[blanket].blanket:
                self._copies.setdefault(other, []).append(blanket)
                return
        a, b = self._group[i], self._group[j]
        if a == b:
            return
        turn = self._sign[i] * self._sign[j] * (1 if kind == "same" else -1)
        first = {(claims[k].side, self._sign[k]) for k in self._of(a)}
        second = {(claims[k].side, self._sign[k] * turn) for k in self._of(b)}
        if any((side, -sign) in first for side, sign in second):
            return
        for k in self._of(b):
            self._sign[k] *= turn
            self._group[k] = a

    def _of(self, group: int) -> list[int]:
        return [k for k, g in enumerate(self._group) if g == group]

    def tellings(self) -> list[Telling]:
        """One telling for each group, in the order of the first claim."""
        used = {k for copies in self._copies.values() for k in copies}
        out: list[tuple[int, Telling]] = []
        for group in sorted(set(self._group)):
            members = self._of(group)
            if all(k in used for k in members):
                continue
            signs = {k: self._sign[k] for k in members}
            for k in members:
                for copy in self._copies.get(k, []):
                    signs[copy] = -self._sign[k]
            out.append((min(members), self._telling(signs)))
        return [telling for _, telling in sorted(out, key=lambda one: one[0])]

    def _telling(self, signs: Mapping[int, int]) -> Telling:
        claims = self._claims

        # The side of the assertion is the one whose words do not negate what the others say.
        def weight(k: int) -> int:
            refuses = claims[k].denied or claims[k].blanket
            return -2 if refuses else -1 if claims[k].negated & claims[k].stems else 1

        total = sum(weight(k) * s for k, s in signs.items())
        lone = len({claims[k].side for k in signs}) == 1
        if lone:
            said = 1 if all(weight(k) > -2 for k in signs) else -1
            signs = dict.fromkeys(signs, said)
        elif total < 0 and len(set(signs.values())) > 1:
            signs = {k: -s for k, s in signs.items()}
        elif len(set(signs.values())) == 1:
            said = -1 if all(weight(k) == -2 for k in signs) else 1
            signs = dict.fromkeys(signs, said)
        asserted = [k for k in signs if signs[k] > 0] or list(signs)
        label = claims[min(asserted)].label
        positions: dict[tuple[str, int], list[Claim]] = {}
        for k in sorted(signs):
            positions.setdefault((claims[k].side, signs[k]), []).append(claims[k])
        return Telling(
            label=label,
            positions=tuple(
                Position(side, "asserts" if sign > 0 else "denies", tuple(held))
                for (side, sign), held in positions.items()
            ),
        )
