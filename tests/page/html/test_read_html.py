"""Whole HTML pages, written for the tests: what is made of roles, words and markup."""

from __future__ import annotations

import numpy as np
import pytest

from readout.capture import load_bytes
from readout.errors import UsageError
from readout.page import Page, read_page
from readout.page.html import roles
from readout.page.html.dom import parse
from readout.page.html.features import block_features, feature_names
from readout.page.html.layout import lay_out
from readout.page.html.metadata.head import read_head
from readout.page.html.roles import (
    BODY,
    CLASSES,
    decide,
    menu_blocks,
    probabilities,
    use_scorer,
)
from readout.settings import Settings

PARAGRAPHS = [
    "The harbour board of Ostrey voted on Monday to close the northern quay for two years, after "
    "engineers found that half of its piles had rotted through.",
    "Ships will berth at the coal pier in the meantime, the board said, and the ferry to Sarn will "
    "leave from the fish market, where a pontoon is being built.",
    "Fishermen called the decision late. “We have stood on those planks for ten years and looked "
    "at the water between them,” said Anna Brill, who lands crab there.",
]


def page(body: str, head: str = "", **settings: object) -> Page:
    html = (
        f"<html lang=en><head><title>Quay closes | The Vellmar Courier</title>{head}</head><body>"
        "<nav><a href=/>Home</a><a href=/n>News</a><a href=/s>Sport</a></nav>"
        f"<article><h1>Ostrey closes its northern quay</h1>{body}</article>"
        "<footer><a href=/i>Imprint</a> © The Vellmar Courier</footer></body></html>"
    )
    options = Settings(url="https://courier.example/2031/quay", **settings)  # type: ignore[arg-type]
    return read_page(load_bytes(html.encode()), options)


def roles_of(page: Page) -> dict[str, str]:
    return {page.text[b.start : b.end]: b.role for b in page.blocks}


def story(*extra: str) -> str:
    return "".join(f"<p>{p}</p>" for p in PARAGRAPHS) + "".join(extra)


def test_the_story_is_body_and_the_site_is_chrome() -> None:
    read = page(story())
    roles = roles_of(read)
    assert roles["Ostrey closes its northern quay"] == "headline"
    assert all(roles[p] == "paragraph" for p in PARAGRAPHS)
    assert roles["Home News Sport"] == "chrome"
    assert read.kind == "article"


def test_an_inline_dateline_is_a_block_of_its_own() -> None:
    read = page(story().replace("<p>The harbour", "<p>OSTREY, Sarnland (AP) — The harbour", 1))
    assert read.dateline is not None
    assert (read.dateline.place, read.dateline.agency) == ("OSTREY, Sarnland", "AP")
    roles = roles_of(read)
    assert roles["OSTREY, Sarnland (AP) —"] == "dateline"
    assert roles[PARAGRAPHS[0]] == "paragraph"


def test_a_kicker_in_capitals_is_no_dateline_where_one_follows() -> None:
    standfirst = "<p>WAR GAMES: Ostrey accused a neighbour of sideswiping one of its boats, which "
    standfirst += "sustained minor damage and later sailed home</p>"
    read = page(standfirst + "<p>AFP, SARN</p>" + story())
    assert read.dateline is not None
    assert (read.dateline.place, read.dateline.agency) == ("SARN", "AFP")
    alone = page(standfirst + story())
    assert alone.dateline is not None
    assert alone.dateline.place == "WAR GAMES"  # a town of two words would look the same


def test_a_film_beside_the_story_is_no_part_of_it() -> None:
    def film(before: str) -> str:
        title = "The pilots who cannot swim, and their sisters"
        return (
            f"<figure>{before}<figcaption>{title}</figcaption></figure><figure><img src=q.jpg>"
            f"<figcaption>RELATED: {title}</figcaption></figure>"
        )

    title = "The pilots who cannot swim, and their sisters"
    roles = roles_of(page(film("<div>4:11</div>") + story()))
    assert roles[title] == roles[f"RELATED: {title}"] == "chrome"
    assert roles_of(page(film("<img src=p.jpg>") + story()))[title] == "caption"


def test_caption_and_credit_of_one_figcaption_are_one_medium() -> None:
    read = page(
        "<figure><img src=q.jpg><figcaption>The northern quay on Sunday, seen from the old customs "
        "house. Photo: Ann Lee/AP</figcaption></figure>" + story()
    )
    (medium,) = read.media
    assert medium.caption == "The northern quay on Sunday, seen from the old customs house."
    assert (medium.credit, medium.agency) == ("Ann Lee/AP", "AP")


def test_quotes_and_lists_are_told_by_the_markup() -> None:
    read = page(
        story(
            "<blockquote><p>A quay is a promise made to boats, and we have broken it, the oldest "
            "of the pilots told the board before the vote was taken.</p></blockquote>",
            "<ul><li>The quay is closed from the first of May, and its lamps are taken down.</li>"
            "<li>The ferry leaves from the fish market until the new piles are driven.</li></ul>",
            f"<p>{PARAGRAPHS[0].replace('Monday', 'a show of hands')}</p>",
        )
    )
    found = {block.role for block in read.blocks}
    assert {"quote", "list"} <= found


