"""Sources and contents that end where the syntax says, and drafts in which nobody says anything.

Hand-written sentences; each stands for a cause found when a newcomer read the rows.
"""

from __future__ import annotations

import pytest

from readout.statements.draft import Draft
from readout.statements.edges import trimmed, with_own_source
from readout.statements.mend import mended
from readout.statements.unsaid import unsaid
from tests.statements.conftest import Reader
from tests.statements.handmade import contents, draft, planted, words


def _cut(text: str, source: str | None, cue: str, *content: str) -> Draft | None:
    tree = planted(text)
    return mended(tree, draft(tree, source, cue, *content))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "told"),
    [
        ("Sonko, who fled to Sweden in 2016, denied all charges. The president lives in exile.",
         "The president", "denied", "all charges", "Sonko, who fled to Sweden in 2016,"),
        ("The harbour is closed. Ana Ruiz denied the charge.", "The harbour", "denied",
         "the charge", "Ana Ruiz"),
        ("Ana Ruiz denied the charge. The harbour is closed.", "Ana Ruiz", "denied", "the charge",
         "Ana Ruiz"),
        # Without a subject of its own the other sentence keeps it.
        ("Denied the charge. The envoy left.", "The envoy", "Denied", "the charge", "The envoy"),
    ],
)  # fmt: skip
def test_the_subject_of_the_cue_speaks(
    text: str, source: str, cue: str, content: str, told: str
) -> None:
    tree = planted(text)
    found = with_own_source(tree, draft(tree, source, cue, content))
    assert words(tree, found.source) == told


def test_a_subject_is_not_divided_into_source_and_content() -> None:
    text = "Prime Minister Ana Ruiz and President Omar Diallo agreed to begin talks by May."
    tree = planted(text)
    cut = draft(tree, "Prime Minister", "agreed", "Ana Ruiz and President Omar Diallo",
                "to begin talks by May")  # fmt: skip
    found = with_own_source(tree, cut)
    assert words(tree, found.source) == "Prime Minister Ana Ruiz and President Omar Diallo"
    assert contents(tree, found) == ["to begin talks by May"]
    whole = draft(tree, "Prime Minister Ana Ruiz", "agreed", "to begin talks by May")
    assert with_own_source(tree, whole) == whole
    alone = draft(tree, "Prime Minister", "agreed", "Ana Ruiz and President Omar Diallo")
    assert with_own_source(tree, alone) == alone


@pytest.mark.parametrize(
    ("text", "source", "cue", "content", "left"),
    [
        ("Khan said that the party was behind the violence, which the party denied.", "Khan",
         "said", "that the party was behind the violence, which",
         "that the party was behind the violence"),
        ("Officers said that they had annulled the vote, minutes after the board declared that "
         "Bongo had won.", "Officers", "said", "that they had annulled the vote, minutes after",
         "that they had annulled the vote"),
        ("- The bridge is closed, the ministry said.", "the ministry", "said",
         "- The bridge is closed", "The bridge is closed"),
        ("Ruiz rejected that argument in a letter.", "Ruiz", "rejected", "that argument in",
         "that argument"),
        # What closes, and what is the top itself, stays.
        ("Ruiz said it was “a shame.” She left.", "Ruiz", "said", "it was “a shame.”",
         "it was “a shame.”"),
        ("Ruiz said it was over.", "Ruiz", "said", "it was over", "it was over"),
        ("The road - the bridge is closed, she said - is wet.", "she", "said",
         "- the bridge is closed", "- the bridge is closed"),
    ],
)  # fmt: skip
def test_no_loose_words_at_the_edges(
    text: str, source: str, cue: str, content: str, left: str
) -> None:
    tree = planted(text)
    assert contents(tree, trimmed(tree, draft(tree, source, cue, content))) == [left]


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("No group claimed responsibility for the attack.", "No group", "claimed",
         "responsibility for the attack"),
        ("Nobody agreed on the price.", "Nobody", "agreed on", "the price"),
        ("The minister was convicted of crimes against humanity.", "The minister", "convicted of",
         "crimes against humanity"),
        ("Former interior minister convicted of crimes against humanity",
         "Former interior minister", "convicted of", "crimes against humanity"),
        ("A man accused of fraud left the town.", "A man", "accused of", "fraud"),
        ("The president dismissed the commander of the armed forces.", "The president",
         "dismissed", "the commander of the armed forces"),
        ("The president dismissed Valerii Zaluzhny.", "The president", "dismissed",
         "Valerii Zaluzhny"),
        ("Access to the town was denied by the authorities.", "the authorities", "denied",
         "Access to the town"),
        ("The office denied an export licence to a supplier.", "The office", "denied",
         "an export licence to a supplier"),
        ("The ministry summoned the ambassador of Russia.", "The ministry", "summoned",
         "the ambassador of Russia"),
    ],
)  # fmt: skip
def test_nobody_says_anything(text: str, source: str, cue: str, content: str) -> None:
    tree = planted(text)
    assert unsaid(tree, draft(tree, source, cue, content))


@pytest.mark.parametrize(
    ("text", "source", "cue", "content"),
    [
        ("No fewer than six witnesses said that soldiers fired.", "No fewer than six witnesses",
         "said", "that soldiers fired"),
        ("No one expected the vote to be fair.", "No one", "expected", "the vote to be fair"),
        ("The court convicted the minister of fraud.", "The court", "convicted",
         "the minister of fraud"),
        ("The minister was accused by the union of fraud.", "the union", "accused", "fraud"),
        ("The president dismissed the report as false.", "The president", "dismissed",
         "the report as false"),
        ("The army denied the report.", "The army", "denied", "the report"),
        ("The party blamed the referee.", "The party", "blamed", "the referee"),
    ],
)  # fmt: skip
def test_somebody_says_something(text: str, source: str, cue: str, content: str) -> None:
    tree = planted(text)
    assert not unsaid(tree, draft(tree, source, cue, content))


def test_a_question_says_nothing() -> None:
    assert _cut("What does the league say?", "the league", "say", "What") is None
    assert _cut("The league said what it wants.", "The league", "said", "what it wants")


def test_what_is_done_is_no_statement_by_syntax_either(said: Reader) -> None:
    text = (
        "The Ministry of Foreign Affairs of Romania summoned the Ambassador of the Russian "
        "Federation, Vladimir Lipaev, on Thursday. The Ambassador rejected the accusation."
    )
    quoted = [text[s.cue.start : s.cue.end] for s in said(text).statements if s.cue]
    assert quoted == ["rejected"]


def test_an_outlet_called_post_is_no_social_network(said: Reader) -> None:
    text = (
        "The Meridian Post: Will the opposition accept the result?\n\n"
        "Ana Ruiz: No. We have the tally sheets of the vote.\n\n"
        "The Meridian Post: Did you meet the envoy of the union?\n\n"
        "Ana Ruiz: We met on Monday in the harbour."
    )
    found = said(text).statements
    assert [s.channel for s in found] == [None] * 4
    assert [s.channel for s in said("In a post, Ana Ruiz said the harbour is closed.").statements]
