"""How real the text presents a happening, against ratings from -3 (did not) to 3 (did).

Gold rows are those of ``data/factuality``: ``text`` (words joined by single blanks), ``predicate``
(code points of one word), ``factuality``. Mean absolute error and Pearson's r, each with a 95 %
interval by bootstrap over sentences, and the table of our statuses by the gold's third of the
scale. A corpus whose ratings nearly all are 3 is read by r and by the recall of what is below 0.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from typing import Any

import msgspec
import numpy as np

from readout.language.analyse import analyse_words
from readout.language.model import Model
from readout.statements.find import find
from readout.statements.status import reality, statuses
from readout.statements.tree import plant

_BATCH = 200
"""Sentences read together."""
_QUOTES = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}


class Measure(msgspec.Struct, frozen=True):
    """A figure with its interval and the number of predicates behind it."""

    value: float
    low: float
    high: float
    gold: int


class FactualityReport(msgspec.Struct, frozen=True):
    """Figures by name, and our status by band of the gold ("below 0", "open", "above 0")."""

    figures: dict[str, Measure]
    statuses: dict[str, dict[str, int]]


def score_factuality(rows: Iterable[dict[str, Any]], model: Model) -> FactualityReport:
    """All figures over gold rows."""
    sentences: dict[str, list[tuple[int, float]]] = {}
    for row in rows:
        number = row["text"][: row["predicate"][0]].count(" ")
        sentences.setdefault(row["text"], []).append((number, float(row["factuality"])))
    texts = list(sentences)
    ours: list[list[float]] = []
    gold: list[list[float]] = []
    table: dict[str, dict[str, int]] = {}
    for at in range(0, len(texts), _BATCH):
        some = texts[at : at + _BATCH]
        words = [[_QUOTES.get(w, w) for w in text.split(" ") if w] for text in some]
        analysis = analyse_words(words, model)
        tree = plant(analysis)
        blocks = [(tree.start[0], tree.end[-1], True)] if len(tree) else []
        drafts = [f.draft for f in find(tree, blocks)[0]]
        first = 0
        for text, tokens in zip(some, words, strict=True):
            asked = [(first + n, value) for n, value in sentences[text] if n < len(tokens)]
            standing = statuses(tree, [n for n, _ in asked], drafts)
            ours.append([reality(tree, n, s) for (n, _), s in zip(asked, standing, strict=True)])
            gold.append([value for _, value in asked])
            for (_, value), s in zip(asked, standing, strict=True):
                band = "below 0" if value < -1 else "open" if value <= 1 else "above 0"
                held = table.setdefault(band, {})
                held[s.status] = held.get(s.status, 0) + 1
            first += len(tokens)
    return FactualityReport(_figures(ours, gold), table)


def _figures(
    ours: Sequence[Sequence[float]], gold: Sequence[Sequence[float]]
) -> dict[str, Measure]:
    def values(picked: Sequence[int]) -> tuple[float, float, float]:
        a = np.array([x for k in picked for x in ours[k]])
        b = np.array([x for k in picked for x in gold[k]])
        r = float(np.corrcoef(a, b)[0, 1]) if len(a) > 1 and a.std() > 0 and b.std() > 0 else 0.0
        below = b < 0
        recall = float((a[below] < 0).mean()) if below.any() else 1.0
        return float(abs(a - b).mean()) if len(a) else 0.0, r, recall

    everything = range(len(ours))
    rng = random.Random(17)
    drawn = [values(rng.choices(everything, k=len(ours))) for _ in range(200)] if ours else []
    out = {}
    for k, (name, value) in enumerate(
        zip(("mean absolute error", "Pearson r", "recall below 0"), values(everything), strict=True)
    ):
        spread = sorted(d[k] for d in drawn) or [value]
        low, high = spread[int(0.025 * len(spread))], spread[max(int(0.975 * len(spread)) - 1, 0)]
        out[name] = Measure(value, low, high, sum(map(len, gold)))
    return out
