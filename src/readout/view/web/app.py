"""The application: pages, files, and a clear page for everything that goes wrong."""

from __future__ import annotations

from importlib import import_module
from typing import Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Mount
from starlette.staticfiles import StaticFiles

from readout.errors import ReadoutError, StoreError
from readout.view.web.guard import Guard
from readout.view.web.library import Library
from readout.view.web.pages import PAGES
from readout.view.web.problem import PageError
from readout.view.web.view import render


def make_app(
    folder: str, *, token: str | None = None, title: str = "", memory: str = "1GB"
) -> Starlette:
    """The application over the store in ``folder``.

    With ``token`` every request has to bring it (once in the address, then as a cookie); without
    one only requests to a local name are answered. ``title`` stands at the foot of the pages. Opens
    nothing yet: a store that is missing or locked is a page that says so.
    """
    import duckdb

    routes: list[Any] = []
    for name in PAGES:
        routes += import_module(f"readout.view.web.pages.{name}").ROUTES
    routes.append(
        Mount("/static", StaticFiles(packages=[("readout.view.web", "static")]), name="static")
    )
    app = Starlette(
        routes=routes,
        middleware=[Middleware(Guard, token=token)],
        exception_handlers={
            PageError: _told,
            ReadoutError: _told,
            duckdb.Error: _database,
            HTTPException: _http,
            500: _fault,
        },
    )
    app.state.library = Library(folder, memory=memory)
    app.state.folder = folder
    app.state.title = title or folder
    return app


def _page(title: str, message: str, status: int, advice: str = "") -> Response:
    text = render("problem.html", title=title, message=message, advice=advice, view=None)
    return HTMLResponse(text, status)


def _told(request: Request, error: Exception) -> Response:
    if isinstance(error, PageError):
        return _page(error.title, str(error), error.status)
    if isinstance(error, StoreError):
        text = str(error)
        locked = "open in another program" in text
        title = "The store is being written" if locked else "The store cannot be read"
        advice = "Load this page again when the run is done." if locked else ""
        return _page(title, text, 503, advice)
    return _page("That does not work", str(error), 400)


def _database(request: Request, error: Exception) -> Response:
    line = (str(error).splitlines() or [""])[0]
    return _page(
        "The store did not answer",
        "The database could not answer this question: " + line,
        503,
        "It may have changed while this page was made; load it again. If that does not help, "
        "narrow the filter.",
    )


def _http(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return _page("Not here", "There is no page at this address.", 404)
    return _page("That does not work", error.detail, error.status_code)


def _fault(request: Request, error: Exception) -> Response:
    return _page(
        "A fault of readout",
        f"This page met a fault of readout ({type(error).__name__}); please report it together "
        "with its address.",
        500,
    )
