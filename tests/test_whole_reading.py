"""The whole way from a text to a record on inputs that no newsroom writes."""

from __future__ import annotations

import random
import time

import pytest

import readout
from readout.evaluation.passages import read_passage

_RANDOM = random.Random(3)
_WORDS = (
    "Obama said that Russia killed at least 20 rebels in eastern Aleppo on Saturday but the "
    "Kremlin denied it"
).split()
_MARKS = "\"'“”‘’„«»‹›「」`"
_STORY = " ".join(_WORDS) + "."

HOSTILE = {
    "empty": "",
    "blanks": " \n\n \t",
    "one word": "Bomb",
    "one letter": "a" * 800,
    "full stops": "." * 300,
    "marks among words": " ".join(
        _RANDOM.choice(_MARKS) + word + _RANDOM.choice(("", ",", _RANDOM.choice(_MARKS)))
        for word in _WORDS * 10
    ),
    "nested quotes": "He said, " + "“Then she said, ‘" * 30 + "go away" + "’”" * 25 + ".",
    "quotes left open": "\n\n".join("“We will bomb Aleppo, he said on Friday." for _ in range(8)),
    "one quote": "“" + _STORY * 4 + "”",
    "no blanks": "".join(_WORDS * 8),
    "punctuation": " ".join(_RANDOM.choices(".,;:!?-–—()[]{}…/\\|@#$%^&*_=+~<>", k=200)),
    "emoji": "👨‍👩‍👧‍👦🔥💣🇸🇾 said Obama 💣. " * 10,
    "right to left": "Obama said \u202e“" + "حلب bombed Aleppo " * 10 + "”\u202c.",
    "Chinese": "总统周六表示，部队在阿勒颇打死了二十人。" * 8,
    "combining": "O\u0301bama s\u0301aid R\u0300ussia b\u0301ombed A\u0308leppo. " * 8,
    "controls": "".join(map(chr, range(1, 32))) + " Obama \x00said. " + "\x85\u2028\u2029",
    "long words": " ".join(("Kill" * 500, "-".join(_WORDS * 8), ".".join(_WORDS * 8))),
    "one-word paragraphs": "\n\n".join(_WORDS * 8),
    "no full stop": " ".join(_WORDS * 25),
    "of of of": "the president " + "of the president " * 60 + "died",
    "said that said that": "Obama said that " + "Putin said that " * 40 + "he left.",
    "list": "\n".join(f"- Syria killed {n} people" for n in range(40)),
    "box score": "\n".join(f"Warriors {n}  Kings {n + 3}   W {n}-4  .{n}25" for n in range(10, 40)),
    "questions": "\n\n".join("Q: Did you bomb it?\n\nA: No. He did." for _ in range(9)),
    "names": "Barack Obama Vladimir Putin John Kerry Bashar al-Assad Kim Jong Un Smith " * 12,
    "numbers": " ".join(str(_RANDOM.randint(0, 10 ** _RANDOM.randint(1, 12))) for _ in range(200)),
    "a number too great": f"At least {'9' * 400} people were killed, ${'9' * 400} million.",
    "number words": "one two hundred million billion and a half dozen zero " * 25,
    "dates": "Nov. 20, 2016 20/11/2016 Friday last year 31 February 2015 99/99/9999 May " * 15,
    "brackets": "(Obama [said {Russia " * 40,
    "addresses": " ".join(f"https://example.com/{'a' * n}?q=Obama said" for n in range(40)),
    "headline": "Russia Bombs Aleppo, Killing 20: Officials",
    "capitals": (_STORY + " ").upper() * 5,
    "small letters": (_STORY + " ").lower() * 5,
    "dates at odds": "MOSCOW, Nov. 20, 2016 —\n\nOn Friday, 12 March 2001, tomorrow and yesterday, "
    "Putin met Obama on 2016-02-31 in Lima. On Monday, Nov. 22, 2016, they left.",
}  # fmt: skip


@pytest.mark.parametrize("name", HOSTILE)
def test_a_sound_record_and_the_same_one_again(name: str) -> None:
    text = HOSTILE[name]
    record = read_passage(text)
    assert readout.validate(record) == []
    data = readout.encode(record)
    assert readout.decode(data) == record
    assert readout.encode(read_passage(text)) == data


@pytest.mark.parametrize("data", [
    b"Obama said \xed\xa0\x80 Russia \xed\xbf\xbf bombed \xff\xfe Aleppo.\n\nIt killed 20.\n",
    ("\ufeff" + _STORY + "\n").encode("utf-16-le"),
    b"Le pr\xe9sident a dit que Obama bombed Al\xeap.\n\n" * 9,
])  # fmt: skip
def test_bytes_that_are_no_clean_text(data: bytes) -> None:
    record = readout.read(data)
    assert readout.validate(record) == []
    assert readout.decode(readout.encode(record)) == record


@pytest.mark.parametrize("published", ["0001-01-01", "9999-12-31", "2016-02-29"])
def test_dates_at_the_ends_of_the_calendar(published: str) -> None:
    words = ("last Monday", "next weekend", "the first quarter", "winter", "the following day",
             "a week from Friday", "99999999 weeks from Monday", "Easter", "last year",
             "two centuries later", "5/" + "9" * 5000, "9" * 320 + ".5 hours")  # fmt: skip
    text = " ".join(f"Obama left {word} and will return {word}." for word in words)
    assert readout.validate(read_passage(text, published=published)) == []


def test_time_grows_with_the_text_alone() -> None:
    """Four times the text takes no more than about four times as long (7 leaves room for noise;
    quadratic work would take 16)."""
    read_passage(_STORY)

    def seconds(times: int) -> float:
        begun = time.process_time()
        read_passage(" ".join([_STORY] * times))
        return time.process_time() - begun

    short = min(seconds(25), seconds(25))
    assert seconds(100) < 7 * short + 0.3
