"""Who does what to whom: a drawing of the strongest pairs, a table, and the events of one pair."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout.view.web.filters import EVENTS, query_of
from readout.view.web.pages.events import COLUMNS
from readout.view.web.plots import network as plot
from readout.view.web.plots.quads import SERIES, legend
from readout.view.web.problem import PageError
from readout.view.web.view import View

_EVENTS = 30
"""Of one pair, on its page; the rest is in the download."""


def network(request: Request) -> Response:
    """The drawing, the table of pairs, and with ``source`` and ``target`` their events."""
    view = View(request)
    of, limit = _own(view)
    where, values = view.filter.events()

    def make() -> plot.Network:
        with view.library.reader() as con:
            return plot.network(con, where, values, of, limit)

    def link(**own: Any) -> str:
        whole = {"of": of, "pairs": limit} | own
        default = {"of": "names", "pairs": plot.PAIRS[1]}
        kept = [(k, str(v)) for k, v in whole.items() if v and v != default.get(k)]
        return "/network" + query_of([*view.filter.pairs(), *kept])

    def into(node: plot.Node) -> str:
        # An actor filters; a second click lets go.
        name = "actor" if of == "names" else "side"
        held: Any = getattr(view.filter, name)
        value: Any = node.name if of == "names" else (node.name,)
        changed = view.filter.but(**{name: None if held == value else value})
        own = [("of", of)] if of != "names" else []
        return "/network" + query_of([*changed.pairs(), *own])

    source, target = view.own("source"), view.own("target")
    found = view.rows(*_of_pair(view, of, source, target, _EVENTS)) if source and target else []
    return view.page(
        "network.html",
        "Network",
        net=view.cached(("network", of, limit), make),
        of=of,
        limit=limit,
        limits=plot.PAIRS,
        link=link,
        into=into,
        spark=plot.spark,
        pair=(source, target) if source and target else None,
        found=found,
        most=_EVENTS,
        series=SERIES,
        legend=legend(SERIES, 4),
        size=(plot.WIDTH, plot.HEIGHT),
        query_of=query_of,
    )


def _own(view: View) -> tuple[str, int]:
    of, pairs = view.own("of", "names"), view.own("pairs", str(plot.PAIRS[1]))
    if of not in plot.OF:
        raise PageError(f"'of' is {' or '.join(plot.OF)}, not '{of}'.")
    if pairs not in [str(n) for n in plot.PAIRS]:
        raise PageError(f"'pairs' is one of {', '.join(map(str, plot.PAIRS))}, not '{pairs}'.")
    return of, int(pairs)


def _of_pair(
    view: View, of: str, source: str, target: str, limit: int | None = None
) -> tuple[str, list[Any]]:
    where, values = view.filter.events()
    bound = f" LIMIT {limit}" if limit else ""
    return (
        f"WITH those AS (SELECT reading, id FROM {plot.OF[of]} WHERE source = ? AND target = ?) "
        f"SELECT {COLUMNS} {EVENTS} SEMI JOIN those ON those.reading = v.reading "
        f"AND those.id = v.id WHERE {where} "
        f"ORDER BY day DESC NULLS LAST, v.article, v.char_start, v.id{bound}",
        [source, target, *values],
    )


def network_csv(request: Request) -> Response:
    """All pairs with their numbers; with ``source`` and ``target`` the events of one."""
    view = View(request)
    of, _ = _own(view)
    source, target = view.own("source"), view.own("target")
    if source and target:
        return view.csv("pair.csv", *_of_pair(view, of, source, target))
    where, values = view.filter.events()
    return view.csv("pairs.csv", f"{plot.dyads(where, of)} {plot.GROUPED}", values)


ROUTES: list[Any] = [
    Route("/network", network, name="network"),
    Route("/network.csv", network_csv, name="network_csv"),
]
