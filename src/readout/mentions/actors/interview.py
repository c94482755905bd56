"""Pages that ask and answer: which blocks ask, which answer, and who answers."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise

from readout.mentions.actors.draft import Draft
from readout.mentions.actors.reading import Reading

ASKED = 3
"""Blocks that end with a question, from which a page is an interview."""
_FEW = 2
"""The same of a page that calls itself an interview."""
_END = frozenset((".", "?", "!", "…", "...", "”", '"', "’", "'", ")", "--", "—", ":"))
_HEADING = 10
"""Words up to which a block without a full stop is a heading."""
_TURN = 1.0
"""What speaks for the other of the two in the next block."""


@dataclass(frozen=True)
class Interview:
    """Who speaks in the blocks of an interview; empty for other pages."""

    asks: frozenset[int] = frozenset()
    answers: frozenset[int] = frozenset()
    guest: str | None = None
    """Last word of the name of who answers."""
    second: str | None = None
    """The same of another who answers beside the first: "interviews A and B"."""
    voices: dict[int, str] = field(default_factory=dict)
    """Of blocks that answer whose voice it is, where two do: who says "I am N.N." there, or speaks
    of the other by name."""


@dataclass(slots=True)
class _Block:
    """What tells whether a block asks."""

    number: int
    words: int = 0
    asks: bool = False
    """Ends with a question."""
    you: int = 0
    i: int = 0
    ended: bool = False
    sentences: set[int] = field(default_factory=set)


def interview(r: Reading, drafts: list[Draft]) -> Interview:
    """The turns of an interview; nothing for other pages.

    A page is an interview when its narrator says "I" or "we" and it asks three times, or calls
    itself one at the top. Each block asks or answers: what it ends with, whom it speaks to and its
    length speak for the one or the other, and turns alternate (the best path of two states). The
    guest is whom the lines before the first turn name most often, the first of the headline before
    others.
    """
    if not drafts or r.words.count("?") < _FEW:
        return Interview()
    said = [d for d in drafts
            if d.said and (not r.quoted[d.head] or r.content[d.head] not in r.source)]  # fmt: skip
    narrated = [r.block[d.head] for d in said if d.said in ("i", "we")]
    if not narrated:
        return Interview()
    blocks = _blocks(r, said)
    asks = [b.number for b in blocks if b.asks]
    if len(asks) < ASKED or len(narrated) < ASKED:
        top = min(r.block) + 1
        head = [w for w, b in zip(r.low, r.block, strict=True) if b <= top]
        if len(narrated) + len(asks) < ASKED or len(asks) < _FEW:
            return Interview()
        if not any(w.startswith("interview") for w in head):
            return Interview()
    start = _start(blocks, asks[0], {r.block[d.head] for d in said if not r.quoted[d.head]})
    turns = [b for b in blocks if b.number >= start]
    asked = _asked(turns)
    ahead = [d for d in drafts if d.kind == "person" and d.form == "name" and d.key
             and r.block[d.head] < start and not _credit(r, d)]  # fmt: skip
    counts = Counter(d.key[-1] for d in ahead)
    first = ahead[0].key[-1] if ahead and r.block[ahead[0].head] == min(r.block) else None
    guest = max(counts, key=lambda w: counts[w] + 2 * (w == first), default=None)
    answers = frozenset({b.number for b in turns} - asked)
    second = _beside(r, ahead, guest)
    voices = _voices(r, drafts, answers, guest, second) if guest and second else {}
    return Interview(frozenset(asked), answers, guest, second, voices)


def _beside(r: Reading, ahead: list[Draft], guest: str | None) -> str | None:
    """Who is named with the guest before the first turn: "A and B of a company"."""
    heads = {d.head: d.key[-1] for d in ahead}
    for d in ahead:
        other = heads.get(r.head[d.head])
        if other is None or r.rel[d.head] != "conj" or guest not in (other, d.key[-1]):
            continue
        if other != d.key[-1]:
            return d.key[-1] if other == guest else other
    return None


def _voices(
    r: Reading, drafts: list[Draft], answers: frozenset[int], guest: str, second: str
) -> dict[int, str]:
    """Whose voice each block is that answers, where the text tells."""
    both = {guest: second, second: guest}
    given = {d.key[0]: d.key[-1] for d in drafts
             if d.kind == "person" and len(d.key) > 1 and d.key[-1] in both}  # fmt: skip
    told: dict[int, str] = {}
    named: dict[int, set[str]] = {}
    for d in drafts:
        if d.kind != "person" or not d.key or r.block[d.head] not in answers:
            continue
        who = d.key[-1] if d.key[-1] in both else given.get(d.key[0])
        if who is None:
            continue
        block = r.block[d.head]
        if any(r.low[k] == "i" and r.rel[k] == "nsubj" for k in r.children[d.head]):
            told.setdefault(block, who)  # "I'm N.N."
        else:
            named.setdefault(block, set()).add(both[who] if _myself(r, d) else who)
    for block, some in named.items():
        if block not in told and len(some) == 1:
            (other,) = some
            told[block] = both[other]
    return told


def _myself(r: Reading, d: Draft) -> bool:
    """ "Me, this girl named N.N.": the speaker's own name."""
    before = range(max(1, d.first - 5), d.first)
    return any(r.words[k] == "," and r.low[k - 1] in ("me", "i", "myself") for k in before)


