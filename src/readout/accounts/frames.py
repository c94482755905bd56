"""Contradictions that two sides make in other words each: what is told has a known shape, and each
fills it in its own way.

Who began, whom a strike killed, whether a thing was talked about, whether a side did what it is
accused of, and a few verdicts (clean or rigged, peaceful or violent). Each shape asks for its own
words on both sides and for the right doer, so that likeness of the rest is not needed.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

from readout.accounts.claim import Claim
from readout.accounts.polarity import ATTACKING
from readout.accounts.wording import stem
from readout.knowledge.account_words import account_words, words

_FEW = 5
"""Content words of one of two claims that give opposite verdicts."""
BRIEF = 8
"""Content words of a claim that tells of one place and no more."""
_HOSTILE = words("hostile")


def exclude(a: Claim, b: Claim) -> bool:
    """Whether two sides' claims exclude each other by the shape of what they tell."""
    if a.denied or b.denied:
        return _denies_deed(a, b) or _denies_deed(b, a)
    return (
        _each_began(a, b)
        or any(
            shape(x, y)
            for x, y in ((a, b), (b, a))
            for shape in (
                _other_dead,
                _not_raised,
                _denies_deed,
                _only_mild,
                _no_target,
                _nobody_harmed,
            )
        )
        or _verdicts(a, b)
        or _grounds(a, b)
    )


def is_against(claim: Claim, side: str) -> bool:
    """Whether a claim lays something at the door of a side."""
    if claim.subject is not None:
        return claim.subject == side
    if any(act.type in _HOSTILE and side in act.sources for act in claim.acts):
        return True
    return side in claim.actor_sides


def _negates(claim: Claim) -> bool:
    return bool(claim.negated & claim.stems) or claim.denied


def _each_began(a: Claim, b: Claim) -> bool:
    """Each says that the other one fired first."""
    other = a.subject == b.side and b.subject == a.side
    return other and a.began and b.began and not (_negates(a) or _negates(b))


def other_dead(a: Claim, b: Claim) -> bool:
    """Whether the one who struck says that fighters died, and the other side that civilians did."""
    return _other_dead(a, b) or _other_dead(b, a)


def _other_dead(a: Claim, b: Claim) -> bool:
    if not (a.amounts and b.amounts) or _negates(a) or _negates(b):
        return False
    if b.side not in _doers(b) & _doers(a):
        return False
    return (kinds_of_dead([a], a.side), kinds_of_dead([b], b.side)) == (
        {"civilian"}, {"combatant"},
    )  # fmt: skip


def kinds_of_dead(claims: Sequence[Claim], side: str) -> set[str]:
    """Which kinds of people a side says were killed: "civilian", "combatant", another word."""
    return {
        x.unit
        for c in claims
        if c.side == side
        for x in c.amounts
        if x.kind == "killed" and x.unit and x.low != 0
    }


def _doers(claim: Claim) -> frozenset[str]:
    held = frozenset(s for act in claim.acts if act.type in _HOSTILE for s in act.sources)
    return held | ({claim.subject} if claim.subject and not claim.passive else frozenset())


def _not_raised(a: Claim, b: Claim) -> bool:
    """One says that a thing of which the other tells was not talked about."""
    raising = _stems("raising")
    if not b.negated & b.stems & raising or _negates(a):
        return False
    topic = b.stems - raising - _stems("meetings")
    shared = topic & a.stems
    return bool(shared) and 2 * len(shared) >= len(topic)


def _denies_deed(a: Claim, b: Claim) -> bool:
    """One lays a deed at the door of a side, which says that it did nothing of the kind.

    It must speak of its own doing and take up a word of the charge; or the word is "force" and the
    charge is of violence.
    """
    if not _negates(b) or _negates(a) or a.blanket or b.blanket:
        return False
    if b.subject != b.side or not is_against(a, b.side):
        return False
    hostile = any(act.type in _HOSTILE for act in a.acts) or bool(a.stems & _stems("violence"))
    shared = a.stems & b.stems & (b.negated or b.stems)
    no_force = bool(b.negated & _stems("force")) and bool(a.stems & _stems("violence"))
    return no_force or (hostile and bool(shared - _stems("meetings")))


def _only_mild(a: Claim, b: Claim) -> bool:
    """One charges a side with deadly means, and the side says that it used mild ones only."""
    if _negates(a) or _negates(b) or b.subject != b.side or a.subject not in (None, b.side):
        return False
    mild = b.stems & _stems("mild_means")
    return (
        bool(mild)
        and not b.stems & _stems("deadly_means")
        and bool(a.stems & _stems("deadly_means") and is_against(a, b.side))
    )


def _no_target(a: Claim, b: Claim) -> bool:
    """One says that there was no soldier or depot, and who struck says that it struck one."""
    military = _stems("military_things")
    # By the whole word, for who was no fighter is not who did not fight.
    said = {w.strip(".,").removesuffix("s") for w in a.label.lower().split()}
    if not a.absent & military or not said & words("military_things"):
        return False
    if _negates(b) or b.absent or b.passive:
        return False
    told = b.subject in (None, b.side) and bool(b.stems & _stems("striking"))
    return told and bool(b.stems & military)


def _nobody_harmed(a: Claim, b: Claim) -> bool:
    """One says that no civilian or nothing civilian was hit, and another tells of some."""
    civil = _stems("civilians")
    if not a.absent & civil or not a.stems & _stems("harming") or _negates(b):
        return False
    dead = any(
        x.kind in ("killed", "injured") and x.unit == "civilian" and x.low for x in b.amounts
    )
    site = b.stems & _stems("civil_sites") and b.stems & _stems("striking")
    return dead or bool(site and a.stems & _stems("sites"))


def _verdicts(a: Claim, b: Claim) -> bool:
    """Opposite verdicts on the whole, one of them in few words: "a clean count", "fraud"."""
    if _negates(a) or _negates(b) or min(len(a.stems), len(b.stems)) > _FEW:
        return False
    if (
        a.subject
        and b.subject
        and {a.subject, b.subject} <= {a.side, b.side}
        and (a.subject != b.subject)
    ):
        return False
    return any(
        (a.stems & good and b.stems & bad and not b.stems & good and not a.stems & bad)
        or (a.stems & bad and b.stems & good and not b.stems & bad and not a.stems & good)
        for good, bad in _pairs()
    )


def _grounds(a: Claim, b: Claim) -> bool:
    """Each says that it happened on its own ground, or on nobody's."""
    if not a.territory or not b.territory or a.territory == b.territory:
        return False
    if max(len(a.stems), len(b.stems)) > BRIEF:
        return False
    own = a.territory in (a.side, "international") and b.territory in (b.side, "international")
    return own and not (_negates(a) or _negates(b))


@cache
def _stems(name: str) -> frozenset[str]:
    return ATTACKING | _plain(name) if name == "violence" else _plain(name)


@cache
def _plain(name: str) -> frozenset[str]:
    return frozenset(stem(w) for w in words(name))


@cache
def _pairs() -> list[tuple[frozenset[str], frozenset[str]]]:
    return [
        (frozenset(map(stem, good.split())), frozenset(map(stem, bad.split())))
        for good, bad in account_words()["verdicts"]
    ]
