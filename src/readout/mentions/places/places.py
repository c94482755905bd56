"""Places of an article: toponyms found, told apart by use, and resolved together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from readout.knowledge.gazetteer.keys import fold
from readout.knowledge.gazetteer.table import ADJECTIVE, KINDS, PEOPLE, Gazetteer, gazetteer
from readout.knowledge.place_words import place_words
from readout.language.analysis import Analysis
from readout.mentions.places.around import NAME_ONLY, with_countries
from readout.mentions.places.capitals import described_capitals
from readout.mentions.places.denied import not_denied
from readout.mentions.places.hints import hints_of
from readout.mentions.places.resolve import Answer, Decision, decide, resolve
from readout.mentions.places.toponyms import find
from readout.mentions.places.use import may_act, use_of
from readout.mentions.places.words import Toponym, look_up
from readout.page.page import Page
from readout.record.types import Place, PlaceMention
from readout.spans import Span

METHOD = "gazetteer, joint"
_BRACKETED = re.compile(r"\([^()\n]*\)")
_SEEN, _SURE = 0.6, 0.37
"""Share of right answers by the score of the recognition, where the choice is sure; fitted on half
of GeoVirus."""


def find_places(page: Page, analysis: Analysis) -> list[Place]:
    """Places of an article in the order of their first mention, ids ``p1``, ``p2``...

    A toponym that no gazetteer knows is a place without coordinates (``method`` "name only"), with
    the country of the places around it where they agree.
    """
    table = gazetteer()
    groups = grouped(analysis, table, *decided(page, analysis, table))
    places = [_place(f"p{i}", ms, analysis, table) for i, ms in enumerate(groups, start=1)]
    return with_countries(places, analysis)


def decided(page: Page, analysis: Analysis, table: Gazetteer) -> tuple[list[Toponym], Decision]:
    """The toponyms of an article and the joint decision on them."""
    names = [e.span for author in page.byline for e in author.evidence if e.span]
    names += _agencies(page)
    toponyms = [
        t
        for t in find(analysis, table)
        if not any(name.start <= t.start and t.end <= name.end for name in names)
    ]
    acting = [i for i, t in enumerate(toponyms) if t.form == "name" and may_act(t, analysis)]
    return toponyms, decide(toponyms, page.text, table, hints_of(page, table), acting)


def _agencies(page: Page) -> list[Span]:
    """What stands in brackets in datelines: "(CANAL SEIS)" names who sent the report."""
    blocks = [b for b in page.blocks if b.role == "dateline"]
    return [
        Span(*found.span())
        for block in blocks
        for found in _BRACKETED.finditer(page.text, block.start, block.end)
    ]


def grouped(
    analysis: Analysis, table: Gazetteer, toponyms: Sequence[Toponym], decision: Decision
) -> list[list[tuple[Toponym, Answer]]]:
    """Toponyms of one place together, in the order of the first; described capitals with them."""
    answers = not_denied(toponyms, decision, analysis.text, table)
    pairs = list(zip(toponyms, answers, strict=True))
    pairs += described_capitals(toponyms, answers, analysis, table)
    groups: dict[object, list[tuple[Toponym, Answer]]] = {}
    for one, answer in sorted(pairs, key=lambda p: (p[0].start, p[0].end)):
        slot = answer.place if answer.place is not None else one.key
        groups.setdefault(slot, []).append((one, answer))
    return list(groups.values())


def _place(
    name: str, members: Sequence[tuple[Toponym, Answer]], analysis: Analysis, table: Gazetteer
) -> Place:
    mentions = [
        PlaceMention(start=t.start, end=t.end, use=use_of(t, a.place, analysis, table))
        for t, a in members
    ]
    first, answer = members[0]
    number = answer.place
    if number is None:
        return Place(
            id=name, name=analysis.text[first.start : first.end], kind="unknown",
            mentions=mentions, geonames_id=None, country=None, admin1=None, lat=None, lon=None,
            method=NAME_ONLY, confidence=round(0.5 * max(t.score for t, _ in members), 3),
        )  # fmt: skip
    certain = max((_SEEN + _SURE * t.score) * a.probability for t, a in members)
    code = table.divisions[table.division[number]]
    division = table.by_code.get(code) if not code.endswith(".") else None
    return Place(
        id=name,
        name=table.name(number),
        kind=KINDS[table.kind[number]],
        mentions=mentions,
        geonames_id=int(table.id[number]) or None,
        country=table.iso3[table.country[number]] or None,
        admin1=table.name(division) if division is not None else None,
        lat=round(float(table.lat[number]), 3),
        lon=round(float(table.lon[number]), 3),
        method=METHOD,
        confidence=round(min(1.0, certain), 3),
    )


def is_demonym(words: str) -> bool:
    """Whether words are known as an adjective or a people ("Syrian", "Syrians") alone."""
    _, classes = gazetteer().look_up(words)
    return len(classes) > 0 and int(classes.min()) >= ADJECTIVE


def resolve_spans(page: Page, spans: Sequence[tuple[int, int]]) -> list[tuple[float, float] | None]:
    """Latitude and longitude of given spans (code points, in text order); None where unknown."""
    table = gazetteer()
    toponyms = [given(page.text, a, b, table) for a, b in spans]
    answers = resolve(toponyms, page.text, table, hints_of(page, table))
    return [
        None if a.place is None else (float(table.lat[a.place]), float(table.lon[a.place]))
        for a in answers
    ]


_AFFIX = re.compile(
    r"^(?:the|north(?:ern)?|south(?:ern)?|east(?:ern)?|west(?:ern)?|central|downtown|greater)\s+"
    r"|(?:['’]s|\s+(?:province|city|district|state|region|governorate|county|area|town|airport"
    r"|city council|international airport|metropolitan area))$",
    re.IGNORECASE,
)


@cache
def _common() -> frozenset[str]:
    """Words that are no place of their own inside a longer name: "Cornell University" is in no town
    called University."""
    known = place_words()
    return frozenset({fold(w) for w in known.never | known.seldom | known.heads | known.features})


def given(text: str, start: int, end: int, table: Gazetteer) -> Toponym:
    """A toponym from a span that is known to be one: looked up whole, then in part."""
    words = text[start:end]
    places: tuple[int, ...] = ()
    classes: tuple[int, ...] = ()
    tries = [words]
    for _ in range(3):
        tries.append(_AFFIX.sub("", tries[-1]))
    parts = words.replace(",", " ").split()
    for length in range(len(parts) - 1, 0, -1):
        tries += [" ".join(parts[i : i + length]) for i in range(len(parts) - length + 1)]
    for one in tries[:40]:
        key = fold(one)
        if one == words or (one[:1].isupper() and key not in _common()):
            places, classes = look_up(table, key)
            if places:
                words = one
                break
    marked = bool(classes) and min(classes) >= ADJECTIVE
    form = "people" if marked and PEOPLE in classes else "adjective" if marked else "name"
    return Toponym(start, end, 0, 1, fold(words), form, places, classes, "given", 1.0)
