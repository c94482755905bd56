"""What was read from a part of an article, as items of fields that each know their words."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import msgspec

from readout.record.types import Entity, Event, Record, Statement
from readout.view import claims as page_claims
from readout.view.sentences import Names, quantity_words, time_words

_LONG = 220
"""Characters of a content that are shown."""

At = tuple[tuple[int, int], ...]


class Field(msgspec.Struct, frozen=True):
    """Words of a sentence about a claim. ``kind`` gives the colour, ``at`` the words of the text
    it was read from; without them it is a mere joint."""

    text: str
    kind: str = ""
    at: At = ()

    @property
    def spans(self) -> str:
        """``120-184 200-210``, as the script reads it."""
        return " ".join(f"{start}-{end}" for start, end in self.at)


class Item(msgspec.Struct, frozen=True):
    """One thing found. ``key`` is its id in the record, ``seek`` what other views are asked for."""

    key: str
    kind: str
    fields: list[Field]
    about: list[Field]
    """What stands in the second line."""
    status: str = ""
    confidence: float | None = None
    seek: str = ""

    @property
    def first(self) -> tuple[int, int] | None:
        """The words that the item stands for most of all."""
        return next((f.at[0] for f in [*self.fields, *self.about] if f.kind == self.kind and f.at),
                    next((f.at[0] for f in [*self.fields, *self.about] if f.at), None))  # fmt: skip

    def all_spans(self) -> list[tuple[int, int, str]]:
        """Start, end and kind of all words."""
        return [(s, e, f.kind) for f in [*self.fields, *self.about] for s, e in f.at]


class Found(msgspec.Struct, frozen=True):
    """Items of one kind under their title; ``total`` counts those of the whole article."""

    kind: str
    title: str
    total: int
    items: list[Item]


def found(record: Record, start: int, end: int) -> list[Found]:
    """What was read from ``text[start:end]``, kind by kind; kinds that are empty are left out."""
    maker = _Maker(record, start, end)
    groups = [
        ("event", "What happened", len(record.events), maker.events()),
        ("statement", "Who said what", len(record.statements), maker.statements()),
        ("actor", "Who acts and speaks", len(record.entities), maker.entities()),
        ("place", "Where", len(record.places), maker.places()),
        ("time", "When", len(record.times), maker.times()),
        ("quantity", "How many", len(record.quantities), maker.quantities()),
        ("commitment", "What was promised", len(record.commitments), maker.commitments()),
        ("page", "About the page", 0, maker.page()),
        ("note", "Passed over or in doubt", len(record.notes), maker.notes()),
    ]
    return [Found(kind, title, total, items) for kind, title, total, items in groups if items]


def margin(record: Record, start: int, end: int) -> list[tuple[int, str, str]]:
    """Statements that begin here: offset, speaker, id. For the margin of the text."""
    names = Names(record)
    return [
        (s.content[0].start, names.speaker(s), s.id)
        for s in record.statements
        if start <= s.content[0].start < end
    ]


class _Maker:
    def __init__(self, record: Record, start: int, end: int) -> None:
        self._record, self._start, self._end = record, start, end
        self._text = record.article.text
        self._names = Names(record)
        self._entities = {e.id: e for e in record.entities}
        self._places = {p.id: p for p in record.places}
        self._times = {t.id: t for t in record.times}
        self._quantities = {q.id: q for q in record.quantities}
        self._statements = {s.id: s for s in record.statements}
        self._here: dict[str, At] = {}

    def _in(self, start: int, end: int) -> bool:
        return start < self._end and end > self._start

    def _at(self, spans: Iterable[Any]) -> At:
        # Whatever has a start and an end.
        pairs = ((s.start, s.end) for s in spans)
        return tuple(dict.fromkeys(pair for pair in pairs if self._in(*pair)))

    def _words(self, start: int, end: int) -> str:
        text = " ".join(self._text[start : min(end, start + 4 * _LONG)].split())
        return text if len(text) <= _LONG else text[: _LONG - 1].rstrip() + "…"

    def _mentions(self, thing: str, mentions: Sequence[Any]) -> At:
        if thing not in self._here:
            self._here[thing] = self._at(mentions)
        return self._here[thing]

    def _actors(self, ids: Sequence[str], at: int) -> list[Field]:
        out: list[Field] = []
        for number, name in enumerate(ids):
            if number:
                out.append(Field(" and " if number == len(ids) - 1 else ", "))
            out.append(Field(self._entities[name].name, "actor", self._nearest(name, at)))
        return out

    def _nearest(self, entity: str, at: int) -> At:
        here = self._mentions(entity, self._entities[entity].mentions)
        near = min(here, key=lambda span: abs(span[0] - at), default=None)
        return (near,) if near else ()

    def events(self) -> list[Item]:
        return [
            self._event(e) for e in self._record.events if self._in(e.trigger.start, e.trigger.end)
        ]

    def _event(self, event: Event) -> Item:
        at = event.trigger.start
        ids = {"source": event.sources, "target": event.targets}
        fields = []
        for piece in self._names.telling(event):
            if piece.of == "event":
                fields.append(Field(piece.text, "event", ((at, event.trigger.end),)))
            elif piece.of:
                entity = ids[piece.of][piece.number]
                fields.append(Field(piece.text, "actor", self._nearest(entity, at)))
            else:
                fields.append(Field(piece.text))
        kind = (event.type or "act") + (f", {event.mode}" if event.mode else "")
        about = [Field(kind, "type", self._at(e.span for e in event.evidence if e.span))]
        if event.place is not None:
            place = self._places[event.place]
            here = self._mentions(event.place, place.mentions)
            near = min(here, key=lambda span: abs(span[0] - at), default=None)
            about.append(Field(place.name, "place", (near,) if near else ()))
        for name in (event.time, event.duration):
            if name is not None:
                time = self._times[name]
                text = time_words(time.value, self._words(time.start, time.end))
                about.append(Field(text, "time", self._at([time])))
        for name in event.quantities:
            quantity = self._quantities[name]
            about.append(Field(quantity_words(quantity), "quantity", self._at([quantity])))
        if event.according_to:
            told = [self._statements[s] for s in event.according_to]
            spans = [span for s in told for span in (s.source, s.cue) if span]
            about.append(
                Field(
                    f"according to {self._names.source(event.according_to)}",
                    "statement",
                    self._at(spans),
                )
            )
        else:
            about.append(Field("the article's own voice"))
        status = event.status + (", background" if event.background else "")
        return Item(event.id, "event", fields, about, status, event.confidence)

    def statements(self) -> list[Item]:
        return [
            self._statement(s)
            for s in self._record.statements
            if any(self._in(c.start, c.end) for c in s.content)
        ]

    def _statement(self, statement: Statement) -> Item:
        first = statement.content[0]
        said = " … ".join(self._words(c.start, c.end) for c in statement.content)
        source = self._at([statement.source] if statement.source else [])
        if not source:
            source = tuple(
                span for field in self._actors(statement.speakers, first.start) for span in field.at
            )
        fields = [
            Field(self._names.speaker(statement), "actor", source),
            Field(": "),
            Field(said, "statement", self._at(statement.content)),
        ]
        about = [Field(statement.sourcing.replace("_", ", "))]
        if statement.cue:
            words = self._words(statement.cue.start, statement.cue.end)
            about.append(Field(f"“{words}”", "statement", self._at([statement.cue])))
        about.append(Field(f"{statement.quoted} quotation"))
        if statement.reason_given:
            reason = statement.reason_given
            words = self._words(reason.start, reason.end)
            about.append(Field(f"unnamed because: {words}", "statement", self._at([reason])))
        if statement.said_at is not None:
            time = self._times[statement.said_at]
            said_at = time_words(time.value, self._words(time.start, time.end))
            about.append(Field(said_at, "time", self._at([time])))
        return Item(statement.id, "statement", fields, about, "", statement.confidence)

    def entities(self) -> list[Item]:
        items = []
        for entity in self._record.entities:
            here = self._mentions(entity.id, entity.mentions)
            if here:
                items.append((len(here), self._entity(entity, here)))
        return [item for _, item in sorted(items, key=lambda pair: -pair[0])]

    def _entity(self, entity: Entity, here: At) -> Item:
        about = [Field(entity.kind)]
        if entity.anonymous:
            about.append(Field("unnamed"))
        for role in entity.roles:
            title = role.title + (f" of {role.of}" if role.of else "")
            spans = [e.span for e in role.evidence if e.span]
            about.append(Field(title, "actor", self._at(spans)))
        about += [Field(fact) for fact in (entity.country, entity.sector) if fact]
        many = len(entity.mentions)
        about.append(Field("1 mention" if many == 1 else f"{many} mentions"))
        fields = [Field(entity.name, "actor", here)]
        return Item(entity.id, "actor", fields, about, "", entity.confidence, entity.name)

    def places(self) -> list[Item]:
        items = []
        for place in self._record.places:
            here = self._mentions(place.id, place.mentions)
            if not here:
                continue
            about = [Field(fact) for fact in (place.kind, place.admin1, place.country) if fact]
            if place.lat is not None and place.lon is not None:
                about.append(Field(f"{place.lat:.2f}, {place.lon:.2f}"))
            fields = [Field(place.name, "place", here)]
            seek = str(place.geonames_id or place.name)
            items.append(Item(place.id, "place", fields, about, "", place.confidence, seek))
        return items

    def times(self) -> list[Item]:
        return [
            Item(
                t.id,
                "time",
                [Field(self._words(t.start, t.end), "time", ((t.start, t.end),))],
                [Field(fact) for fact in (t.value, t.mod, t.quant, t.freq) if fact],
            )
            for t in self._record.times
            if self._in(t.start, t.end)
        ]

    def quantities(self) -> list[Item]:
        return [
            Item(
                q.id,
                "quantity",
                [Field(self._words(q.start, q.end), "quantity", ((q.start, q.end),))],
                [Field(quantity_words(q))],
            )
            for q in self._record.quantities
            if self._in(q.start, q.end)
        ]

    def commitments(self) -> list[Item]:
        items = []
        for c in self._record.commitments:
            if not self._in(c.content.start, c.content.end):
                continue
            fields = self._actors(c.by, c.content.start) or [Field("unknown")]
            if c.to:
                fields += [Field(" to "), *self._actors(c.to, c.content.start)]
            words = self._words(c.content.start, c.content.end)
            fields += [Field(": "), Field(words, "commitment", self._at([c.content]))]
            under = [Field(f"under {self._entities[c.under].name}")] if c.under else []
            items.append(Item(c.id, "commitment", fields, under))
        return items

    def page(self) -> list[Item]:
        items = []
        for row in page_claims.rows(self._record):
            spans = [e.span for e in row.evidence if e.span]
            # All of the body tells the language; lighting all of it would tell nothing.
            at = self._at(spans) if row.key != "language" else ()
            about = [Field(row.label or row.key.partition("-")[0])]
            about += [Field(row.method)] if row.method else []
            outside = [f"{e.where}: {e.value}" for e in row.evidence if e.span is None]
            about += [Field(text[:_LONG]) for text in dict.fromkeys(outside)]
            items.append(Item(row.key, "page", [Field(row.value[:_LONG], "page", at)], about))
        return items

    def notes(self) -> list[Item]:
        items = []
        for number, note in enumerate(self._record.notes, start=1):
            at: At = ()
            if note.start is not None and note.end is not None:
                if not self._in(note.start, note.end):
                    continue
                at = ((note.start, note.end),)
            fields = [Field(note.reason[:_LONG], "note", at)]
            items.append(Item(f"n{number}", "note", fields, [Field(note.step)]))
        return items[:200]
