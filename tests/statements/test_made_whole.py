"""Drafts cut wrong that syntax puts right, made by hand for these tests."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage
from readout.statements.clauses import clause_drafts
from readout.statements.draft import Draft
from readout.statements.mend import mended, within_text
from readout.statements.runs import _from_its_start
from tests.statements.handmade import contents, draft, planted, run, words


@pytest.mark.parametrize(
    ("text", "cue", "content", "whole_cue", "rest"),
    [
        ("The ministry dismissed as fiction claims that it knew.", "dismissed",
         "as fiction claims that it knew", "dismissed as", "fiction claims that it knew"),
        ("The footage appears to show guards at the gate.", "appears",
         "to show guards at the gate", "appears to show", "guards at the gate"),
        # What they want, and no cue.
        ("The guards want to show visitors the gate.", "want", "to show visitors the gate", "want",
         "to show visitors the gate"),
        ("The guards appear to own the gate.", "appear", "to own the gate", "appear",
         "to own the gate"),
        ("The ministry knew as much as the guards.", "knew", "as much as the guards", "knew",
         "as much as the guards"),
    ],
)  # fmt: skip
def test_words_of_the_cue_are_not_said(
    text: str, cue: str, content: str, whole_cue: str, rest: str
) -> None:
    tree = planted(text)
    found = mended(tree, draft(tree, None, cue, content))
    assert found is not None
    assert (words(tree, found.cue), contents(tree, found)) == (whole_cue, [rest])


def test_what_is_said_goes_on_behind_an_aside() -> None:
    tree = planted("The treaty, the Irish premier noted, says nothing about fish.")
    found = mended(tree, draft(tree, "the Irish premier", "noted", "The treaty"))
    assert found is not None
    assert contents(tree, found) == ["The treaty", "says nothing about fish"]


@pytest.mark.parametrize(
    "text",
    [
        "The treaty is dead, the Irish premier noted, and left the room.",
        "The treaty, the Irish premier noted, “says nothing about fish”.",
    ],
)
def test_nothing_else_behind_an_aside_is_said(text: str) -> None:
    tree = planted(text)
    said = text.split(", the Irish")[0]
    found = mended(tree, draft(tree, "the Irish premier", "noted", said))
    assert found is not None
    assert contents(tree, found) == [said]


@pytest.mark.parametrize(
    ("text", "content", "rest"),
    [
        ("The two may meet in June, the agency quoted a Kremlin aide as saying.",
         "The two may meet in June", "The two may meet in June"),
        ("The agency quoted a Kremlin aide as saying that the two may meet.",
         "a Kremlin aide as saying that the two may meet", "that the two may meet"),
    ],
)  # fmt: skip
def test_who_is_quoted_as_saying_it_says_it(text: str, content: str, rest: str) -> None:
    tree = planted(text)
    agency = "the agency" if "the agency" in text else "The agency"
    found = mended(tree, draft(tree, agency, "quoted", content))
    assert found is not None
    assert (words(tree, found.source), contents(tree, found)) == ("a Kremlin aide", [rest])


def test_whom_a_paper_quotes_without_saying_is_what_it_tells() -> None:
    tree = planted("The paper quoted a long report on the dam.")
    found = mended(tree, draft(tree, "The paper", "quoted", "a long report on the dam"))
    assert found is not None
    assert words(tree, found.source) == "The paper"


def test_the_agency_that_quotes_is_the_relay() -> None:
    text = "The two may meet in June, the Zemlya news agency quoted a Kremlin aide as saying."
    record = read_passage(text)
    [one] = record.statements
    names = {e.id: e.name for e in record.entities}
    assert one.source is not None
    assert one.source.of(text) == "a Kremlin aide"
    assert names[one.via or ""] == "the Zemlya news agency"


def test_who_reports_on_others_word_is_the_relay() -> None:
    text = "Vijesta reported, citing two chemists, that the river was clean."
    record = read_passage(text)
    [one] = [s for s in record.statements if s.source]
    names = {e.id: e.name for e in record.entities}
    assert one.source is not None
    assert (one.source.of(text), names.get(one.via or "")) == ("two chemists", "Vijesta")


def test_who_has_seen_a_paper_is_the_relay() -> None:
    text = "Staff should burn notes of the visit, a memo seen by the Harbour Times said."
    record = read_passage(text)
    names = {e.id: e.name for e in record.entities}
    assert [names.get(s.via or "") for s in record.statements] == ["Harbour Times"]


def test_a_headline_ends_before_the_dateline_below_it() -> None:
    tree = planted("Lawmakers reject bid to oust premier\n\nMASERU\n\nRain fell.")
    content = run(tree, "bid")[0], run(tree, "MASERU")[1]
    one = Draft(run(tree, "Lawmakers"), run(tree, "reject"), (content,), "model")
    found = within_text(tree, one, {0, 1}, {1})
    assert found is not None
    assert contents(tree, found) == ["bid to oust premier"]


def _by_syntax(text: str) -> list[tuple[str, str, list[str], str]]:
    tree = planted(text)
    return [
        (words(tree, d.source), words(tree, d.cue), contents(tree, d), d.origin)
        for d in clause_drafts(tree)
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The union put the figure at 19.", ("The union", "put", ["the figure at 19"], "aside")),
        ("The health office spoke of nine dead.",
         ("The health office", "spoke of", ["nine dead"], "aside")),
    ],
)  # fmt: skip
def test_numbers_are_told(text: str, told: tuple[str, str, list[str], str]) -> None:
    assert _by_syntax(text) == [told]


@pytest.mark.parametrize(
    "text",
    [
        "The union put the fire out at 9 a.m.",
        "Ana spoke of her childhood in the port.",
        "Ana spoke of 9 o'clock.",
        "The tent was put at 19.",
        "Ana put 19 coats on the floor.",
    ],
)
def test_no_numbers_are_told(text: str) -> None:
    assert not any(origin == "aside" for *_, origin in _by_syntax(text))


@pytest.mark.parametrize(
    ("text", "origin"),
    [
        ("The minister paid the fans, a leaked recording suggests.", "aside"),
        ("The minister paid the fans on Monday, a leaked recording that nobody heard suggests.",
         "aside"),
        ("The minister paid the fans, I believe.", "syntax"),  # a belief in passing
        ("Bold words, a leaked recording suggests.", "syntax"),  # no clause
    ],
)  # fmt: skip
def test_who_closes_a_sentence_tells_it(text: str, origin: str) -> None:
    assert {one[-1] for one in _by_syntax(text)} <= {origin}


def test_content_is_read_from_where_its_clause_begins() -> None:
    tree = planted("Messages show the army lost the town, an adviser said.")
    part, others = run(tree, "the army lost the town"), [run(tree, "said"), run(tree, "an adviser")]
    [whole] = _from_its_start(tree, [part], others)
    assert words(tree, whole) == "Messages show the army lost the town"
    shows = run(tree, "show")
    assert _from_its_start(tree, [part], [*others, shows]) == [part]  # another role stands there
