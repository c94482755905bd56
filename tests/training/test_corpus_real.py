"""Labels of real articles hold no text, and come back only on the text they were made on."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from training.corpus.markup import parse
from training.corpus.real import LABELS, read_real, stand_off

MARKED = """\
## real-1 | corpus=muc4 | of=m1 | start=5 | end=43 | topic=m1
[a1:REBELS] [e1:KILLED] [b1:TWO
OFFICERS] NEAR THE BRIDGE.
e1: ASSAULT occurred
"""
TEXT = "XXX. REBELS KILLED TWO\nOFFICERS NEAR THE BRIDGE. AND SO ON."


def folder(tmp_path: Path, text: str) -> tuple[Path, Path]:
    (tmp_path / "events").mkdir()
    row = json.dumps({"id": "m1", "text": text})
    (tmp_path / "events" / "muc4_train.jsonl").write_text(row + "\n")
    passage = parse(MARKED)
    labels = tmp_path / "real.jsonl"
    made = stand_off(passage) | {"start": 5, "end": 5 + len(passage.text)}
    labels.write_text(json.dumps(made) + "\n")
    return tmp_path, labels


def test_labels_come_back_on_their_text(tmp_path: Path) -> None:
    data, labels = folder(tmp_path, TEXT)
    assert "REBELS" not in labels.read_text()
    [passage] = read_real(data, labels)
    assert passage.text == "REBELS KILLED TWO OFFICERS NEAR THE BRIDGE."
    assert [passage.text[m.start : m.end] for m in passage.of("recipient", 1)] == ["TWO OFFICERS"]
    assert passage.events[1]["type"] == "ASSAULT"


def test_another_text_is_refused(tmp_path: Path) -> None:
    data, labels = folder(tmp_path, TEXT.replace("BRIDGE", "HARBOR"))
    with pytest.raises(ValueError, match="not the one that was labelled"):
        list(read_real(data, labels))


def test_nothing_is_read_without_the_corpora(tmp_path: Path) -> None:
    assert list(read_real(tmp_path)) == []


def test_the_file_holds_no_words_of_articles() -> None:
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert set(row) == {"id", "corpus", "of", "start", "end", "sha256", "marks", "events"}
        assert all(isinstance(x, int) for _, *numbers in row["marks"] for x in numbers)
