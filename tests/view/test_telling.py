"""Events as sentences."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from readout.record.types import Quantity, Record
from readout.view.sentences import event_rows, quantity_words, time_words
from readout.view.telling import few, is_many, telling
from readout.view.verbs import participle, past, present
from tests.readings import reading_of
from tests.view.web import world

STATUSES = ["occurred", "ongoing", "planned", "requested", "predicted", "hypothetical", "denied",
            "unknown"]  # fmt: skip


def said(sources: str, lemma: str, targets: str = "", **more: Any) -> str:
    parts = telling(
        [name for name in sources.split("; ") if name],
        [name for name in targets.split("; ") if name],
        lemma, **more,
    )  # fmt: skip
    return "".join(part.text for part in parts)


@pytest.mark.parametrize(
    ("given", "status", "sentence"),
    [
        (("Roth", "meet", "Imber"), "occurred", "Roth met Imber"),
        (("Roth", "meet", "Imber"), "unknown", "Roth may have met Imber"),
        (("Roth", "meet", "Imber"), "denied", "Roth did not meet Imber"),
        (("Roth", "meet", "Imber"), "planned", "Roth is to meet Imber"),
        (("Roth", "meet", "Imber"), "requested", "Roth is asked to meet Imber"),
        (("Roth", "meet", "Imber"), "predicted", "Roth is expected to meet Imber"),
        (("Roth", "meet", "Imber"), "hypothetical", "Roth might meet Imber"),
        (("Roth", "meet", "Imber"), "ongoing", "Roth meets Imber"),
        (("Azerbaijan; Russia", "sign"), "planned", "Azerbaijan and Russia are to sign"),
        (("A; B; C", "sign", "D; E"), "occurred", "A, B and C signed D and E"),
        (("Police", "arrest", "two men"), "ongoing", "Police arrest two men"),
        (("the court of auditors", "blame"), "ongoing", "The court of auditors blames someone"),
        (("members of parliament", "blame"), "ongoing", "Members of parliament blame someone"),
        (("United States", "sanction", "Syria"), "occurred", "United States sanctioned Syria"),
        (("Ruritania", "carry out"), "occurred", "Ruritania carried out"),
        (("police", "clash", "protesters"), "occurred", "Police clashed with protesters"),
        (("Roth", "meet", "The mayor"), "occurred", "Roth met the mayor"),
        (("Roth", "visit", "The Hague"), "occurred", "Roth visited The Hague"),
        (("al-Shadda", "burn"), "occurred", "al-Shadda burned"),
        (("Police", "fire on", "we"), "occurred", "Police fired on us"),
        (("Police", "arrest", "They; Roth"), "occurred", "Police arrested them and Roth"),
        (("we", "meet", "Roth"), "occurred", "We met Roth"),
        (("", "injure", "12 people"), "occurred", "12 people were injured"),
        (("", "free", "the clerk"), "planned", "The clerk is to be freed"),
        (("", "free", "the clerk"), "requested", "The clerk should be freed"),
        (("", "free", "clerks"), "predicted", "Clerks are expected to be freed"),
        (("", "free", "the clerk"), "denied", "The clerk was not freed"),
        (("", "hold", "the clerk"), "ongoing", "The clerk is being held"),
        (("", "hold", "the clerk"), "hypothetical", "The clerk might be held"),
        (("", "talk", "Imber"), "occurred", "Someone talked with Imber"),
        (("", "leave"), "occurred", "Someone left"),
        (("X", "日本"), "occurred", "X: 日本"),
        (("", "act"), "occurred", "Someone acted"),
        (("", "injure", "12 people"), "unknown", "12 people may have been injured"),
    ],
)
def test_an_event_reads_as_a_sentence(given: tuple[str, ...], status: str, sentence: str) -> None:
    assert said(*given, status=status) == sentence


def test_who_acts_together_and_what_a_noun_tells() -> None:
    assert said("Roth", "meet", "Imber", reciprocal=True) == "Roth and Imber met"
    assert said("", "meet", "Imber; Roth", reciprocal=True) == "Imber and Roth met"
    assert said("Iran", "negotiation", "Oman", kind="CONSULT") == (
        "Iran held talks with Oman (“negotiation”)"
    )
    assert said("", "abduction", "a boy", kind="ASSAULT") == "A boy was attacked (“abduction”)"
    assert said("Iran; Oman", "agreement", kind="AGREE", status="planned") == (
        "Iran and Oman are to agree (“agreement”)"
    )
    assert said("Iran", "agreement", "Oman") == "Iran: agreement (Oman)"
    assert said("Drivers", "strike", kind="PROTEST") == "Drivers went on strike"
    assert said("Jakarta", "menangkap", "Budi", english=False) == "Jakarta: menangkap (Budi)"


def test_what_a_verb_cannot_say_alone_is_said() -> None:
    assert said("Manila", "blame", kind="ACCUSE") == "Manila blamed someone"
    assert said("Guards", "seal", kind="COERCE") == "Guards sealed something"
    assert said("Roth", "table", kind="CONSULT", reciprocal=True) == "Roth tabled something"
    assert said("", "die", "12 people") == "12 people died"
    assert said("", "arrive", "Imber", kind="CONSULT") == "Someone arrived to meet Imber"
    assert said("Roth", "lash", "the court", kind="ACCUSE") == "Roth lashed out at the court"
    assert said("", "lay", "Imber", kind="ACCUSE") == "Someone laid charges against Imber"
    assert said("Ostrey", "fire", "Imber", kind="ASSAULT") == "Ostrey fired at Imber"
    assert said("Ostrey", "fire", "Imber") == "Ostrey fired Imber"
    assert said("Police", "make", kind="COERCE") == "Police made arrests"
    assert said("Roth", "voice", "Imber", kind="SUPPORT") == "Roth voiced support for Imber"
    assert said("Ostrey", "vow", "Imber", kind="THREATEN", status="ongoing") == (
        "Ostrey vows to act against Imber"
    )


@pytest.mark.parametrize("name", ["Commuters", "Rioters", "Activists", "Ukrainians", "Students"])
def test_a_capital_does_not_make_one_of_many(name: str) -> None:
    assert is_many([name])


@pytest.mark.parametrize("name", ["Reuters", "Hamas", "Netherlands", "Paris", "Siemens"])
def test_names_that_end_as_many_do_are_one(name: str) -> None:
    assert not is_many([name])


@pytest.mark.parametrize(
    ("value", "words", "shown"),
    [
        ("2025-05-07", "Wednesday", "2025-05-07"),
        ("2025-05-07T01:05", "1:05am", "2025-05-07 01:05"),
        ("2024-08-04TNI", "Sunday night", "2024-08-04, night"),
        ("2024-W28", "last week", "2024, week 28"),
        ("2024-SU", "this summer", "2024, summer"),
        ("P1W", "a\nweek", "a week"),
        ("PAST_REF", "recently", "recently"),
    ],
)
def test_times_read_as_words(value: str, words: str, shown: str) -> None:
    assert time_words(value, words) == shown


@pytest.mark.parametrize(
    ("kind", "unit", "low", "shown"),
    [
        ("weapons", None, 1, "1 weapon"), ("weapons", "drones", 33, "33 drones"),
        ("money", "euros", 350, "350 euros"), ("money", None, 350, "350 in money"),
        ("killed", "people", 6, "6 killed"), ("other", None, 3, "3"),
    ],
)  # fmt: skip
def test_amounts_read_as_words(kind: Any, unit: str | None, low: float, shown: str) -> None:
    one = Quantity(id="q1", start=0, end=1, min=low, max=low, approximate=False, unit=unit,
                   kind=kind)  # fmt: skip
    assert quantity_words(one) == shown


def test_forms_of_verbs() -> None:
    assert [past(v) for v in ("ban", "permit", "visit", "deny", "free", "panic", "play")] == [
        "banned", "permitted", "visited", "denied", "freed", "panicked", "played",
    ]  # fmt: skip
    assert [past(v) for v in ("fight", "withdraw", "carry out", "offer", "quit", "show")] == [
        "fought", "withdrew", "carried out", "offered", "quit", "showed",
    ]  # fmt: skip
    assert [participle(v) for v in ("take", "shoot", "arrest", "beat")] == [
        "taken", "shot", "arrested", "beaten",
    ]  # fmt: skip
    assert [past(v) for v in ("damages", "negotiates", "bans", "process", "focus", "discuss")] == [
        "damaged", "negotiated", "banned", "processed", "focused", "discussed",
    ]  # fmt: skip
    assert present("negotiates", False) == "negotiates"
    assert [present(v, False) for v in ("be", "have", "go", "deny", "pass", "reach")] == [
        "is", "has", "goes", "denies", "passes", "reaches",
    ]  # fmt: skip


NAMES = st.lists(st.text(min_size=1, max_size=12), max_size=4)


@given(NAMES, NAMES, st.text(max_size=15), st.sampled_from(STATUSES),
       st.sampled_from([None, "AGREE", "OWN"]), st.booleans(), st.booleans())  # fmt: skip
def test_every_name_stands_in_it_once(
    sources: list[str], targets: list[str], lemma: str, status: str, kind: str | None,
    reciprocal: bool, english: bool,
) -> None:  # fmt: skip
    pieces = telling(sources, targets, lemma, status=status, kind=kind, reciprocal=reciprocal,
                     english=english)  # fmt: skip
    for of, names in (("source", sources), ("target", targets)):
        held = [(p.number, p.text.lower()) for p in pieces if p.of == of]
        assert sorted(held) == [(n, name.lower()) for n, name in enumerate(names)]
    assert [p.of for p in pieces].count("event") == 1


def test_a_record_tells_its_events_as_sentences() -> None:
    record: Record = world.article(0)
    told = [row.value for row in event_rows(record)]
    assert told == [
        "Roth and Imber met (CONSULT) · Ostrey · 2031-03-10 · 40 participants",
        "Roth did not meet Imber (CONSULT) · Ostrey",
    ]


def test_a_verb_done_to_things_is_told_by_its_type() -> None:
    told = said("Guyana", "lift", "Suriname", kind="CONCEDE")
    assert told == "Guyana gave way to Suriname (“lift”)"
    assert said("Guyana", "lift", kind="CONCEDE").startswith("Guyana lifted")


def test_of_many_names_a_few() -> None:
    assert few(["A", "B", "A"]) == "A, B"
    assert few(list("ABCDEF")) == "A, B, C, D, E, F"
    assert few(list("ABCDEFGA")) == "A, B, C, D, E and 2 more"


def test_names_inside_a_sentence() -> None:
    assert said("Gunmen", "kill", "Two Bangladeshi peacekeepers") == (
        "Gunmen killed two Bangladeshi peacekeepers"
    )
    assert said("Gunmen", "attack", "The Hague") == "Gunmen attacked The Hague"
    assert said("Gunmen", "attack", "The Congolese army") == "Gunmen attacked the Congolese army"


def test_what_belongs_to_several() -> None:
    assert said("Gunmen", "ambush", "Two peacekeepers", tail="’s convoy") == (
        "Gunmen ambushed two peacekeepers’ convoy"
    )
    assert (
        said("Gunmen", "ambush", "Rawalis", tail="’s convoy") == "Gunmen ambushed Rawalis’s convoy"
    )


def test_what_was_not_done_is_denied_once() -> None:
    told = said("Roth", "send", status="denied", kind="MOBILIZE", said="no ships")
    assert told == "Roth did not send any ships"


@pytest.mark.parametrize(
    ("lemma", "kind", "sentence"),
    [
        ("shake", "CONSULT", "Roth shook hands with Imber"),
        ("sign", "SUPPORT", "Roth signed an agreement with Imber"),
        ("sign", "AGREE", "Roth signed an agreement with Imber"),
        ("due", "CONSULT", "Roth held talks with Imber (“due”)"),
        ("inquiry", "ACCUSE", "Roth accused Imber (“inquiry”)"),
    ],
)
def test_words_that_say_little_alone(lemma: str, kind: str, sentence: str) -> None:
    assert said("Roth", lemma, "Imber", kind=kind) == sentence


def test_what_is_hailed_but_not_known_is_something() -> None:
    assert said("Roth", "hail", kind="SUPPORT") == "Roth hailed something"


def test_a_planned_sanction_is_told_by_what_it_is_and_not_as_a_threat() -> None:
    text = (
        "The Association of Southeast Asian Nations will suspend Myanmar from all meetings in "
        "May, the bloc said on Monday in a statement.\n"
    )
    record = reading_of(text, "2030-05-14", stop_after="events")
    (event,) = [e for e in record.events if e.type == "SANCTION"]
    assert (event.status, event.plover) == ("planned", "THREATEN")
    told = next(row.value for row in event_rows(record) if "SANCTION" in row.value)
    assert "is to impose sanctions on Myanmar (“suspend”)" in told


@pytest.mark.parametrize(
    ("given", "kind", "sentence"),
    [
        (("rebels", "repel", "the army"), "ASSAULT", "Rebels attacked the army (“repel”)"),
        (("rebels", "lose", "12 men"), "ASSAULT", "Rebels attacked 12 men (“lose”)"),
        (("the king", "receive", "the envoy"), "CONSULT", "The king received the envoy"),
        (("", "repel", "the army"), "ASSAULT", "The army was attacked (“repel”)"),
    ],
)
def test_who_is_repelled_is_not_told_to_repel(
    given: tuple[str, str, str], kind: str, sentence: str
) -> None:
    assert said(*given, kind=kind) == sentence
