"""Bodies with a name that are called by a noun alone later: "the ministry", "the company"."""

from __future__ import annotations

from readout.knowledge import actor_words
from readout.mentions.actors.chains import WINDOW, Chain, Chains

_POINTING = frozenset(("the", "this"))
_BODIES = frozenset(("organization", "media", "group"))
_SAID = 25
"""Sentences back to which a body may be meant whose name holds the noun: "Defence Ministry"."""
_OF_A_KIND = 6
"""The same for one that is only known to be of the kind: "Nordvik Steel", a company."""
_ANYBODYS = frozenset(("press", "media", "public"))
"""Nouns that mean all of a kind, whoever has the word in its name."""
_ANY_BODY = frozenset(("group", "organization", "organisation"))
"""Nouns for bodies of which nothing is known."""
_APART = (",", "the")
"""Words that may stand between a noun and the name behind it: "his party, the Unity Forum"."""
_FIRST = 8
"""Mentions of a body that tell of which kind it is; more would make a long article slow."""
_CLEAR = 2
"""Sentences by which the one meant must be nearer than any other of the kind."""


def called(c: Chains, i: int) -> int | None:
    """The chain of a body that draft ``i``, a definite noun alone, can only stand for.

    First one whose name holds the noun; else the only one of the noun's kind that the sentences
    before name. None where two could be meant.
    """
    d = c.drafts[i]
    r = c.reading
    if d.plural or d.kind == "person" or d.noun is None or d.noun in _ANYBODYS:
        return None
    if d.after != d.head + 1:
        return None
    if d.first != d.head - 1 or r.low[d.first] not in _POINTING:
        return None
    if any(r.rel[k] in ("acl", "acl:relcl", "nmod", "appos") for k in r.children[d.head]):
        return None  # "the company that makes them" says itself which one
    here = r.sentence[d.head]
    fitting: list[tuple[int, int, bool]] = []
    for n in reversed(c.recent[-WINDOW:]):
        chain = c.chains[n]
        if chain.kind not in _BODIES or not chain.names or chain.plural:
            continue
        away = here - r.sentence[c.drafts[chain.last].head]
        if away > _SAID:
            break
        if _in_name(chain, d.noun):
            fitting.append((away, n, True))
        elif away <= _OF_A_KIND and _of_kind(c, chain, d.noun):
            fitting.append((away, n, False))
    named = [one for one in fitting if one[2]]
    some = named or fitting
    if not some:
        return None
    clear = len(some) == 1 or some[1][0] - some[0][0] >= _CLEAR
    return some[0][1] if clear else None


def named_behind(c: Chains, i: int) -> int | None:
    """The draft of the name that draft ``i``, a noun, stands before: "the airline Vela Air", "his
    party, the Unity Forum"."""
    d = c.drafts[i]
    r = c.reading
    if d.plural or d.kind not in _BODIES or d.after != d.head + 1:
        return None
    behind = next((k for k in range(i + 1, len(c.drafts)) if c.drafts[k].first >= d.after), None)
    if behind is None:
        return None
    name = c.drafts[behind]
    if name.form != "name" or name.kind not in (*_BODIES, "summit"):
        return None
    between = [r.low[k] for k in range(d.after, name.first)]
    if any(word not in _APART for word in between) or len(between) > len(_APART):
        return None
    if "," in between:
        if r.rel[name.head] != "appos" or r.head[name.head] > d.head:
            return None
        name.kind = "organization" if name.kind == "summit" else name.kind  # "..., the Unity Forum"
        return behind
    if name.kind == "summit":
        return None
    return behind if not between and r.words[d.head][0].islower() else None


def _in_name(chain: Chain, noun: str) -> bool:
    """Whether the noun is the head of a name: "Defence Ministry", "Ministry of Defence"."""
    return any(key[-1] == noun or (key[0] == noun and "of" in key) for key in chain.names)


def _of_kind(c: Chains, chain: Chain, noun: str) -> bool:
    kinds = actor_words.kinds_called(noun)
    if not kinds:
        return False
    told = {c.drafts[m].sector for m in chain.mentions[:_FIRST]} - {None}
    if told:
        return bool(kinds & told)
    return chain.kind == "organization" and ("BUS" in kinds or noun in _ANY_BODY)
