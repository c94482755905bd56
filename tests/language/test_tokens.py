"""Boundaries of tokens and sentences; every character that is not blank belongs to one token."""

from __future__ import annotations

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tokenizers import Tokenizer

from readout.language.model import PACKAGED, load
from readout.language.pieces import MAX_PIECES, N_SHAPE_IDS, SHAPES, Pieces, shape_of
from readout.language.sentences import split_sentences
from readout.language.tokens import tokenize


def words(text: str) -> list[str]:
    return [text[a:b] for a, b in tokenize(text, 0, len(text))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("They don't.", "They do n't ."),
        ("He won’t cannot", "He wo n’t can not"),
        ("Syria's well-known rebels", "Syria 's well - known rebels"),
        ("a non-binding co-chair", "a non-binding co-chair"),
        ("the U.S. and Mr. Kerry", "the U.S. and Mr. Kerry"),
        ("J. Smith paid $1,250.50 at 10:30.", "J. Smith paid $ 1,250.50 at 10:30 ."),
        ("“No,” she said -- twice...", "“ No , ” she said -- twice ..."),
        ("al-Qa'ida and O'Brien in the 1990s", "al - Qa'ida and O'Brien in the 1990s"),
        ("see https://example.org/a?b=1, now", "see https://example.org/a?b=1 , now"),
        ("AT&T's e-mail", "AT&T 's e-mail"),
        ("B'Tselem in N'Djamena", "B'Tselem in N'Djamena"),
        ("LIMA, Peru — Barack", "LIMA , Peru — Barack"),
        (
            "write to ana@house or mailto:ana@house.org",
            "write to ana@house or mailto:ana@house.org",
        ),
        (".@mayor said so @3.5 each", ". @mayor said so @ 3.5 each"),
        ("the list soc.rights.africa-east", "the list soc.rights.africa-east"),
        ("end.the next", "end . the next"),
        ("see plan_v2-final.DOC and Annex.Com", "see plan_v2-final.DOC and Annex.Com"),
        ("call x 3-5213, 1-800-555-0199 or +44 20", "call x 3-5213 , 1-800-555-0199 or +44 20"),
        ("from 3-5 votes in 2003-2007", "from 3 - 5 votes in 2003 - 2007"),
        ("hall 18T, 5pm, 20K, $3M", "hall 18T , 5 pm , 20 K , $ 3 M"),
        ("in the 60's, 1930’s and 2030's war", "in the 60's , 1930’s and 2030 's war"),
        ("back in '72 and ’73 and '50 people'", "back in '72 and ’73 and ' 50 people '"),
        ("the U.S lost (c. 1600) to S. and M.", "the U.S lost ( c. 1600 ) to S. and M ."),
        ("mid-20s, neo-Nazis, b/c I/C and/or", "mid-20s , neo-Nazis , b/c I/C and / or"),
        ("w- we [...] said +++ $$$ (:", "w- we [...] said +++ $$$ ( :"),
        ("Thats its a pity, its army", "That s it s a pity , its army"),
        ("im going, Im Jong said, IM a", "i m going , Im Jong said , IM a"),
        ("your the best of your men, hes ill", "you r the best of your men , he s ill"),
        ("arms, food etc. and more etc.", "arms , food etc. and more etc ."),
        ("Qa`ida`s men", "Qa ` ida `s men"),
    ],
)
def test_words(text: str, expected: str) -> None:
    assert words(text) == expected.split()


@given(st.text(max_size=80))
def test_tokens_cover_all_that_is_not_blank(text: str) -> None:
    spans = tokenize(text, 0, len(text))
    assert all(a < b for a, b in spans)
    assert all(b <= c for (_, b), (c, _) in itertools.pairwise(spans))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(c.isspace() for i, c in enumerate(text) if i not in covered)


@given(st.text(alphabet="aB. \n!?\"'”0é", max_size=60), st.integers(0, 10))
def test_sentences_cover_all_that_is_not_blank(text: str, start: int) -> None:
    start = min(start, len(text))
    spans = split_sentences(text, start, len(text))
    covered = {i for a, b in spans for i in range(a, b)}
    assert all(text[a:b].strip() == text[a:b] != "" for a, b in spans)
    assert all(text[i].isspace() for i in range(start, len(text)) if i not in covered)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left. She stayed.", ["He left.", "She stayed."]),
        ("Mr. Kerry met Lt. Gen. Ali.", ["Mr. Kerry met Lt. Gen. Ali."]),
        ("Dr the Rt. Hon. Keith Mitchell spoke.", ["Dr the Rt. Hon. Keith Mitchell spoke."]),
        ("In the U.S. The law", ["In the U.S.", "The law"]),
        ("In the U.S. Senate today", ["In the U.S. Senate today"]),
        ("“Go.” He went.", ["“Go.”", "He went."]),
        ("It rose 2.5 percent", ["It rose 2.5 percent"]),
        ("A headline\nA text.", ["A headline", "A text."]),
        ("He said: “We won.” and left", ["He said: “We won.” and left"]),
    ],
)
def test_sentences(text: str, expected: list[str]) -> None:
    assert [text[a:b] for a, b in split_sentences(text, 0, len(text))] == expected


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("peace", "lower"),
        ("Peace", "title"),
        ("A", "single_upper"),
        ("NATO", "upper"),
        ("McCain", "mixed"),
        ("2016", "digits"),
        ("F16", "alnum"),
        ("—", "punct"),
        ("北京", "uncased"),
        ("U.S.", "dotted"),
        ("Élysée", "title"),
    ],
)
def test_shapes(word: str, shape: str) -> None:
    assert SHAPES[shape_of(word)] == shape


@given(st.text(min_size=1, max_size=12))
def test_every_word_has_a_shape(word: str) -> None:
    assert 0 < shape_of(word) < len(SHAPES)


def test_pieces_are_capped_and_never_missing() -> None:
    pieces = Pieces(lambda w: [7] * (0 if w == "\u200d" else len(w)), 3)
    ids, shapes, first = pieces.words(["ab", "\u200d", "x" * 99, "c"])
    assert ids.tolist() == [7, 7, 3] + [7] * MAX_PIECES + [7]
    assert first.tolist() == [0, 2, 3, 3 + MAX_PIECES]
    assert len(shapes) == len(ids)
    assert shapes.max() < N_SHAPE_IDS


def test_a_whole_word_has_the_piece_that_the_tokenizer_gives() -> None:
    tokenizer = Tokenizer.from_file(str(PACKAGED / "tokenizer.json"))
    for word in "peace Peace PEACE 2016 é Lesotho MASERU ft0 ##s [CLS]".split():
        expected = tokenizer.encode(word, add_special_tokens=False).ids[:MAX_PIECES]
        assert load().pieces.word(word)[0] == expected
