"""The entities that words name: of a mention, of a state, or one made for a phrase of its own."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable
from itertools import takewhile
from typing import Literal

import msgspec

from readout.events.nouns import MODIFIERS, below, phrase_end, phrase_start, relation_of, title_of
from readout.events.people import names_people
from readout.events.states import States
from readout.events.things import abstract, are_harmed, does, holds_people, strikes, tells_stance
from readout.events.towns import Towns
from readout.knowledge import actor_words, event_words
from readout.language.analysis import Analysis
from readout.mentions.actors.names import STATIC
from readout.mentions.actors.nouns import singular
from readout.mentions.mentions import Mentions
from readout.record.types import Entity, Mention

Form = Literal["pronoun", "description"]
_MADE = "e-told-"
_SIDES = frozenset(("side", "camp", "captive", "hostage", "head", "rest"))
"""Nouns that stand for actors in what is told of a conflict, and hardly elsewhere."""
_PEERS = frozenset("countries nations states allies".split())
"""Plurals that stand for actors; "the two countries" are named elsewhere."""
_SPEAKERS = frozenset(("i", "me", "we", "us"))
_STRANGERS = frozenset("he she they".split())
"""Pronouns of people; where they stand for nobody known they are somebody all the same."""
_SOME = frozenset("both those others some all latter former everyone everybody".split())
"""Words that stand for people who are not named there."""
_PARTS = frozenset(("nsubj", "obj", "iobj", "obl", "nsubj:pass", "nmod"))
_GOVERNED = frozenset("state city town province county region republic municipality".split())
"""Nouns for places that may stand for who governs them."""
_POINTS = frozenset("the these those both".split())
_OCCASIONS = frozenset(
    "summit meeting conference talks negotiations sidelines conflict crisis war issue question "
    "situation".split()
)
"""Nouns of what actors meet at or speak of: "the Syrian conflict" is no act of Syria."""
_CROWDS = frozenset("dozen dozens scores hundreds thousands".split())
_NOBODIES = frozenset(("summit", "agreement", "conflict"))
"""Kinds of what nothing is done to."""
_BODIES = frozenset(("person", "state", "organization", "group", "media"))
PEOPLE, SURELY = 0.5, 0.85
"""Probability from which a noun that is in no list is taken for one for people, and one with a
capital, which may be a name."""


class Entities:
    """Finds the entity that a word belongs to."""

    def __init__(self, analysis: Analysis, mentions: Mentions) -> None:
        self.members = mentions.members
        starts: list[int] = analysis.start.tolist()
        ends: list[int] = analysis.end.tolist()
        self._kinds = {e.id: e.kind for e in mentions.entities}
        self._somebody = {
            e.id for e in mentions.entities if e.kind in _BODIES and (e.country or e.sector)
        }
        self._named_bodies = {
            e.id for e in mentions.entities if e.kind in ("organization", "state")
        }
        self._nameless = {e.id for e in mentions.entities if e.anonymous or e.kind == "place"}
        self._best: dict[int, tuple[int, int, str]] = {}
        """Of each word the shortest mention around it: its length, what follows the word in it,
        and whose it is."""
        for entity in mentions.entities:
            for m in entity.mentions:
                word = bisect_left(starts, m.start)
                while word < len(ends) and ends[word] <= m.end:
                    key = (m.end - m.start, m.end - ends[word], entity.id)
                    self._best[word] = min(self._best.get(word, key), key)
                    word += 1
        self.states = States(analysis, mentions)
        self.towns = Towns(analysis, mentions)
        self._country = {e.id: e.country for e in mentions.entities}
        self._sector = {e.id: e.sector for e in mentions.entities}
        self._places = sorted(
            (m.start, m.end, p.country) for p in mentions.places for m in p.mentions
        )
        self._analysis = analysis
        self.made: dict[int, Entity] = {}
        """Entities made for head words of phrases that no mention holds."""
        self._newest: dict[str, Entity] = {}
        """The same by their id, with all their mentions."""
        self._called_so: dict[str, list[int]] = {}
        """Their head words in order, by how these are written in small letters."""
        self.speakers: dict[str, Entity] = {}
        """Who speaks of themselves and is not known."""
        self._things: set[str] = set()

    def of(self, word: int, *, things: bool = True, suffers: bool = False) -> str | None:
        """The id of the entity whose shortest mention holds ``word``; of mentions of one length
        the one that ends with it. For a noun that none holds: where it names people or a body
        ("the prosecutors of Oruro"), or a thing and ``things`` may take part ("a survey ship"), one
        made of its phrase; else that of an adjective or owner right before it ("Syrian demands")
        or of those behind "of" ("two of the fishermen", "a boat of the navy"), unless something is
        done to the thing itself (``suffers``: "the residence of the envoy was hit").
        A noun that tells an act ("an offensive", "an airstrike"), one that names none, and what
        people meet at or speak of ("the summit") are nobody."""
        a = self._analysis
        if a.word(word).lower() in _OCCASIONS:
            return None
        named = self._called(word) or self._named(word, suffers) or self._held(word)
        if named is not None:
            return named
        kind = a.labels.upos[a.upos[word]]
        if kind in ("PRON", "DET", "NUM"):
            meant = self._meant(word)
            if meant is not None:
                return meant
        if a.word(word).lower() in _SPEAKERS:
            return self._speaker(word)
        if self.stranger(word):
            return self._make(word, word, True).id
        if a.word(word).lower() in _SOME and relation_of(a, word) in _PARTS:
            return self._make(word, word, True).id
        counted = kind == "NUM" and things  # "they let 163 go"
        if not counted and (kind not in ("NOUN", "PROPN") or a.root[word, 0] < 0.5):
            return None
        first = phrase_start(a, word)
        acts = self._names_actors(word) or self.states.people(word) or self._crowd(word)
        acts = acts or self._likely(word) or are_harmed(a, word)
        acts = acts or ((not things or does(a, word)) and self._governed(word))
        if not acts:
            for before in range(word - 1, first - 1, -1):
                if before in self._best:
                    return self._best[before][2]
            bare = suffers and things and not holds_people(a, word)
            owner = None if bare else self._behind_of(word)
            if owner is not None:
                return owner
        acts = acts or strikes(a, word)
        lemma = a.lemma(word).lower()
        deed = lemma in event_words.words("deeds")
        if acts or (things and not deed and not abstract(lemma)):
            return self._make(first, word, acts).id
        governed = None if things else self.towns.of(word)
        if governed is not None:
            return governed
        adjectives = (self.states.of(before) for before in range(word - 1, first - 1, -1))
        return next((state for state in adjectives if state is not None), None)

    def stands_for(self, word: int, name: str) -> list[str]:
        """The members of a plural that a word names, none where a number before it is not theirs:
        "the *27* governments"."""
        a, members = self._analysis, self.members.get(name, [])
        counts = [
            a.word(k)
            for k in range(max(0, word - MODIFIERS), word)
            if int(a.head[k]) == word and relation_of(a, k) == "nummod"
        ]
        return members if all(not n.isdigit() or int(n) == len(members) for n in counts) else []

    def new(self) -> list[Entity]:
        """The entities that no mention had, but for states."""
        return [*self._newest.values(), *self.towns.made.values(), *self.speakers.values()]

    def _named(self, word: int, hit: bool) -> str | None:
        """The entity of the shortest mention that holds a word, or the state that it names."""
        best = self._best.get(word) or self._best.get(title_of(self._analysis, word))
        return best[2] if best is not None else self.states.of(word, hit=hit)

    def _speaker(self, word: int) -> str:
        """Those who call themselves "we", or who says "I", where the text does not tell who speaks;
        one in each paragraph."""
        a = self._analysis
        many = a.word(word).lower() in ("we", "us")
        name = f"{_MADE}{'we' if many else 'i'}-{int(a.block[word])}"
        mention = Mention(start=int(a.start[word]), end=int(a.end[word]), form="pronoun")
        known = self.speakers.get(name)
        mentions = [] if known is None else [m for m in known.mentions if m != mention]
        self.speakers[name] = Entity(
            id=name, kind="group" if many else "person", name="we" if many else "I",
            anonymous=True, country=None, sector=None, roles=[], glosses=[],
            mentions=sorted([*mentions, mention], key=lambda m: m.start), ref=None, confidence=0.5,
        )  # fmt: skip
        self._things.add(name)
        return name

    def stranger(self, word: int) -> bool:
        """Whether a word is the pronoun of somebody who does something, and stands for nobody that
        is known; in what somebody else of its sentence says it may stand for who says it."""
        a = self._analysis
        label = a.labels.deprel
        if not self._pronoun(word) or label[a.deprel[word]] != "nsubj":
            return False
        if self._named(word, False) is not None:
            return False
        at = int(a.head[word])
        while at >= 0:
            if label[a.deprel[at]] == "ccomp":
                return False
            at = int(a.head[at])
        return True

    def _pronoun(self, word: int) -> bool:
        return self._analysis.word(word).lower() in _STRANGERS

    def at_hand(self, word: int) -> bool:
        """Whether a word is somebody whom the text names or describes."""
        return not self.stranger(word) and self.of(word) is not None

    def _called(self, word: int) -> str | None:
        """The name that a description right behind it and a comma explains: "*Front Five*, a group
        that attacked"."""
        a = self._analysis
        first = phrase_start(self._analysis, word)
        if relation_of(a, word) != "appos" or first < 2 or a.word(first - 1) != ",":
            return None
        name = self._best.get(first - 2)
        own = self._best.get(word)
        nameless = own is None or own[2] in self._nameless
        return name[2] if name and nameless and name[2] not in self._nameless else None

    def _held(self, word: int) -> str | None:
        """Who holds the office that a noun before the name tells: "its head of mission, *N.N.*"."""
        named = (self._best.get(k) for k in below(self._analysis, word, "appos"))
        return next((n[2] for n in named if n and self._kinds.get(n[2]) == "person"), None)

    def _meant(self, word: int) -> str | None:
        """Whom a word that stands for some of others means: the name behind it ("one of them, the
        senator *Tabárez*"), else those it is of ("some of *them*")."""
        a = self._analysis
        named = [k for relation in ("appos", "nmod") for k in below(a, word, relation)]
        return next((self._best[k][2] for k in named if k in self._best), None)

    def _crowd(self, word: int) -> bool:
        """Whether a number that counts nothing named is the subject: "*thousands* marched"."""
        a = self._analysis
        verb = int(a.head[word])
        if a.word(word).lower() not in _CROWDS or relation_of(a, word) != "nsubj":
            return False
        after = int(a.sentences[a.sentence_of(word) + 1])
        behind = a.word(word + 1).lower() if word + 1 < after else ""
        return behind != "of" and a.labels.upos[a.upos[verb]] == "VERB"

    def _behind_of(self, word: int) -> str | None:
        """The entity that the "of" right behind a noun or number leads to."""
        a = self._analysis
        after = int(a.sentences[a.sentence_of(word) + 1])
        if word + 1 >= after or a.word(word + 1).lower() != "of":
            return None
        for noun in range(word + 2, min(word + 2 + MODIFIERS, after)):
            if int(a.head[noun]) == word and relation_of(a, noun) == "nmod":
                held = self._best.get(noun)
                if held is not None:
                    return held[2] if self._acts(held[2]) else None
                return self.of(noun, things=False) if holds_people(a, word) else None
        return None

    def _acts(self, name: str) -> bool:
        """Whether an entity is somebody: a place ("a district of Basra") is not."""
        return self._kinds.get(name) not in (None, "place")

    def _names_actors(self, word: int) -> bool:
        a = self._analysis
        low = a.word(word).lower()
        if low in _PEERS:
            before = range(max(0, word - MODIFIERS), word)
            return not any(a.word(k).lower() in _POINTS and int(a.head[k]) == word for k in before)
        if tells_stance(a, word):
            return False
        return singular(low) in _SIDES or any(
            form in actor_words.nouns(kind)
            for form in (low, singular(low))
            for kind in ("persons", "groups", "organisation_heads")
        )

    def _governed(self, word: int) -> bool:
        """Whether a noun for a place stands for who governs it: "asked the *city* for guards"."""
        a = self._analysis
        if a.word(word).lower() not in _GOVERNED or relation_of(a, word) in ("compound", "nmod"):
            return False
        before = [k for k in range(max(0, word - MODIFIERS), word) if int(a.head[k]) == word]
        cases = {a.word(k).lower() for k in before if relation_of(a, k) == "case"}
        return not cases & STATIC and any(relation_of(a, k) == "det" for k in before)

    def strikes(self, word: int) -> bool:
        """Whether a noun for a machine of war is who does something."""
        return strikes(self._analysis, word)

    def _owned(self, words: Iterable[int]) -> bool:
        """Whether a body or a state has the thing that some words name: "a convoy of the *WFP*",
        "*Albanian* computers"."""
        held = (self._best.get(k) for k in words)
        return any(one is not None and one[2] in self._named_bodies for one in held)

    def _likely(self, word: int) -> bool:
        """Whether a noun most likely names people or a body; one that a capital begins ("the
        *Mogul*") too."""
        a = self._analysis
        kind = a.labels.upos[a.upos[word]]
        least = {"NOUN": PEOPLE, "PROPN": SURELY}.get(kind)
        likely = least is not None and names_people(a.word(word)) >= least
        return likely and not tells_stance(a, word)

    def known(self, *names: str) -> bool:
        """Whether any of some entities is one of the article's actors, or people or a body; the
        things made here are not."""
        return any(name not in self._things for name in names)

    def without_own(self, type_: str | None, doers: list[str], targets: list[str]) -> list[str]:
        """The targets, where others are left, of an attack and a threat without what is nobody
        (talks), and of a threat without the state that a doer is of: "Trump threatened *Iran*"."""
        if type_ not in ("ASSAULT", "THREATEN"):
            return targets
        bodies = [t for t in targets if self._kinds.get(t) not in _NOBODIES] or targets
        if type_ == "ASSAULT":
            return bodies
        own = {self._country.get(d) for d in doers if self._sector.get(d) == "GOV"} - {None}
        others = [
            t for t in bodies if self._kinds.get(t) != "state" or self._country.get(t) not in own
        ]
        return others or bodies

    def told(self, *names: str) -> bool:
        """Whether any of some entities is more than a pronoun and a thing."""
        strangers = {e.id for w, e in self.made.items() if self._pronoun(w)}
        return self.known(*(name for name in names if name not in strangers))

    def somebody(self, word: int) -> bool:
        """Whether a word stands in a mention of an actor of known country or sector, or names a
        state."""
        best = self._best.get(word)
        return self.states.names(word) if best is None else best[2] in self._somebody

    def acts(self, word: int) -> bool:
        """Whether a word names people or a body, by a mention or by its noun; "it" may be any."""
        a = self._analysis
        best = self._best.get(word)
        if best is not None:
            bodily = self._kinds.get(best[2]) in ("person", "group", "organization", "media")
            return bodily and a.word(word).lower() not in ("it", "that", "this")
        return a.labels.upos[a.upos[word]] == "NOUN" and self._names_actors(word)

    def _one(self, word: int) -> bool:
        """Whether a noun or pronoun is one person."""
        low = self._analysis.word(word).lower()
        one = singular(low) == low and low in actor_words.nouns("persons")
        return one or low in ("he", "she")

    def _told_before(self, first: int, head: int) -> Entity | None:
        """The thing that "the" and a noun alone come back to, the last that was called so, with
        the mention: "a camp near Goma", then "the *camp*"."""
        a = self._analysis
        heads = self._called_so.get(a.word(head).lower(), [])
        before = bisect_left(heads, head)
        bare = head == first + 1 and a.word(first).lower() == "the"
        if not before or not bare or phrase_end(a, head) > head + 1:
            return None
        known = self._newest[self.made[heads[before - 1]].id]
        mention = Mention(start=int(a.start[first]), end=int(a.end[head]), form="description")
        return self._keep(head, msgspec.structs.replace(known, mentions=[*known.mentions, mention]))

    def _keep(self, head: int, entity: Entity) -> Entity:
        self.made[head] = self._newest[entity.id] = entity
        insort(self._called_so.setdefault(self._analysis.word(head).lower(), []), head)
        return entity

    def _make(self, first: int, head: int, acts: bool) -> Entity:
        if head not in self.made and (before := self._told_before(first, head)) is not None:
            return before
        if head not in self.made:
            a = self._analysis
            # "The state *in the end* gave way": what stands for a body has no more to its name.
            short = acts and a.word(head).lower() in _GOVERNED
            after = head + 1 if short else phrase_end(a, head)
            opening = phrase_start(a, head, whole=True) if first < head else first
            start, end = int(a.start[min(first, opening)]), int(a.end[after - 1])
            where = self._places[bisect_left(self._places, (int(a.start[first]),)) :]
            inside = list(takewhile(lambda place: place[1] <= end, where))
            owners = [
                self._country.get(self._best[i][2]) for i in range(first, after) if i in self._best
            ]
            form: Form = "pronoun" if self._pronoun(head) else "description"
            town = any(low <= int(a.start[head]) < high for low, high, _ in inside)
            entity = Entity(
                id=f"{_MADE}{head}",
                kind="place" if town and not acts else "person" if self._one(head) else "group",
                name=" ".join(a.text[start:end].split()),
                anonymous=True,
                country=next(filter(None, [*owners, *(country for _, _, country in inside)]), None),
                sector=None,
                roles=[],
                glosses=[],
                mentions=[Mention(start=start, end=end, form=form)],
                ref=None,
                confidence=0.5,
            )
            self._keep(head, entity)
            owned = any(owners) or self._owned(range(first, after))
            owned = owned or any(self.states.has(k) for k in range(first, head))
            if not acts and not owned:
                self._things.add(self.made[head].id)
        return self.made[head]
