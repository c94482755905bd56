"""Places, times and quantities of a record as rows for a person, and all of its things as words to
be marked in the text."""

from __future__ import annotations

from collections.abc import Iterator

import msgspec

from readout.record.types import Place, Record, Time, in_text
from readout.view.claims import Row
from readout.view.roles import visible
from readout.view.sentences import actor_rows, other_actor_rows, quantity_words
from readout.view.why import Reason

MARKED = {
    "actor": "Actors and other named things",
    "place": "Places",
    "time": "Times",
    "quantity": "Quantities",
}
"""Kinds of things that are marked in the text, as the legend calls them. A row's key begins with
its kind."""
_SHOWN = 4
"""Candidates of an explained thing that stand beside its words."""


class Marked(msgspec.Struct, frozen=True):
    """Words to be marked: ``key`` is that of the row they belong to."""

    start: int
    end: int
    key: str
    tip: str


def place_rows(record: Record) -> list[Row]:
    """One row for each place: its name, where it lies, how sure that is."""
    rows = []
    for place in record.places:
        facts = [place.name, *_where(place)]
        how = f"confidence {place.confidence:.2f}" if place.lat is not None else place.method
        many = len(place.mentions)
        rows.append(
            Row(
                key=f"place-{place.id}",
                label=place.kind,
                value=" · ".join(facts),
                method=f"{how}, {'1 mention' if many == 1 else f'{many} mentions'}",
                evidence=[in_text(m.start, m.end) for m in place.mentions],
            )
        )
    return rows


def _where(place: Place) -> Iterator[str]:
    inside = place.admin1 if place.admin1 != place.name else None
    region = ", ".join(part for part in (inside, place.country) if part)
    if region:
        yield region
    if place.lat is not None and place.lon is not None:
        north, east = "N" if place.lat >= 0 else "S", "E" if place.lon >= 0 else "W"
        yield f"{abs(place.lat):.2f}° {north}, {abs(place.lon):.2f}° {east}"


def time_rows(record: Record) -> list[Row]:
    """One row for each time: its words, its TIMEX3 value, and what it was counted from."""
    text = record.article.text
    words = {t.id: " ".join(text[t.start : t.end].split()) for t in record.times}
    rows = []
    for time in record.times:
        value = " ".join(part for part in (time.value, time.mod, time.quant, time.freq) if part)
        rows.append(
            Row(
                key=f"time-{time.id}",
                label=time.type.lower(),
                value=f"“{words[time.id]}” · {value or 'no value'}",
                method=_anchored(time, words),
                evidence=[in_text(time.start, time.end)],
            )
        )
    return rows


def _anchored(time: Time, words: dict[str, str]) -> str | None:
    if time.anchor is None:
        return None
    if time.anchor == "published":
        return "counted from the day of publication"
    return f"counted from “{words.get(time.anchor, time.anchor)}”"


def quantity_rows(record: Record) -> list[Row]:
    """One row for each quantity: its words and its bounds."""
    text = record.article.text
    return [
        Row(
            key=f"quantity-{q.id}",
            label=q.kind,
            value=f"“{' '.join(text[q.start : q.end].split())}” · {quantity_words(q)}",
            method=None,
            evidence=[in_text(q.start, q.end)],
        )
        for q in record.quantities
    ]


def marked(record: Record, why: dict[str, Reason]) -> list[Marked]:
    """All words that name a thing, with what to say of them; ``why`` are reasons by the ids of
    what they explain."""
    actors = {r.key: r for r in [*actor_rows(record), *other_actor_rows(record)]}
    places = {r.key: r for r in place_rows(record)}
    out = []
    for entity in record.entities:
        row = actors[f"actor-{entity.id}"]
        told = _Told(row, why.get(entity.id))
        out += [Marked(m.start, m.end, row.key, told(m.form)) for m in entity.mentions]
    for place in record.places:
        row = places[f"place-{place.id}"]
        told = _Told(row, why.get(place.id))
        out += [Marked(m.start, m.end, row.key, told(m.use)) for m in place.mentions]
    for row in [*time_rows(record), *quantity_rows(record)]:
        span = row.evidence[0].span
        if span is not None:
            out.append(Marked(span.start, span.end, row.key, _Told(row, None)(row.method or "")))
    return out


class _Told:
    """What stands beside the words of a thing: its kind, its facts, how it is meant here."""

    def __init__(self, row: Row, reason: Reason | None) -> None:
        kind = row.key.partition("-")[0]
        self._head = f"{kind}: {visible(row.value)} · {row.label}"
        scored = [line for is_scored, line in reason.scored if is_scored] if reason else []
        self._tail = "".join(f"\n{line}" for line in scored[:_SHOWN])

    def __call__(self, form: str) -> str:
        return f"{self._head}{f' · {form}' if form else ''}{self._tail}"
