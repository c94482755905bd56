"""Figures on the corpus written for the project: whole articles, passages, and what is no event."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from readout.api import read
from readout.evaluation.passages import read_passage
from readout.evaluation.records import score_records
from readout.record.types import Record
from training.corpus.gold import TEXT, gold_records


def articles(part: str) -> dict[str, float]:
    """Whole articles of one part, read as plain captures: events and statements."""
    rows = list(gold_records(part, "articles"))

    def reading(row: dict[str, Any]) -> Record:
        article = row["article"]
        return read(article["text"].encode(), published=article["published"]["value"])

    return _values((row, reading(row)) for row in rows)


def passages(part: str, kind: str, limit: int | None = None) -> dict[str, float]:
    """Short passages of one part (of ``limit`` of them), read as prose."""
    rows = list(gold_records(part, kind))[:limit]
    return _values((row, read_passage(row["article"]["text"])) for row in rows)


def _values(pairs: Iterable[tuple[dict[str, Any], Record]]) -> dict[str, float]:
    return {name: one.value for name, one in score_records(pairs).items() if one.of}


def nonpolitical(limit: int | None = None) -> float:
    """Share of sentences of sport, business, weather and culture in which no event with a PLOVER
    category is found."""
    found = [not any(e.type for e in read_passage(s).events) for s in _sentences(limit)]
    return sum(found) / len(found)


def _sentences(limit: int | None) -> Iterator[str]:
    count = 0
    for path in sorted(Path(TEXT / "nonpolitical").glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                count += 1
                if limit is not None and count > limit:
                    return
                yield line
