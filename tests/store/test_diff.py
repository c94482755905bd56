"""What changed between two captures: found by the words, told in one line each."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from readout.store.align import Alignment
from readout.store.diff import differences
from tests.store.made import made, words

TAIL = words(1, 30)


def test_a_casualty_count_a_status_and_a_source_that_changed() -> None:
    old = made(f"At least ten people were killed, police said. {TAIL}", killed=("ten", 10))
    new = made(
        f"Now it is certain. At least twelve people were killed, police said. {TAIL}",
        killed=("twelve", 12), status="denied", speakers=["e2"],
    )  # fmt: skip
    changes = {change.what: change for change in differences(old, new)}
    assert (changes["count"].about, changes["count"].before, changes["count"].after) == (
        "killed", "10", "12",
    )  # fmt: skip
    assert "twelve people were killed" in changes["count"].quote
    assert (changes["status"].before, changes["status"].after) == ("occurred", "denied")
    assert changes["status"].about == "Roth meet Imber"
    assert (changes["attribution"].before, changes["attribution"].after) == (
        "Roth (named)", "Imber (named)",
    )  # fmt: skip
    assert changes["text"].after == "6 words in"  # four words, a full stop, and twelve
    assert "event" not in changes


def test_what_came_and_went() -> None:
    old = made(f"Ten were killed. {TAIL}", killed=("Ten", 10))
    new = made(f"Nothing was known. {TAIL}")
    (count,) = [change for change in differences(old, new) if change.what == "count"]
    assert (count.before, count.after) == ("10", None)
    (count,) = [change for change in differences(new, old) if change.what == "count"]
    assert (count.before, count.after) == (None, "10")
    assert differences(old, old) == []


_TEXT = st.lists(st.sampled_from(["a", "b", "c", ".", "\n"]), max_size=40).map(" ".join)


@settings(deadline=None)
@given(_TEXT, _TEXT)
def test_equal_words_are_aligned_with_equal_words(old: str, new: str) -> None:
    line = Alignment(old, new)
    tokens = new.split()
    for at, sign in enumerate(old):
        if sign.isspace():
            continue
        stretch, word = line.old(at)
        assert stretch >= 0
        if word >= 0:
            assert tokens[word] == sign
    for at, sign in enumerate(new):
        if not sign.isspace():
            word = line.new(at)[1]
            assert word < 0 or tokens[word] == sign
    same = Alignment(old, old)
    assert (same.added, same.removed) == (0, 0)


def test_a_page_written_anew_takes_no_time() -> None:
    line = Alignment(
        " ".join(f"a{n}" for n in range(20_000)), " ".join(f"b{n}" for n in range(20_000))
    )
    assert (line.removed, line.added) == (20_000, 20_000)
