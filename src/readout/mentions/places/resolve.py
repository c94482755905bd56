"""Which places the toponyms of an article name: one joint decision.

Toponyms of one name are one group with one answer (one sense per discourse; Gale, Church and
Yarowsky 1992), apart from those that stand as the second half of "City, State". Each group has a
softmax over its candidates; the score of a candidate is a weighted sum of features, some of which
look at what the other groups make of themselves (their country, their division, how near they are),
so the decision is repeated a few times from the first guess on (mean field). Weights:
``weights.json``.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import msgspec
import numpy as np
import numpy.typing as npt

from readout.knowledge.gazetteer.table import ALTERNATE, KINDS, POSTAL, Gazetteer
from readout.mentions.places.words import Toponym

Floats = npt.NDArray[np.float32]

FEATURES = (
    "size", "city", "capital", "district", "admin2", "admin1", "country", "wide", "water",
    "alternate", "postal", "largest", "same country", "same division", "near", "inside next",
    "not inside next", "holds previous", "dateline", "outlet", "acts", "unit", "namesake", "peers",
)  # fmt: skip
ROUNDS = 3
CANDIDATES = 40
"""Of one name, the largest of each."""
CONTEXT = 120
"""Groups that others look at, the most frequent: bounds the work on a text of any length."""
NEAR_KM = 100.0
_EARTH_KM = 6371.0
_BETWEEN = re.compile(r"^,?\s*[(,]?\s*$")
_K = {name: i for i, name in enumerate(KINDS)}
_CLOSE = 1.2
"""Degrees of latitude and longitude together from a county to its towns."""


def _mask(*kinds: str) -> npt.NDArray[np.bool_]:
    return np.array([name in kinds for name in KINDS])


_WATER = _mask("ocean", "sea", "gulf", "strait", "canal", "lake", "river")
_POINT = _mask("city", "capital", "district", "facility", "admin2", "island")
_FINE = _POINT | _mask("admin1")
_PLAIN = _mask("city", "capital", "district", "facility", "admin2", "admin1", "country")
_TOWN = _mask("city", "capital")
_NEARBY = _mask("admin2", "region", "island")
_AREA = _mask("admin1", "admin2", "region")
_STATE = _mask("capital", "country")


class _Weights(msgspec.Struct, frozen=True):
    origin: str
    weights: dict[str, float]


@cache
def weights() -> Floats:
    """``[len(FEATURES)]``."""
    raw = Path(__file__).with_name("weights.json").read_bytes()
    file = msgspec.json.decode(raw, type=_Weights)
    return np.array([file.weights[name] for name in FEATURES], dtype=np.float32)


@dataclass(frozen=True)
class Hints:
    """What the page says beside its text."""

    dateline: tuple[int, int] | None = None
    """Code points of the dateline."""
    countries: frozenset[int] = frozenset()
    """Countries (index into ``Gazetteer.iso2``) that the address of the page speaks for."""
    places: frozenset[int] = frozenset()
    """Towns named in the address or the name of the outlet."""


@dataclass(frozen=True)
class Answer:
    """What a toponym was taken for."""

    place: int | None
    """Number in the gazetteer; None when it has no candidate."""
    probability: float
    candidates: tuple[tuple[int, float], ...]
    """Number and probability, best first, at most five."""


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
    start = [0]
    for group in members:
        first = toponyms[group[0]]
        both = list(zip(first.places, first.classes, strict=True))
        if len(both) > CANDIDATES:
            both.sort(key=lambda b: (b[1], -float(gazetteer.size[b[0]])))
            both = both[:CANDIDATES]
        places += [p for p, _ in both]
        classes += [c for _, c in both]
        start.append(len(places))
    starts = np.array(start, dtype=np.intp)
    owner = np.repeat(np.arange(len(members)), np.diff(starts))
    numbers = np.array(places, dtype=np.int64)
    fixed = _fixed(numbers, np.array(classes, dtype=np.int64), starts, owner, gazetteer, hints)
    if hints.dateline:
        a, b = hints.dateline
        near = {group_of[i] for i, t in enumerate(toponyms) if a <= t.start < b}
        town = _TOWN[gazetteer.kind[numbers]]
        fixed[np.isin(owner, list(near)) & town, FEATURES.index("dateline")] = 1
    if acting:
        acts = np.isin(owner, sorted({group_of[i] for i in acting}))
        able = _STATE[gazetteer.kind[numbers]]
        fixed[acts & able, FEATURES.index("acts")] = 1
    units = {group_of[i] for i, t in enumerate(toponyms) if _has_unit(text, t)}
    area = _AREA[gazetteer.kind[numbers]]
    fixed[np.isin(owner, sorted(units)) & area, FEATURES.index("unit")] = 1
    fixed[:, FEATURES.index("namesake")] = _namesakes(numbers, starts, owner, gazetteer)
    count = np.array([len(g) for g in members], dtype=np.float32)
    pairs = sorted({(group_of[a], group_of[b]) for a, b in inner})
    return Problem(group_of, starts, numbers, owner, fixed, np.sqrt(count), pairs)


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
    """``[N]``: divisions beside a town of their name that lies in them (Aleppo, New York)."""
    division = gazetteer.division[places].astype(np.int64)
    slot = owner * (len(gazetteer.divisions) + 1) + division
    town = _TOWN[gazetteer.kind[places]]
    out = (gazetteer.kind[places] == _K["admin1"]) & np.isin(slot, slot[town])
    return np.asarray(out, dtype=np.bool_)


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
        (above == _K["country"])
        | ((above == _K["admin1"]) & state)
        | (_NEARBY[above] & close & _TOWN[below])
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
    f = {name: i for i, name in enumerate(FEATURES)}
    size = gazetteer.size[places]
    kind = gazetteer.kind[places]
    out[:, f["size"]] = size / 10
    for name in ("city", "capital", "district", "admin2", "admin1", "country"):
        out[:, f[name]] = kind == _K[name]
    # The capital of a large country is named for more than its own people.
    out[:, f["capital"]] *= gazetteer.country_size[gazetteer.country[places]] / 10
    out[:, f["district"]] += kind == _K["facility"]
    water = _WATER[kind]
    plain = _PLAIN[kind]
    out[:, f["water"]] = water
    out[:, f["wide"]] = ~water & ~plain
    out[:, f["alternate"]] = classes == ALTERNATE
    out[:, f["postal"]] = classes == POSTAL
    # A division counts its towns; beside a town of its name it is no larger for that.
    own = np.where((kind == _K["admin1"]) | (kind == _K["admin2"]), 0, size)
    most = np.maximum.reduceat(own, start[:-1][np.diff(start) > 0])
    filled = np.full(len(start) - 1, 0, dtype=np.float32)
    filled[np.diff(start) > 0] = most
    out[:, f["largest"]] = (own >= filled[owner]) & (own > 0)
    if hints.countries:
        out[:, f["outlet"]] = np.isin(gazetteer.country[places], list(hints.countries))
    return out


def solve(problem: Problem, gazetteer: Gazetteer, w: Floats) -> tuple[Floats, Floats]:
    """``[N]`` probabilities within groups, and the ``[N, F]`` features of the last round."""
    n = len(problem.places)
    features = problem.fixed.copy()
    if not n:
        return np.zeros(0, np.float32), features
    f = {name: i for i, name in enumerate(FEATURES)}
    owner, places = problem.owner, problem.places
    chance = _softmax(features @ w, problem.start)
    counted = np.argsort(-problem.weight, kind="stable")[:CONTEXT]
    chosen = np.zeros(len(problem.weight), dtype=np.bool_)
    chosen[counted] = True
    inside = np.flatnonzero(chosen[owner])
    country = gazetteer.country[places].astype(np.int64)
    division = gazetteer.division[places].astype(np.int64)
    fine = _FINE[gazetteer.kind[places]]
    exact = _POINT[gazetteer.kind[places]]
    point = _points(gazetteer.lat[places], gazetteer.lon[places])
    near = _nearness(point, point[inside])
    near *= exact[inside][None, :]
    near[owner[:, None] == owner[inside][None, :]] = 0
    _, c_of = np.unique(country, return_inverse=True)
    _, d_of = np.unique(division, return_inverse=True)
    kind = gazetteer.kind[places].astype(np.int64)
    peer = np.where(kind == _K["country"], 0, country) * len(KINDS) + kind
    _, p_of = np.unique(peer, return_inverse=True)
    ranked = (kind == _K["country"]) | (kind == _K["admin1"])
    for _ in range(ROUNDS):
        mass = chance * problem.weight[owner]
        context = np.where(chosen[owner], mass, 0)
        total = float(context.sum())
        rest = np.maximum(total - np.bincount(owner, context, len(problem.weight))[owner], 1e-6)
        features[:, f["same country"]] = _share(c_of, country > 0, owner, context) / (rest + 1)
        features[:, f["same division"]] = _share(d_of, fine, owner, context) / (rest + 1)
        features[:, f["peers"]] = _share(p_of, ranked, owner, context) / (rest + 1)
        # Noisy or: one close neighbour is enough, a second adds less.
        features[:, f["near"]] = 1 - np.exp(-(near @ mass[inside]))
        features[:, f["near"]] *= exact
        _pair_features(problem, gazetteer, chance, features, f)
        chance = _softmax(features @ w, problem.start)
    return chance, features


def _share(
    key: npt.NDArray[np.intp],
    valid: npt.NDArray[np.bool_],
    owner: npt.NDArray[np.intp],
    context: Floats,
) -> Floats:
    """Mass of the other groups on the same key."""
    held = np.where(valid, context, 0)
    whole = np.bincount(key, held)
    joint = owner * (int(key.max()) + 1) + key
    _, at = np.unique(joint, return_inverse=True)
    own = np.bincount(at, held)
    return np.where(valid, whole[key] - own[at], 0).astype(np.float32)


def _pair_features(
    problem: Problem, gazetteer: Gazetteer, chance: Floats, features: Floats, f: dict[str, int]
) -> None:
    for small, big in problem.pairs:
        a, b = problem.start[small], problem.start[small + 1]
        c, d = problem.start[big], problem.start[big + 1]
        table = holds(gazetteer, problem.places[c:d].tolist(), problem.places[a:b].tolist())
        table = table.T.astype(np.float32)
        if not table.size:
            continue
        features[a:b, f["inside next"]] = np.maximum(
            features[a:b, f["inside next"]], table @ chance[c:d]
        )
        features[a:b, f["not inside next"]] = 1 - features[a:b, f["inside next"]]
        features[c:d, f["holds previous"]] = np.maximum(
            features[c:d, f["holds previous"]], table.max(0) * 0.5 + 0.5 * (chance[a:b] @ table)
        )


def _points(lat: Floats, lon: Floats) -> Floats:
    """``[N, 3]`` on the unit sphere."""
    y, x = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)], 1)


def _nearness(a: Floats, b: Floats) -> Floats:
    """``[A, B]``: exp(-km / NEAR_KM), by the chord."""
    square = np.maximum(2 - 2 * (a @ b.T), 0)
    return np.asarray(np.exp(-np.sqrt(square) * (_EARTH_KM / NEAR_KM)), dtype=np.float32)


def _softmax(scores: Floats, start: npt.NDArray[np.intp]) -> Floats:
    sizes = np.diff(start)
    begin = start[:-1][sizes > 0]
    filled = sizes[sizes > 0]
    powers = np.exp(scores - np.repeat(np.maximum.reduceat(scores, begin), filled))
    out = powers / np.repeat(np.add.reduceat(powers, begin), filled)
    return np.asarray(out, dtype=np.float32)


def resolve(
    toponyms: Sequence[Toponym],
    text: str,
    gazetteer: Gazetteer,
    hints: Hints,
    acting: Collection[int] = (),
) -> list[Answer]:
    """One answer for each toponym."""
    problem = pose(toponyms, text, gazetteer, hints, acting)
    chance, _ = solve(problem, gazetteer, weights())
    answers: dict[int, Answer] = {}
    out = []
    for group in problem.group_of:
        if group not in answers:
            a, b = problem.start[group], problem.start[group + 1]
            order = np.argsort(-chance[a:b], kind="stable")[:5] + a
            top = tuple((int(problem.places[i]), float(chance[i])) for i in order)
            answers[group] = Answer(*top[0], top) if top else Answer(None, 0.0, ())
        out.append(answers[group])
    return out
