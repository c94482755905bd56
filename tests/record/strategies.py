"""Hypothesis strategies for whole records that keep every rule of the contract."""

from __future__ import annotations

import typing
from itertools import pairwise
from typing import Any

import msgspec
from hypothesis import strategies as st

from readout.record.ids import article_id, first_character
from readout.record.types import (
    SCHEMA_VERSION,
    Account,
    Article,
    Author,
    Block,
    Bounds,
    Candidate,
    Claim,
    Commitment,
    Dateline,
    Entity,
    Episode,
    Event,
    Evidence,
    Generator,
    Media,
    Mention,
    Note,
    PageKind,
    Place,
    PlaceMention,
    Point,
    Published,
    Quantity,
    Record,
    Ref,
    Reference,
    Role,
    RoleHeld,
    Source,
    Stance,
    Statement,
    Status,
    Time,
    Trigger,
    in_text,
    outside,
)
from readout.spans import Span

# What offsets go wrong on: astral signs, joined emoji, combining marks, right-to-left text,
# both line ends, NUL, and blanks that are not the ASCII one.
HARD = [
    "😀",
    "👩‍👩‍👧",
    "e\u0301",
    "שלום",
    "\u202eabc",
    "\r\n",
    "\n\n",
    "\0",
    "\u00a0",
    "\u2003",
    "\ufeff",
    "日本",
]
texts = st.lists(st.one_of(st.sampled_from(HARD), st.text(max_size=8)), max_size=20).map("".join)
short = st.text(max_size=12)
maybe = st.one_of(st.none(), short)
country = st.one_of(st.none(), st.sampled_from(["PER", "USA", "RUS"]))
unit = st.floats(0, 1)
bound = st.one_of(st.none(), st.floats(allow_nan=False, allow_infinity=False))
iso = {"minute": "2031-03-12T07:40+01:00", "day": "2031-03-12", "month": "2031-03", "year": "2031"}


def one_of(literal: Any) -> st.SearchStrategy[Any]:
    """Any value of a Literal type."""
    return st.sampled_from(typing.get_args(literal))


def choice(kind: type, field: str) -> st.SearchStrategy[Any]:
    """Any value of a field whose type is a Literal."""
    return one_of(typing.get_type_hints(kind)[field])


class Drawer:
    """Draws parts of one record, whose ids are known before the parts are."""

    def __init__(self, draw: st.DrawFn, text: str) -> None:
        self.draw, self.text = draw, text
        most = 3 if text else 0
        self.counts = {letter: draw(st.integers(0, most)) for letter in "eptqsvc"}
        self.counts["x"] = draw(st.integers(0, 2)) if self.counts["e"] else 0
        self.counts["a"] = draw(st.integers(0, 2)) if self.counts["x"] else 0
        self.counts["o"] = draw(st.integers(0, 2)) if self.counts["a"] else 0

    def span(self) -> tuple[int, int]:
        start = self.draw(st.integers(0, len(self.text) - 1))
        return start, self.draw(st.integers(start + 1, len(self.text)))

    def words(self) -> Span:
        return Span(*self.span())

    def spans(self, least: int = 0) -> list[Span]:
        return [self.words() for _ in range(self.draw(st.integers(least, 2)))]

    def evidence(self) -> list[Evidence]:
        beyond = st.builds(outside, st.sampled_from(["url", "user", "meta:og:title"]), short)
        if not self.text or self.draw(st.booleans()):
            return [self.draw(beyond)]
        return [in_text(*self.span())]

    def id(self, letter: str) -> str:
        return f"{letter}{self.draw(st.integers(1, self.counts[letter]))}"

    def id_or_none(self, letter: str) -> str | None:
        return self.id(letter) if self.counts[letter] and self.draw(st.booleans()) else None

    def ids(self, letter: str) -> list[str]:
        known = [f"{letter}{n}" for n in range(1, self.counts[letter] + 1)]
        return self.draw(st.lists(st.sampled_from(known), unique=True)) if known else []

    def refs(self, letter: str) -> list[Ref]:
        return [Ref(article="0" * 32, id=id_) for id_ in self.ids(letter)]

    def claim(self) -> Claim | None:
        if self.draw(st.booleans()):
            return None
        return Claim(value=self.draw(short), method="visible", evidence=self.evidence())

    def many(self, letter: str, make: Any) -> list[Any]:
        """Parts in the order of the text, with ids that follow it."""
        parts = sorted((make() for _ in range(self.counts[letter])), key=_place)
        return [
            msgspec.structs.replace(part, id=f"{letter}{number}")
            for number, part in enumerate(parts, start=1)
        ]


