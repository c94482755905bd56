"""Ranges of casualties by source."""

from __future__ import annotations

from collections.abc import Sequence

from readout.accounts.amounts import CASUALTIES
from readout.accounts.episodes import Count
from readout.accounts.happenings import Happening, outermost
from readout.accounts.sides import Sides
from readout.record.types import Quantity, Record, Ref, Statement


def counts_of(
    record: Record, happening: Happening, statements: Sequence[Statement], sides: Sides
) -> list[Count]:
    """Each casualty figure of a happening with its source, in text order.

    A figure belongs to it when an event of it carries it or a statement on it holds it.
    """
    carried = {q for e in happening.events for q in e.quantities}
    out = []
    for quantity in record.quantities:
        if quantity.kind not in CASUALTIES:
            continue
        if quantity.min is None and quantity.max is None:
            continue
        told = _told_by(quantity, outermost(record))
        if quantity.id not in carried and told not in statements:
            continue
        source, side = _source(record, told, sides)
        out.append(
            Count(
                kind=quantity.kind, source=source, side=side, min=quantity.min, max=quantity.max,
                refs=[Ref(article=record.article.id, id=quantity.id)],
            )
        )  # fmt: skip
    return out


def _told_by(quantity: Quantity, statements: Sequence[Statement]) -> Statement | None:
    for statement in statements:
        if any(c.start <= quantity.start and quantity.end <= c.end for c in statement.content):
            return statement
    return None


def _source(record: Record, told: Statement | None, sides: Sides) -> tuple[str, str | None]:
    if told is None:
        article = record.article
        return (article.outlet.value if article.outlet else "the article itself"), None
    if not told.speakers:
        return "an unnamed source", None
    names = [sides.entities[s].name for s in told.speakers]
    return " and ".join(names), sides.of(told.speakers[0])


def ranges(counts: Sequence[Count]) -> list[Count]:
    """One count for each kind and source, spanning what that source says everywhere."""
    held: dict[tuple[str, str], Count] = {}
    for one in counts:
        was = held.get((one.kind, one.source))
        if was is None:
            held[one.kind, one.source] = one
            continue
        held[one.kind, one.source] = Count(
            kind=one.kind,
            source=one.source,
            side=was.side,
            min=_least(was.min, one.min),
            max=_most(was.max, one.max),
            refs=[*was.refs, *one.refs],
        )
    return sorted(held.values(), key=lambda c: c.kind)


def _least(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else min(a, b)


def _most(a: float | None, b: float | None) -> float | None:
    return None if a is None or b is None else max(a, b)
