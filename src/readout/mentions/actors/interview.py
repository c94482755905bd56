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
    return Interview(frozenset(asked), frozenset({b.number for b in turns} - asked), guest)


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
