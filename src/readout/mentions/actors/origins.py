"""Which country a word of a name or description speaks for: fixed phrases of the tables, mended by
the places that the text was found to name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Mapping, Sequence

from readout.knowledge import actor_words
from readout.knowledge.actor_words import Phrase, Use
from readout.language.known_names import GIVEN, SURNAME, known
from readout.mentions.actors.reading import Reading
from readout.record.types import Place

BELIEVED = 0.5
"""Confidence from which a place of the article says whose country something is of."""
_STATES = frozenset(("name", "adjective", "national"))
_CLAUSES = frozenset(
    ("acl", "acl:relcl", "advcl", "obl", "ccomp", "xcomp", "csubj", "parataxis", "dep")
)
"""Arcs over which a word is no longer part of what a noun phrase names."""
_WHERE = frozenset("in at near on across outside inside around after during over".split())
SENT = frozenset(
    "coordinator envoy representative rapporteur mediator negotiator adviser advisor expert "
    "director".split()
)
"""Offices "for" a country that is where they are sent, and not whom they serve."""


def _is_first_name(r: Reading, i: int) -> bool:
    """Whether the name of a state is that of a person: "Defence Minister *Israel* Katz"."""
    titled = i > 0 and r.low[i - 1] in actor_words.nouns("persons") and r.head[i - 1] == i
    surname = i + 1 < len(r) and r.rel[i + 1] == "flat" and r.head[i + 1] == i
    return titled and surname and r.words[i + 1][0].isupper()


def named_like_town(r: Reading, i: int, at: Mapping[int, tuple[int, Phrase]]) -> bool:
    """Whether a word is the name of a seat of government and one that persons bear: "*Santiago* was
    arrested", but "*Bangui* rejected the accusation"."""
    return at[i][1].use == "metonym" and bool(known(r.words[i]) & (GIVEN | SURNAME))


def settled(
    r: Reading, found: Sequence[tuple[int, Phrase]], places: Iterable[Place]
) -> tuple[list[tuple[int, Phrase]], list[tuple[int, Phrase]]]:
    """The phrases ``found`` without states whose name is only part of the name of a place ("New
    Jersey" is not Jersey), or that the text means otherwise (Georgia the division), in text order;
    and the same with the places beside them, as phrases of use "place"."""
    instead: list[tuple[int, Phrase]] = []
    gone: set[int] = set()
    covered = {i + k: i for i, p in found for k in range(len(p.words))}
    states = {i: p for i, p in found if p.use in _STATES}
    names = {i for i, p in found if p.use == "organisation"}
    for place in places:
        sure = place.confidence >= BELIEVED and not place.method.startswith("name only")
        for m in place.mentions:
            first, after = bisect_left(r.start, m.start), bisect_left(r.end, m.end) + 1
            if (
                after <= first
                or after > len(r)
                or (r.start[first], r.end[after - 1]) != (m.start, m.end)
            ):
                continue
            inside = {covered[k] for k in range(first, after) if k in covered}
            if inside & names:
                continue
            whole = len(inside) == 1 and all(k in covered for k in range(first, after))
            state = next((states[i] for i in inside if i in states), None)
            if place.kind == "country" and state and place.country == state.country:
                continue  # "northern Syria"
            if whole and (state is None or not sure or place.country in (None, state.country)):
                continue  # a capital, or the state itself
            if not sure and not (state is not None and after - first > len(state.words)):
                continue
            gone |= {i for i in inside if i in states and _within(i, states[i], first, after)}
            words = tuple(r.words[first:after])
            use: Use = "name" if place.kind == "country" else "place"
            instead.append((first, Phrase(words, use, place.country, None, False)))
    gone |= {i for i, p in states.items() if len(p.words) == 1 and _is_first_name(r, i)}
    kept = [(i, p) for i, p in found if i not in gone]
    free = {i for i, p in kept for i in range(i, i + len(p.words))}
    added = [(i, p) for i, p in instead if not free.intersection(range(i, i + len(p.words)))]
    return kept, sorted(kept + added, key=lambda one: one[0])


def _within(i: int, phrase: Phrase, first: int, after: int) -> bool:
    return first <= i and i + len(phrase.words) <= after


def belongs(r: Reading, k: int, noun: int) -> bool:
    """Whether word ``k`` tells where the noun of a phrase is from, and not only where it was: not
    of "an activist freed from jail in Israel", "a victim of an attack in Israel"."""
    above = r.head[k]
    if above >= 0 and above != noun and r.acts[above] and r.case(k) in _WHERE:
        return False
    at = k
    for _ in range(12):
        if at < 0 or at == noun:
            return True
        if r.rel[at] in _CLAUSES:
            return False
        at = r.head[at]
    return True


STANCES = {"opposition": ("to",), "resistance": ("to",),
            "association": ("with", "between"), "alliance": ("with", "between")}  # fmt: skip
"""Nouns for bodies that tell a relation before these words."""


def is_stance(r: Reading, i: int, noun: str) -> bool:
    """Whether a noun tells how somebody stands to something and not who: "his opposition to it"."""
    towards = STANCES.get(noun, ())
    if not any(low in towards for low in r.low[i + 1 : i + 2]):
        return False
    return r.rel[i] != "nsubj" or any(r.rel[k] == "nmod:poss" for k in r.children[i])
