"""The list of articles, and the search in their texts."""

from __future__ import annotations

import re
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout.view.web.filters import ARTICLES, terms
from readout.view.web.problem import PageError
from readout.view.web.view import SIZE, View

SORTS = {
    "newest": "a.published_on DESC NULLS LAST, a.reading",
    "oldest": "a.published_on NULLS LAST, a.reading",
    "longest": "a.words DESC, a.reading",
}
_AROUND = 90
"""Characters of a text shown before the words that were found."""
_SHOWN = 260

_COLUMNS = (
    "a.article, a.published_on, a.outlet, a.headline, a.url, a.language, a.words, a.kind, "
    "a.dateline, a.revision, a.copy_of"
)


def articles(request: Request) -> Response:
    """A page of the list."""
    view = View(request)
    order = chosen(view, SORTS)
    where, values = view.filter.articles()

    def count() -> int:
        row = view.row(f"SELECT count(*) AS n {ARTICLES} WHERE {where}", values)
        return int(row["n"]) if row else 0

    found = terms(view.filter.q)
    excerpt = "NULL"
    if found:
        excerpt = "substr(w.text, greatest(strpos(lower(w.text), lower(?)) - ?, 1), ?)"
    # The texts of the fifty alone are read, not those of all that are sorted.
    sql = (
        f"WITH top AS (SELECT a.reading AS r {ARTICLES} WHERE {where} "
        f"ORDER BY {order} LIMIT ? OFFSET ?) "
        f"SELECT {_COLUMNS}, (SELECT count(*) FROM every.events e WHERE e.reading = a.reading) "
        f"AS events, {excerpt} AS excerpt FROM top JOIN leaves a ON a.reading = top.r "
        + ("JOIN every.articles w ON w.reading = top.r " if found else "")
        + f"ORDER BY {order}"
    )
    more = [found[0], _AROUND, _SHOWN] if found else []
    rows = view.rows(sql, [*values, SIZE, view.offset, *more])
    for row in rows:
        row["excerpt"] = pieces(row["excerpt"], found) if row["excerpt"] else []
    total = view.cached("count", count)
    return view.page(
        "articles.html", "Articles", rows=rows, pager=view.pager(total), sorts=list(SORTS)
    )


def articles_csv(request: Request) -> Response:
    """All of the list, without the texts."""
    view = View(request)
    order = chosen(view, SORTS)
    where, values = view.filter.articles()
    sql = f"SELECT {_COLUMNS} {ARTICLES} WHERE {where} ORDER BY {order}"
    return view.csv("articles.csv", sql, values)


def chosen(view: View, sorts: dict[str, str]) -> str:
    """SQL of the order that the address asks for; the first of ``sorts`` by default."""
    name = view.own("sort") or next(iter(sorts))
    if name not in sorts:
        raise PageError(f"'sort' is one of {', '.join(sorts)}, not '{name}'.")
    return sorts[name]


def pieces(text: str, found: list[str]) -> list[tuple[str, bool]]:
    """A text cut into what was looked for (True) and what stands between."""
    pattern = re.compile("|".join(re.escape(term) for term in found), re.I)
    # The excerpt was cut anywhere: what is left of a word at its edges goes.
    if len(text) >= _SHOWN:
        text = text.rpartition(" ")[0] or text
    first = pattern.search(text)
    if first is not None and first.start() >= _AROUND:
        text = text.partition(" ")[2]
    text = " ".join(text.split())
    out: list[tuple[str, bool]] = []
    at = 0
    for hit in pattern.finditer(text):
        out += [(text[at : hit.start()], False), (hit[0], True)]
        at = hit.end()
    return [*out, (text[at:], False)]


ROUTES: list[Any] = [
    Route("/articles", articles, name="articles"),
    Route("/articles.csv", articles_csv, name="articles_csv"),
]