def _place(part: Any) -> int:
    place = first_character(part)
    return 0 if place is None else place


@st.composite
def records(draw: st.DrawFn) -> Record:
    """A whole record in which everything is in its place."""
    text = draw(texts)
    d = Drawer(draw, text)
    statements = d.many("s", lambda: _statement(d))
    statements = [
        msgspec.structs.replace(one, parent=draw(st.sampled_from([None, "s1"])) if index else None)
        for index, one in enumerate(statements)
    ]
    return Record(
        readout=Generator(schema=SCHEMA_VERSION, version="0", model=draw(maybe), codebook=None),
        article=_article(d),
        entities=d.many("e", lambda: _entity(d)),
        places=d.many("p", lambda: _place_part(d)),
        times=d.many("t", lambda: _time(d)),
        quantities=d.many("q", lambda: _quantity(d)),
        statements=statements,
        events=d.many("v", lambda: _event(d)),
        commitments=d.many("c", lambda: _commitment(d)),
        episodes=d.many("x", lambda: _episode(d)),
        accounts=d.many("a", lambda: _account(d)),
        points=d.many("o", lambda: _point(d)),
        notes=[_note(d) for _ in range(draw(st.integers(0, 2)))],
    )


def _article(d: Drawer) -> Article:
    draw, url = d.draw, d.draw(maybe)
    grain = draw(st.sampled_from([None, *iso]))
    published = grain and Published(
        value=iso[grain], grain=grain, method="jsonld", evidence=d.evidence()
    )
    return Article(
        id=article_id(d.text, url),
        url=url,
        source=Source(
            path=draw(maybe), sha256="0" * 64, media_type="text/html", captured_at=draw(maybe)
        ),
        language=d.claim(),
        outlet=d.claim(),
        headline=d.claim(),
        byline=[Author(name=draw(short), method="visible", evidence=d.evidence())],
        published=published or None,
        dateline=Dateline(
            place=draw(short), place_id=d.id_or_none("p"), agency=None, evidence=d.evidence()
        ),
        text=d.text,
        blocks=_blocks(d),
        media=[Media(caption=draw(maybe), credit=None, agency=None, evidence=d.evidence())],
        kind=draw(one_of(PageKind)),
    )


def _blocks(d: Drawer) -> list[Block]:
    size = len(d.text)
    inner = d.draw(st.sets(st.integers(1, size - 1), max_size=5)) if size > 1 else set()
    edges = sorted({0, size} | inner)
    return [
        Block(id=f"b{number}", role=d.draw(one_of(Role)), start=start, end=end)
        for number, (start, end) in enumerate(pairwise(edges), start=1)
    ]


def _entity(d: Drawer) -> Entity:
    start, end = d.span()
    held = RoleHeld(title=d.draw(short), of=None, from_=None, to="2031", evidence=d.evidence())
    ref = Reference(table="holders", id="x", candidates=[Candidate(id="x", score=d.draw(unit))])
    return Entity(
        id="e1",
        kind=d.draw(choice(Entity, "kind")),
        name=d.draw(short),
        anonymous=d.draw(st.booleans()),
        country=d.draw(country),
        sector=d.draw(maybe),
        roles=[held],
        glosses=d.spans(),
        mentions=[Mention(start=start, end=end, form=d.draw(choice(Mention, "form")))],
        ref=d.draw(st.sampled_from([None, ref])),
        confidence=d.draw(unit),
    )


