"""Whom a plural stands for: "the leaders", "both presidents", "the three governments"."""

from __future__ import annotations

from readout.knowledge import actor_words, offices
from readout.mentions.actors.chains import WINDOW, Chain, Chains
from readout.mentions.actors.draft import Draft

_PAIRS = frozenset("couple pair duo parent spouse partner brother sister".split())
_STATES = frozenset(
    "country nation side neighbour neighbor government power rival ally foe".split()
)
_NUMBERS = {
    word: n
    for n, words in enumerate("both/two three four five six seven eight".split(), 2)
    for word in (*words.split("/"), str(n))
}
_NEAR = 6
"""Sentences between a plural and the last mention of a member."""


def stands_for_some(c: Chains, d: Draft) -> bool:
    """Whether a description is a plural that may stand for others: "the leaders", "both sides"."""
    if not d.plural or d.noun not in actor_words.listed("collective_plurals"):
        return False
    return d.definite or c.reading.low[d.first] == "both"


def leaders(c: Chains, i: int, pairs: list[tuple[int, int, tuple[int, ...]]]) -> int | None:
    """The group that draft ``i`` stands for; None leaves the plural a group of its own.

    Members are persons of that office, or states. A plural with a number has exactly so many:
    going back sentence by sentence, those named until the number is full. Where a sentence brings
    more than are wanted nobody knows which, and so where there are too few. Without a number
    it is the last two.
    """
    r, d = c.reading, c.drafts[i]
    here = r.sentence[d.head]
    noun = d.noun or ""
    if noun in _PAIRS:
        # "The couple": the two persons joined last.
        near = [parts for at, _, parts in pairs[-1:] if here - at <= 12 and len(parts) == 2]
        if near and r.low[d.first] == "the" and all(p in c.of for p in near[0]):
            return c.group(tuple(dict.fromkeys(c.of[p] for p in near[0])))
        return None
    told = [_NUMBERS[r.low[k]] for k in range(d.first, d.head) if r.low[k] in _NUMBERS]
    if not told and d.first and r.low[d.first - 1] in _NUMBERS:
        told = [_NUMBERS[r.low[d.first - 1]]]
    wanted = told[0] if told else 2
    title = " ".join(r.low[k] for k in range(d.first, d.head)) + " " + noun
    found: list[int] = []
    reached = -1
    for n in reversed(c.recent[-WINDOW:]):
        chain = c.chains[n]
        sentence = r.sentence[c.drafts[chain.last].head]
        if here - sentence > _NEAR or (len(found) == wanted and not (told and sentence == reached)):
            break
        if _fits(c, chain, d, title):
            found.append(n)
            reached = sentence
    return c.group(tuple(found)) if len(found) == wanted else None


def _fits(c: Chains, chain: Chain, d: Draft, title: str) -> bool:
    noun = d.noun or ""
    if noun in _STATES:
        return chain.kind == "state"
    if chain.kind != "person" or not chain.names or chain.plural:
        return False
    said = offices.office(title)
    if said.rank is None or said.rank == "leader":
        return bool(
            chain.ranks & {"head of state", "head of government", "leader"} or noun in chain.titles
        )
    held = [offices.office(h.title) for m in chain.mentions for h in c.drafts[m].roles]
    # "The two foreign ministers" are no defence ministers; a secretary of state is one.
    return any(o.rank == said.rank and said.topics <= o.topics for o in held) or (
        noun in chain.titles and not said.topics and said.rank in chain.ranks | {"official"}
    )
