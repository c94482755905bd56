"""What kind of speaker a phrase names, on phrases written for these tests."""

from __future__ import annotations

import pytest

from readout.statements.phrases import by_rule, name_map
from readout.statements.sourcing import describe, features
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
    ("Somebody", "witness", True),
    ("Kyodo", "media", False),
    ("The attorney general", "official_unnamed", True),
    ("The 37-year-old", "witness", True),
    ("The Harbour Times", "media", False),
    ("People familiar with the talks", "collective", True),
    ("Three people familiar with the talks", "official_unnamed", True),
    ("A source", "official_unnamed", True),
    ("Sources", "collective", True),
    ("The Kovacs report", "document", False),
    ("Mzalendo, a weekly of Nairobi,", "media", False),
    ("Reuters", "media", False),
    ("Many in the town", "collective", True),
    ("Ruiz's ministry", "institution", False),
    ("The ministry that Ana Ruiz leads", "institution", False),
    ("His doctor", "witness", True),
    ("A vulcanologist", "expert", True),
    ("The protectorate", "institution", False),
    ("A beekeeper", "witness", True),
    ("Two residents", "witness", True),
    ("Analysts", "expert", True),
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


@pytest.mark.parametrize(
    ("phrase", "rule", "weighed"),
    [
        ("Survivors", "witness", "collective"),
        ("The Republicans", "collective", "institution"),
        ("Two people at the gate", "collective", "official_unnamed"),
        ("One of the three", "collective", "official_unnamed"),
        ("The defendant", "official_unnamed", "witness"),
    ],
)
def test_what_the_weights_know_better(phrase: str, rule: str, weighed: str) -> None:
    tree = planted(f"{phrase} said on Monday that it rained.")
    names, source = name_map(tree), run(tree, phrase)
    assert by_rule(tree, names, source).sourcing == rule
    assert describe(tree, names, source).sourcing == weighed


@pytest.mark.parametrize(
    ("phrase", "some", "none"),
    [
        ("Two officials of the port",
         {"rule=official_unnamed", "noun=official", "lemma=official", "opens=number", "plural",
          "rule=official_unnamed plural", "has of", "ends ial", "tag=NNS"},
         {"one word", "named", "owned by a name", "has comma"}),
        ("Norway's minister", {"owned by a name", "noun=official owned by a name", "opens=other"},
         {"plural", "one word", "opens=number"}),
        ("Her lawyer, Ana Ruiz,", {"named", "has comma", "opens=possessive"}, {"ends yer"}),
        ("Ukraine", {"one word", "one word NNP", "type=gpe"}, {"has comma", "plural"}),
        ("The ministry", {"opens=the", "ends try"}, {"type=", "one word"}),
    ],
)  # fmt: skip
def test_what_is_known_of_a_phrase(phrase: str, some: set[str], none: set[str]) -> None:
    tree = planted(f"{phrase} said on Monday that it rained.")
    names = name_map(tree)
    found = features(tree, names, by_rule(tree, names, run(tree, phrase)))
    assert some <= found
    assert not none & found


def test_a_person_of_one_name_is_no_state() -> None:
    tree = planted("Ana Ruiz left. Ruiz said on Monday that it rained.")
    assert describe(tree, name_map(tree), run(tree, "Ruiz", 1)).sourcing == "named"
