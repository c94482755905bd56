"""What the formats with one row for each pair of actors share: numbers, CAMEO's names, places."""

from __future__ import annotations

from functools import cache

from readout.export.told import Told, number
from readout.knowledge.codebook import plover
from readout.language.sentences import split_sentences
from readout.record.types import BODY_ROLES


def event_number(told: Told, dyad: int) -> int:
    """The id of a row where ids are numbers; the same event and pair always give the same."""
    return number(told.key, str(dyad))


def full_code(cameo: str) -> str:
    """A CAMEO code as GDELT and ICEWS write it: a root without more is its "not specified below",
    ``170`` and not ``17``, which neither data set has in its column of codes."""
    return f"{cameo}0" if len(cameo) == 2 else cameo


_AS_CAMEO = {
    "10": "Demand",
    "100": "Demand",
    "1444": "Obstruct passage to demand change in institutions, regime",
}
"""Where PLOVER's crosswalk has its own name for a code of CAMEO, or a slip."""


@cache
def code_name(cameo: str) -> str:
    """What a CAMEO code says, in words; empty when the crosswalk does not say it."""
    names = {row.cameo: row.description for row in plover().cameo if row.description}
    return _AS_CAMEO.get(cameo) or names.get(cameo) or names.get(f"{cameo}0", "")


def sentence_number(told: Told) -> int | None:
    """Which sentence of the story tells the event, from 1; None outside the story."""
    article, at = told.record.article, told.event.trigger.start
    count = 0
    for block in article.blocks:
        if block.role not in BODY_ROLES:
            continue
        for start, end in split_sentences(article.text, block.start, block.end):
            count += 1
            if start <= at < end:
                return count
    return None


def leads(told: Told) -> bool:
    """Whether headline, standfirst or the first paragraph tell the event."""
    at = told.event.trigger.start
    for block in told.record.article.blocks:
        if block.role in ("headline", "standfirst") and block.start <= at < block.end:
            return True
        if block.role == "paragraph":
            return block.start <= at < block.end
    return False
