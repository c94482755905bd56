"""For whom somebody speaks, where the words of the office do not say: "*its* spokesman, N.N."."""

from __future__ import annotations

from readout.knowledge import actor_words
from readout.mentions.actors.chains import Chains
from readout.mentions.actors.draft import Draft, Held
from readout.mentions.actors.nouns import singular

SPEAKERS = frozenset(("spokesman", "spokeswoman", "spokesperson"))
_OWNERS = frozenset(("its", "their"))


def of_whom(c: Chains, held: Held) -> Held:
    """An office with its owner: a spokesperson is nobody's of the government for that alone, but of
    the sector of whom "its" means, or of what stands before it ("military spokesman")."""
    *before, title = held.title.lower().split()
    if title not in SPEAKERS:
        return held
    if held.of is not None:
        n = c.by_key.get(tuple(held.of.lower().split()))
        if n is None or c.chains[n].kind not in ("organization", "group"):
            return held
        told = (c.drafts[m].sector for m in c.chains[n].mentions)
        return held._replace(sector=next(filter(None, told), None))
    n = _owner(c, held)
    if n is None:
        by_word = (actor_words.nouns("groups").get(singular(w)) for w in reversed(before))
        sector = next(filter(None, by_word), held.sector if before else None)
        return held._replace(sector=sector)
    chain = c.chains[n]
    if chain.kind == "state" and chain.country:
        state = actor_words.states()[chain.country].name
        return held._replace(of=state, country=held.country or chain.country, sector="GOV")
    drafts = [c.drafts[m] for m in chain.mentions]
    name = next((d.name for d in drafts if d.form == "name"), None)
    sector = next((d.sector for d in drafts if d.sector), None)
    return held._replace(of=name, country=held.country or chain.country, sector=sector)


def tells_sector(d: Draft) -> bool:
    """Whether the noun of a mention tells the sector of whom it names: "spokesman" does not."""
    return d.noun not in SPEAKERS


def _owner(c: Chains, held: Held) -> int | None:
    low = c.reading.low
    for word in (held.first, held.first - 1):
        if word >= 0 and low[word] in _OWNERS:
            return c.chain_at(word)
    return None
