"""The status of an act by its own words. Verbs of a sketch stand in their dictionary form."""

from __future__ import annotations

import pytest

from readout.events.polarity import is_done_to_oneself, read_status
from readout.events.triggers import Trigger
from readout.record.types import Status
from readout.statements.tree import plant
from tests.analyses import Sketch


def status(
    sentence: str, word: int, given: Status, type_: str = "ASSAULT", *, headline: bool = False
) -> Status:
    sketch = Sketch()
    sketch.sentence(sentence)
    if headline:
        sketch.tag(word, "VBZ")
    trigger = Trigger(word, type_, None, 0.9)
    return read_status(plant(sketch.analysis()), trigger, given, headline=headline)


WILL_NOT = "He/PRON/4/nsubj would/AUX/4/aux not/PART/4/advmod {}/VERB/0/root"


@pytest.mark.parametrize(
    ("verb", "type_", "said"),
    [("negotiate", "REJECT", "occurred"), ("refuse", "REJECT", "denied"),
     ("negotiate", "CONSULT", "denied")],
)  # fmt: skip
def test_will_not_is_a_refusal_that_has_occurred(verb: str, type_: str, said: Status) -> None:
    assert status(WILL_NOT.format(verb), 3, "denied", type_) == said


def test_did_not_is_no_refusal() -> None:
    sentence = WILL_NOT.format("negotiate").replace("would", "did")
    assert status(sentence, 3, "denied", "REJECT") == "denied"


@pytest.mark.parametrize(
    ("sentence", "word", "said"),
    [
        ("They/PRON/2/nsubj fire/VERB/0/root on/ADP/5/case no/DET/5/det one/NOUN/2/obl", 1,
         "denied"),
        ("They/PRON/2/nsubj hit/VERB/0/root no/DET/4/det hospital/NOUN/2/obj", 1, "denied"),
        ("They/PRON/2/nsubj fight/VERB/0/root to/ADP/5/case no/DET/5/det avail/NOUN/2/obl", 1,
         "occurred"),
        ("Nobody/NOUN/2/nsubj fire/VERB/0/root", 1, "denied"),
        ("They/PRON/4/nsubj be/AUX/4/aux to/PART/4/mark free/VERB/0/root", 3, "planned"),
        ("They/PRON/2/nsubj try/VERB/0/root to/PART/4/mark free/VERB/2/xcomp", 3, "occurred"),
        ("do/AUX/3/aux they/PRON/3/nsubj pay/VERB/0/root ?/PUNCT/3/punct", 2, "unknown"),
        ("who/PRON/2/nsubj pay/VERB/0/root ?/PUNCT/2/punct", 1, "occurred"),
    ],
)  # fmt: skip
def test_words_that_settle_it(sentence: str, word: int, said: Status) -> None:
    assert status(sentence, word, "occurred") == said


def test_a_headline_tells_in_the_present_what_has_occurred() -> None:
    sentence = "Lawmakers/NOUN/2/nsubj rejects/VERB/0/root bid/NOUN/2/obj"
    assert status(sentence, 1, "ongoing", headline=True) == "occurred"
    assert status(sentence, 1, "ongoing") == "ongoing"
    assert status(sentence, 1, "planned", headline=True) == "planned"


def test_what_one_does_to_oneself_is_told_apart() -> None:
    sketch = Sketch()
    sketch.sentence("He/PRON/2/nsubj killed/VERB/0/root himself/PRON/2/obj")
    sketch.sentence("He/PRON/2/nsubj killed/VERB/0/root him/PRON/2/obj")
    tree = plant(sketch.analysis())
    assert is_done_to_oneself(tree, Trigger(1, "ASSAULT", None, 0.9))
    assert not is_done_to_oneself(tree, Trigger(4, "ASSAULT", None, 0.9))


CHARGE = (
    "He/PRON/2/nsubj {verb}/VERB/0/root charge/NOUN/2/obj that/SCONJ/6/mark he/PRON/6/nsubj "
    "took/VERB/3/acl bribes/NOUN/6/obj"
)


@pytest.mark.parametrize(("verb", "said"), [("deny", "denied"), ("repeat", "occurred")])
def test_what_a_rejected_charge_tells_is_denied(verb: str, said: Status) -> None:
    assert status(CHARGE.format(verb=verb), 5, "occurred") == said


def test_a_noun_of_a_rejected_charge_is_denied() -> None:
    sentence = "He/PRON/2/nsubj deny/VERB/0/root claim/NOUN/2/obj of/ADP/5/case torture/NOUN/3/nmod"
    assert status(sentence, 4, "occurred") == "denied"
