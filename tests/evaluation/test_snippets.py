"""Snippets: counted over pages, F1 with its interval."""

from __future__ import annotations

from readout.api import read
from readout.evaluation.pages import score_pages

WORDS = "The board voted on Monday to close the quay for two years, engineers said on the spot. "


def test_snippets_are_counted_over_all_pages() -> None:
    html = f"<html><h1>Quay closes</h1><p>{WORDS * 3}</p><p>{WORDS * 2}</p></html>".encode()
    gold = {"with": ["voted on  Monday", "is not there"], "without": ["engineers said"]}
    figures = score_pages([({"gold": gold}, read(html))] * 4).figures
    assert figures["snippets precision"] == {"value": 0.5, "pages": 4}
    assert figures["snippets recall"] == {"value": 0.5, "pages": 4}
    both = figures["snippets F1"]
    assert both["value"] == both["low"] == both["high"] == 0.5


def test_pages_without_snippets_have_no_such_figure() -> None:
    record = read(f"<html><p>{WORDS * 3}</p></html>".encode())
    assert not any("snippets" in name for name in score_pages([({"gold": {}}, record)]).figures)
