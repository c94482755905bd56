"""Sources that syntax puts right, on sentences written for these tests."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage


def _told(text: str) -> list[tuple[list[str], list[str], str | None]]:
    """Speakers, contents and the outlet of each statement."""
    found = read_passage(text, published="2031-05-12")
    names = {e.id: e.name for e in found.entities}
    return [
        (
            [names[i] for i in s.speakers],
            [text[c.start : c.end] for c in s.content],
            names.get(s.via or ""),
        )
        for s in found.statements
    ]


def test_who_is_quoted_by_an_agency_is_the_speaker() -> None:
    [told] = _told("Ana Ruiz was quoted by Interfax as saying that the war was over.")
    assert told == (["Ana Ruiz"], ["that the war was over"], "Interfax")


def test_a_source_behind_what_it_says_is_no_part_of_it() -> None:
    told = _told(
        "Two soldiers of the Defence Ministry were killed on Monday. The northern side did not "
        "return fire until half an hour had passed, the ministry said, adding that calm returned "
        "along the whole line by 4 a.m."
    )
    assert (
        ["Defence Ministry"],
        ["The northern side did not return fire until half an hour had passed"],
        None,
    ) in told


@pytest.mark.parametrize(
    ("behind", "content"),
    [
        ("; the incident took place in Nordan waters", "the incident took place in Nordan waters"),
        (" on Monday, and nobody had counted the papers", "nobody had counted the papers"),
    ],
)
def test_a_clause_behind_who_said_it_is_said_as_well(behind: str, content: str) -> None:
    [told] = _told(f"More than 1,900 tally sheets were never shown, the union said{behind}.")
    assert told[1][-1].endswith(content)


@pytest.mark.parametrize(
    "behind",
    [
        "; the health office spoke of nine dead",  # somebody else speaks
        ", and left the room",  # what the speaker does
    ],
)
def test_what_else_stands_behind_is_not_said(behind: str) -> None:
    told = _told(f"Eleven patients were killed, the nurse said{behind}.")
    assert told[0][1] == ["Eleven patients were killed"]
