"""The head of a page: metas, links, JSON-LD and its repairs."""

from __future__ import annotations

import json
import time

import pytest

from readout.page.html.dom import parse
from readout.page.html.metadata import jsonld
from readout.page.html.metadata.head import (
    author_hints,
    body_hint,
    description_hints,
    headline_hints,
    read_head,
)


def script(text: str) -> str:
    return f'<script type="application/ld+json">{text}</script>'


def test_metas_are_kept_in_order_under_lower_case_names() -> None:
    head = read_head(
        parse(
            '<html lang="de-AT"><head><title> A  title </title><meta NAME="Author" content="One">'
            '<meta name="author" content="Two"><meta property="og:title" content=" T ">'
            '<meta itemprop="datePublished" content="2020-01-02"><link rel="canonical" href="/x">'
        )
    )
    assert head.title == "A title"
    assert head.metas["author"] == ["One", "Two"]
    assert head.meta("nothing", "og:title") == "T"
    assert head.metas["datepublished"] == ["2020-01-02"]
    assert (head.canonical, head.lang) == ("/x", "de-AT")


def test_title_of_a_drawing_is_not_the_title() -> None:
    assert read_head(parse("<body><svg><title>Logo</title></svg><p>x</p>")).title == ""


def test_graphs_lists_and_main_entities_are_flattened() -> None:
    data = [
        {
            "@graph": [
                {"@type": "WebSite", "name": "S"},
                {"@type": ["Thing", "NewsArticle"], "headline": "H"},
            ]
        },
        {"@type": "WebPage", "mainEntity": {"@type": "Article", "headline": "K"}},
    ]
    head = read_head(parse(script(json.dumps(data))))
    assert [node["headline"] for node in head.articles] == ["H", "K"]
    assert headline_hints(head) == ["H", "K"]


def test_the_article_under_the_page_s_own_address_comes_first() -> None:
    data = [
        {"@type": "NewsArticle", "headline": "Other", "url": "https://x.example/other"},
        {
            "@type": "NewsArticle",
            "headline": "Own",
            "mainEntityOfPage": {"@id": "https://www.x.example/own/"},
        },
    ]
    head = read_head(
        parse('<link rel="canonical" href="https://x.example/own">' + script(json.dumps(data)))
    )
    assert head.articles[0]["headline"] == "Own"


def test_authors_are_found_through_references() -> None:
    data = {
        "@graph": [
            {"@type": "Article", "headline": "H", "author": {"@id": "#p"}},
            {"@type": "Person", "@id": "#p", "name": "Ada Berg"},
        ]
    }
    assert author_hints(read_head(parse(script(json.dumps(data))))) == ["Ada Berg"]


def test_hints_have_no_markup_and_no_addresses() -> None:
    data = {
        "@type": "NewsArticle",
        "headline": "Tom &amp;amp; Ida",
        "description": "<p>Short</p>",
        "articleBody": "<p>One</p><p>Two &quot;three&quot;</p>",
        "author": ["https://social.example/ada"],
    }
    head = read_head(parse(script(json.dumps(data))))
    assert headline_hints(head) == ["Tom & Ida"]
    assert description_hints(head) == ["Short"]
    assert body_hint(head) == 'One Two "three"'
    assert author_hints(head) == []


@pytest.mark.parametrize(
    "text",
    [
        '{"@type":"NewsArticle","headline":"H",}',
        '{"@type":"NewsArticle",,"headline":"H"}',
        '<!-- {"@type":"NewsArticle","headline":"H"} -->',
        '//<![CDATA[\n{"@type":"NewsArticle","headline":"H"}\n//]]>',
        '/* <![CDATA[ */ {"@type":"NewsArticle","headline":"H"}; /* ]]> */',
        "{&quot;@type&quot;:&quot;NewsArticle&quot;,&quot;headline&quot;:&quot;H&quot;}",
        '{"@type":"NewsArticle","headline":"H"}{"@type":"WebPage"}',
        '{"@type":"NewsArticle","headline":"H","description":"one\ntwo\ttabs"}',
        '{"@type":"NewsArticle","headline":"H","description":"it\\\'s"}',
        '{"@type":"NewsArticle","headline":"H","description":"a "quoted" word"}',
    ],
)
def test_broken_blocks_are_repaired(text: str) -> None:
    nodes, _ = jsonld.read_blocks([text])
    assert jsonld.articles_of(nodes)[0]["headline"] == "H"


def test_what_cannot_be_repaired_is_a_note() -> None:
    nodes, notes = jsonld.read_blocks(["{nothing of use", "", "42", "null"])
    assert nodes == []
    assert notes == ["JSON-LD block is not JSON and was not read"]


def test_single_fields_of_a_hopeless_block_are_read() -> None:
    text = (
        '{"@type":"NewsArticle","headline":"A "B" C","datePublished":"2020-01-02",'
        '"author":{"name":"Ada Berg"'
    )
    nodes, notes = jsonld.read_blocks([text])
    assert nodes[0]["datePublished"] == "2020-01-02"
    assert jsonld.strings(nodes[0]["author"]) == ["Ada Berg"]
    assert len(notes) == 1


@pytest.mark.parametrize(
    "unit",
    ["[", '{"a":', '{"@graph":[', '"name":"', "//", ",\n", "\\", "9", '{"a":1}', '"author":{', " "],
)
def test_time_is_linear_for_hostile_blocks(unit: str) -> None:
    took = []
    for size in (50_000, 400_000):
        text = unit * (size // len(unit))
        start = time.process_time()
        jsonld.read_blocks([text])
        took.append(time.process_time() - start)
    assert took[1] < 0.5 + 20 * took[0]


def test_nesting_and_number_of_nodes_are_limited() -> None:
    deep: object = {"@type": "NewsArticle", "headline": "deep"}
    for _ in range(60):
        deep = {"@graph": [deep]}
    many = [{"@type": "NewsArticle", "headline": str(n)} for n in range(5_000)]
    nodes, _ = jsonld.read_blocks([json.dumps(deep), json.dumps(many)])
    assert len(nodes) <= jsonld.MAX_NODES
    assert not any(node.get("headline") == "deep" for node in nodes)
