"""Events on an offline map: circles by area, countries and places that filter."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout.view.maps.world import Window, country_name, draw
from readout.view.web.filters import query_of
from readout.view.web.plots import places as plot
from readout.view.web.plots.quads import SERIES, legend, parts
from readout.view.web.problem import PageError
from readout.view.web.view import View

_AT = re.compile(r"(-?\d{1,3}(?:\.\d+)?),(-?\d{1,3}(?:\.\d+)?)")
_PLACES = 100


def map_page(request: Request) -> Response:
    """The map, and its places as a table."""
    view = View(request)
    where, values = view.filter.events()

    def measured() -> plot.Extent:
        with view.library.reader() as con:
            return plot.extent(con, where, values)

    extent = view.cached("extent", measured)
    window, zoom = _window(view, extent)

    def laid() -> tuple[list[plot.Circle], int]:
        with view.library.reader() as con:
            return plot.circles(con, where, values, window)

    circles, shown = view.cached(("circles", window), laid)

    def table() -> list[dict[str, Any]]:
        return view.rows(f"{plot.TABLE.format(where=where)} LIMIT {_PLACES}", values)

    def link(lon: float, lat: float, zoom: int, **changes: Any) -> str:
        own = [("at", f"{lat:.4g},{lon:.5g}"), ("z", str(zoom))]
        return "/map" + query_of([*view.filter.but(**changes).pairs(), *own])

    def into(circle: plot.Circle) -> str:
        if circle.ref is not None:
            held = "" if view.filter.place == circle.ref else circle.ref
            return link(window.lon, window.lat, zoom, place=held or None)
        return link(circle.lon, circle.lat, min(zoom + 2, plot.NEAREST))

    def country(code: str) -> str:
        held = view.filter.country
        changed = held[:0] if held == (code,) else (code,)
        return "/map" + view.filter.query(country=changed)

    west, south, east, north = window.bounds()
    return view.page(
        "map.html",
        "Map",
        sheet=draw(window),
        window=window,
        zoom=zoom,
        nearest=plot.NEAREST,
        circles=circles,
        shown=shown,
        extent=extent,
        rows=view.cached("places", table),
        limit=_PLACES,
        link=link,
        into=into,
        country=country,
        country_name=country_name,
        parts=parts,
        series=SERIES,
        legend=legend(SERIES, 14),
        here=view.filter.query(
            bbox=(round(west, 3), round(south, 3), round(east, 3), round(north, 3))
        ),
    )


def _window(view: View, extent: plot.Extent) -> tuple[Window, int]:
    at, asked = view.own("at"), view.own("z")
    if asked and not (asked.isascii() and asked.isdigit() and int(asked) <= plot.NEAREST):
        raise PageError(f"'z' is a step of the zoom from 0 to {plot.NEAREST}, not '{asked}'.")
    if at:
        found = _AT.fullmatch(at.replace(" ", ""))
        lat, lon = (float(found[1]), float(found[2])) if found else (99.0, 0.0)
        if not -90 <= lat <= 90 or not -180 <= lon <= 180:
            raise PageError(f"'at' is latitude,longitude in degrees, not '{at}'.")
        zoom = int(asked or 3)
        return plot.window_at(lon, max(-75.0, min(lat, 80.0)), zoom), zoom
    if asked == "0":
        return plot.window_at(0, 0, 0), 0
    box = view.filter.bbox or (extent.west, extent.south, extent.east, extent.north)
    window = plot.window_of(*box)
    zoom = round(_steps(window))
    return plot.window_at(window.lon, window.lat, zoom), zoom


def _steps(window: Window) -> float:
    import math

    return math.log2(360 / plot.WIDTH / window.scale)


def map_csv(request: Request) -> Response:
    """Number of events by place and class."""
    view = View(request)
    where, values = view.filter.events()
    return view.csv("places.csv", plot.TABLE.format(where=where), values)


ROUTES: list[Any] = [
    Route("/map", map_page, name="map"),
    Route("/map.csv", map_csv, name="map_csv"),
]
