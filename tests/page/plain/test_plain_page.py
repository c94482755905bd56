"""Whole plain-text captures, written for the tests."""

from __future__ import annotations

from readout.capture import load_bytes
from readout.page import Page, read_page
from readout.settings import Settings

STORY = (
    "The Vellmar Courier\nHome\nNews\nSport\n\nOstrey closes its northern quay\n\n"
    "By Ilse Harrand\n\n12 March 2031\n\n"
    "OSTREY, Sarnland (AP) — The harbour board voted on Monday to close the northern quay for two "
    "years, after engineers found that half of its piles had rotted through.\n\n"
    "Ships will berth at the coal pier in the meantime, the board said, and the ferry to Sarn will "
    "leave from the fish market, where a pontoon is being built.\n\n"
    "Fishermen called the decision late. “We have stood on those planks for ten years and looked "
    "at the water between them,” said Anna Brill, who lands crab there.\n\n"
    "Privacy policy\nTerms of use\n"
)


def read(text: str) -> Page:
    return read_page(load_bytes(text.encode()), Settings())


def test_metadata_is_what_the_lines_show() -> None:
    page = read(STORY)
    assert page.text == STORY
    assert page.kind == "article"
    assert page.headline is not None
    assert page.headline.value == "Ostrey closes its northern quay"
    assert [author.name for author in page.byline] == ["Ilse Harrand"]
    assert page.published is not None
    assert (page.published.value, page.published.grain) == ("2031-03-12", "day")
    assert page.dateline is not None
    assert (page.dateline.place, page.dateline.agency) == ("OSTREY, Sarnland", "AP")
    assert page.language is not None
    assert page.language.value == "en"
    assert page.outlet is None


def test_evidence_points_at_the_words() -> None:
    page = read(STORY)
    assert page.headline is not None
    for evidence in (page.headline.evidence[0], page.byline[0].evidence[0]):
        assert evidence.span is not None
        assert evidence.span.of(page.text) in ("Ostrey closes its northern quay", "Ilse Harrand")


def test_pages_without_an_article_are_said_and_not_read() -> None:
    menu = "\n".join(f"Headline number {n}" for n in range(40))
    missing = "Error 404\n\nPage not found\n\nHome\n"
    for text, kind in ((menu, "index"), (missing, "error"), ("Hello\n", "other")):
        page = read(text)
        assert page.kind == kind
        assert {block.role for block in page.blocks} == {"chrome"}
        assert any("not read as an article" in note.reason for note in page.notes)


def roles_of(text: str) -> dict[str, str]:
    page = read(text)
    return {page.text[b.start : b.end]: b.role for b in page.blocks}


def test_a_title_of_the_picture_is_a_caption_like_the_one_that_begins_with_it() -> None:
    title = "The northern quay of Ostrey"
    both = (
        f"{title}\n\n{title} on Monday, seen from the old customs house. Credit: AP / Ann Lee\n\n"
    )
    assert roles_of(STORY.replace("OSTREY, Sarn", both + "OSTREY, Sarn"))[title] == "caption"


def test_a_call_for_comments_below_the_body_is_the_site_s() -> None:
    call = "Our Comments section is moving. Read the comment policy and leave a comment."
    last = "The board did not reply to a request for comment on Tuesday."
    roles = roles_of(STORY.replace("Privacy policy", f"{last}\n\n{call}\n\nPrivacy policy"))
    assert roles[call] == "chrome"
    assert roles[last] == "paragraph"
