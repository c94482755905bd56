"""Episodes as lists and sheets, and casualty figures as ranges by source."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

import msgspec

from readout.accounts.amounts import CASUALTIES
from readout.accounts.episodes import Count
from readout.record.types import Bounds
from readout.view.accounts import numbers
from readout.view.web.filters import ARTICLES
from readout.view.web.library import dicts

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

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


_COUNTED = (
    "held AS (SELECT reading, episode, id, count(DISTINCT account) FILTER (stance <> 'silent') AS "
    "speak, bool_or(stance = 'asserts') AND bool_or(stance = 'denies') AS against, "
    "bool_or(stance = 'silent') AS silent FROM points SEMI JOIN those "
    "ON those.reading = points.reading GROUP BY ALL), "
    "told AS (SELECT reading, episode, count(*) AS points, count(*) FILTER (against) AS against, "
    "count(*) FILTER (speak > 1 AND NOT against) AS shared, count(*) FILTER (silent) AS silent "
    "FROM held GROUP BY ALL), "
    "sides AS (SELECT c.reading, c.episode, count(*) AS accounts, "
    "string_agg(n.name, ', ' ORDER BY c.id) AS sides FROM accounts c "
    "SEMI JOIN those ON those.reading = c.reading LEFT JOIN every.entities n "
    "ON n.reading = c.reading AND n.id = c.side GROUP BY ALL)"
)


def listed(where: str) -> str:
    """SQL of the episodes of the articles of a filter, those with contradictions first."""
    return (
        f"WITH those AS (SELECT a.reading, a.article, a.headline, a.outlet, a.published_on "
        f"{ARTICLES} WHERE {where}), {_COUNTED} "
        "SELECT those.article, e.id AS episode, e.type, e.participants, p.name AS place, "
        "e.from_date, e.to_date, coalesce(sides.accounts, 0) AS accounts, sides.sides, "
        "coalesce(told.points, 0) AS points, coalesce(told.against, 0) AS contradicted, "
        "coalesce(told.shared, 0) AS shared, coalesce(told.silent, 0) AS silences, "
        "those.headline, those.outlet, those.published_on "
        "FROM episodes e JOIN those ON those.reading = e.reading "
        "LEFT JOIN told ON told.reading = e.reading AND told.episode = e.id "
        "LEFT JOIN sides ON sides.reading = e.reading AND sides.episode = e.id "
        "LEFT JOIN every.places p ON p.reading = e.reading AND p.id = e.place "
        "ORDER BY contradicted DESC, points DESC, those.published_on DESC NULLS LAST, "
        "those.article, e.id"
    )


def with_names(where: str) -> str:
    """SQL of :func:`listed` with the names of the participants in place of their ids."""
    return (
        "SELECT l.* REPLACE (coalesce((SELECT string_agg(n.name, '; ' ORDER BY n.id) "
        "FROM leaves v JOIN every.entities n ON n.reading = v.reading WHERE v.article = l.article "
        "AND list_contains(string_split(l.participants, '; '), n.id)), l.participants) "
        f"AS participants) FROM ({listed(where)}) l "
        "ORDER BY contradicted DESC, points DESC, published_on DESC NULLS LAST, article, episode"
    )


def episodes(
    con: DuckDBPyConnection, where: str, values: Sequence[Any], limit: int, offset: int
) -> list[dict[str, Any]]:
    """A page of :func:`listed`, with the names of the participants."""
    rows = dicts(con, f"{listed(where)} LIMIT ? OFFSET ?", [*values, limit, offset])
    articles = list({row["article"] for row in rows})
    named = dicts(
        con,
        "SELECT a.article, n.id, n.name FROM leaves a "
        "JOIN every.entities n ON n.reading = a.reading WHERE a.article IN (SELECT unnest(?))",
        [articles],
    )
    names = {(row["article"], row["id"]): row["name"] for row in named}
    for row in rows:
        ids = (row["participants"] or "").split("; ")
        row["participants"] = ", ".join(names.get((row["article"], i), i) for i in ids if i)
    return rows
