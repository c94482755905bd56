"""Events by time: bars by day, week, month or year, each a way into its days."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout.view.web.filters import EVENTS, query_of
from readout.view.web.plots import timeline as plot
from readout.view.web.plots.quads import COUNTS, legend
from readout.view.web.problem import PageError
from readout.view.web.view import View


def timeline(request: Request) -> Response:
    """The bars, and the same numbers as a table."""
    view = View(request)
    by, unit = _own(view)

    def make() -> plot.Days:
        where, values = view.filter.events()
        with view.library.reader() as con:
            return plot.count_days(con, where, values, by)

    days = view.cached(("days", by), make)
    chart = plot.chart(days, by, view.filter.since, view.filter.until, unit)

    def link(**changes: Any) -> str:
        own = {"by": by if by != "class" else "", "unit": unit} | {
            name: changes.pop(name) for name in ("by", "unit") if name in changes
        }
        pairs = view.filter.but(**changes).pairs()
        return "/timeline" + query_of([*pairs, *((k, v) for k, v in own.items() if v)])

    def into(bar: plot.Bar) -> str:
        if bar.bin.first == bar.bin.last:
            return "/events" + view.filter.query(since=bar.bin.first, until=bar.bin.last)
        return link(since=bar.bin.first, until=bar.bin.last, unit="")

    return view.page(
        "timeline.html",
        "Timeline",
        chart=chart,
        days=days,
        by=by,
        units=plot.UNITS,
        link=link,
        into=into,
        ends=_ends(days),
        legend=legend(chart.series, 52) if chart else [],
        size=(plot.WIDTH, plot.HEIGHT),
    )


def _own(view: View) -> tuple[str, str]:
    by, unit = view.own("by", "class"), view.own("unit")
    if by not in plot.BY:
        raise PageError(f"'by' is {' or '.join(plot.BY)}, not '{by}'.")
    if unit and unit not in plot.UNITS:
        raise PageError(f"'unit' is one of {', '.join(plot.UNITS)}, not '{unit}'.")
    return by, unit


def _ends(days: plot.Days) -> tuple[Any, Any] | None:
    return (days.days[0][0], days.days[-1][0]) if days.days else None


def timeline_csv(request: Request) -> Response:
    """Number of events by day, type and class."""
    view = View(request)
    where, values = view.filter.events()
    return view.csv(
        "timeline.csv",
        f"SELECT v.day, v.type, count(*) AS events, {COUNTS} {EVENTS} WHERE {where} "
        "GROUP BY ALL ORDER BY day, v.type",
        values,
    )


ROUTES: list[Any] = [
    Route("/timeline", timeline, name="timeline"),
    Route("/timeline.csv", timeline_csv, name="timeline_csv"),
]
