"""One article: its text, what was read from it, and the words behind every field."""

from __future__ import annotations

from typing import Any

from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from readout.record.codec import encode
from readout.record.types import Record
from readout.view.roles import words
from readout.view.web.claims import found, margin
from readout.view.web.parts import part_at, parts, shown
from readout.view.web.problem import PageError
from readout.view.web.reviewed import additions, marks
from readout.view.web.view import View


def article(request: Request) -> Response:
    """The page; of a long article the part with the offset ``at``."""
    view = View(request)
    view.form_path = "/articles"
    ref = request.path_params["ref"]
    record = view.record(ref)
    all_parts = parts(record)
    part = part_at(all_parts, _offset(view))
    groups = found(record, part.start, part.end)
    spans = [span for group in groups for item in group.items for span in item.all_spans()]
    said: dict[int, list[tuple[str, str, int]]] = {}
    for at, speaker, key in margin(record, part.start, part.end):
        home = next((p.start for p in part.pieces if p.start <= at < p.end), part.start)
        said.setdefault(home, []).append((speaker, key, at))
    headline = record.article.headline
    return view.page(
        "article.html",
        headline.value if headline else "Without a headline",
        record=record,
        article=record.article,
        words=words(record),
        link=web_address(record),
        part=part,
        parts=all_parts,
        here=all_parts.index(part),
        runs=shown(record, part, spans),
        groups=groups,
        said=said,
        has_headline=any(p.block.role == "headline" for p in part.pieces),
        others=others(view, record),
        marks=marks(view, record),
        additions=additions(view, record, part.start, part.end),
    )


def article_json(request: Request) -> Response:
    """The record, as ``readout show --format json`` has it."""
    view = View(request)
    record = view.record(request.path_params["ref"])
    name = f"{record.article.id[:12]}.json"
    return Response(
        encode(record),
        media_type="application/json",
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def others(view: View, record: Record) -> list[dict[str, Any]]:
    """Other revisions of the page, and the article this one is a copy of or that are its copies."""
    return view.rows(
        "WITH me AS (SELECT l.reading, l.address, l.revision, l.copy_of FROM every.links l "
        "JOIN every.articles a USING (reading) WHERE a.article = ? "
        "ORDER BY l.current DESC LIMIT 1) "
        "SELECT a.article, a.outlet, a.headline, CAST(a.seen_at AS VARCHAR) AS seen, "
        "CASE WHEN l.address = me.address THEN 'revision ' || l.revision "
        "WHEN l.copy_of = ? THEN 'copy' ELSE 'copied from' END AS what "
        "FROM every.links l JOIN every.articles a USING (reading), me WHERE a.article <> ? AND "
        "(l.address = me.address OR (l.current AND (l.copy_of = ? OR a.article = me.copy_of))) "
        "ORDER BY what, a.reading LIMIT 20",
        [record.article.id] * 4,
    )


def web_address(record: Record) -> str:
    """The address of the page when it is one a browser may be led to, else nothing."""
    url = record.article.url or ""
    return url if url.startswith(("https://", "http://")) else ""


def _offset(view: View) -> int:
    text = view.own("at") or "0"
    if not text.isascii() or not text.isdigit() or len(text) > 12:
        raise PageError(f"'at' is to be an offset into the text, not '{text[:40]}'.")
    return int(text)


ROUTES: list[Any] = [
    Route("/article/{ref}", article, name="article"),
    Route("/article/{ref}/record.json", article_json, name="article_json"),
]
