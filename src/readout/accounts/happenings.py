"""Which events of one article are the same happening, and which statements speak of it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from readout.accounts.bodies import STATE_SECTORS
from readout.accounts.keys import entity_key
from readout.accounts.places import apart_km
from readout.accounts.sides import Sides
from readout.accounts.wording import TOKEN, stem, tokens
from readout.knowledge.account_words import account_words, family, words
from readout.record.types import Event, Record, Statement

SAME_PLACE_KM = 100.0
_ANCHORS = words("anchors")
_WINDOW = 120
"""Events before an event that it is compared with, so that a book takes linear time."""
_NEXT = 1_200
"""Characters within which a speaker who goes on still speaks of the same."""


@dataclass(frozen=True)
class Happening:
    """Events of one article that are one happening; ``sides`` are those of its participants."""

    events: tuple[Event, ...]
    family: str
    sides: frozenset[str]
    participants: tuple[str, ...]
    named: frozenset[str] = frozenset()
    """Sides that the sentences of the events name besides."""
    telling: frozenset[str] = frozenset()
    """Sides whose people the article has it from."""
    split: bool = False
    """Whether two bodies of one state stand on both ends, so that the state is no side."""
    references: frozenset[str] = field(default_factory=frozenset)
    """Common forms of the words by which it is spoken of."""

    @property
    def start(self) -> int:
        """The first character of the first trigger."""
        return min(e.trigger.start for e in self.events)


def happenings(record: Record, sides: Sides) -> list[Happening]:
    """The happenings of a record in text order.

    Events are joined when their types are of one family, a side takes part in both, and neither
    their times nor their places exclude each other; what was said in a meeting belongs to the
    meeting when the same sides talk; who denies a part without saying in what denies the last act
    of that kind.
    """
    events = sorted(record.events, key=lambda e: e.trigger.start)
    parent = list(range(len(events)))

    def root(k: int) -> int:
        while parent[k] != k:
            parent[k] = parent[parent[k]]
            k = parent[k]
        return k

    circumstances = _Circumstances(record)
    for j in range(len(events)):
        for i in range(max(0, j - _WINDOW), j):
            a, b = sorted((root(i), root(j)))
            if a != b and _same(events[i], events[j], sides, circumstances):
                parent[b] = a
    for j in range(len(events)):
        before = _denied(events, j, circumstances)
        if before is not None:
            a, b = sorted((root(before), root(j)))
            parent[b] = a
    group = [root(k) for k in range(len(events))]
    held: dict[int, list[Event]] = {}
    for event, number in zip(events, group, strict=True):
        held.setdefault(number, []).append(event)
    near = _Near(record)
    speakers = {s.id: s.speakers for s in record.statements}
    return sorted(
        (_happening(m, sides, near, speakers) for m in held.values()), key=lambda h: h.start
    )


def _denied(events: Sequence[Event], j: int, circumstances: _Circumstances) -> int | None:
    """The number of what event ``j`` denies a part in, without a word on what it was: "denied that
    its men had *taken part*" speaks of the last act of its kind."""
    event = events[j]
    if (
        event.trigger.lemma not in _PART
        or event.status != "denied"
        or event.targets
        or not event.according_to
    ):
        return None
    for i in range(j - 1, max(-1, j - 1 - _NEAR_EVENTS), -1):
        one = events[i]
        others = one.status in ("occurred", "ongoing") and (
            not set(one.according_to) & set(event.according_to))  # fmt: skip
        if one.type == event.type and others and not circumstances.exclude(one, event):
            return i
    return None


class _Near:
    """Who is named in the sentence of an event."""

    def __init__(self, record: Record) -> None:
        self._mentions = sorted(
            (m.start, m.end, e.id)
            for e in record.entities
            if e.kind in ("state", "organization", "person") or (e.sector or "CVL") != "CVL"
            for m in e.mentions
            if m.form != "pronoun"
        )

    def of(self, event: Event) -> list[str]:
        out: list[str] = []
        for item in event.evidence:
            if (span := item.span) is None:
                continue
            first = bisect_left(self._mentions, (span.start, 0, ""))
            after = bisect_left(self._mentions, (span.end, 0, ""))
            out += [id_ for _, _, id_ in self._mentions[first:after]]
        return out


_PART = frozenset(
    "take part participate participation involve involvement role responsibility complicity "
    "join".split()
)
_NEAR_EVENTS = 4
"""Events before a denial among which is what it denies."""
_NOBODY = frozenset(("people", "person", "persons"))
PARTISAN = STATE_SECTORS | {"REB", "OPP", "LEG", "PTY", "CRM"}
"""Sectors whose people tell what happened as one of the sides, whoever took part in it."""


