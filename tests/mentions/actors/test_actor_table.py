"""The dated table of office holders: look-up, spelling, offices, a user's own rows."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.errors import UsageError
from readout.knowledge import name_forms, offices
from readout.knowledge.added_holders import with_csv
from readout.knowledge.holders import holder_of, holders, name_likeness, word_likeness
from readout.knowledge.office_holders import day_number, table


@pytest.mark.parametrize(
    ("name", "date", "item", "country"),
    [
        ("Sergei Lavrov", "2016-11-20", "Q58217", "RUS"),
        ("Sergey Lavrov", "2016-11-20", "Q58217", "RUS"),
        ("LAVROV Sergey", "2016-11-20", "Q58217", "RUS"),
        ("Putin", "2016-11-20", "Q7747", "RUS"),
        ("Barack H. Obama", "2012-01-01", "Q76", "USA"),
        ("John Kerry", "2016-11", "Q22316", "USA"),
    ],
)
def test_a_name_finds_its_bearer(name: str, date: str, item: str, country: str) -> None:
    best = holders(name, date)[0]
    assert (best.person.id, best.country) == (item, country)
    assert best.in_office


def test_a_president_elect_is_found_and_not_yet_in_office() -> None:
    best = holders("Trump", "2016-11-20", title="President")[0]
    assert best.person.id == "Q22686"
    assert best.country == "USA"
    assert not best.in_office


def test_a_surname_with_title_and_country_is_enough() -> None:
    assert holders("Lavrov", "2016-11-20", "RUS", "Foreign Minister")[0].person.id == "Q58217"


def test_nobody_is_found_where_nobody_bears_the_name() -> None:
    assert holders("Wolodarkin Perstevelle", "2016-11-20") == []
    assert holders("", "2016-11-20") == []
    assert holders("X.", None) == []


def test_ambiguous_names_show_candidates() -> None:
    found = holders("Mohamed Ahmed", "2012-03-01")
    assert len(found) > 1
    assert all(0 <= f.score <= 1 for f in found)
    assert [f.score for f in found] == sorted((f.score for f in found), reverse=True)


@pytest.mark.parametrize(
    ("title", "country", "date", "name"),
    [
        ("foreign minister", "RUS", "2016-11-20", "Sergey Lavrov"),
        ("prime minister", "GBR", "2013-05-01", "David Cameron"),
        ("president", "USA", "2016-11-20", "Barack Obama"),
        ("president", "FRA", "2018-02-01", "Emmanuel Macron"),
    ],
)
def test_an_office_finds_its_holder(title: str, country: str, date: str, name: str) -> None:
    found = holder_of(title, country, date)
    assert name in found[0].person.names


def test_without_a_date_an_office_has_no_holder() -> None:
    assert holder_of("president", "USA", None) == []


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Foreign Minister", "Minister of Foreign Affairs"),
        ("foreign secretary", "Minister for Foreign Affairs"),
        ("Defense Secretary", "Minister of Defence"),
        ("Sen.", "United States senator for OH"),
        ("Vice President", "vice-president"),
    ],
)
def test_titles_of_one_office_fit(a: str, b: str) -> None:
    assert offices.fits(offices.office(a), offices.office(b)) >= 0.7


def test_other_offices_do_not_fit() -> None:
    minister = offices.office("foreign minister")
    assert offices.fits(minister, offices.office("Minister of Health")) < 0.5
    assert offices.fits(minister, offices.office("ambassador to Peru")) == 0
    assert offices.office("former president").former
    assert offices.office("President of the Senate").rank == "speaker"


@pytest.mark.parametrize(
    ("a", "b"),
    [("mohammed", "muhammad"), ("sergei", "sergey"), ("qaddafi", "kadhafi"), ("yusuf", "youssouf")],
)
def test_spellings_of_one_word_are_alike(a: str, b: str) -> None:
    assert word_likeness(a, b) > 0.85


def test_other_words_are_not_alike() -> None:
    assert word_likeness("lavrov", "lebedev") == 0
    assert name_likeness(["ana", "vega"], ["ana", "torres"]) < 0.8


@given(st.text(max_size=40), st.sampled_from(["2016-11-20", "1066", None, "x"]))
def test_any_name_can_be_looked_up(name: str, date: str | None) -> None:
    for found in holders(name, date):
        assert 0 <= found.score <= 1
    assert name_forms.plain(name) == name_forms.plain(name.upper()) or not name.isascii()


def test_days_are_read_at_any_grain() -> None:
    assert day_number("2016-11-20T10:00") == 20161120
    assert day_number("2016-11") == 20161115
    assert day_number("2016") == 20160701
    assert day_number(None) is None


CSV = """person,country,office,start,end,sector,aliases
Ansel Quillane,PER,Minister of Tides,2014-02,,GOV,A. Quillane|Anselmo Quillane
Ansel Quillane,PER,Mayor of Lima,2009,2013,GOV,
"""


def test_a_users_rows_stand_beside_the_table(tmp_path: Path) -> None:
    path = tmp_path / "own.csv"
    path.write_text(CSV, encoding="utf-8")
    held = with_csv(path)
    assert len(held) == len(table()) + 1
    best = holders("Anselmo Quillane", "2015-01-01", held=held)[0]
    assert best.person.id == "csv-2"
    assert best.country == "PER"
    assert [t.office for t in best.in_office] == ["Minister of Tides"]
    assert holders("Quillane", "2010-06-01", "PER", held=held)[0].in_office[0].start == 20090101
    assert holder_of("mayor", "PER", "2010-06-01", held)
    assert holders("Ansel Quillane", "2015-01-01") == []


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("person,country\nA B,PER\n", "line 1: the column 'office'"),
        ("person,country,office,colour\n", "'colour' is no column"),
        ("person,country,office\nA B,Peru,Mayor\n", "line 2: country 'Peru'"),
        ("person,country,office\n,PER,Mayor\n", "line 2: person is empty"),
        ("person,country,office,start\nA B,PER,Mayor,last year\n", "line 2: start 'last year'"),
        ("person,country,office,start,end\nA B,PER,Mayor,2014,2013\n", "line 2: the end"),
        ("person,country,office\nA B,PER,Mayor,x\n", "line 2: more cells"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, text: str, said: str) -> None:
    path = tmp_path / "own.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"own\.csv") as raised:
        with_csv(path)
    assert said in str(raised.value)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="cannot be read"):
        with_csv(tmp_path / "none.csv")
