"""The country of places that no gazetteer knows."""

from __future__ import annotations

from readout.api import read
from readout.evaluation.passages import read_passage
from readout.record.types import Place


def _place(text: str, name: str) -> Place:
    return next(p for p in read_passage(text).places if p.name == name)


def test_an_unknown_village_is_in_the_country_of_the_places_around_it() -> None:
    place = _place(
        "Gunmen raided the village of Tolvenbeku on Sunday, officials in Gao said. "
        "Troops from Timbuktu reached it at dusk.",
        "Tolvenbeku",
    )
    assert (place.country, place.lat) == ("MLI", None)
    assert place.method == "name only, country of the places around it"


def test_the_place_around_it_comes_before_the_country_of_the_article() -> None:
    text = (
        "Ministers met in Paris and in Lyon. Marseille will host the next round. "
        "Soldiers fired on a crowd in Tolvenbeku, Mali, a witness said."
    )
    assert _place(text, "Tolvenbeku").country == "MLI"


def test_no_country_where_the_places_around_it_disagree() -> None:
    text = "Gunmen raided the village of Tolvenbeku on Sunday, officials in Gao and in Niamey said."
    assert _place(text, "Tolvenbeku").country is None


def test_an_author_named_like_a_town_is_no_place() -> None:
    record = read(
        '<html><head><meta property="og:type" content="article"></head><body><article>'
        "<h1>Police fire tear gas at a march</h1><div class='byline'>By Florence Nino</div>"
        "<p>Police in the Georgian capital fired tear gas at thousands of protesters who had "
        "gathered outside parliament to demand new elections.</p><p>The march ended in Paris "
        "Street, the interior ministry said on Sunday evening.</p></article></body></html>",
        published="2031-05-12",
    )
    [author] = [e.span for a in record.article.byline for e in a.evidence if e.span]
    mentions = [m for place in record.places for m in place.mentions]
    assert mentions
    assert not any(author.start <= m.start < author.end for m in mentions)
