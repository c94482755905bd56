"""The header of a mail gives title, date and author and is no text of the article. Hand-written."""

from __future__ import annotations

import pytest

import readout
from readout.page.plain.mail import mail_header
from readout.record.types import Record

_BODY = (
    "The harbour board of Ostrey suspended three licences on Monday, the board said in a "
    "statement.\n\nThe fishers denied that they owed fees and asked for a hearing in May, when "
    "the board meets again.\n"
)


def _read(text: str) -> Record:
    return readout.read(text.encode(), stop_after="page")


def test_a_newsletter_with_its_header() -> None:
    record = _read(
        'From: "Jana Sorel" <news@courier.example>\nTo: readers@courier.example\n'
        "Subject: Re: Fwd: Ostrey suspends\n  three licences\n"
        f"Date: Tue, 14 May 2030 06:30:12 +0000\n\n{_BODY}"
    )
    article = record.article
    assert article.headline
    assert article.headline.value == "Ostrey suspends three licences"
    assert [author.name for author in article.byline] == ["Jana Sorel"]
    assert article.published
    assert article.published.value.startswith("2030-05-14")
    shown = [article.text[b.start : b.end] for b in article.blocks if b.role == "paragraph"]
    assert " ".join(shown).split() == _BODY.split()
    assert readout.validate(record) == []


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("From: a@b.example\nSent: 3 May 2030\n\nx", ["chrome", "chrome", "published"]),
        ("Subject: Ports\nFrom: Jo Doe <j@b.example>\n\nx",
         ["chrome", "headline", "chrome", "byline", "chrome"]),
        ("\n\nSubject: Re:\nFrom: Jo Doe\n", ["chrome", "chrome", "byline"]),
    ],
)  # fmt: skip
def test_what_the_fields_are(text: str, roles: list[str]) -> None:
    end, cuts = mail_header(text)
    assert [role for role, _, _ in cuts] == roles
    assert text[end:].strip() in ("x", "")
    assert all(text[start:end] == text[start:end].strip() for _, start, end in cuts)
    assert [start for _, start, _ in cuts] == sorted(start for _, start, _ in cuts)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Subject: the harbour.\n\nThe board met.",
        "Date: 3 May 2030\nTo: everyone\n\nThe board met.",
        "Subject: a\nFrom: b\nThe board met on Monday.\n",
        "Question: Who met?\nAnswer: The board.\n",
        "  indented\nSubject: a\nFrom: b\n",
    ],
)
def test_what_is_no_header(text: str) -> None:
    assert mail_header(text) == (0, [])


def test_the_bare_name_of_an_office_is_no_headline() -> None:
    text = (
        "Ministry of Foreign Affairs\nPress Release No. 118\n"
        "The Ministry of Foreign Affairs summons the Ambassador of Vellmar\n12 May 2030\n\n"
        "The Ministry of Foreign Affairs of Sarnland summoned the Ambassador of Vellmar on 12 May "
        "2030 over the dredging of the estuary.\n\nThe Ambassador rejected the accusation and "
        "said that no dredger of Vellmar had entered the waters of Sarnland.\n"
    )
    headline = _read(text).article.headline
    assert headline
    assert headline.value.startswith("The Ministry of Foreign Affairs summons")


def test_the_headline_stands_above_its_byline() -> None:
    text = (
        "Explainer: What is the Lachin corridor?\nBy Staff Writers\n\nWhat happened?\n"
        "Azerbaijan closed the only road that links Armenia to Nagorno-Karabakh in December 2022. "
        "Armenia said the closure was a breach of the ceasefire that Russia brokered in 2020.\n\n"
        "Who controls it?\nRussian peacekeepers were deployed along the road. Baku set up a "
        "checkpoint in April 2023, and Azerbaijani border guards detained Vagif Khachatryan, 68, "
        "at the checkpoint in July while he was being evacuated by the Red Cross.\n"
    )
    headline = _read(text).article.headline
    assert headline
    assert headline.value == "Explainer: What is the Lachin corridor?"


def test_a_dateline_in_brackets_with_its_day() -> None:
    record = _read(
        "Troops burn villages\n\n(Ostrey, July 9, 2030) – The army of Sarnland burned at least 14 "
        "villages in May, the Sarn League said today. Soldiers took the cattle of six farmers.\n\n"
        "A spokesman for the army denied it and said that the fires were set by the farmers.\n"
    )
    assert record.article.dateline
    assert record.article.dateline.place == "Ostrey"
    assert record.article.published
    assert record.article.published.value == "2030-07-09"
    (block,) = (b for b in record.article.blocks if b.role == "dateline")
    assert record.article.text[block.start : block.end] == "(Ostrey, July 9, 2030) –"
    aside = "Harvest begins\n\n(In May, it rained) – the fields of the estuary are wet and the " * 2
    assert _read(aside).article.dateline is None


def test_the_zone_of_the_date_is_no_number_and_its_weekday_no_place() -> None:
    record = readout.read(
        "From: Sarn Relief <press@relief.example>\nSubject: Convoy hit near Ostrey\n"
        "Date: Thu, 12 Mar 2026 09:15:00 +0000\n\nPORT SARN - Nine drivers of the relief fleet "
        "were killed near Ostrey on Tuesday, the league said.\n"
    )
    published = record.article.published
    assert published
    assert published.value == "2026-03-12T09:15"
    assert [(q.unit, q.min) for q in record.quantities] == [("drivers", 9.0)]
    assert "Thu" not in [place.name for place in record.places]
