"""Names of a text from the scores of its words: occurrences agree, addresses are no names."""

import numpy as np
import pytest

from readout.language.name_edges import mended
from readout.language.names import find_names, trusted
from readout.language.short_forms import explained, short_forms

TYPES = ["person", "organization", "gpe"]
OUTSIDE, PERSON, ORGANIZATION, PLACE = 0, 1, 3, 5


def scores(*rows: dict[int, float]) -> np.ndarray:
    """``[words, 7]``: what is not given is out of the question."""
    out = np.full((len(rows), 1 + 2 * len(TYPES)), -9.0)
    for i, row in enumerate(rows):
        for tag, score in row.items():
            out[i, tag] = score
    return out


def found(words: str, held: np.ndarray) -> list[tuple[int, int, str]]:
    names = find_names(words.split(), held, np.array([0, len(held)], np.int32), TYPES)
    kinds = [TYPES[k] for k in names.type]
    return list(zip(names.start.tolist(), names.end.tolist(), kinds, strict=True))


OUT = {OUTSIDE: 9.0}
SURE = {PLACE: 6.0, PERSON: 0.0}
WAVERS = {PLACE: 1.0, PERSON: 1.4}


def test_a_wavering_word_follows_its_other_occurrences():
    alone = found("Miramar sleeps", scores(WAVERS, OUT))
    assert alone == [(0, 1, "person")]
    together = found("Miramar sleeps in MIRAMAR", scores(WAVERS, OUT, OUT, SURE))
    assert together == [(0, 1, "gpe"), (3, 4, "gpe")]


def test_words_in_small_letters_have_no_say():
    assert found("Miramar sleeps in miramar", scores(WAVERS, OUT, OUT, SURE))[0][2] == "person"


def test_a_doubtful_organisation_is_none():
    assert found("Epic thanks", scores({ORGANIZATION: 1.1, OUTSIDE: 1.0}, OUT)) == []
    assert found("Epic thanks", scores({ORGANIZATION: 2.0, OUTSIDE: 1.0}, OUT))


def test_addresses_are_no_names():
    row = {PERSON: 5.0, OUTSIDE: 0.0}
    assert found("write lena@harbour.example", scores(OUT, row)) == []
    assert found("see report.doc", scores(OUT, row)) == []
    assert found("see Lena", scores(OUT, row))


def test_no_words():
    assert found("", scores()) == []


PERSON_TYPES = ["person", "organization", "gpe", "product"]


def joined(sentences: list[str], *names: tuple[int, int, str]) -> list[tuple[str, str]]:
    """The names after their edges and short forms were looked at, by their words."""
    words = " ".join(sentences).split()
    starts = np.cumsum([0, *(len(s.split()) for s in sentences)]).tolist()
    held = [(a, b, PERSON_TYPES.index(kind), 0.9) for a, b, kind in names]
    edged = mended(words, starts, held, PERSON_TYPES)
    done = explained(words, starts, edged)
    return [(" ".join(words[a:b]), PERSON_TYPES[kind]) for a, b, kind, _ in done]


