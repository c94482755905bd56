"""Where and when an act is, of the places and times that its sentence names."""

from __future__ import annotations

import pytest

from readout.api import read
from readout.evaluation.passages import read_passage
from readout.record.types import Event, Record


def _event(text: str, type_: str, published: str = "2024-05-15") -> tuple[Event, Record]:
    record = read_passage(text, published=published)
    return next(e for e in record.events if e.type == type_), record


def _where(text: str, type_: str) -> str | None:
    event, record = _event(text, type_)
    return next((p.name for p in record.places if p.id == event.place), None)


def _when(text: str, type_: str) -> str | None:
    event, record = _event(text, type_)
    return next((t.value for t in record.times if t.id == event.time), None)


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("Ministers of five states held talks on Sudan on Monday.", "CONSULT", None),
        ("Egypt's minister and his guest held talks about the dam on the Nile.", "CONSULT", None),
        ("Britain sent a ship to Haiti, where gunmen attacked two police stations.", "ASSAULT",
         "Haiti"),
        ("Gunmen raided the town of Beni in eastern Congo overnight.", "ASSAULT", "Beni"),
        ("Soldiers shot two men in Mali and fled to Ayorou in Niger.", "ASSAULT", "Mali"),
        ("Gunmen attacked an army lorry in the Helmand province on Monday.", "ASSAULT", "Helmand"),
        ("Rebels attacked the village of Aru in eastern Congo on Sunday, killing six people, the "
         "army said.", "ASSAULT", "Aru"),
    ],
)  # fmt: skip
def test_where(text: str, type_: str, expected: str | None) -> None:
    assert _where(text, type_) == expected


@pytest.mark.parametrize(
    ("text", "type_", "expected"),
    [
        ("The Kenyan government condemned Tuesday's attack.", "ACCUSE", None),
        ("Rebels killed ten soldiers in Tuesday's attack.", "ASSAULT", "2024-05-14"),
        ("The army seized the radio station because of fraud in November's vote.", "COERCE", None),
    ],
)
def test_a_time_before_a_noun_is_that_of_the_noun(
    text: str, type_: str, expected: str | None
) -> None:
    assert _when(text, type_) == expected


_STORY = """Kenyan troops quit border post after raid

NAIROBI, Kenya - Gunmen attacked an army post near Mandera on Monday and killed six soldiers.

The army withdrew from the post by Monday evening, a colonel said.

"We were alone," one soldier said. He would not give his name.

The Somali rebels denied that their fighters had attacked the post.

President Ruth Adhiambo met the families of the dead soldiers.
"""


def _times(type_: str) -> list[str | None]:
    record = read(_STORY.encode(), published="2024-05-15")
    values = {t.id: t.value for t in record.times}
    return [values.get(e.time or "") for e in record.events if e.type == type_]


def test_a_headline_is_of_the_day_on_which_its_act_is_told_later() -> None:
    assert str(_times("RETREAT")[0]).startswith("2024-05-13")


def test_a_denied_deed_in_the_pluperfect_is_of_the_day_of_the_deed() -> None:
    assert _times("ASSAULT")[-1] == "2024-05-13"


def test_a_meeting_is_of_the_day_of_the_story() -> None:
    assert _times("CONSULT") == ["2024-05-13"]


_CONGO = """Goma rebels meet envoys

KINSHASA, Congo - Rebels from Goma met two envoys of the African Union on Tuesday, the army said.

Kinshasa has sanctioned three generals. "We are not afraid," one of them told a radio station.

Soldiers attacked protesters near Bukavu on Friday. They have arrested 40 traders since.
"""


def test_what_has_been_done_since_is_of_no_day_told_before() -> None:
    record = read(_CONGO.encode(), published="2024-05-19")
    values = {t.id: t.value for t in record.times}
    text = record.article.text
    days = {text[e.trigger.start : e.trigger.end]: values.get(e.time or "") for e in record.events}
    assert days["attacked"] == "2024-05-17"
    assert days["arrested"] is None


def test_the_line_before_a_dateline_is_of_the_time_of_the_act_told_below() -> None:
    record = read(_CONGO.encode(), published="2024-05-19")
    values = {t.id: t.value for t in record.times}
    [meeting, *_] = [e for e in record.events if e.type == "CONSULT"]
    assert meeting.trigger.start < 30
    assert values.get(meeting.time or "") == "2024-05-14"


def test_a_deed_that_is_admitted_is_of_its_own_day_and_not_of_the_admission() -> None:
    text = (
        "Serbian aircraft attacked a convoy of lorries near Gjakova on Sunday.\n\n"
        "Serbia's prime minister admitted on Tuesday that his forces had attacked civilians."
    )
    record = read_passage(text, published="2024-05-15")
    values = {t.id: t.value for t in record.times}
    attacks = [values.get(e.time or "") for e in record.events if e.type == "ASSAULT"]
    assert attacks
    assert set(attacks) == {"2024-05-12"}


@pytest.mark.parametrize(
    ("text", "lasted"),
    [
        ("Police arrested ten people in the first raid in five years.", None),
        ("Rebels struck the base in the worst violence in two decades.", None),
        ("The army shelled the town for three days.", "P3D"),
    ],
)
def test_how_long_nothing_was_is_not_how_long_it_lasted(text: str, lasted: str | None) -> None:
    record = read_passage(text)
    values = {t.id: t.value for t in record.times}
    [event] = record.events
    assert (values[event.duration] if event.duration else None) == lasted


def test_an_act_does_not_have_the_day_of_the_words_about_it() -> None:
    text = "Congo's army on Monday accused the rebels of shelling a camp outside Bukavu."
    assert _when(text, "ACCUSE") == "2024-05-13"
    assert _when(text, "ASSAULT") is None
    text = "Congo's army accused the rebels of shelling a camp outside Bukavu on Monday."
    assert _when(text, "ASSAULT") == "2024-05-13"


def test_where_reporters_were_told_is_not_where_it_was_done() -> None:
    text = "“Soldiers are killing their own people,” Omar Sahri told reporters in Goma on Monday."
    assert _where(text, "ASSAULT") is None


_RELEASE = (
    "The rebels on Sunday handed over three soldiers to the Red Cross, two days after President "
    "Petro threatened to walk away from talks. The soldiers, captured on Sept. 30 at a checkpoint, "
    "were in good health, the Red Cross said. The minister thanked the organisation."
)


def test_what_was_days_before_was_not_on_that_day() -> None:
    assert _when(_RELEASE, "RETREAT") == "2024-05-12"
    assert _when(_RELEASE, "THREATEN") is None


def test_the_day_of_a_relative_clause_is_not_that_of_what_follows() -> None:
    text = (
        "U.S. Secretary of State Marco Rubio, who met Chinese Foreign Minister Wang Yi in Kuala "
        "Lumpur on Thursday, had told him that the sale did not change the policy, a senior State "
        "Department official said. Wang warned Rubio against crossing red lines."
    )
    assert _when(text, "CONSULT") == "2024-05-09"
    assert _when(text, "THREATEN") is None


def test_a_day_that_only_describes_somebody_is_not_the_day_of_what_follows() -> None:
    assert _when(_RELEASE, "SUPPORT") != "2023-09-30"
