"""A day alone beside a headline is when the article was published."""

from __future__ import annotations

import pytest

from readout.page.plain.lines import Lines
from readout.page.plain.rules import apply_rules
from readout.record.types import Role

STORY = "At least 21 people were killed when shells hit a camp near the town on Sunday."


def _roles(first: str, roles: list[Role]) -> list[str]:
    text = "\n".join([first, "Aid agency counts the dead", STORY])
    return [role for role, _, _ in apply_rules(Lines(text), roles)]


@pytest.mark.parametrize("line", ["5 March 2025", "Wednesday, 5 March 2025", "2025-03-05"])
def test_a_day_alone_is_published(line: str) -> None:
    assert _roles(line, ["chrome", "headline", "paragraph"])[0] == "published"


@pytest.mark.parametrize("line", ["Sport", "Copyright 5 March 2025 by the agency", "March"])
def test_other_lines_stay_what_they_are(line: str) -> None:
    assert _roles(line, ["chrome", "headline", "paragraph"])[0] == "chrome"


def test_a_day_far_from_the_headline_is_none() -> None:
    text = "\n".join(["5 March 2025", "News", "Sport", "Aid agency counts the dead", STORY])
    cuts = apply_rules(Lines(text), ["chrome", "chrome", "chrome", "headline", "paragraph"])
    assert next(role for role, _, _ in cuts) == "chrome"
