"""Weights of the joint decision: softmax regression on GeoVirus, GeoWebNews and LGL.

``python -m training.places.rank --data FOLDER`` reads of each corpus the half of its documents that
:func:`readout.evaluation.places.is_dev` names, and writes ``weights.json``. The gold spans are
given. The weights are drawn towards those set by hand (``hand_weights.json``), and those of
``KEPT`` stay: half of all Washingtons of a corpus on epidemics are the state.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

import readout.mentions.places as room
from readout.evaluation.places import NEAR_KM, Found, distance, is_dev, page_of
from readout.knowledge.gazetteer.table import Gazetteer, gazetteer
from readout.mentions.places.hints import hints_of
from readout.mentions.places.places import given
from readout.mentions.places.problem import FEATURES, Floats, Problem, pose
from readout.mentions.places.resolve import solve

KEPT = ("capital", "water", "district", "admin2", "postal", "outlet", "dateline", "acts", "unit")
"""Features that the corpora say too little of."""
SET = ("renowned",)
"""Features whose weight is set by hand after the others are learnt: a corpus of local American news
(LGL) would halve it."""
CORPORA = {"geovirus.jsonl": 2.0, "gwn.jsonl": 2.0, "lgl_train.jsonl": 1.0}
"""How much a toponym of each counts: LGL is all small towns of one country. Of three mixtures, this
was the best in both halves of the documents read, learnt on the other."""


@dataclass
class Lesson:
    """An article with what is known of it."""

    problem: Problem
    right: npt.NDArray[np.bool_]
    """``[N]``: candidates that are right."""
    groups: list[tuple[int, float]]
    """Groups to learn from and how much each counts."""


def learn(
    lessons: Sequence[Lesson],
    gazetteer: Gazetteer,
    start: Floats,
    *,
    hold: float = 0.02,
    epochs: int = 12,
    steps: int = 40,
) -> Floats:
    """Weights that make the right candidates likely; ``hold`` is how strongly they stay near
    ``start`` (squared distance, relative to one group)."""
    w = start.astype(np.float64).copy()
    free = np.array([name not in KEPT for name in FEATURES])
    for _ in range(epochs):
        rows, right, sizes, counts = [], [], [], []
        for one in lessons:
            _, features = solve(one.problem, gazetteer, w.astype(np.float32))
            for group, count in one.groups:
                a, b = int(one.problem.start[group]), int(one.problem.start[group + 1])
                rows.append(features[a:b])
                right.append(one.right[a:b])
                sizes.append(b - a)
                counts.append(count)
        x = np.concatenate(rows).astype(np.float64)
        y = np.concatenate(right)
        begin = np.concatenate([[0], np.cumsum(sizes)[:-1]])
        owner = np.repeat(np.arange(len(sizes)), sizes)
        weight = np.array(counts)
        total = weight.sum()
        m, v = np.zeros_like(w), np.zeros_like(w)
        for t in range(1, steps + 1):
            s = x @ w
            e = np.exp(s - np.maximum.reduceat(s, begin)[owner])
            p = e / np.add.reduceat(e, begin)[owner]
            q = np.where(y, p, 0)
            q = q / np.maximum(np.add.reduceat(q, begin), 1e-9)[owner]
            g = x.T @ ((p - q) * weight[owner]) / total + hold * (w - start)
            g = np.where(free, g, 0)
            m, v = 0.9 * m + 0.1 * g, 0.99 * v + 0.01 * g * g
            w -= 0.03 * (m / (1 - 0.9**t)) / (np.sqrt(v / (1 - 0.99**t)) + 1e-6)
    return w.astype(np.float32)


def lesson(row: dict[str, object], table: Gazetteer, share: float = 1.0) -> Lesson | None:
    """What a document with gold teaches, each toponym counted ``share`` times; None when nothing in
    it has a choice."""
    text, toponyms = str(row["text"]), row["toponyms"]
    assert isinstance(toponyms, list)
    url = str(row["url"]) if row.get("url") else None
    gold = sorted((t for t in toponyms if t["lat"] is not None), key=lambda t: t["start"])
    found = [given(text, t["start"], t["end"], table) for t in gold]
    problem = pose(found, text, table, hints_of(page_of(text, url), table))
    right = np.zeros(len(problem.places), dtype=np.bool_)
    counts: Counter[int] = Counter()
    for t, group in zip(gold, problem.group_of, strict=True):
        a, b = int(problem.start[group]), int(problem.start[group + 1])
        truth = Found(0, 1, t["lat"], t["lon"])
        near = [
            distance(truth, Found(0, 1, float(table.lat[p]), float(table.lon[p]))) <= NEAR_KM
            for p in problem.places[a:b]
        ]
        if any(near) and b - a > 1:
            right[a:b] |= np.array(near)
            counts[group] += 1
    groups = [(group, share * count) for group, count in counts.items()]
    return Lesson(problem, right, groups) if groups else None


def main() -> None:
    """Reads the command line and writes the weights."""
    parser = argparse.ArgumentParser(prog="python -m training.places.rank", description=__doc__)
    parser.add_argument("--data", type=Path, required=True)
    options = parser.parse_args()
    table = gazetteer()
    lessons = []
    for name, share in CORPORA.items():
        with (options.data / name).open(encoding="utf-8") as file:
            rows = [json.loads(line) for line in file]
        documents = [row for row in rows if is_dev(row["id"])]
        lessons += [one for row in documents if (one := lesson(row, table, share)) is not None]
    hand = json.loads(Path(__file__).with_name("hand_weights.json").read_text(encoding="utf-8"))
    start = np.array([hand["weights"][name] for name in FEATURES], dtype=np.float32)
    learnt = learn(lessons, table, start, hold=0.003, epochs=14)
    found = {name: round(float(w), 2) for name, w in zip(FEATURES, learnt, strict=True)}
    found |= {name: hand["weights"][name] for name in SET}
    origin = (
        "python -m training.places.rank, on half of GeoVirus, GeoWebNews and LGL, "
        "from hand_weights.json; renowned by hand"
    )
    path = Path(str(room.__file__)).with_name("weights.json")
    path.write_text(
        json.dumps({"origin": origin, "weights": found}, indent=1) + "\n", encoding="utf-8"
    )
    print(found)


if __name__ == "__main__":
    main()
