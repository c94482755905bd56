"""Who does what to whom: the strongest pairs, where their actors stand, and when."""

from __future__ import annotations

import math
from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

import msgspec
import numpy as np
import numpy.typing as npt

from readout.view.web.filters import EVENTS
from readout.view.web.library import dicts
from readout.view.web.plots.quads import leading, told

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

WIDTH, HEIGHT = 1080, 640
PAIRS = (20, 40, 80)
"""How many pairs may be drawn."""
OF = {"names": "name_pairs", "countries": "country_pairs"}
"""What is paired, and the table of its pairs."""
BINS = 24
"""Of the small plots over time."""
_SIDE, _ABOVE = 90, 40


class Pair(msgspec.Struct, frozen=True):
    """A source and a target with their events; ``bins`` counts them over time."""

    source: str
    target: str
    n: int
    key: str
    told: str
    first: date | None
    last: date | None
    bins: list[int]


class Node(msgspec.Struct, frozen=True):
    """An actor in pixels, with the events it acts and suffers in the pairs shown."""

    name: str
    x: float
    y: float
    r: float
    out: int
    into: int
    left: bool
    """Whether its name stands to the left of it."""


class Edge(msgspec.Struct, frozen=True):
    """A pair as a curve and the head of an arrow."""

    pair: Pair
    path: str
    head: str
    width: float


class Network(msgspec.Struct, frozen=True):
    """All that is drawn; ``pairs`` and ``events`` count what there is, drawn or not."""

    nodes: list[Node]
    edges: list[Edge]
    pairs: int
    events: int
    low: date | None
    high: date | None


def dyads(where: str, of: str) -> str:
    """SQL of all pairs of events: ``source``, ``target``, class, day, and ``lead``, which is true
    for one pair of each event."""
    return (
        'WITH pairs AS MATERIALIZED (SELECT p.source, p.target, p."first" AS lead, v.quad, v.day '
        f"{EVENTS} JOIN {OF[of]} p ON p.reading = v.reading AND p.id = v.id WHERE {where})"
    )


_CLASSES = ", ".join(
    [f"count(*) FILTER (quad = {n}) AS q{n}" for n in (1, 2, 3, 4)]
    + ["count(*) FILTER (quad IS NULL) AS q0"]
)
_BY_PAIR = (
    f"SELECT source, target, count(*) AS events, {_CLASSES}, min(day) AS first, max(day) AS last "
    "FROM pairs GROUP BY source, target"
)
_STRONGEST = "ORDER BY events DESC, source, target"
GROUPED = f"{_BY_PAIR} {_STRONGEST}"
"""SQL after :func:`dyads`: one row for each pair."""


def network(
    con: DuckDBPyConnection, where: str, values: Sequence[Any], of: str, limit: int
) -> Network:
    """The ``limit`` pairs with most events, in one query."""
    rows = dicts(
        con,
        f"{dyads(where, of)}, grouped AS MATERIALIZED ({_BY_PAIR}), "
        f"top AS (FROM grouped {_STRONGEST} LIMIT ?), "
        "ends AS (SELECT quantile_disc(day, 0.01) AS low, quantile_disc(day, 0.99) AS high, "
        "(SELECT count(*) FROM grouped) AS all_pairs, count(*) FILTER (lead) AS all_events "
        "FROM pairs), "
        "laid AS (SELECT p.source, p.target, CASE WHEN day IS NULL THEN NULL ELSE "
        f"least(greatest(floor({BINS} * (day - low) / (high - low + 1)), 0), {BINS - 1}) END "
        "AS bin, count(*) AS held FROM pairs p SEMI JOIN top USING (source, target), ends "
        "GROUP BY ALL) "
        "SELECT top.*, bin, held, ends.* FROM top JOIN laid USING (source, target), ends "
        "ORDER BY top.events DESC, source, target, bin",
        [*values, limit],
    )
    pairs: dict[tuple[str, str], Pair] = {}
    for row in rows:
        pair = pairs.setdefault(
            (row["source"], row["target"]),
            Pair(
                row["source"], row["target"], row["events"], leading(row), told(row),
                row["first"], row["last"], [0] * BINS,
            ),
        )  # fmt: skip
        if row["bin"] is not None:
            pair.bins[int(row["bin"])] += row["held"]
    if not rows:
        return Network([], [], 0, 0, None, None)
    end = rows[0]
    shown = list(pairs.values())
    nodes = place(shown)
    return Network(
        nodes, draw(shown, nodes), end["all_pairs"], end["all_events"], end["low"], end["high"]
    )


