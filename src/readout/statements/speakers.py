"""Who the speaker of each statement is: pronouns and repeated descriptions led back to a phrase,
phrases joined to the entities of the article, and entities made for those it lacks."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal

import msgspec
import numpy as np

from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention
from readout.statements.phrases import NameMap, Speaker, called
from readout.statements.sourcing import describe
from readout.statements.tree import Run, Tree

_SINGULAR = frozenset("he she his her him himself herself i".split())
_THING = frozenset("it its which that itself".split())
_FAR = 400
"""Speakers back to which the same entity is looked up: bounds the time of a very long text."""
_BACK = 12
"""Speakers back to which a pronoun is led."""
_REACH = 220
"""Words back to which a pronoun is led."""
_DEFINITE = frozenset(("the", "that", "this", "these", "those", "both"))
_LIKELY = 3.0
_Kind = Literal["person", "group", "document", "media", "organization"]
_Form = Literal["name", "description", "pronoun"]
_KINDS: dict[str, _Kind] = {
    "named": "person", "spokesperson": "person", "official_unnamed": "person", "witness": "person",
    "expert": "person", "collective": "group", "document": "document", "media": "media",
    "institution": "organization",
}  # fmt: skip


@dataclass
class Speakers:
    """Tells who speaks, statement by statement in text order; keeps whom it has met."""

    tree: Tree
    names: NameMap
    mentions: Mentions
    met: list[tuple[Speaker, str | None]] = field(default_factory=list)
    """Speakers in order, with the id of the entity."""
    made: dict[str, Entity] = field(default_factory=dict)
    """Entities made here, with their first mention."""
    _more: dict[str, dict[tuple[int, int], Mention]] = field(default_factory=dict)
    _outlets: dict[str, str] = field(default_factory=dict)
    _persons_made: dict[str, str] = field(default_factory=dict)
    _persons: list[int] | None = None

    def of(self, run: Run | None) -> tuple[Speaker | None, list[str]]:
        """The speaker that a source names, with the ids of the entities behind it."""
        if run is None:
            return None, []
        speaker = describe(self.tree, self.names, run)
        ids = self._entities(run, speaker)
        if ids and not speaker.pronoun:
            speaker = self._as_before(self._as_entity(speaker, ids[0]), ids)
        if speaker.pronoun or self._refers_back(speaker):
            found = self._same_entity(ids)
            if found is None and self._known_person(ids):
                speaker = replace(speaker, sourcing="named", anonymous=False)
            else:
                told = self._first_told(ids) if speaker.pronoun else None
                found = found or told or self._antecedent(speaker)
            if found is not None:
                before, known = found
                speaker = replace(
                    before,
                    run=run,
                    head=speaker.head,
                    pronoun=speaker.pronoun,
                    plural=speaker.plural,
                )
                if not ids and before.named and known is None:
                    known = self._by_name(before) or self._make(before)
                ids = ids or ([known] if known else [])
        if not ids and not speaker.pronoun:
            ids = [self._by_name(speaker) or self._make(speaker)]
        if ids and ids[0] in self.made:
            self._add_mention(ids[0], speaker)
        self.met.append((speaker, ids[0] if ids else None))
        return speaker, ids

    def _entities(self, run: Run, speaker: Speaker) -> list[str]:
        """Entities of the mentions over the source: the one at its head word first."""
        start, end = self.tree.span(run)
        if self.tree.words[run[1] - 1] in (",", "'s", "’s"):
            end = self.tree.end[run[1] - 2] if run[1] - run[0] > 1 else end
        head = self.tree.start[speaker.head]
        inside = self.mentions.mentions_in(start, end)
        exact = [(b - a, e) for a, b, e in inside if a <= head < b]
        called = self._called(inside, end)
        if called is not None and not any(e.id == called.id for _, e in exact):
            return [called.id]
        if exact:
            return [max(exact, key=lambda one: one[0])[1].id]
        if speaker.named:
            # "Her advocate N.N.": the name behind the noun, not whose advocate it is.
            persons = [(a < head, e.id) for a, _, e in inside if e.kind == "person"]
            return [min(persons, key=lambda one: one[0])[1]] if persons else []
        spelled = self._spelled.get(self.tree.analysis.text[start:end])
        return [spelled] if spelled and not inside else []

    def _called(self, inside: list[tuple[int, int, Entity]], end: int) -> Entity | None:
        """Of "her counterpart, Paul Imber" the person who is called by name behind a comma, the
        last of the source; what goes before says who that is."""
        text = self.tree.analysis.text
        for start, after, entity in reversed(inside):
            if entity.kind != "person" or (entity.id, start) not in self._names_at:
                continue
            at = start
            while at and text[at - 1].isspace():
                at -= 1
            before, behind = text[max(0, at - 1) : at], text[after:end].strip(" ,")
            return entity if before == "," and not behind else None
        return None

    @cached_property
    def _spelled(self) -> dict[str, str]:
        """Names as they are spelled, with whom each names: one that was passed over in one place
        was seen in another."""
        text = self.tree.analysis.text
        out: dict[str, str] = {}
        for entity in self.mentions.entities:
            for one in entity.mentions:
                if one.form == "name":
                    out.setdefault(text[one.start : one.end], entity.id)
        return out

    @cached_property
    def _names_at(self) -> frozenset[tuple[str, int]]:
        """Persons with where they are called by name."""
        persons = [e for e in self.mentions.entities if e.kind == "person"]
        return frozenset((e.id, m.start) for e in persons for m in e.mentions if m.form == "name")

    def _as_entity(self, speaker: Speaker, ident: str) -> Speaker:
        """The speaker as the mentions know it: a name there is worth more than a guess here."""
        entity = self.mentions.by_id.get(ident)
        if entity is None or speaker.sourcing == "spokesperson":
            return speaker
        if entity.kind == "person" and not entity.anonymous and not speaker.named:
            return replace(speaker, sourcing="named", anonymous=False)
        body = entity.kind == "state" or (entity.kind == "organization" and entity.sector != "MED")
        if body and speaker.sourcing in ("named", "document", "media"):
            return replace(speaker, sourcing="institution", anonymous=False)
        if entity.kind == "media":
            return replace(speaker, sourcing="media", anonymous=False)
        return speaker

    def _as_before(self, speaker: Speaker, ids: list[str]) -> Speaker:
        """A name alone with the office that the same person spoke in before: "Lin" the
        spokesperson."""
        before = self._same_entity(ids) if speaker.sourcing == "named" else None
        alone = all(self.names.of[i] == "person" for i in range(*speaker.run))
        if before is None or not alone or before[0].sourcing not in ("spokesperson", "expert"):
            return speaker
        return replace(speaker, sourcing=before[0].sourcing, anonymous=False)

    def _by_name(self, speaker: Speaker) -> str | None:
        """The person made here before under the same last name, where the mentions had none."""
        return self._persons_made.get(self._surname(speaker)) if speaker.named else None

    def _surname(self, speaker: Speaker) -> str:
        of, words = self.names.of, self.tree.words
        last = [
            words[i] for i in range(*speaker.run) if of[i] == "person" and words[i][0].isupper()
        ]
        return last[-1] if last else words[speaker.head]

    def _known_person(self, ids: list[str]) -> bool:
        """Whether the mentions know by name whom a pronoun or "the official" means."""
        entity = self.mentions.by_id.get(ids[0]) if ids else None
        return entity is not None and entity.kind == "person" and not entity.anonymous

    def _same_entity(self, ids: list[str]) -> tuple[Speaker, str | None] | None:
        """The last speaker met that is the same entity and was no pronoun itself."""
        if not ids:
            return None
        return next((one for one in reversed(self.met[-_FAR:]) if one[1] == ids[0]), None)

    def _first_told(self, ids: list[str]) -> tuple[Speaker, str | None] | None:
        """Whom a pronoun means that spoke nowhere before, as the text first tells of them."""
        entity = self.mentions.by_id.get(ids[0]) if ids else None
        if entity is None:
            return None
        first = next((m for m in entity.mentions if m.form in ("name", "description")), None)
        if first is None:
            return None
        a = bisect_left(self.tree.start, first.start)
        run = a, max(a + 1, bisect_left(self.tree.start, first.end))
        return self._as_entity(describe(self.tree, self.names, run), ids[0]), ids[0]

    def _refers_back(self, speaker: Speaker) -> bool:
        """Whether a description is definite: "the official", "the two officers"."""
        if speaker.named or speaker.sourcing in ("institution", "document", "media"):
            return False
        return self.tree.lower[speaker.run[0]] in _DEFINITE

    def _modifiers(self, speaker: Speaker) -> set[str]:
        """The words between the determiner and the head."""
        first, _ = speaker.run
        return {
            self.tree.lower[i]
            for i in range(first, speaker.head)
            if self.tree.upos[i] not in ("DET", "NUM", "PUNCT")
        }

    def _antecedent(self, speaker: Speaker) -> tuple[Speaker, str | None] | None:
        tree = self.tree
        word = tree.lower[speaker.head]
        if not speaker.pronoun:
            lemma = tree.lemma(speaker.head)
            return next(
                (one for one in reversed(self.met[-40:])
                 if tree.lemma(one[0].head) == lemma and one[0].plural == speaker.plural),
                None,
            )  # fmt: skip
        if word in ("who", "which", "that", "whom"):
            return self._relative(speaker)
        if word in ("i", "we", "you", "me", "my", "our", "us"):
            return None
        near = [
            one for one in self.met[-_BACK:]
            if speaker.head - one[0].head <= _REACH and self._fits(word, one[0])
        ]  # fmt: skip
        candidates = [(one[0].head, one) for one in near]
        if word in _SINGULAR:
            candidates += [
                (i, (describe(tree, self.names, self._name(i)), None))
                for i in self._person_heads(speaker.head)
                if not any(one[0].run[0] <= i < one[0].run[1] for one in near)
            ]
        if not candidates:
            return None
        order = sorted(range(len(candidates)), key=lambda k: candidates[k][0])
        candidates = [candidates[k] for k in order]
        if not tree.analysis.scorers or "coref" not in tree.analysis.scorers:
            return candidates[-1][1]
        heads = np.array([i for i, _ in candidates], dtype=np.int32)
        scores = tree.analysis.antecedent_scores(speaker.head, heads)
        # The nearer of two that score alike; speakers are likelier than other names.
        bonus = np.array(
            [0.5 if one[1] is not None or one in near else 0.0 for _, one in candidates]
        )
        best = int(np.argmax(scores + bonus + np.linspace(0, 0.5, len(candidates))))
        return candidates[best][1]

    def _relative(self, speaker: Speaker) -> tuple[Speaker, str | None] | None:
        """The noun that a relative clause stands at."""
        tree, at = self.tree, speaker.head
        for _ in range(6):
            at = tree.head[at]
            if at < 0:
                return None
            if tree.full[at] == "acl:relcl":
                noun = tree.head[at]
                for one in reversed(self.met[-_BACK:]):
                    if one[0].run[0] <= noun < one[0].run[1]:
                        return one
                low, _ = tree.sentence_run(noun)
                run = tree.phrase(noun, low, speaker.head)
                found = describe(tree, self.names, run)
                return (
                    (found, next(iter(self._entities(run, found)), None))
                    if not found.pronoun
                    else None
                )
        return None

    def _fits(self, word: str, before: Speaker) -> bool:
        if word in _SINGULAR:
            return before.sourcing not in (
                "institution",
                "document",
                "media",
                "collective",
            ) and not (before.plural and not before.named)
        if word in _THING:
            return before.sourcing in ("institution", "document", "media", "collective")
        if word in ("they", "their", "them"):
            return before.plural or before.sourcing in ("institution", "collective")
        return True

    def _person_heads(self, before: int) -> list[int]:
        """First words of the last names of persons before a word."""
        if self._persons is None:
            of = self.names.of
            self._persons = [
                i for i in range(len(of)) if of[i] == "person" and (i == 0 or of[i - 1] != "person")
            ]
        k = bisect_left(self._persons, before)
        return [
            self.tree.top(*self._name(i))
            for i in self._persons[max(0, k - 6) : k]
            if before - i <= 90
        ]

    def _name(self, i: int) -> Run:
        of = self.names.of
        while i > 0 and of[i - 1] == "person":
            i -= 1
        after = i
        while after < len(of) and of[after] == "person":
            after += 1
        return i, max(after, i + 1)

    def _make(self, speaker: Speaker) -> str:
        """An entity for a speaker that the mentions lack."""
        number = (
            1
            + max(
                (
                    int(i[1:])
                    for i in [e.id for e in self.mentions.entities] + list(self.made)
                    if i[1:].isdigit()
                ),
                default=0,
            )
            if not self.made
            else 1 + int(next(reversed(self.made))[1:])
        )
        start, end = self._trimmed(speaker)
        name = self.tree.analysis.text[start:end]
        if not speaker.named:
            name = name.split(",")[0]
        kind = _KINDS[speaker.sourcing]
        if kind == "person" and speaker.plural:
            kind = "group"
        ident = f"e{number}"
        if speaker.named:
            self._persons_made.setdefault(self._surname(speaker), ident)
        form: _Form = "name" if speaker.named else "description"
        self.made[ident] = Entity(
            id=ident,
            kind=kind,
            name=" ".join(name.split()),
            anonymous=speaker.anonymous,
            country=None,
            sector="MED" if kind == "media" else None,
            roles=[],
            glosses=[],
            mentions=[Mention(start=start, end=end, form=form)],
            ref=None,
            confidence=0.5,
        )
        return ident

    def make_outlet(self, run: Run) -> str:
        """The id of the outlet that a name stands for, made where the mentions lack it."""
        start, end = self.tree.span(run)
        for entity in self.mentions.entities_in(start, end):
            return entity.id
        name = self.tree.analysis.text[start:end]
        bare = name.removeprefix("the ").removeprefix("The ")
        known = self._outlets.get(bare)
        if known is None:
            speaker = Speaker(run, run[1] - 1, "media", False, True, False, False)
            known = self._outlets[bare] = self._make(speaker)
        else:
            self._mention(known, start, end, "name")
        return known

    def _add_mention(self, ident: str, speaker: Speaker) -> None:
        start, end = self._trimmed(speaker)
        form: _Form = "pronoun" if speaker.pronoun else "description"
        self._mention(ident, start, end, form)

    def _mention(self, ident: str, start: int, end: int, form: _Form) -> None:
        held = self._more.setdefault(ident, {})
        held.setdefault((start, end), Mention(start=start, end=end, form=form))

    def entities(self) -> list[Entity]:
        """The entities made here with all their mentions."""
        out = []
        for ident, entity in self.made.items():
            first = entity.mentions[0]
            more = self._more.get(ident, {})
            more.pop((first.start, first.end), None)
            out.append(msgspec.structs.replace(entity, mentions=[first, *more.values()]))
        return out

    def _trimmed(self, speaker: Speaker) -> tuple[int, int]:
        return self.tree.span(called(self.tree, speaker.run, speaker.head))
