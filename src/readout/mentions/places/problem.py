"""The joint decision as arrays: groups of toponyms, their candidates, and features of each."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from readout.knowledge.gazetteer.table import ALTERNATE, KINDS, POSTAL, Gazetteer
from readout.mentions.places.renowned import renowned
from readout.mentions.places.words import Toponym, look_up

Floats = npt.NDArray[np.float32]

FEATURES = (
    "size", "city", "capital", "district", "admin2", "admin1", "country", "wide", "water",
    "alternate", "postal", "largest", "same country", "same division", "near", "inside next",
    "not inside next", "holds previous", "dateline", "outlet", "acts", "unit", "namesake", "peers",
    "renowned",
)  # fmt: skip
F = {name: i for i, name in enumerate(FEATURES)}
CANDIDATES = 40
"""Of one name, the largest of each."""
_BETWEEN = re.compile(r"^,?\s*[(,]?\s*$")
KIND = {name: i for i, name in enumerate(KINDS)}
_CLOSE = 1.2
"""Degrees of latitude and longitude together from a county to its towns."""


def _mask(*kinds: str) -> npt.NDArray[np.bool_]:
    return np.array([name in kinds for name in KINDS])


WATER = _mask("ocean", "sea", "gulf", "strait", "canal", "lake", "river")
POINT = _mask("city", "capital", "district", "facility", "admin2", "island")
FINE = POINT | _mask("admin1")
PLAIN = _mask("city", "capital", "district", "facility", "admin2", "admin1", "country")
TOWN = _mask("city", "capital")
NEARBY = _mask("admin2", "region", "island")
AREA = _mask("admin1", "admin2", "region")
STATE = _mask("capital", "country")


@dataclass(frozen=True)
class Hints:
    """What the page says beside its text."""

    dateline: tuple[int, int] | None = None
    """Code points of the dateline."""
    countries: frozenset[int] = frozenset()
    """Countries (index into ``Gazetteer.iso2``) that the address of the page speaks for."""


@dataclass
class Problem:
    """An article as arrays: ``G`` groups with ``N`` candidates in all."""

    group_of: list[int]
    """Toponym to group."""
    start: npt.NDArray[np.intp]
    """``[G + 1]``: first candidate of each group."""
    places: npt.NDArray[np.int64]
    """``[N]``."""
    owner: npt.NDArray[np.intp]
    """``[N]``: group of each candidate."""
    fixed: Floats
    """``[N, F]``: features that need no other group."""
    weight: Floats
    """``[G]``: how much a group counts for the others."""
    pairs: list[tuple[int, int]]
    """Groups (town, what it lies in), from "City, State"."""


def pose(
    toponyms: Sequence[Toponym],
    text: str,
    gazetteer: Gazetteer,
    hints: Hints,
    acting: Collection[int] = (),
) -> Problem:
    """Groups toponyms and lays out their candidates; ``acting`` are those that do something."""
    toponyms = _with_counties(toponyms, gazetteer)
    inner, outer = _nested(toponyms, text, gazetteer)
    index: dict[tuple[str, bool, bool], int] = {}
    group_of: list[int] = []
    members: list[list[int]] = []
    for i, one in enumerate(toponyms):
        slot = (one.key, one.form == "name", i in outer)
        if slot not in index:
            index[slot] = len(members)
            members.append([])
        members[index[slot]].append(i)
        group_of.append(index[slot])
    places: list[int] = []
    classes: list[int] = []
    known: list[int] = []
    start = [0]
    for group in members:
        first = toponyms[group[0]]
        both = list(zip(first.places, first.classes, strict=True))
        if len(both) > CANDIDATES:
            both.sort(key=lambda b: (b[1], -float(gazetteer.size[b[0]])))
            both = both[:CANDIDATES]
        known += [start[-1] + i for i in renowned(first.key, [p for p, _ in both], gazetteer)]
        places += [p for p, _ in both]
        classes += [c for _, c in both]
        start.append(len(places))
    starts = np.array(start, dtype=np.intp)
    owner = np.repeat(np.arange(len(members)), starts[1:] - starts[:-1])
    numbers = np.array(places, dtype=np.int64)
    fixed = _fixed(numbers, np.array(classes, dtype=np.int64), starts, owner, gazetteer, hints)
    fixed[known, F["renowned"]] = 1
    if hints.dateline:
        a, b = hints.dateline
        near = {group_of[i] for i, t in enumerate(toponyms) if a <= t.start < b}
        town = TOWN[gazetteer.kind[numbers]]
        fixed[_among(near, len(members))[owner] & town, F["dateline"]] = 1
    if acting:
        acts = _among({group_of[i] for i in acting}, len(members))[owner]
        able = STATE[gazetteer.kind[numbers]]
        fixed[acts & able, F["acts"]] = 1
    units = {group_of[i] for i, t in enumerate(toponyms) if _has_unit(text, t)}
    area = AREA[gazetteer.kind[numbers]]
    if units:
        fixed[_among(units, len(members))[owner] & area, F["unit"]] = 1
    fixed[:, F["namesake"]] = _namesakes(numbers, starts, owner, gazetteer)
    count = np.array([len(g) for g in members], dtype=np.float32)
    pairs = sorted({(group_of[a], group_of[b]) for a, b in inner})
    return Problem(group_of, starts, numbers, owner, fixed, np.sqrt(count), pairs)


_COUNTY = " county"


def _with_counties(toponyms: Sequence[Toponym], gazetteer: Gazetteer) -> list[Toponym]:
    """Toponyms with the counties that are meant without the word: "Preble" where the article says
    "Preble County" elsewhere, or where no place is called Preble."""
    keys = {one.key for one in toponyms}
    out = []
    for one in toponyms:
        if one.form == "name" and (not one.places or one.key + _COUNTY in keys):
            counties, _ = look_up(gazetteer, one.key + _COUNTY)
            more = tuple(place for place in counties if place not in one.places)
            if more:
                classes = one.classes + (ALTERNATE,) * len(more)
                one = one._replace(places=one.places + more, classes=classes)
        out.append(one)
    return out


def _among(groups: Collection[int], count: int) -> npt.NDArray[np.bool_]:
    """``[count]``: whether each group is one of some."""
    out = np.zeros(count, dtype=np.bool_)
    out[list(groups)] = True
    return out


_UNIT_AFTER = re.compile(
    r"\s(?:provinces?|governorates?|oblast|prefecture|states?|region|territory)\b", re.IGNORECASE
)
_UNIT_BEFORE = re.compile(
    r"\b(?:provinces?|governorates?|states?|region|prefecture) of (?:the )?$", re.IGNORECASE
)


def _has_unit(text: str, t: Toponym) -> bool:
    """Whether a name is said to be that of a division: "Idlib province", "the state of Georgia"."""
    inside = _UNIT_AFTER.search(text, t.start, t.end)
    return bool(
        inside
        or _UNIT_AFTER.match(text, t.end, t.end + 15)
        or _UNIT_BEFORE.search(text[max(0, t.start - 18) : t.start])
    )


def _namesakes(
    places: npt.NDArray[np.int64],
    start: npt.NDArray[np.intp],
    owner: npt.NDArray[np.intp],
    gazetteer: Gazetteer,
) -> npt.NDArray[np.bool_]:
    """``[N]``: divisions beside a town of their name that lies in them (Aleppo, New York), or a
    country of their name (Niger)."""
    out = np.zeros(len(places), dtype=np.bool_)
    kind = gazetteer.kind[places]
    wanted = np.flatnonzero(kind == KIND["admin1"])
    if not len(wanted):
        return out
    slot = owner * (len(gazetteer.divisions) + 1) + gazetteer.division[places]
    towns = set(slot[TOWN[kind]].tolist())
    states = set(owner[kind == KIND["country"]].tolist())
    for i, group, own in zip(
        wanted.tolist(), owner[wanted].tolist(), slot[wanted].tolist(), strict=True
    ):
        out[i] = own in towns or group in states
    return out


def _state_like(one: Toponym, gazetteer: Gazetteer) -> bool:
    return any(int(gazetteer.kind[p]) == KIND["country"] for p in one.places)


def _nested(
    toponyms: Sequence[Toponym], text: str, gazetteer: Gazetteer
) -> tuple[list[tuple[int, int]], set[int]]:
    """Toponyms that follow each other as "town, what holds it", and the second halves."""
    pairs: list[tuple[int, int]] = []
    outer: set[int] = set()
    for i in range(len(toponyms) - 1):
        a, b = toponyms[i], toponyms[i + 1]
        if a.form != "name" or b.form != "name" or b.start - a.end > 4 or b.start <= a.end:
            continue
        between = text[a.end : b.start]
        if not _BETWEEN.match(between) or (a.key == b.key and not a.places):
            continue
        if _state_like(a, gazetteer) and _state_like(b, gazetteer):
            continue  # "Niger, Nigeria and Chad" is a list
        if holds(gazetteer, b.places[:CANDIDATES], a.places).any():
            pairs.append((i, i + 1))
            outer.add(i + 1)
    return pairs, outer


def holds(gazetteer: Gazetteer, big: Sequence[int], small: Sequence[int]) -> npt.NDArray[np.bool_]:
    """``[big, small]``: whether a country or division contains a place; for counties and islands,
    which have no borders here, whether a town is near."""
    p, q = np.asarray(small, dtype=np.int64), np.asarray(big, dtype=np.int64)[:, None]
    above, below = gazetteer.kind[q], gazetteer.kind[p]
    inside = (gazetteer.country[q] == gazetteer.country[p]) & (q != p) & (above != below)
    close = np.abs(gazetteer.lat[q] - gazetteer.lat[p])
    close = close + np.abs(gazetteer.lon[q] - gazetteer.lon[p]) < _CLOSE
    state = gazetteer.division[q] == gazetteer.division[p]
    out = inside & (
        (above == KIND["country"])
        | ((above == KIND["admin1"]) & state)
        | (NEARBY[above] & close & TOWN[below])
    )
    return np.asarray(out, dtype=np.bool_)


def _fixed(
    places: npt.NDArray[np.int64],
    classes: npt.NDArray[np.int64],
    start: npt.NDArray[np.intp],
    owner: npt.NDArray[np.intp],
    gazetteer: Gazetteer,
    hints: Hints,
) -> Floats:
    out = np.zeros((len(places), len(FEATURES)), dtype=np.float32)
    if not len(places):
        return out
    size = gazetteer.size[places]
    kind = gazetteer.kind[places]
    out[:, F["size"]] = size / 10
    for name in ("city", "capital", "district", "admin2", "admin1", "country"):
        out[:, F[name]] = kind == KIND[name]
    # The capital of a large country is named for more than its own people.
    out[:, F["capital"]] *= gazetteer.country_size[gazetteer.country[places]] / 10
    out[:, F["district"]] += kind == KIND["facility"]
    water = WATER[kind]
    plain = PLAIN[kind]
    out[:, F["water"]] = water
    out[:, F["wide"]] = ~water & ~plain
    out[:, F["alternate"]] = classes == ALTERNATE
    out[:, F["postal"]] = classes == POSTAL
    # A division counts its towns; beside a town of its name it is no larger for that.
    own = np.where((kind == KIND["admin1"]) | (kind == KIND["admin2"]), 0, size)
    some = start[1:] > start[:-1]
    filled = np.zeros(len(start) - 1, dtype=np.float32)
    filled[some] = np.maximum.reduceat(own, start[:-1][some])
    out[:, F["largest"]] = (own >= filled[owner]) & (own > 0)
    if hints.countries:
        out[:, F["outlet"]] = np.isin(gazetteer.country[places], list(hints.countries))
    return out
