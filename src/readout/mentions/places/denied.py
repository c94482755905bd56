"""What the text denies: a town that it says lies in another country than the one of the gazetteer.

Gazetteers have no hamlets, and a town abroad of the same name is then the only candidate: "Faru and
Kaya in the Maradun district" are no towns in Portugal and Burkina Faso. In 2,070 articles that were
read for it this changed nine mentions, and each of them was wrong before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from readout.knowledge.gazetteer.table import KINDS, Gazetteer
from readout.mentions.places.resolve import Answer, Decision
from readout.mentions.places.words import Toponym

_IN = re.compile(
    r",? in (?:the |(?:north|south|east|west)[a-z-]* |central |neighbou?ring |nearby |remote "
    r"|rural |(?:district|region|province|state|county|municipality) of )*"
)
"""What stands between a town and what it lies in, over other places and words for directions."""
_COMMA = ", "
_GOES_ON = re.compile(r" [^\W\d_a-zß-ÿ]")
"""A capital behind a name: it is part of a longer one."""
_LISTED = (", ", " and ", ", and ")
_TOWNS = frozenset(("city", "district", "admin2"))
_AROUND = frozenset(("admin1", "admin2", "city", "country", "capital", "district"))
_CLAIMED = frozenset(
    frozenset(pair.split("-"))
    for pair in "CHN-HKG CHN-MAC CHN-TWN ISR-PSE MAR-ESH RUS-UKR SRB-XKX CYP-TUR GEO-RUS".split()
)
"""Countries of which one holds or claims towns of the other."""


def not_denied(
    toponyms: Sequence[Toponym], decision: Decision, text: str, table: Gazetteer
) -> list[Answer]:
    """The answers, of towns that the text puts into another country the likeliest candidate there,
    or none; the same for each mention of a name."""
    answers = decision.answers
    changed: dict[int, Answer] = {}
    for town, country in _told(toponyms, answers, text, table):
        answer = answers[town]
        if answer.place is None or _fits(table.iso3[table.country[answer.place]], country):
            continue
        kept = [c for c in answer.candidates if _fits(table.iso3[table.country[c[0]]], country)]
        place, chance = kept[0] if kept else (None, 0.0)
        changed[decision.problem.group_of[town]] = Answer(place, chance, tuple(kept))
    groups = decision.problem.group_of
    return [changed.get(g, answer) for g, answer in zip(groups, answers, strict=True)]


def _fits(ours: str, theirs: str) -> bool:
    return ours == theirs or frozenset((ours, theirs)) in _CLAIMED


def _told(
    toponyms: Sequence[Toponym], answers: Sequence[Answer], text: str, table: Gazetteer
) -> Iterator[tuple[int, str]]:
    """Towns (index) with the country that the words behind them put them into."""
    for i in range(len(toponyms) - 1):
        around = answers[i + 1].place
        if toponyms[i + 1].form != "name" or around is None:
            continue
        kind, country = KINDS[table.kind[around]], table.iso3[table.country[around]]
        between = text[toponyms[i].end : toponyms[i + 1].start]
        inside = kind in _AROUND and _IN.fullmatch(between)
        beside = kind == "admin1" and between == _COMMA and not _in_list(toponyms, i, text)
        if not country or not (inside or beside):
            continue
        k = i
        while k >= 0 and _is_town(toponyms[k], answers[k], table):
            yield k, country
            if not inside or k == 0 or text[toponyms[k - 1].end : toponyms[k].start] not in _LISTED:
                break
            k -= 1


def _in_list(toponyms: Sequence[Toponym], i: int, text: str) -> bool:
    """Whether a name and the next are of a list, or the next is only the beginning of a name."""
    before = text[max(0, toponyms[i].start - 5) : toponyms[i].start]
    return before.endswith(_LISTED) or _GOES_ON.match(text, toponyms[i + 1].end) is not None


def _is_town(one: Toponym, answer: Answer, table: Gazetteer) -> bool:
    """Whether a name is that of a town, or of a place without a point."""
    return one.form == "name" and (
        answer.place is None or KINDS[table.kind[answer.place]] in _TOWNS
    )
