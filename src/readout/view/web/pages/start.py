"""What is in the store, and where to begin."""

from __future__ import annotations

import os
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout.view.web.filters import ARTICLES, EVENTS, Sql
from readout.view.web.pages.events import count
from readout.view.web.view import View

_BARS = 60
"""Bars of the small plot, at most."""
_GRAINS = ("day", "week", "month", "quarter", "year", "decade", "century", "millennium")
_DAYS = (1, 7, 30.4, 91.3, 365.25, 3652.5, 36525, 365250)


def start(request: Request) -> Response:
    """The overview, of what the filter leaves."""
    view = View(request)
    name = os.path.basename(os.path.normpath(view.folder))
    found = view.cached("overview", lambda: overview(view))
    return view.page("start.html", "Overview", name=name, **found)


def overview(view: View) -> dict[str, Any]:
    """All that the page tells."""
    where, values = view.filter.articles()
    counts = view.row(
        "SELECT count(*) AS articles, count(DISTINCT a.outlet) AS outlets, "
        "min(a.published_on) AS first, max(a.published_on) AS last, sum(a.words) AS words, "
        f"count(*) FILTER (a.published_on IS NULL) AS undated {ARTICLES} WHERE {where}",
        values,
    )
    facets, events = count(view)
    whose, given = _whose(view)
    actors = view.rows(
        "SELECT s.name, min(s.country) AS country, count(*) AS n FROM every.event_actors s "
        f"{whose} WHERE s.name IS NOT NULL GROUP BY s.name ORDER BY n DESC, s.name "
        "LIMIT 12",
        given,
    )
    state = view.row(
        "SELECT (SELECT count(*) FROM failures) AS failures, (SELECT count(*) FROM runs) AS runs, "
        "(SELECT CAST(max(started_at) AS VARCHAR) FROM runs) AS last_run, "
        "(SELECT string_agg(DISTINCT version, ', ') FROM runs) AS versions"
    )
    return {
        "counts": counts,
        "events": events,
        "facets": facets,
        "actors": actors,
        "state": state,
        "days": days(view, counts or {}),
    }


def _whose(view: View) -> Sql:
    """SQL that leaves the actors ``s`` of the events of the filter."""
    bounds = view.filter
    if not bounds.of_events and not bounds.since and not bounds.until:
        # All events of an article or none: numbers of articles are joined faster than ids.
        where, values = bounds.articles()
        return f"SEMI JOIN (SELECT a.reading {ARTICLES} WHERE {where}) w USING (reading)", values
    where, values = bounds.events()
    return (
        f"SEMI JOIN (SELECT v.reading, v.id {EVENTS} WHERE {where}) w "
        "ON w.reading = s.reading AND w.id = s.event",
        values,
    )


def days(view: View, counts: dict[str, Any]) -> dict[str, Any] | None:
    """Articles by day, week, month, quarter or year: bars with height and place in percent."""
    first, last = counts.get("first"), counts.get("last")
    if first is None or last is None or first == last:
        return None
    span = (last - first).days + 1
    grain = next((g for g, d in zip(_GRAINS, _DAYS, strict=True) if span / d <= _BARS), _GRAINS[-1])
    where, values = view.filter.articles()
    rows = view.rows(
        f"SELECT CAST(date_trunc('{grain}', a.published_on) AS DATE) AS day, count(*) AS n, "
        f"date_diff('{grain}', ?, a.published_on) AS at {ARTICLES} "
        f"WHERE {where} AND a.published_on IS NOT NULL GROUP BY ALL ORDER BY day",
        [first, *values],
    )
    most = max(row["n"] for row in rows)
    slots = rows[-1]["at"] + 1
    for row in rows:
        row["x"] = round(600 * row["at"] / slots, 2)
        row["height"] = round(80 * row["n"] / most, 2)
    return {"grain": grain, "rows": rows, "width": round(600 / slots * 0.86, 2), "most": most}


ROUTES = [Route("/", start, name="start")]
