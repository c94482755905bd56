"""The body of "Ana Ruiz, its president" and of "the union's president, Ana Ruiz"."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from readout.accounts.bodies import People
from readout.accounts.posts import Posts
from readout.knowledge.account_words import words
from readout.knowledge.actor_words import nouns
from readout.language.sentences import split_sentences
from readout.record.types import Entity, Record

_POSTS = sorted(words("offices_of_bodies") | words("posts_of_states"))
_TITLES = rf"(?P<post>{'|'.join(_POSTS)})(?:[ -]general|\s+of\s+(?:staff|mission))?"
_ITS_AFTER = re.compile(
    rf",\s+(?P<whose>its|their|the\s[\w\s-]{{2,30}}?)(?:['’]s?)?\s+(?:[\w-]+\s+){{0,2}}?{_TITLES}\b",
    re.I,
)
_ITS_BEFORE = re.compile(
    rf"\b(?P<whose>its|their|his|her|whose|the\s[\w\s-]{{2,30}}?)(?:['’]s?)?\s+(?:[\w-]+\s+){{0,2}}?{_TITLES}"
    r"(?:\s+(?:in|for|to)\s+[A-Z]\w+)?,\s+$",
    re.I,
)
_REACH = 70
"""Code points before a name in which "the union's president" stands."""
_BEFORE = 400
"""Code points before "its president" in which the body stands."""


class Owners:
    """Bodies that the posts of persons are said to be of, by a possessive."""

    def __init__(
        self,
        record: Record,
        people: People,
        posts: Posts,
        standing: Callable[[int, int], Sequence[Entity]],
    ) -> None:
        self._text = record.article.text
        self._entities = {e.id: e for e in record.entities}
        self._people = people
        self._posts = posts
        self._standing = standing

    def of(self, entity: Entity) -> Entity | None:
        """The body, or the person of "his lawyer"; None where no possessive stands there."""
        if entity.kind != "person":
            return None
        named = [m for m in entity.mentions if m.form == "name"]
        first = min(named or entity.mentions, key=lambda m: m.start)
        line = self._text.rfind("\n", 0, first.start) + 1
        before = _ITS_BEFORE.search(self._text, max(line, first.start - _REACH), first.start)
        match = _ITS_AFTER.match(self._text, first.end) or before
        if match is None:
            return None
        at = match.start("whose")
        owned = match["whose"].lower()
        if owned in ("his", "her"):
            person = self._people.before(at, entity)
            return self._entities[person] if person is not None else None
        if owned == "whose":
            held = self._standing(max(0, at - _BEFORE), at)
            return held[-1] if held else None
        if owned not in ("its", "their"):
            held = self._standing(at, match.end("whose")) or self._press(owned, at)
            return held[-1] if held and held[-1].id != entity.id else None
        end = min(first.start, match.start())
        if match["post"].lower() in words("posts_of_states"):
            held = [e for e in self._standing(max(0, end - _BEFORE), end) if e.kind == "state"]
            return held[-1] if held else None
        if owned == "their":
            return self._acting(entity, end) or self._before(entity, end)
        spoken_of = self._posts.spoken_of(end)
        return spoken_of or self._before(entity, end)

    def _press(self, owned: str, at: int) -> list[Entity]:
        """The outlet that "the paper" is, where the article names one before."""
        if nouns("groups").get(owned.split()[-1]) != "MED":
            return []
        before = [(m.start, e.id) for e in self._entities.values() if e.kind == "media"
                  for m in e.mentions if m.start < at]  # fmt: skip
        return [self._entities[max(before)[1]]] if before else []

    def _acting(self, entity: Entity, end: int) -> Entity | None:
        """ "Farmers blocked the road to the mine. Ana Ruiz, their leader": who acts is meant."""
        opening = max(0, end - _BEFORE)
        done = [b for _, b in split_sentences(self._text, opening, end) if b < end]
        if not done:
            return None
        held = self._standing(done[-2] if len(done) > 1 else opening, done[-1])
        return next((e for e in held if e.id != entity.id and e.kind != "state"), None)

    def _before(self, entity: Entity, end: int) -> Entity | None:
        """What stands first of the named bodies before."""
        opening = max(0, end - _BEFORE)
        cut = [b for _, b in split_sentences(self._text, opening, end)]
        held = self._standing(opening, cut[-2] if len(cut) > 1 and cut[-1] == end else end)
        held = [e for e in held if e.id != entity.id]
        bodies = [e for e in held if e.kind == "organization" and e.name[:1].isupper()]
        state = [e for e in held if e.kind == "state"]
        return bodies[0] if bodies else state[-1] if state else None
