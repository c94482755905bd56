"""How two claims stand to each other: the same, against each other, or about two things.

All of it by words, numbers and names that both hold, without a model; thresholds are fixed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import combinations
from typing import Literal

from readout.accounts.amounts import CASUALTIES, Amount
from readout.accounts.claim import Claim
from readout.accounts.frames import BRIEF, exclude
from readout.accounts.places import apart_km
from readout.accounts.polarity import ATTACKING
from readout.accounts.wording import likeness, opposites, stem, tokens, weights
from readout.knowledge.account_words import words

SAME = 0.50
"""Likeness from which two sides say the same thing."""
AGAINST = 0.38
"""Likeness from which two sides speak of the same thing, when one of them negates it."""
OPPOSED = 0.30
"""Likeness, beside the opposite words, from which two claims contradict each other."""
SWAPPED = 0.24
"""The same, when each says that the other one did it."""
MISSING = 0.28
"""The same, when the negation is of three content words at most: "there was no depot"."""
BLAMED = 0.20
"""The same, when both were done to the same people."""
AGAIN = 0.62
"""Likeness from which one side says the same thing again."""
GROUND = 0.15
"""The same, when each puts it on another's ground."""
LASTING = 0.20
"""Likeness from which two durations are of the same thing."""
CERTAIN = 0.45
"""Likeness from which two claims of an article that tells much contradict each other."""
_SHARED = 2
"""Content words that both must hold then."""
_FEW = 3
_FAR = 20.0
"""How many times as large a number may be that still counts the same."""
_ELSEWHERE_KM = 100.0
"""Kilometres from which two places are not one."""
_ROUGH = 0.25
"""How far an approximate number may be off."""
_HOSTILE = words("hostile")
_HOMES = frozenset(stem(w) for w in ("country", "nation", "homeland"))
_POSSIBLE = frozenset(("could", "may", "might"))
_LIGHT = frozenset(stem(w) for w in words("light"))

_ASKED = re.compile(
    r"(?:(?:[Tt]he|[Ii]ts) [a-z]+|[A-Z][^\W_]+) to (?!an? )(?!the )[a-z]*[a-rt-z]\b"
)
"""Whom somebody asks, and what for: "Israel to continue taking risks"."""

Relation = Literal["same", "against"]


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
    """How two claims stand to each other and how surely; None when they are about two things.

    In an article that tells much, most pairs of claims are about two things, so that more is asked
    of a contradiction there: what is not certain stays apart.
    """
    found = _relation(a, b, weight)
    if found is None or not (a.crowded or b.crowded):
        return found
    if found[1] == "same" and a.side != b.side:
        told = tells(a) and tells(b) and _tell_much(a, b)
        return found if likeness(a.bag, b.bag, weight) >= AGAIN and told else None
    if found[1] == "same":
        return found
    if a.vague or b.vague or a.asked or b.asked:
        return None  # "he" may be the one who is spoken against; what is asked for is not so yet
    return found if _is_certain(a, b, weight) else None


def tells(claim: Claim) -> bool:
    """Whether a claim is a clause and no name of a thing: "the deportation force idea"."""
    return any(
        w.lower in words("auxiliaries") or w.lower in words("past") or w.lower.endswith("ed")
        or "'" in w.lower
        for w in tokens(claim.label, 0, len(claim.label))
    )  # fmt: skip


def _of_one_kind(a: Claim, b: Claim) -> bool:
    """Whether both tell, both name a thing, or both ask: who condemns "the bombing" and who says
    how the bomb was brought do not say the same."""
    if _two_countries(a, b):
        return False
    return asks(a) == asks(b) and (a.article == b.article or tells(a) == tells(b))


def _tell_much(a: Claim, b: Claim) -> bool:
    """Whether what both say is more than a subject that they share."""
    return len((a.stems & b.stems) - _LIGHT) > _SHARED


