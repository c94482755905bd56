"""Dates that contradict each other stand in the notes, each with where it is written."""

from __future__ import annotations

from msgspec.structs import replace

from readout.mentions.times.conflicts import date_conflicts
from readout.mentions.times.find import find_times_in, published_on
from readout.page.page import Page
from readout.record.types import Block, Note, Published, outside

BODY = "The miners ended their strike on Saturday, the union said in a statement."


def page(
    body: str = BODY,
    *,
    dateline: str = "",
    published: str | None = "2016-11-20",
    url: str | None = None,
) -> Page:
    text = dateline + body
    blocks = [Block(id="b1", role="paragraph", start=len(dateline), end=len(text))]
    if dateline:
        blocks.insert(0, Block(id="b0", role="dateline", start=0, end=len(dateline)))
    told = published and Published(
        value=published, grain="day", method="jsonld",
        evidence=[outside("jsonld:NewsArticle.datePublished", published)],
    )  # fmt: skip
    return Page(
        text=text, url=url, kind="article", language=None, outlet=None, headline=None, byline=[],
        published=told or None, dateline=None, blocks=blocks, media=[], notes=[],
    )  # fmt: skip


def notes(of: Page) -> list[Note]:
    spans = [(b.start, b.end) for b in of.blocks]
    return date_conflicts(of, find_times_in(of.text, spans, published_on(of)))


def test_no_conflict_no_note() -> None:
    agree = page(
        "They met on Saturday, November 19, and on Friday (18 November).",
        dateline="LIMA, Nov. 19 (Reuters) - ",
        url="https://post.example/2016/11/19/strike",
    )
    assert notes(agree) == []
    assert notes(replace(agree, published=None)) == []
    assert notes(page("", published=None)) == []


def test_weekday_against_its_date() -> None:
    wrong = page("They will meet on Tuesday, March 5, 2010, in the town.")
    [note] = notes(wrong)
    assert wrong.text[note.start : note.end] == "Tuesday, March 5, 2010"
    assert note.step == "mentions.times"
    assert note.reason == (
        "'Tuesday, March 5, 2010' names a Tuesday, but 2010-03-05 is a Friday"
    )  # fmt: skip


def test_weekday_against_a_date_beside_it() -> None:
    wrong = page("The talks opened on Friday (17 November) and ended at noon.")
    [note] = notes(wrong)
    assert note.reason == "'Friday 17 November' names a Friday, but 2016-11-17 is a Thursday"
    assert wrong.text[note.start : note.end] == "Friday (17 November"


def test_a_weekday_near_publication_does_not_move_the_year() -> None:
    # In 2017 the 19th is a Sunday; in a report of the next day 2016 is meant.
    wrong = page("They met on Sunday, November 19, in the town.")
    [note] = notes(wrong)
    assert note.reason.endswith("2016-11-19 is a Saturday")


def test_dateline_against_publication() -> None:
    late = page(dateline="LIMA, Nov. 10 (Reuters) - ")
    [note] = notes(late)
    assert late.text[note.start : note.end] == "Nov. 10"
    assert note.reason == (
        "the dateline says 'Nov. 10' (2016-11-10), 10 days before publication on 2016-11-20 "
        "(jsonld:NewsArticle.datePublished)"
    )
    [ahead] = notes(page(dateline="LIMA, Nov. 25 (Reuters) - "))
    assert "5 days after publication on 2016-11-20" in ahead.reason
    # Written in the evening, published in the morning; or west and east of the date line.
    assert notes(page(dateline="LIMA, Nov. 19 (Reuters) - ")) == []
    assert notes(page(dateline="LIMA, Nov. 21 (Reuters) - ")) == []
    # The same words in the body are no dateline.
    assert notes(page("It began on Nov. 10 in the north.")) == []


def test_address_against_publication() -> None:
    for url, shown in (
        ("https://post.example/2016/11/12/strike", "/2016/11/12"),
        ("https://post.example/news/20161112.html", "/20161112"),
        ("https://post.example/world/2016/nov/12/strike", "/2016/nov/12"),
        ("https://post.example/2016-11-12-strike", "/2016-11-12"),
    ):
        [note] = notes(page(url=url))
        assert note.reason == (
            f"the address gives 2016-11-12 ('{shown}'), but publication is 2016-11-20 "
            "(jsonld:NewsArticle.datePublished), which is kept"
        )
        assert (note.start, note.end) == (None, None)
    for url in (
        "https://post.example/2016/11/21/strike",  # the clocks of two places
        "https://post.example/2016/13/12/strike",
        "https://post.example/2016/02/30/strike",
        "https://post.example/2016/xyz/12/strike",
        "https://post.example/id/2016111299",
    ):
        assert notes(page(url=url)) == []


def test_a_date_known_to_the_month_contradicts_nothing() -> None:
    assert notes(page(dateline="LIMA, Nov. 1 (Reuters) - ", published="2016-11")) == []
