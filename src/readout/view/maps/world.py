"""Borders of the world as SVG paths for a window, at the detail that its size shows."""

from __future__ import annotations

import math
from functools import cache
from importlib.resources import files
from typing import Any

import msgspec
import numpy as np
from numpy.typing import NDArray

COAST, BORDER, PROVINCE, CONTESTED = range(4)
_UNIT = 0.001
_HIGHEST = 84.0
"""Degrees of latitude that are drawn; Mercator has no poles."""
_MARGIN = 24.0
"""Pixels beyond the window to which shapes are drawn."""
_PROVINCES_FROM = 0.06
"""Degrees a pixel from which provinces are drawn."""


def north(lat: float) -> float:
    """Mercator's ordinate in degrees; grows to the north."""
    held = math.radians(max(-_HIGHEST, min(_HIGHEST, lat)))
    return math.degrees(math.log(math.tan(math.pi / 4 + held / 2)))


def latitude(ordinate: float) -> float:
    """The inverse of :func:`north`."""
    return math.degrees(2 * math.atan(math.exp(math.radians(ordinate))) - math.pi / 2)


class Window(msgspec.Struct, frozen=True):
    """What a map shows: its middle in degrees, ``scale`` in degrees a pixel, and its pixels."""

    lon: float
    lat: float
    scale: float
    width: int
    height: int

    def point(self, lon: float, lat: float) -> tuple[float, float]:
        """Pixels from the left upper corner; of the turns of the globe the one in the window."""
        away = (lon - self.lon + 180) % 360 - 180
        return (
            self.width / 2 + away / self.scale,
            self.height / 2 - (north(lat) - north(self.lat)) / self.scale,
        )

    def bounds(self) -> tuple[float, float, float, float]:
        """West, south, east, north in degrees; west > east when it spans the date line."""
        across = self.width * self.scale / 2
        up = self.height * self.scale / 2
        south, top = latitude(north(self.lat) - up), latitude(north(self.lat) + up)
        if across >= 180:
            return -180.0, south, 180.0, top
        west = (self.lon - across + 180) % 360 - 180
        east = (self.lon + across + 180) % 360 - 180
        return west, south, east, top


class Land(msgspec.Struct, frozen=True):
    """A country in the window: ISO alpha-3 code, name, and its SVG path."""

    code: str
    name: str
    path: str


class Claim(msgspec.Struct, frozen=True):
    """A contested border: whose claim on what, and its SVG path."""

    name: str
    path: str


class Label(msgspec.Struct, frozen=True):
    """A name and where its middle stands, in pixels."""

    name: str
    x: float
    y: float


class Sheet(msgspec.Struct, frozen=True):
    """All that is drawn below the events."""

    lands: list[Land]
    borders: str
    provinces: str
    claims: list[Claim]
    labels: list[Label]