@pytest.mark.parametrize(
    ("text", "names", "expected"),
    [
        (
            "the Court of the Isle of Man sat",
            [(1, 3, "organization"), (4, 7, "gpe")],
            [("Court of the Isle of Man", "organization")],
        ),
        (
            "Lumen , Inc. of Ohio paid",
            [(0, 4, "organization"), (4, 5, "gpe")],
            [("Lumen , Inc.", "organization"), ("Ohio", "gpe")],
        ),
        (
            "ACME MILLS PVT. LTD. closed",
            [(0, 2, "organization"), (2, 4, "organization")],
            [("ACME MILLS PVT. LTD.", "organization")],
        ),
        (
            "a student at U of T spoke",
            [(3, 4, "organization"), (5, 6, "organization")],
            [("U of T", "organization")],
        ),
        (
            "the Ministry of Kenya",
            [(1, 2, "organization"), (3, 4, "gpe")],
            [("Ministry", "organization"), ("Kenya", "gpe")],
        ),
        ("Mia Obi , MD , spoke", [(0, 4, "person")], [("Mia Obi", "person")]),
        ("Joe 's Pizza burnt", [(0, 1, "person")], [("Joe 's Pizza", "organization")]),
        ("Joe 's pizza burnt", [(0, 1, "person")], [("Joe", "person")]),
        (
            "in San Diego California today",
            [(1, 4, "gpe")],
            [("San Diego", "gpe"), ("California", "gpe")],
        ),
        ("in brittany france", [(1, 3, "gpe")], [("brittany", "gpe"), ("france", "gpe")]),
        (
            "in New Orleans Louisiana today",
            [(1, 4, "gpe")],
            [("New Orleans", "gpe"), ("Louisiana", "gpe")],
        ),
        ("in Central Iowa today", [(1, 3, "gpe")], [("Central Iowa", "gpe")]),
        ("in Guinea Bissau today", [(1, 3, "gpe")], [("Guinea Bissau", "gpe")]),
        (
            "Joe 's Pizza burnt",
            [(0, 1, "person"), (2, 3, "product")],
            [("Joe 's Pizza", "organization")],
        ),
        ("in South Carolina today", [(1, 3, "gpe")], [("South Carolina", "gpe")]),
        ("in Manila Bay today", [(1, 3, "gpe")], [("Manila Bay", "gpe")]),
        ("in Northern California today", [(1, 3, "gpe")], [("Northern California", "gpe")]),
    ],
)
def test_edges(text: str, names: list[tuple[int, int, str]], expected: list[tuple[str, str]]):
    assert joined([text], *names) == expected


def test_no_name_is_carried_into_the_next_sentence():
    parted = ["He leads the Office of", "Kenya wins"]
    expected = [("Office", "organization"), ("Kenya", "gpe")]
    assert joined(parted, (3, 5, "organization"), (5, 6, "gpe")) == expected
    assert joined(["it is Joe 's", "Pizza is hot"], (2, 3, "person")) == [("Joe", "person")]


def test_a_short_form_is_what_its_long_form_is():
    text = ["the World Health Office ( WHO ) met", "WHO says Ebola kills", "who says so"]
    body = ("World Health Office", "organization"), ("WHO", "organization")
    assert joined(text, (1, 4, "organization"), (8, 9, "person")) == [*body, body[1]]


def test_the_short_form_of_common_words_names_nothing():
    text = ["an improvised explosive device ( IED ) went off", "The IED killed two"]
    assert joined(text, (5, 6, "organization"), (10, 11, "product")) == []


def test_a_part_of_the_long_form_says_nothing():
    text = ["the Islamic Front of Ruritania ( IFR ) met", "IFR men"]
    held = (4, 5, "gpe"), (9, 10, "organization")
    assert joined(text, *held) == [("Ruritania", "gpe"), ("IFR", "organization")]


@pytest.mark.parametrize(
    ("text", "long"),
    [
        ("the Office for Aid and Relief ( OAR )", "Office for Aid and Relief"),
        ("many prisoners of war ( POW ) died", "prisoners of war"),
        ("and Animal and Plant Service ( APS )", "Animal and Plant Service"),
        ("its rival Fatah ( FNP )", None),
        ("the Front ( he said ) met", None),
        ("the Alliance Party ( @AP )", None),
    ],
)
def test_long_forms(text: str, long: str | None):
    words = text.split()
    spans = short_forms(words, [0, len(words)]).values()
    assert [" ".join(words[a:b]) for a, b in spans] == ([long] if long else [])


@pytest.mark.parametrize(
    ("words", "chance", "kind"),
    [
        ("Blipco", 0.4, "other"),
        ("Blipco", 0.6, "organization"),
        ("Blip Ministry", 0.4, "organization"),
        ("Hezbollah", 0.4, "organization"),
    ],
)
def test_an_organisation_in_doubt_is_one_where_something_known_speaks_for_it(
    words: str, chance: float, kind: str
):
    types = ["organization", "other"]
    held = [(0, len(words.split()), 0, chance)]
    ((_, _, found, _),) = trusted(words.split(), held, types)
    assert types[found] == kind
    assert trusted(words.split(), held, types[:1]) == held


def test_an_organisation_is_in_doubt_everywhere_or_nowhere():
    types = ["organization", "other"]
    words = "Blipco said Blipco".split()
    for chances, kind in (((0.9, 0.4), "organization"), ((0.3, 0.6), "other")):
        held = [(0, 1, 0, chances[0]), (2, 3, 0, chances[1])]
        assert [types[n[2]] for n in trusted(words, held, types)] == [kind, kind]
