"""Who stands behind a cue by syntax alone, on sentences written for these tests."""

from __future__ import annotations

import pytest

from readout.statements.runs import _whole_source
from readout.statements.sources import source_of
from tests.statements.handmade import planted, run, words


@pytest.mark.parametrize(
    ("text", "cue", "content", "source"),
    [
        ("The mayor said that it rained.", "said", "that it rained", "The mayor"),
        ("It was denied by the mayor that it rained.", "was denied", "that it rained", "the mayor"),
        ("The mayor went out and said that it rained.", "said", "that it rained", "The mayor"),
        ("The mayor tried to say that it rained.", "to say", "that it rained", "The mayor"),
        ("They asked the mayor to say that it rained.", "to say", "that it rained", "the mayor"),
        ("The mayor's claim that it rained was false.", "claim", "that it rained", "The mayor's"),
        ("A claim by the mayor that it rained was false.", "claim", "that it rained", "the mayor"),
        ("It rained, according to the mayor of Tula.", "according to", "It rained",
         "the mayor of Tula"),
        ("The mayor, saying that it rained, left.", "saying", "that it rained", "The mayor"),
        ("After saying that it rained, she was flown home by the army.", "saying",
         "that it rained", "she"),
        ("The mayor was arrested and said that it rained.", "said", "that it rained", "The mayor"),
        ("The survey not only documented faster growth.", "not only documented", "faster growth",
         "The survey"),
    ],
)  # fmt: skip
def test_who_says_it(text: str, cue: str, content: str, source: str) -> None:
    tree = planted(text)
    found = source_of(tree, run(tree, cue), (run(tree, content),))
    assert words(tree, found).removesuffix(",") == source


def test_nobody_is_the_source_of_what_nobody_does() -> None:
    tree = planted("It was denied that it rained.")
    assert source_of(tree, run(tree, "was denied"), (run(tree, "that it rained"),)) is None


def test_a_number_before_its_noun_is_read_to_the_end_of_the_phrase() -> None:
    tree = planted("According to two diplomats who spoke at length, the envoy left.")
    others = [run(tree, "According to"), run(tree, "the envoy left")]
    found = _whole_source(tree, run(tree, "two"), others)
    assert words(tree, found) == "two diplomats who spoke at length"
