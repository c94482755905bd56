"""Where, when, for how long, how many: what stands by an act in its sentence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Container, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Protocol, TypeVar

import numpy as np

from readout.events.roles import Roles
from readout.events.triggers import Trigger
from readout.language.analysis import Analysis
from readout.mentions.mentions import Mentions
from readout.record.types import Time

_FAR = 1_000
_COMPARED = 8
"""Words before a span of time in which a superlative is looked for."""
_UP = 4
"""Steps from a trigger to the words above it whose time and place it shares."""
_APART = frozenset(("ccomp", "acl:relcl", "csubj", "root"))
"""Relations over which nothing is shared: the day of saying is not the day of what is said."""
_REACH = 6
"""Words before a noun in which its preposition stands."""
_SPOKEN = frozenset(("ACCUSE", "REJECT", "REQUEST", "THREATEN"))
"""Acts of words about another; one may sign *a 2015 deal* in that year."""
_OUTSIDE = frozenset("about after against because before for from of over since to".split())
"""What leads to a happening that an act is not within."""
_ABOUT = frozenset("about regarding concerning against like than".split())
"""What leads to what is spoken of, or set against, and not to where something is done."""
_BODILY = frozenset("ASSAULT COERCE PROTEST MOBILIZE AID RETREAT COOPERATE".split())
"""Acts that may be done over a place: planes bomb over Syria."""
_AT = frozenset("at in near on outside inside along around by from through into to of".split())
_FEATURES = frozenset(
    "road highway border crossing checkpoint corridor camp base barracks port harbour province "
    "region area valley front coast".split()
)
"""Nouns of what lies in the place that is named before them."""
_AFFAIRS = frozenset(
    "war conflict crisis invasion intervention coup uprising genocide situation revolution".split()
)
"""Nouns of what lasts and is spoken of elsewhere."""
_HEARERS = frozenset(
    "reporters journalists correspondents briefing interview newspaper broadcaster".split()
)
_ACT = 0.5
"""Probability of no act below which a word tells one."""
_BEFORE_OR_AFTER = frozenset("after before following since until".split())
_SPEAKING = frozenset(("speak", "say", "tell"))
_DEEDS = frozenset(
    "attack bombing bomb blast massacre shooting siege assault raid airstrike strike killing clash "
    "protest riot unrest rally march uprising talk summit conference".split()
)
"""Nouns that tell an act and have the place of it before them."""


_Placed = TypeVar("_Placed", bound=tuple[Any, ...])


class _Spanned(Protocol):
    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...


@dataclass(frozen=True)
class Circumstances:
    """Ids of what stands by an act; ``quantities`` in text order."""

    place: str | None
    time: str | None
    duration: str | None
    quantities: list[str]


class Surroundings:
    """The places, times and quantities of a text by the words they begin and end with."""

    def __init__(self, analysis: Analysis, mentions: Mentions) -> None:
        self._analysis = analysis
        self._starts: list[int] = analysis.start.tolist()
        sentence_of = np.repeat(np.arange(len(analysis.sentences) - 1), np.diff(analysis.sentences))
        self._sentence: list[int] = sentence_of.tolist()
        # By sentence, so that the work for an act does not grow with the article.
        self._times: dict[int, list[tuple[tuple[int, int], Time]]] = {}
        self._quantities: dict[int, list[tuple[tuple[int, int], str]]] = {}
        self._places: dict[int, list[tuple[tuple[int, int], str, str]]] = {}
        for t in mentions.times:
            self._put(self._times, (self._words(t), t))
        for q in mentions.quantities:
            self._put(self._quantities, (self._words(q), q.id))
        places = ((self._words(m), p.id, m.use) for p in mentions.places for m in p.mentions)
        self._country = {p.id: p.country for p in mentions.places if p.country}
        self._states = {p.id: p.kind == "country" for p in mentions.places if p.country}
        """Of each place that lies in a country whether it is one."""
        for one in sorted(places):
            self._put(self._places, one)
        told = [
            m for p in mentions.places for m in p.mentions if self._is_of_hearers(self._words(m))
        ]
        origins = [m for p in mentions.places for m in p.mentions]
        origins = [m for m in origins if self._is_origin(self._words(m))]
        self.apart = frozenset(m.start for m in (*told, *origins))
        """Where places begin at which somebody was only told something, or is only from."""
        self._told_at = frozenset(self._words(m)[0] for m in told)

    def _put(self, held: dict[int, list[_Placed]], one: _Placed) -> None:
        first = one[0][0]
        if first < len(self._sentence):
            held.setdefault(self._sentence[first], []).append(one)

    def _words(self, part: _Spanned) -> tuple[int, int]:
        """First word of a span and the word after its last."""
        first = bisect_left(self._starts, part.start)
        return first, max(first + 1, bisect_left(self._starts, part.end))

    def of(self, trigger: Trigger, roles: Roles) -> Circumstances:
        """What stands by the act that a trigger tells.

        First what the model gives to the act; then a time or a place that hangs on the trigger in
        the tree, with no other verb between; then one that hangs on a word above the trigger in
        the same clause or in the one it belongs to; for a place, last, the only one of the
        sentence.
        """
        s = self._analysis.sentence_of(trigger.word)
        telling = {trigger.word, *trigger.also}
        spoken = trigger.type in _SPOKEN
        times = [
            one
            for one in self._times.get(s, [])
            if not self._of_another(one[0], telling, spoken)
            and not self._of_words(one[0], trigger.word)
        ]
        spans = [t for words, t in times if t.type in ("DATE", "TIME")]
        points = [words for words, t in times if t.type in ("DATE", "TIME")]
        lasting = [
            (words, t) for words, t in times if t.type == "DURATION" and not self._is_past(words)
        ]
        time = self._pick(points, [t.id for t in spans], trigger.word, roles.times)
        duration = self._pick(
            [words for words, _ in lasting], [t.id for _, t in lasting], trigger.word, roles.times
        )
        places = self._places.get(s, [])
        literal = [
            (w, name)
            for w, name, use in places
            if (use == "literal" or self._lies_there(w))
            and not (trigger.type in _BODILY and w[0] in self._told_at)
            and not self._is_of_another_act(w, telling, _BEFORE_OR_AFTER)
            and not self._is_topic(w, name, trigger.type)
            and not self._is_origin(w)
        ]
        place = (
            self._of_noun(places, trigger)
            or self._where(places, trigger.word)
            or self._pick(
                [w for w, _ in literal], [name for _, name in literal], trigger.word, roles.places
            )
        )
        if place is None and len({name for _, name in literal}) == 1:
            place = next(
                (
                    name
                    for w, name in literal
                    if not self._has_its_own(w) and not self._is_of_another_act(w, telling)
                ),
                None,
            )
        place = self._finer(literal, place)
        counted = [
            name
            for words, name in self._quantities.get(s, [])
            if any(words[0] <= word < words[1] for word in roles.quantities)
            or self._steps(words[1] - 1, trigger.word) < _FAR
        ]
        return Circumstances(place, time, duration, counted)

    def _finer(
        self, literal: Sequence[tuple[tuple[int, int], str]], name: str | None
    ) -> str | None:
        """For a country the town in it that stands right before it: "*Beni* in eastern Congo"."""
        for (before, held), (after, state) in pairwise(literal):
            between = [self._analysis.word(k) for k in range(before[1], after[0])]
            inside = self._country.get(held) == self._country.get(name or "")
            if state == name and inside and self._states.get(name) and between in ([","], ["in"]):
                return held
        return name

    def _of_noun(
        self, places: Sequence[tuple[tuple[int, int], str, str]], trigger: Trigger
    ) -> str | None:
        """The place that a noun which tells the act has before it: "the *Derna* bombings"."""
        a = self._analysis
        for (first, after), name, _ in places:
            head = int(a.head[after - 1])
            nouns = a.labels.upos[a.upos[trigger.word]] == "NOUN" and head == trigger.word
            if nouns and self._names(first, after) and a.lemma(head).lower() in _DEEDS:
                return name
        return None

    def _where(self, places: Sequence[tuple[tuple[int, int], str, str]], word: int) -> str | None:
        """The place that the clause of an act tells more of: "*Niger*, where soldiers rebelled"."""
        a = self._analysis
        for (_, after), name, _ in sorted(places, reverse=True):
            behind = [a.word(k).lower() for k in range(after, min(after + 2, word))]
            if behind[:1] == ["where"] or behind == [",", "where"]:
                return name
        return None

    def _is_of_another_act(
        self, words: tuple[int, int], telling: Container[int], cases: Container[str] | None = None
    ) -> bool:
        """Whether a place is where another act is, behind one of some prepositions if they are
        given: "after *talks in Oman* he threatened"."""
        a = self._analysis
        for above in {int(a.head[k]) for k in range(*words)} - set(range(*words)):
            act = above >= 0 and above not in telling and float(a.root[above, 0]) < _ACT
            if act and (cases is None or self._case(above) in cases):
                return True
        return False

    def _is_of_hearers(self, words: tuple[int, int]) -> bool:
        """Whether a place is where somebody was told something: "told reporters *in Goma*",
        "speaking *in Nis*"."""
        a = self._analysis
        words = words[0], min(words[1], len(self._starts))
        heads = {int(a.head[k]) for k in range(*words)} - set(range(*words))
        told = [k for h in heads if h >= 0 for k in (h, *a.lists.children[h]) if k < words[0]]
        speaks = any(h >= 0 and a.lemma(h).lower() in _SPEAKING for h in heads)
        return speaks or any(a.word(k).lower() in _HEARERS for k in told)

    def _has_its_own(self, words: tuple[int, int]) -> bool:
        """Whether a place is that of another happening: "the *war in Ukraine*"."""
        a = self._analysis
        heads = {int(a.head[k]) for k in range(*words)} - set(range(*words))
        return any(h >= 0 and a.lemma(h).lower() in _AFFAIRS for h in heads)

    def _is_origin(self, words: tuple[int, int]) -> bool:
        """Whether a place is where somebody is from: "a 28-year-old *from Damascus*"."""
        a = self._analysis
        word = words[1] - 1
        while a.labels.deprel[a.deprel[word]] == "conj" and int(a.head[word]) >= 0:
            word = int(a.head[word])
        noun = int(a.head[word])
        if self._case(word) != "from" or noun < 0 or noun > word:
            return False
        return a.labels.upos[a.upos[noun]] in ("NOUN", "PROPN", "NUM", "ADJ")

    def _of_another(self, words: tuple[int, int], telling: Container[int], spoken: bool) -> bool:
        """Whether a time before a noun is that of something else that the act is about: "condemned
        *Tuesday's* attack", "because of fraud in *November's* vote"."""
        a = self._analysis
        last = words[1] - 1
        noun = int(a.head[last])
        if noun <= last or noun in telling or a.labels.upos[a.upos[noun]] != "NOUN":
            return False
        relation = a.labels.deprel[a.deprel[noun]].split(":")[0]
        if relation == "obl":
            return self._case(noun) in _OUTSIDE
        return relation == "nmod" or (relation == "obj" and spoken)

    def _of_words(self, words: tuple[int, int], act: int) -> bool:
        """Whether a time before an act is that of the act of words which tells it: "*on Monday*
        accused them of shelling"."""
        a = self._analysis
        verb = words[1] - 1
        while verb >= 0 and a.labels.upos[a.upos[verb]] != "VERB":
            verb = int(a.head[verb])
        if words[1] > act or verb < 0 or verb == act:
            return False
        root = a.labels.roots[int(a.root[verb].argmax())]
        return root in _SPOKEN and self._hangs_below(act, verb)

    def _hangs_below(self, word: int, verb: int) -> bool:
        """Whether a word hangs below a verb, not too far."""
        a = self._analysis
        for _ in range(2 * _UP):
            word = int(a.head[word])
            if word < 0 or word == verb:
                return word == verb
        return False

    def _is_past(self, words: tuple[int, int]) -> bool:
        """Whether a span of time is how long nothing of the kind was: "the worst *in years*"."""
        a = self._analysis
        if self._case(words[1] - 1) not in ("in", "for"):
            return False
        first = int(a.sentences[a.sentence_of(words[0])])
        return any(
            a.labels.xpos[a.xpos[k]] in ("JJS", "RBS") or a.word(k).lower() == "first"
            for k in range(max(first, words[0] - _COMPARED), words[0])
        )

    def _names(self, first: int, after: int) -> bool:
        """Whether words before a noun are the name of a place, and no adjective or owner."""
        a = self._analysis
        relation = a.labels.deprel[a.deprel[after - 1]]
        kinds = {a.labels.upos[a.upos[k]] for k in range(first, after)}
        return relation == "compound" and kinds == {"PROPN"}

    def _lies_there(self, words: tuple[int, int]) -> bool:
        """Whether a place before a noun tells where that is, and that where the act is: "near the
        *Derna* road"."""
        a = self._analysis
        head = int(a.head[words[1] - 1])
        if head < words[1] or not self._names(*words) or a.lemma(head).lower() not in _FEATURES:
            return False
        return self._case(head) in _AT

    def _is_topic(self, words: tuple[int, int], name: str, kind: str | None) -> bool:
        """Whether a place is what is spoken of or set against: "talks *on Sudan*"; or, one that is
        in no single country, lies in that: "a round *about* a dam on the *Nile*"."""
        a = self._analysis
        about = _ABOUT if kind in _BODILY else _ABOUT | {"over"}
        word = words[1] - 1
        if kind == "CONSULT" and self._states.get(name):
            about |= {"on"}
        if self._case(word) in about:
            return True
        for _ in range(0 if name in self._states else _UP):
            word = int(a.head[word])
            if word < 0 or a.labels.upos[a.upos[word]] not in ("NOUN", "PROPN"):
                return False
            if self._case(word) in about:
                return True
        return False

    def _case(self, noun: int) -> str:
        """The preposition of a noun, in small letters."""
        a = self._analysis
        for k in range(noun - 1, max(-1, noun - _REACH), -1):
            if int(a.head[k]) == noun and a.labels.deprel[a.deprel[k]] == "case":
                return a.word(k).lower()
        return ""

    def _pick(
        self, spans: Sequence[tuple[int, int]], names: Sequence[str], trigger: int, given: list[int]
    ) -> str | None:
        for (first, after), name in zip(spans, names, strict=True):
            if any(first <= word < after for word in given):
                return name
        if not spans:
            return None
        for word in self._above(trigger):
            steps = [self._nearest(first, after, word) for first, after in spans]
            best = min(range(len(steps)), key=steps.__getitem__)
            if steps[best] < _FAR:
                return names[best]
        return None

    def _above(self, word: int) -> list[int]:
        """The word and those above it that share its time and place, the nearest first."""
        a = self._analysis
        out = [word]
        while len(out) <= _UP:
            if a.labels.deprel[a.deprel[word]] in _APART:
                break
            word = int(a.head[word])
            if word < 0:
                break
            out.append(word)
        return out

    def _nearest(self, first: int, after: int, trigger: int) -> int:
        return min(self._steps(word, trigger) for word in range(first, after))

    def _steps(self, word: int, trigger: int) -> int:
        """Steps up the tree from a word to the trigger; ``_FAR`` where another verb is between, or
        the trigger is not above it."""
        a = self._analysis
        steps = 0
        while word >= 0 and word != trigger:
            if steps and a.labels.upos[a.upos[word]] == "VERB":
                return _FAR
            if steps and a.labels.deprel[a.deprel[word]] == "acl:relcl":
                return _FAR  # "the cabinet, which is due on Thursday"
            word = int(a.head[word])
            steps += 1
        return steps if word == trigger else _FAR
