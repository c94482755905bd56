"""What a side says, cut into claims: one clause each, with who and what it speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from readout.accounts.sides import Sides, entity_key
from readout.accounts.wording import Word, has_content, stem, tokens
from readout.knowledge.account_words import words
from readout.language.sentences import split_sentences
from readout.record.types import Entity, Quantity, Record, Statement

CASUALTIES = ("killed", "injured", "missing", "detained", "displaced")
_PRONOUNS = r"(?:that|it|they|he|she|we|the|its|their|his|her|our|no|there|this|these)"
_PAST = "|".join(sorted(words("past")))
_CUT = re.compile(
    r";|\s[—–]\s|\s-\s|—"
    r"|,?\s(?=(?:but|while|whereas|although|though|because|until|adding|insisting|denying)\s)"
    r"|,?\s(?=and\s(?:that|it|they|he|she|we|there|no)\s)"
    rf"|,\s(?=(?:and|or)\s(?:{_PRONOUNS}|all|both|some|many|most|more|at\sleast|\d|[A-Z]))"
    r"|,?\s(?=(?:after|when|since|if|unless)\s(?:it|they|he|she|we|its|their)\s)"
    r"|,?\s(?=and\s(?:would|will|had|has|have|could|should|must|was|were|is|are)\s)"
    r"|,\s(?=however,)"
    r"|,\s(?=[a-z]{2,}ing\s)"
    r"|,\s(?=(?:which|who|where)\s)"
    rf"|,?\s(?=and\s(?:\w+ed|{_PAST})\s(?:an?|the|its|their|his|her|our|to|on|in|at|with|from|for|"
    r"that|more|least|over|about|no|two|three|four|five|six|seven|eight|nine|ten|\d|[A-Z]|\w+s\b))"
)
_LEAD = re.compile(r"(?:(?:and|but|or|that|while|whereas|however,?|also)\s+)+")
_LONG = 140
_TITLE = 20
"""Characters before a name in which its title stands."""
_REACH = 6
"""Words after a negation that it may bear on."""


@dataclass(frozen=True)
class Amount:
    """A number within a claim, with whom it counts when that is told."""

    id: str
    kind: str
    unit: str | None
    low: float | None
    high: float | None
    approximate: bool
    whose: str | None


@dataclass(frozen=True)
class Act:
    """An event inside a claim: its type, and the sides on both its ends."""

    id: str
    type: str | None
    sources: frozenset[str]
    targets: frozenset[str]
    denied: bool


@dataclass(frozen=True)
class Claim:
    """One thing that one side says.

    ``negated`` holds the common forms that a negation stands before; ``denied`` tells that the
    whole is told in order to be denied; ``blanket`` that it refuses what others said without
    repeating it. ``subject`` is the side whose doing it tells, None when that is open.
    """

    article: str
    side: str
    statement: str
    start: int
    end: int
    label: str
    stems: frozenset[str]
    actors: frozenset[str]
    actor_sides: frozenset[str]
    subject: str | None
    negated: frozenset[str]
    denied: bool
    blanket: bool
    amounts: tuple[Amount, ...]
    territory: str | None
    """On whose ground it happened, as the claim says: a side, or "international"."""
    acts: tuple[Act, ...]
    commitments: tuple[str, ...]

    @property
    def bag(self) -> frozenset[str]:
        """All that is compared."""
        return self.stems | self.actors


class Claims:
    """Cuts the statements of one record into claims."""

    def __init__(self, record: Record, sides: Sides) -> None:
        self._record = record
        self._text = record.article.text
        self._sides = sides
        self._mentions = sorted(
            (m.start, m.end, m.form, e.id) for e in record.entities for m in e.mentions
        )
        self._events = sorted(record.events, key=lambda e: e.trigger.start)

    def of(self, statement: Statement, side: str) -> list[Claim]:
        """The claims of a statement, told by ``side``."""
        denied = self._denies(statement)
        blamed = self._blamed(statement)
        out: list[Claim] = []
        for start, end in self._clauses(statement):
            claim = self._claim(statement, side, start, end, denied, blamed)
            if out and claim.subject is None and self._goes_on(start, end):
                claim = replace(claim, subject=out[-1].subject)
            out.append(claim)
        return out

    def _goes_on(self, start: int, end: int) -> bool:
        """Whether a clause opens with its verb, so that the subject is that of the one before."""
        first = next(iter(tokens(self._text, start, end)), None)
        return (
            first is not None
            and first.text[:1].islower()
            and (first.lower.endswith(("ed", "ing")) or first.lower in words("past"))
        )

    def _denies(self, statement: Statement) -> bool:
        cue = statement.cue
        if cue is None:
            return False
        return any(w.lower in words("denials") for w in tokens(self._text, cue.start, cue.end))

    def _blamed(self, statement: Statement) -> list[str]:
        """Whom the cue accuses of what the content tells ("accused Norda of shelling ...")."""
        cue = statement.cue
        if cue is None:
            return []
        said = tokens(self._text, cue.start, cue.end)
        if not any(w.lower in words("accusing") for w in said):
            return []
        for event in self._events:
            if event.trigger.start < cue.end and cue.start < event.trigger.end:
                return event.targets
        first = min(c.start for c in statement.content)
        between = self._in(cue.end, first) if cue.end <= first else self._in(first, first + 60)
        return [id_ for *_, id_ in between[:1]]

    def _in(self, start: int, end: int) -> list[tuple[int, int, str, str]]:
        return [m for m in self._mentions if start <= m[0] and m[1] <= end]

    def _clauses(self, statement: Statement) -> Iterator[tuple[int, int]]:
        text = self._text
        for content in statement.content:
            for first, last in split_sentences(text, content.start, content.end):
                yield from self._pieces(first, last)

    def _pieces(self, first: int, last: int) -> Iterator[tuple[int, int]]:
        """The clauses of one sentence; a piece of one content word joins the piece before it."""
        cuts = {m.start() for m in _CUT.finditer(self._text, first, last)}
        inside = [e for e in self._events if first <= e.trigger.start < last]
        for a, b in pairwise(inside):
            gap = self._text[a.trigger.end : b.trigger.start]
            joint = gap.rfind(" and ")
            if joint >= 0 and a.type != b.type and not self._joins_names(a.trigger.end + joint):
                cuts.add(a.trigger.end + joint)
        edges = [first, *sorted(cuts), last]
        pieces: list[tuple[int, int]] = []
        for start, end in pairwise(edges):
            if pieces and sum(has_content(w) for w in tokens(self._text, start, end)) < 2:
                pieces[-1] = pieces[-1][0], end
            elif end > start:
                pieces.append((start, end))
        for start, end in pieces:
            piece = self._text[start:end]
            start += len(piece) - len(piece.lstrip(" ,;—–-“”\"'‘’"))
            end -= len(piece) - len(piece.rstrip(" ,;—–-“”\"'‘’"))
            if (lead := _LEAD.match(self._text, start, end)) is not None and lead.end() < end:
                start = lead.end()
            if start < end:
                yield start, end

    def _joins_names(self, at: int) -> bool:
        """Whether the "and" at an offset stands between two mentions."""
        before = any(m[1] == at for m in self._mentions)
        return before and any(m[0] == at + len(" and ") for m in self._mentions)

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
            for e in self._events
            if start <= e.trigger.start < end and told.id in e.according_to
        )
        actors = {i for i in named if _is_named(self._sides.entities[i])}
        subject = self._subject(said, inside, side, blamed)
        return Claim(
            article=self._record.article.id,
            side=side,
            statement=told.id,
            start=start,
            end=end,
            label=self._label(start, end, blamed),
            stems=frozenset(
                stem(w.text) for w in plain if has_content(w) and w.lower not in _NEGATIVE
            ),
            actors=frozenset(entity_key(self._sides.entities[i]) for i in actors),
            actor_sides=frozenset(self._sides.all(named)),
            subject=subject,
            negated=_negated(said),
            denied=denied or any(a.denied for a in acts),
            blanket=_is_blanket(said, denied),
            amounts=(*self._amounts(start, end, inside, subject), *_nobody(said, subject)),
            territory=self._territory(said, inside, side),
            acts=acts,
            commitments=tuple(
                c.id
                for c in self._record.commitments
                if c.statement == told.id and c.content.start < end and start < c.content.end
            ),
        )

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
        opening = said[:_REACH]
        for word in opening:
            held = [m for m in inside if m[0] <= word.start < m[1]]
            if held:
                side_of = self._sides.of(held[0][3])
                joined = [
                    m
                    for m in inside
                    if 0 <= m[0] - held[0][1] <= 6
                    and self._text[held[0][1] : m[0]].strip(" ,") == "and"
                ]
                alike = all(self._sides.of(m[3]) == side_of for m in joined)
                return side_of if alike else None
            if word.lower in words("first_person"):
                return side
        return None

    def _amounts(
        self,
        start: int,
        end: int,
        inside: list[tuple[int, int, str, str]],
        subject: str | None,
    ) -> Iterator[Amount]:
        for quantity in self._record.quantities:
            if not (start <= quantity.start and quantity.end <= end):
                continue
            yield Amount(
                id=quantity.id,
                kind=quantity.kind,
                unit=people(quantity.unit),
                low=quantity.min,
                high=quantity.max,
                approximate=quantity.approximate,
                whose=self._whose(quantity, end, inside, subject),
            )

    def _territory(
        self, said: list[Word], inside: list[tuple[int, int, str, str]], side: str
    ) -> str | None:
        """Whose waters, airspace or soil a clause names: "its own waters", "waters of Norda"."""
        for at, word in enumerate(said):
            if word.lower not in words("territory"):
                continue
            around = [*reversed(said[max(0, at - 3) : at]), *said[at + 1 : at + 4]]
            for near in around:
                if near.lower == "international":
                    return "international"
                held = [m for m in inside if m[0] <= near.start < m[1]]
                owner = self._sides.of(held[0][3]) if held else None
                if owner is not None:
                    return owner
                if near.lower in ("our", "its"):
                    return side
        return None

    def _whose(
        self,
        quantity: Quantity,
        end: int,
        inside: list[tuple[int, int, str, str]],
        subject: str | None,
    ) -> str | None:
        """Whose people a number counts: "20 Nordan soldiers", "two of its own men"."""
        for event in self._events:
            if quantity.id in event.quantities:
                told = self._sides.all(event.targets)
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


_NEGATIVE = words("negations") | words("negations_of_all") | words("denials")


def people(unit: str | None) -> str | None:
    """Who is counted, roughly: "combatant", "civilian", another common form, None for anybody."""
    if not unit:
        return None
    last = unit.lower().split()[-1]
    for kind in ("anybody", "combatant", "civilian"):
        if last in words(f"{kind}s"):
            return None if kind == "anybody" else kind
    return stem(last)


def _nobody(said: list[Word], subject: str | None) -> Iterator[Amount]:
    """ "No civilians were hurt", "suffered no losses": a count of nought, which the text tells
    without a number."""
    for at, word in enumerate(said):
        if word.lower not in ("no", "nobody", "none"):
            continue
        after = [w.lower for w in said[at + 1 : at + 6]]
        for kind in ("killed", "injured"):
            if any(w in words(f"{kind}_words") for w in after):
                who = people(after[0]) if word.lower == "no" else None
                lost = after[:1] in (["losses"], ["casualties"], ["deaths"], ["injuries"])
                yield Amount(
                    id="",
                    kind=kind,
                    unit=None if lost else who,
                    low=0.0,
                    high=0.0,
                    approximate=False,
                    whose=subject if lost else None,
                )


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


def _is_named(entity: Entity) -> bool:
    """Whether an entity is compared by its key; what is only described is compared by its words."""
    if entity.kind in ("summit", "media") or entity.anonymous:
        return False
    return entity.kind == "state" or any(m.form == "name" for m in entity.mentions)


def _negated(said: list[Word]) -> frozenset[str]:
    """The common forms of the words that a negation may bear on.

    "not" and "never" bear on the whole clause, "no" and "without" on what follows; a broken
    promise to do something is not doing it.
    """
    content = [(at, stem(w.text)) for at, w in enumerate(said) if has_content(w)]
    out: set[str] = set()
    for at, word in enumerate(said):
        lower = word.lower
        if lower in words("negations_of_all") or lower.endswith("n't"):
            out |= {form for _, form in content}
        elif lower in words("negations") or lower in words("denials"):
            out |= {form for k, form in [c for c in content if c[0] > at][:_REACH]}
        elif lower in words("promises") and any(
            w.lower in words("breaking") for w in said[max(0, at - 3) : at]
        ):
            out |= {form for k, form in content if k > at}
    return frozenset(out)


def _is_blanket(said: list[Word], denied: bool) -> bool:
    """Whether words refuse what others said without saying it again."""
    lower = [w.lower for w in said]
    refusing = (
        denied
        or any(w in words("denials") or w in words("falsehoods") for w in lower)
        or any(w in ("no", "not", "never", "nothing") or w.endswith("n't") for w in lower)
    )
    if not refusing:
        return False
    own = words("referring") | words("negations") | words("denials") | words("falsehoods")
    rest = [w for w in said if w.lower not in own and has_content(w)]
    refers = any(w in words("versions") for w in lower)
    false = any(w in words("falsehoods") for w in lower)
    return (refers and len(rest) <= 2) or (false and len(rest) <= 3)


def bounds(amounts: Iterable[Amount]) -> dict[str, tuple[float | None, float | None]]:
    """The range that amounts of each kind span, casualties alone."""
    out: dict[str, tuple[float | None, float | None]] = {}
    for amount in amounts:
        if amount.kind not in CASUALTIES or (amount.low is None and amount.high is None):
            continue
        low, high = amount.low, amount.high
        if amount.kind in out:
            was = out[amount.kind]
            low = None if low is None or was[0] is None else min(low, was[0])
            high = None if high is None or was[1] is None else max(high, was[1])
        out[amount.kind] = low, high
    return out
