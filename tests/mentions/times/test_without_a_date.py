"""Times of a page that shows no date of its own. Hand-written sentences."""

from __future__ import annotations

from tests.readings import reading_of


def _values(text: str) -> list[str]:
    return [time.value for time in reading_of(text, stop_after="mentions").times]


def test_a_deadline_does_not_tell_the_year_of_the_story() -> None:
    told = _values(
        "The two premiers agreed to begin talks by February 2035 at the latest. Sarnland signed a "
        "pact with Vellmar in August and recalled its envoy in April.\n"
    )
    assert told == ["2035-02", "XXXX-08", "XXXX-04"]


def test_a_year_that_is_over_does() -> None:
    told = _values(
        "The two premiers began talks in February 2035. Sarnland signed a pact with Vellmar in "
        "August.\n"
    )
    assert told == ["2035-02", "2035-08"]


def test_a_month_is_of_the_year_just_told() -> None:
    told = _values(
        "Sarnland closed the road in December 2032. Vellmar said the closure was a breach of the "
        "truce of 2020. Sarnland set up a checkpoint in April 2033, and guards detained a man of "
        "68 at the checkpoint in July.\n"
    )
    assert told == ["2032-12", "2020", "2033-04", "2033-07"]
