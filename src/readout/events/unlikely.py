"""Events whose words look right and that are none by who takes part, or by the rest of the text.

A purchase is no aid, who can do no harm threatens nobody, police at a protest do not protest, and
in a text that tells of air strikes a state's strike is one of these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

import msgspec

from readout.events.no_act import WARNING
from readout.record.types import Entity, Event

_TRADE = frozenset("pay payment buy purchase sell sale spend invest investment".split())
_GIVERS = frozenset("GOV MIL REB IGO NGO PTY LEG OPP REL SPY COP JUD".split())
_GIFT = 0.7
"""Confidence from which aid without anybody who gets it is told: below it, none of six on the
written dev passages was right."""
_HARMLESS = frozenset("NGO EDU MED CVL HLH".split())
_PROTESTING = frozenset("protest strike march rally demonstrate demonstration walkout".split())
_DONE = re.compile(r"\b(?:was|were|been|being|are|is) $")
_BY = re.compile(r"\bby\b|\bin an? (?:clash|attack|raid|strike)")
_NEAR = 60
_RAIDS = re.compile(
    r"\b(?:air|drone|missile|rocket|artillery|military)[ -]?strikes?\b", re.IGNORECASE
)


def tells_of_raids(text: str) -> bool:
    """Whether a text tells of air strikes or the like."""
    return _RAIDS.search(text) is not None


def is_no_stoppage(event: Event, entities: Mapping[str, Entity]) -> bool:
    """Whether in a text that tells of air strikes a strike is one of these: nobody but states is
    told to strike."""
    if event.type != "PROTEST" or event.trigger.lemma != "strike":
        return False
    return all(entities[name].kind == "state" for name in event.sources if name in entities)


def is_no_threat(event: Event, entities: Mapping[str, Entity]) -> bool:
    """Whether those warn who can do no harm: "*activists* warn that the law might be abused"."""
    if event.type != "THREATEN" or event.trigger.lemma not in WARNING:
        return False
    warners = [entities[name] for name in event.sources if name in entities]
    return bool(warners) and all(e.sector in _HARMLESS for e in warners)


def is_no_protest(event: Event, entities: Mapping[str, Entity]) -> bool:
    """Whether police stand at a protest and do not protest themselves."""
    if event.type != "PROTEST" or event.trigger.lemma in _PROTESTING:
        return False
    doers = [entities[name] for name in event.sources if name in entities]
    return bool(doers) and all(e.sector == "COP" for e in doers)


def without_own_men(event: Event, entities: Mapping[str, Entity], text: str) -> Event:
    """The event without doers of the same force as some who were hit, where nothing says by whom:
    "their troops advanced - 16 of their soldiers were *killed*"."""
    start, end = event.trigger.start, event.trigger.end
    if event.type != "ASSAULT" or not _DONE.search(text[max(0, start - 8) : start]):
        return event
    if _BY.search(text[end : end + _NEAR]):
        return event
    hit = {_force(entities.get(name)) for name in event.targets} - {None}
    others = [name for name in event.sources if _force(entities.get(name)) not in hit]
    return msgspec.structs.replace(event, sources=others)


def _force(entity: Entity | None) -> tuple[str, str] | None:
    """Country and sector of soldiers and policemen."""
    if entity is None or entity.country is None or entity.sector not in ("MIL", "COP"):
        return None
    return entity.country, entity.sector


def is_no_gift(event: Event, entities: Mapping[str, Entity], lemma: str) -> bool:
    """Whether what looks like aid is a purchase of private people, or a faint one that nobody
    gets."""
    if event.type != "AID":
        return False
    givers = [entities[name] for name in event.sources if name in entities]
    private = bool(givers) and not any(e.kind == "state" or e.sector in _GIVERS for e in givers)
    if private and lemma in _TRADE:
        return True
    return not event.targets and event.confidence < _GIFT
