"""Texts that a program has filled to a width."""

from __future__ import annotations

import textwrap

import pytest

from readout.api import read
from readout.page.plain import read_plain
from readout.page.plain.lines import Lines

PARAGRAPHS = [
    "The Sarnian army shelled the village of Ostrey on Monday and killed nine people, among them "
    "the head of the school, said Anna Brill, a doctor at the Saint Peter District Hospital.",
    "“We have stood on those planks for ten years and looked at the water between them,” said the "
    "owner of the ferry, who was not in the harbour when the shells fell.",
    "The ministry of defence denied that its troops had fired and accused the Northern Liberation "
    "Front of the attack, without saying how it knew.",
]
TITLE = "Nine die as shells hit Ostrey"


def filled(width: int, *, indent: str = "", between: str = "\n\n") -> str:
    wrapped = (textwrap.fill(p, width, initial_indent=indent) for p in PARAGRAPHS)
    return f"{TITLE}\n\n{between.join(wrapped)}\n"


@pytest.mark.parametrize("width", [60, 72, 80, 100])
def test_a_paragraph_is_one_line_whatever_its_width(width: int) -> None:
    assert Lines(filled(width)).line == [TITLE, *PARAGRAPHS]


def test_an_indent_begins_a_paragraph() -> None:
    assert Lines(filled(72, indent="   ", between="\n")).line == [TITLE, *PARAGRAPHS]


def test_offsets_cover_the_lines() -> None:
    text = filled(72).replace("\n", "\r\n")
    lines = Lines(text)
    for start, end, line in zip(lines.start, lines.end, lines.line, strict=True):
        assert len(line) == end - start
        assert text[start:end].split() == line.split()


def test_lists_and_short_lines_stay_apart() -> None:
    menu = ["Home", "News from the region", "Sport", "About the Vellmar Courier and its owners"]
    items = [f"* The {n} points that the harbour board of Ostrey settled today" for n in "abcdef"]
    for rows in (menu * 3, items, [p[: 70 + 9 * (n % 3)] + "." for n, p in enumerate(PARAGRAPHS)]):
        assert Lines("\n".join(rows)).line == rows


def test_capitals_are_read_as_prose() -> None:
    roles = [span.role for span in read_plain(filled(72).upper())]
    assert roles == ["headline", "paragraph", "paragraph", "paragraph"]


def test_what_is_read_does_not_hang_on_the_width() -> None:
    plain, wrapped = read(filled(10_000)), read(filled(64))
    assert [(e.type, e.status) for e in plain.events] == [
        (e.type, e.status) for e in wrapped.events
    ]
    assert plain.events
    names = [e.name for e in wrapped.entities]
    assert [e.name for e in plain.entities] == names
    assert not any("\n" in name for name in names)
    assert wrapped.article.text == filled(64)
