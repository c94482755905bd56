"""What is known of words as names, and what the second look is told of it."""

import numpy as np
import pytest

from readout.language.known_names import (
    BODY,
    BODY_WORD,
    COLUMNS,
    FILE,
    GIVEN,
    LARGE,
    PLACE,
    PLACE_WORD,
    SURNAME,
    TITLE,
    entries,
    evidence,
    known,
)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Jennifer", GIVEN), ("Schröder", SURNAME), ("Kabul", PLACE), ("Texas", LARGE),
        ("New York", PLACE), ("United Nations", BODY), ("Procter and Gamble", BODY),
        ("Ministry", BODY_WORD), ("Inc.", BODY_WORD),
        ("River", PLACE_WORD), ("Colonel", TITLE),
    ],
)  # fmt: skip
def test_names_and_words_are_known(name, kind):
    assert known(name) & kind


def test_an_abbreviation_is_written_as_one():
    assert known("WHO") & BODY
    assert not known("Who")
    assert known("TX") & PLACE
    assert known("US") & PLACE
    assert not known("In")
    assert not known("Us") & PLACE


def test_names_are_known_however_their_words_are_cut():
    for text in ("They saw Wal - Mart there .", "They saw Barnes & Noble there ."):
        out = told(text, [2])
        assert out[2, 14]
        assert out[3:5, 15].all()
        assert not out[5].any()
    out = told("They met the Lord 's Resistance Army there .", [3])
    assert out[3, 14]
    out = told("The Bed Bath and Beyond of Ost .", [1])
    assert out[1, 14]
    assert known("AT & T") == known("AT&T")
    assert known("AT&T") & BODY


def test_a_body_called_as_a_town_is_taken_for_the_town():
    assert known("Parma") & PLACE
    assert not known("Parma") & BODY
    assert known("Ford") & BODY
    assert known("Ford") & SURNAME


def test_grammatical_words_are_no_names():
    assert not known("He")
    assert not known("The")


def test_few_unknown_words_are_taken_for_known():
    invented = [f"Q{a}{b}xo{c}" for a in "bcdfg" for b in "aeiou" for c in "bcdfghjklmnpqrst"]
    assert sum(known(word) > 0 for word in invented) < 6
    assert known("...") == 0


def test_the_table_is_small_and_sorted():
    assert FILE.stat().st_size < 150_000
    assert (np.diff(entries().astype(np.int64)) > 0).all()


def told(text: str, asked: list[int] | None = None) -> np.ndarray:
    words = text.split()
    stops = [i + 1 for i, w in enumerate(words) if w == "."]
    rows = np.array(range(len(words)) if asked is None else asked, dtype=np.intp)
    return evidence(words, rows, np.array([0, *stops], np.int32))


def test_a_run_is_told_what_it_holds():
    text = "the Vorland Ministry of Fishing met General Jennifer Orbex ."
    out = told(text)
    assert out.shape == (11, COLUMNS)
    assert out[1:5, 8].all()
    assert not out[6:9, 8].any()
    assert out[6:9, 11].all()
    assert not out[1:5, 11].any()
    assert not out[10].any()
    ends = told("the Vorland Ministry met .")
    assert ends[1:3, 9].all()
    assert not out[1:5, 9].any()


def test_names_of_several_words_are_found_inside_runs():
    out = told("They saw Greater New York and the United Nations .")
    assert out[3, 12]
    assert out[4, 13]
    assert not out[2, 12:14].any()
    assert out[7, 14]
    assert out[8, 15]


def test_runs_end_with_the_sentence():
    out = told("He left the Ministry . Orbex Vun stayed .")
    assert not out[5:7, 8].any()


def test_words_not_asked_about_outside_of_runs_tell_nothing():
    assert not told("Kabul is far from Texas .", [1, 2])[[0, 4]].any()
