"""Sentences of sport and the like, and sentences of politics that share their words."""

from __future__ import annotations

import pytest

from readout.events.elsewhere import elsewhere


@pytest.mark.parametrize(
    ("sentence", "topic"),
    [
        ("Denmark attacked from the kick-off and Norway's goalkeeper was busy.", "sport"),
        ("The rookie was suspended for two matches.", "sport"),
        ("Shares of the brewer retreated after the merger with its rival.", "markets"),
        ("Whisk the eggs and fold them in.", "home"),
        ("The army shelled the stadium in the second half of the match.", None),
        ("Protesters stormed the pitch in stoppage time and police fired tear gas.", None),
        ("France attacked the villages at dawn.", None),
        ("The United States demolished Thailand 13-0.", "sport"),
        ("The bill passed 41-3.", None),
        ("The tribunal's 2-1 decision angered the farmers.", None),
        ("", None),
    ],
)
def test_topics(sentence: str, topic: str | None) -> None:
    assert elsewhere(sentence) == topic


def test_what_a_film_tells_is_fiction() -> None:
    assert elsewhere("In the film, rebels shell the palace of a president.") == "fiction"
    assert elsewhere("In the north, rebels shelled the palace of a president.") is None
    assert elsewhere("Rebels in the film shelled the palace of a president.") is None
