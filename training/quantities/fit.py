"""Counts with their vectors and kinds, and the softmax regression over them."""

from __future__ import annotations

import gzip
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.linear_model import LogisticRegression

from readout.evaluation.spans import matched
from readout.language.analyse import analyse
from readout.language.model import Model
from readout.mentions.quantities.find import find_quantities_in
from readout.mentions.quantities.kinds import Kinds
from readout.mentions.quantities.reading import Floats
from readout.mentions.times.find import find_times_in
from readout.record.types import Quantity

STRENGTH = 0.005
"""Inverse of the penalty on weights; with ``LABELLED`` chosen on sentences that neither rules nor
table had seen."""
LABELLED = 3.0
"""Weight of a count that a person labelled, against one labelled by the cues."""
_NUMBER = re.compile(r"\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozens?|hundreds?|"
                     r"thousands?|several|scores|couple|handful)\b", re.IGNORECASE)  # fmt: skip


class Count(NamedTuple):
    """One count as the table reads it."""

    features: Floats
    kind: str


def by_cues(points: dict[str, float]) -> str:
    """The kind that the cues tell without the table: the best with two points, else other."""
    best = max(points, key=lambda kind: points[kind], default="other")
    return best if points.get(best, 0.0) >= 2 else "other"


def counts(text: str, model: Model) -> tuple[list[Quantity], list[Floats | None]]:
    """The quantities of a text with kinds by cues alone, and the features of those that have."""
    asked: list[tuple[int, Floats]] = []

    class Watching(Kinds):
        """Keeps what the table would read, and decides without it."""

        def kind(
            self, bound: int, first: int, after: int, noun: int, earlier: str | None = None
        ) -> str | None:
            points = self.votes(bound, first, after, noun, earlier)
            asked.append((self.tree.start[bound], self.cues.features(first, after, noun)))
            return by_cues(points) if points else None

    spans = [(0, len(text))]
    analysis = analyse(text, spans, model)
    times = find_times_in(text, spans, None, analysis)
    found = find_quantities_in(text, spans, analysis, times, Watching)
    at = dict(asked)
    return found, [at.get(q.start) if q.kind != "money" else None for q in found]


def labelled(rows: Iterator[dict[str, Any]], model: Model) -> list[Count]:
    """Counts of written sentences, with the kinds they are labelled with."""
    out = []
    for row in rows:
        gold = sorted(row["quantities"], key=lambda q: (q["start"], q["end"]))
        found, features = counts(row["text"], model)
        pairs = matched([(q["start"], q["end"]) for q in gold], [(q.start, q.end) for q in found])
        for a, b in pairs:
            x = features[b]
            if x is not None:
                out.append(Count(x, gold[a]["kind"]))
    return out


def told_by_cues(sentences: Iterator[str], model: Model) -> list[Count]:
    """Counts of sentences nobody labelled, with the kinds that the cues tell."""
    out = []
    for text in sentences:
        if _NUMBER.search(text):
            found, features = counts(text, model)
            out += [Count(x, q.kind) for q, x in zip(found, features, strict=True) if x is not None]
    return out


def sentences_of(path: Path) -> Iterator[str]:
    """Sentences of a file of tokens (``names/gmb_train.jsonl.gz``), spaced as in print."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            text = " ".join(json.loads(line)["tokens"])
            text = re.sub(r" ([.,;:!?)%]|'s\b|n't\b)", r"\1", text)
            yield re.sub(r"([($]) ", r"\1", text).replace(" - ", "-")


def fit(gold: list[Count], told: list[Count]) -> tuple[Floats, Floats, list[str]]:
    """``[F, kinds]``, ``[kinds]`` and the kinds: the scaling of the features is folded in."""
    x = np.array([count.features for count in gold + told])
    kinds = [count.kind for count in gold + told]
    mean, spread = x.mean(0), np.maximum(x.std(0), 1e-6)
    weights = np.concatenate((np.full(len(gold), LABELLED), np.ones(len(told))))
    model = LogisticRegression(C=STRENGTH, max_iter=1000)
    model.fit((x - mean) / spread, kinds, sample_weight=weights)
    weight = model.coef_.T / spread[:, None]
    bias = model.intercept_ - mean @ weight
    return weight.astype(np.float32), bias.astype(np.float32), [str(k) for k in model.classes_]
