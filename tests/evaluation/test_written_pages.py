"""The written HTML pages: the gold is found on the page, and the traps are what they say."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from selectolax.lexbor import LexborHTMLParser

FOLDER = Path(__file__).parents[1] / "data" / "pages"
ROWS: list[dict[str, Any]] = [
    json.loads(line) for line in (FOLDER / "gold.jsonl").read_text(encoding="utf-8").splitlines()
]
CP1252 = {"old-table-kirwan"}
BROKEN_LD = {"de-broken-ld", "fr-trailing-comma", "commented-ld-house-author"}


def page(row: dict[str, Any]) -> LexborHTMLParser:
    """The page as a tree, decoded as a browser would."""
    raw = (FOLDER / row["html"]).read_bytes()
    return LexborHTMLParser(raw.decode("cp1252" if row["id"] in CP1252 else "utf-8"))


def squeezed(text: str) -> str:
    return "".join(text.split())


def test_there_are_twenty_four_and_every_kind() -> None:
    assert len(ROWS) == len({row["id"] for row in ROWS}) == 24
    kinds = Counter(row["gold"]["kind"] for row in ROWS)
    assert set(kinds) == {"article", "live", "gallery", "stub", "index", "error", "other"}
    assert {path.name for path in FOLDER.glob("*.html")} == {row["html"] for row in ROWS}


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_the_gold_stands_on_the_page(row: dict[str, Any]) -> None:
    gold, tree = row["gold"], page(row)
    for node in tree.css("script, style, noscript"):
        node.decompose()
    body = tree.body
    assert body is not None
    text, at = squeezed(body.text()), 0
    for _, words in gold["units"]:
        at = text.find(squeezed(words), at)
        assert at >= 0, f"not on the page in this order: {words}"
    for words in [*gold["captions"], *gold["credits"], *gold["without"], gold.get("title", "")]:
        assert squeezed(words) in text, words
    for author in gold.get("authors", []):
        assert squeezed(author) in text, author
    joined = "\n\n".join(words for _, words in gold["units"])
    assert joined == gold["body"]
    assert not any(words in joined for words in gold["without"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row["id"])
def test_json_ld_is_broken_where_it_is_meant_to_be(row: dict[str, Any]) -> None:
    for node in page(row).css("script[type='application/ld+json']"):
        try:
            json.loads(node.text())
        except json.JSONDecodeError:
            assert row["id"] in BROKEN_LD
        else:
            assert row["id"] not in BROKEN_LD
