"""To whom something is conceded: on whom it had been laid, whose it was, who are counted."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("Japan lifted its sanctions on Iran, the ministry said.", "CONCEDE", "Iran"),
        ("Saudi Arabia lifted its blockade of Yemen.", "CONCEDE", "Yemen"),
        ("Belarus releases dozens of political activists.", "RETREAT", "political activists"),
    ],
)
def test_to_whom_it_is_conceded(text: str, type_: str, expected: str) -> None:
    record = read_passage(text)
    [event] = [e for e in record.events if e.type == type_]
    assert [e.name for e in record.entities if e.id in event.targets] == [expected]


def test_a_thing_that_helps_is_not_who_is_helped() -> None:
    record = read_passage("The Kenyan army helped the police of Somalia with maps on Monday.")
    names = {e.id: e.name for e in record.entities}
    assert all("maps" not in names[i] for event in record.events for i in event.targets)
