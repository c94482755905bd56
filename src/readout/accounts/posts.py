"""The body behind a post that the reading left open: "spokeswoman Ana Ruiz said", "its director".

Two things are looked at: the words right around a name ("army spokesman N.N.", "N.N. of the
Harbour Union", "N.N., speaking for the Nordan government"), and, where a post stands there without
a body, which body the article speaks of just before.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence

from readout.accounts.countries import state_called
from readout.accounts.wording import Word, stem, tokens
from readout.knowledge.account_words import words
from readout.knowledge.actor_words import listed, nouns
from readout.language.sentences import split_sentences
from readout.record.types import Entity, Record

_BACK = 4
"""Sentences before a post in which its body is looked for."""
_BEFORE = 700
"""Code points that these may have."""
_WORDS = 6
"""Words before a name in which its title stands."""
_BEHIND = re.compile(
    r"(?:\s+(?:of|from|at)|,\s+(?:who\s+)?(?:speaks|spoke|speaking)\s+(?:for|on behalf of))"
    r"\s+(?:the\s+)?"
)
_HEADS_IT = re.compile(
    r",\s+who\s+(?:heads|headed|leads|led|runs|ran|chairs|directs|represents)\s+"
)
_SENT_TO = re.compile(
    r"\b(?:ambassador|envoy|representative|consul|attach[ée])\s+(?:to|in)\s+", re.I
)
_RUN_BY = re.compile(
    r"\b(?P<who>[A-Z][\w’']+)-(?:run|controlled)\s+(?:[a-z]+\s+){0,2}"
    r"(?:ministry|authorit(?:y|ies)|government|police|administration|department)\b[^.,;:\n]*$",
    re.I,
)
_RUN_BEFORE = 30
_CLAUSE = 70
"""Code points behind "who heads" in which the body stands."""
_COUNTERPART = re.compile(
    r"\b(?P<state>[A-Z][^\W\d_]+)\s+(?:counterpart|colleague|opposite number),?\s+$"
)
_HEADS_OF_STATE = frozenset(("president", "secretary", "chief", "leader"))
"""Posts that are a state's where they stand with a capital."""
_PRIVATE = frozenset(("LAB", "PTY", "BUS", "NGO", "IGO", "EDU", "REL"))
"""Sectors of bodies of which a common noun names the one spoken of: "union spokesman N.N."."""
_NO_BODY = frozenset(("CVL", "MED", "EDU"))
_MANY = 20
"""Mentions of a person that are looked at."""


