"""Scores of the language room: gold files, counts worked out by hand, and a whole pass."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from readout.errors import GoldError
from readout.evaluation import attribution
from readout.evaluation.language import score
from readout.evaluation.tally import Tally
from readout.evaluation.treebank import bio_spans, read_gold
from tests.language.fake import FakeModel

CONLLU = """\
# newdoc id = d1
# newpar
# text = They don't agree.
1\tThey\tthey\tPRON\tPRP\t_\t4\tnsubj\t_\t_
2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_
2\tdo\tdo\tAUX\tVBP\t_\t4\taux\t_\t_
3\tn't\tnot\tPART\tRB\t_\t4\tadvmod\t_\t_
4\tagree\tagree\tVERB\tVB\t_\t0\troot\t_\tSpaceAfter=No
5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_

"""


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    path = tmp_path / "gold.conllu"
    path.write_text(CONLLU, encoding="utf-8")
    return path


def test_contractions_share_the_written_word(gold: Path) -> None:
    [document] = read_gold(gold)
    assert [document.text[a:b] for a, b in document.sentences[0].spans] == [
        "They", "do", "n't", "agree", ".",
    ]  # fmt: skip
    assert document.sentences[0].heads == [4, 4, 4, 0, 4]


def test_a_line_with_too_few_columns_is_told_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "bad.conllu"
    path.write_text("1\tThey\tthey\n\n", encoding="utf-8")
    with pytest.raises(GoldError, match="line 1: 3 columns"):
        read_gold(path)


def test_every_figure_that_the_gold_allows(gold: Path) -> None:
    figures = score(read_gold(gold), FakeModel())
    assert figures["gold/UAS"].gold == 5
    assert {"raw/words", "raw/LAS", "gold/lemmas"} <= figures.keys()
    assert all(0 <= f.low <= f.value <= f.high <= 1 for f in figures.values())
    assert "gold/names" not in figures


def test_f1_counts_repeated_things_as_often_as_they_stand() -> None:
    tally = Tally()
    tally.add("x", "a", ["p", "p", "q"], ["p", "q", "q", "r"])
    tally.add("x", "b", [], [])
    assert tally.figures()["x"].value == pytest.approx(2 * 2 / 7)
    tally.add("y", "a", [], [])
    assert tally.figures()["y"].value == 1


def test_names_in_tags() -> None:
    tags = ["B-PER", "I-PER", "I-ORG", "O", "B-LOC", "B-LOC"]
    assert bio_spans(tags) == [(0, 2, "PER"), (2, 3, "ORG"), (4, 5, "LOC"), (5, 6, "LOC")]


def test_attributions_are_scored_word_by_word(tmp_path: Path) -> None:
    text = "Smith said that it rained."
    row = {
        "id": "a", "text": text,
        "attributions": [
            {"source": [[0, 5]], "cue": [[6, 10]], "content": [[11, 25]], "parent": None}
        ],
    }  # fmt: skip
    path = tmp_path / "gold.jsonl"
    path.write_text(json.dumps(row), encoding="utf-8")
    figures = attribution.score(attribution.read_gold(path), FakeModel())
    assert figures["lenient/content"].gold == 3
    assert figures["pair"].gold == 1
