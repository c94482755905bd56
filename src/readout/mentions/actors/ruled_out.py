"""What a pronoun cannot mean, by grammar and by what the text tells of who speaks."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from readout.knowledge import actor_words
from readout.mentions.actors.chains import Chain, Chains
from readout.mentions.actors.nouns import singular
from readout.mentions.actors.reading import Reading

_MANY = frozenset(("group", "organization", "media", "state"))
_SHARING = frozenset(("xcomp", "conj"))
"""Relations of a verb without a subject of its own to the one whose subject it has."""
_SUBJECT = frozenset(("nsubj", "nsubj:pass"))
_AROUND = 40
"""Mentions before and behind a pronoun that are looked at for what it is the source of."""
_OF_OTHERS = frozenset(("unlike", "like", "with", "without", "against", "by", "from", "to"))
"""Prepositions of somebody who is not the subject of the same verb."""
_BESIDE = frozenset(("conj", "parataxis", "acl:relcl"))
REACH = 5
"""Sentences back to the last mention that a pronoun can mean."""
_HOSTILE = frozenset(("ACCUSE", "ASSAULT", "THREATEN", "SANCTION", "COERCE"))
LATELY = 4
"""Mentions of a chain, the latest, that are looked at."""


def possible(c: Chains, i: int, n: int, told: Told) -> bool:
    """Whether pronoun ``i`` can mean chain ``n``, by what grammar and the text rule out; ``told``
    as :func:`told_of` gives it."""
    r, d, chain = c.reading, c.drafts[i], c.chains[n]
    last = c.drafts[chain.last]
    gap = r.sentence[d.head] - r.sentence[last.head]
    if gap > REACH or last.first <= d.head < last.after:
        return False  # "*his* adviser" is not himself
    if d.gender in ("f", "m"):
        if chain.kind != "person" or chain.plural or chain.gender not in (None, d.gender):
            return False
        block = r.block[d.head]
        if chain.guest and block in c.talk.answers and (
            c.talk.voices.get(block, chain.guest) == chain.guest
        ):  # fmt: skip
            return False
    elif d.gender == "n":
        if chain.kind == "person" or chain.plural or (chain.kind == "group" and last.noun in (
            "people", "public")):  # fmt: skip
            return False
    elif d.plural and not (chain.plural or chain.kind in _MANY):
        return False
    verb = _of_subject(r, d.head)
    same_clause = gap == 0 and r.head[last.head] in (r.head[d.head], verb)
    if same_clause and r.rel[d.head] in _SUBJECT and r.case(last.head) in _OF_OTHERS:
        return False  # "unlike Smith, he"
    if told is not _NOBODY and told.holds(chain, n):
        return False
    if same_clause and r.rel[d.head] in ("obj", "iobj") and r.rel[last.head] in _SUBJECT and not (
        r.low[d.head].endswith(("self", "selves"))):  # fmt: skip
        return False
    if r.rel[d.head] in ("obj", "iobj") and _is_own_body(r, d.head, chain):
        return False
    if gap == 0 and any(_is_of_foe(r, d.head, c.drafts[m].head) for m in chain.mentions[-LATELY:]):
        return False
    if r.quoted[d.head]:
        return not of_speaker(c, i, n)  # what the speaker says of "he" is not of himself
    return bool(chain.names) or not _only_quoted(c, chain.mentions)


def _of_subject(r: Reading, word: int) -> int:
    """The verb that has the subject of the one whose object a word is: "*tried* to force him"."""
    verb = r.head[word]
    while verb >= 0 and r.rel[verb] in _SHARING:
        below = [r.rel[k] for k in r.children[verb]]
        ordered = r.rel[verb] == "xcomp" and any(
            r.rel[k] in ("obj", "iobj") for k in r.children[r.head[verb]]
        )
        if not _SUBJECT.isdisjoint(below) or ordered:
            return verb
        verb = r.head[verb]
    return verb


class Told(NamedTuple):
    """Whom the sentence of a pronoun names further on, and what it is the source of names."""

    names: frozenset[tuple[str, ...]]
    surnames: frozenset[str]
    chains: frozenset[int]
    """Whom it calls "he"."""

    def holds(self, chain: Chain, n: int) -> bool:
        """Whether chain ``n`` is among them."""
        if n in self.chains:
            return bool(chain.names)
        if not self.names:
            return False
        return not self.names.isdisjoint(chain.names) or any(
            key[-1] in self.surnames for key in chain.names
        )


_NOBODY = Told(frozenset(), frozenset(), frozenset())


def told_of(c: Chains, i: int) -> Told:
    """Whom pronoun ``i`` cannot mean since it is the subject of what names them: in "he said that
    Smith had left" he is not Smith (principle C of Chomsky 1981). Nor is who says ""he is free""
    the one who is."""
    r, d = c.reading, c.drafts[i]
    verb = r.head[d.head]
    if d.gender not in ("f", "m") or verb < 0 or r.rel[d.head] not in _SUBJECT:
        return _NOBODY
    names: set[tuple[str, ...]] = set()
    third: set[int] = set()
    for k in range(i + 1, min(len(c.drafts), i + _AROUND)):
        other = c.drafts[k]
        if r.sentence[other.head] != r.sentence[d.head]:
            break
        if other.form == "name" and other.kind == "person" and _is_below(r, other.head, verb):
            names.add(other.key)
    number = r.number_of_source.get(d.head)
    for k in range(i - 1, max(-1, i - _AROUND), -1) if number is not None else ():
        other = c.drafts[k]
        if r.content[other.head] != number or other.said:
            continue
        if other.form == "name" and other.kind == "person":
            names.add(other.key)
        elif r.quoted[other.head] and other.form == "pronoun" and k in c.of:
            third.add(c.of[k])
    if not names and not third:
        return _NOBODY
    surnames = frozenset(key[0] for key in names if len(key) == 1)
    return Told(frozenset(names), surnames, frozenset(third))


def _is_below(r: Reading, word: int, verb: int) -> bool:
    """Whether a word stands in a clause or phrase under a verb, not in one beside it, which may
    tell something else of the same person."""
    while word >= 0 and word != verb:
        if r.rel[word] in _BESIDE or r.low[word - 1] == "(":
            return False
        word = r.head[word]
    return word == verb


def _is_of_foe(r: Reading, pronoun: int, doer: int) -> bool:
    """Whether a possessive stands at what the subject attacks ("gunmen ambushed *their* convoy") or
    at forces that it accuses ("accused *its* soldiers of murder")."""
    hit = r.head[pronoun]
    verb = r.head[hit] if hit >= 0 and r.rel[pronoun] == "nmod:poss" else -1
    if verb < 0 or r.rel[hit] != "obj" or any(r.low[k] == "own" for k in r.children[hit]):
        return False
    above = verb
    while r.rel[above] in ("advcl", "xcomp", "conj") and r.head[doer] != above:
        above = r.head[above]
    if r.head[doer] != above or r.rel[doer] != "nsubj":
        return False
    act = _act(r, verb)
    forms = (r.low[hit], singular(r.low[hit]))
    sectors = {actor_words.nouns(k).get(f) for k in ("groups", "persons") for f in forms}
    forces = not sectors.isdisjoint(("MIL", "COP", "REB"))
    return act == "ASSAULT" or (act == "ACCUSE" and forces)


def _is_own_body(r: Reading, pronoun: int, chain: Chain) -> bool:
    """Whether who attacks or accuses is the body of the one in question: "the *Biden* campaign
    attacked him"."""
    verb = r.head[pronoun]
    if verb < 0 or _act(r, verb) not in _HOSTILE:
        return False
    doer = next((k for k in r.children[verb] if r.rel[k] == "nsubj"), -1)
    owners = {r.low[k] for k in (r.children[doer] if doer >= 0 else ()) if r.rel[k] == "compound"}
    return any(key[-1] in owners for key in chain.names)


def _act(r: Reading, verb: int) -> str:
    """The root of what a verb tells, as the language model has it."""
    return r.analysis.labels.roots[int(r.analysis.root[verb].argmax())]


def of_speaker(c: Chains, i: int, n: int) -> bool:
    """Whether chain ``n`` is the source of what pronoun ``i`` stands in."""
    r = c.reading
    number = r.content[c.drafts[i].head]
    if number < 0 or number not in r.source:
        return False
    first, after = r.source[number], r.source_after[number]
    return any(first <= c.drafts[m].head < after for m in c.chains[n].mentions[-3:])


def _only_quoted(c: Chains, mentions: Sequence[int]) -> bool:
    """Whether all that lately spoke of somebody stands inside quotations: "my father" of a speaker
    is nobody the article goes on about."""
    return all(c.reading.quoted[c.drafts[m].head] for m in mentions[-LATELY:])