def place(pairs: Sequence[Pair]) -> list[Node]:
    """Actors of the pairs, those who have to do with each other close together.

    Springs along the pairs and repulsion between all (Fruchterman and Reingold 1991), from a circle
    by rank, so that the same pairs always give the same picture.
    """
    acts: dict[str, list[int]] = {}
    for pair in pairs:
        acts.setdefault(pair.source, [0, 0])[0] += pair.n
        acts.setdefault(pair.target, [0, 0])[1] += pair.n
    names = sorted(acts, key=lambda name: (-sum(acts[name]), name))
    many = len(names)
    if not many:
        return []
    at = {name: n for n, name in enumerate(names)}
    turn = np.arange(many) * 2.399963  # the golden angle: neighbours in rank are far apart
    xy = np.stack([np.cos(turn) * 1.6, np.sin(turn)], axis=1)
    xy *= (0.15 + np.arange(many)[:, None] / many) ** 0.5
    pull = np.zeros((many, many))
    for pair in pairs:
        a, b = at[pair.source], at[pair.target]
        pull[a, b] += 1 + math.log(pair.n)
        pull[b, a] = pull[a, b]
    pull /= max(pull.max(), 1e-9)
    ideal = 1.4 / math.sqrt(many)
    for turn_no in range(250):
        away = xy[:, None] - xy[None]
        far = np.maximum(np.hypot(away[..., 0], away[..., 1]), 1e-3)
        push = ideal**2 / far**2 - (0.35 + pull) * (pull > 0) * far / ideal
        move = (away * push[..., None]).sum(axis=1) - 0.35 * xy * [0.6, 1.0]
        size = np.maximum(np.hypot(move[:, 0], move[:, 1]), 1e-9)[:, None]
        xy += move / size * np.minimum(size, 0.12 * (1 - turn_no / 250))
    low, high = xy.min(axis=0), xy.max(axis=0)
    span = np.where(high - low < 1e-6, 1.0, high - low)
    share = np.where(high - low < 1e-6, 0.5, (xy - low) / span)
    pixels = share * [WIDTH - 2 * _SIDE, HEIGHT - 2 * _ABOVE] + [_SIDE, _ABOVE]
    most = max(sum(held) for held in acts.values())
    radii = np.array([4 + 12 * math.sqrt(sum(acts[name]) / most) for name in names])
    pixels = apart(pixels, names, radii)
    return [
        Node(
            name=name, x=round(float(pixels[n][0]), 1), y=round(float(pixels[n][1]), 1),
            r=round(float(radii[n]), 1),
            out=acts[name][0], into=acts[name][1], left=bool(pixels[n][0] > WIDTH * 0.6),
        )
        for n, name in enumerate(names)
    ]  # fmt: skip


_LINE, _LETTER, _LONGEST = 17, 7, 28
"""Height of a name, width of a letter, in pixels; letters of a name that are shown."""


def apart(
    pixels: npt.NDArray[np.float64], names: Sequence[str], radii: npt.NDArray[np.float64]
) -> npt.NDArray[np.float64]:
    """Points ``[N, 2]`` moved up and down until neither a name nor a circle (``radii`` ``[N]``)
    stands on another, as far as there is room."""
    out = pixels.astype(float).copy()
    left = out[:, 0] > WIDTH * 0.6
    wide = np.array([_LETTER * min(len(name), _LONGEST) + 16 for name in names]) + radii
    begins = np.where(left, out[:, 0] - wide, out[:, 0] - radii - 2)
    ends = np.where(left, out[:, 0] + radii + 2, out[:, 0] + wide)
    meet = (begins[:, None] < ends[None]) & (begins[None] < ends[:, None])
    np.fill_diagonal(meet, False)
    # Circles over each other need their radii, a circle and a name or two names a line.
    over = abs(out[:, None, 0] - out[None, :, 0]) < radii[:, None] + radii[None] + 4
    need = np.where(over, np.maximum(_LINE, radii[:, None] + radii[None] + 8), _LINE)
    order = np.arange(len(names))
    for _ in range(120):
        gap = out[:, None, 1] - out[None, :, 1]
        # Two at one height: the one of lower rank goes down.
        side = np.where(gap == 0, np.sign(order[:, None] - order[None]), np.sign(gap))
        push = np.where(meet & (abs(gap) < need), side * (need - abs(gap)), 0.0)
        if not push.any():
            break
        out[:, 1] = np.clip(out[:, 1] + 0.35 * push.sum(axis=1), _ABOVE / 2, HEIGHT - _ABOVE / 2)
    return out


def draw(pairs: Sequence[Pair], nodes: Sequence[Node]) -> list[Edge]:
    """Curves from source to target, bent to the right, so that both ways are seen."""
    held = {node.name: node for node in nodes}
    most = max((pair.n for pair in pairs), default=1)
    edges = []
    for pair in reversed(pairs):  # the strongest on top
        a, b = held[pair.source], held[pair.target]
        width = 1.2 + 4.8 * math.sqrt(pair.n / most)
        dx, dy = b.x - a.x, b.y - a.y
        length = max(math.hypot(dx, dy), 1.0)
        bend = min(0.16 * length, 46)
        mx, my = (a.x + b.x) / 2 - dy / length * bend, (a.y + b.y) / 2 + dx / length * bend
        head = 5 + width
        ex, ey = _toward(b.x, b.y, mx, my, b.r + 2)
        sx, sy = _toward(a.x, a.y, mx, my, a.r + 1)
        ux, uy = _toward(ex, ey, mx, my, head)
        nx, ny = (ey - uy) / head * head * 0.42, -(ex - ux) / head * head * 0.42
        edges.append(
            Edge(
                pair,
                f"M{sx:.1f} {sy:.1f}Q{mx:.1f} {my:.1f} {ux:.1f} {uy:.1f}",
                f"M{ex:.1f} {ey:.1f}L{ux + nx:.1f} {uy + ny:.1f}L{ux - nx:.1f} {uy - ny:.1f}z",
                round(width, 2),
            )
        )
    return edges


def _toward(x: float, y: float, to_x: float, to_y: float, by: float) -> tuple[float, float]:
    length = max(math.hypot(to_x - x, to_y - y), 1e-6)
    return x + (to_x - x) / length * by, y + (to_y - y) / length * by


def spark(bins: Sequence[int], width: int = 96, height: int = 20) -> str:
    """Path data of small bars."""
    most = max(max(bins, default=0), 1)
    step = width / max(len(bins), 1)
    return "".join(
        f"M{n * step:.1f} {height}v{-max(value / most * height, 1):.1f}h{step - 1:.1f}V{height}z"
        for n, value in enumerate(bins)
        if value
    )
