"""How words reached the page, and how real what they tell is, against our own labelled passages.

Gold rows are those of ``data/attribution`` with ``sourcing``, ``anonymous``, ``channel``, ``via``
and ``reason`` beside each attribution, and ``predicates`` with ``span``, ``status`` and
``background``. Attributes are scored on the statements that are found (``pair`` match, nested ones
included): accuracy, as the F1 of (statement, value). Statuses are scored on the gold's predicates.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any, get_args

from readout.evaluation.statements import Told, covered, match, word_starts
from readout.evaluation.tally import Tally
from readout.record.types import Entity, Statement, Status

ATTRIBUTES = ("sourcing", "anonymous", "channel")


def told(statement: Statement) -> Told:
    """The spans of a statement."""

    def pair(span: Any) -> tuple[tuple[int, int], ...]:
        return ((span.start, span.end),) if span else ()

    return Told(
        pair(statement.source),
        pair(statement.cue),
        tuple((s.start, s.end) for s in statement.content),
    )


def score_attributes(
    tally: Tally,
    row: dict[str, Any],
    ours: Sequence[Statement],
    entities: Sequence[Entity],
) -> None:
    """Counts sourcing, anonymity, channel, relay and reason of the statements found."""
    words = word_starts(row["text"])
    gold = row["attributions"]

    def sets(spans: Sequence[Sequence[Any]]) -> list[set[int]]:
        return [covered(words, [(a, b) for a, b in role]) for role in spans]

    theirs = [sets((g["source"], g["cue"], g["content"])) for g in gold]
    mine = [sets((t.source, t.cue, t.content)) for t in map(told, ours)]
    places = {e.id: [(m.start, m.end) for m in e.mentions] for e in entities}
    doc = row["id"]
    for i, j in sorted(match(mine, theirs, (0, 2), 0.5).items()):
        one, other = ours[i], gold[j]
        for name in ATTRIBUTES:
            tally.add(name, doc, [(j, getattr(one, name))], [(j, other[name])])
        relay = bool(other["via"])
        held = places.get(one.via or "", [])
        same = any(a < y and x < b for a, b in held for x, y in other["via"])
        tally.add(
            "relay", doc, [(j, relay if same or not (relay or one.via) else None)], [(j, relay)]
        )
        if relay or one.via:
            tally.add("via", doc, [j] if one.via and same else [-1] * bool(one.via), [j] * relay)
        reason = one.reason_given
        if reason or other["reason"]:
            found = reason is not None and any(
                reason.start < y and x < reason.end for x, y in other["reason"]
            )
            tally.add(
                "reason", doc, [j] if found else [-1] * bool(reason), [j] * bool(other["reason"])
            )


def macro(pairs: Sequence[tuple[str, str]]) -> tuple[float, dict[str, float]]:
    """Macro-F1 over the gold's statuses and the F1 of each, from (ours, gold) pairs."""
    right = Counter(a for a, b in pairs if a == b)
    found, gold = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    each = {s: 2 * right[s] / (found[s] + gold[s]) for s in get_args(Status) if gold[s]}
    return (sum(each.values()) / len(each) if each else 0.0), each


def confusion(pairs: Sequence[tuple[str, str]]) -> dict[str, dict[str, int]]:
    """Gold status to our status to count."""
    out: dict[str, dict[str, int]] = {}
    for ours, gold in pairs:
        held = out.setdefault(gold, {})
        held[ours] = held.get(ours, 0) + 1
    return out
