"""The filter: from the address and back, and what it refuses."""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qsl

import pytest
from hypothesis import given
from hypothesis import strategies as st
from starlette.datastructures import QueryParams
from starlette.testclient import TestClient

from readout.view.web.filters import Filter, like, terms
from readout.view.web.problem import PageError

words = st.text(min_size=1, max_size=40).map(str.strip).filter(bool)
several = st.lists(words, max_size=3, unique=True).map(tuple)
days = st.dates(date(1900, 1, 1), date(2100, 1, 1))


def parsed(query: str) -> Filter:
    return Filter.parse(QueryParams(query))


@given(
    q=words, kinds=several, outlets=several, actor=words, day=days,
    confidence=st.integers(0, 20).map(lambda n: n / 20),
    bbox=st.tuples(*[st.integers(-80, 0)] * 2, *[st.integers(1, 80)] * 2),
)  # fmt: skip
def test_what_is_written_is_read_again(
    q: str,
    kinds: tuple[str, ...],
    outlets: tuple[str, ...],
    actor: str,
    day: date,
    confidence: float,
    bbox: tuple[int, int, int, int],
) -> None:
    made = Filter(
        q=q, type=kinds, outlet=outlets, actor=actor, since=day, until=day, confidence=confidence,
        bbox=tuple(float(n) for n in bbox),  # type: ignore[arg-type]
        status=("denied",), country=("SYR", "none"), episode="a1b2c3d4/x1", copies=True,
    )  # fmt: skip
    assert Filter.parse(QueryParams(parse_qsl(made.query()[1:]))) == made


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("from=yesterday", "from"), ("to=2016-13", "to"), ("from=2020&to=2019", "from"),
        ("status=true", "status"), ("confidence=2", "confidence"), ("confidence=nan", "confidence"),
        ("bbox=1,2,3", "bbox"), ("bbox=0,10,0,-10", "bbox"), ("episode=x1", "episode"),
        ("q=" + "x" * 401, "q"), ("&".join(f"type={n}" for n in range(51)), "type"),
    ],
)  # fmt: skip
def test_a_value_that_cannot_be_meant_is_named(query: str, name: str, client: TestClient) -> None:
    with pytest.raises(PageError, match=f"'{name}'"):
        parsed(query)
    answer = client.get(f"/events?{query}")
    assert answer.status_code == 400
    assert name in answer.text


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016", "2016-01-01", "2016-12-31"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2016-11", "2016-11-01", "2016-11-30"),
        ("2016-12", "2016-12-01", "2016-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("2016-11-20", "2016-11-20", "2016-11-20"),
    ],
)
def test_a_month_and_a_year_are_days(text: str, first: str, last: str) -> None:
    made = parsed(f"from={text}&to={text}")
    assert (str(made.since), str(made.until)) == (first, last)


@pytest.mark.parametrize("place", ["\u00b2", "\u0663", "9" * 60, "'; DROP TABLE events; --"])
def test_a_place_that_is_no_number_is_a_name(place: str, client: TestClient) -> None:
    answer = client.get("/events", params={"place": place})
    assert answer.status_code == 200
    assert "No event" in answer.text


def test_empty_values_and_unknown_names_are_no_bound() -> None:
    assert parsed("q=&type=&from=&utm_source=x&offset=50").empty


def test_one_value_is_taken_away() -> None:
    made = parsed("type=AID&type=ASSAULT&from=2016&q=port")
    assert made.without("type", "AID").type == ("ASSAULT",)
    assert made.without("from", "2016-01-01").since is None
    assert made.without("q", "port").q == ""


def test_what_the_form_has_no_field_for_is_carried_along() -> None:
    assert parsed("bbox=1,2,3,4&type=A&type=B&q=x").hidden() == [
        ("type", "A"), ("type", "B"), ("bbox", "1,2,3,4"),
    ]  # fmt: skip


def test_words_and_phrases() -> None:
    assert terms('peace "a deal signed" Minsk') == ["peace", "a deal signed", "Minsk"]
    assert terms('"open') == ["open"]
    assert like("50%_") == r"%50\%\_%"


@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("", 17),  # two of each of eight articles, one of the hostile page
        ("status=denied", 10),
        ("type=ASSAULT", 2),
        ("type=ASSAULT&type=REQUEST", 4),
        ("type=none", 1),
        ("country=SYR", 6),
        ("side=JPN&status=occurred", 3),
        ("actor=imber&type=REQUEST", 1),
        ("outlet=none&status=denied&type=CONSULT", 2),
        ("place=1001", 6),
        ("place=ell", 6),
        ("bbox=30,35,40,50", 12),
        ("bbox=170,-90,-70,0", 4),
        ("confidence=0.8&status=denied&type=CONSULT", 2),
        ("from=2031-03-13", 6),
        ("to=2031-03-10", 2),
        ('q="story number 3"', 2),
        ("q=story number", 16),
        ("q=%", 0),
    ],
)
def test_what_is_left(client: TestClient, query: str, count: int) -> None:
    lines = client.get(f"/events.csv?{query}").text.strip().split("\n")
    assert len(lines) - 1 == count, lines
