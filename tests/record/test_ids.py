"""Ids: the same text gives the same ids, and only the same text does."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from readout.record.ids import article_id, first_character, numbered
from tests.record import sample
from tests.record.strategies import texts

urls = st.one_of(st.none(), st.text(max_size=20))


def test_the_article_id_is_pinned() -> None:
    # Ids stand in other people's data sets: a change here is a change of the schema.
    assert article_id("Ports agree", "https://courier.example/") == (
        "0143bc59b4d34b4a093cf92b86cbeea8"
    )


@given(texts, urls, texts, urls)
def test_other_text_or_url_other_id(a: str, b: str | None, c: str, d: str | None) -> None:
    assert (article_id(a, b) == article_id(c, d)) == ((a, b) == (c, d))


@given(st.lists(st.integers(0, 50)))
def test_numbers_follow_the_text(starts: list[int]) -> None:
    ids = numbered("e", starts)
    assert sorted(ids) == sorted(f"e{n}" for n in range(1, len(starts) + 1))
    in_order = sorted(range(len(starts)), key=lambda i: int(ids[i][1:]))
    assert [starts[i] for i in in_order] == sorted(starts)


def test_first_character_is_that_of_any_span() -> None:
    event = sample.record().events[0]
    assert first_character(event) == sample.at("Ms. Roth")["start"]
    assert first_character(sample.record().episodes[0]) is None
