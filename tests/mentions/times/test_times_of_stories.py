"""Times of texts that tell history: what moves the story on and what only looks aside."""

from __future__ import annotations

from datetime import date

import pytest

from readout.mentions.times.find import find_times_in

DAY = date(2016, 11, 20)
WAR = (
    "The war began in 1861. In 1862 it went on, in March 1862 it spread, and in May 1863 two "
    "towns fell. "
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # What is planned is not told yet.
        ("A landing was planned for 1865. On 4 June the fleet left.", "1863-06-04"),
        ("It was the first siege since 1862. On 4 June it rained.", "1863-06-04"),
        # What happened then is.
        ("A landing was made in 1865. On 4 June the fleet left.", "1865-06-04"),
        # A look back leaves the story where it is, a step forward does not.
        ("Ten years earlier it was a village. On 4 June it burned.", "1863-06-04"),
        ("Two years later it was a ruin. On 4 June it burned.", "1865-06-04"),
    ],
)
def test_what_is_aside_does_not_move_the_story(text: str, expected: str) -> None:
    found = find_times_in(WAR + text, [(0, len(WAR + text))], DAY)
    assert found[-1].value == expected


def test_a_number_behind_a_year_is_another_thing() -> None:
    text = "In May 1863 two towns fell, in 1864 three."
    found = find_times_in(text, [(0, len(text))], DAY)
    assert [t.value for t in found] == ["1863-05", "1864"]
    assert not find_times_in("It cost 1900 million crowns.", [(0, 28)], DAY)
