"""Fits the confidence of events: ``python -m training.events.confidence``.

On the dev parts of the written passages and articles, which the language model did not learn from.
An event is right when its trigger overlaps a labelled one of the same type. Prints how well the
confidence is calibrated when every fifth passage is held back, then fits on all.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from unittest.mock import patch

import numpy as np

from readout.evaluation.calibration import calibration_error
from readout.evaluation.pages_of import page_of_text
from readout.events import read as events_room
from readout.events.confidence import features
from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.knowledge.codebook import plover
from readout.language.analyse import analyse_page
from readout.language.model import load
from readout.mentions.read import read_mentions
from readout.settings import Settings
from training.corpus.gold import gold_records
from training.statements.logistic import fit_two, matrix, vocabulary

WEIGHTS = Path(__file__).parents[2] / "src/readout/knowledge/event_weights.json"
STRENGTH = 1.0
FOLDS = 5


def rows_of(record: dict[str, Any]) -> Iterator[tuple[dict[str, float], bool]]:
    """Features and truth of each event that a passage is read to tell, however faintly."""
    shown: dict[int, dict[str, float]] = {}

    def certain(trigger: Trigger, roles: Roles) -> float:
        """Stands in for the confidence, so that it leaves nothing out, and keeps what it saw."""
        shown[int(analysis.start[trigger.word])] = features(trigger, roles)
        return 1.0

    page = page_of_text(record["article"]["text"])
    analysis = analyse_page(page, load())
    mentions = read_mentions(page, analysis, Settings())
    with patch.object(events_room, "confidence", certain):
        read = events_room.read_events(analysis, mentions, [], plover(), blocks=page.blocks)
    for event in read.events:
        right = any(
            gold["type"] == event.type
            and event.trigger.start < gold["trigger"]["end"]
            and event.trigger.end > gold["trigger"]["start"]
            for gold in record["events"]
        )
        yield shown[event.trigger.start], right


def main() -> None:
    """Fits, prints the calibration and writes the weights."""
    rows: list[dict[str, float]] = []
    truth: list[float] = []
    fold: list[int] = []
    for kind in ("events", "articles"):
        for record in gold_records("dev", kind):
            number = hashlib.sha256(record["article"]["id"].encode()).digest()[0] % FOLDS
            for found, right in rows_of(record):
                rows.append(found)
                truth.append(float(right))
                fold.append(number)
    names = vocabulary(rows, 5)
    x, y, back = matrix(rows, names), np.array(truth), np.array(fold)
    chance = np.zeros(len(y))
    for k in range(FOLDS):
        chance[back == k] = _chance(x[back == k], fit_two(x[back != k], y[back != k], STRENGTH))
    print(f"{len(y)} triggers, {y.mean():.3f} right; held back: calibration error "
          f"{calibration_error(chance, y):.3f}")  # fmt: skip
    for low in np.arange(0, 1, 0.1):
        inside = (chance >= low) & (chance < low + 0.1)
        if inside.any():
            print(f"{low:.1f}  {int(inside.sum()):5d}  {y[inside].mean():.3f}")
    weights = fit_two(x, y, STRENGTH)
    held = {
        "comment": "Log-odds of the confidence of events by feature; training/events/confidence.py "
        "says on what they were fitted.",
        "licence": "Apache-2.0",
        "confidence": {name: round(float(w), 4) for name, w in zip(names, weights, strict=True)},
    }
    WEIGHTS.write_text(json.dumps(held, indent=0, sort_keys=True) + "\n", encoding="utf-8")


def _chance(x: Any, weights: Any) -> Any:
    return 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))


if __name__ == "__main__":
    main()
