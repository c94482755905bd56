"""Captions and credits become media."""

from __future__ import annotations

import pytest

from readout.page.media import Cut, credit_name, pair_media
from readout.record.types import Role


@pytest.mark.parametrize(
    ("shown", "name"),
    [
        ("Photo: Ann Lee/AP", "Ann Lee/AP"),
        ("Foto: © dpa", "dpa"),
        ("(Photo by Ann Lee)", "Ann Lee"),
        ("© Ann Lee", "Ann Lee"),
        ("Image source, Getty Images", "Getty Images"),
        ("Credit: EPA / Presidency of Peru", "EPA / Presidency of Peru"),
        ("Courtesy of the museum", "the museum"),
        ("Photographer Ann Lee", "Photographer Ann Lee"),
        ("Bilderberg", "Bilderberg"),
    ],
)
def test_credit_name(shown: str, name: str) -> None:
    assert credit_name(shown) == name


def cut(*parts: tuple[Role, str]) -> tuple[str, list[Cut]]:
    text, cuts = "", []
    for role, words in parts:
        cuts.append((role, len(text), len(text) + len(words)))
        text += words + "\n"
    return text, cuts


def test_a_credit_belongs_to_the_caption_before_it_or_right_after() -> None:
    text, cuts = cut(
        ("caption", "The quay."), ("credit", "Photo: A/AP"),
        ("paragraph", "Words."), ("paragraph", "Words."), ("paragraph", "Words."),
        ("credit", "Foto: B"), ("caption", "The pier."),
    )  # fmt: skip
    media = pair_media(text, cuts)
    assert [(m.caption, m.credit, m.agency) for m in media] == [
        ("The quay.", "A/AP", "AP"),
        ("The pier.", "B", None),
    ]
    assert [len(m.evidence) for m in media] == [2, 2]


def test_a_far_credit_stands_alone_and_a_bare_label_is_none() -> None:
    text, cuts = cut(
        ("caption", "The quay."), ("paragraph", "x"), ("paragraph", "y"), ("credit", "Photo: A"),
        ("credit", "Photo by"),
    )  # fmt: skip
    assert [(m.caption, m.credit) for m in pair_media(text, cuts)] == [
        ("The quay.", None),
        (None, "A"),
    ]


def test_the_same_picture_shown_twice_is_one_medium() -> None:
    text, cuts = cut(("caption", "The quay."), ("paragraph", "x"), ("caption", "The quay."))
    assert len(pair_media(text, cuts)) == 1
