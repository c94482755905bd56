"""How far reviewers agree: Krippendorff's alpha for nominal data, field by field.

Alpha is one minus observed over expected disagreement (Krippendorff, Content Analysis, 2004;
"Computing Krippendorff's Alpha-Reliability", 2011): 1 where all agree, 0 where they might as well
have thrown dice, below 0 where they disagree more than that. It takes any number of reviewers and
does not ask that all judge all. The interval is by bootstrap over things.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Mapping, Sequence
from typing import Any

import msgspec
import numpy as np

from readout.review.entry import Entry, Key
from readout.review.judged import Judged, judged, reviewers

_DRAWS = 1_000
_SEED = 17
_VERDICTS = {"add": "accept"}
"""Who adds a thing says what they say who accept it: that it is there as it stands."""


class Alpha(msgspec.Struct, frozen=True):
    """One figure. ``value`` is None where all gave the same answer to everything: there is no
    chance agreement to compare with, and alpha is not defined."""

    value: float | None
    low: float | None
    high: float | None
    """95 % interval."""
    same: float
    """Share of pairs of answers that are equal, in plain per cent agreement."""
    things: int
    """That two reviewers or more judged."""
    answers: int


class Agreement(msgspec.Struct, frozen=True):
    """What :func:`agreement` finds."""

    reviewers: list[str]
    shared: int
    """Things that two reviewers or more judged."""
    fields: dict[str, Alpha]
    """``event verdict``, ``event status``, and so on."""


def agreement(entries: Iterable[Entry], among: Sequence[str] = ()) -> Agreement:
    """Alpha of the verdicts, and of each field's value, over things that two or more judged.

    ``among`` keeps to some reviewers. A reviewer's value of a field is what they corrected it to,
    else what the program had when they judged the thing right; who rejected a thing says nothing
    of its fields.
    """
    entries = list(entries)
    names = sorted(set(among)) or reviewers(entries)
    views = {name: judged(entries, name) for name in names}
    held: dict[Key, list[Judged]] = {}
    for view in views.values():
        for key, one in view.items():
            held.setdefault(key, []).append(one)
    shared = {key: ones for key, ones in held.items() if len(ones) > 1}
    units: dict[str, list[Sequence[Hashable]]] = {}
    for (_, kind, *_), ones in shared.items():
        verdicts = [one.verdict for one in ones]
        units.setdefault(f"{kind} verdict", []).append([_VERDICTS.get(v, v) for v in verdicts])
        standing = [one for one in ones if one.verdict != "reject"]
        for field in sorted({name for one in standing for name in one.values}):
            answers = [_token(one.values[field]) for one in standing if field in one.values]
            if len(answers) > 1:
                units.setdefault(f"{kind} {field}", []).append(answers)
    return Agreement(names, len(shared), {name: alpha(units[name]) for name in sorted(units)})


def _token(value: Any) -> str:
    """A value as one of the things two people can agree on: of stretches only where they stand."""

    def bare(part: Any) -> Any:
        if isinstance(part, Mapping):
            return [part.get("start"), part.get("end")]
        if isinstance(part, list):
            return sorted(bare(one) for one in part)
        return part

    return msgspec.json.encode(bare(value)).decode()


def alpha(units: Sequence[Sequence[Hashable]], draws: int = _DRAWS) -> Alpha:
    """Alpha of nominal answers: of each unit the answers that it got, in any order.

    Units with fewer than two answers tell nothing and are left out.
    """
    told = [Counter(unit) for unit in units if len(unit) > 1]
    values = {value: k for k, value in enumerate(dict.fromkeys(v for unit in told for v in unit))}
    counts = np.zeros((len(told), max(len(values), 1)))
    for row, unit in enumerate(told):
        for value, many in unit.items():
            counts[row, values[value]] = many
    sizes = counts.sum(axis=1)
    # Ordered pairs of answers of a unit that differ, each unit's pairs weighing m / (m - 1).
    differing = (sizes**2 - (counts**2).sum(axis=1)) / np.maximum(sizes - 1, 1)
    ordered = (sizes * (sizes - 1)).sum()
    equal = (counts * (counts - 1)).sum()
    value = _alpha(differing.sum(), counts.sum(axis=0))
    low = high = None
    if value is not None and len(told) > 1:
        rng = np.random.default_rng(_SEED)
        drawn = []
        for _ in range(draws):
            picked = rng.multinomial(len(told), np.full(len(told), 1 / len(told)))
            one = _alpha(picked @ differing, picked @ counts)
            # A draw in which all answers are the same shows full agreement.
            drawn.append(1.0 if one is None else one)
        low, high = (float(v) for v in np.percentile(drawn, [2.5, 97.5]))
    same = float(equal / ordered) if ordered else 1.0
    return Alpha(value, low, high, same, len(told), int(sizes.sum()))


def _alpha(differing: Any, totals: Any) -> float | None:
    n = float(totals.sum())
    expected = n**2 - float((totals**2).sum())
    if expected <= 0:
        return None
    return 1.0 - (n - 1) * float(differing) / expected
