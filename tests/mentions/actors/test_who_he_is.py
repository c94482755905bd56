"""Whom "he" means where another man is spoken of most, in passages written here; with any one of
the rules behind them gone, one of these tests fails."""

from __future__ import annotations

import pytest

from tests.readings import called_in

_MOST = """\
Karim Besson was jailed in May. Besson had led the party since 2009. He had refused to testify.
Supporters of Besson burned tyres in the capital, and Besson called on them to go on. Besson is 61
and has three children. The trial of Besson was held in June. Besson wrote to the court twice.

The state said Besson had been a danger to all. Besson appealed.

"""


def _pronouns(text: str) -> dict[str, int]:
    """How many pronouns of men each person is called by."""
    return {
        e.name: sum(w.lower() in ("he", "him", "his") for w in said)
        for e, said in called_in(text)
        if e.kind == "person"
    }


@pytest.mark.parametrize(
    ("text", "who"),
    [
        # who is named in what "he" says, is not who says it
        ("The riots began after he refused to testify. In June he met a policeman, Luc Amadi.\n\n"
         "He had followed the case of Karim Besson.", "Luc Amadi"),
        ("The next was Luc Amadi, a police officer.\n\n\"There is only one place for Besson,\" he "
         "said.", "Luc Amadi"),
        # nor is who is "he" in what is quoted
        ("Luc Amadi, a police officer, spoke first.\n\n\"He's the most dangerous of them all,\" he "
         "said.", "Luc Amadi"),
        # who spoke last speaks on, in a paragraph of his own too
        ("Defence lawyer Yuri Govan said in court that the case of Besson was about the power of "
         "words.\n\nHe said nobody had been hurt.", "Yuri Govan"),
        # the subject of what somebody says is who says it
        ("District officer Luc Amadi confirmed receiving a letter from Besson but said he could "
         "not accept it.", "Luc Amadi"),
        # who is the subject of the clause in front goes on
        ("In 1970 after ex-premier Luc Amadi lost that year's elections, he rejected the outcome.",
         "Luc Amadi"),
        # who did something "also" does something
        ("Luc Amadi called for Besson to be given a fair trial.\n\nHe also opened a school.",
         "Luc Amadi"),
    ],
)  # fmt: skip
def test_he_is_not_whom_the_article_is_about(text: str, who: str) -> None:
    before, after = _pronouns(_MOST), _pronouns(_MOST + text + "\n")
    assert after[who] >= 1
    rightly = text.lower().count("\"he's") + text.count(" he refused") + text.count(" he met")
    assert after["Karim Besson"] == before["Karim Besson"] + rightly


def test_unlike_somebody_is_another() -> None:
    text = "Karim Besson wrote books. Luc Amadi read them. Unlike Besson, he never went to jail."
    assert _pronouns(text) == {"Karim Besson": 0, "Luc Amadi": 1}


def test_whom_a_bracket_or_a_relative_clause_names_may_be_who_acts() -> None:
    text = "Charles Fillmer taught in Ohio. In 1968, he published a theory (Fillmer 1968)."
    assert _pronouns(text)["Charles Fillmer"] == 1
    text = "Daniel Monte fled. He went to Florida to meet a lawyer, who had told Monte what to do."
    assert _pronouns(text)["Daniel Monte"] == 1


def test_the_first_witness_has_a_name() -> None:
    text = "The first witness was Luc Amadi, a policeman. The witness said the riots went on."
    assert [said for e, said in called_in(text) if e.name == "Luc Amadi"] == [
        ["The first witness", "Luc Amadi", "a policeman", "The witness"]
    ]
    text = "The first witness was not Luc Amadi, a policeman."
    assert len([e for e, _ in called_in(text) if e.kind == "person"]) == 2


def test_a_minister_who_says_that_he_is_held_means_another() -> None:
    text = (
        "Security forces detained opposition leader Luc Amadi on Monday. Interior Minister Botche "
        "Cande said he was being held for his own safety."
    )
    assert _pronouns(text)["Luc Amadi"] >= 1
    text = (
        "Security forces met opposition leader Luc Amadi on Monday. Botche Cande said "
        "he was beaten by soldiers."
    )
    assert _pronouns(text)["Botche Cande"] == 1


def test_a_spokesman_behind_a_name_who_says_it_is_another() -> None:
    text = "Jonathan met Embalo and asked him to release Pereira, a spokesman for the mission said."
    assert [said for e, said in called_in(text) if e.name == "Pereira"] == [["Pereira"]]


def test_a_campaign_attacks_somebody_else() -> None:
    text = (
        "President Joel Bidden was in Ohio. Donal Tramp held a rally. Bidden was happy, he said. "
        "The Bidden campaign attacked him repeatedly."
    )
    found = {e.name: said for e, said in called_in(text)}
    assert "him" in found["Donal Tramp"]


def test_who_tries_to_force_him_is_not_he() -> None:
    text = _MOST + "Besson detained the premier, Saad Hirani, and tried to force him to resign."
    found = {e.name: said for e, said in called_in(text)}
    assert "him" in found["Saad Hirani"]
    ordered = "Tom Reed arrived. Tom Reed told Ben Ford to defend him."
    assert "him" in {e.name: said for e, said in called_in(ordered)}["Tom Reed"]
