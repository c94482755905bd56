"""Whose quotations are, with drafts made by hand."""

from __future__ import annotations

import pytest

from readout.statements.draft import Draft
from readout.statements.quoted import hold_quotes
from readout.statements.quotes import quotes
from readout.statements.tree import Tree
from tests.statements.handmade import contents, draft, planted, words


def held(tree: Tree, drafts: list[Draft]) -> list[Draft]:
    text = tree.analysis.text
    blocks, at = [], 0
    for part in text.split("\n\n"):
        blocks.append((at, at + len(part), True))
        at += len(part) + 2
    return hold_quotes(tree, drafts, quotes(text, blocks))


@pytest.mark.parametrize("marks", ["“”", '""', ("''", "''")])
@pytest.mark.parametrize(
    "between",
    [
        ".",
        " on the radio.",
        " after a walk through the market. He gave no date.",
    ],
)
def test_a_quotation_behind_other_words_goes_on(between: str, marks: str) -> None:
    a, b = marks
    tree = planted(
        f"{a}The fire did great harm,{b} Ana Ruiz said{between} {a}We will build the hall again.{b}"
    )
    one = draft(tree, "Ana Ruiz", "said", f"{a}The fire did great harm,{b}")
    [found] = held(tree, [one])
    assert contents(tree, found)[1:] == [f"{a}We will build the hall again.{b}"]


@pytest.mark.parametrize(
    "between",
    [
        ". The hall has stood for ages. Nobody had come. The rain fell.",  # too far
        ".\n\nThe hall has stood for ages.",  # another paragraph
        ". The sign read",  # no stop before it
    ],
)
def test_a_quotation_far_from_a_speaker_is_not_given_to_him(between: str) -> None:
    tree = planted(f"“The fire did harm,” Ana Ruiz said{between} “We build the hall again.”")
    one = draft(tree, "Ana Ruiz", "said", "“The fire did harm,”")
    assert len(contents(tree, held(tree, [one])[0])) == 1


def test_a_quotation_is_not_given_to_who_is_not_quoted() -> None:
    tree = planted("Ana Ruiz said on Monday that it rained. “We will build the hall again.”")
    one = draft(tree, "Ana Ruiz", "said", "that it rained")
    assert contents(tree, held(tree, [one])[0]) == ["that it rained"]


def test_content_that_opens_with_a_quotation_reaches_its_end() -> None:
    said = "“We build. We pay the masons. We ask nobody for a loan. Then we open the gates.”"
    tree = planted(f"Ana Ruiz said: {said}")
    [found] = held(tree, [draft(tree, "Ana Ruiz", "said:", "“We build.")])
    assert contents(tree, found) == [said]


def test_marks_alone_are_no_content() -> None:
    said = "The firm “has nine ships abroad and two more at home"
    tree = planted(f"{said}, according to its site.” It rained.")
    one = draft(tree, "its site", "according to", said)
    assert contents(tree, held(tree, [one])[0]) == [said + ","]


def test_a_quotation_before_its_verb_is_of_its_subject() -> None:
    tree = planted("“We will build the hall again,” the mayor of Tula said.")
    [found] = held(tree, [])
    assert (words(tree, found.source), words(tree, found.cue)) == ("the mayor of Tula", "said")


def test_both_halves_of_a_quoted_sentence_are_of_one_speaker() -> None:
    first, second = "“If you say so,”", "“you give the town to the sea.”"
    tree = planted(f"{first} Ana Ruiz said, nodding to the clerk, {second}")
    said = draft(tree, "Ana Ruiz", "said", first)
    nod = draft(tree, "Ana Ruiz", "nodding", f"to the clerk, {second}")
    found, other = held(tree, [said, nod])
    assert contents(tree, found) == [first, second]
    assert contents(tree, other) == ["to the clerk"]


@pytest.mark.parametrize(
    "second",
    [
        "arguing that he gave “a new start to us.”",  # no comma before it
        "calling him, “A man of the sea.”",  # opens with a capital
        "calling him, in short, “a man of the sea.”",  # no clause
    ],
)
def test_another_quotation_of_the_sentence_stays_where_it_is(second: str) -> None:
    first = "“If you say so,”"
    tree = planted(f"{first} Ana Ruiz said, {second}")
    cue = second.split()[0]
    told = draft(tree, "Ana Ruiz", cue, second[len(cue) + 1 :])
    found, other = held(tree, [draft(tree, "Ana Ruiz", "said", first), told])
    assert contents(tree, found) == [first]
    assert other.content == told.content
