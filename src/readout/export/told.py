"""An event with all that its ids stand for: what every format makes its rows from."""

from __future__ import annotations

import calendar
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from typing import Literal
from urllib.parse import urlsplit

from readout.record.types import (
    BODY_ROLES,
    Entity,
    Event,
    Place,
    Quantity,
    Record,
    Statement,
)
from readout.spans import Span

_ENDS = re.compile(r"""[.!?]["'”’)]*\s+(?=["'“‘(]?[A-Z0-9])|\n""")
_LONGEST = 600  # characters to either side, where no sentence ends
_DATE = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


@dataclass(frozen=True)
class When:
    """When an event was or will be, both ends included; ``basis`` says where that was read.

    Without a time in the text it is the day of publication, the rule of POLECAT and GDELT.
    """

    first: date
    last: date
    basis: Literal["text", "published"]

    @property
    def days(self) -> int:
        return (self.last - self.first).days + 1


@dataclass(frozen=True)
class Told:
    """One event of one article; with ``members`` one episode, shown by its clearest telling."""

    record: Record
    event: Event
    sources: tuple[Entity, ...]
    targets: tuple[Entity, ...]
    statements: tuple[Statement, ...]
    quantities: tuple[Quantity, ...]
    place: Place | None
    when: When | None
    members: tuple[Told, ...] = ()

    @property
    def key(self) -> str:
        """Unique among all events of all articles: ``ARTICLE-v1``."""
        return f"{self.record.article.id}-{self.event.id}"

    @property
    def tellings(self) -> tuple[Told, ...]:
        """The members of an episode, or the one telling that this is."""
        return self.members or (self,)

    @property
    def source_name(self) -> str | None:
        """The outlet, or else the host of the address."""
        return outlet(self.record)

    @cached_property
    def spans(self) -> list[Span]:
        """Evidence in the text, in order."""
        return [e.span for e in self.event.evidence if e.span]

    def words(self, most: int | None = None) -> str:
        """The evidence as it stands in the text, of several pieces the first ``most`` words."""
        text = " … ".join(self.record.article.text[s.start : s.end] for s in self.spans)
        return cut(text, most)

    @cached_property
    def sentences(self) -> str:
        """The whole sentences that the evidence stands in, blanks in one form.

        Evidence begins and ends with the clause; whose warplanes, and at what protest, often
        stands before it.
        """
        text = self.record.article.text
        found: list[tuple[int, int]] = []
        for span in self.spans:
            start, end = sentence(text, span.start, span.end)
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], max(end, found[-1][1]))
            else:
                found.append((start, end))
        return " ".join(" ".join(text[start:end] for start, end in found).split())

    def mention(self, entity: Entity) -> tuple[int, int]:
        """Where an actor stands: in the evidence, else first in the article."""
        for span in self.spans:
            for m in entity.mentions:
                if span.start <= m.start and m.end <= span.end:
                    return m.start, m.end
        return entity.mentions[0].start, entity.mentions[0].end


def told(record: Record) -> Iterator[Told]:
    """The events of a record in their order."""
    entities = {e.id: e for e in record.entities}
    places = {p.id: p for p in record.places}
    statements = {s.id: s for s in record.statements}
    quantities = {q.id: q for q in record.quantities}
    for event in record.events:
        yield Told(
            record=record,
            event=event,
            sources=tuple(entities[e] for e in event.sources if e in entities),
            targets=tuple(entities[e] for e in event.targets if e in entities),
            statements=tuple(statements[s] for s in event.according_to if s in statements),
            quantities=tuple(quantities[q] for q in event.quantities if q in quantities),
            place=places.get(event.place or ""),
            when=_when(record, event),
        )


def _when(record: Record, event: Event) -> When | None:
    for time in record.times:
        if time.id == event.time:
            first = day(time.from_) or day(time.value)
            last = day(time.to, last=True) or day(time.value, last=True)
            if first or last:
                first, last = first or last, last or first
                assert first is not None
                assert last is not None
                return When(min(first, last), max(first, last), "text")
    published = record.article.published
    first = day(published.value) if published else None
    last = day(published.value, last=True) if published else None
    return When(first, last, "published") if first and last else None


def day(value: str | None, *, last: bool = False) -> date | None:
    """The first or last day of an ISO date of any grain; None for what is no date."""
    match = _DATE.match(value or "")
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    try:
        ends = calendar.monthrange(year, month)[1] if last else 1
        return date(year, month, int(match[3] or ends))
    except ValueError:
        return None


def seen(record: Record) -> datetime | None:
    """When the page was captured, else published, in UTC where an offset is known."""
    published = record.article.published
    for value in (record.article.source.captured_at, published.value if published else None):
        if not value:
            continue
        try:
            at = datetime.fromisoformat(value)
        except ValueError:
            first = day(value)
            if first is None:
                continue
            at = datetime(first.year, first.month, first.day)
        return at.astimezone(UTC) if at.tzinfo else at.replace(tzinfo=UTC)
    return None


def outlet(record: Record) -> str | None:
    """Who published the article: by name, else by the host of its address."""
    if record.article.outlet:
        return record.article.outlet.value
    return host(record.article.url)


def host(url: str | None) -> str | None:
    """The host of an address without ``www.``."""
    try:
        name = urlsplit(url or "").hostname
    except ValueError:
        return None
    return name.removeprefix("www.") if name else None


def sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The span widened to the sentences it stands in; an abbreviation may cut it short."""
    first, last = max(0, start - _LONGEST), min(len(text), end + _LONGEST)
    for found in _ENDS.finditer(text, first, start + 2):  # what follows an end is looked at
        if found.end() <= start:
            first = found.end()
    after = _ENDS.search(text, max(start, end - 1), last)
    return first, after.end() if after else last


def wikidata_id(entity: Entity) -> str | None:
    """``Q76`` of an entity that was found in Wikidata, else None."""
    ref = entity.ref
    return ref.id if ref and re.fullmatch(r"Q[1-9]\d*", ref.id) else None


def body(record: Record) -> str:
    """The story itself, without chrome and captions."""
    text = record.article.text
    return "\n".join(text[b.start : b.end] for b in record.article.blocks if b.role in BODY_ROLES)


def number(*parts: str) -> int:
    """A number that stands for its parts, under 2**53 so that R and spreadsheets keep all digits.

    It is a hash: among a million rows two are the same with a chance of 1 in 18,000.
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).digest()
    return int.from_bytes(digest[:8], "big") >> 11


def cut(text: str, most: int | None) -> str:
    """At most so many words of a text, with blanks in one form; ``…`` marks what was cut."""
    words = text.split()
    if most is None or len(words) <= most:
        return " ".join(words)
    return " ".join(words[: most - 1]) + " …" if most > 1 else words[0]
