"""First and second persons: who "I" is inside a quotation, and in an interview."""

from __future__ import annotations

from readout.mentions.actors.chains import Chain, Chains
from readout.mentions.actors.interview import ASKED


def _speaker(c: Chains, number: int, at: dict[int, int]) -> int | None:
    """The chain of the source of an attribution."""
    r = c.reading
    if number not in r.source:
        return None
    first, after = r.source[number], r.source_after[number]
    inside = [at[k] for k in range(first, after) if k in at]
    inside = [i for i in inside if i in c.of]
    if not inside:
        return None
    outer = [i for i in inside if not first <= r.head[c.drafts[i].head] < after]
    persons = [i for i in inside if c.chains[c.of[i]].kind == "person"]
    chosen = (outer or persons or inside)[0]
    return c.of[chosen]


def _heard(c: Chains, at: dict[int, int]) -> dict[int, list[tuple[int, int | None]]]:
    """Sources of each block with their chains: who else a quotation without a source is of."""
    out: dict[int, list[tuple[int, int | None]]] = {}
    for number, first in c.reading.source.items():
        chain = _speaker(c, number, at)
        if chain is not None and c.chains[chain].kind == "person":
            out.setdefault(c.reading.block[first], []).append((first, chain))
    return out


def _labelled(c: Chains, at: dict[int, int]) -> dict[int, int]:
    """Blocks that begin with who speaks in them, "Vega: I ...", with the chain of that person."""
    r = c.reading
    out: dict[int, int] = {}
    last = -1
    for i, block in enumerate(r.block):
        if block == last:
            continue
        last = block
        end = next((k for k in range(i, min(i + 5, len(r))) if r.words[k] == ":"), None)
        if end is None:
            continue
        inside = [c.of[at[k]] for k in range(i, end) if k in at]
        persons = [n for n in inside if c.chains[n].kind == "person"]
        if persons and r.words[i][0].isupper():
            out[block] = persons[-1]
    return out


def link_speakers(c: Chains) -> None:
    """Puts first and second persons into chains, after all others are."""
    r = c.reading
    said = [i for i, d in enumerate(c.drafts) if d.said]
    if not said:
        return
    at = {d.head: i for i, d in enumerate(c.drafts) if i in c.of}
    outside = [i for i in said if c.drafts[i].said == "i" and r.content[c.drafts[i].head] < 0]
    asks = c.asks
    interview = len(asks) >= ASKED or bool(c.answers)
    guest = next((n for n, chain in enumerate(c.chains) if chain.guest), None)
    narrator: int | None = guest
    addressed = {r.block[c.drafts[i].head] for i in said if c.drafts[i].said == "you"}
    ours: dict[int | None, int] = {}
    yours: dict[int, int] = {}
    heard = _heard(c, at)
    labels = _labelled(c, at)
    for i in said:
        d = c.drafts[i]
        number = r.content[d.head]
        plain = interview and not r.quoted[d.head]
        speaker = _speaker(c, number, at) if number >= 0 and not plain else None
        if speaker is None and not interview and r.quoted[d.head]:
            near = heard.get(r.block[d.head], [])
            speaker = min(near, key=lambda one: abs(one[0] - d.head), default=(0, None))[1]
        if speaker is None and not r.quoted[d.head]:
            speaker = labels.get(r.block[d.head])
        asked = r.block[d.head] in asks and (d.said == "you" or r.block[d.head] in addressed)
        if speaker is None and not (interview and asked):
            speaker = narrator
        if d.said == "you":
            if interview and asked:
                if guest is None:
                    narrator = guest = c.new(i, "person")
                else:
                    c.add(guest, i)
            elif interview:
                _own(c, i, yours, 0)
            continue
        if d.said == "we":
            if speaker is None and not interview:
                continue
            n = ours.get(speaker)
            if n is None:
                c.chains.append(Chain("group", plural=True))
                n = ours[speaker] = len(c.chains) - 1
                if speaker is not None:
                    c.chains[n].country = c.chains[speaker].country
            c.add(n, i)
            continue
        if speaker is None:
            if len(outside) < 2 or (interview and asked):
                continue
            narrator = speaker = c.new(i, "person")
            if interview:
                guest = narrator
            continue
        if c.chains[speaker].kind in ("person", "group"):
            c.add(speaker, i)


def _own(c: Chains, i: int, held: dict[int, int], key: int) -> None:
    n = held.get(key)
    if n is None:
        c.chains.append(Chain("person"))
        n = held[key] = len(c.chains) - 1
    c.add(n, i)
