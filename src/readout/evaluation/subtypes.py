"""ACLED's sub-types against snippets with one each (CASE 2021, task 2): weighted F1.

A snippet's answer is that of its event whose rule stands first in the table; the earlier a rule,
the more it asks for. A snippet without an event, or with none that a rule fits, is a miss. Status
is not looked at, since the gold labels announced and asked-for acts as well.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from hashlib import sha256
from typing import Any, Literal

import msgspec
import numpy as np

from readout.export.acled_types import rule_number
from readout.export.told import told
from readout.knowledge.export_codes import sub_types
from readout.record.types import Record

NONE = "NONE"
Pair = tuple[str, str]
"""Predicted and gold label."""


class WeightedF1(msgspec.Struct, frozen=True):
    """A figure with the 95 % interval of 1,000 bootstrap draws over rows, and the rows."""

    value: float
    low: float
    high: float
    rows: int


def in_part(id_: str, part: Literal["dev", "test", "all"]) -> bool:
    """Half and half, by the second byte of the id's hash: the first one cut the open corpus out."""
    return part == "all" or (sha256(id_.encode()).digest()[1] < 128) == (part == "dev")


def label(record: Record) -> str:
    """The label of a snippet, in the abbreviations of the shared task."""
    numbers = [n for one in told(record) if (n := rule_number(one)) is not None]
    return sub_types()[min(numbers)].label if numbers else NONE


def score_subtypes(rows: Iterable[tuple[Mapping[str, Any], Record]]) -> dict[str, Any]:
    """Weighted F1 over all labels and over rows whose gold ACLED itself has, and F1 by label."""
    pairs = [(label(record), str(row["gold"]["acled_subtype"])) for row, record in rows]
    own = {rule.label for rule in sub_types() if rule.event_type} | {"OTHER"}
    out: dict[str, Any] = {"weighted F1, all labels": _interval(pairs)}
    if acled := [pair for pair in pairs if pair[1] in own]:
        out["weighted F1, labels of ACLED"] = _interval(acled)
    out["no event, or none that a rule fits"] = sum(a == NONE for a, _ in pairs) / len(pairs)
    by_label = f1_by_label(pairs)
    out["F1 by label"] = {name: by_label[name] for name in sorted(by_label)}
    return out


def f1_by_label(pairs: Sequence[Pair]) -> dict[str, float]:
    """F1 of each label of the gold."""
    right, found, gold = Counter[str](), Counter[str](), Counter[str]()
    for predicted, answer in pairs:
        found[predicted] += 1
        gold[answer] += 1
        right[answer] += predicted == answer
    return {name: 2 * right[name] / (found[name] + gold[name]) for name in gold}


def weighted_f1(pairs: Sequence[Pair]) -> float:
    """Mean F1 of the labels of the gold, each weighted by its rows."""
    gold = Counter(answer for _, answer in pairs)
    scores = f1_by_label(pairs)
    return sum(scores[name] * count for name, count in gold.items()) / len(pairs)


def _interval(pairs: Sequence[Pair]) -> WeightedF1:
    rng = np.random.default_rng(17)
    size = len(pairs)
    draws = [weighted_f1([pairs[i] for i in rng.integers(size, size=size)]) for _ in range(1_000)]
    low, high = np.percentile(draws, [2.5, 97.5]).tolist()
    return WeightedF1(weighted_f1(pairs), low, high, size)