def _happening(
    members: Sequence[Event],
    sides: Sides,
    near: _Near,
    speakers: Mapping[str, Sequence[str]],
) -> Happening:
    # A happening is what its first event in the article's own voice says, else its first event.
    lead = min(members, key=lambda e: (bool(e.according_to), e.trigger.start))
    people = list(dict.fromkeys(i for e in members for i in [*e.sources, *e.targets]))
    split = any(
        a is not None and a == sides.of(t) and sides.fine(s) != sides.fine(t)
        for e in members
        for s in e.sources
        for t in (*e.targets, *(x for x in e.sources if e.reciprocal and x != s))
        if (a := sides.of(s)) is not None
    )
    of = sides.fine if split else sides.of
    known = family(lead.type)
    said = account_words()["references"].get(known, "").split()
    references = {stem(w) for w in said} | {stem(e.trigger.lemma) for e in members}
    taking_part = {s for i in people if (s := of(i)) is not None}
    own = [e for e in members if not e.according_to] or members
    named = {s for e in own for i in near.of(e) if (s := of(i)) is not None}
    told_by = {i for e in members for s in e.according_to for i in speakers.get(s, ())}
    telling = {
        s for i in told_by if sides.entities[i].sector in PARTISAN and (s := of(i)) is not None
    }
    return Happening(
        events=tuple(members),
        family=known,
        sides=frozenset(taking_part),
        named=frozenset(named),
        telling=frozenset(telling),
        participants=tuple(people),
        split=split,
        references=frozenset(references),
    )


class _Circumstances:
    """Times and places of a record by id."""

    def __init__(self, record: Record) -> None:
        self.times = {t.id: t for t in record.times}
        self.places = {p.id: p for p in record.places}

    def exclude(self, a: Event, b: Event) -> bool:
        """Whether two events cannot be one happening for their time or place."""
        return self._other_time(a, b) or self._other_place(a, b)

    def _other_time(self, a: Event, b: Event) -> bool:
        s, t = self.times.get(a.time or ""), self.times.get(b.time or "")
        if s is None or t is None or s.from_ is None or t.from_ is None:
            return False
        return s.from_[:10] > (t.to or t.from_)[:10] or t.from_[:10] > (s.to or s.from_)[:10]

    def _other_place(self, a: Event, b: Event) -> bool:
        if a.place is None or b.place is None or a.place == b.place:
            return False
        far = apart_km(self.places[a.place], self.places[b.place])
        return far is not None and far > SAME_PLACE_KM


def _same(a: Event, b: Event, sides: Sides, circumstances: _Circumstances) -> bool:
    if family(a.type) != family(b.type) or circumstances.exclude(a, b):
        return False
    people = [{*e.sources, *e.targets} for e in (a, b)]
    parties = [sides.all(p) for p in people]
    if not (people[0] & people[1] or parties[0] & parties[1]):
        return False
    if a.type != b.type:
        told = bool(a.according_to) != bool(b.according_to)
        talk = family(a.type) == "talk" and bool({a.type, b.type} & _ANCHORS) and told
        force = family(a.type) == "force" and len(parties[0] & parties[1]) > 1
        return (talk and len(parties[0] & parties[1]) > 1) or force
    if _ahead(a) != _ahead(b) and not (a.time and a.time == b.time):
        return False
    if a.type in _ANCHORS or family(a.type) == "talk":
        persons = [{i for i in p if sides.entities[i].kind == "person"} for p in people]
        if persons[0] and persons[1] and not persons[0] & persons[1]:
            return False
        return parties[0] <= parties[1] or parties[1] <= parties[0]
    # Each lays it at the other's door: two tell it, for one would tell of an answer.
    blamed = bool({*a.sources} & {*b.targets}) and bool({*a.targets} & {*b.sources})
    blamed = blamed and set(a.according_to) != set(b.according_to)
    target = set(a.targets) & set(b.targets) or sides.all(a.targets) & sides.all(b.targets)
    return bool(target) or not (a.targets and b.targets) or blamed


def _ahead(event: Event) -> bool:
    """Whether an event lies in the future: another meeting than the one that took place."""
    return event.status in ("planned", "requested", "predicted", "hypothetical")


def teller(statement: Statement, happening: Happening, sides: Sides) -> list[str]:
    """The sides of a happening that a statement is told by."""
    out = []
    for speaker in statement.speakers:
        for key in (sides.fine(speaker), sides.of(speaker)):
            if key in happening.sides and key is not None:
                out.append(key)
                break
        else:
            out += _of_country(speaker, happening, sides)
            out += [] if out else _through_name(speaker, happening, sides)
    return list(dict.fromkeys(out))


def _of_country(speaker: str, happening: Happening, sides: Sides) -> list[str]:
    """The state of a parliament, a court or a person whose office is unknown."""
    said = sides.entities[speaker]
    state = f"state:{sides.country(speaker)}"
    unknown = said.sector is None and said.kind == "person"
    unknown = unknown and all(role.of is None for role in said.roles)
    if (unknown or said.sector in ("LEG", "JUD", "PTY")) and said.kind != "media":
        return [state] if state in happening.sides else []
    return []


