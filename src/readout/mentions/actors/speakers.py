"""First and second persons: who "I" is inside a quotation, and in an interview."""

from __future__ import annotations

from readout.mentions.actors.chains import Chain, Chains


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
    """Puts first and second persons into chains, after all others are, and what they call
    themselves."""
    _link(c)
    for i, speaking in c.waiting:
        number = c.of.get(speaking)
        if number is None or c.chains[number].plural:
            c.new(i)
        else:
            c.add(number, i)


def _link(c: Chains) -> None:
    r = c.reading
    said = [i for i, d in enumerate(c.drafts) if d.said]
    if not said:
        return
    at = {d.head: i for i, d in enumerate(c.drafts) if i in c.of}
    outside = [i for i in said if c.drafts[i].said == "i" and r.content[c.drafts[i].head] < 0]
    talk = c.talk
    guests: dict[str | None, int | None] = {
        chain.guest: n for n, chain in enumerate(c.chains) if chain.guest
    }
    guest = guests.get(talk.guest)
    several = len(guests) > 1 and guest is not None
    asker: int | None = None
    narrator: int | None = None
    ours: dict[int | None, int] = {}
    yours: dict[int, int] = {}
    heard = _heard(c, at)
    labels = _labelled(c, at)
    for i in said:
        d = c.drafts[i]
        number, block, quoted = r.content[d.head], r.block[d.head], r.quoted[d.head]
        if not quoted and (block in talk.asks or block in talk.answers):
            asked = block in talk.asks
            if d.said == "you" and not asked:
                _own(c, i, yours, 0)
                continue
            of_guest = asked == (d.said == "you")
            speaker = labels.get(block) if d.said != "you" else None
            if speaker is None:
                speaker = guests.get(talk.voices.get(block), guest) if of_guest else asker
            if d.said == "we" or (several and asked and d.said == "you"):
                _ours(c, i, ours, guest)  # who asks means everybody, who answers too
            elif speaker is not None:
                c.add(speaker, i)
            elif of_guest:
                guest = c.new(i, "person")
            else:
                asker = c.new(i, "person")
            continue
        if d.said == "you":
            if guest is not None and block in talk.answers:
                c.add(guest, i)  # somebody is told to have said it to who answers
            continue
        speaker = _speaker(c, number, at) if number >= 0 else None
        if speaker is None and quoted:
            near = heard.get(block, [])
            speaker = min(near, key=lambda one: abs(one[0] - d.head), default=(0, None))[1]
        if speaker is None and not quoted:
            speaker = labels.get(block)
        if speaker is None:
            speaker = guest if talk.answers else narrator
        if d.said == "we":
            if speaker is not None:
                _ours(c, i, ours, speaker)
        elif speaker is None:
            if len(outside) >= 2:
                narrator = c.new(i, "person")
        elif c.chains[speaker].kind in ("person", "group"):
            c.add(speaker, i)


def _ours(c: Chains, i: int, held: dict[int | None, int], speaker: int | None) -> None:
    """The group that a speaker means with "we"."""
    n = held.get(speaker)
    if n is None:
        c.chains.append(Chain("group", plural=True))
        n = held[speaker] = len(c.chains) - 1
        if speaker is not None:
            c.chains[n].country = c.chains[speaker].country
    c.add(n, i)


def _own(c: Chains, i: int, held: dict[int, int], key: int) -> None:
    n = held.get(key)
    if n is None:
        c.chains.append(Chain("person"))
        n = held[key] = len(c.chains) - 1
    c.add(n, i)
