"""What kind of speaker a phrase names, on phrases written for these tests."""

from __future__ import annotations

import pytest

from readout.statements.phrases import by_rule, name_map
from readout.statements.sourcing import describe
from tests.statements.handmade import planted, run

_PHRASES = [
    ("President Ana Ruiz", "named", False),
    ("Ana Ruiz of the Tula town council", "named", False),
    ("A villager who gave only his first name, Bashir,", "named", False),
    ("The mayor's spokesman", "spokesperson", True),
    ("A spokeswoman for the army, Ana Ruiz,", "spokesperson", False),
    ("The president's press secretary, Ana Ruiz,", "spokesperson", False),
    ("His lawyer, Ana Ruiz,", "spokesperson", False),
    ("A lawyer for the settlers", "spokesperson", True),
    ("A senior official", "official_unnamed", True),
    ("Someone at the meeting", "official_unnamed", True),
    ("A person familiar with the talks", "official_unnamed", True),
    ("Two officials", "official_unnamed", True),
    ("The prime minister", "official_unnamed", True),
    ("The ministry", "institution", False),
    ("The coast guard", "institution", False),
    ("Ukraine", "institution", False),
    ("The Emirates", "institution", False),
    ("A report", "document", False),
    ("Intercepted radio messages", "document", False),
    ("The brochure", "document", False),
    ("A guard", "witness", True),
    ("A nurse", "witness", True),
    ("Two survivors", "witness", True),
    ("A seismologist", "expert", True),
    ("A political scientist", "expert", True),
    ("The newspaper", "media", False),
    ("A news agency", "media", False),
    ("Residents", "collective", True),
    ("Officials", "collective", True),
    ("A third of those asked", "collective", True),
    ("A flood of beekeepers", "collective", True),
]


@pytest.mark.parametrize(("phrase", "sourcing", "anonymous"), _PHRASES)
def test_by_rule(phrase: str, sourcing: str, anonymous: bool) -> None:
    tree = planted(f"{phrase} said on Monday that it rained.")
    found = by_rule(tree, name_map(tree), run(tree, phrase))
    assert (found.sourcing, found.anonymous) == (sourcing, anonymous)


@pytest.mark.parametrize(("phrase", "sourcing", "anonymous"), _PHRASES)
def test_weighed(phrase: str, sourcing: str, anonymous: bool) -> None:
    tree = planted(f"{phrase} said on Monday that it rained.")
    found = describe(tree, name_map(tree), run(tree, phrase))
    assert (found.sourcing, found.anonymous) == (sourcing, anonymous)


@pytest.mark.parametrize("phrase", ["She", "They", "It"])
def test_pronouns_name_nobody_themselves(phrase: str) -> None:
    tree = planted(f"{phrase} said on Monday that it rained.")
    assert describe(tree, name_map(tree), run(tree, phrase)).pronoun
