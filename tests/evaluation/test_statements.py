"""The scorer of statements on spans written by hand."""

from __future__ import annotations

import pytest

from readout.evaluation.standing import confusion, macro
from readout.evaluation.statements import Told, gold_told, kind_of, match, score
from readout.evaluation.tally import Tally

TEXT = "Smith said that it rained. “We left,” she added."
FIRST = Told(((0, 5),), ((6, 10),), ((11, 25),))
SECOND = Told(((38, 41),), ((42, 47),), ((27, 37),))


def figure(name: str, ours: list[Told], gold: list[Told]) -> float:
    tally = Tally()
    score(tally, "d", TEXT, ours, gold)
    return tally.figures()[name].value


def test_the_same_is_all_right() -> None:
    tally = Tally()
    score(tally, "d", TEXT, [FIRST, SECOND], [FIRST, SECOND])
    assert {f.value for f in tally.figures().values()} == {1.0}


def test_an_empty_source_agrees_with_an_empty_one_only() -> None:
    bare = Told((), FIRST.cue, FIRST.content)
    assert figure("pair", [bare], [bare]) == 1.0
    assert figure("pair", [bare], [FIRST]) == 0.0
    assert figure("content", [bare], [FIRST]) == 1.0


def test_a_span_one_mark_longer_is_not_exact_but_has_the_same_words() -> None:
    longer = Told(FIRST.source, FIRST.cue, ((11, 26),))
    assert figure("exact/content", [longer], [FIRST]) == 0.0
    assert figure("exact_words/content", [longer], [FIRST]) == 1.0


def test_matching_is_one_to_one() -> None:
    same = [[{0}, {1}, {2, 3}]]
    assert match(same * 2, same, (0, 2), 0.5) == {0: 0}


@pytest.mark.parametrize(
    ("content", "kind"),
    [
        (((27, 37),), "direct"),
        (((11, 25),), "indirect"),
        (((11, 25), (27, 37)), "mixed"),
    ],
)
def test_kinds(content: tuple[tuple[int, int], ...], kind: str) -> None:
    assert kind_of(TEXT, content) == kind


def test_nested_gold_is_left_out() -> None:
    row = {
        "attributions": [
            {"source": [[0, 5]], "cue": [], "content": [[11, 25]], "parent": None},
            {"source": [], "cue": [], "content": [[16, 25]], "parent": "a"},
        ]
    }
    assert gold_told(row) == [Told(((0, 5),), (), ((11, 25),))]


def test_macro_counts_every_status_of_the_gold_alike() -> None:
    pairs = [("occurred", "occurred")] * 9 + [("occurred", "denied")]
    value, each = macro(pairs)
    assert each["denied"] == 0.0
    assert value == pytest.approx(each["occurred"] / 2)
    assert confusion(pairs)["denied"] == {"occurred": 1}
