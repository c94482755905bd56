"""Bodies found by the words of their names, as if each were looked at in turn."""

from __future__ import annotations

from typing import Literal

import pytest

from readout.accounts.keys import plain_name
from readout.accounts.named import Named
from readout.record.types import Entity


def body(id_: str, name: str, kind: Literal["organization", "group"] = "organization") -> Entity:
    return Entity(
        id=id_, kind=kind, name=name, anonymous=False, country=None, sector=None,
        roles=[], glosses=[], mentions=[], ref=None, confidence=0.9,
    )  # fmt: skip


BODIES = [
    body("e1", "Harbour Union"),
    body("e2", "Harbour Union Council"),
    body("e3", "the port council", "group"),
    body("e4", "Council"),
    body("e5", "Harbour Union"),
]


@pytest.mark.parametrize(
    ("said", "who", "found"),
    [
        ("clerk harbour union council", "e9", "e2"),
        ("clerk harbour union", "e9", "e1"),
        ("clerk harbour union", "e1", "e5"),
        ("harbour union", "e9", None),
        ("harbour unionists", "e9", None),
        ("", "e9", None),
    ],
)
def test_the_first_body_whose_name_stands_in_another_name(
    said: str, who: str, found: str | None
) -> None:
    held = Named(BODIES).inside(plain_name(said), body(who, said))
    assert (held.id if held else None) == found


@pytest.mark.parametrize(
    ("wanted", "who", "found"),
    [
        ("council harbour", "e9", "e2"),
        ("council", "e2", "e4"),
        ("mine", "e9", None),
        ("", "e9", None),
    ],
)
def test_the_first_body_whose_name_holds_all_words(
    wanted: str, who: str, found: str | None
) -> None:
    held = Named(BODIES).holding(plain_name(wanted), body(who, wanted))
    assert (held.id if held else None) == found


def test_the_bodies_of_a_head() -> None:
    assert [e.id for _, e in Named(BODIES).headed(plain_name("council"))] == ["e2", "e4", "e3"]
