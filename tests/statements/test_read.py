"""Statements of sentences written for the tests, and of bad input."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.record.types import Statement
from readout.statements.statements import Statements

Reader = Callable[[str], Statements]


def words(text: str, one: Statement) -> tuple[str, str, str]:
    source = one.source.of(text) if one.source else ""
    cue = one.cue.of(text) if one.cue else ""
    return source, cue, " … ".join(span.of(text) for span in one.content)


def test_indirect(said: Reader) -> None:
    text = "The interior minister, Ana Kovac, said on Monday that the border would reopen."
    (one,) = said(text).statements
    assert words(text, one)[0].startswith("The interior minister, Ana Kovac")
    assert words(text, one)[2] == "that the border would reopen"
    assert (one.quoted, one.sourcing, one.anonymous) == ("indirect", "named", False)
    assert 0 < one.confidence <= 1


@pytest.mark.parametrize("marks", ["“”", '""', "«»", "„“"])
def test_direct_in_every_style(said: Reader, marks: str) -> None:
    text = f"{marks[0]}We will not sign this treaty today,{marks[-1]} President Juma Okoth said."
    one = said(text).statements[0]
    assert one.quoted == "direct"
    assert words(text, one)[0] == "President Juma Okoth"


def test_a_quotation_goes_on_behind_its_cue(said: Reader) -> None:
    text = "“We are leaving the talks,” Marta Silva said. “Nobody listened to our side at all.”"
    one = said(text).statements[0]
    assert "Nobody listened" in words(text, one)[2]


def test_an_official_with_a_reason(said: Reader) -> None:
    text = (
        "A senior official told Reuters that the talks had failed, speaking on condition of "
        "anonymity because the report is secret. The minister was not in the room."
    )
    statements = said(text)
    one = statements.statements[0]
    assert (one.sourcing, one.anonymous, one.channel) == ("official_unnamed", True, "interview")
    assert one.reason_given is not None
    assert one.reason_given.of(text).startswith("on condition of anonymity")
    assert next(e.name for e in statements.entities if e.id == one.via) == "Reuters"
    assert "speaking" not in words(text, one)[2]


@pytest.mark.parametrize(
    ("text", "channel"),
    [
        ("The ministry said in a statement that the camp would close.", "statement"),
        ("The general told reporters that his troops had left.", "briefing"),
        ("Opposition leader Ivo Marin wrote on Telegram that the vote was stolen.", "social"),
        ("The company said by email that the plant would close.", "email"),
        ("The president said in a televised address that schools would reopen.", "broadcast"),
        ("The report said that 40 villages had been burned.", "report"),
        ("The ministry said that the camp would close.", None),
    ],
)
def test_channels(said: Reader, text: str, channel: str | None) -> None:
    assert said(text).statements[0].channel == channel


def test_the_same_official_is_one_entity(said: Reader) -> None:
    text = (
        "A security official said the raid had begun at dawn. The official said two men were "
        "held. The bridge was closed, the official said."
    )
    speakers = {tuple(s.speakers) for s in said(text).statements if s.source}
    assert len(speakers) == 1


def test_a_statement_inside_a_statement(said: Reader) -> None:
    text = "Spokesman Oleg Danilov said that the two presidents agreed that the truce would hold."
    inner = [s for s in said(text).statements if s.parent]
    assert inner
    assert words(text, inner[0])[0] == "the two presidents"


def test_a_transcript_has_its_turns(said: Reader) -> None:
    text = (
        "Anna Berg: What did the soldiers do then?\n"
        "Tomas Lind: They closed the gate and waited for us.\n"
        "Anna Berg: For how long did they wait there?\n"
        "Tomas Lind: For two nights, and then they left the town.\n"
    )
    turns = [s for s in said(text).statements if s.cue is None]
    assert [words(text, s)[0] for s in turns] == ["Anna Berg", "Tomas Lind"] * 2


@pytest.mark.parametrize("heads", [("Oregon", "Texas", "Nevada", "Oregon"),
                                   ("Guns", "Wages", "Drones", "Family leave")])  # fmt: skip
def test_heads_of_a_list_say_nothing(said: Reader, heads: tuple[str, ...]) -> None:
    told = ("Hunters need a new licence.", "Firms pay nine dollars an hour.",
            "Nobody may fly over a herd.", "Workers get two weeks of paid leave.")  # fmt: skip
    text = "".join(f"{head}: {line}\n" for head, line in zip(heads, told, strict=True))
    assert [s for s in said(text).statements if s.cue is None] == []


def _sound(text: str, found: Statements) -> None:
    ids = {s.id for s in found.statements}
    entities = {e.id for e in found.entities}
    assert len(ids) == len(found.statements)
    for one in found.statements:
        for span in [*one.content, *filter(None, (one.source, one.cue, one.reason_given))]:
            assert 0 <= span.start < span.end <= len(text)
            assert span.of(text) == span.of(text).strip()
        assert one.parent is None or (one.parent in ids and one.parent != one.id)
        assert set(one.speakers) <= entities
        assert one.via is None or one.via in entities
        for a, b in pairwise(one.content):
            assert a.end <= b.start
    msgspec.json.decode(msgspec.json.encode(found.statements), type=list[Statement])


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Said.",
        "“",
        "” ” “ “ said",
        "THE MINISTER SAID THE WAR IS OVER AND “NOBODY WON.”",
        "«Nous partons», a dit le ministre.",
        "“One. “Two. “Three. he said “four",
        "\u200f\u202e“Ωμέγα,” said 😀 \ufeff.",
        "Q: Why?\nA: Because.\nQ: Who said?\nA: Nobody said that.",
        "‘War Is Over’",
        "- The mayor said no.\n- The police said yes.\n- The union said maybe.",
        "according to",
        "She said he said they said we said you said.",
    ],
)
def test_bad_input(said: Reader, text: str) -> None:
    _sound(text, said(text))


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            "said told that “ ” \" ' the official Reuters , . he she denied it \n A: Obama "
            "according to whether anonymity not :".split(" ")
        ),
        max_size=40,
    )
)
def test_any_words(said: Reader, pieces: list[str]) -> None:
    text = " ".join(pieces)
    _sound(text, said(text))


def test_one_long_quotation(said: Reader) -> None:
    text = "“" + "We have waited for this day and we will wait again. " * 80 + "” he said."
    _sound(text, said(text))


def test_the_same_text_gives_the_same_statements(said: Reader) -> None:
    text = "Police said the road was closed. “Go home,” an officer told residents."
    assert msgspec.json.encode(said(text).statements) == msgspec.json.encode(said(text).statements)


def test_content_goes_on_to_its_cue(said: Reader) -> None:
    text = (
        "PARAMARIBO — About 600 people walked from the port to the embassy of Guyana in "
        "Paramaribo on Wednesday and blocked the street, witnesses said."
    )
    assert any(
        words(text, one)[2].endswith("blocked the street")
        and words(text, one)[2].startswith("About 600 people")
        for one in said(text).statements
    )
