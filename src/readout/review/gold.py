"""What reviewers settled as gold for ``readout eval``: rows in the formats of its scorers.

A scorer counts what the program finds beyond the gold as wrong, so a stretch of text becomes gold
only where *everything* of the kind that the program had found in it was judged: sentences for
events, blocks for statements, places, times and quantities, whole articles for records. What the
program missed there is in the gold where a reviewer added it, and else gold's own gap.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any, Literal

import msgspec

from readout.knowledge.codebook import QUADS, plover
from readout.language.sentences import split_sentences
from readout.record.types import Block, Entity, Event, Place, Record
from readout.review.apply import Applied, applied
from readout.review.entry import Entry, Kind
from readout.review.things import anchor, parts
from readout.spans import Span, trimmed

Format = Literal["events", "statements", "places", "times", "quantities", "records", "plain"]
Row = dict[str, Any]

_PLAIN_ROLES = {
    "standfirst": "summary", "published": "date", "quote": "paragraph", "list": "paragraph",
    "dateline": "paragraph", "editorial_note": "chrome",
}  # fmt: skip
"""Roles of a record as those of plain gold; the others have one name."""


class Settled(msgspec.Struct, frozen=True):
    """A record as read, as corrected, and what was judged."""

    before: Record
    after: Record
    ids: frozenset[str]
    """Of the things that were judged, in ``before``."""
    added: frozenset[str] = frozenset()
    """Of the things that a reviewer added, in ``after``."""

    def whole(self, kind: Kind, start: int, end: int) -> bool:
        """Whether there is something of a kind in a stretch, and all of it was judged."""
        here = [p.id for p in parts(self.before, kind) if start <= anchor(p).start < end]
        new = [p for p in parts(self.after, kind) if p.id in self.added]
        more = [p.id for p in new if start <= anchor(p).start < end]
        return bool(here or more) and self.ids.issuperset(here)

    def whole_or_none(self, kind: Kind, start: int, end: int) -> bool:
        """Whether nothing of a kind in a stretch waits for a judgement."""
        here = [p.id for p in parts(self.before, kind) if start <= anchor(p).start < end]
        return self.ids.issuperset(here)


def settle(record: Record, entries: Iterable[Entry], by: str | None = None) -> Settled:
    """A record with what was said of it, by all or by one reviewer."""
    done: Applied = applied(record, entries, by)
    return Settled(record, done.record, frozenset(done.judged), frozenset(done.added))


def rows(settled: Iterable[Settled], format: Format) -> Iterator[Row]:
    """Gold rows of a format, in the order of the records and of their texts."""
    for one in settled:
        if format == "records":
            yield from _record(one)
        elif format == "plain":
            yield from _plain(one)
        elif format == "events":
            for block in one.before.article.blocks:
                for start, end in split_sentences(one.before.article.text, block.start, block.end):
                    yield from _sentence(one, start, end)
        else:
            for block in one.before.article.blocks:
                yield from _block(one, format, block)


def _flat(record: Record, start: int, end: int) -> str:
    """A stretch on one line; every character keeps its place."""
    return record.article.text[start:end].replace("\n", " ").replace("\r", " ")


def inside(span: Any, start: int, end: int) -> list[int] | None:
    """A span counted from the begin of a stretch; None where it does not lie in it."""
    return [span.start - start, span.end - start] if start <= span.start < span.end <= end else None


def nearest(part: Entity | Place, at: int, start: int, end: int) -> Span | None:
    """The mention in a stretch that stands nearest to an offset, a name before a pronoun."""
    held = [m for m in part.mentions if start <= m.start and m.end <= end]
    if not held:
        return None
    best = min(held, key=lambda m: (getattr(m, "form", "") == "pronoun", abs(m.start - at)))
    return Span(best.start, best.end)


def _sentence(one: Settled, start: int, end: int) -> Iterator[Row]:
    if not one.whole("event", start, end):
        return
    text = _flat(one.after, start, end)
    found = [v for v in one.after.events if start <= v.trigger.start < end and v.plover is not None]
    name = f"{one.after.article.id}/{start}"
    if not found:
        yield {"id": name, "text": text, "gold": {"quad": "NONE"}}
    for event in found:
        row: Row = {"id": f"{name}/{event.id}", "text": text}
        for side in ("source", "target"):
            marked = _actors(one.after, event, side, start, end)
            if marked:
                row[side], row[f"{side}s"] = marked[0], marked
        row["gold"] = _labels(event)
        yield row


def _actors(record: Record, event: Event, side: str, start: int, end: int) -> list[Row]:
    ids = event.sources if side == "source" else event.targets
    out = []
    for entity in record.entities:
        at = entity.id in ids and nearest(entity, event.trigger.start, start, end)
        if at:
            words = _flat(record, at.start, at.end)
            out.append({"text": words, "start": at.start - start, "end": at.end - start})
    return out


def _labels(event: Event) -> Row:
    root = event.plover or ""
    out = {"root": "YIELD" if root in ("CONCEDE", "RETREAT") else root}
    held = plover().roots.get(root)
    if held is not None:
        out["quad"] = QUADS[held.quad].upper().replace(" ", "_")
        out["binary"] = "COOPERATION" if held.quad < 3 else "CONFLICT"
    return out


def _block(one: Settled, format: Format, block: Block) -> Iterator[Row]:
    start, end = block.start, block.end
    record = one.after
    row: Row = {"id": f"{record.article.id}/{block.id}", "text": _flat(record, start, end)}
    if format == "statements":
        if one.whole("statement", start, end):
            told = attributions(record, start, end)
            if told is not None:
                yield row | {"attributions": told}
    elif format == "times":
        if one.whole("time", start, end):
            timex = [
                {"start": t.start - start, "end": t.end - start, "type": t.type, "value": t.value}
                for t in record.times
                if start <= t.start and t.end <= end
            ]
            published = record.article.published
            is_day = published is not None and published.grain in ("day", "minute")
            yield row | {
                "dct": published.value[:10] if published and is_day else None, "timex": timex,
            }  # fmt: skip
    elif format == "quantities":
        if one.whole("quantity", start, end):
            names = ("min", "max", "kind")
            yield row | {
                "quantities": [
                    {"start": q.start - start, "end": q.end - start}
                    | {name: getattr(q, name) for name in names}
                    for q in record.quantities
                    if start <= q.start and q.end <= end
                ]
            }
    elif format == "places":
        found = [
            p.id
            for p in one.before.places
            if any(start <= m.start and m.end <= end for m in p.mentions)
        ]
        if found and one.ids.issuperset(found):
            marked = [
                {"start": m.start - start, "end": m.end - start, "lat": p.lat, "lon": p.lon}
                for p in record.places
                for m in p.mentions
                if start <= m.start and m.end <= end
            ]
            marked.sort(key=lambda m: (m["start"], m["end"]))
            yield row | {"toponyms": marked, "url": record.article.url}


def attributions(record: Record, start: int, end: int) -> list[Row] | None:
    """The statements of a stretch as attributions; None where one runs over its edge."""
    here = [s for s in record.statements if start <= anchor(s).start < end]
    known = {s.id for s in here}
    entities = {e.id: e for e in record.entities}
    out = []
    for one in here:
        marked: Row = {"id": one.id}
        for role, spans in (
            ("source", [one.source]), ("cue", [one.cue]), ("content", one.content),
            ("reason", [one.reason_given]),
        ):  # fmt: skip
            held = [inside(span, start, end) for span in spans if span is not None]
            if None in held:
                return None
            marked[role] = held
        via = entities.get(one.via or "")
        at = nearest(via, anchor(one).start, start, end) if via else None
        marked["via"] = [inside(at, start, end)] if at else []
        marked |= {"sourcing": one.sourcing, "anonymous": one.anonymous, "channel": one.channel}
        marked["parent"] = one.parent if one.parent in known else None
        out.append(marked)
    return out


def _record(one: Settled) -> Iterator[Row]:
    record = one.after
    size = len(record.article.text)
    out: Row = {}
    for name, kind in (("events", "event"), ("statements", "statement")):
        if one.whole(kind, 0, size):  # type: ignore[arg-type]
            out[name] = msgspec.to_builtins(getattr(record, name))
    if not out:
        return
    article: Row = {"id": record.article.id, "text": record.article.text}
    if record.article.published is not None:
        article["published"] = {"value": record.article.published.value}
    for name in ("entities", "places", "times", "quantities"):
        out[name] = msgspec.to_builtins(getattr(record, name))
    yield {"article": article, **out}


def _plain(one: Settled) -> Iterator[Row]:
    record = one.after
    lines = []
    for block in record.article.blocks:
        span = trimmed(record.article.text, block.start, block.end)
        if span is not None:
            role = _PLAIN_ROLES.get(block.role, block.role) if block.id in one.ids else "unknown"
            lines.append({"start": span.start, "end": span.end, "role": role})
    if any(line["role"] != "unknown" for line in lines):
        full = all(line["role"] != "unknown" for line in lines)
        yield {
            "id": record.article.id, "text": record.article.text,
            "labels": "full" if full else "partial", "lines": lines,
        }  # fmt: skip