def _through_name(speaker: str, happening: Happening, sides: Sides) -> list[str]:
    """Townspeople who speak where townspeople are hit; people of one country and sector."""
    said = sides.entities[speaker]
    if said.sector == "CVL" and said.kind == "person" and not said.anonymous:
        return []  # somebody with a name does not speak for "three women"
    for other in (sides.entities[i] for i in happening.participants):
        alike = said.sector is not None and said.sector == other.sector
        same_country = said.country == other.country or None in (said.country, other.country)
        if other.name.rpartition(" ")[2].lower() in _NOBODY:
            continue  # who saw it does not speak for "42 other people"
        if alike and same_country and said.kind != "media" and said.sector in ("CVL", "REB", "OPP"):
            key = sides.of(other.id)
            return [key] if key is not None else []
    return []


def outermost(record: Record) -> list[Statement]:
    """Statements that stand in no other, what is told inside one being that one's telling, and are
    of somebody, not of some of many."""
    return [s for s in record.statements if s.parent is None and not _is_of_some(record, s)]


def _is_of_some(record: Record, statement: Statement) -> bool:
    """Whether "many Republicans" or "others" say it, who are not all of a side."""
    source = statement.source
    said = record.article.text[source.start : source.end].lower().split() if source else []
    return said[:1] != [] and said[0] in words("some")


def speaking_in(record: Record, sides: Sides) -> set[str]:
    """The sides that speak for somebody in a record: no analysts, no witnesses, no press.

    Of whom the reading knows no office, a name is enough: who is asked is mostly a party.
    """
    out = set()
    for statement in outermost(record):
        for speaker in statement.speakers:
            said = sides.entities[speaker]
            named = said.kind in ("organization", "state") or not said.anonymous
            # A rights group speaks for itself; an analyst of no body that is told does not.
            of_body = said.kind == "organization" or sides.of(speaker) != entity_key(said)
            beside = said.sector in _BESIDE or (said.sector == "NGO" and not of_body)
            party = not beside and statement.sourcing not in _ASKED
            if (party and named) or said.sector in PARTISAN | {"IGO"}:
                out.add(sides.of(speaker))
    return {side for side in out if side is not None}


_BESIDE = frozenset(("CVL", "MED", "EDU"))
_ASKED = frozenset(("expert", "witness", "media"))
"""Kinds of sourcing in which somebody is asked who is no side."""


class Speaking:
    """Which statements of a record speak of which happening."""

    def __init__(self, record: Record, sides: Sides) -> None:
        self._sides = sides
        text = record.article.text
        mentions = sorted(
            (m.start, m.end, e.id)
            for e in record.entities
            if e.kind not in ("place", "media")
            for m in e.mentions
        )
        starts = [m[0] for m in mentions]
        self._statements: list[tuple[Statement, frozenset[str], list[str], bool]] = []
        for statement in outermost(record):
            said: set[str] = set()
            named: list[str] = []
            for content in statement.content:
                said |= set(map(stem, TOKEN.findall(text, content.start, content.end)))
                for k in range(bisect_left(starts, content.start), len(starts)):
                    if starts[k] >= content.end:
                        break
                    if mentions[k][1] <= content.end:
                        named.append(mentions[k][2])
            cue = statement.cue
            denies = cue is not None and any(
                w.lower in words("denials") for w in tokens(text, cue.start, cue.end)
            )
            self._statements.append((statement, frozenset(said), named, denies))

    def of(self, happening: Happening, *, alone: bool) -> list[tuple[Statement, list[str]]]:
        """The statements on a happening with the sides that tell them, in text order.

        A statement is on it when an event of it is known through the statement or is its cue, when
        it speaks of it by a word of its family, names another participant, answers by a denial, or
        goes on with what its speaker has said of it just before. ``alone`` tells that the article
        holds no other happening of two sides: then all that the sides say is about this one.
        """
        told: list[tuple[Statement, list[str]]] = []
        near: dict[str, int] = {}
        through = {s for e in happening.events for s in e.according_to}
        tellers: dict[tuple[str, ...], list[str]] = {}
        for statement, said, named, denies in self._statements:
            speakers = tuple(statement.speakers)
            if speakers not in tellers:
                tellers[speakers] = teller(statement, happening, self._sides)
            by = tellers[speakers]
            if not by:
                continue
            at = statement.content[0].start
            if (
                alone
                or denies
                or statement.id in through
                or _narrated(statement, happening)
                or bool(said & happening.references)
                or (happening.family == "talk" and self._names_others(named, happening, by))
                or any(abs(at - near[side]) < _NEXT for side in by if side in near)
            ):
                told.append((statement, by))
                near |= dict.fromkeys(by, statement.content[-1].end)
        return told

    def _names_others(self, named: list[str], happening: Happening, by: list[str]) -> bool:
        """Whether a participant of another side is named, or "the presidents", who are all."""
        for entity in named:
            side = self._sides.of(entity)
            if side is None or (side in happening.sides and side not in by):
                return True
        return False


def _narrated(statement: Statement, happening: Happening) -> bool:
    """Whether the cue is an act of the happening: "accused", "urged"."""
    cue = statement.cue
    return cue is not None and any(
        cue.start < e.trigger.end and e.trigger.start < cue.end for e in happening.events
    )
