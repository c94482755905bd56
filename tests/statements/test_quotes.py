"""Quotation marks: every style, unbalanced ones, apostrophes, paragraphs."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.statements.quotes import is_speech, quotes


def found(text: str) -> list[str]:
    blocks = [(0, len(text), True)]
    return [text[q.start : q.end] for q in quotes(text, blocks)]


@pytest.mark.parametrize(
    "quoted",
    [
        "“We leave,”",
        '"We leave,"',
        "«We leave,»",
        "„We leave,“",
        "‘We leave,’",
        "'We leave,'",
        "``We leave,''",
        "''We leave,''",
    ],
)
def test_every_style(quoted: str) -> None:
    assert found(f"He stood up. {quoted} he said.") == [quoted]


@pytest.mark.parametrize(
    "text",
    [
        "The ministers' plan isn't the banks' plan.",
        "It was the summer of '68, and Yemen's war went on.",
        "Rock ’n’ roll, O’Brien said, is the kids’ thing.",
        "She is 5'4\" tall.",
    ],
)
def test_apostrophes_open_nothing(text: str) -> None:
    assert not any(q[0] == "'" or q[0] == "’" for q in found(text))


def test_single_quotation_with_an_apostrophe_inside() -> None:
    assert found("'We don't know,' she said.") == ["'We don't know,'"]


def test_a_quotation_in_another_is_part_of_it() -> None:
    text = "“He told me ‘never again’ and left,” she said."
    assert found(text) == ["“He told me ‘never again’ and left,”"]


def test_several_paragraphs_make_one_quotation() -> None:
    text = "“First we wait.\n\n“Then we march,” he said."
    a, b = quotes(text, [(0, len(text), True)])
    assert (a.closed, a.continues, b.closed, b.continues) == (False, False, True, True)


def test_an_unclosed_quotation_ends_with_its_paragraph() -> None:
    text = "“We will not go.\nThe road is closed."
    assert found(text) == ["“We will not go."]


def test_no_quotation_crosses_a_block() -> None:
    text = "“We will not go.\nRead more ” here"
    blocks = [(0, 16, True), (17, len(text), False)]
    assert [text[q.start : q.end] for q in quotes(text, blocks)] == ["“We will not go."]


def test_scare_quotes_and_titles_are_no_speech() -> None:
    text = 'The so-called "reform" passed. "We have waited ten years for this," he said.'
    scare, said = quotes(text, [(0, len(text), True)])
    assert not is_speech(text, scare)
    assert is_speech(text, said)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet="ab S.,'\"“”„«»‘’\n", max_size=80))
def test_quotations_stay_inside_and_in_order(text: str) -> None:
    held = quotes(text, [(0, len(text), True)])
    ends = [0]
    for quote in held:
        assert ends[-1] <= quote.start < quote.end <= len(text)
        ends.append(quote.end)


def test_many_marks_take_linear_time() -> None:
    text = "'a " * 20_000 + '" ' * 20_000
    begun = time.perf_counter()
    quotes(text, [(0, len(text), True)])
    assert time.perf_counter() - begun < 3