class Posts:
    """Bodies of the persons of one record, by the words around their names."""

    def __init__(self, record: Record) -> None:
        self._text = record.article.text
        self._entities = {e.id: e for e in record.entities}
        self._bodies = sorted(
            (m.start, m.end, e.id)
            for e in record.entities
            if e.kind == "organization" or (e.kind == "group" and _is_body(e))
            for m in e.mentions
            if m.form in ("name", "description", "title")
        )
        self._called = sorted(
            (m.start, m.end, e.id)
            for e in record.entities
            if e.kind in ("organization", "group")
            for m in e.mentions
            if m.form != "pronoun"
        )
        self._told = sorted((c.start, c.end) for s in record.statements for c in s.content)

    def body(self, person: Entity) -> Entity | None:
        """The body that a named person's post is of; None where the text tells none."""
        if person.kind != "person" or person.anonymous:
            return None
        for mention in person.mentions[:_MANY]:
            if mention.form != "name":
                continue
            found = self._behind(mention.end) or self._before(mention.start)
            if found is not None:
                return found if found.id != person.id else None
        return None

    def state(self, person: Entity) -> str | None:
        """The state of "N.N., speaking for the Nordan government" and of "his Nordan counterpart,
        N.N."."""
        for mention in person.mentions[:_MANY]:
            before = _COUNTERPART.search(self._text, max(0, mention.start - 60), mention.start)
            if mention.form == "name" and before and (state := state_called(before["state"])):
                return state
            match = _BEHIND.match(self._text, mention.end)
            if mention.form == "name" and match and match[0].lstrip().startswith(","):
                after = tokens(self._text, match.end(), match.end() + 40)[:1]
                if after and (state := state_called(after[0].text)) is not None:
                    return state
        return None

    def run_by(self, body: Entity) -> str | None:
        """Who runs the "Hamas-run ministry", though it has the name of an office of the state."""
        if body.kind not in ("organization", "group", "person"):
            return None
        for mention in body.mentions[:_MANY]:
            around = self._text[max(0, mention.start - _RUN_BEFORE) : mention.end]
            if mention.form != "pronoun" and (match := _RUN_BY.search(around)) is not None:
                return match["who"]
        return None

    def is_rebel(self, body: Entity) -> bool:
        """Whether the text calls a body a militia: "Norda's paramilitary Rapid Forces"."""
        if body.kind != "organization":
            return False
        named = (m for m in body.mentions[:_MANY] if m.form == "name")
        return any(
            word.lower in words("irregular_kinds")
            for m in named
            for word in tokens(self._text, max(0, m.start - _RUN_BEFORE), m.start)[-1:]
        )

    def is_host(self, person: Entity) -> bool:
        """Whether the state that a role names is where an envoy is sent: "ambassador to Norda"."""
        return any(
            m.form in ("name", "title")
            and _SENT_TO.search(self._text, max(0, m.start - 60), m.end) is not None
            for m in person.mentions[:_MANY]
        )

    def spoken_of(self, at: int) -> Entity | None:
        """The named body that the article speaks of before a position in its own voice: of the
        sentence itself, else of the nearest one before that names any, the first."""
        opening = max(0, at - _BEFORE)
        cut = [s for s in split_sentences(self._text, opening, at) if s[0] < at]
        for start, end in reversed(cut[-_BACK:]):
            held = [e for a, e in self._standing(start, min(end, at)) if not self._is_told(a)]
            named = [e for e in held if e.kind == "organization"]
            if held:
                return (named or held)[0]
        return None

    def _behind(self, at: int) -> Entity | None:
        """ "N.N. of the Harbour Union"."""
        if (match := _HEADS_IT.match(self._text, at)) is not None:
            stop = self._text.find(",", match.end(), match.end() + _CLAUSE)
            held = self._standing(match.end(), stop if stop > 0 else match.end() + _CLAUSE)
            return held[0][1] if held else None
        match = _BEHIND.match(self._text, at)
        if match is None:
            return None
        first = bisect_left(self._bodies, (match.end(), 0, ""))
        for start, _, id_ in self._bodies[first : first + 1]:
            if start == match.end():
                return self._entities[id_]
        return None

    def _before(self, at: int) -> Entity | None:
        """ "Army spokesman N.N.", "spokesman N.N." of the body spoken of."""
        line = self._text.rfind("\n", 0, at) + 1
        said = tokens(self._text, max(line, at - 90), at)[-_WORDS:]
        while said and self._is_rank(said, at):
            said = said[:-1]
        if not said or (
            self._text[said[-1].end : at].strip(' "“.') and not self._is_title(said[-1].end, at)
        ):
            return None
        if said[-1].lower not in words("posts"):
            return None
        if said[-1].text[:1].isupper() and said[-1].lower in _HEADS_OF_STATE:
            return None
        first = len(said) - 1
        while first and self._joined(said[first - 1], said[first]):
            word = said[first - 1]
            if (body := self._ending(word.end)) is not None:
                return body
            if not _modifies(word):
                break
            if (kind := _kind(word)) is not None:
                if first > 1 and said[first - 2].lower in words("matters_of_state"):
                    return None  # "electoral commission chief"
                body = self._of_kind(word, said[first].start)
                return body or (self.spoken_of(word.start) if kind in _PRIVATE else None)
            first -= 1
        else:
            return self.spoken_of(said[first].start)
        return None if word.lower in ("of", "for", "to", "as") else self.spoken_of(word.start)

    def _of_kind(self, word: Word, at: int) -> Entity | None:
        """The body that "union" or "embassy" is said of: the last one before that is called so."""
        wanted = stem(word.text)
        last = bisect_left(self._called, (at, 0, ""))
        for start, end, id_ in reversed(self._called[max(0, last - _MANY) : last]):
            if end <= word.start and wanted in map(stem, self._text[start:end].split()):
                return self._entities[id_]
        return None

    def _is_rank(self, said: Sequence[Word], at: int) -> bool:
        """Whether the last word is a rank between post and name: "spokesman Major N.N."."""
        last = said[-1]
        titled = last.lower.rstrip(".") in listed("person_titles") or last.text[:1].isupper()
        return titled and last.text[:1].isupper() and last.lower not in words("posts")

    def _is_title(self, start: int, end: int) -> bool:
        between = self._text[start:end]
        return not re.search(r"[,;:()—–]", between)

    def _joined(self, a: Word, b: Word) -> bool:
        return self._text[a.end : b.start] in (" ", "-")

    def _ending(self, at: int) -> Entity | None:
        """The body whose mention ends at a position."""
        last = bisect_left(self._bodies, (at, 0, ""))
        for start, end, id_ in reversed(self._bodies[max(0, last - 4) : last]):
            if end == at and start < at:
                return self._entities[id_]
        return None

    def _standing(self, start: int, end: int) -> list[tuple[int, Entity]]:
        first = bisect_left(self._bodies, (start, 0, ""))
        after = bisect_left(self._bodies, (end, 0, ""))
        return [
            (a, e) for a, b, id_ in self._bodies[first:after]
            if b <= end and (e := self._entities[id_]).sector not in _NO_BODY
        ]  # fmt: skip

    def _is_told(self, at: int) -> bool:
        """Whether a position stands inside what somebody says."""
        last = bisect_left(self._told, (at + 1, 0))
        return any(start <= at < end for start, end in self._told[max(0, last - 6) : last])


def _is_body(group: Entity) -> bool:
    """Whether a group is a body as a whole: "the army", "the rebels", no "two soldiers"."""
    called = group.name.lower().replace("’", "'").split()
    return group.sector in ("REB", "PTY", "OPP") or bool(words("collectives") & set(called))


def _modifies(word: Word) -> bool:
    return word.text.replace("-", "").isalpha() and word.lower not in words("empty")


def _kind(word: Word) -> str | None:
    """The sector of a common noun of bodies or people: "army", "union", "rebel"."""
    if word.lower in words("bodies_of_anybody"):
        return "NGO"
    if word.lower in words("rebels"):
        return "REB"
    ranked = listed("title_modifiers") | {"general"}
    if word.lower in ranked and word.lower not in nouns("groups"):
        return None  # "general secretary", "first deputy"
    for kind in ("groups", "organisation_heads", "persons"):
        sector = nouns(kind).get(word.lower)
        if sector is not None:
            return sector
    return None
