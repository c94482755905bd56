"""Numbers that tell the roles of a page's blocks apart, one row for each block.

Everything is counted on the page itself: words and links of the block, where it stands in the tree
and what the page's builder called that place, how the blocks around it and those built alike look,
and whether the head of the page already says the same words. No vocabulary is learned, so that
pages in any language are measured alike.
"""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray

from readout.page.html.layout import Block, Layout
from readout.page.html.marks import KINDS, MARKS, TAG_BIT
from readout.page.html.metadata.head import (
    Head,
    author_hints,
    body_hint,
    description_hints,
    headline_hints,
)
from readout.page.html.wording import CHARS, ENDS, LINKED, TEXT_NAMES, WORD, WORDS, of_text

Matrix = NDArray[np.float32]
_TAGS = (
    "p", "div", "span", "h1", "h2", "h3", "h4", "li", "a", "td", "figcaption", "blockquote", "time",
    "strong", "em", "section", "article", "button", "header", "footer", "body", "label", "dd",
    "small",
)  # fmt: skip
_TAG_INDEX = {tag: n for n, tag in enumerate(_TAGS)}
_TAG_INDEX.update(h5=6, h6=6, b=13, i=14, dt=22)
_EVERYWHERE = 0.95
_IMAGES = frozenset(["img", "picture", "figure", "amp-img", "svg", "video", "iframe"])


def block_features(layout: Layout, head: Head) -> Matrix:
    """Features of the blocks, shape (number of blocks, number of features), float32."""
    blocks = layout.blocks
    if not blocks:
        return np.zeros((0, len(feature_names())), np.float32)
    tokens = [WORD.findall(b.text[:400].lower()) for b in blocks]
    own = np.array([of_text(b, t) for b, t in zip(blocks, tokens, strict=True)], np.float32)
    own[:, : WORDS + 1] = np.log1p(own[:, : WORDS + 1])
    tree, groups = _of_tree(layout)
    hints = _of_hints(blocks, tokens, head)
    marks = _bits(np.array([b.marks for b in blocks], np.uint64), len(MARKS))
    near = _bits(np.array([b.near for b in blocks], np.uint64), len(KINDS))
    # A name that nearly every block stands under ("single-post" on the body element) tells nothing.
    marks[:, marks.mean(axis=0) > _EVERYWHERE] = 0
    place = _of_place(layout, own, hints, tree)
    core = np.column_stack([own, tree, hints, place])
    return np.column_stack([core, marks, near, _around(own, place, near, marks, groups)])


_TREE_NAMES = (
    *(f"tag_{t}" for t in _TAGS), "tag_other", *(f"in_{t}" for t in _TAGS), "in_other", "depth",
    *(f"{level}_{what}" for level in ("box", "box2", "box3", "alike")
      for what in ("share", "share_max", "linked", "count", "mean_words", "sentences", "p_share")),
    "image_before", "image_after", "same_text", "gap_before", "gap_after",
)  # fmt: skip


def _of_tree(layout: Layout) -> tuple[Matrix, tuple[list[int], list[int]]]:
    """Tag, container and group features; also the container and the group of each block."""
    dom, blocks = layout.dom, layout.blocks
    tags, parents = dom.tag, dom.parent
    n = len(blocks)
    width = len(_TAGS) + 1
    out = np.zeros((n, len(_TREE_NAMES)), np.float32)
    holders: list[list[int]] = [[], [], []]
    alike: list[int] = []
    signatures: dict[tuple[str, str, str], int] = {}
    depth_of: dict[int, int] = {-1: 0}
    # What is farther than a hundred nodes counts as a hundred.
    low, high = (max(0, blocks[0].first - 101), blocks[-1].first + 102) if blocks else (0, 0)
    image_nodes = [i for i, tag in enumerate(tags[low:high], low) if tag in _IMAGES]
    images = np.array(image_nodes or [-10_000], np.int64)
    firsts = np.array([b.first for b in blocks], np.int64)
    texts = Counter(b.text for b in blocks)
    for row, block in enumerate(blocks):
        node = block.node
        structure = layout.structure[block.first]
        out[row, _TAG_INDEX.get(tags[node], width - 1)] = 1
        out[row, width + _TAG_INDEX.get(tags[structure], width - 1)] = 1
        box = parents[structure] if parents[structure] >= 0 else structure
        for level in holders:
            level.append(box)
            box = parents[box] if parents[box] >= 0 else box
        signature = (
            tags[structure],
            dom.attrs[structure].get("class") or "",
            tags[parents[structure]] if parents[structure] >= 0 else "",
        )
        alike.append(signatures.setdefault(signature, len(signatures)))
        out[row, 2 * width] = _depth(structure, parents, depth_of)
        out[row, -3] = texts[block.text] - 1
    chars = np.array([len(b.text) for b in blocks], np.float32)
    linked = np.array([b.linked for b in blocks], np.float32)
    words = np.array([b.text.count(" ") + 1 for b in blocks], np.float32)
    ended = np.array([b.text.endswith(ENDS) and len(b.text) > 40 for b in blocks], np.float32)
    is_p = np.array([tags[layout.structure[b.first]] == "p" for b in blocks], np.float32)
    column = 2 * width + 1
    for keys in (*holders, alike):
        _, where = np.unique(np.array(keys), return_inverse=True)
        total = np.bincount(where, chars)
        prose = np.bincount(where, chars * ended)
        size = np.bincount(where).astype(np.float32)
        out[:, column] = (total / max(chars.sum(), 1))[where]
        out[:, column + 1] = (prose / max(prose.max(), 1))[where]
        out[:, column + 2] = (np.bincount(where, linked) / np.maximum(total, 1))[where]
        out[:, column + 3] = np.log1p(size)[where]
        out[:, column + 4] = np.log1p(np.bincount(where, words) / size)[where]
        out[:, column + 5] = (np.bincount(where, ended) / size)[where]
        out[:, column + 6] = (np.bincount(where, chars * is_p) / np.maximum(total, 1))[where]
        column += 7
    at = np.searchsorted(images, firsts)
    before = np.where(at > 0, firsts - images[np.maximum(at - 1, 0)], 999)
    after = np.where(at < len(images), images[np.minimum(at, len(images) - 1)] - firsts, 999)
    out[:, column] = np.minimum(before, 100)
    out[:, column + 1] = np.minimum(after, 100)
    gaps = np.diff(firsts, prepend=firsts[:1])
    out[:, -2] = np.minimum(gaps, 100)
    out[:, -1] = np.minimum(np.append(gaps[1:], 0), 100)
    return out, (holders[0], alike)