def _is_certain(a: Claim, b: Claim, weight: Mapping[str, float]) -> bool:
    """Whether two claims speak of one thing beyond doubt, and one of them of what is so."""
    alike = likeness(a.bag, b.bag, weight)
    if not _POSSIBLE.isdisjoint((a.label + " " + b.label).lower().split()):
        return False  # what could be is not contradicted by what is
    crossed = a.subject == b.side and b.subject == a.side
    if crossed and alike < AGAIN:
        return False  # each speaks of the other one: "her support", "his bill"
    shared = (a.stems & b.stems) - _LIGHT
    if alike < CERTAIN or len(shared) < _SHARED or a.rejected or b.rejected:
        return False
    # What is told of an attack, of ground, of who began is weaker than a word against a word.
    return (
        (a.denied != b.denied) != _undoes(a, b)
        or _counted(a, b, alike) is not None
        or _opposed(a, b, alike, weight) is not None
        or _blame_each_other(a, b, alike)
    )


def _relation(a: Claim, b: Claim, weight: Mapping[str, float]) -> tuple[float, Relation] | None:
    if a.blanket or b.blanket or (a.side != b.side and (a.topic or b.topic)):
        return None
    alike = likeness(a.bag, b.bag, weight)
    if a.side == b.side:
        agree = a.denied == b.denied and not _opposite_negation(a, b)
        return (alike, "same") if alike >= AGAIN and agree else None
    if asks(a) or asks(b) or _wishes(a) or _wishes(b):
        return (alike, "same") if alike >= SAME and _of_one_kind(a, b) else None
    counted = _counted(a, b, alike)
    if counted is not None:
        return counted
    if exclude(a, b):
        return 0.85, "against"
    grounds = a.territory and b.territory and a.territory != b.territory
    brief = max(len(a.stems), len(b.stems)) <= BRIEF
    if grounds and brief and a.stems & b.stems and alike >= GROUND:
        return 1.0, "against"
    if _who_began(a, b) or _who_began(b, a):
        return 0.9, "against"
    if _blame_each_other(a, b, alike):
        return 1.0, "against"
    shared = a.stems & b.stems
    crossed = a.subject and b.subject and a.subject != b.subject
    if negates_opposite(a, b):
        return (alike, "same") if alike >= SAME and not crossed else None
    if _lacks(a, b) or _lacks(b, a):
        return max(alike, AGAINST), "against"
    nothing = a.absent & b.stems - b.negated or b.absent & a.stems - a.negated
    if (nothing or not crossed) and (_is_missing(a, b, alike) or _is_missing(b, a, alike)):
        return alike, "against"
    if len(a.bag & b.bag) < 2 or not shared:
        return _opposed(a, b, alike, weight)
    against = (a.denied != b.denied) != _opposite_negation(a, b)
    if against:
        return (alike, "against") if alike >= AGAINST and not crossed else None
    if (opposed := _opposed(a, b, alike, weight)) is not None:
        return opposed
    if crossed:
        swapped = a.subject == b.side and b.subject == a.side
        return (alike, "against") if swapped and len(shared) > 1 and alike >= SWAPPED else None
    alike += 0.1 if _same_act(a, b) else 0.0
    return (alike, "same") if alike >= SAME and _of_one_kind(a, b) else None


def asks(claim: Claim) -> bool:
    """Whether a claim asks or demands, so that nobody can contradict it: "how it would end"."""
    first = claim.label.partition(" ")[0].lower()
    if first in words("questions") or first == "to" or "?" in claim.label or is_conditional(claim):
        return True
    return _ASKED.match(claim.label) is not None


def _wishes(claim: Claim) -> bool:
    """Whether a claim tells what ought to be, which nobody can contradict by what is or will be:
    "the law should be buried, not softened"."""
    return not {"should", "ought"}.isdisjoint(claim.label.lower().split())


def is_conditional(claim: Claim) -> bool:
    """Whether a claim tells on what something depends: "if it does not agree to a deal"."""
    return claim.label.partition(" ")[0].lower() in words("conditions")


def _is_missing(a: Claim, b: Claim, alike: float) -> bool:
    """Whether one says in few words that there was no such thing as the other tells of."""
    few = len(a.stems) <= _FEW and alike >= MISSING and bool(a.stems & b.stems)
    says_no = a.denied or bool(a.negated & a.stems & b.stems)
    return few and says_no and not (b.denied or b.negated & b.stems)


