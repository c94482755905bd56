"""Captions and credits in one string."""

from __future__ import annotations

import pytest

from readout.page.captions import split_caption_credit


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        (
            "Sen. Odell Kirkpatrick, R-Dry Fork, in hour 17.AP Photo/Wendell Groh",
            [
                ("caption", "Sen. Odell Kirkpatrick, R-Dry Fork, in hour 17."),
                ("credit", "AP Photo/Wendell Groh"),
            ],
        ),
        ("AP Photo/Wendell Groh", [("credit", "AP Photo/Wendell Groh")]),
    ],
)
def test_a_credit_glued_to_the_stop_of_the_caption(text: str, parts: list[object]) -> None:
    assert [(role, text[a:b]) for role, a, b in split_caption_credit(text)] == parts
