"""Contradictions by opposite ends of one matter: "has settled all its bills", "is in arrears".

The words of the two claims need not meet: each stands for one end of the same field (paid or owed,
allowed or barred, accident or attack), and a negation turns it round. That is weaker evidence than
words in common; so it joins only what nothing better has joined, one claim with one other.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from readout.accounts.claim import Claim
from readout.accounts.relations import asks, negates_opposite, tells
from readout.accounts.wording import stem
from readout.knowledge.account_words import account_words

_FEW = 16
"""Claims of an episode up to which fields are looked at: a long article speaks of too much."""
_SHORT = 8
"""Content words of a claim that says one thing."""
_TERSE = 2
"""Content words of a claim in which the one that the other negates is enough."""


def ends(claim: Claim) -> dict[int, int]:
    """The fields that a claim speaks in, each with the end it stands for, +1 or -1.

    A claim with words of both ends of a field says nothing in it.
    """
    out: dict[int, int] = {}
    for number, (good, bad) in enumerate(_fields()):
        signs = {_sign(claim, s, 1) for s in claim.stems & good}
        signs |= {_sign(claim, s, -1) for s in claim.stems & bad}
        if len(signs) == 1:
            out[number] = signs.pop()
    return out


def _sign(claim: Claim, form: str, sign: int) -> int:
    return -sign if (form in claim.negated) != claim.denied else sign


def opposite_ends(claims: Sequence[Claim], taken: set[int]) -> list[tuple[float, int, int]]:
    """Pairs of claims that stand at opposite ends, as (strength, index, index), best first.

    ``taken`` are the claims that meet another side's already. Each claim is in one pair at most.
    """
    if len(claims) > _FEW or len({c.side for c in claims}) != 2:
        return []
    if any(c.crowded for c in claims):
        return []  # what the article tells besides is about other things, and so may these be
    free = [
        k
        for k, c in enumerate(claims)
        if k not in taken and not c.blanket and not asks(c) and len(c.stems) <= _SHORT
        if not c.topic and tells(c)
    ]
    held = {k: ends(claims[k]) for k in free}
    found = []
    for at, i in enumerate(free):
        for j in free[at + 1 :]:
            strength = _strength(claims[i], claims[j], held[i], held[j])
            if strength:
                found.append((strength, -abs(i - j), i, j))
    out: list[tuple[float, int, int]] = []
    used: set[int] = set()
    for strength, _, i, j in sorted(found, key=lambda one: (-one[0], -one[1], one[2], one[3])):
        if i not in used and j not in used:
            used |= {i, j}
            out.append((strength, i, j))
    return out


def _strength(a: Claim, b: Claim, mine: dict[int, int], theirs: dict[int, int]) -> float:
    """How surely two claims oppose each other; 0 when they do not."""
    if a.article != b.article:
        return 0.0  # another article may speak of another payment, another ban
    if a.side == b.side or not _of_one_doing(a, b) or negates_opposite(a, b):
        return 0.0
    both = mine.keys() & theirs.keys()
    against = sum(mine[n] != theirs[n] for n in both)
    alike = len(both) - against
    shared = a.stems & b.stems
    # A word that one of them negates is a field of its own.
    told_shortly = min(len(a.stems), len(b.stems)) <= _TERSE
    if len(shared) > 1 or told_shortly:
        against += bool(shared & (a.negated ^ b.negated))
    if not against or against < alike:
        return 0.0
    return against - 0.5 * alike + 0.2 * min(len(shared), 3)


def _of_one_doing(a: Claim, b: Claim) -> bool:
    """Whether both may speak of what one and the same side does or did."""
    doers = [None if c.passive else c.subject for c in (a, b)]
    if None in doers or a.subject == b.subject:
        return True
    return a.subject == b.side and b.subject == a.side


@cache
def _fields() -> list[tuple[frozenset[str], frozenset[str]]]:
    out = []
    for good, bad in account_words()["fields"]:
        ends_ = [frozenset(stem(w) for w in side.split()) for side in (good, bad)]
        out.append((ends_[0] - ends_[1], ends_[1] - ends_[0]))
    return out
