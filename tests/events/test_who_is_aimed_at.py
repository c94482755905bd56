"""Whom words, demands and expulsions are aimed at; sentences written here, after reading what
changed on open sentences of PLOVER."""

from __future__ import annotations

import pytest

from tests.readings import acts_of, called_in


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The minister launched a scathing attack on the Liberal Party, calling it corrupt.",
         ("ACCUSE", ["The minister"], ["Liberal Party"])),
        ("A UN human rights expert has called for sanctions against Myanmar's military-run "
         "companies for serious violations.",
         ("ACCUSE", ["A UN human rights expert"], ["Myanmar's military-run companies"])),
        ("Norway and Chad failed to reach agreement on an elusive free-trade deal.",
         ("REJECT", ["Norway"], ["Chad"])),
        ("Two inspectors for the agency have been expelled from North Korea amid a standoff.",
         ("SANCTION", ["North Korea"], ["Two inspectors"])),
        ("The Libyan army has suspended military talks in Geneva.",
         ("SANCTION", ["The Libyan army"], ["military talks in Geneva"])),
    ],
)  # fmt: skip
def test_whom_it_is_aimed_at(text: str, told: tuple[str, list[str], list[str]]) -> None:
    assert told in acts_of(text)


def test_nobody_attacks_talks() -> None:
    text = (
        "The UN-backed government in Libya has suspended UN-brokered military talks in Geneva, "
        "following an attack on a strategic port in Tripoli late on Tuesday."
    )
    told = acts_of(text)
    assert "SANCTION" in {kind for kind, *_ in told}
    assert not [whom for kind, _, whom in told if kind == "ASSAULT" and "talks" in " ".join(whom)]


def test_a_government_of_accord_is_a_body_and_no_agreement() -> None:
    text = "Erdogan met the Government of National Accord and signed the Skhirat Accord."
    kinds = {e.name: e.kind for e, _ in called_in(text)}
    assert kinds["Government of National Accord"] == "organization"
    assert kinds["Skhirat Accord"] == "agreement"
