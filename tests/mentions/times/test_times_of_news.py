"""Times of today's news: what is arranged, what is put off, what is compared."""

from __future__ import annotations

from datetime import date

import pytest

from readout.evaluation.passages import read_passage
from readout.language.analyse import analyse
from readout.language.model import Model, load
from readout.mentions.times.find import find_times_in

DAY = date(2025, 9, 17)  # a Wednesday


@pytest.fixture(scope="module")
def model() -> Model:
    return load()


def values(text: str, model: Model | None = None) -> list[str]:
    spans = [(0, len(text))]
    analysis = analyse(text, spans, model) if model is not None else None
    return [t.value for t in find_times_in(text, spans, DAY, analysis)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # The present tells a timetable, the progressive what is arranged.
        ("The summit, which opens on Monday, will be held behind closed doors.", "2025-09-22"),
        ("The summit, which opened on Monday, was held behind closed doors.", "2025-09-15"),
        ("Voters go to the polls on Sunday.", "2025-09-21"),
        ("The ministers are meeting on Friday in Geneva.", "2025-09-19"),
        ("A police chief says the men were armed on Friday.", "2025-09-12"),
        # What is put off or called lies ahead, whatever its verb.
        ("The hearing was adjourned to 3 November.", "2025-11-03"),
        ("The president called an election for Saturday.", "2025-09-20"),
        ("The president called the general on Saturday.", "2025-09-13"),
        ("The bodies were found days later.", "XXXX-XX-XX"),
        # "Until" is ahead, but for what went on until then.
        ("The siege lasted until Monday.", "2025-09-15"),
        ("The vote was delayed until Monday.", "2025-09-22"),
        # "Did" is past whatever stands above, "if" and "when" make a present one to come.
        ("The senator, who did win Ohio on Tuesday, would focus on jobs.", "2025-09-16"),
        ("If the senator loses the state on Tuesday, the race is over.", "2025-09-23"),
        ("When asked on Tuesday about taxes, the senator laughed.", "2025-09-16"),
        # What is appointed: the tense is that of the sentence, not of its day.
        ("The senator will face him in Tuesday's primary.", "2025-09-23"),
        ("The senator beat him in Tuesday's primary.", "2025-09-16"),
        ("The senator will appeal Tuesday's ruling.", "2025-09-16"),
        ("The senator raised much money for the November 18 election.", "2025-11-18"),
        ("Polls show him trailing ahead of Tuesday's vote.", "2025-09-23"),
    ],
)
def test_by_tense(model: Model, text: str, expected: str) -> None:
    assert values(text, model) == [expected]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The deal expires on 30 June next year.", ["2026-06-30"]),
        ("It was signed on July 4 last year.", ["2024-07-04"]),
        ("Flights leave on Monday and Tuesday nights.", ["XXXX-WXX-1TNI", "XXXX-WXX-2TNI"]),
        ("At present there is no plan to leave.", ["PRESENT_REF"]),
        ("A present danger is no time.", []),
        # A year ago is the month or the quarter of which a figure is told.
        ("Exports fell 4% in August from a year earlier.", ["2025-08", "2024-08"]),
        ("He was freed in August, a year ago.", ["2025-08", "2024"]),
        (
            "Profit rose in the second quarter. Last year, it sold two mills.",
            ["2025-Q2", "2024"],
        ),
        (
            "Profit rose in the second quarter from last year's $3 million.",
            ["2025-Q2", "2024-Q2"],
        ),
        (
            "Profit fell in the second quarter ended June 30. That quarter was the worst.",
            ["2025-Q2", "2025-06-30", "2025-Q2"],
        ),
    ],
)  # fmt: skip
def test_by_what_stands_beside(text: str, expected: list[str]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("The summit opens on Friday in Oslo.", ["2024-05-17"]),
        ("The vote was postponed to Friday.", ["2024-05-17"]),
        ("Voters go to the polls on Sunday.", ["2024-05-19"]),
        ("Ministers are meeting on Friday in Oslo.", ["2024-05-17"]),
        ("The ministers met on Friday in Oslo.", ["2024-05-10"]),
        ("The hearing was adjourned to Monday.", ["2024-05-20"]),
        ("Ministers agreed on 30 June last year to meet.", ["2023-06-30"]),
        ("Shops close early on Monday and Tuesday nights.", ["XXXX-WXX-1TNI", "XXXX-WXX-2TNI"]),
    ],
)
def test_timetables_and_what_is_put_off_lie_ahead(text: str, values: list[str]) -> None:
    record = read_passage(text, published="2024-05-15")
    assert [t.value for t in record.times] == values


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The offensive has killed more than 1600 civilians.", []),
        ("Floods displaced 2000 families.", []),
        ("More than 1600 died in 1987.", ["1987"]),
        ("They have held it since at least 2003.", ["2003"]),
        ("The 2018 protests were the largest.", ["2018"]),
    ],
)
def test_a_number_of_people_is_no_year(model: Model, text: str, expected: list[str]) -> None:
    assert values(text, model) == expected