def _depth(node: int, parents: list[int], known: dict[int, int]) -> int:
    path = []
    while node not in known:
        path.append(node)
        node = parents[node]
    depth = known[node]
    for step in reversed(path):
        depth += 1
        known[step] = depth
    return depth


_HINT_NAMES = (
    "is_title", "title_overlap", "is_description", "description_overlap", "has_body_hint",
    "in_body_hint", "has_author_hint", "author", "author_part",
)  # fmt: skip


def _of_hints(blocks: list[Block], tokens: list[list[str]], head: Head) -> Matrix:
    """How far the head of the page says the words of the block."""
    titles = [_tokens(t) for t in headline_hints(head)[:4]]
    leads = [_tokens(t) for t in description_hints(head)[:3]]
    authors = [a.casefold() for a in author_hints(head)[:6] if len(a) > 3]
    body = body_hint(head)
    grams: set[tuple[str, ...]] = set()
    if body and len(body) > 200:
        said = _tokens(body[:60_000])
        grams = set(zip(said, said[1:], said[2:], strict=False))
    out = np.zeros((len(blocks), len(_HINT_NAMES)), np.float32)
    out[:, 4] = bool(grams)
    out[:, 6] = bool(authors)
    title_sets = [set(t) for t in titles if t]
    lead_sets = [set(t) for t in leads if len(t) > 3]
    for row, block in enumerate(blocks):
        own = tokens[row]
        if not own:
            continue
        length = len(block.text)
        words = set(own)
        if length <= 300:
            if own in titles:
                out[row, 0] = 1
            for title in title_sets:
                if shared := len(words & title):
                    out[row, 1] = max(out[row, 1], shared / len(words | title))
            if authors:
                folded = block.text.casefold()
                if folded in authors:
                    out[row, 7] = 1
                elif any(a in folded for a in authors):
                    out[row, 8] = 1
        if length > 20:
            for lead in lead_sets:
                if shared := len(words & lead):
                    out[row, 2] = max(out[row, 2], shared / len(words | lead))
                    out[row, 3] = max(out[row, 3], shared / min(len(words), len(lead)))
        if grams:
            if len(own) >= 3:
                found = [run in grams for run in zip(own, own[1:], own[2:], strict=False)]
                out[row, 5] = sum(found) / len(found)
            else:
                out[row, 5] = -1
    return out


def _tokens(text: str) -> list[str]:
    return WORD.findall(text.lower())


_PLACE_NAMES = (
    "position", "position_chars", "count", "from_title", "after_title", "title_chars", "in_run",
    "from_run_start", "from_run_end", "run_share", "blocks_left",
)  # fmt: skip


