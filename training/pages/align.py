"""Roles of a page's blocks from the gold fields of `data/pages`: which block holds which unit.

The gold gives the article as strings, the page gives blocks; both are in order. Every block is
compared with every unit by shared runs of words, and the heaviest chain of pairs that runs forward
in both is kept, so that a teaser that repeats a sentence elsewhere on the page is not taken for the
sentence itself.
"""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from typing import Any

from readout.page.html.layout import Layout

_WORD = re.compile(r"\w+")
_DATE = re.compile(r"(?:19|20)\d\d|\d{1,2}[.:]\d{2}")
IGNORED = "unknown"


def words(text: str) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFKC", text).lower())


def flat(text: str) -> str:
    """The text without anything that differs between a page and its gold for no reason."""
    return " ".join(words(text))


def align_roles(layout: Layout, gold: dict[str, Any]) -> list[str]:
    """One role for each block of the layout; ``unknown`` where the gold does not decide."""
    blocks = [b.text for b in layout.blocks]
    roles = ["chrome"] * len(blocks)
    units = [(kind, words(text)) for kind, text in gold["units"]]
    kinds = {"summary": "standfirst", "subhead": "subhead", "paragraph": "paragraph"}
    chain = _chain([words(b) for b in blocks], [u for _, u in units])
    for block, unit in chain.items():
        roles[block] = kinds[units[unit][0]]
    first_body = min(chain, default=len(blocks))
    _mark_title(roles, blocks, layout, gold.get("title", ""), first_body)
    _mark_images(roles, blocks, layout, gold)
    last_body = max(chain, default=0)
    authors = [flat(a) for a in gold.get("authors", []) if len(a) > 2]
    for i, text in enumerate(blocks):
        if roles[i] != "chrome" or len(text) > 200 or i > last_body + 6:
            continue
        content = flat(text)
        if any(a in content for a in authors):
            roles[i] = "byline"
        elif layout.dom.tag[layout.blocks[i].node] == "time" or (
            first_body - 12 <= i <= last_body and len(text) < 60 and _day_of(gold, text)
        ):
            roles[i] = "published" if abs(i - first_body) < 15 else IGNORED
    return roles


def _day_of(gold: dict[str, Any], text: str) -> bool:
    date = gold.get("date") or ""
    return len(date) >= 10 and date[:4] in text and date[8:10].lstrip("0") in text


def _mark_title(
    roles: list[str], blocks: list[str], layout: Layout, title: str, first_body: int
) -> None:
    wanted = flat(title)
    best, best_score = -1, 0.0
    for i, text in enumerate(blocks):
        content = flat(text)
        if not content or i > first_body + 3 or roles[i] != "chrome":
            continue
        tag = layout.dom.tag[layout.structure_of(i)]
        score = 0.0
        if content == wanted:
            score = 2
        elif len(content) > 12 and content in wanted and len(content) > 0.5 * len(wanted):
            score = 1
        if tag == "h1":
            score = score * 2 + 0.5
        if score and score >= best_score and (score >= 1 or best < 0):
            best, best_score = i, score
    if best >= 0:
        roles[best] = "headline"


def _mark_images(roles: list[str], blocks: list[str], layout: Layout, gold: dict[str, Any]) -> None:
    known = "captions" in gold
    captions = [flat(c) for c in gold.get("captions", []) if flat(c)]
    credits = [flat(c) for c in gold.get("credits", []) if flat(c)]
    for i, text in enumerate(blocks):
        if roles[i] != "chrome":
            continue
        content = flat(text)
        if not content:
            continue
        if any(content == c or (len(c) > 15 and c in content and len(c) > 0.5 * len(content))
               or (len(content) > 25 and content in c) for c in captions):  # fmt: skip
            roles[i] = "caption"
        elif any(content == c or (c in content and len(content) < len(c) + 30) for c in credits):
            roles[i] = "credit"
        elif (not known and layout.in_figure(i)) or (layout.in_figure(i) and len(text) > 20):
            roles[i] = IGNORED


def _chain(blocks: list[list[str]], units: list[list[str]]) -> dict[int, int]:
    """Block to unit, the heaviest chain forward in both."""
    grams: dict[tuple[str, ...], set[int]] = defaultdict(set)
    whole: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, unit in enumerate(units):
        whole[tuple(unit)].append(j)
        for k in range(len(unit) - 3):
            grams[tuple(unit[k : k + 4])].add(j)
    pairs: list[tuple[int, int, float]] = []
    for i, block in enumerate(blocks):
        if not block:
            continue
        if len(block) < 4:
            pairs += [(i, j, 0.5 * len(block)) for j in whole.get(tuple(block), ())]
            continue
        counts: dict[int, int] = defaultdict(int)
        total = len(block) - 3
        for k in range(total):
            for j in grams.get(tuple(block[k : k + 4]), ()):
                counts[j] += 1
        joint = len({k for k in range(total) if tuple(block[k : k + 4]) in grams})
        for j, count in counts.items():
            if count >= 0.5 * total or joint >= 0.7 * total:
                pairs.append((i, j, float(count)))
        if not counts:
            pairs += [(i, j, 0.5 * len(block)) for j in whole.get(tuple(block), ())]
    # Heaviest chain with i rising and j not falling; one unit may spread over several blocks, but
    # only as long as they hold less than it.
    best_by_unit: list[float] = [0.0] * (len(units) + 1)
    back_by_unit: list[int] = [-1] * (len(units) + 1)
    score: list[float] = []
    back: list[int] = []
    by_block: dict[int, list[int]] = defaultdict(list)
    for p, (i, _, _) in enumerate(pairs):
        by_block[i].append(p)
    for i in sorted(by_block):
        rows = []
        for p in by_block[i]:
            _, j, weight = pairs[p]
            top, pointer = max(
                ((best_by_unit[k], back_by_unit[k]) for k in range(j + 1)), key=lambda x: x[0]
            )
            rows.append((p, j, top + weight, pointer))
        for p, j, value, pointer in rows:
            while len(score) <= p:
                score.append(0.0)
                back.append(-1)
            score[p], back[p] = value, pointer
            if value > best_by_unit[j]:
                best_by_unit[j], back_by_unit[j] = value, p
    if not score:
        return {}
    p = max(range(len(score)), key=score.__getitem__)
    chosen: dict[int, int] = {}
    used: dict[int, int] = defaultdict(int)
    while p >= 0:
        i, j, _ = pairs[p]
        used[j] += len(blocks[i])
        if (i not in chosen and used[j] <= 1.5 * len(units[j]) + 8) or len(blocks[i]) > len(
            units[j]
        ):
            chosen[i] = j
        p = back[p]
    return chosen
