"""Episodes as lists and sheets, and casualty figures as ranges by source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import msgspec

from readout.accounts.amounts import CASUALTIES
from readout.accounts.episodes import Count
from readout.record.types import Bounds
from readout.view.accounts import numbers
from readout.view.web.filters import ARTICLES

WIDTH = 640
_ROW, _LEFT, _RIGHT, _TOP = 26, 210, 90, 30


class Range(msgspec.Struct, frozen=True):
    """What one source says, in pixels; without ``x1`` it has no upper end, without ``x0`` no
    lower one."""

    who: str
    told: str
    y: float
    x0: float
    x1: float
    open_low: bool
    open_high: bool


class Ranges(msgspec.Struct, frozen=True):
    """The ranges of one kind ("killed"), one row for each source."""

    kind: str
    rows: list[Range]
    ticks: list[tuple[float, str]]
    height: int


def ranges(counts: Iterable[tuple[str, Bounds | Count]]) -> list[Ranges]:
    """Plots of (source, figure) pairs, one for each kind of casualty, casualties first."""
    kinds: dict[str, list[tuple[str, Bounds | Count]]] = {}
    for who, one in counts:
        if one.min is not None or one.max is not None:
            kinds.setdefault(one.kind, []).append((who, one))
    order = sorted(kinds, key=lambda kind: (kind not in CASUALTIES, kind))
    return [_one(kind, kinds[kind]) for kind in order]


def _one(kind: str, held: Sequence[tuple[str, Bounds | Count]]) -> Ranges:
    ends = [v for _, one in held for v in (one.min, one.max) if v is not None]
    top, step = _axis(max(ends))
    across = WIDTH - _LEFT - _RIGHT

    def x(value: float) -> float:
        return round(_LEFT + across * value / top, 1)

    rows = []
    for n, (who, one) in enumerate(held[:40]):
        low = 0.0 if one.min is None else one.min
        high = top if one.max is None else one.max
        rows.append(
            Range(
                who, numbers(one), _TOP + _ROW * (n + 0.5), x(low), x(high),
                one.min is None, one.max is None,
            )
        )  # fmt: skip
    ticks = [(x(step * n), f"{step * n:,g}") for n in range(round(top / step) + 1)]
    return Ranges(kind, rows, ticks, _TOP + _ROW * len(rows) + 8)


def _axis(most: float) -> tuple[float, float]:
    """Top and step of an axis from 0, with at most six steps."""
    size = 1.0
    while True:
        for factor in (1, 2, 5):
            step = factor * size
            if step * 5 >= most:
                return max(-(-most // step), 1) * step, step
        size *= 10


LISTED = (
    "SELECT a.article, e.episode, e.type, e.participants, e.place, e.from_date, e.to_date, "
    "e.accounts, e.sides, e.points, e.contradicted, e.shared, e.silences, a.headline, a.outlet, "
    f"a.published_on {ARTICLES} JOIN tellings e ON e.reading = a.reading WHERE {{where}} "
    "ORDER BY contradicted DESC, points DESC, a.published_on DESC NULLS LAST, a.article, e.episode"
)
"""SQL of the episodes of the articles of a filter, those with contradictions first."""
