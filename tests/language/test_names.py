"""Names of a text from the scores of its words: occurrences agree, addresses are no names."""

import numpy as np

from readout.language.names import find_names

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