class _World:
    """The arrays of ``world.npz``; see README.md beside it."""

    def __init__(self) -> None:
        with (files("readout.view.maps") / "world.npz").open("rb") as file:
            held = np.load(file)
            self.kinds: NDArray[Any] = held["kinds"]
            self.level: NDArray[Any] = held["level"]
            counts = held["counts"]
            steps = np.stack([held["step_x"], held["step_y"]], axis=1).astype(np.int64)
            starts = held["starts"].astype(np.int64)
            self.names: list[str] = held["country_name"].tolist()
            self.codes: list[str] = held["country_code"].tolist()
            self.disputes: list[str] = held["disputes"].tolist()
            self.ring_country: list[int] = held["ring_country"].tolist()
            self.ring_arcs = np.split(held["ring_arcs"], np.cumsum(held["ring_counts"])[:-1])
            self.state_names: list[str] = held["state_name"].tolist()
            self.state_at = held["state_at"] * _UNIT
            self.state_size = held["state_size"] * _UNIT
        self.offsets = np.r_[0, np.cumsum(counts)]
        first = self.offsets[:-1]
        # The first step of an arc is 0, so a running sum less its value there is the way from it.
        run = np.cumsum(steps, axis=0)
        whole = run - np.repeat(run[first] - starts, counts, axis=0)
        self.x = whole[:, 0] * _UNIT
        lat = np.clip(whole[:, 1] * _UNIT, -_HIGHEST, _HIGHEST)
        self.y = np.degrees(np.log(np.tan(np.pi / 4 + np.radians(lat) / 2)))
        self._lines: dict[int, _Parts] = {}
        self._rings: dict[int, _Parts] = {}

    def lines(self, level: int) -> _Parts:
        """The arcs at a level."""
        if level not in self._lines:
            keep = self.level <= level
            keep[self.offsets[:-1]] = keep[self.offsets[1:] - 1] = True
            index = np.flatnonzero(keep)
            offsets = np.asarray(np.searchsorted(index, self.offsets))
            self._lines[level] = self._parts(index, offsets)
        return self._lines[level]

    def rings(self, level: int) -> _Parts:
        """The rings of countries at a level, put together from arcs."""
        if level not in self._rings:
            lines = self.lines(level)
            parts, sizes = [], []
            for arcs in self.ring_arcs:
                size = 0
                for signed in arcs.tolist():
                    arc = ~signed if signed < 0 else signed
                    part = lines.index[lines.offsets[arc] : lines.offsets[arc + 1]]
                    parts.append(part[::-1] if signed < 0 else part)
                    size += len(part)
                sizes.append(size)
            offsets = np.r_[0, np.cumsum(sizes)]
            self._rings[level] = self._parts(np.concatenate(parts), offsets)
        return self._rings[level]

    def _parts(self, index: NDArray[Any], offsets: NDArray[Any]) -> _Parts:
        x, y, first = self.x[index], self.y[index], offsets[:-1]
        box = [cut.reduceat(a, first) for a in (x, y) for cut in (np.minimum, np.maximum)]
        return _Parts(index, offsets, np.stack(box, axis=1))


class _Parts(msgspec.Struct, frozen=True):
    """Lines: part n has the vertices ``index[offsets[n] : offsets[n + 1]]`` and the box n (x from,
    to, y from, to)."""

    index: Any
    offsets: Any
    box: Any


@cache
def _world() -> _World:
    return _World()


def country_name(code: str) -> str:
    """The name on the map of an ISO alpha-3 code, or the code."""
    return _country_names().get(code, code)


@cache
def _country_names() -> dict[str, str]:
    world = _world()
    # A land apart has the code of another, which comes before it.
    return dict(reversed(list(zip(world.codes, world.names, strict=True))))


def draw(window: Window) -> Sheet:
    """What lies below the events of a map: paths in pixels of the window."""
    world = _world()
    level = 0 if window.scale > 0.15 else 1 if window.scale > 0.035 else 2
    pencil = _Pencil(world, window, level)
    lands: dict[int, list[str]] = {}
    rings = world.rings(level)
    drawn = pencil.paths(rings.index, rings.offsets, rings.box, 2 * window.scale)
    for ring, path in drawn:
        lands.setdefault(world.ring_country[ring], []).append(path + "z")
    lines = world.lines(level)
    wanted = world.kinds != COAST
    if window.scale > _PROVINCES_FROM:
        wanted &= world.kinds != PROVINCE
    borders: list[str] = []
    provinces: list[str] = []
    claims: dict[str, list[str]] = {}
    first_claim = len(world.kinds) - len(world.disputes)
    for arc, path in pencil.paths(lines.index, lines.offsets, lines.box, 0.0, wanted):
        kind = world.kinds[arc]
        if kind == CONTESTED:
            claims.setdefault(world.disputes[arc - first_claim], []).append(path)
        else:
            (borders if kind == BORDER else provinces).append(path)
    return Sheet(
        lands=[
            Land(world.codes[n], world.names[n], "".join(paths))
            for n, paths in sorted(lands.items())
        ],
        borders="".join(borders),
        provinces="".join(provinces),
        claims=[Claim(name, "".join(paths)) for name, paths in sorted(claims.items())],
        labels=_labels(world, window),
    )