def test_a_correction_after_the_body_is_an_editorial_note() -> None:
    note = "Correction: An earlier version of this article misstated the year the quay was built."
    assert roles_of(page(story(f"<p class=correction>{note}</p>")))[note] == "editorial_note"


def test_a_link_to_another_article_is_no_paragraph() -> None:
    link = "Read also: The board that could not swim, and other tales of the estuary"
    both = story().replace("</p><p>Fish", f"</p><p><a href=/x>{link}</a></p><p>Fish")
    assert roles_of(page(both))[link] == "chrome"


def test_an_error_page_has_no_body_and_says_why() -> None:
    html = "<title>404 - Page not found</title><h1>Page not found</h1><p>Try the search.</p>"
    read = read_page(load_bytes(html.encode()), Settings())
    assert read.kind == "error"
    assert {block.role for block in read.blocks} == {"chrome"}
    assert read.headline is None
    assert any("not read as an article" in note.reason for note in read.notes)


def test_what_the_caller_says_beats_the_page() -> None:
    head = '<meta property="article:published_time" content="2030-01-01T10:00:00Z">'
    read = page(story(), head)
    assert read.published is not None
    assert read.published.value == "2030-01-01T10:00:00Z"
    given = page(story(), head, published="2031-05-02").published
    assert given is not None
    assert (given.value, given.grain, given.method) == ("2031-05-02", "day", "user")
    assert given.evidence[0].where == "user"


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="no ISO 8601 date"):
        page(story(), published="soon")


def test_features_have_names_and_no_surprises() -> None:
    for html in ("", "<p>x</p>", "<p>" + "y" * 100_000, "<p>" * 3000 + "z"):
        layout = lay_out(parse(html))
        features = block_features(layout, read_head(parse(html)))
        assert features.shape == (len(layout.blocks), len(feature_names()))
        assert np.isfinite(features).all()
        chances = probabilities(features)
        assert chances.shape == (len(layout.blocks), len(CLASSES))
        assert np.allclose(chances.sum(axis=1), 1, atol=1e-5)
    assert len(set(feature_names())) == len(feature_names())


def test_one_headline_and_doubt_inside_the_body_does_not_lose_a_block() -> None:
    chances = np.full((3, len(CLASSES)), 0.01, np.float32)
    chances[0, CLASSES.index("headline")] = 0.9
    chances[1, CLASSES.index("headline")] = 0.8
    chances[1, CLASSES.index("chrome")] = 0.1
    chances[2, BODY] = 0.25
    chances[2, CLASSES.index("chrome")] = 0.26
    chosen = [CLASSES[k] for k in decide(chances)]
    assert chosen[:2] == ["headline", "chrome"]
    assert chosen[2] in ("paragraph", "subhead", "standfirst")


def test_menus_are_chrome_without_being_asked() -> None:
    layout = lay_out(parse("<ul>" + "<li><a href=x>News of the day</a></li>" * 9 + "</ul>"))
    menu = menu_blocks(block_features(layout, read_head(parse(""))))
    assert menu[1:-1].all()
    assert not menu[0]


def test_the_number_of_a_gallery_picture_is_no_part_of_its_caption() -> None:
    figures = "".join(
        f"<figure><figcaption>{n}/3 Ferries at pier {n} now. Photo: Jo Roe</figcaption></figure>"
        for n in (1, 2, 3)
    )
    read = page(story(figures, f"<p>{PARAGRAPHS[1]}</p>"))
    wanted = [f"Ferries at pier {n} now." for n in (1, 2, 3)]
    assert [medium.caption for medium in read.media] == wanted
    assert roles_of(read)["2/3"] == "chrome"


def test_what_follows_a_line_that_says_caption_is_one() -> None:
    label = "<div><span>Image caption</span></div><div><span>The quay before it closed</span></div>"
    read = page(story(label, f"<p>{PARAGRAPHS[0]}</p>"))
    assert roles_of(read)["The quay before it closed"] == "caption"


def test_another_scorer_is_asked_inside_the_with_only() -> None:
    asked: list[int] = []

    def nothing_but_chrome(features: np.ndarray) -> np.ndarray:
        asked.append(len(features))
        return np.eye(len(CLASSES), dtype=np.float32)[[0] * len(features)]

    with use_scorer(nothing_but_chrome):
        read = page(story())
    assert asked
    assert all(block.role in ("chrome", "headline") for block in read.blocks)
    assert any(block.role == "paragraph" for block in page(story()).blocks)


def test_a_page_read_in_stretches_has_the_same_features(monkeypatch: pytest.MonkeyPatch) -> None:
    layout = lay_out(parse("".join(f"<p>Line {n} of many.</p><img>" for n in range(50))))
    head = read_head(layout.dom)
    assert len(roles._stretches(layout)) == 1
    monkeypatch.setattr(roles, "_STRETCH", 20)
    parts = roles._stretches(layout)
    assert [len(part.blocks) for part in parts] == [20, 20, 10]
    assert len(layout.blocks) == 50
    images = feature_names().index("image_before")
    joined = np.vstack([block_features(part, head) for part in parts])
    assert np.array_equal(joined[:, images], block_features(layout, head)[:, images])
