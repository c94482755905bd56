"""Texts of ordinary crime, accidents and private life: what happens there is no event.

A local page on a burglary names police, a sheriff and a court, so it looks like public life; but
who is ticketed, charged or towed there is nobody's politics. Words of such pages (a sheriff, a
motorist, a drunken driver, a blaze) against words of politics tell them from arrests of opponents
and attacks on a state. What stays is what such a page still tells of public actors: police who use
force, and what a state, soldiers, a party or a body of several states does. A page of family
research or a film has not a word of politics at all; there too only public actors count.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal

from readout.events.elsewhere import POLITICAL
from readout.events.public import PUBLIC_WORDS
from readout.record.types import Entity, Event

_CUES = frozenset(
    "burglary burglaries burglar burglars theft thefts stolen stealing thief thieves robber "
    "robbers robbery robberies shoplifting shoplifter dui drunken drunk intoxicated speeding "
    "motorist motorists homicide homicides ex-boyfriend ex-girlfriend ex-husband ex-wife "
    "girlfriend boyfriend detective detectives sheriff sheriff's sheriff’s trooper troopers "
    "felony misdemeanor arson stabbed stabbing heroin cocaine marijuana methamphetamine warrant "
    "parole probation vandalism vandals mugging mugged molested molesting indecent scam scams "
    "fraudster conman toddler drowned drowning coroner autopsy pathologist firefighter "
    "firefighters blaze paramedics crash crashed wreck towed driveway handbag wallet mobile pub "
    "nightclub bicycle bicycles bike inmate ticketed citations dispatcher 911 passerby jogging "
    "burgled".split()
)
"""Words of ordinary crime and accidents."""
_LAW = frozenset("police court judge prosecutors spokesman spokeswoman union unions".split())
_POLITICS = (POLITICAL - _LAW) | frozenset(
    "political politician politicians minister ministers senator senators lawmaker governments "
    "parliamentary presidential democratic republican democrats republicans candidate "
    "candidates campaign protests protesters protester demonstrators demonstration "
    "demonstrations rally riot riots rioters dissident dissidents regime coup militant "
    "guerrilla guerrillas rebel rebels terrorist terrorists terrorism terror bomb bomber "
    "bombers bombing extremist extremists ethnic sectarian religious racist racial refugee "
    "asylum migrants migrant immigration war warlord soldier soldiers militiamen commander "
    "commanders ministry ministries minority corruption bribes bribery activist activists "
    "journalist journalists reporter reporters newspaper hostage hostages kidnapped torture "
    "genocide imam bishop diplomat diplomats consulate cartel cartels strike strikers embargo "
    "constitution constitutional referendum ballot poll coalition law laws legislation bill "
    "nato un".split()
)
_OFFICES = frozenset("police court judge prosecutors".split())
_ANYWHERE = frozenset(
    "president ambassador spokesman spokeswoman newspaper reporter reporters emergency customs "
    "campaign religious commander bill law poll war".split()
)
"""Words of public life that pages of clubs, families and firms have as well."""
_FORCES = frozenset(("COP", "MIL"))
_SIDES = frozenset(("MIL", "REB", "IGO", "PTY", "SPY", "UAF", "PRM", "OPP", "LEG"))
"""Sectors of whoever takes part in politics wherever they are told of."""
_PUBLIC = _SIDES | frozenset(("GOV", "COP", "JUD"))
_LEAST = 2
"""Different words of crime or accident from which a text may be one of them."""
_SHARE = 3
"""Times as many words of crime as of politics."""
_LONG = 200
"""Words from which a text would have named something of public life if it were about it; a few
paragraphs of a report may well not."""
_WORD = re.compile(r"[a-z0-9][a-z0-9'’-]*")

Kind = Literal["crime", "private"]


def ordinary(text: str) -> Kind | None:
    """Whether a text is one of ordinary crime or of an accident, or, long enough to tell, one
    without any word of politics, law or state; None for all others."""
    told = _WORD.findall(text.lower())
    words = set(told)
    cues = len(words & _CUES)
    if cues >= _LEAST and cues >= _SHARE * len(words & _POLITICS):
        return "crime"
    public = (_POLITICS | _OFFICES | PUBLIC_WORDS) - _ANYWHERE
    return "private" if len(told) >= _LONG and words.isdisjoint(public) else None


def stays(kind: Kind, event: Event, entities: Mapping[str, Entity]) -> bool:
    """Whether an event of such a text is one of public life all the same."""
    sources = [entities[name] for name in event.sources if name in entities]
    both = sources + [entities[name] for name in event.targets if name in entities]
    if kind == "private":
        return any(e.sector in _PUBLIC or e.kind == "state" or _helps(e) for e in both)
    if event.type == "ASSAULT" and any(e.sector in _FORCES for e in sources):
        return True
    return any(e.kind == "state" or e.sector in _SIDES for e in both) or (
        event.type == "AID" and any(map(_helps, sources))
    )


def _helps(entity: Entity) -> bool:
    return entity.sector == "NGO" and entity.kind != "person"
