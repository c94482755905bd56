"""The points of an episode: which claims of the sides are one thing said by both, by one alone,
or by one against the other.

Claims of different sides are paired best first (``likeness`` of their words and actors, weighted
by how rare they are among the claims of the episode), and a group takes one position of each
side. All thresholds are fixed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from itertools import combinations
from typing import Literal

from readout.accounts.claim import Claim
from readout.accounts.fields import opposite_ends
from readout.accounts.frames import is_against, kinds_of_dead, other_dead
from readout.accounts.relations import Relation, asks, is_conditional, relation
from readout.accounts.wording import stem, weights
from readout.knowledge.account_words import words

_NEAR = 1_200
"""Code points between what is refused and the refusal, where one article has both."""
_NEXT_TO = 500
"""The same in an article that tells much."""
_TERSE = 6
"""Words of a refusal that says nothing else."""
_TOLD = 3
"""Content words of a charge that it can be of."""
_CHARGED = 2
"""The same in a short article, where names alone are no charge."""
_MANY = 16
"""Claims of a dispute from which two of them may be alike by chance."""
_WEAK = 0.1
"""Strength of what is opposed by its field alone: it joins last."""
NAMED = 1.75
"""Weight of a named person or body beside that of a word."""


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
    if len(claims) > _MANY:
        claims = [replace(c, crowded=True) for c in claims]
    weight = weights([c.bag for c in claims])
    # Who is named tells more than a word, except the states, of whom all is said.
    for key in {k for c in claims for k in c.actors if not k.startswith("state:")}:
        weight[key] *= NAMED
    # Who counts dead fighters and dead civilians does not say that all were of one kind.
    both = {s for s in {c.side for c in claims} if len(kinds_of_dead(claims, s)) > 1}
    links: list[tuple[float, int, int, Relation]] = []
    for i, j in combinations(range(len(claims)), 2):
        if {claims[i].side, claims[j].side} & both and other_dead(claims[i], claims[j]):
            continue
        found = relation(claims[i], claims[j], weight)
        if found is not None:
            links.append((-found[0], i, j, found[1]))
    links += _refusals(claims, links)
    met = {k for _, i, j, _ in links if claims[i].side != claims[j].side for k in (i, j)}
    links += [(-_WEAK, i, j, "against") for _, i, j in opposite_ends(claims, met)]
    groups = _Groups(claims)
    for _, i, j, kind in sorted(links):
        groups.join(i, j, kind)
    return groups.tellings()


def _refusals(
    claims: Sequence[Claim], links: Sequence[tuple[float, int, int, Relation]]
) -> list[tuple[float, int, int, Relation]]:
    """What a blanket denial denies: the claims against its side in the nearest statement."""
    out: list[tuple[float, int, int, Relation]] = []
    for j, refusal in enumerate(claims):
        if not refusal.blanket or (refusal.crowded and not _is_plain(refusal)):
            continue
        meant = [
            i
            for i, c in enumerate(claims)
            if c.side != refusal.side
            and not c.blanket
            and not c.denied
            and not is_conditional(c)
            and not c.asked
            and not asks(c)
            and len(c.stems) >= _CHARGED
            and (_is_charge(c, refusal.side) if refusal.crowded else is_against(c, refusal.side))
        ]
        # In one article it is of what stands near; "the charges" far up were others.
        meant = [i for i in meant if _near(claims[i], refusal)]
        if not meant:
            continue

        nearest = min((claims[i] for i in meant), key=partial(_distance, refusal=refusal))
        named = refusal.stems - _refusing()
        if nearest.article != refusal.article and named:
            # What it names of the matter decides: "the report on a strike" is of no other matter.
            told = max(len(claims[i].stems & named) for i in meant)
            if not told:
                continue
            nearest = next(claims[i] for i in meant if len(claims[i].stems & named) == told)
        same = [
            i
            for i in meant
            if claims[i].statement == nearest.statement and claims[i].article == nearest.article
        ]
        out += [(-0.9, min(i, j), max(i, j), "against") for i in same]
    return out


def _near(claim: Claim, refusal: Claim) -> bool:
    away = refusal.start - claim.start
    if refusal.crowded or claim.crowded:
        return claim.article == refusal.article and 0 < away <= _NEXT_TO
    return claim.article != refusal.article or abs(away) <= _NEAR


def _is_plain(refusal: Claim) -> bool:
    """Whether a claim refuses and says nothing else: "that is nonsense"."""
    brief = len(refusal.label.split()) <= _TERSE and not refusal.actors and not refusal.vague
    return brief and refusal.stems <= _refusing() and not asks(refusal)


def _is_charge(claim: Claim, side: str) -> bool:
    """Whether a claim tells what a side does, in so many words that it can be denied."""
    told = claim.subject == side and not claim.vague
    return told and len(claim.stems) >= _TOLD and not asks(claim)


@cache
def _refusing() -> frozenset[str]:
    names = ("referring", "negations", "denials", "falsehoods")
    return frozenset(stem(w) for name in names for w in words(name))


def _distance(claim: Claim, refusal: Claim) -> tuple[bool, bool, int]:
    """What stands before it in the same article comes first, the nearest of it."""
    away = claim.start - refusal.start
    return claim.article != refusal.article, away > 0, abs(away)


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
            one = claims[k]
            said = {f for m in signs if claims[m].side != one.side for f in claims[m].stems}
            return -2 if one.denied or one.blanket else -1 if one.negated & one.stems & said else 1

        # Where nobody negates, who speaks first asserts.
        total = sum(w * s for k, s in signs.items() if (w := weight(k)) < 0) or signs[min(signs)]
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