def _start(blocks: list[_Block], first: int, spoken: set[int]) -> int:
    """The first turn: the first question, or the run of blocks in somebody's own words before
    it."""
    start = first
    for b in reversed([b for b in blocks if b.number < first]):
        if b.number not in spoken:
            break
        start = b.number
    return start


def _credit(r: Reading, d: Draft) -> bool:
    """ "Image: N.N.", "photo by N.N.": who took a picture is no guest."""
    before = r.low[d.first - 1] if d.first else ""
    return before == ":" or (before == "by" and r.low[d.first - 2] in ("image", "photo"))


def _blocks(r: Reading, said: list[Draft]) -> list[_Block]:
    """What the words of each block tell, headings left out."""
    out = {b: _Block(b, words=n) for b, n in Counter(r.block).items()}
    for b, sentence in set(zip(r.block, r.sentence, strict=True)):
        out[b].sentences.add(sentence)
    last = len(r) - 1
    ends = [i for i, (b, after) in enumerate(pairwise(r.block)) if b != after]
    for i in (*ends, last):
        block = out[r.block[i]]
        block.ended = r.words[i] in _END
        # The question mark may stand before a closing quotation mark.
        block.asks = "?" in r.words[max(0, i - 1) : i + 1] and (
            r.words[i] == "?" or block.words > 1
        )
    for d in said:
        block = out[r.block[d.head]]
        block.you += d.said == "you"
        block.i += d.said == "i"
    return [b for b in out.values() if b.ended or b.words > _HEADING]


def _for_asking(b: _Block) -> float:
    """How much speaks for a block that asks, as log-odds set by hand."""
    score = (2.5 if b.asks else -2.0) + (1.0 if b.you else 0.0)
    return score - 0.5 * min(5, b.i) - 0.3 * min(10, max(0, len(b.sentences) - 3))


def _asked(blocks: list[_Block]) -> set[int]:
    """The blocks that ask, by the best path of turns."""
    best = (_TURN, 0.0)  # that the last one answers, that it asks; a question comes first
    back: list[tuple[bool, bool]] = []
    for b in blocks:
        own = _for_asking(b)
        answers = (best[0], best[1] + _TURN)
        asks = (best[0] + _TURN, best[1])
        back.append((answers[1] > answers[0], asks[1] > asks[0]))
        best = (max(answers), max(asks) + own)
    out: set[int] = set()
    state = best[1] > best[0]
    for b, (from_answer, from_ask) in zip(reversed(blocks), reversed(back), strict=True):
        if state:
            out.add(b.number)
        state = from_ask if state else from_answer
    return out
