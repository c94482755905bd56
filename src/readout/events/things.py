"""Which nouns are things, and which things or numbers stand for those who take part."""

from __future__ import annotations

import re

from readout.knowledge.event_words import words
from readout.language.analysis import Analysis
from readout.mentions.actors.nouns import singular
from readout.mentions.actors.origins import STANCES

_MACHINES = frozenset(
    "drone uav helicopter gunship warplane aircraft plane jet bomber tank gunboat warship".split()
)
"""What an unnamed side strikes with by itself: "*helicopters* dropped barrels on the market"."""
CARRIERS = frozenset("bus busload minibus coach truckload lorryload boatload carload".split())
"""What carries people: who is hit with it are those behind its "of"."""
PARTITIVE = frozenset(
    "number hundred thousand million billion dozen score group series couple pair handful majority "
    "rest member some many several wave spate string bulk host".split()
)
"""Nouns that count or gather those behind "of" or "such as", who are meant."""
_HARMING = frozenset("kill wound injure hurt maim leave claim shoot execute behead".split())
"""Verbs whose object, where it is a number, is people."""


def does(analysis: Analysis, word: int) -> bool:
    """Whether a noun is the subject of an active verb, or stands behind the "by" of a passive."""
    relation: str = analysis.labels.deprel[analysis.deprel[word]]
    return relation in ("nsubj", "obl:agent")


def strikes(analysis: Analysis, word: int) -> bool:
    """Whether a noun for a machine of war is who does something."""
    return singular(analysis.word(word).lower()) in _MACHINES and does(analysis, word)


def are_harmed(analysis: Analysis, word: int) -> bool:
    """Whether a number is that of people who are harmed: "a raid left *11* dead"."""
    if analysis.labels.upos[analysis.upos[word]] != "NUM":
        return False
    done = analysis.labels.deprel[analysis.deprel[word]] in ("obj", "nsubj:pass")
    return done and analysis.lemma(int(analysis.head[word])).lower() in _HARMING


_QUALITY = re.compile(r"(?:ion|ment|ness|ity|ance|ence|ism|dom|ure|ship|age|cy|thing|phobia)s?$")
"""Endings of nouns that mostly name no thing."""
_THINGS = frozenset(
    "station substation position installation plantation fortification settlement apartment "
    "monument equipment ammunition munition establishment encampment parliament basement document "
    "instrument facility city university ambulance residence fence ship warship airship "
    "battleship flagship gunship lightship structure furniture literature village cottage "
    "carriage package baggage luggage garage orphanage passage pharmacy embassy constituency "
    "agency county region union legion garrison battalion bastion pavilion mansion million billion "
    "trillion infrastructure enclosure".split()
)
"""Nouns of these endings that do."""


WATERS = frozenset("sea ocean water pacific atlantic bay".split())


def abstract(noun: str) -> bool:
    """Whether a noun most likely names nothing that can be hit: a sea, what the list has ("a
    curfew"), or a quality, by its ending."""
    if noun in WATERS or noun in words("abstract"):
        return True
    return noun not in _THINGS and _QUALITY.search(noun) is not None


def holds_people(analysis: Analysis, word: int) -> bool:
    """Whether a word is a number, a part or a carrier of those behind its "of"."""
    number = analysis.labels.upos[analysis.upos[word]] == "NUM"
    return number or singular(analysis.word(word).lower()) in PARTITIVE | CARRIERS


def tells_stance(analysis: Analysis, word: int) -> bool:
    """Whether a noun for a body tells how somebody stands to something: "*opposition* to it"."""
    behind = analysis.word(word + 1).lower() if word + 1 < len(analysis.head) else ""
    return behind in STANCES.get(singular(analysis.word(word).lower()), ())
