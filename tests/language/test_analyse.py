"""The whole pass over a text with a model of fixed scores: alignment, cutting, batches."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from readout.language import analyse as module
from readout.language import attributions as linking
from readout.language import decode
from readout.language.analyse import analyse, analyse_words, runs_on
from readout.language.analysis import Analysis
from readout.language.decode import is_tree
from readout.language.model import load
from readout.language.windows import plan
from tests.language.fake import FakeModel

TEXT = (
    "Lavrov met Kerry in Geneva. They talked — “for hours,” an aide said.\n\n"
    "Москва 北京 naïve e\u0301cole 👩‍👩‍👧 \u200d a\u00a0b. "
    + "and then it went on, " * 20
    + "until the end. Done!"
)


def same(a: Analysis, b: Analysis) -> bool:
    for field in dataclasses.fields(Analysis):
        x, y = getattr(a, field.name), getattr(b, field.name)
        if isinstance(x, np.ndarray) and not np.array_equal(x, y):
            return False
        if field.name in ("names", "frames", "attributions"):
            parts = (f.name for f in dataclasses.fields(x))
            if not all(np.array_equal(getattr(x, p), getattr(y, p)) for p in parts):
                return False
    return True


def check(a: Analysis) -> None:
    n = len(a)
    assert (a.start < a.end).all()
    assert (a.end[:-1] <= a.start[1:]).all()
    assert a.sentences[0] == 0
    assert a.sentences[-1] == n
    assert (np.diff(a.sentences) > 0).all()
    for s in range(len(a.sentences) - 1):
        x, y = int(a.sentences[s]), int(a.sentences[s + 1])
        heads = a.head[x:y]
        assert is_tree(np.where(heads < 0, 0, heads - x + 1))
        assert ((heads == -1) | ((heads >= x) & (heads < y))).all()
    root = a.labels.deprel.index("root")
    assert ((a.deprel == root) == (a.head == -1)).all()
    for first, after in zip(a.names.start, a.names.end, strict=True):
        assert a.sentence_of(first) == a.sentence_of(after - 1)
    f = a.frames
    for predicate, word in zip(f.predicate, f.argument, strict=True):
        assert a.sentence_of(predicate) == a.sentence_of(word)
        i, j = a.argument_span(int(predicate), int(word))
        assert i <= word < j
    t = a.attributions
    assert set(t.number[t.role == 1]) == set(range((t.role == 1).sum()))
    assert (t.start < t.end).all()


def test_words_are_the_text() -> None:
    model = FakeModel()
    gap = TEXT.index("\n\n")
    a = analyse(TEXT, [(0, gap), (gap + 2, len(TEXT))], model)
    check(a)
    covered = {i for x, y in zip(a.start, a.end, strict=True) for i in range(x, y)}
    assert all(TEXT[i].isspace() for i in range(len(TEXT)) if i not in covered)
    assert a.word(0) == "Lavrov"
    assert "北京" in [a.word(i) for i in range(len(a))]
    assert max(model.runs) <= 30
    assert set(a.block.tolist()) == {0, 1}


def test_nothing_depends_on_the_batch(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = analyse(TEXT, [(0, len(TEXT))], FakeModel())
    for size in (1, 2, 3):
        monkeypatch.setattr(module, "BATCH", size)
        monkeypatch.setattr(linking, "_BLOCK", size)
        monkeypatch.setattr(decode, "_TOGETHER", size)
        assert same(whole, analyse(TEXT, [(0, len(TEXT))], FakeModel()))


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=200))
def test_any_text_is_read(text: str) -> None:
    check(analyse(text, [(0, len(text))], FakeModel()))


@pytest.mark.parametrize("text", ["", "   \n"])
def test_nothing_to_read(text: str) -> None:
    a = analyse(text, [(0, len(text))], FakeModel())
    assert len(a) == 0
    assert len(a.names.start) == len(a.frames.role) == len(a.attributions.role) == 0


def test_a_word_longer_than_any_window() -> None:
    a = analyse("x" * 5_000 + " y", [(0, 5_002)], FakeModel())
    assert [a.end[i] - a.start[i] for i in range(2)] == [5_000, 1]


def test_long_sentences_are_cut_after_a_comma() -> None:
    text = "aa bb cc dd ee ff gg hh ii jj kk ll, mm nn oo pp"
    model = FakeModel()
    analyse(text, [(0, len(text))], model)
    # Twelve words and the comma are 25 pieces; 30 would fit.
    assert model.runs == [25, 8]


def test_given_words_are_kept() -> None:
    sentences = [["He", "do", "n't", "know"], ["Go", "!"], ["w"] * 70]
    a = analyse_words(sentences, FakeModel())
    check(a)
    assert [a.word(i) for i in range(6)] == ["He", "do", "n't", "know", "Go", "!"]
    assert a.block.tolist() == [0] * 4 + [1] * 2 + [2] * 70


def test_views() -> None:
    a = analyse(TEXT, [(0, len(TEXT))], FakeModel())
    shares = a.telling(0, 0, -1)
    assert shares.sum() == pytest.approx(1)
    assert len(shares) == a.sentences[1]
    assert a.antecedent_scores(5, np.array([0, 2])).shape == (2,)
    root = int(np.flatnonzero(a.head[: a.sentences[1]] == -1)[0])
    assert a.subtree(root).tolist() == list(range(a.sentences[1]))


def parsed(text: str, heads: list[int], deprel: list[str], upos: list[str]) -> Analysis:
    """One sentence with a given tree; ``heads`` count from 1, 0 is the root."""
    a = analyse_words([text.split()], FakeModel(window=200))
    labels = dataclasses.replace(a.labels, deprel=sorted(set(deprel)), upos=sorted(set(upos)))
    return dataclasses.replace(
        a,
        labels=labels,
        sentences=np.array([0, len(heads)], np.int32),
        head=np.array(heads, np.int32) - 1,
        deprel=np.array([labels.deprel.index(d) for d in deprel], np.uint8),
        upos=np.array([labels.upos.index(u) for u in upos], np.uint8),
    )


def test_an_argument_leaves_out_the_clause_that_it_governs() -> None:
    a = parsed(
        "Laws of the people who fled .",
        [0, 4, 4, 1, 6, 4, 1],
        ["root", "case", "det", "nmod", "nsubj", "acl", "punct"],
        ["NOUN", "ADP", "DET", "NOUN", "PRON", "VERB", "PUNCT"],
    )
    assert a.quote(*a.argument_span(5, 3)) == "the people"
    assert a.quote(*a.argument_span(5, 4)) == "who"


def test_an_argument_keeps_the_quotation_marks_it_opens() -> None:
    a = parsed(
        'He called it " a lie " .',
        [2, 0, 2, 6, 6, 2, 6, 2],
        ["nsubj", "root", "obj", "punct", "det", "xcomp", "punct", "punct"],
        ["PRON", "VERB", "PRON", "PUNCT", "DET", "NOUN", "PUNCT", "PUNCT"],
    )
    assert a.quote(*a.argument_span(1, 5)) == '" a lie "'


@pytest.mark.parametrize(
    ("text", "word", "expected"),
    [("army on raids", 2, True), ("army. on raids", 1, False), ("army On raids", 1, False),
     ("army", 0, False)],
)  # fmt: skip
def test_a_word_in_lower_case_behind_a_word_begins_no_sentence(
    text: str, word: int, expected: bool
) -> None:
    [window] = plan(text, [(0, len(text))], load().pieces, 100)
    words = [text[a:b] for a, b in zip(window.start, window.end, strict=True) if text[a] != "."]
    at = list(window.start).index(text.index(words[word]))
    assert runs_on(text, window.start, window.end, at) is expected


def test_the_boundary_head_cuts_no_clause_in_two() -> None:
    text = "The Syrian army on Thursday intensified its bombardment of a besieged neighborhood."
    assert len(analyse(text, [(0, len(text))], load()).sentences) == 2
