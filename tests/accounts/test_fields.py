"""Contradictions by opposite ends of one matter, without a word in common."""

from __future__ import annotations

import pytest

from readout.accounts.wording import stem
from readout.knowledge.account_words import account_words
from tests.accounts.written import table, told


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Argentina has settled all its bills", "Argentina is far in arrears"),
        ("the crew was beaten", "the men were treated with respect"),
        ("we were not allowed on board", "its officials have had access since Monday"),
        ("the fire was sabotage", "the blaze came of a fault in the engine"),
        ("the cut was blackmail", "the cut was purely commercial"),
        ("two boats sank on the Norwegian side", "the boats sank on the Argentine side"),
    ],
)  # fmt: skip
def test_opposite_ends_of_one_matter_contradict(first: str, second: str) -> None:
    body = f"{{s1|{first}}}, [e1|Norway] {{s1!said}}. {{s2|{second}}}, [e2|Argentina] {{s2!said}}."
    stances = [by for _, by in table(told(body))]
    assert stances == [{"Norway": "asserts", "Argentina": "denies"}]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("the crew was beaten", "the wind was strong that night"),
        ("the ship belongs to Norway", "sailors left a disputed ship"),
        ("Norway has paid its share", "Argentina has not paid its share"),
        ("the ministers will save the old nets", "the ministers will not abandon the old nets"),
        ("the force fired on a cutter", "the force did not let the papers near the docks"),
        ("a probe began into the attack", "though talks on the attack went on, nobody answered"),
        ("Argentine sailors took the cutter", "some captains now deny these claims"),
        ("Argentine sailors fought for weeks", "the spread of negative propaganda"),
        ("how the loss would change the talks", "the loss would not change the talks"),
        ("nine targets were hit", "no military camps of the old army were hit"),
        ("to keep the talks alive until May", "nobody kept the talks alive"),
        ("the list has 95 generals on it", "its own list has 88 generals on it"),
        ("an assault damaged buildings on the quay", "one building on the quay was hit"),
        ("30 people died in the strike", "the war has killed more than 39,000 people"),
    ],
)
def test_other_matters_and_other_doers_do_not(first: str, second: str) -> None:
    body = f"{{s1|{first}}}, [e1|Norway] {{s1!said}}. {{s2|{second}}}, [e2|Argentina] {{s2!said}}."
    for _, by in table(told(body)):
        assert "denies" not in by.values()


def test_a_claim_opposes_one_other_at_most() -> None:
    body = (
        "{s1|The sailors were beaten with ropes; the cook was tortured for days}, [e1|Norway] "
        "{s1!said}. {s2|Everybody was treated with respect}, [e2|Argentina] {s2!said}."
    )
    found = [by for _, by in table(told(body)) if "denies" in by.values()]
    assert len(found) == 1


def test_no_word_stands_at_both_ends_of_a_field() -> None:
    for ends in account_words()["fields"]:
        good, bad = ({stem(w) for w in side.split()} for side in ends)
        assert not good & bad


def test_a_synonym_stands_in_one_group_alone() -> None:
    seen: dict[str, str] = {}
    for group in account_words()["synonyms"]:
        for word in group.split():
            assert word not in seen, (word, seen[word], group)
            seen[word] = group


def test_fields_are_not_looked_at_in_a_long_dispute() -> None:
    many = "; ".join(f"the {n} boats left port {n}" for n in "abcdefghijklmnopq")
    body = (
        f"{{s1|the crew was beaten; {many}}}, [e1|Norway] {{s1!said}}. "
        "{s2|the men were treated with respect}, [e2|Argentina] {s2!said}."
    )
    for _, by in table(told(body)):
        assert "denies" not in by.values()


@pytest.mark.parametrize(("between", "met"), [(2, True), (40, False)])
def test_a_refusal_is_of_what_was_said_near_it(between: int, met: bool) -> None:
    rest = "The sea was grey and the wind blew. " * between
    body = (
        "{s1|[e2|Argentine] sailors boarded the cutter}, [e1|Norway] {s1!said}. "
        f"{rest}{{s2|This accusation is baseless}}, [e2|Argentina] {{s2!said}}."
    )
    points = [by for _, by in table(told(body)) if by["Norway"] == "asserts"]
    assert [by["Argentina"] for by in points] == ["denies" if met else "silent"]
