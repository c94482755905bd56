"""Whom labels, envoys and new commanders name. Hand-written; causes found by reading rows."""

from __future__ import annotations

from readout.record.types import Entity, Record
from tests.readings import reading_of


def _record(text: str) -> Record:
    return reading_of(text, "2030-05-14")


def _entity(record: Record, name: str) -> Entity:
    return next(e for e in record.entities if e.name == name)


def _spoken(record: Record) -> list[list[str]]:
    names = {e.id: e.name for e in record.entities}
    return [[names[i] for i in s.speakers] for s in record.statements if s.parent is None]


_TALK = (
    "‘We will not recognise this vote’: an interview with Dana Solis\n\n"
    "The opposition leader spoke to The Meridian Post by phone from Ostrey on Thursday.\n\n"
    "The Meridian Post: Will the opposition accept the result announced by the council?\n\n"
    "Dana Solis: No. We have the tally sheets and the president of Sarnland knows it.\n\n"
    "MP: The attorney general has accused the union of hacking the system. What do you say?\n\n"
    "DS: It is a lie. They arrested 1,200 people in four days. The government knows that.\n\n"
    "MP: Did you meet the envoy of the river commission on Monday in Ostrey?\n\n"
    "DS: We met on Monday. The tally sheets were on the table when the envoy came.\n"
)


def test_initials_before_a_turn_are_who_was_named() -> None:
    said = _spoken(_record(_TALK))
    assert said == [["Meridian Post"], ["Dana Solis"]] * 3


def test_initials_of_nobody_or_two_stay_as_they_are() -> None:
    other = _TALK.replace("DS:", "KV:")
    assert ["Dana Solis"] not in _spoken(_record(other))[3:]
    two = _TALK.replace("the president of Sarnland", "the envoy Dov Sarn of Sarnland")
    assert ["Dana Solis"] not in _spoken(_record(two))[3:]


def test_an_office_before_a_turn_is_who_was_introduced_with_it() -> None:
    text = (
        "Daily Press Briefing\n\n"
        "The following is a transcript of today's briefing by Farhan Haq, Deputy Spokesman for the "
        "mission.\n\nQuestion: Has Sarnland responded to the letter on the river?\n\n"
        "Deputy Spokesman: Not yet. The mission expects an answer from the Government.\n\n"
        "Question: The ambassador accused the mission of bias yesterday. Any reaction?\n\n"
        "Deputy Spokesman: The mission rejects that and has said so twice.\n"
    )
    assert _spoken(_record(text))[0] == ["Farhan Haq"]


def test_a_commander_of_something_new_is_somebody_new() -> None:
    text = (
        "President Ana Ruiz on Thursday dismissed the commander of the armed forces, Omar Diallo.\n"
        "\nThe commander of a brigade near Ostrey, who asked not to be named, said that his unit "
        "had no shells.\n"
    )
    (speaker,) = [s for s in _record(text).statements if s.cue][-1].speakers
    commander = next(e for e in _record(text).entities if e.id == speaker)
    assert commander.anonymous
    known = text.replace("The commander of a brigade near Ostrey", "The commander of the forces")
    assert _spoken(_record(known))[-1] == ["Omar Diallo"]


def test_a_coordinator_for_a_country_is_not_of_it() -> None:
    text = "The Humanitarian Coordinator for Sudan, Ana Ruiz, condemned an attack near El Fasher.\n"
    assert _entity(_record(text), "Ana Ruiz").country is None
    minister = text.replace("Humanitarian Coordinator for", "foreign minister of")
    assert _entity(_record(minister), "Ana Ruiz").country == "SDN"


def test_the_rest_of_a_word_is_nobody() -> None:
    text = (
        "Daily Press Briefing by the Office of the Spokesperson for the Secretary-General\n\n"
        "The Secretary-General spoke this morning with the Prime Minister of Lebanon.\n"
    )
    assert not [e.name for e in _record(text).entities if e.name.startswith("-")]


def test_sheikh_may_be_a_given_name_of_a_woman() -> None:
    text = "Prime Minister Sheikh Hasina has ordered an inquiry. She is due in China next week.\n"
    record = _record(text)
    woman = next(e for e in record.entities if "Hasina" in e.name)
    assert [m.form for m in woman.mentions].count("pronoun") == 1


def test_an_old_state_and_a_party_called_league() -> None:
    text = "He served in the Soviet Union, where he was expelled. The Awami League praised him.\n"
    entities = _record(text).entities
    sectors = {e.name: e.sector for e in entities}
    assert sectors["Soviet Union"] == "GOV"
    assert sectors["Awami League"] == "PTY"


def test_a_union_that_acts_is_no_scene_and_a_time_zone_no_place() -> None:
    text = (
        "December 14, 2029 5:32 PM EST. The European Union and Brazil had urged the two to talk "
        "in Kingstown.\n"
    )
    uses = {p.name: [m.use for m in p.mentions] for p in _record(text).places}
    assert uses["European Union"] == ["metonym"]
    assert "Est" not in uses
    there = _record("Officials met in the European Union on Friday to talk about fish.\n").places
    assert [m.use for p in there for m in p.mentions] == ["literal"]


def test_what_is_fired_at_cities_are_no_prisoners() -> None:
    text = (
        "Iran denied that it had supplied drones to Russia. Ukraine says that more than 8,000 of "
        "them have been fired at its cities.\n"
    )
    assert [q.kind for q in _record(text).quantities] == ["weapons"]


def test_a_named_person_meant_by_he_is_named() -> None:
    text = _TALK.replace(
        "DS: We met on Monday.", "DS: We met the envoy, Celso Amorim. He told us that it is over."
    )
    inner = [s for s in _record(text).statements if s.parent and "it is over" in
             text[s.content[0].start : s.content[0].end]]  # fmt: skip
    assert [(s.sourcing, s.anonymous) for s in inner] == [("named", False)]
