"""The table of events with its facets: who did what to whom, and according to whom."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout.view.web.filters import EVENTS
from readout.view.web.library import dicts
from readout.view.web.pages.articles import chosen
from readout.view.web.view import SIZE, View

SORTS = {
    "newest": "v.day DESC NULLS LAST, v.reading, v.char_start, v.id",
    "oldest": "v.day NULLS LAST, v.reading, v.char_start, v.id",
    "surest": "v.confidence DESC, v.reading, v.char_start, v.id",
    "least sure": "v.confidence, v.reading, v.char_start, v.id",
}
FACETS = {
    "status": "v.status",
    "type": "v.type",
    "country": "v.country",
    "outlet": "v.outlet",
}
_TITLES = {"status": "Status", "type": "Type", "country": "Where", "outlet": "Outlet"}
_FACET = 12
"""Values of a facet that are shown."""

COLUMNS = (
    "v.day, v.article, v.id AS event, v.type, v.plover, v.mode, v.lemma, v.status, "
    "v.background, v.sources, v.targets, v.reciprocal, v.place, v.country, v.lat, v.lon, "
    "v.time, v.according_to, v.quote, v.confidence, v.char_start, v.char_end, "
    "v.outlet, v.headline, v.language, v.published_on, v.url"
)


def events(request: Request) -> Response:
    """A page of the table."""
    view = View(request)
    order = chosen(view, SORTS)
    where, values = view.filter.events()
    rows = shown(view, where, values, order, view.offset)
    facets, total = view.cached("facets", lambda: count(view))
    return view.page(
        "events.html",
        "Events",
        rows=rows,
        facets=[(name, _TITLES[name], facets[name]) for name in FACETS if facets[name]],
        pager=view.pager(total),
        sorts=list(SORTS),
    )


def shown(
    view: View, where: str, values: list[Any], order: str, offset: int
) -> list[dict[str, Any]]:
    """The rows of one page. All are sorted by numbers alone; the words of those that are shown are
    read afterwards, where they lie."""
    with view.library.reader() as con:
        found = con.execute(
            f"SELECT v.reading, v.id {EVENTS} WHERE {where} ORDER BY {order} LIMIT ? OFFSET ?",
            [*values, SIZE, offset],
        ).fetchall()
        rows = dicts(
            con,
            f"SELECT v.reading, {COLUMNS} {EVENTS} WHERE v.reading = ANY(?::INTEGER[])",
            [list({reading for reading, _ in found})],
        )
    held = {(row["reading"], row["event"]): row for row in rows}
    return [held[key] for key in found]


def count(view: View) -> tuple[dict[str, list[tuple[str, int]]], int]:
    """Values of each facet with their number, most first, and the number of all events."""
    where, values = view.filter.events()
    sets = ", ".join(f"({column})" for column in FACETS.values())
    named = ", ".join(FACETS.values())
    found = view.rows(
        f"SELECT {', '.join(f'{c} AS {n}' for n, c in FACETS.items())}, "
        f"grouping_id({named}) AS which, count(*) AS n {EVENTS} WHERE {where} "
        f"GROUP BY GROUPING SETS ({sets}, ()) "
        f"QUALIFY row_number() OVER (PARTITION BY which ORDER BY n DESC, {named}) <= {_FACET} "
        f"ORDER BY n DESC, {named}",
        values,
    )
    names = list(FACETS)
    full = (1 << len(names)) - 1
    facets: dict[str, list[tuple[str, int]]] = {name: [] for name in names}
    total = 0
    for row in found:
        if row["which"] == full:
            total = row["n"]
            continue
        # grouping_id has a bit for each column that was *not* grouped by, the first one highest.
        left = full ^ row["which"]
        name = names[len(names) - left.bit_length()]
        facets[name].append((row[name] if row[name] is not None else "none", row["n"]))
    return facets, total


def events_csv(request: Request) -> Response:
    """All events of the filter."""
    view = View(request)
    where, values = view.filter.events()
    order = chosen(view, SORTS)
    return view.csv(
        "events.csv", f"SELECT {COLUMNS} {EVENTS} WHERE {where} ORDER BY {order}", values
    )


ROUTES: list[Any] = [
    Route("/events", events, name="events"),
    Route("/events.csv", events_csv, name="events_csv"),
]
