"""One thing that one side says, with all that it is compared by."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from readout.accounts.amounts import Amount


@dataclass(frozen=True)
class Act:
    """An event inside a claim: its type, and the sides on both its ends."""

    id: str
    type: str | None
    sources: frozenset[str]
    targets: frozenset[str]
    denied: bool


@dataclass(frozen=True)
class Claim:
    """One thing that one side says.

    ``negated`` holds the common forms that a negation stands before; ``denied`` tells that the
    whole is told in order to be denied; ``blanket`` that it refuses what others said without
    repeating it. ``subject`` is the side whose doing it tells, None when that is open.
    """

    article: str
    side: str
    statement: str
    start: int
    end: int
    label: str
    stems: frozenset[str]
    actors: frozenset[str]
    actor_sides: frozenset[str]
    subject: str | None
    negated: frozenset[str]
    denied: bool
    blanket: bool
    amounts: tuple[Amount, ...]
    attacked: bool
    """Whether it tells that somebody was attacked: "were ambushed", "came under fire"."""
    began: bool
    """Whether it tells who began an attack: "fired first", "opened fire"."""
    passive: bool
    """Whether it is told in the passive, so that ``subject`` is whom it befell."""
    territory: str | None
    """On whose ground it happened, as the claim says: a side, or "international"."""
    acts: tuple[Act, ...]
    commitments: tuple[str, ...]
    crowded: bool = False
    """Whether its article tells so much that two claims may be alike by chance."""
    rejected: bool = False
    """Whether ``denied`` is a thing turned down ("rejected the order") rather than an untruth."""
    absent: frozenset[str] = frozenset()
    """Common forms of what there was none of: "no warning"."""
    undone: frozenset[str] = frozenset()
    """Common forms of what is negated itself: "did not ram the cutter"."""
    asked: bool = False
    """Whether the cue asks for it: "urged", "demanded"."""
    topic: bool = False
    """Whether it is what somebody spoke about rather than what he said: "a reference to ..."."""
    vague: bool = False
    """Whether the speaker is told by a pronoun or a description, which may be of somebody else."""

    @cached_property  # each claim is compared with all others
    def bag(self) -> frozenset[str]:
        """All that is compared."""
        return self.stems | self.actors
