"""The article's words between a verb and whom its act is aimed at."""

from __future__ import annotations

import pytest

from readout.record.types import Mention
from readout.view.behind import between, follows, is_passive, refusal, thing_done
from readout.view.telling import telling
from readout.view.verbs import dictionary_form


def behind(text: str, verb: str, aim: str, form: str = "name") -> tuple[str, str]:
    start = text.index(verb) + len(verb)
    at = text.index(aim, start)
    mention = Mention(start=at, end=at + len(aim), form=form)  # type: ignore[arg-type]
    return between(text, start, len(text), [mention])


@pytest.mark.parametrize(
    ("text", "verb", "aim", "said"),
    [
        ("Ruritania intensified its criticism of Graustark.", "intensified", "Graustark",
         "its criticism of"),
        ("The bank froze the assets of the dealer.", "froze", "dealer", "the assets of"),
        ("He refused to work with the board.", "refused", "board", "to work with"),
        ("They issued a statement accusing Graustark.", "issued", "Graustark",
         "a statement accusing"),
        ("The ministry called in the envoy.", "called", "envoy", "in"),
        ("The ministry summoned the envoy.", "summoned", "envoy", ""),
        ("It said that the ships of Graustark left.", "said", "Graustark", ""),
        ("It struck, then spoke to Graustark.", "struck", "Graustark", ""),
        ("He rang a bell Graustark heard.", "rang", "Graustark", ""),
        ("A bomb attack of the north.", "attack", "north", ""),
        ("It signed on Monday with Graustark.", "signed", "Graustark", ""),
    ],
)  # fmt: skip
def test_what_leads_to_the_aim(text: str, verb: str, aim: str, said: str) -> None:
    assert behind(text, verb, aim) == (said, "")


def test_what_belongs_to_the_aim() -> None:
    assert behind("Roth dismissed Imber's accusation at once.", "dismissed", "Imber") == (
        "", "’s accusation",
    )  # fmt: skip
    assert behind("Police seized his yacht in May.", "seized", "his", "pronoun") == ("", "’s yacht")
    assert behind("Police seized Imber's.", "seized", "Imber") == ("", "")


@pytest.mark.parametrize(
    ("text", "thing"),
    [
        (" a declaration of principles in Ulm.", "a declaration of principles"),
        (" the “reckless” use of force and left.", "the reckless use of force"),
        (" tear gas when they came.", "tear gas"),
        (" down.", "down"),
        (" back its ships at once.", "back its ships"),
        (" that it was so.", ""),
        (" it many times.", ""),
        (" of a mayor.", ""),
        (" loudly.", ""),
        (" Tuesday.", ""),
        (" the old men of the far green hills beyond.", ""),
    ],
)
def test_the_object_of_a_verb(text: str, thing: str) -> None:
    assert thing_done(text, 0, len(text)) == thing


def test_a_passive_has_no_object() -> None:
    assert is_passive("He was badly beaten", 14)
    assert not is_passive("He is hosting talks", 6)
    assert not is_passive("He beat them", 3)


@pytest.mark.parametrize(
    ("text", "form"),
    [
        ("It will not negotiate", "would not"),
        ("It couldn't negotiate", "could not"),
        ("It has never negotiated", "did not"),
        ("It negotiated", ""),
    ],
)
def test_how_a_refusal_is_told(text: str, form: str) -> None:
    assert refusal(text, text.index("negotiate")) == form


def test_whether_the_aim_stands_right_behind() -> None:
    text = "It met the board"
    board = Mention(start=11, end=16, form="name")
    assert follows(text, 6, len(text), [board])
    assert not follows(text, 2, len(text), [board])
    assert not follows(text, 6, len(text), [])


def told(lemma: str, targets: list[str], **more: str) -> str:
    return "".join(p.text for p in telling(["Roth"], targets, lemma, **more))  # type: ignore[arg-type]


def test_the_words_stand_in_the_sentence() -> None:
    assert told("intensify", ["Imber"], said="its criticism of") == (
        "Roth intensified its criticism of Imber"
    )
    assert told("dismiss", ["Imber"], tail="’s plan") == "Roth dismissed Imber’s plan"
    assert told("condemn", [], said="the use of force") == "Roth condemned the use of force"
    assert told("attack", ["Imber"], said="on") == "Roth attacked Imber"
    assert told("negotiate", [], refusing="would not") == "Roth would not negotiate"


@pytest.mark.parametrize(
    ("lemma", "form", "verb"),
    [
        ("sought", "sought", "seek"), ("demanded", "demanded", "demand"), ("lay", "lay", "lay"),
        ("reduced", "reduced", "reduce"), ("need", "need", "need"), ("meet", "met", "meet"),
    ],
)  # fmt: skip
def test_a_past_tense_is_no_dictionary_form(lemma: str, form: str, verb: str) -> None:
    assert dictionary_form(lemma, form) == verb
