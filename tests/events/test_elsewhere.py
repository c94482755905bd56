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
