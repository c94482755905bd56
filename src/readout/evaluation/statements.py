"""Statements against gold: who says what, found and linked.

The figures of ``data/attribution/README.md``, in F1 with a 95 % interval by bootstrap over
documents; words are tokens that start with a letter or a digit:

- ``pair``: a statement of ours and one of the gold match when the word F1 of their sources and
  that of their contents are both at least 0.5, one to one, greedy from the highest sum; two empty
  sources agree, an empty and a filled one do not. ``pair/direct``, ``mixed``, ``indirect``: by how
  the content is quoted (a match counts by the gold, a miss by its own side). ``pair_strict``:
  threshold 0.8; ``triple``: the cue must reach 0.5 as well; ``content``: the source is ignored.
- ``exact/ROLE``: identical contiguous stretch, punctuation included; ``exact_words/ROLE``: the same
  words; ``lenient/ROLE``: word by word, does it carry the role.

Statements inside statements (a filled ``parent``) are left out on both sides.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from readout.evaluation.tally import Tally
from readout.statements.tree import Run, Tree

ROLES = ("source", "cue", "content")
_WORD = re.compile(r"[^\W_][\w'’.-]*")
_QUOTE = re.compile(r"[\"“”„«»]|(?<!\w)[‘']|[’'](?!\w)")
Span = tuple[int, int]


@dataclass(frozen=True)
class Told:
    """One statement as spans of code points; a role that is absent is empty."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]

    def of(self, role: str) -> tuple[Span, ...]:
        """The stretches of one role."""
        spans: tuple[Span, ...] = getattr(self, role)
        return spans


def gold_told(row: dict[str, Any]) -> list[Told]:
    """The statements of a gold row that stand in no other."""
    return [
        Told(*(tuple((int(a), int(b)) for a, b in one[role]) for role in ROLES))
        for one in row["attributions"]
        if not one.get("parent")
    ]


def told_of(tree: Tree, source: Run | None, cue: Run | None, content: Sequence[Run]) -> Told:
    """A draft of the statements room as spans of code points."""
    return Told(
        (tree.span(source),) if source else (),
        (tree.span(cue),) if cue else (),
        tuple(tree.span(run) for run in content),
    )


def kind_of(text: str, content: Sequence[Span]) -> str:
    """``direct``: all words stand in quotation marks; ``indirect``: none; or ``mixed``."""
    inside = outside = False
    for a, b in content:
        said = text[a:b]
        is_open = False
        at = 0
        for mark in [*_QUOTE.finditer(said), None]:
            end = mark.start() if mark else len(said)
            if _WORD.search(said, at, end):
                inside, outside = inside or is_open, outside or not is_open
            if mark:
                is_open = mark[0] in "“„«‘" or (not is_open and mark[0] in "\"'")
                at = mark.end()
    return "mixed" if inside and outside else "direct" if inside else "indirect"


def score(
    tally: Tally, document: str, text: str, ours: Sequence[Told], gold: Sequence[Told]
) -> None:
    """Counts one document into the tally."""
    words = word_starts(text)
    for role in ROLES:
        mine = [s for one in ours for s in one.of(role)]
        theirs = [s for one in gold for s in one.of(role)]
        tally.add(f"exact/{role}", document, mine, theirs)
        by_word = [
            [w for s in side if (w := tuple(sorted(covered(words, [s]))))]
            for side in (mine, theirs)
        ]
        tally.add(f"exact_words/{role}", document, *by_word)
        tally.add(f"lenient/{role}", document, covered(words, mine), covered(words, theirs))
    sides = [[[covered(words, one.of(r)) for r in ROLES] for one in side] for side in (ours, gold)]
    kinds = [[kind_of(text, one.content) for one in side] for side in (ours, gold)]
    for name, roles, least in (
        ("pair", (0, 2), 0.5),
        ("pair_strict", (0, 2), 0.8),
        ("triple", (0, 1, 2), 0.5),
        ("content", (2,), 0.5),
    ):
        matched = match(sides[0], sides[1], roles, least)
        found = [matched.get(i, -1 - i) for i in range(len(ours))]
        tally.add(name, document, found, range(len(gold)))
        if name == "pair":
            for kind in ("direct", "mixed", "indirect"):
                tally.add(
                    f"pair/{kind}",
                    document,
                    [j for i, j in enumerate(found)
                     if (kinds[1][j] if j >= 0 else kinds[0][i]) == kind],
                    [j for j in range(len(gold)) if kinds[1][j] == kind],
                )  # fmt: skip


def match(
    ours: Sequence[Sequence[set[int]]],
    gold: Sequence[Sequence[set[int]]],
    roles: Iterable[int],
    least: float,
) -> dict[int, int]:
    """Ours to gold, one to one, greedy from the highest sum of word F1 over the roles."""
    roles = tuple(roles)
    scored = []
    holders: dict[int, list[int]] = {}
    for j, one in enumerate(gold):
        for word in one[2]:
            holders.setdefault(word, []).append(j)
    for i, one in enumerate(ours):
        for j in {j for word in one[2] for j in holders.get(word, ())}:
            values = [_overlap(one[r], gold[j][r]) for r in roles]
            if min(values) >= least:
                scored.append((-sum(values), i, j))
    out: dict[int, int] = {}
    used: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in out and j not in used:
            out[i] = j
            used.add(j)
    return out


def word_starts(text: str) -> list[int]:
    """First code points of the words of a text, in order."""
    return [m.start() for m in _WORD.finditer(text)]


def covered(words: Sequence[int], spans: Iterable[Span]) -> set[int]:
    """Numbers of the words whose first character lies in a span."""
    out: set[int] = set()
    for a, b in spans:
        out.update(range(bisect_left(words, a), bisect_left(words, b)))
    return out


def _overlap(ours: set[int], gold: set[int]) -> float:
    if not ours and not gold:
        return 1.0
    return 2 * len(ours & gold) / (len(ours) + len(gold))
