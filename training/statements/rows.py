"""The corpus of passages as gold rows for ``readout eval statements`` and for the fits here.

``python -m training.statements.rows test > gold.jsonl`` (``train``, ``dev`` or ``test``).
A row has the fields of ``data/attribution`` and, with each attribution, ``sourcing``,
``anonymous``, ``channel``, ``via`` and ``reason``; besides ``predicates``: span, status,
background, and whether the words are a nominal or verbal trigger of an event.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpus.markup import MarkupError, Passage, _blocks, parse, part_of

CORPUS = Path(__file__).parents[1] / "corpus/text"
READ = frozenset(("ceasefire monitoring",))
"""Topics that fall to ``test`` but were read while the rules were written: scored with ``dev``."""


def part(passage: Passage) -> str:
    """``train``, ``dev`` or ``test``, as the fits of this room see it."""
    topic = passage.about["topic"].strip().lower()
    return "dev" if topic in READ else part_of(topic)


def passages(*parts: str, folders: tuple[str, ...] = ("statements",)) -> Iterator[Passage]:
    """The passages of some parts, file by file; broken ones are reported and left out."""
    for folder in folders:
        for path in sorted((CORPUS / folder).glob("*.txt")):
            for line, block in _blocks(path):
                try:
                    passage = parse(block)
                except MarkupError as error:
                    print(f"{path.name}, line {line}: {error}", file=sys.stderr)
                    continue
                if part(passage) in parts:
                    yield passage


def row(passage: Passage) -> dict[str, Any]:
    """A passage as a gold row."""

    def spans(name: str, number: int) -> list[list[int]]:
        return [[m.start, m.end] for m in passage.of(name, number)]

    attributions = []
    for number, about in passage.statements.items():
        parent = about.get("parent")
        attributions.append(
            {
                "id": f"s{number}",
                "source": spans("source", number),
                "cue": spans("cue", number),
                "content": spans("content", number),
                "parent": parent,
                "sourcing": about["sourcing"],
                "anonymous": "anonymous" in about,
                "channel": about.get("channel"),
                "via": spans("via", number),
                "reason": spans("reason", number),
                "said_at": spans("said_at", number),
            }
        )
    predicates = [
        {
            "span": [m.start, m.end],
            "status": m.value.split(".")[0],
            "background": m.value.endswith(".background"),
        }
        for m in passage.of("predicate", 0)
    ]
    for number, about in passage.events.items():
        for mark in passage.of("trigger", number):
            predicates.append(
                {
                    "span": [mark.start, mark.end],
                    "status": about["status"],
                    "background": "background" in about,
                }
            )
    predicates.sort(key=lambda p: p["span"])
    return {
        "id": passage.id,
        "topic": passage.about["topic"],
        "text": passage.text,
        "attributions": attributions,
        "predicates": predicates,
    }


if __name__ == "__main__":
    for one in passages(*sys.argv[1:] or ("test",)):
        print(json.dumps(row(one), ensure_ascii=False))
