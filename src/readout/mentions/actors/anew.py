"""What a description cannot come back to: somebody counted anew, of another part, of who speaks."""

from __future__ import annotations

from readout.mentions.actors.chains import Chains
from readout.mentions.actors.crowds import CROWDS
from readout.mentions.actors.draft import Draft
from readout.mentions.actors.reading import Reading
from readout.mentions.actors.spokes import SPEAKERS

_ARGUMENTS = frozenset(("nsubj", "nsubj:pass", "obj", "iobj", "obl"))
_SAME_PHRASE = frozenset(("conj", "appos", "flat", "nmod:desc"))
_SOME = frozenset(("other", "another", "many", "several", "some", "more"))
_INDEFINITE = frozenset(("a", "an", "one", "another"))
_OWNS = frozenset(("its", "their", "his", "her"))
_MANY = CROWDS | {"tens", "millions", "most", "many"}


def new_by_what_follows(r: Reading, d: Draft) -> bool:
    """ "The commander *of a brigade*" was not spoken of before, as the brigade was not."""
    if d.plural or d.kind != "person":
        return False
    return any(
        r.rel[k] == "nmod"
        and {r.low[w] for w in r.children[k]} >= {"of"}
        and not _INDEFINITE.isdisjoint(r.low[w] for w in r.children[k])
        for k in r.children[d.head]
    )


def beside(c: Chains, n: int, d: Draft) -> bool:
    """Whether a chain has another part in the act of a verb that a draft has a part in: "the
    minister met the *minister* of Iraq" (principle B of binding, for descriptions)."""
    r = c.reading
    last, verb = c.drafts[c.chains[n].last].head, r.head[d.head]
    while r.rel[last] in _SAME_PHRASE and r.head[last] >= 0:
        last = r.head[last]
    if verb < 0 or r.head[last] != verb or r.upos[verb] != "VERB":
        return False
    return r.rel[last] in _ARGUMENTS and r.rel[d.head] in _ARGUMENTS


def of_another(c: Chains, n: int, d: Draft) -> bool:
    """Whether a chain speaks for a body and a draft for a person ("*his* spokesman" is not the
    spokesman of the party), or is of others than whose a draft is ("the leaders *of the unions*"
    are not "*its* leaders")."""
    r = c.reading
    if r.low[d.first] in _OWNS and d.plural:
        alike = [o for m in c.chains[n].mentions[:4] if (o := c.drafts[m]).noun == d.noun]
        return bool(alike) and all(
            r.low[o.first] not in _OWNS and "nmod" in (r.rel[k] for k in r.children[o.head])
            for o in alike
        )
    if d.noun not in SPEAKERS or r.low[d.first] not in ("his", "her"):
        return False
    owners = {h.of for m in c.chains[n].mentions for h in c.drafts[m].roles if h.of}
    return not all(_is_person(c, owner.lower().split()[-1]) for owner in owners)


def _is_person(c: Chains, surname: str) -> bool:
    return any(c.chains[n].kind == "person" for n in c.by_last.get(surname, ()))


def counted_anew(r: Reading, d: Draft) -> bool:
    """ "*Three* people", "thousands of *people*": not the people of before."""
    above = r.head[d.head]
    many = above >= 0 and r.case(d.head) == "of" and r.low[above] in _MANY
    return d.plural and not d.definite and (d.generic or many or r.low[d.first] in _SOME)


def of_speaker(r: Reading, d: Draft) -> bool:
    """Whether somebody is of those who speak: "*our* forces" are no forces that others name."""
    return d.form == "description" and r.low[d.first] in ("our", "my")
