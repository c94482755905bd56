"""Contradictions that are called so only when they are certain: articles that tell much."""

from __future__ import annotations

import pytest

from readout.accounts.polarity import negated, undone
from readout.accounts.wording import has_content, stem, tokens
from tests.accounts.written import table, told

MUCH = [f"s{k} e9" for k in range(3, 15)]
REST = " ".join(
    f"{{s{k}|Harvest number {k} of olives came to port}}, [e9|Eva Lind] {{s{k}!said}}."
    for k in range(3, 15)
)


def stances(body: str, *, much: bool) -> list[set[str]]:
    """The stances of each point that somebody speaks to, without silence."""
    body += f" {REST}" if much else ""
    parts = ["e9 person Eva_Lind SWE NGO", *MUCH] if much else []
    record = told(body, *parts)
    return [set(by.values()) - {"silent"} for _, by in table(record)]


@pytest.mark.parametrize(
    "body",
    [
        # One word in common, a short denial.
        "{s1|The quarrel goes beyond the nets}. {s2|The quarrel is not new}.",
        # Opposite ends of one matter, no word in common.
        "{s1|The cutter was barred from the port}. {s2|Its crew was allowed to refuel}.",
        # A falsehood within words that say something else.
        "{s1|[e2|Argentine] sailors boarded the cutter}. "
        "{s2|This is a baseless row of hotheads}.",
    ],
    ids=["one word", "opposite ends", "more than a refusal"],
)  # fmt: skip
def test_what_may_be_chance_in_a_long_article_stays_apart(body: str) -> None:
    assert {"asserts", "denies"} in stances(body, much=False)
    assert {"asserts", "denies"} not in stances(body, much=True)


@pytest.mark.parametrize(
    "body",
    [
        "{s1|The Argentine boat rammed the cutter}. {s2|The boat did not ram the cutter}.",
        "{s1|[e2|Argentine] sailors boarded the cutter}. {s2|This accusation is baseless}.",
    ],
    ids=["negation", "blanket"],
)
def test_what_is_plain_is_a_contradiction_in_a_long_article(body: str) -> None:
    assert {"asserts", "denies"} in stances(body, much=True)


@pytest.mark.parametrize(("cue", "against"), [("rejected", False), ("denied", True)])
def test_in_a_long_article_who_turns_a_thing_down_does_not_call_it_untrue(
    cue: str, against: bool
) -> None:
    body = (
        "{s1|The ban of Argentina on squid boats is lawful}. "
        f"It {{s2!{cue}}} {{s2|the ban on squid boats}}."
    )
    assert ({"asserts", "denies"} in stances(body, much=True)) is against


def test_whom_somebody_asks_for_something_is_no_claim() -> None:
    said = "{s1|The cutter may break the truce at sea}. {s2|Norway to uphold the truce at sea}."
    assert {"asserts", "denies"} not in stances(said, much=False)


@pytest.mark.parametrize("said", ["not only the nets", "no doubt the nets", "no matter the nets"])
def test_some_words_of_negation_negate_nothing(said: str) -> None:
    assert not negated(tokens(said, 0, len(said)))


def test_in_a_long_article_two_sides_that_speak_of_each_other_do_not_contradict() -> None:
    said = (
        "{s1|[e2|Argentina] took the catch of the cutter for its port}. "
        "{s2|[e1|Norway] took the cutter out of port}."
    )
    assert {"asserts", "denies"} in stances(said, much=False)
    assert {"asserts", "denies"} not in stances(said, much=True)


def test_a_negation_does_not_reach_out_of_its_clause() -> None:
    said = "The president approved imports of watches that aren't produced here in quantity"
    forms = negated(tokens(said, 0, len(said)))
    assert "approv" not in forms
    assert {"produc", "quantit"} <= forms


@pytest.mark.parametrize(
    "body",
    [
        # What is not negated is not denied.
        "{s1|[e1|Norway] submitted a draft of the speech}. "
        "{s2|The speech bore no resemblance to the draft of [e1|Norway]}.",
        # A word of grammar and a word of all work.
        "{s1|Whoever uses prosecution}. {s2|We don't use prosecution}.",
    ],
    ids=["beside", "light"],
)
def test_in_a_long_article_the_negation_must_meet_what_is_said(body: str) -> None:
    assert {"asserts", "denies"} not in stances(body, much=True)


def test_in_a_long_article_what_is_asked_for_is_not_denied() -> None:
    said = "{s1|The cutter rammed the trawler}. It {s2!CUE} {s2|the cutter not to ram the trawler}."
    assert {"asserts", "denies"} in stances(said.replace("CUE", "told"), much=True)
    assert {"asserts", "denies"} not in stances(said.replace("CUE", "asked"), much=True)


@pytest.mark.parametrize("word", ["I'm", "don't", "they've", "it's"])
def test_words_drawn_together_hold_no_content(word: str) -> None:
    assert not has_content(tokens(word, 0, len(word))[0])


def test_what_is_negated_itself() -> None:
    said = "The speech bore no resemblance to the draft and did not name the author of it"
    assert undone(tokens(said, 0, len(said))) == {stem("resemblance"), stem("name")}