def _labels(world: _World, window: Window) -> list[Label]:
    """Names of provinces that are wide enough in the window to hold them."""
    if window.scale > _PROVINCES_FROM / 2:
        return []
    found: list[Label] = []
    pixels = world.state_size / window.scale
    names = world.state_names
    for n in np.argsort(-pixels, kind="stable"):
        if pixels[n] < 60 or len(found) >= 60:
            break
        x, y = window.point(float(world.state_at[n][0]), float(world.state_at[n][1]))
        half = len(names[n]) * 3.2
        if not (half < x < window.width - half and 12 < y < window.height - 12):
            continue
        if 2 * half > pixels[n]:
            continue
        if any(abs(x - o.x) < half + len(o.name) * 3.2 and abs(y - o.y) < 14 for o in found):
            continue
        found.append(Label(names[n], round(x, 1), round(y, 1)))
    return found


class _Pencil:
    """Turns arcs into path data of one window at one level."""

    def __init__(self, world: _World, window: Window, level: int) -> None:
        self.world, self.level = world, level
        self.scale = window.scale
        self.left = window.lon - window.width / 2 * window.scale
        self.top = north(window.lat) + window.height / 2 * window.scale
        right = self.left + window.width * window.scale
        bottom = self.top - window.height * window.scale
        edge = _MARGIN * window.scale
        self.box = (self.left - edge, right + edge, bottom - edge, self.top + edge)
        self.shifts = [s for s in (-360, 0, 360) if self.left < 180 + s and right > -180 + s]

    def paths(
        self,
        index: NDArray[Any],
        offsets: NDArray[Any],
        boxes: NDArray[Any],
        least: float,
        wanted: NDArray[Any] | None = None,
    ) -> list[tuple[int, str]]:
        """Number and path data of those parts that show: vertices ``index[offsets[n] : offsets[n +
        1]]``, all of them in few array operations. Parts smaller than ``least`` are left out."""
        out: list[tuple[int, str]] = []
        x0, x1, y0, y1 = self.box
        big = np.maximum(boxes[:, 1] - boxes[:, 0], boxes[:, 3] - boxes[:, 2]) >= least
        if wanted is not None:
            big &= wanted
        for shift in self.shifts:
            touch = (boxes[:, 0] + shift < x1) & (boxes[:, 1] + shift > x0)
            touch &= (boxes[:, 2] < y1) & (boxes[:, 3] > y0) & big
            parts = np.flatnonzero(touch)
            if not len(parts):
                continue
            many = offsets[parts + 1] - offsets[parts]
            begins = np.r_[0, np.cumsum(many)[:-1]]
            at = np.arange(int(many.sum())) + np.repeat(offsets[parts] - begins, many)
            vertices = index[at]
            # Held to the window with its margin: what lies outside runs along its edge, and what
            # lies inside keeps its winding number, so that a fill stays right.
            across = (np.clip(self.world.x[vertices] + shift, x0, x1) - self.left) / self.scale
            down = (self.top - np.clip(self.world.y[vertices], y0, y1)) / self.scale
            x = np.rint(across * 2).astype(np.int64)
            y = np.rint(down * 2).astype(np.int64)
            first = np.zeros(len(x), bool)
            first[begins] = True
            keep = first | np.r_[True, (np.diff(x) != 0) | (np.diff(y) != 0)]
            x, y, first = x[keep], y[keep], first[keep]
            step_x, step_y = np.diff(x, prepend=0), np.diff(y, prepend=0)
            starts = np.flatnonzero(first)
            ends = np.r_[starts[1:], len(x)]
            words = [f"{a},{b}" for a, b in zip(step_x.tolist(), step_y.tolist(), strict=True)]
            for n, a, b in zip(parts.tolist(), starts.tolist(), ends.tolist(), strict=True):
                if b - a > 1:
                    out.append((n, f"M{x[a]},{y[a]}l" + " ".join(words[a + 1 : b])))
        return out
