"""The labelled passages as gold records: ``python -m training.corpus.gold PART [KIND] > FILE``.

PART is ``train``, ``dev`` or ``test`` (by topic), KIND ``events``, ``statements`` or
``articles``. PART ``held`` with KIND ``real`` is the excerpts of real articles that no model learns
from, out of the data folder of ``READOUT_DATA``.

What the markup does not say (countries, values of times, chains of mentions) is absent, so it is
not scored: each actor is an entity with the one mention that was marked.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from training.corpus.markup import Mark, Passage, part_of, read_passages
from training.corpus.real import HELD, read_real

TEXT = Path(__file__).parent / "text"


def gold_records(part: str, kind: str) -> Iterator[dict[str, Any]]:
    """Gold records of one part of the files of one kind."""
    if kind == "real":
        for passage in read_real(Path(os.environ["READOUT_DATA"]), HELD):
            yield gold_record(passage, kind)
        return
    for path in sorted((TEXT / kind).glob("*.txt")):
        for passage in read_passages(path):
            if part_of(passage.about.get("topic", "")) == part:
                yield gold_record(passage, kind)


def gold_record(p: Passage, kind: str) -> dict[str, Any]:
    """One passage; events only where the files of its kind label all of them."""
    entities = _Entities()
    record: dict[str, Any] = {"article": {"id": p.id, "text": p.text}}
    if "published" in p.about:
        record["article"]["published"] = {"value": p.about["published"]}
    if p.statements:
        record["statements"] = [_statement(p, n, entities) for n in sorted(p.statements)]
    if kind != "statements":
        record["events"] = [_event(p, n, entities) for n in sorted(p.events)]
        told = p.events.items()
        record["times"] = [{"id": f"t{n}", "value": e["time"]} for n, e in told if "time" in e]
        record["places"] = [
            {"id": f"p{n}", "country": e["country"]} for n, e in told if "country" in e
        ]
    elif "statements" not in record:
        record["statements"] = []
    return {**record, "entities": entities.made}


class _Entities:
    """One entity for each marked stretch."""

    def __init__(self) -> None:
        self._known: dict[tuple[int, int], str] = {}
        self.made: list[dict[str, Any]] = []

    def of(self, mark: Mark) -> str:
        key = mark.start, mark.end
        if key not in self._known:
            self._known[key] = f"e{len(self.made) + 1}"
            self.made.append({"id": self._known[key], "mentions": [_span(mark)]})
        return self._known[key]


def _span(mark: Mark) -> dict[str, int]:
    return {"start": mark.start, "end": mark.end}


def _statement(p: Passage, n: int, entities: _Entities) -> dict[str, Any]:
    about = p.statements[n]
    via = p.of("via", n)
    return {
        "id": f"s{n}",
        "speakers": [entities.of(m) for m in p.of("source", n)],
        "content": [_span(m) for m in p.of("content", n)],
        "anonymous": "anonymous" in about,
        "sourcing": about["sourcing"],
        "channel": about.get("channel"),
        "via": entities.of(via[0]) if via else None,
    }


def _event(p: Passage, n: int, entities: _Entities) -> dict[str, Any]:
    about = p.events[n]
    triggers = p.of("trigger", n)
    told = about.get("statements", "")
    return {
        "id": f"v{n}",
        "type": about["type"] or None,
        "mode": about["mode"] or None,
        "trigger": _span(triggers[0]),
        "evidence": [_span(m) for m in triggers],
        "sources": [entities.of(m) for m in p.of("actor", n)],
        "targets": [entities.of(m) for m in p.of("recipient", n)],
        "reciprocal": "reciprocal" in about,
        "status": about["status"],
        "background": "background" in about,
        "according_to": [s for s in told.split(",") if s],
        "time": f"t{n}" if "time" in about else None,
        "place": f"p{n}" if "country" in about else None,
    }


def main() -> None:
    part = sys.argv[1]
    for kind in sys.argv[2:] or ["events", "statements"]:
        for record in gold_records(part, kind):
            print(json.dumps(record, ensure_ascii=False))


if __name__ == "__main__":
    main()