def _lacks(a: Claim, b: Claim) -> bool:
    """Whether one says in few words that there was none of what the other tells of with more of
    them: "no warning was given to us", "three warnings were given over a loudhailer"."""
    shared = a.stems & b.stems
    told = a.absent & b.stems - b.negated
    return (
        bool(told) and len(shared) >= _SHARED and len(a.stems) <= _FEW + 1
        and not (a.denied or b.denied)
    )  # fmt: skip


def _opposite_negation(a: Claim, b: Claim) -> bool:
    """Whether what both say is negated in one of them and not in the other."""
    shared = a.stems & b.stems
    return bool(shared & a.negated) != bool(shared & b.negated)


def _undoes(a: Claim, b: Claim) -> bool:
    """Whether one negates itself what the other says: "did not ram", "rammed"."""
    return bool(a.undone & b.stems - b.negated) or bool(b.undone & a.stems - a.negated)


def negates_opposite(a: Claim, b: Claim) -> bool:
    """Whether one negates the opposite of what the other says: "save it", "not abandon it"."""
    return any(
        opposites().get(one, set()) & y.negated & y.stems
        for x, y in ((a, b), (b, a))
        if y.negated
        for one in x.stems - x.negated
    )


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
    # "A building was hit" is no answer to "the assault damaged buildings".
    own = b.subject == b.side and a.subject is None
    return a.subject == b.side or (own and bool((a.stems & b.stems) - ATTACKING))


def _blame_each_other(a: Claim, b: Claim, alike: float) -> bool:
    """Each side says that the other did it."""
    for x in a.acts:
        for y in b.acts:
            if x.type == y.type and x.type in _HOSTILE and x.type != "ACCUSE":
                other = b.side in x.sources and a.side in y.sources
                if x.targets and y.targets and not x.targets & y.targets:
                    continue  # both may be true
                if other and alike >= (BLAMED if x.targets & y.targets else OPPOSED):
                    return not (x.denied or y.denied or a.denied or b.denied)
    return False


def _counted(a: Claim, b: Claim, alike: float) -> tuple[float, Relation] | None:
    """Two numbers of the same kind: they agree or they do not."""
    if a.denied or b.denied:
        return None
    elsewhere = _of_other_states(a, b)
    for x in a.amounts:
        for y in b.amounts:
            if x.kind not in CASUALTIES and a.subject != b.subject:
                continue  # each counts its own: the drones that it shot down
            if not _comparable(x, y, alike) or (elsewhere and not (x.whose and y.whose)):
                continue
            if x.kind not in CASUALTIES and _opposite_negation(a, b):
                return None  # "lost money for six years", "lost none in those six years"
            return 1.0 + alike, "same" if compatible(x, y) else "against"
    return None


def _of_other_states(a: Claim, b: Claim) -> bool:
    """Whether each names a state and none is named by both: "in the Pakistani firing"; or two
    states speak of what is "in the country"."""
    if _two_countries(a, b):
        return True
    named = [{k for k in c.actors if k.startswith("state:")} for c in (a, b)]
    return bool(named[0] and named[1]) and not named[0] & named[1]


def _two_countries(a: Claim, b: Claim) -> bool:
    """Whether two states speak of "the country", each of its own."""
    states = {a.side, b.side}
    two = len(states) == 2 and all(s.startswith("state:") for s in states)
    return two and bool(a.stems & b.stems & _HOMES)


def _comparable(x: Amount, y: Amount, alike: float) -> bool:
    if x.kind != y.kind or (x.whose and y.whose and x.whose != y.whose):
        return False
    if x.where is not None and y.where is not None:
        away = apart_km(x.where, y.where)
        if away is not None and away > _ELSEWHERE_KM:
            return False  # the dead of two towns
    if x.kind in (*CASUALTIES, "participants"):
        if _far_apart(x, y):
            return False
        # "14 policemen were hurt" by a crowd are none of its "26 people in hospital".
        return x.unit == y.unit or (None in (x.unit, y.unit) and "police" not in (x.unit, y.unit))
    return x.unit == y.unit and alike >= (LASTING if x.kind == "duration" else SAME)


def _far_apart(x: Amount, y: Amount) -> bool:
    """Whether two numbers are of so different a size that they count two things: the dead of one
    night and of a war."""
    sizes = sorted(n for n in (x.low or x.high, y.low or y.high) if n)
    return len(sizes) == 2 and sizes[1] > _FAR * sizes[0]


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
