"""Which places the toponyms of an article name: one joint decision.

Toponyms of one name are one group with one answer (one sense per discourse; Gale, Church and
Yarowsky 1992), apart from those that stand as the second half of "City, State". Each group has a
softmax over its candidates; the score of a candidate is a weighted sum of features, some of which
look at what the other groups make of themselves (their country, their division, how near they are),
so the decision is repeated a few times from the first guess on (mean field). Weights:
``weights.json``.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import msgspec
import numpy as np
import numpy.typing as npt

from readout.knowledge.gazetteer.table import KINDS, Gazetteer
from readout.mentions.places.problem import (
    FEATURES,
    FINE,
    KIND,
    POINT,
    F,
    Floats,
    Hints,
    Problem,
    holds,
    pose,
)
from readout.mentions.places.words import Toponym

ROUNDS = 3
CONTEXT = 120
"""Groups that others look at, the most frequent: bounds the work on a text of any length."""
FAINT = 0.003
"""Candidates less likely than this at first are not looked at for nearness."""
NEAR_KM = 100.0
_EARTH_KM = 6371.0
_CELLS = 2_000_000
"""Cells of the table of nearness held at once."""


class _Weights(msgspec.Struct, frozen=True):
    origin: str
    weights: dict[str, float]


@cache
def weights() -> Floats:
    """``[len(FEATURES)]``."""
    raw = Path(__file__).with_name("weights.json").read_bytes()
    file = msgspec.json.decode(raw, type=_Weights)
    return np.array([file.weights[name] for name in FEATURES], dtype=np.float32)


class Answer(NamedTuple):
    """What a toponym was taken for."""

    place: int | None
    """Number in the gazetteer; None when it has no candidate."""
    probability: float
    candidates: tuple[tuple[int, float], ...]
    """Number and probability, best first, at most five."""


def solve(problem: Problem, gazetteer: Gazetteer, w: Floats) -> tuple[Floats, Floats]:
    """``[N]`` probabilities within groups, and the ``[N, F]`` features of the last round."""
    n = len(problem.places)
    features = problem.fixed.copy()
    if not n:
        return np.zeros(0, np.float32), features
    owner, places, groups = problem.owner, problem.places, len(problem.weight)
    softmax = _Softmax(problem.start)
    chance = softmax(features @ w)
    chosen = np.zeros(groups, dtype=np.bool_)
    chosen[np.argsort(-problem.weight, kind="stable")[:CONTEXT]] = True
    heard = chosen[owner]
    kind = gazetteer.kind[places].astype(np.int64)
    country = gazetteer.country[places].astype(np.int64)
    state = kind == KIND["country"]
    shares = (
        (F["same country"], _Share(country, country > 0, owner)),
        (F["same division"], _Share(gazetteer.division[places], FINE[kind], owner)),
        (
            F["peers"],
            _Share(
                np.where(state, 0, country) * len(KINDS) + kind,
                state | (kind == KIND["admin1"]),
                owner,
            ),
        ),
    )
    exact = POINT[kind]
    inside = np.flatnonzero(heard & exact & (chance > FAINT))
    near = _Near(_points(gazetteer.lat[places], gazetteer.lon[places]), owner, inside)
    for _ in range(ROUNDS):
        mass = chance * problem.weight[owner]
        context = np.where(heard, mass, 0)
        rest = context.sum() - np.bincount(owner, context, groups)[owner]
        for column, share in shares:
            features[:, column] = share.of_others(context) / (np.maximum(rest, 0) + 1)
        # Noisy or: one close neighbour is enough, a second adds less.
        features[:, F["near"]] = (1 - np.exp(-near.of_others(mass))) * exact
        _pair_features(problem, gazetteer, chance, features)
        chance = softmax(features @ w)
    return chance, features


class _Near:
    """Sums over candidates of other groups, weighted by nearness: exp(-km / NEAR_KM)."""

    def __init__(
        self, point: Floats, owner: npt.NDArray[np.intp], inside: npt.NDArray[np.intp]
    ) -> None:
        self.point, self.owner, self.inside = point, owner, inside
        rows = max(1, _CELLS // max(1, len(inside)))
        self.parts = [slice(i, i + rows) for i in range(0, len(point), rows)]
        self.kept = self._weights(self.parts[0]) if len(self.parts) == 1 else None

    def of_others(self, mass: Floats) -> Floats:
        some = mass[self.inside]
        # Both sides are finite. OpenBLAS's vector code now and then raises the flag all the same,
        # for what lies in its registers behind the end of a row.
        with np.errstate(invalid="ignore"):
            if self.kept is not None:
                return np.asarray(self.kept @ some)
            return np.concatenate([self._weights(part) @ some for part in self.parts])

    def _weights(self, part: slice) -> Floats:
        # By the chord: cheaper than the arc, and the same where it matters.
        square = np.maximum(2 - 2 * (self.point[part] @ self.point[self.inside].T), 0)
        out = np.exp(np.sqrt(square) * np.float32(-_EARTH_KM / NEAR_KM))
        out[self.owner[part, None] == self.owner[self.inside][None, :]] = 0
        return np.asarray(out, dtype=np.float32)


class _Share:
    """Sums over candidates with the same key, without those of the own group."""

    def __init__(
        self,
        key: npt.NDArray[np.integer[Any]],
        valid: npt.NDArray[np.bool_],
        owner: npt.NDArray[np.intp],
    ) -> None:
        self.valid = valid
        self.key = key
        joint = owner * (int(key.max()) + 1) + key
        _, self.own = np.unique(joint, return_inverse=True)

    def of_others(self, mass: Floats) -> npt.NDArray[np.float64]:
        held = np.where(self.valid, mass, 0)
        whole = np.bincount(self.key, held)[self.key]
        return np.where(self.valid, whole - np.bincount(self.own, held)[self.own], 0.0)


def _pair_features(
    problem: Problem, gazetteer: Gazetteer, chance: Floats, features: Floats
) -> None:
    for small, big in problem.pairs:
        a, b = problem.start[small], problem.start[small + 1]
        c, d = problem.start[big], problem.start[big + 1]
        table = holds(gazetteer, problem.places[c:d].tolist(), problem.places[a:b].tolist())
        table = table.T.astype(np.float32)
        if not table.size:
            continue
        features[a:b, F["inside next"]] = np.maximum(
            features[a:b, F["inside next"]], table @ chance[c:d]
        )
        features[a:b, F["not inside next"]] = 1 - features[a:b, F["inside next"]]
        features[c:d, F["holds previous"]] = np.maximum(
            features[c:d, F["holds previous"]], table.max(0) * 0.5 + 0.5 * (chance[a:b] @ table)
        )


def _points(lat: Floats, lon: Floats) -> Floats:
    """``[N, 3]`` on the unit sphere."""
    y, x = np.radians(lat), np.radians(lon)
    return np.stack([np.cos(y) * np.cos(x), np.cos(y) * np.sin(x), np.sin(y)], 1)


class _Softmax:
    """The softmax within each group."""

    def __init__(self, start: npt.NDArray[np.intp]) -> None:
        sizes = start[1:] - start[:-1]
        self.begin = start[:-1][sizes > 0]
        filled = sizes[sizes > 0]
        self.at = np.repeat(np.arange(len(filled)), filled)

    def __call__(self, scores: Floats) -> Floats:
        powers = np.exp(scores - np.maximum.reduceat(scores, self.begin)[self.at])
        out = powers / np.add.reduceat(powers, self.begin)[self.at]
        return np.asarray(out, dtype=np.float32)


@dataclass(frozen=True)
class Decision:
    """The joint decision with what it was made from, for those who ask why."""

    problem: Problem
    chance: Floats
    """``[N]``: probability of each candidate within its group."""
    features: Floats
    """``[N, F]``: of the last round, so that the scores are their weighted sums."""

    @property
    def answers(self) -> list[Answer]:
        """One answer for each toponym."""
        problem = self.problem
        answers: dict[int, Answer] = {}
        out = []
        for group in problem.group_of:
            if group not in answers:
                top = tuple(
                    (int(problem.places[i]), float(self.chance[i])) for i in self.ranked(group)[:5]
                )
                answers[group] = Answer(*top[0], top) if top else Answer(None, 0.0, ())
            out.append(answers[group])
        return out

    def ranked(self, group: int) -> list[int]:
        """Candidates of a group (places in the arrays), the likeliest first."""
        a, b = int(self.problem.start[group]), int(self.problem.start[group + 1])
        if b - a < 2:
            return list(range(a, b))
        order: list[int] = (np.argsort(-self.chance[a:b], kind="stable") + a).tolist()
        return order


def decide(
    toponyms: Sequence[Toponym],
    text: str,
    gazetteer: Gazetteer,
    hints: Hints,
    acting: Collection[int] = (),
) -> Decision:
    """The joint decision on the toponyms of one article."""
    problem = pose(toponyms, text, gazetteer, hints, acting)
    return Decision(problem, *solve(problem, gazetteer, weights()))


def resolve(
    toponyms: Sequence[Toponym],
    text: str,
    gazetteer: Gazetteer,
    hints: Hints,
    acting: Collection[int] = (),
) -> list[Answer]:
    """One answer for each toponym."""
    return decide(toponyms, text, gazetteer, hints, acting).answers
