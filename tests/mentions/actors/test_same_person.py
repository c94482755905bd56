"""Who is the same person or group, on passages written for these tests."""

from __future__ import annotations

from tests.readings import called_in, mentions_of


def test_two_guests_of_an_interview_are_told_apart() -> None:
    text = (
        "An interview with Marta Ruiz and Pablo Ferrer of Harbour Games\n\n"
        "What is Harbour Games?\n\n"
        "It is basically me and Pablo, I am Marta Ruiz.\n\n"
        "And I am Pablo Ferrer.\n\n"
        "How did you two meet?\n\n"
        "I wanted to work with Pablo on games. He had ideas, and I liked them.\n\n"
        "What is your plan?\n\n"
        "I told Marta that I would draw the maps. She writes the stories.\n"
    )
    marta, pablo = mentions_of(text, "Marta Ruiz"), mentions_of(text, "Pablo Ferrer")
    assert marta.count("I") == 3
    assert pablo.count("I") == 3
    assert "She" in marta
    assert "He" in pablo


def test_who_is_named_is_who_was_described() -> None:
    text = "Police arrested a man named Imran Velli on Monday. He denied it."
    said = mentions_of(text, "Imran Velli")
    assert any("man" in words for words in said)


def test_a_family_is_those_of_its_name() -> None:
    text = (
        "Tomas Reck and his wife Clara Reck left the village in May. Their house had burned. "
        "The Recks said they would return."
    )
    found = next(e for e, said in called_in(text) if any("Recks" in words for words in said))
    assert found.kind == "group"
    assert not [e for e, _ in called_in(text) if e.kind == "person" and e.name == "Recks"]


def test_a_storm_is_nobody() -> None:
    text = "Cyclone Nivara hit the coast on Monday. Nivara killed twelve people."
    assert not [e for e, _ in called_in(text) if e.kind == "person" and "Nivara" in e.name]


def test_a_child_is_told_of_in_other_words() -> None:
    text = (
        "Tomas Reck lost their only child, Gloria, in May. Reck had taken his daughter to a "
        "doctor, but the baby did not recover. Gloria was nine months old."
    )
    said = mentions_of(text, "Gloria")
    assert "his daughter" in said
    assert "the baby" in said


def test_the_second_office_of_a_person_is_his_too() -> None:
    text = (
        "Cres Eastly, director of the study and chairman of the health board, said on Monday that "
        "he was alarmed."
    )
    said = mentions_of(text, "Cres Eastly")
    assert any(words.startswith("chairman") for words in said)


def test_letters_behind_a_name_are_nobody() -> None:
    text = "The prosecutor, Mark Tedesk, QC, said the court had heard it. Tom Moll, SC, agreed."
    assert not [e for e, _ in called_in(text) if e.name in ("QC", "SC")]


def test_a_company_is_called_the_company() -> None:
    text = (
        "Orlan Steel closed its mill on Friday. Its workers were told by letter, and the company "
        "gave no reason for the step."
    )
    assert "the company" in mentions_of(text, "Orlan Steel")


def test_one_of_two_that_a_noun_could_mean_is_not_guessed() -> None:
    text = (
        "Orlan Steel and Vasko Motors closed on Friday. Workers were told by letter, and the "
        "company gave no reason for the step."
    )
    assert "the company" not in mentions_of(text, "Orlan Steel")
    assert "the company" not in mentions_of(text, "Vasko Motors")


def test_the_press_is_no_newspaper_with_the_word_in_its_name() -> None:
    text = "The Orlan Press reported the fire on Monday. The minister then attacked the press."
    assert not [
        said for _, said in called_in(text) if "Orlan Press" in said and "the press" in said
    ]


def test_a_noun_before_a_name_is_of_the_same_body() -> None:
    text = (
        "Pavel Dosti left his party, the National Unity Forum, on Monday. Then the airline Vela "
        "Air cancelled its flights."
    )
    assert "National Unity Forum" in mentions_of(text, "his party")
    assert "Vela Air" in mentions_of(text, "the airline")


def test_who_was_quoted_last_goes_on_and_not_whom_the_quotation_names() -> None:
    text = (
        "Igor Salan, head of the gas company, spoke on Monday. Ion Bodarin, the energy minister, "
        "said the country had paid every bill.\n\n"
        "Igor Salan said Ion Bodarin had no answer. The country is in arrears, he said."
    )
    assert "he" in mentions_of(text, "Igor Salan")