def _place_part(d: Drawer) -> Place:
    start, end = d.span()
    return Place(
        id="p1",
        name=d.draw(short),
        kind="city",
        mentions=[PlaceMention(start=start, end=end, use=d.draw(choice(PlaceMention, "use")))],
        geonames_id=d.draw(st.one_of(st.none(), st.integers(1, 10**8))),
        country=d.draw(country),
        admin1=None,
        lat=d.draw(st.one_of(st.none(), st.floats(-90, 90))),
        lon=d.draw(st.one_of(st.none(), st.floats(-180, 180))),
        method="gazetteer",
        confidence=d.draw(unit),
    )


def _time(d: Drawer) -> Time:
    start, end = d.span()
    return Time(
        id="t1",
        start=start,
        end=end,
        type=d.draw(choice(Time, "type")),
        value="2031-03-12",
        mod=None,
        quant=None,
        freq=None,
        from_=d.draw(maybe),
        to=None,
        anchor=None,
    )


def _quantity(d: Drawer) -> Quantity:
    start, end = d.span()
    return Quantity(
        id="q1",
        start=start,
        end=end,
        min=d.draw(bound),
        max=d.draw(bound),
        approximate=d.draw(st.booleans()),
        unit=None,
        kind=d.draw(choice(Quantity, "kind")),
    )


def _statement(d: Drawer) -> Statement:
    return Statement(
        id="s1",
        speakers=d.ids("e"),
        source=d.draw(st.sampled_from([None, d.words()])),
        anonymous=d.draw(st.booleans()),
        reason_given=None,
        sourcing=d.draw(choice(Statement, "sourcing")),
        cue=d.words(),
        content=d.spans(least=1),
        quoted=d.draw(choice(Statement, "quoted")),
        via=d.id_or_none("e"),
        channel=None,
        said_at=d.id_or_none("t"),
        parent=None,
        evidence=d.evidence(),
        confidence=d.draw(unit),
    )


def _event(d: Drawer) -> Event:
    start, end = d.span()
    return Event(
        id="v1",
        type="CONSULT",
        plover=None,
        mode=None,
        contexts=[],
        cameo=None,
        quad=d.draw(st.one_of(st.none(), st.integers(1, 4))),
        intensity=None,
        trigger=Trigger(start=start, end=end, lemma=d.draw(short)),
        sources=d.ids("e"),
        targets=d.ids("e"),
        reciprocal=d.draw(st.booleans()),
        place=d.id_or_none("p"),
        time=d.id_or_none("t"),
        duration=None,
        quantities=d.ids("q"),
        status=d.draw(one_of(Status)),
        background=d.draw(st.booleans()),
        according_to=d.ids("s"),
        evidence=d.evidence(),
        confidence=d.draw(unit),
    )


def _commitment(d: Drawer) -> Commitment:
    return Commitment(
        id="c1",
        by=d.ids("e"),
        to=d.ids("e"),
        under=d.id_or_none("e"),
        content=d.words(),
        statement=d.id_or_none("s"),
        evidence=d.evidence(),
    )


def _episode(d: Drawer) -> Episode:
    return Episode(
        id="x1",
        type=None,
        participants=d.ids("e"),
        place=d.id_or_none("p"),
        from_=None,
        to=None,
        members=d.refs("v"),
        accounts=[],
    )


def _account(d: Drawer) -> Account:
    return Account(
        id="a1",
        episode=d.id("x"),
        side=d.id("e"),
        statements=d.refs("s"),
        quantities=[Bounds(kind="killed", min=d.draw(bound), max=None)],
    )


def _point(d: Drawer) -> Point:
    stance = Stance(account=d.id("a"), stance=d.draw(choice(Stance, "stance")), refs=[])
    return Point(id="o1", episode=d.id("x"), label=d.draw(short), stances=[stance])


def _note(d: Drawer) -> Note:
    start, end = d.span() if d.text else (None, None)
    return Note(step="page", reason=d.draw(short), start=start, end=end)
