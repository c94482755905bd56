"""Kinds of pages, language and outlet."""

from __future__ import annotations

import json

import pytest
from pages import PROSE, page, read


def node(**fields: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(fields)}</script>'


@pytest.mark.parametrize(
    "title",
    [
        "404 Not Found", "Page not found | Harbour Post", "Seite nicht gefunden", "Access Denied",
        "Just a moment...", "Attention Required! | Cloudflare", "503 Service Unavailable",
        "Error 500", "Are you a robot?", "Page introuvable", "403 Forbidden", "502 Bad Gateway",
    ],
)  # fmt: skip
def test_error_pages(title: str) -> None:
    html = page(f"<title>{title}</title>", paragraphs=0, h1="", body="<p>Go back to the start.</p>")
    assert read(html).kind == "error"


def test_an_article_about_an_error_is_an_article() -> None:
    assert read(page("<title>404: how a page not found became a joke</title>")).kind == "article"


@pytest.mark.parametrize(
    "title",
    ["Before you continue to Search", "Bevor Sie zu Harbour Post gelangen", "Cookie-Einstellungen"],
)
def test_consent_pages(title: str) -> None:
    html = page(
        f"<title>{title}</title>", paragraphs=0, h1=title, body="<p>We and our 842 partners.</p>"
    )
    assert read(html).kind == "other"


def test_live_gallery_stub_index() -> None:
    assert read(page(node(**{"@type": "LiveBlogPosting", "headline": "x"}))).kind == "live"
    stamps = "".join(f"<time>10:{n}</time><p>Short news.</p>" for n in range(10, 30))
    assert read(page("<title>Storm: live updates</title>", stamps)).kind == "live"
    short = page(paragraphs=1)
    assert read(short, "https://x.example/bildergalerie/bridge").kind == "gallery"
    locked = node(**{"@type": "NewsArticle", "isAccessibleForFree": "False"})
    assert read(page(locked, paragraphs=1)).kind == "stub"
    assert read(page(locked, paragraphs=12)).kind == "article"
    wall = page(body="<p>Subscribe to continue reading.</p>", paragraphs=1)
    assert read(wall).kind == "stub"
    teasers = "".join(f"<h2><a href=/{n}>A headline {n}</a></h2>" for n in range(40))
    front = page(body=teasers, paragraphs=0)
    assert read(front, "https://x.example/").kind == "index"


def test_nothing_and_hardly_anything() -> None:
    assert read("").kind == "other"
    assert read("<p>ok</p>").kind == "other"


@pytest.mark.parametrize(
    ("declared", "tag"),
    [("en", "en"), ("EN_us", "en-US"), ("zh-hant-tw", "zh-Hant-TW"), ("English", "en")],
)
def test_declared_language(declared: str, tag: str) -> None:
    html = f'<html lang="{declared}"><body><p>Short.</p></body></html>'
    found = read(html).language
    assert found is not None
    assert (found.value, found.method) == (tag, "html:lang")


def test_language_is_detected_where_none_is_declared_or_the_text_contradicts() -> None:
    found = read(page(lang=None)).language
    assert found is not None
    assert (found.value, found.method) == ("en", "detected")
    overruled = read(page(lang="de"))
    assert overruled.language is not None
    assert overruled.language.value == "en"
    assert any("overruled" in note.reason for note in overruled.notes)
    kept = read(f'<html lang="de"><p>{PROSE[:100]}</p>').language
    assert kept is not None
    assert kept.value == "de"


def test_outlet() -> None:
    publisher = node(
        **{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "The Post"}}
    )
    found = read(page(publisher)).outlet
    assert found is not None
    assert (found.value, found.method) == ("The Post", "jsonld")
    found = read(page('<meta property="og:site_name" content="The Post">')).outlet
    assert found is not None
    assert found.method == "og"
    found = read(
        page("<title>A bridge | Harbour Post</title>"), "https://harbourpost.example/x"
    ).outlet
    assert found is not None
    assert (found.value, found.method) == ("Harbour Post", "title")
    assert read(page("<title>A bridge | Opinion</title>")).outlet is None


def test_a_front_page_of_few_headings_and_no_prose_is_an_index() -> None:
    body = "".join(f"<article><h3><a href=/{n}>Headline {n}</a></h3></article>" for n in range(6))
    html = f"<html><head><title>The Courier</title></head><body>{body}</body></html>"
    assert read(html, "https://x.example/").kind == "index"
    assert read(html, "https://x.example/story/1").kind == "other"
