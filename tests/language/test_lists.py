"""The lists of an analysis, which all rooms behind share."""

from __future__ import annotations

from readout.language.analyse import analyse
from readout.language.model import PACKAGED, load


def test_lists_say_what_the_arrays_say_and_are_made_once() -> None:
    text = "Rebels fled. They left Aleppo on Sunday."
    a = analyse(text, [(0, len(text))], load(PACKAGED, 1))
    lists = a.lists
    assert lists.words == [text[i:j] for i, j in zip(a.start, a.end, strict=True)]
    assert lists.low == [word.lower() for word in lists.words]
    assert lists.head == a.head.tolist()
    assert lists.upos == [a.labels.upos[k] for k in a.upos]
    assert lists.xpos == [a.labels.xpos[k] for k in a.xpos]
    for i, below in enumerate(lists.children):
        assert below == [k for k in range(len(a)) if a.head[k] == i]
    assert a.lists is lists
