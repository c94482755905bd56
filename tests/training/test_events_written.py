"""The sentences that are written for the words of acts."""

from __future__ import annotations

from readout.knowledge.codebook import plover
from training.events.written import written, written_acts


def test_each_sentence_has_marked_words_of_a_known_root() -> None:
    sentences = list(written_acts())
    assert {one.root for one in sentences} == {*plover().roots, "NONE"}
    for one in sentences:
        assert one.told, one.text
        assert not set("*[]|{}") & set(one.text), one.text
        for start, end in one.told:
            assert one.text[start:end].strip() == one.text[start:end] != ""


def test_pairs_have_their_two_actors() -> None:
    for pair in written():
        (a, b), (c, d) = pair.source, pair.target
        assert "" != pair.text[a:b] != pair.text[c:d] != ""
        assert not set("*[]|{}") & set(pair.text), pair.text
