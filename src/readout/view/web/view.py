"""What a handler works with: the filter of the address, the store, and the ways to answer."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from functools import cached_property
from typing import Any
from urllib.parse import quote

import msgspec
from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response, StreamingResponse

from readout.errors import StoreError
from readout.export.cells import guarded_row
from readout.record.types import Record
from readout.store.find import find
from readout.version import VERSION
from readout.view.roles import visible
from readout.view.telling import few
from readout.view.web.filters import STATUSES, Filter, query_of
from readout.view.web.library import Library, dicts
from readout.view.web.problem import PageError, missing
from readout.view.web.told import names_of, sentence

SIZE = 50
"""Rows of a page of a table."""
_DEEPEST = 1_000_000
"""Rows that may be skipped."""


class Pager:
    """Where a page stands among all rows."""

    def __init__(self, view: View, total: int, size: int) -> None:
        self.total, self.size, self.offset = total, size, view.offset
        self.first = min(view.offset + 1, total)
        self.last = min(view.offset + size, total)
        self.before = view.address(offset=max(view.offset - size, 0)) if view.offset else None
        self.after = view.address(offset=view.offset + size) if self.last < total else None


class View:
    """One request. Raises PageError when the address asks for what cannot be meant."""

    def __init__(self, request: Request) -> None:
        self.request = request
        self.library: Library = request.app.state.library
        self.filter = Filter.parse(request.query_params)
        self.path: str = request.url.path
        self.form_path = self.path
        """Where the filter leads: the page itself, unless a page says otherwise."""
        self.folder: str = request.app.state.title

    @cached_property
    def offset(self) -> int:
        """Rows that come before this page."""
        text = self.request.query_params.get("offset", "0")
        if not text.isascii() or not text.isdigit() or int(text) > _DEEPEST:
            raise PageError(f"'offset' is to be a number up to {_DEEPEST:,}, not '{text[:40]}'.")
        return int(text)

    def pager(self, total: int, size: int = SIZE) -> Pager:
        """Links to the pages before and after."""
        return Pager(self, total, size)

    def own(self, name: str, default: str = "") -> str:
        """A parameter of this page alone, not of the filter; at most 400 characters."""
        return self.request.query_params.get(name, default)[:400]

    def address(self, **own: Any) -> str:
        """This page with its filter and these parameters of its own; None leaves one out."""
        kept = {
            name: value
            for name, value in self.request.query_params.items()
            if name in ("sort",)  # what pages have in common beside the filter
        }
        kept |= {name: str(value) for name, value in own.items() if value is not None}
        if kept.get("offset") == "0":
            del kept["offset"]
        return self.path + query_of([*self.filter.pairs(), *kept.items()])

    def rows(self, sql: str, values: Sequence[Any] = ()) -> list[dict[str, Any]]:
        """Rows of a query as dicts."""
        with self.library.reader() as con:
            return dicts(con, sql, values)

    def row(self, sql: str, values: Sequence[Any] = ()) -> dict[str, Any] | None:
        """The first row of a query."""
        found = self.rows(sql, values)
        return found[0] if found else None

    def cached(self, key: Any, make: Callable[[], Any]) -> Any:
        """Kept for this path, filter and state of the store."""
        return self.library.cached((self.path, self.filter, key), make)

    def reading(self, ref: str) -> int:
        """The number of the current reading of an article id (6 digits do)."""
        if not re.fullmatch(r"[0-9a-f]{6,32}", ref):
            raise missing(f"'{ref[:80]}' is no id of an article.")
        with self.library.reader() as con:
            found = find(con, ref)
        ids = {one.article for one in found}
        if not found:
            raise missing(
                f"The store holds no article '{ref}'. It may have been removed since the page "
                "that led here was made."
            )
        if len(ids) > 1:
            raise PageError(f"'{ref}' fits {len(ids)} articles; give more of the id.", 400)
        return found[0].reading

    def record(self, ref: str) -> Record:
        """The record of an article id, whole."""
        reading = self.reading(ref)
        try:
            return self.library.record(reading)
        except StoreError as error:
            if "holds no reading" in str(error):
                raise missing(f"The article '{ref}' was removed just now.") from error
            raise

    def page(self, template: str, title: str, *, status: int = 200, **names: Any) -> Response:
        """A page of this template."""
        return HTMLResponse(
            render(template, title=title, view=self, filter=self.filter, **names), status
        )

    def json(self, value: Any) -> Response:
        """An answer for a script."""
        return Response(msgspec.json.encode(value, enc_hook=str), media_type="application/json")

    def csv(self, name: str, sql: str, values: Sequence[Any] = ()) -> Response:
        """All rows of a query as a CSV file, never more than some in memory."""
        stream = self._lines(sql, values)
        first = next(stream)  # what is wrong shows before the answer has begun
        return StreamingResponse(
            _chain(first, stream),
            media_type="text/csv; charset=utf-8",
            headers={"Content-Disposition": f"attachment; filename*=UTF-8''{quote(name)}"},
        )

    def _lines(self, sql: str, values: Sequence[Any]) -> Iterator[str]:
        buffer = io.StringIO()
        writer = csv.writer(buffer, lineterminator="\n")
        with self.library.reader() as con:
            cursor = con.execute(sql, list(values))
            writer.writerow(column[0] for column in cursor.description or [])
            while True:
                yield buffer.getvalue()
                buffer.seek(0)
                buffer.truncate()
                some = cursor.fetchmany(2000)
                if not some:
                    return
                writer.writerows(guarded_row(row) for row in some)


def _chain(first: str, rest: Iterator[str]) -> Iterator[str]:
    yield first
    yield from rest


def _shown(value: Any) -> Any:
    """What templates do with every value before it is escaped."""
    if value is None:
        return ""
    if isinstance(value, str) and not isinstance(value, Markup):
        return visible(value)
    return value


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:,.0f}"


def _plural(count: int, one: str, many: str | None = None) -> str:
    return f"{count:,} {one if count == 1 else many or one + 's'}"


_ENVIRONMENT = Environment(
    loader=PackageLoader("readout.view.web"),
    autoescape=True,
    finalize=_shown,
    undefined=StrictUndefined,
    trim_blocks=True,
    lstrip_blocks=True,
)
_ENVIRONMENT.filters |= {
    "number": _number,
    "plural": _plural,
    "sentence": sentence,
    "few": lambda cell: few(names_of(cell)),
}
_ENVIRONMENT.globals |= {"VERSION": VERSION, "STATUSES": STATUSES}


def render(template: str, **names: Any) -> str:
    """A template filled in. ``view`` may be None on a page of an error."""
    from readout.view.web.pages import NAVIGATION

    names.setdefault("navigation", NAVIGATION)
    return _ENVIRONMENT.get_template(template).render(**names)
