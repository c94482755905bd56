"""The headline among what head and page offer."""

from __future__ import annotations

import json

from pages import page, read


def title(html: str) -> str | None:
    found = read(html).headline
    return found.value if found else None


def test_the_name_of_the_site_is_cut_off() -> None:
    html = page("<title>Council wants a new bridge over the bay | Harbour Post</title>", h1="")
    assert title(html) == "Council wants a new bridge over the bay"


def test_all_sources_agree() -> None:
    node = {"@type": "NewsArticle", "headline": "Council wants a new bridge over the bay"}
    html = page(
        "<title>Council wants a new bridge over the bay - Harbour Post</title>"
        '<meta property="og:title" content="Council wants a new bridge over the bay">'
        f'<script type="application/ld+json">{json.dumps(node)}</script>',
        h1="Council wants a new bridge over the bay",
    )
    found = read(html).headline
    assert found is not None
    assert found.value == "Council wants a new bridge over the bay"
    assert found.method == "jsonld"
    assert found.evidence[0].span is not None
    assert found.evidence[1].where == "jsonld:NewsArticle.headline"


def test_the_logo_in_an_h1_is_not_the_headline() -> None:
    html = page(
        "<title>Council wants a new bridge over the bay | Harbour Post</title>",
        body="<h1>Council wants a new bridge over the bay</h1>",
        h1="Harbour Post",
    )
    assert title(html) == "Council wants a new bridge over the bay"


def test_a_page_without_a_title_has_the_heading() -> None:
    assert title(page(h1="Council wants a new bridge over the bay")) is not None
    assert title("") is None
    assert title("<p>x</p>") is None
