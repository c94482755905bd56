"""The sides' tellings: the list of episodes, one of them as columns, and those over articles."""

from __future__ import annotations

import csv
import io
from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout.accounts.episodes import WholeEpisode
from readout.export.cells import guarded_row
from readout.record.types import Record
from readout.store.store import Store
from readout.view.accounts import MARKS, Sheet, account_rows, whole_sheets
from readout.view.web.filters import ARTICLES
from readout.view.web.plots import accounts as plot
from readout.view.web.problem import PageError, missing
from readout.view.web.view import SIZE, View

ACROSS = 200
"""Articles that are compared at once; each costs some milliseconds, each pair a little."""
KINDS = {"shared": "told by both", "alone": "told by one", "contradicted": "contradicted"}


def accounts(request: Request) -> Response:
    """Episodes inside articles, those that the sides tell against each other first."""
    view = View(request)
    where, values = view.filter.articles()

    def count() -> int:
        row = view.row(
            f"SELECT count(*) AS n FROM episodes e SEMI JOIN (SELECT a.reading {ARTICLES} "
            f"WHERE {where}) those ON those.reading = e.reading",
            values,
        )
        return int(row["n"]) if row else 0

    total = view.cached("count", count)
    sql = f"{plot.LISTED.format(where=where)} LIMIT ? OFFSET ?"
    rows = view.rows(sql, [*values, SIZE, view.offset])
    return view.page("accounts.html", "Accounts", rows=rows, pager=view.pager(total))


def accounts_csv(request: Request) -> Response:
    """All episodes of the filter."""
    view = View(request)
    where, values = view.filter.articles()
    return view.csv("episodes.csv", plot.LISTED.format(where=where), values)


def episode(request: Request) -> Response:
    """One episode of one article."""
    view = View(request)
    record, number = _asked(view, request)
    sheet = _sheet(record, number)
    names = {e.id: e.name for e in record.entities}
    found = next(e for e in record.episodes if e.id == number)
    counts = [
        (names.get(a.side, a.side), bounds)
        for a in record.accounts
        if a.episode == found.id
        for bounds in a.quantities
    ]
    article = record.article
    return view.page(
        "episode.html",
        sheet.title,
        sheet=sheet,
        kinds=KINDS,
        marks=MARKS,
        ranges=plot.ranges(counts),
        width=plot.WIDTH,
        told=_told(sheet),
        article=article.id,
        headline=article.headline.value if article.headline else "without a headline",
        outlet=article.outlet.value if article.outlet else None,
        csv=f"/accounts/{article.id}/{number}.csv",
        events=f"/events?episode={article.id}%2F{number}",
        sources=[],
    )


def episode_csv(request: Request) -> Response:
    """Point by point: what each side says of it."""
    view = View(request)
    record, number = _asked(view, request)
    return _csv(f"{record.article.id[:8]}-{number}.csv", _sheet(record, number))


def _asked(view: View, request: Request) -> tuple[Record, str]:
    return view.record(request.path_params["ref"]), request.path_params["episode"]


def _sheet(record: Record, number: str) -> Sheet:
    for sheet in account_rows(record):
        if sheet.key == f"episode-{number}":
            return sheet
    raise missing(f"The article '{record.article.id}' has no episode '{number[:40]}'.")


def _told(sheet: Sheet) -> str:
    """The sheet in one sentence, for those who do not see the columns."""
    kinds = [row.kind for row in sheet.rows]
    silent = sum(cell.stance == "silent" for row in sheet.rows for cell in row.cells)
    points = "1 point" if len(kinds) == 1 else f"{len(kinds)} points"
    return (
        f"{len(sheet.sides)} sides, {points}: {kinds.count('contradicted')} contradicted, "
        f"{kinds.count('shared')} told by more than one, {kinds.count('alone')} by one alone; "
        f"{silent} silences."
    )


def across(request: Request) -> Response:
    """Happenings that several articles of the filter tell of."""
    view = View(request)
    held, many = _compared(view)
    sheets = whole_sheets(held)
    return view.page(
        "across.html",
        "Accounts over articles",
        episodes=[
            (e, s, sum(r.kind == "contradicted" for r in s.rows))
            for e, s in zip(held, sheets, strict=True)
        ][:SIZE],
        total=len(held),
        many=many,
        most=ACROSS,
    )


def across_one(request: Request) -> Response:
    """One happening, as several articles tell it."""
    view = View(request)
    found, sheet = _one_of(view, request.path_params["episode"])
    return view.page(
        "episode.html",
        sheet.title,
        sheet=sheet,
        kinds=KINDS,
        marks=MARKS,
        ranges=plot.ranges((count.source, count) for count in found.counts),
        width=plot.WIDTH,
        told=_told(sheet),
        article=None,
        headline=None,
        outlet=None,
        csv=f"/accounts/across/{found.id}.csv{view.filter.query()}",
        events=None,
        sources=found.articles[:SIZE],
    )


def across_csv(request: Request) -> Response:
    """Point by point: what each side says of it."""
    found, sheet = _one_of(View(request), request.path_params["episode"])
    return _csv(f"across-{found.id}.csv", sheet)


def _one_of(view: View, number: str) -> tuple[WholeEpisode, Sheet]:
    for found in _compared(view)[0]:
        if found.id == number:
            return found, whole_sheets([found])[0]
    raise missing(
        f"There is no episode '{number[:40]}' over the articles of this filter; numbers change "
        "with the articles that are compared."
    )


def _compared(view: View) -> tuple[list[WholeEpisode], int]:
    """Episodes over the articles of the filter, and how many articles those are."""
    where, values = view.filter.articles()
    row = view.row(f"SELECT count(*) AS n {ARTICLES} WHERE {where}", values)
    many = int(row["n"]) if row else 0
    if many > ACROSS:
        return [], many

    def make() -> list[WholeEpisode]:
        from readout.accounts.compare import compare

        with view.library.reader() as con:
            records = list(Store(view.library.folder, con, None).records(where, values))
        return compare(records) if records else []

    # The path is not part of the question: list and episode share the answer.
    return view.library.cached(("across", view.filter), make), many


def _csv(name: str, sheet: Sheet) -> Response:
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    if not sheet.sides:
        raise PageError("This episode has no accounts.")
    writer.writerow(["point", "kind", "side", "stance", "words"])
    for row in sheet.rows:
        for side, cell in zip(sheet.sides, row.cells, strict=True):
            writer.writerow(guarded_row([row.label, row.kind, side, cell.stance, cell.words or ""]))
    return Response(
        text.getvalue(),
        media_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


ROUTES: list[Any] = [
    Route("/accounts", accounts, name="accounts"),
    Route("/accounts.csv", accounts_csv, name="accounts_csv"),
    Route("/accounts/across", across, name="across"),
    Route("/accounts/across/{episode}.csv", across_csv, name="across_csv"),
    Route("/accounts/across/{episode}", across_one, name="across_one"),
    Route("/accounts/{ref}/{episode}.csv", episode_csv, name="episode_csv"),
    Route("/accounts/{ref}/{episode}", episode, name="episode"),
]
