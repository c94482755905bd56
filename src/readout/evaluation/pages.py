"""Scores HTML pages: body F1, snippets, title, authors, date, captions and credits.

Definitions: ``data/pages/README.md`` and ``evaluation.md``. Counted are the pages whose gold gives
the field; intervals are bootstraps over pages, 1,000 draws, 95 %.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from readout.evaluation.body import body_scores
from readout.evaluation.metadata import Counts, f1, score
from readout.record.types import BODY_ROLES, Record


class PageReport(msgspec.Struct, frozen=True):
    """Figures by name, each ``{"value", "low", "high", "pages"}``; body also with P and R."""

    pages: int
    figures: dict[str, dict[str, float]]

    def table(self) -> list[tuple[str, ...]]:
        """Rows for a reader: figure, value, interval, pages."""
        rows: list[tuple[str, ...]] = [("figure", "value", "95 % interval", "pages")]
        for name, one in self.figures.items():
            interval = f"{one['low']:.3f} to {one['high']:.3f}" if "low" in one else ""
            rows.append((name, f"{one['value']:.3f}", interval, f"{one['pages']:.0f}"))
        return rows


def body_text(record: Record) -> str:
    """The article as the record has it: the blocks with body roles, one a line."""
    text = record.article.text
    return "\n".join(text[b.start : b.end] for b in record.article.blocks if b.role in BODY_ROLES)


def found_fields(record: Record) -> dict[str, Any]:
    """The fields of the record that the gold of a page can give.

    The gold lists agency and photographer of one picture as two credits; the record has them in
    one string as the page shows them, so a credit is cut at its bars.
    """
    article = record.article
    credits = [m.credit for m in article.media if m.credit]
    return {
        "title": article.headline.value if article.headline else None,
        "authors": [author.name for author in article.byline],
        "date": article.published.value if article.published else None,
        "captions": [m.caption for m in article.media if m.caption],
        "credits": [part.strip() for credit in credits for part in credit.split(" | ")],
    }


def score_pages(pairs: Iterable[tuple[Mapping[str, Any], Record]]) -> PageReport:
    """All figures over pairs of a gold row and the record readout wrote for its page.

    Records are not kept: memory grows with the bodies only. A figure without pages is left out.
    """
    bodies: list[tuple[str, str]] = []
    fields: list[tuple[Mapping[str, Any], dict[str, Any]]] = []
    snippets: list[Counts] = []
    count = 0
    for row, record in pairs:
        gold = row["gold"]
        body = body_text(record)
        count += 1
        fields.append((gold, found_fields(record)))
        if gold.get("body"):
            bodies.append((gold["body"], body))
        if "with" in gold:
            flat = " ".join(body.split())
            hits = [" ".join(s.split()) in flat for s in gold["with"]]
            unwanted = sum(" ".join(s.split()) in flat for s in gold.get("without", ()))
            snippets.append(Counts(sum(hits), unwanted, len(hits) - sum(hits)))
    figures: dict[str, dict[str, float]] = {}
    if bodies:
        one = body_scores(bodies)
        for name in ("precision", "recall"):
            figures[f"body {name}"] = {"value": one[name], "pages": one["pages"]}
        figures["body F1"] = {
            "value": one["f1"], "low": one["low"], "high": one["high"], "pages": one["pages"],
        }  # fmt: skip
    tp, fp, fn = (sum(column) for column in zip(*snippets, strict=True)) if snippets else (0, 0, 0)
    if tp + fn:
        precision = tp / (tp + fp) if tp + fp else 0.0
        figures["snippets precision"] = {"value": precision, "pages": len(snippets)}
        figures["snippets recall"] = {"value": tp / (tp + fn), "pages": len(snippets)}
        both = f1(snippets)
        figures["snippets F1"] = {
            "value": both.value, "low": both.low, "high": both.high, "pages": both.pages,
        }  # fmt: skip
    for name, figure in score(fields).items():
        if figure.pages:
            figures[name] = {
                "value": figure.value, "low": figure.low, "high": figure.high,
                "pages": figure.pages,
            }  # fmt: skip
    return PageReport(count, figures)
