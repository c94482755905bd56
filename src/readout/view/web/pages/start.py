"""What is in the store, and where to begin."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout.view.web.view import View


def start(request: Request) -> Response:
    """The overview."""
    view = View(request)

    def make() -> dict[str, Any] | None:
        return view.row(
            "SELECT (SELECT count(*) FROM articles) AS articles, "
            "(SELECT count(*) FROM events) AS events"
        )

    return view.page("start.html", "Overview", counts=view.cached("counts", make))


ROUTES = [Route("/", start, name="start")]
