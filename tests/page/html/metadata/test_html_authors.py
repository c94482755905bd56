"""Who wrote the article."""

from __future__ import annotations

import json

import pytest
from pages import page, read

from readout.page.html.metadata.names import clean_names, names_in_line


@pytest.mark.parametrize(
    ("raw", "names"),
    [
        ("Ada Berg", ["Ada Berg"]),
        ("By Ada Berg and Ole Dahl", ["Ada Berg", "Ole Dahl"]),
        ("Von Ada Berg, Ole Dahl und Eva Holm", ["Ada Berg", "Ole Dahl", "Eva Holm"]),
        ("Par Ada Berg et Ole Dahl", ["Ada Berg", "Ole Dahl"]),
        ("Ada Berg, Staff Writer", ["Ada Berg"]),
        ("Ada Berg (Korrespondentin)", ["Ada Berg"]),
        ("Ada Berg ada.berg@post.example", ["Ada Berg"]),
        ("Ada Berg @adaberg", ["Ada Berg"]),
        ("Ada Berg, PhD, Ole Dahl, MD", ["Ada Berg, PhD", "Ole Dahl, MD"]),
        ("Ada Berg; ADA BERG", ["Ada Berg"]),
        ("dpa", ["dpa"]),
        ("Berg, Ada", ["Ada Berg"]),
        ("admin", []),
        ("ada-berg", []),
        ("12. Mai 2020", []),
        ("", []),
    ],
)
def test_names_out_of_a_field(raw: str, names: list[str]) -> None:
    assert clean_names(raw) == names


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Von Ada Berg am 3. Mai 2020", ["Ada Berg"]),
        ("3. Mai 2020 | 13:10 Uhr | Ada Berg", ["Ada Berg"]),
        ("Politics | By Ada Berg | 3 May 2020", ["Ada Berg"]),
        ("ByAda Berg", ["Ada Berg"]),
        ("Written by: Ada Berg", ["Ada Berg"]),
        ("Text von Ada Berg Fotos von Ole Dahl", ["Ada Berg"]),
        ("Walter von Aachen", ["Walter von Aachen"]),
        ("By P. Ngassa", ["P. Ngassa"]),
        ("M. de Vries", ["M. de Vries"]),
        ("By Eleni H.", ["Eleni H."]),
        ("Geschrieben von Cooper", ["Cooper"]),
        ("(责编：牛镛、岳弘彬)", ["牛镛", "岳弘彬"]),
        ("Published on 3 May 2020", []),
    ],
)
def test_names_out_of_a_visible_line(line: str, names: list[str]) -> None:
    assert names_in_line(line)[0] == names


def authors(html: str) -> list[str]:
    return [author.name for author in read(html).byline]


def article(**fields: object) -> str:
    node = json.dumps({"@type": "NewsArticle", **fields})
    return f'<script type="application/ld+json">{node}</script>'


@pytest.mark.parametrize(
    "value",
    [
        "Ada Berg",
        {"@type": "Person", "name": "Ada Berg"},
        [{"name": "Ada Berg"}],
        {"name": ["Ada Berg"]},
        [{"name": "Ada Berg"}, "ADA BERG", "https://social.example/ada"],
    ],
)
def test_shapes_of_jsonld_authors(value: object) -> None:
    assert authors(page(article(author=value))) == ["Ada Berg"]


def test_a_person_shown_goes_before_the_house_declared() -> None:
    head = article(author="Harbour Post")
    assert authors(page(head, '<p class="byline">By Ada Berg</p>')) == ["Ada Berg"]
    found = read(page(head, '<p class="byline">By Ada Berg</p>'))
    assert any(note.step == "page.byline" for note in found.notes)
    assert authors(page(head)) == ["Harbour Post"]


def test_addresses_are_no_names() -> None:
    head = '<meta property="article:author" content="https://facebook.com/ada">'
    assert authors(page(head, "<p>By Ada Berg</p>")) == ["Ada Berg"]


def test_the_byline_shown_goes_before_the_general_meta() -> None:
    head = '<meta name="author" content="Web Owner">'
    assert authors(page(head, '<p class="byline">By Ada Berg</p>')) == ["Ada Berg"]
    assert authors(page(head)) == ["Web Owner"]


def test_co_authors_in_elements_of_their_own() -> None:
    body = '<span class="author">Ada Berg</span><br><br><span class="author">Ole Dahl</span>'
    assert authors(page(body=f"<div>{body}</div>")) == ["Ada Berg", "Ole Dahl"]


def test_names_of_commentators_and_related_stories_do_not_count() -> None:
    body = '<div class="comment"><cite class="author">Troll King</cite></div>'
    assert authors(page().replace("</body>", body + "</body>")) == []


def test_class_names_around_the_whole_page_tell_nothing() -> None:
    html = page(body='<p class="byline">By Ada Berg</p>')
    html = html.replace("<body>", '<body class="comments related sidebar-footer teaser">')
    assert authors(html) == ["Ada Berg"]