def _of_place(layout: Layout, own: Matrix, hints: Matrix, tree: Matrix) -> Matrix:
    """Where the block stands: in the page, from the title, in the best run of prose."""
    n = len(own)
    rows = np.arange(n, dtype=np.float32)
    chars = np.expm1(own[:, CHARS])
    upto = np.cumsum(chars)
    total = max(float(upto[-1]), 1.0)
    h1 = tree[:, _TAG_INDEX["h1"]] + tree[:, len(_TAGS) + 1 + _TAG_INDEX["h1"]]
    score = hints[:, 0] * 2 + hints[:, 1] + np.minimum(h1, 1) + (own[:, LINKED] < 0.5) * 0.3
    title = int(np.argmax(score))
    known = score[title] > 0.9
    prose = np.expm1(own[:, WORDS]) * (1 - own[:, LINKED])
    gain = np.where(prose > 12, np.minimum(prose, 120), prose - 12)
    start, end = _best_run(gain)
    out = np.zeros((n, len(_PLACE_NAMES)), np.float32)
    out[:, 0] = rows / n
    out[:, 1] = upto / total
    out[:, 2] = np.log1p(n)
    if known:
        out[:, 3] = np.clip(rows - title, -50, 100)
        out[:, 4] = rows > title
        out[:, 5] = np.clip(np.abs(upto - upto[title]) / 1000, 0, 50)
    else:
        out[:, 3:6] = -99
    out[:, 6] = (rows >= start) & (rows < end)
    out[:, 7] = np.clip(rows - start, -50, 100)
    out[:, 8] = np.clip(end - 1 - rows, -50, 100)
    out[:, 9] = chars[start:end].sum() / total
    out[:, 10] = np.minimum(n - rows, 100)
    return out


def _best_run(gain: NDArray[np.float32]) -> tuple[int, int]:
    """Start and end of the run of blocks with the largest sum (Kadane)."""
    upto = np.concatenate([[0.0], np.cumsum(gain)])
    lowest = np.minimum.accumulate(upto)
    end = int(np.argmax(upto - lowest))
    start = int(np.argmin(upto[: end + 1]))
    return start, max(end, start + 1)


_AROUND = (-3, -2, -1, 1, 2, 3)
_AROUND_NAMES = (
    *(f"{name}@{step}" for step in _AROUND
      for name in ("chars", "linked", "enders", "ends", "date", "credit", "bold", "heading", "body",
                   "figure", "same_box", "alike", "title_case")),
    "prose_before", "prose_after", "prose_5_before", "prose_5_after", "links_5_before",
    "links_5_after",
)  # fmt: skip
_HEADING = [len(KINDS) + n for n, tag in enumerate(TAG_BIT) if tag in ("h1", "h2", "h3", "h4")]


def _around(
    own: Matrix, place: Matrix, near: Matrix, marks: Matrix, groups: tuple[list[int], list[int]]
) -> Matrix:
    """The neighbours, three to each side, and the prose of five to each side."""
    n = len(own)
    heading = marks[:, _HEADING].max(axis=1)
    body = near[:, KINDS.index("body")]
    figure = np.maximum(
        near[:, KINDS.index("caption")], marks[:, len(KINDS) + list(TAG_BIT).index("figure")]
    )
    table = np.column_stack([own[:, [0, 9, 2, 6, 15, 16, 11]], heading, body, figure])
    boxes, alike = np.array(groups[0]), np.array(groups[1])
    columns = []
    for step in _AROUND:
        moved = np.full((n, table.shape[1] + 3), -1, np.float32)
        if step < 0 and n > -step:
            moved[-step:, :-3] = table[:step]
            moved[-step:, -3] = boxes[-step:] == boxes[:step]
            moved[-step:, -2] = alike[-step:] == alike[:step]
            moved[-step:, -1] = own[:step, 21]
        elif step > 0 and n > step:
            moved[:-step, :-3] = table[step:]
            moved[:-step, -3] = boxes[:-step] == boxes[step:]
            moved[:-step, -2] = alike[:-step] == alike[step:]
            moved[:-step, -1] = own[step:, 21]
        columns.append(moved)
    prose = np.where(own[:, WORDS] > np.log1p(15), 1.0, 0.0) * (1 - own[:, LINKED])
    linked = own[:, LINKED]
    cum, cum_links = np.cumsum(prose), np.cumsum(linked)
    rows = np.arange(n)
    low, high = np.maximum(rows - 6, -1), np.minimum(rows + 5, n - 1)
    at_low = np.where(low >= 0, cum[np.maximum(low, 0)], 0)
    at_low_links = np.where(low >= 0, cum_links[np.maximum(low, 0)], 0)
    columns.append(
        np.column_stack(
            [
                np.log1p(cum - prose),
                np.log1p(cum[-1] - cum),
                cum - prose - at_low,
                cum[high] - cum,
                cum_links - linked - at_low_links,
                cum_links[high] - cum_links,
            ]
        ).astype(np.float32)
    )
    return np.column_stack(columns)


def _bits(values: NDArray[np.uint64], count: int) -> Matrix:
    shifts = np.arange(count, dtype=np.uint64)
    return ((values[:, None] >> shifts) & np.uint64(1)).astype(np.float32)


def feature_names() -> list[str]:
    """Names of the columns of :func:`block_features`."""
    return [
        *TEXT_NAMES, *_TREE_NAMES, *_HINT_NAMES, *_PLACE_NAMES,
        *(f"under_{mark}" for mark in MARKS), *(f"near_{kind}" for kind in KINDS), *_AROUND_NAMES,
    ]  # fmt: skip
