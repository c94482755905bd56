"""Who a statement is led back to, in whole readings of passages written for the tests."""

from __future__ import annotations

import pytest

from readout.evaluation.passages import read_passage


def speakers(text: str) -> list[list[str]]:
    record = read_passage(text)
    names = {e.id: e.name for e in record.entities}
    return [[names[i] for i in s.speakers] for s in record.statements]


def test_who_is_called_by_name_speaks_and_not_whose_counterpart_it_is() -> None:
    text = (
        "The minister, Anna Kovacs, met reporters. Her counterpart, Paul Imber, said the talks "
        "had failed."
    )
    assert speakers(text)[-1] == ["Paul Imber"]


def test_somebody_inside_a_quotation_is_not_he_outside_it() -> None:
    text = (
        "“My father built this barn,” Tom Reed said. “My father kept forty cows here.” He sold "
        "the land in 2001, he said."
    )
    assert all("father" not in name for names in speakers(text) for name in names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        (
            "The brochure (second edition) shows that Sarn lost half of its wells.",
            "The brochure",
        ),
        (
            "In one passage which many quote, the pamphlet says that the harbour was sold.",
            "the pamphlet",
        ),
        ("A thermal camera (top left) shows that the walls are wet.", "A thermal camera"),
        ("A story that went round the town says that the mill will close.", "A story"),
    ],
)
def test_a_speaker_is_called_by_the_core_of_a_phrase(text: str, name: str) -> None:
    assert [name] in speakers(text)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("The incident shows that the bridge is unsafe.", "The incident", "document"),
        ("The photograph suggests that the ship was there.", "The photograph", "document"),
        ("The beekeeper says that the hives are gone.", "The beekeeper", "person"),
        ("A flood of beekeepers say that the hives are gone.", "A flood of beekeepers", "group"),
    ],
)
def test_what_tells_is_no_person(text: str, name: str, kind: str) -> None:
    record = read_passage(text)
    (statement,) = record.statements
    (speaker,) = [e for e in record.entities if e.id in statement.speakers]
    assert (speaker.name, speaker.kind) == (name, kind)


def test_a_surname_alone_is_a_named_person_and_keeps_the_office() -> None:
    text = (
        "Anna Kovacs, a spokeswoman for the ministry of Norway, said the road was open. Farmer "
        "Paul Imber disagreed. “We cannot pass,” Imber said. “We will look into it,” Kovacs said. "
        "Norway said it would send a crew."
    )
    record = read_passage(text)
    said = {text[s.source.start : s.source.end]: s for s in record.statements if s.source}
    assert (said["Imber"].sourcing, said["Imber"].anonymous) == ("named", False)
    assert said["Kovacs"].sourcing == "spokesperson"
    assert said["Norway"].sourcing == "institution"


def test_a_news_agency_is_a_medium_and_another_agency_is_not() -> None:
    for name, kind in (
        ("Xinhua News Agency", "media"),
        ("Korean Central News Agency", "media"),
        ("International Atomic Energy Agency", "institution"),
    ):
        record = read_passage(f"The {name} said in a report that Iran had increased its stockpile.")
        assert [s.sourcing for s in record.statements] == [kind], name


def test_a_channel_is_not_read_from_who_speaks_or_what_is_ruled_out() -> None:
    for text in (
        "The Committee to Protect Journalists urged Nordan to drop the case.",
        "Reporters Without Borders said the law was unjust.",
        "Germany has ruled out sending soldiers.",
    ):
        [said] = read_passage(text, published="2031-05-12").statements
        assert said.channel is None, text
    [told] = read_passage("The mayor told reporters that he would resign.").statements
    assert told.channel == "briefing"
    [ruled] = read_passage("The judges ruled that the ban was lawful.").statements
    assert ruled.channel == "court"


def test_whom_a_relative_clause_accuses_does_not_say_it() -> None:
    text = "Rwanda, which Congo accuses of backing the rebels, rejected any involvement."
    found = read_passage(text, published="2031-05-12")
    names = {e.id: e.name for e in found.entities}
    told = {text[s.content[0].start : s.content[0].end]: names[s.speakers[0]]
            for s in found.statements}  # fmt: skip
    assert told["of backing the rebels"] == "Democratic Republic of the Congo"


_RELEASE = (
    "Colombia's ELN frees kidnapped soldiers as talks hang by a thread\n\n"
    "Bogotá — The National Liberation Army (ELN) on Sunday handed over three soldiers it had "
    "seized in Arauca to the International Committee of the Red Cross, two days after President "
    "Gustavo Petro threatened to walk away from peace talks.\n\n"
    "The soldiers, captured on Sept. 30 at a checkpoint outside Tame, were in good health, the "
    "Red Cross said. Defence Minister Pedro Sánchez thanked the organisation but said the rebels "
    "still held at least 11 police officers. The ELN says it holds none.\n\n"
    "The government suspended the talks in January after the guerrillas killed 80 people in the "
    "Catatumbo region and displaced 50,000, according to the ombudsman's office. The ELN blamed "
    "the killings on dissidents of the former FARC.\n\n"
    "Venezuela, which has hosted several rounds, offered to mediate again. Washington, which "
    "lists the ELN as a terrorist organisation, has urged Petro to resume extraditions and cut "
    "$40 million in aid last month.\n\n"
    "Petro's opponents accused him of yielding to blackmail. “Every kidnapping buys them another "
    "round,” Senator Paloma Valencia said. Thousands marched in Medellín and Cali to demand that "
    "the government break off talks."
)


def test_a_source_ends_with_its_sentence() -> None:
    record = read_passage(_RELEASE)
    names = {e.id: e.name for e in record.entities}
    [held] = [s for s in record.statements if "11 police" in _RELEASE[s.content[0].start :][:60]]
    assert [names[i] for i in held.speakers] == ["Pedro Sánchez"]


def test_a_republic_is_no_newspaper() -> None:
    text = (
        "Chad closed its border with the Central African Republic last week after accusing its "
        "soldiers of killing six herders near Moundou."
    )
    assert all(s.via is None for s in read_passage(text).statements)


def test_whose_advocate_somebody_is_does_not_speak_herself() -> None:
    record = read_passage(
        "Duduzile Zuma will face the music for her role in the unrest when her trial is heard. "
        "(NPA)\n\nDuduzile Zuma-Sambudla had been on the state’s radar long before the July 2021 "
        "riots, which her advocate Dali Mpofu referred to as police “spying” on her. This emerged "
        "during day one of the trial.\n\n“It was wrong,” said her solicitor Dali Mpofu. Her "
        "campaigner Jo Roe agreed it was wrong.",
        published="2031-05-12",
    )
    names = {e.id: e.name for e in record.entities}
    assert {names[i] for s in record.statements for i in s.speakers} == {"Dali Mpofu", "Jo Roe"}
