"""Events, statements and actors of a record as rows of one sentence each, for a person."""

from __future__ import annotations

import re
from collections.abc import Iterable

from readout.record.types import Entity, Event, Evidence, Quantity, Record, Statement, in_text
from readout.view.behind import between, follows, is_passive, refusal, thing_done
from readout.view.claims import Row
from readout.view.telling import Piece, telling
from readout.view.verbs import dictionary_form

_LONG = 160
"""Characters of a quoted content that are shown."""


class Names:
    """How the things of a record are called in a sentence."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        language = record.article.language
        self._english = language is None or language.value.startswith("en")
        self._entities = {e.id: e for e in record.entities}
        self._places = {p.id: p.name for p in record.places}
        self._times = {t.id: t for t in record.times}
        self._quantities = {q.id: q for q in record.quantities}
        self._statements = {s.id: s for s in record.statements}

    def entities(self, ids: Iterable[str]) -> str:
        """ "Obama", "Obama and Putin", "Obama, Putin and Kerry"."""
        names = [self._entities[i].name for i in ids]
        return names[0] if len(names) == 1 else ", ".join(names[:-1]) + " and " + names[-1]

    def near(self, ids: Iterable[str], at: int) -> list[Evidence]:
        """The mention of each entity that stands nearest to an offset."""
        out = []
        for entity in (self._entities[i] for i in ids):
            best = min(entity.mentions, key=lambda m: abs(m.start - at))
            out.append(in_text(best.start, best.end))
        return out

    def source(self, statement_ids: Iterable[str]) -> str:
        """Who the article has it from: the outermost speaker first."""
        told = [self._statements[i] for i in statement_ids]
        if not told:
            return "the article itself"
        return ", quoting ".join(self.speaker(s) for s in reversed(told))

    def speaker(self, statement: Statement) -> str:
        """The speakers of a statement with how their words came here."""
        name = self.entities(statement.speakers) if statement.speakers else "an unnamed source"
        if statement.speakers and statement.anonymous:
            name += " (anonymous)"
        if statement.via is not None:
            name += f", via {self.entities([statement.via])}"
        if statement.channel is not None:
            name += f", by {statement.channel}" if statement.channel != "spoken" else ", spoken"
        return name

    def entity(self, name: str) -> Entity:
        return self._entities[name]

    def telling(self, event: Event) -> list[Piece]:
        """The event as a sentence, in pieces."""
        words = self._text[event.trigger.start : event.trigger.end]
        lemma = dictionary_form(event.trigger.lemma, words) if self._english else words
        targets = event.targets
        said = tail = refusing = ""
        if self._english:
            said, tail, near = self._behind(event)
            if event.plover == "REJECT" and event.status == "occurred":
                refusing = refusal(self._text, event.trigger.start)
            if refusing and not near:
                targets = []  # "will not end it until the mayor resigns"
        return telling(
            [self._entities[i].name for i in event.sources],
            [self._entities[i].name for i in targets],
            lemma,
            status=event.status,
            kind=event.type,
            reciprocal=event.reciprocal,
            english=self._english,
            said=said,
            tail=tail,
            refusing=refusing,
        )

    def _behind(self, event: Event) -> tuple[str, str, bool]:
        """The article's words behind the verb of an event, where they are needed to tell it, and
        whether these or none at all lead to its targets."""
        at, end = event.trigger.start, event.trigger.end
        spans = [e.span for e in event.evidence if e.span]
        until = next((s.end for s in spans if s.start <= at < s.end), end)
        if is_passive(self._text, at):
            return "", "", True
        if not event.targets:
            return thing_done(self._text, end, until), "", True
        mentions = [m for i in event.targets for m in self._entities[i].mentions]
        said, tail = between(self._text, end, until, mentions)
        return said, tail, bool(said or tail) or follows(self._text, end, until, mentions)

    def circumstances(self, event: Event) -> list[str]:
        """Place, time, duration and quantities of an event, those that are known."""
        parts = []
        if event.place is not None:
            parts.append(self._places[event.place])
        for time in (event.time, event.duration):
            if time is not None:
                held = self._times[time]
                parts.append(time_words(held.value, self._text[held.start : held.end]))
        parts += [quantity_words(self._quantities[q]) for q in event.quantities]
        return list(dict.fromkeys(parts))


_DAY = re.compile(r"\d{3,4}(?:-\d\d(?:-\d\d(?:T\d\d(?::\d\d)*)?)?)?")
_PART = re.compile(r"(\d{4}(?:-\d\d-\d\d)?)[-T](MO|AF|EV|NI|DT|SP|SU|FA|WI|W\d\d)")
_PARTS = {"MO": "morning", "AF": "afternoon", "EV": "evening", "NI": "night", "DT": "by day",
          "SP": "spring", "SU": "summer", "FA": "autumn", "WI": "winter"}  # fmt: skip


def time_words(value: str, words: str) -> str:
    """A TIMEX3 value as a person writes it; the words of the text where it has no calendar date.

    "2025-05-07T01:05" is "2025-05-07 01:05", "2024-W28" is "2024, week 28"; "P1W" stays "a week".
    """
    if _DAY.fullmatch(value):
        return value.replace("T", " ")
    if found := _PART.fullmatch(value):
        part = found[2]
        return f"{found[1]}, {_PARTS.get(part) or f'week {int(part[1:])}'}"
    return " ".join(words.split())


def quantity_words(quantity: Quantity) -> str:
    """ "killed: at least 20"."""
    low, high = quantity.min, quantity.max
    if low is not None and high is not None:
        words = _number(low) if low == high else f"{_number(low)} to {_number(high)}"
    elif low is not None:
        words = f"at least {_number(low)}"
    elif high is not None:
        words = f"at most {_number(high)}"
    else:
        words = "some"
    kind: str = quantity.kind
    if kind in ("other", "weapons", "money"):
        kind = quantity.unit or {"other": "", "weapons": "weapons", "money": "in money"}[kind]
    if kind in ("weapons", "participants") and low == high == 1:
        kind = kind[:-1]
    about = "about " if quantity.approximate and low == high else ""
    return f"{about}{words} {kind}".strip()


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:,g}"


def event_rows(record: Record) -> list[Row]:
    """One row for each event: its status, who did what to whom, and according to whom."""
    names = Names(record)
    rows = []
    for event in record.events:
        kind = event.type or "act"
        told = "".join(piece.text for piece in names.telling(event))
        told += f" ({kind}{', ' + event.mode if event.mode else ''})"
        value = " · ".join([told, *names.circumstances(event)])
        status = event.status + (", background" if event.background else "")
        at = event.trigger.start
        near = names.near([*event.sources, *event.targets], at)
        rows.append(
            Row(
                key=f"event-{event.id}",
                label=status,
                value=value,
                method=names.source(event.according_to),
                evidence=[in_text(at, event.trigger.end), *near],
            )
        )
    return rows


def statement_rows(record: Record) -> list[Row]:
    """One row for each statement: who says what, in whose words, on which way."""
    names = Names(record)
    text = record.article.text
    rows = []
    for statement in record.statements:
        said = " … ".join(" ".join(text[c.start : c.end].split()) for c in statement.content)
        if len(said) > _LONG:
            said = said[: _LONG - 1].rstrip() + "…"
        spans = [*statement.content, *(s for s in (statement.cue, statement.source) if s)]
        rows.append(
            Row(
                key=f"statement-{statement.id}",
                label=statement.sourcing.replace("_", ", "),
                value=f"{names.speaker(statement)}: {said}",
                method=f"{statement.quoted} quotation",
                evidence=[in_text(s.start, s.end) for s in spans],
            )
        )
    return rows


def actor_rows(record: Record) -> list[Row]:
    """One row for each actor that takes part in an event or a statement, most mentioned first."""
    acting = _acting(record)
    return _entity_rows(record, [e for e in record.entities if e.id in acting])


def other_actor_rows(record: Record) -> list[Row]:
    """The same for those who are named and do nothing."""
    acting = _acting(record)
    return _entity_rows(record, [e for e in record.entities if e.id not in acting])


def _acting(record: Record) -> set[str]:
    acting = {i for e in record.events for i in [*e.sources, *e.targets]}
    return acting | {i for s in record.statements for i in s.speakers}


def _entity_rows(record: Record, chosen: list[Entity]) -> list[Row]:
    rows = []
    for entity in sorted(chosen, key=lambda e: -len(e.mentions)):
        facts = [role.title + (f" of {role.of}" if role.of else "") for role in entity.roles]
        facts += [fact for fact in (entity.country, entity.sector) if fact]
        if entity.anonymous:
            facts.append("unnamed")
        many = len(entity.mentions)
        rows.append(
            Row(
                key=f"actor-{entity.id}",
                label=entity.kind,
                value=f"{entity.name}{' · ' if facts else ''}{', '.join(facts)}",
                method="1 mention" if many == 1 else f"{many} mentions",
                evidence=[in_text(m.start, m.end) for m in entity.mentions],
            )
        )
    return rows