def test_three_people_are_not_the_people_of_before() -> None:
    text = (
        "The families of the nine people thanked the many people at the clinic. "
        "Three people were killed in the bombing on Monday."
    )
    assert mentions_of(text, "Three people") == ["Three people"]


def test_our_forces_are_not_the_forces_that_others_name() -> None:
    text = (
        "The rebels took Ost from the paramilitary forces on Monday. "
        "During this action, our forces attacked the garrison. Our forces destroyed the bridge."
    )
    assert mentions_of(text, "our forces") == ["our forces", "Our forces"]


def test_who_meets_a_minister_is_not_that_minister() -> None:
    text = (
        "Foreign Minister Marta Ruiz met with the Minister of Foreign Affairs of Iraq, HE Dr Omar "
        "Al-Sahri, in Canberra on Monday."
    )
    assert mentions_of(text, "Omar Al-Sahri") == [
        "the Minister of Foreign Affairs of Iraq",
        "Omar Al-Sahri",
    ]
    assert mentions_of(text, "Marta Ruiz") == ["Marta Ruiz"]


def test_nobody_is_his_own_adviser() -> None:
    text = "Omar Sahri met his adviser on Monday. After talks with his adviser, he left."
    assert "his" not in mentions_of(text, "his adviser")


def test_he_who_says_more_is_who_spoke_right_before() -> None:
    text = (
        "The attackers stormed Ost on Sunday, police spokesman Omar Sahri said. He said troops had "
        "been sent. He said they had freed 11 people.\n\n"
        "“We have buried 36 people,” Jon Alder, a farmer, told reporters. He said the gunmen took "
        "60 women away.\n"
    )
    assert mentions_of(text, "Jon Alder").count("He") == 1
    assert mentions_of(text, "Omar Sahri").count("He") == 2


def test_people_are_not_the_people_who_were_counted() -> None:
    text = (
        "Gunmen killed 23 people in Ost on Sunday, shooting at people in the street. Gangs have "
        "killed thousands of people in the valley in recent years."
    )
    assert mentions_of(text, "23 people") == ["23 people"]


def test_a_caption_that_runs_two_names_together_names_nobody() -> None:
    told = called_in(
        "Zohar Levin advised the firm for years.\n\nZohar Levin David Morano\n\nDavid Morano led "
        "the firm. Morano was charged in Spain."
    )
    names = [e.name for e, _ in told if e.kind == "person"]
    assert names == ["Zohar Levin", "David Morano"]


def test_a_party_leader_is_none_of_those_who_call_on_him() -> None:
    text = (
        "Burnley council leader Afrasiab Noor and Pendle council leader Asjad Mir called on the "
        'Labour leader to "step down".'
    )
    assert "the Labour leader" not in mentions_of(text, "Asjad Mir")


def test_its_leaders_are_not_those_of_others() -> None:
    text = (
        "The leaders of the unions met in May. Ostrey has a corrupt government, which its leaders "
        "deny."
    )
    assert "its leaders" not in mentions_of(text, "The leaders of the unions")
    own = "The leaders met in May. Ostrey has a corrupt government, its leaders said."
    assert "its leaders" in mentions_of(own, "The leaders")


def test_an_uncertain_surname_is_not_that_of_the_mother() -> None:
    text = (
        "Sen. Tim Skott brought his mother, Frances Skott, to the hall. Skott criticized the "
        "governor for the strikes."
    )
    assert "Skott" in mentions_of(text, "Tim Skott")


def test_a_founder_is_not_the_member_beside_her() -> None:
    text = (
        "He wrote on behalf of its founder, Kira Elist, and a member who was arrested at a protest."
    )
    assert "a member" not in mentions_of(text, "Kira Elist")
    one = "Kira Elist is the director of the study and chairman of the board."
    assert any("chairman" in words for words in mentions_of(one, "Kira Elist"))


def test_a_group_of_which_nothing_is_known_is_the_group() -> None:
    text = "CivilWorks has 40 staff, its director Noah Wahl said. The group bought two vans."
    assert "The group" in mentions_of(text, "CivilWorks")


def test_a_court_is_not_the_supreme_court_of_later() -> None:
    text = "A court sentenced him to 30 days. Later the supreme court dismissed the charges."
    assert "the supreme court" not in mentions_of(text, "A court")
    assert "The court" in mentions_of("A court freed him. The court met in May.", "A court")
