"""Pages that ask and answer: which blocks ask, and who answers."""

from __future__ import annotations

from collections import Counter

from readout.mentions.actors.draft import Draft
from readout.mentions.actors.reading import Reading

ASKED = 3
"""Blocks that end with a question, from which a page is an interview."""


def asking(r: Reading) -> set[int]:
    """Blocks that end with a question."""
    asks: set[int] = set()
    if "?" not in r.words:
        return asks
    last = len(r) - 1
    for i, word in enumerate(r.words):
        # The question mark may stand before a closing quotation mark.
        if word == "?" and (i >= last - 1 or r.block[i + 2] != r.block[i]):
            asks.add(r.block[i])
    return asks


def interview(r: Reading, drafts: list[Draft], asks: set[int]) -> tuple[frozenset[int], str | None]:
    """Blocks in which the guest of an interview speaks, and the last word of the guest's name;
    nothing for other pages. A page is an interview when its narrator says "I" or "we" and it asks
    three times, or calls itself one at the top. The guest is whom the lines before the first
    question or answer name most often, the first of the headline before others."""
    said = [
        r.block[d.head]
        for d in drafts
        if d.said in ("i", "we") and (not r.quoted[d.head] or r.content[d.head] not in r.source)
    ]
    if len(said) < ASKED:
        return frozenset(), None
    if len(asks) < ASKED:
        top = min(r.block) + 1
        head = [w for w, b in zip(r.low, r.block, strict=True) if b <= top]
        if not any(w.startswith("interview") for w in head):
            return frozenset(), None
    start = min([*asks, *said])
    ahead = [
        d
        for d in drafts
        if d.kind == "person" and d.form == "name" and d.key and r.block[d.head] < start
    ]
    counts = Counter(d.key[-1] for d in ahead)
    first = ahead[0].key[-1] if ahead and r.block[ahead[0].head] == min(r.block) else None
    guest = max(counts, key=lambda w: (counts[w] + 2 * (w == first), w), default=None)
    return frozenset(set(said) - asks), guest
