"""What a side says, cut into claims: one clause each, with who and what it speaks of."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import replace

from readout.accounts.amounts import CASUALTIES, Amount, lengths, nobody, people, shares
from readout.accounts.claim import Act, Claim
from readout.accounts.clauses import clauses
from readout.accounts.countries import state_called
from readout.accounts.cues import Cues
from readout.accounts.going_on import GoingOn
from readout.accounts.keys import entity_key
from readout.accounts.polarity import absent, attacked, began, is_blanket, negated, passive, undone
from readout.accounts.sides import Sides
from readout.accounts.wording import TOKEN, Word, forms, stem, tokens
from readout.knowledge.account_words import words
from readout.record.types import Commitment, Entity, Event, Place, Quantity, Record, Statement, Time

_LONG = 140
_TITLE = 20
"""Characters before a name in which its title stands."""
_HEAD = 2
"""Words at the head of a clause in which "its" and "we" are of the subject."""
_BRIEF = 8
"""Statements up to which an article tells of one dispute, so that what its sides say is on it."""
_ONLY_NAMED = re.compile(r"(?:the|this|that|these|those|his|her|its|their)\s+\w+", re.I)
"""A thing or a person that words are about, and nothing of it."""
_PARTITIVE = re.compile(r"\s+of\s+(?:the|those|these|them|its|their|his|her|our)\b")
_OPENING = 6
"""Words at the head of a clause in which its subject is looked for."""


class Claims:
    """Cuts the statements of one record into claims."""

    def __init__(self, record: Record, sides: Sides) -> None:
        self._record = record
        self._text = record.article.text
        self._sides = sides
        self._mentions = sorted(
            (m.start, m.end, m.form, e.id) for e in record.entities for m in e.mentions
        )
        self._cues = Cues(record, sides.entities)
        self._going_on = GoingOn(record)
        self._starts = [m[0] for m in self._mentions]
        self._events = sorted(record.events, key=lambda e: e.trigger.start)
        self._triggers = [e.trigger.start for e in self._events]
        self._quantities = sorted(record.quantities, key=lambda q: q.start)
        self._counts = [q.start for q in self._quantities]
        self._times = sorted(record.times, key=lambda t: t.start)
        self._whens = [t.start for t in self._times]
        self._places = {p.id: p for p in record.places}
        self._counted = {q: e for e in self._events for q in e.quantities}
        self._crowded = sum(s.parent is None for s in record.statements) > _BRIEF
        self._commitments: dict[str | None, list[Commitment]] = {}
        for commitment in record.commitments:
            self._commitments.setdefault(commitment.statement, []).append(commitment)
        self._cut: dict[tuple[str, str], list[Claim]] = {}

    def of(self, statement: Statement, side: str) -> list[Claim]:
        """The claims of a statement, told by ``side``; none of what it says that somebody did not
        say."""
        # A statement is asked for with each happening that its speaker takes part in.
        key = statement.id, side
        if key not in self._cut:
            self._cut[key] = self._claims(statement, side)
        return self._cut[key]

    def _claims(self, statement: Statement, side: str) -> list[Claim]:
        if self._cues.is_unsaid(statement):
            return []
        denied = self._cues.denies(statement)
        blamed = self._blamed(statement)
        out: list[Claim] = []
        told = [(c.start, c.end) for c in statement.content]
        told += [more] if (more := self._going_on.of(statement)) is not None else []
        spans = (
            span
            for part in told
            for span in clauses(self._text, *part, self._acts, self._joins_names)
        )
        for start, end in spans:
            claim = self._claim(statement, side, start, end, denied, blamed)
            if not (claim.bag or claim.amounts or claim.blanket):
                continue  # what the reading left of a sentence: "No", "A"
            if _ONLY_NAMED.fullmatch(self._text, start, end) and not claim.blanket:
                continue  # "condemned *the attack*" says nothing of it
            # In "… and kidnapped two teachers" who is named first is the object.
            if out and not claim.passive and self._goes_on(start, end):
                claim = replace(claim, subject=out[-1].subject)
            out.append(claim)
        return out

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a clause opens with its verb, so that the subject is that of the one before."""
        match = TOKEN.search(self._text, start, end)
        first = match[0] if match else ""
        return first[:1].islower() and (
            first.lower().endswith(("ed", "ing")) or first.lower() in words("past")
        )

    def _blamed(self, statement: Statement) -> list[str]:
        """Whom the cue accuses of what the content tells ("accused Norda of shelling ...")."""
        cue = statement.cue
        if cue is None:
            return []
        said = tokens(self._text, cue.start, cue.end)
        if not any(w.lower in words("accusing") for w in said):
            return []
        for event in self._acts(cue.start, cue.end):
            return event.targets
        first = min(c.start for c in statement.content)
        between = self._in(cue.end, first) if cue.end <= first else self._in(first, first + 60)
        return [id_ for *_, id_ in between[:1]]

    def _in(self, start: int, end: int) -> list[tuple[int, int, str, str]]:
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end)
        return [m for m in self._mentions[first:last] if m[1] <= end]

    def _acts(self, start: int, end: int) -> list[Event]:
        """The events with their trigger in a stretch of the text."""
        first = bisect_left(self._triggers, start)
        return self._events[first : bisect_left(self._triggers, end)]

    def _joins_names(self, at: int) -> bool:
        """Whether the "and" at an offset stands between two mentions."""
        after = bisect_left(self._starts, at + len(" and "))
        if self._starts[after : after + 1] != [at + len(" and ")]:
            return False
        return any(m[1] == at for m in self._mentions[max(0, after - 8) : after])

    def _claim(
        self, told: Statement, side: str, start: int, end: int, denied: bool, blamed: list[str]
    ) -> Claim:
        inside = self._in(start, end)
        named = {id_ for _, _, form, id_ in inside}
        named |= set(blamed)
        said = tokens(self._text, start, end)
        plain = [w for w in said if not _covered(w, inside, self._sides.entities)]
        acts = tuple(
            Act(
                id=e.id,
                type=e.type,
                sources=frozenset(self._sides.all(e.sources)),
                targets=frozenset(self._sides.all(e.targets)),
                denied=e.status == "denied",
            )
            for e in self._acts(start, end)
            if told.id in e.according_to
        )
        actors = {i for i in named if _is_named(self._sides.entities[i])}
        # A state that the reading passed over ("Rwandan artillery") is still one that acts.
        states = {w.lower: f"state:{iso}" for w in plain if (iso := _state(w))}
        plain = [w for w in plain if w.lower not in states]
        subject = self._subject(said, inside, side, blamed)
        refused = negated(said)
        return Claim(
            article=self._record.article.id,
            side=side,
            statement=told.id,
            start=start,
            end=end,
            label=self._label(start, end, blamed),
            stems=frozenset(form for w, form in forms(plain) if w.lower not in _NEGATIVE),
            actors=frozenset(entity_key(self._sides.entities[i]) for i in actors)
            | frozenset(states.values()),
            actor_sides=frozenset(self._sides.all(named)) | frozenset(states.values()),
            subject=subject,
            negated=refused,
            # What the reading calls denied for a "not" in these words is negated already.
            denied=denied or (not refused and any(a.denied for a in acts)),
            blanket=is_blanket(said, denied) and not self._others_deny(said, side, subject),
            amounts=(
                *self._amounts(start, end, inside, subject),
                *nobody(said, subject),
                *shares(said),
                *lengths(self._times_in(start, end)),
            ),
            attacked=attacked(said),
            began=began(said),
            passive=passive(said),
            territory=self._territory(said, inside, side),
            acts=acts,
            commitments=tuple(
                c.id
                for c in self._commitments.get(told.id, ())
                if c.content.start < end and start < c.content.end
            ),
            crowded=self._crowded,
            rejected=denied and not self._cues.says_untrue(told),
            absent=absent(said),
            undone=undone(said),
            asked=self._cues.asks(told),
            topic=self._is_topic(told, start, bool(blamed)),
            vague=self._cues.is_vague(told),
        )

    def _is_topic(self, told: Statement, start: int, blamed: bool) -> bool:
        """Whether a content opens behind a preposition that names a topic; a charge does too."""
        if blamed or told.cue is None or all(c.start != start for c in told.content):
            return False
        at = start
        while at and self._text[at - 1].isspace():
            at -= 1
        before = self._text[self._text.rfind(" ", 0, at) + 1 : at]
        said = self._text[start : start + _TITLE].partition(" ")[0]
        topical = before.lower() in words("before_topics")
        return topical and not said.lower().endswith("ing")

    def _others_deny(self, said: list[Word], side: str, subject: str | None) -> bool:
        """Whether it is told that others deny: "some leaders now deny any agreement"."""
        at = next((k for k, w in enumerate(said) if w.lower in words("denying")), 0)
        own = subject == side or any(w.lower in words("first_person") for w in said[:at])
        return at > 0 and not own

    def _label(self, start: int, end: int, blamed: list[str]) -> str:
        said = " ".join(self._text[start:end].split()).strip('“”"‘’')
        if blamed and not any(m[3] in blamed for m in self._in(start, end)):
            said = f"{self._sides.entities[blamed[0]].name}: {said}"
        return said if len(said) <= _LONG else said[: _LONG - 1].rstrip() + "…"

    def _subject(
        self,
        said: list[Word],
        inside: list[tuple[int, int, str, str]],
        side: str,
        blamed: list[str],
    ) -> str | None:
        """The side at the head of the clause: the first mention, or the speakers themselves."""
        if blamed:
            return self._sides.of(blamed[0])
        # "It was Norda that fired first" is of Norda.
        cleft = len(said) > 2 and said[0].lower == "it" and said[1].lower in ("was", "is")
        after = cleft and (
            any(m[0] <= said[2].start < m[1] for m in inside) or _state(said[2]) is not None
        )
        opening = said[2 : 2 + _OPENING] if after else said[:_OPENING]
        # What stands behind the verb is no subject: "two warplanes had entered Nordan airspace".
        verb = next((k for k, w in enumerate(opening) if w.lower in words("auxiliaries")), None)
        opening = opening[:verb] if verb else opening
        for word in opening:
            held = [m for m in inside if m[0] <= word.start < m[1]]
            if held and held[0][2] == "pronoun" and word not in opening[:_HEAD]:
                continue
            if held:
                side_of = self._sides.of(held[0][3])
                if side_of != side and self._is_a_crowd(held[0][3], side_of):
                    return self._people_of(held[0][3])
                joined = [
                    m
                    for m in inside
                    if 0 <= m[0] - held[0][1] <= 6
                    and self._text[held[0][1] : m[0]].strip(" ,") == "and"
                ]
                alike = all(self._sides.of(m[3]) == side_of for m in joined)
                return side_of if alike else None
            if (iso := _state(word)) is not None:
                return f"state:{iso}"
            if word.lower in words("first_person") and word in opening[:_HEAD]:
                return side
        return None

    def _people_of(self, crowd: str) -> str | None:
        """The state that a crowd is called by: "Afghan fighters"."""
        called = {c for w in self._sides.entities[crowd].name.split() if (c := state_called(w))}
        return f"state:{called.pop()}" if len(called) == 1 else None

    def _is_a_crowd(self, entity: str, side: str | None) -> bool:
        """Whether a subject is people told by a number or a word alone, who may be others' men."""
        said = self._sides.entities[entity]
        crowd = said.kind == "group" and said.anonymous and entity_key(said) == side
        return crowd and not any(m.form == "name" for m in said.mentions)

    def _amounts(
        self,
        start: int,
        end: int,
        inside: list[tuple[int, int, str, str]],
        subject: str | None,
    ) -> Iterator[Amount]:
        first, last = bisect_left(self._counts, start), bisect_left(self._counts, end)
        # "The hospital received 38 bodies": there may be others elsewhere.
        in_part = any(w.lower in words("partial_counts") for w in tokens(self._text, start, end))
        for quantity in self._quantities[first:last]:
            if quantity.kind in CASUALTIES and people(quantity.unit) in _THINGS:
                continue  # "a five-story building was hit"
            yield Amount(
                id=quantity.id,
                kind=quantity.kind,
                unit=people(quantity.unit),
                low=quantity.min,
                # "Two of the patients": there are others of them.
                high=None
                if in_part or _PARTITIVE.match(self._text, quantity.end)
                else quantity.max,
                approximate=quantity.approximate,
                whose=self._whose(quantity, end, inside, subject),
                where=self._where(quantity),
            )

    def _times_in(self, start: int, end: int) -> list[Time]:
        first, last = bisect_left(self._whens, start), bisect_left(self._whens, end)
        return self._times[first:last]

    def _territory(
        self, said: list[Word], inside: list[tuple[int, int, str, str]], side: str
    ) -> str | None:
        """Whose waters, airspace or soil a clause names: "its own waters", "waters of Norda"."""
        for at, word in enumerate(said):
            on = word.lower in words("territory_after_on") and any(
                w.lower == "on" for w in said[max(0, at - 3) : at]
            )
            if not on and word.lower not in words("territory"):
                continue
            around = [*reversed(said[max(0, at - 3) : at]), *said[at + 1 : at + 4]]
            for near in around:
                if near.lower in words("nobodys_ground"):
                    return "international"
                held = [m for m in inside if m[0] <= near.start < m[1]]
                owner = self._sides.of(held[0][3]) if held else None
                if owner is None and (iso := _state(near)) is not None:
                    owner = f"state:{iso}"
                if owner is not None:
                    return owner
                if near.lower in ("our", "its"):
                    return side
        return None

    def _where(self, quantity: Quantity) -> Place | None:
        event = self._counted.get(quantity.id)
        return self._places.get(event.place) if event is not None and event.place else None

    def _whose(
        self,
        quantity: Quantity,
        end: int,
        inside: list[tuple[int, int, str, str]],
        subject: str | None,
    ) -> str | None:
        """Whose people a number counts: "20 Nordan soldiers", "two of its own men"."""
        if quantity.id in self._counted:
            hit = self._counted[quantity.id].targets
            # "25 members" are of nobody that the text tells: their own number names no side.
            told = {s for i in hit if (s := self._sides.of(i)) and not self._is_a_crowd(i, s)}
            if len(told) == 1:
                return next(iter(told))
        after = tokens(self._text, quantity.start, min(end, quantity.end + 30))[:6]
        for word in after:
            held = [m for m in inside if m[0] <= word.start < m[1] and m[2] != "pronoun"]
            named = [s for m in held if (s := self._sides.of(m[3])) is not None]
            if named and not named[0].startswith("name:"):
                return named[0]
            if word.lower in words("own"):
                return subject
        return None


_THINGS = frozenset(stem(w) for w in words("things"))
_NEGATIVE = words("negations") | words("negations_of_all") | words("denials")


def _covered(
    word: Word, inside: list[tuple[int, int, str, str]], entities: dict[str, Entity]
) -> bool:
    """Whether a word names a known entity, which is compared by its key instead."""
    for start, end, form, id_ in inside:
        known = form == "name" or entities[id_].kind == "state"
        if start <= word.start < end and known and _is_named(entities[id_]):
            return True
        # The title in front of a name: "Foreign Minister Ana Ruiz".
        if known and word.text[:1].isupper() and 0 < start - word.start <= _TITLE:
            return entities[id_].kind == "person"
    return False


def _state(word: Word) -> str | None:
    return state_called(word.text) if word.text[:1].isupper() else None


def _is_named(entity: Entity) -> bool:
    """Whether an entity is compared by its key; what is only described is compared by its words."""
    if entity.kind in ("summit", "media") or entity.anonymous:
        return False
    return entity.kind == "state" or any(m.form == "name" for m in entity.mentions)
