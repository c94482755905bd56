"""Attribution heads against gold in the format of ``data/attribution/README.md``.

``lenient/ROLE``: word by word, does it carry the role; words are tokens that start with a letter
or a digit. ``exact/ROLE``: identical span, punctuation included. ``pair``: an attribution of ours
and one of the gold match when the word F1 of their sources and that of their contents are both at
least 0.5, one to one, greedy from the highest sum; two empty sources agree. All are F1 in percent
with a 95 % interval by bootstrap over articles.

The heads alone are scored here; the rules of the statements room build on them.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from readout.errors import GoldError
from readout.evaluation.tally import Figure, Tally
from readout.language.analyse import analyse
from readout.language.analysis import Analysis
from readout.language.model import Model

ROLES = ("source", "cue", "content")
Pieces = dict[str, list[tuple[int, int]]]
"""Spans of one attribution by role, code points."""


def read_gold(path: Path) -> list[dict[str, Any]]:
    """The articles of a JSON lines file."""
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    except (OSError, ValueError) as error:
        raise GoldError(f"{path}: cannot be read as gold ({error})") from None
    if not rows or any("attributions" not in row for row in rows):
        raise GoldError(f"{path}: every line needs `attributions`, as data/attribution has them")
    return rows


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Lines of the text that hold something."""
    return [m.span() for m in re.finditer(r"[^\n]*\S[^\n]*", text)]


def found(analysis: Analysis) -> list[Pieces]:
    """Attributions as the heads link them; runs that found no cue are left out."""
    t = analysis.attributions
    out: dict[int, Pieces] = {}
    for number, role, first, after in zip(
        t.number.tolist(), t.role.tolist(), t.start.tolist(), t.end.tolist(), strict=True
    ):
        if number >= 0:
            pieces = out.setdefault(number, {r: [] for r in ROLES})
            span = int(analysis.start[first]), int(analysis.end[after - 1])
            pieces[ROLES[role]].append(span)
    return [pieces for pieces in out.values() if pieces["content"]]


def score(rows: list[dict[str, Any]], model: Model) -> dict[str, Figure]:
    """All figures over articles; nested gold attributions (filled ``parent``) are left out."""
    tally = Tally()
    for row in rows:
        text = row["text"]
        analysis = analyse(text, paragraphs(text), model)
        words = [
            (int(a), int(b))
            for a, b in zip(analysis.start, analysis.end, strict=True)
            if text[a].isalnum()
        ]
        gold = [
            {r: [tuple(span) for span in a[r]] for r in ROLES}
            for a in row["attributions"]
            if not a.get("parent")
        ]
        ours = found(analysis)
        for role in ROLES:
            tally.add(
                f"lenient/{role}",
                row["id"],
                _covered(words, _role_spans(analysis, ROLES.index(role))),
                _covered(words, [s for a in gold for s in a[role]]),
            )
            tally.add(
                f"exact/{role}",
                row["id"],
                [_hull(a[role]) for a in ours if a[role]],
                [_hull(a[role]) for a in gold if a[role]],
            )
        pairs = _pairs(words, ours, gold)
        tally.add("pair", row["id"], pairs + [None] * (len(ours) - len(pairs)),
                  pairs + [-1] * (len(gold) - len(pairs)))  # fmt: skip
    return tally.figures()


def _role_spans(analysis: Analysis, role: int) -> list[tuple[int, int]]:
    t = analysis.attributions
    return [
        (int(analysis.start[a]), int(analysis.end[b - 1]))
        for a, b, r in zip(t.start, t.end, t.role, strict=True)
        if r == role
    ]


def _hull(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    return tuple(sorted(spans))


def _covered(words: list[tuple[int, int]], spans: list[tuple[int, int]]) -> set[int]:
    """Numbers of the words whose first character lies in a span."""
    inside = {i for a, b in spans for i in range(a, b)}
    return {k for k, (a, _) in enumerate(words) if a in inside}


def _overlap(ours: set[int], gold: set[int]) -> float:
    if not ours and not gold:
        return 1.0
    return 2 * len(ours & gold) / (len(ours) + len(gold))


def _pairs(words: list[tuple[int, int]], ours: list[Pieces], gold: list[Pieces]) -> list[int]:
    """Numbers of the gold attributions matched."""
    sides = [
        [(_covered(words, a["source"]), _covered(words, a["content"])) for a in side]
        for side in (ours, gold)
    ]
    scored = []
    for i, (source, content) in enumerate(sides[0]):
        for j, (gold_source, gold_content) in enumerate(sides[1]):
            if content & gold_content:
                s, c = _overlap(source, gold_source), _overlap(content, gold_content)
                if s >= 0.5 and c >= 0.5:
                    scored.append((-(s + c), i, j))
    used: set[int] = set()
    matched: set[int] = set()
    for _, i, j in sorted(scored):
        if i not in used and j not in matched:
            used.add(i)
            matched.add(j)
    return sorted(matched)
