"""Whether a text tells of public life at all: without it, who sues, bans or meets whom is private.

An event is politically relevant and has an actor of public life. A text that names no state, no
body or person of a public sector, no country and no word of politics has none: a librarian who
confiscates a sandwich, shareholders who reject a plan. Protest makes its own politics, and an
attack is told whoever suffers it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from readout.events.elsewhere import POLITICAL
from readout.events.triggers import Trigger
from readout.record.types import Entity, Place

_PRIVATE = frozenset(("CVL", "BUS", "LAB", "MED", "EDU", "AGR", "HLH"))
"""Sectors of whom nothing public is known."""
PUBLIC_WORDS = POLITICAL | frozenset(
    "prisoner prisoners prison detention torture tortured dissident dissidents regime coup gunman "
    "activist protesters demonstrators marchers refugee migrant migrants emergency nazis customs "
    "asylum terrorist terrorists terrorism strikers boycott newspaper newspapers censorship "
    "hostage hostages genocide".split()
)
"""Words of politics, of force and of the state."""
_STRIKE = re.compile(
    r"\b(?:on|end(?:ed|ing)?|beg[ai]n|call(?:ed)?|join(?:ed)?|suspend(?:ed)?|resumed?) "
    r"(?:(?:a|the|their|its) )?(?:hunger |general )?strike\b"
)
"""Not the strike of a footballer."""
_OWNERS = re.compile(
    r"\b(?:clubs?|teams?|leagues?|federation|company|firm|bank|university|college|school|museum|"
    r"studio|brand|airline|chain|choir|orchestra|band|festival|carnival)\b"
)
"""Bodies whose presidents and ambassadors hold no public office."""
_OF_PUBLIC_LIFE = frozenset(("PROTEST", "MOBILIZE"))
_WORD = re.compile(r"[a-z][a-z'-]+")


def is_public(
    text: str, entities: Iterable[Entity], places: Iterable[Place], triggers: Iterable[Trigger]
) -> bool:
    """Whether a text has a state, somebody of a public sector, a person by name, a country, a word
    of politics or an act of protest or of troops."""
    return (
        any(map(_acts_in_public, entities))
        or any(place.kind == "country" for place in places)
        or any(trigger.type in _OF_PUBLIC_LIFE or not trigger.by_model for trigger in triggers)
        or not PUBLIC_WORDS.isdisjoint(_WORD.findall(low := text.lower()))
        or _STRIKE.search(low) is not None
    )


def _acts_in_public(entity: Entity) -> bool:
    """Whether an entity is a state, a person by name who may be anybody, or of a public sector."""
    if entity.kind == "state":
        return True
    if entity.sector is None:
        return entity.kind == "person" and not entity.anonymous
    if entity.sector in _PRIVATE:
        return False
    return not (entity.anonymous and _OWNERS.search(entity.name.lower()))
