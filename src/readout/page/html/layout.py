"""From nodes to blocks: the whole page as text, in document order, deterministic.

A block is a stretch of inline text between two block-level boundaries, as a browser would lay it
out without a style sheet; two line breaks in a row end a block as well, since old pages mark
paragraphs so. White space is collapsed; a single line break inside a block stays one. Blocks stand
on lines of their own; an inline element that is named as a credit, a byline or a time inside a
short block or a figure is a block of its own on the same line.
"""

from __future__ import annotations

from readout.page.html.dom import TEXT, Dom
from readout.page.html.marks import CLASS_BIT, TAG_BIT, own_marks

SKIPPED = frozenset(
    "script style template svg math iframe object head option datalist textarea canvas map audio "
    "video amp-ad -comment -doctype link meta title".split()
)  # fmt: skip
BLOCK_TAGS = frozenset(
    "address article aside blockquote body button center dd details dialog dir div dl dt fieldset "
    "figcaption figure footer form frameset h1 h2 h3 h4 h5 h6 header hgroup hr html legend li main "
    "menu nav noframes noscript ol p pre search section select summary table tbody td tfoot th "
    "thead "
    "tr ul amp-img amp-accordion amp-sidebar picture img input".split()
)  # fmt: skip
_CUT_NAMES = CLASS_BIT["credit"] | CLASS_BIT["byline"] | CLASS_BIT["date"]
_CUT_TAGS = TAG_BIT["time"] | TAG_BIT["small"] | TAG_BIT["cite"]
_FIGURE = TAG_BIT["figure"] | TAG_BIT["figcaption"] | CLASS_BIT["caption"]
_LINK = TAG_BIT["a"]
_BOLD = TAG_BIT["b"]
_SHORT = 160
"""Blocks of up to this many characters are cut at named inline elements wherever they stand."""


class Block:
    """A stretch of text with where it stands in the tree."""

    __slots__ = ("bold", "first", "glued", "linked", "links", "marks", "near", "node", "text")

    def __init__(self, node: int, first: int, text: str, glued: bool) -> None:
        self.node = node
        """Index of the innermost element that holds the whole block."""
        self.first = first
        """Index of the first text node."""
        self.text = text
        self.glued = glued
        """True when the block stands on the line of the block before it."""
        self.linked = 0
        """Characters inside links."""
        self.bold = 0
        """Characters inside bold elements."""
        self.links = 0
        """Number of links."""
        self.marks = 0
        """Bits of all elements around the text."""
        self.near = 0
        """Bits of the names of the three innermost elements around the text."""


class Layout:
    """The blocks of a page, and the bits of every node."""

    __slots__ = ("blocks", "dom", "marks", "names", "near", "structure")

    def __init__(self, dom: Dom) -> None:
        self.dom = dom
        self.blocks: list[Block] = []
        self.structure: list[int] = []
        """For each node the nearest block-level element that is it or holds it."""
        self.marks: list[int] = []
        """For each node the bits of it and all its ancestors."""
        self.near: list[int] = []
        """For each node the name bits of it, its parent and its grandparent."""
        self.names: list[int] = []
        """For each node its own name bits."""

    def structure_of(self, row: int) -> int:
        """The block-level element around block number ``row``."""
        return self.structure[self.blocks[row].first]

    def in_figure(self, row: int) -> bool:
        """Whether block number ``row`` stands in a figure or what is named a caption."""
        return bool(self.blocks[row].marks & _FIGURE)


def lay_out(dom: Dom) -> Layout:
    """Blocks of the page in order; linear in the number of nodes."""
    layout = Layout(dom)
    tags, parents, attrs, ends, texts = dom.tag, dom.parent, dom.attrs, dom.end, dom.text
    marks, near, names, structure = layout.marks, layout.near, layout.names, layout.structure
    pieces: list[int] = []
    open_ends: list[int] = []
    breaks = 0
    count = len(tags)
    i = 0
    while i < count:
        tag = tags[i]
        parent = parents[i]
        while open_ends and open_ends[-1] <= i:
            open_ends.pop()
            if pieces:
                _close(layout, pieces)
                pieces = []
            breaks = 0
        if tag == TEXT:
            marks.append(marks[parent] if parent >= 0 else 0)
            near.append(near[parent] if parent >= 0 else 0)
            names.append(0)
            structure.append(structure[parent] if parent >= 0 else i)
            text = texts[i]
            if text and not text.isspace():
                pieces.append(i)
                breaks = 0
            elif text and pieces:
                pieces.append(i)
            i += 1
            continue
        by_tag, by_name = own_marks(tag, attrs[i])
        if parent >= 0:
            marks.append(marks[parent] | by_tag | by_name)
            grand = parents[parent]
            near.append(by_name | names[parent] | (names[grand] if grand >= 0 else 0))
        else:
            marks.append(by_tag | by_name)
            near.append(by_name)
        names.append(by_name)
        if tag in BLOCK_TAGS:
            structure.append(i)
            if pieces:
                _close(layout, pieces)
                pieces = []
            breaks = 0
            open_ends.append(ends[i])
        else:
            structure.append(structure[parent] if parent >= 0 else i)
            if tag == "br":
                breaks += 1
                if breaks > 1:
                    if pieces:
                        _close(layout, pieces)
                        pieces = []
                elif pieces:
                    pieces.append(i)
        if tag in SKIPPED:
            stop = ends[i]
            skipped = stop - i - 1
            if skipped:
                marks.extend([0] * skipped)
                near.extend([0] * skipped)
                names.extend([0] * skipped)
                structure.extend([i] * skipped)
            i = stop
        else:
            i += 1
    if pieces:
        _close(layout, pieces)
    return layout


def _close(layout: Layout, pieces: list[int]) -> None:
    """Make one block, or several on one line, of the text nodes and line breaks in ``pieces``."""
    dom = layout.dom
    texts = dom.text
    if len(pieces) == 1:
        i = pieces[0]
        text = " ".join(texts[i].split())
        if text:
            _add(layout, pieces, text, False)
        return
    groups = [pieces]
    if layout.marks[pieces[0]] & _FIGURE or sum(len(texts[i]) for i in pieces) <= _SHORT:
        groups = _cut(layout, pieces)
    glued = False
    for group in groups:
        text = _join(layout, group)
        if text:
            _add(layout, group, text, glued)
            glued = True


def _join(layout: Layout, group: list[int]) -> str:
    """The text of the pieces: blanks collapsed, the page's own line breaks kept."""
    dom = layout.dom
    lines: list[str] = []
    parts: list[str] = []
    link_before = -1
    in_figure = layout.marks[group[0]] & _FIGURE
    for i in group:
        if dom.tag[i] != TEXT:
            lines.append(" ".join("".join(parts).split()))
            parts = []
            link_before = -1
            continue
        raw = dom.text[i]
        link = _link_of(layout, i) if layout.marks[i] & _LINK else -1
        if link >= 0 and link_before >= 0 and link != link_before:
            # Two links without a blank between them are two words on the screen.
            parts.append(" ")
        if in_figure and parts and raw[:1].isupper() and not parts[-1][-1:].isspace():
            # A caption and its credit, each in an element of its own, with nothing in between.
            parts.append(" ")
        parts.append(raw)
        link_before = -1 if raw.isspace() else link
    lines.append(" ".join("".join(parts).split()))
    return "\n".join(line for line in lines if line)


def _add(layout: Layout, group: list[int], text: str, glued: bool) -> None:
    dom = layout.dom
    shown = [i for i in group if dom.tag[i] == TEXT and not dom.text[i].isspace()]
    first = shown[0]
    block = Block(_holder(layout, first, shown[-1]), first, text, glued)
    marks = layout.marks
    block.marks = marks[first]
    block.near = layout.near[first]
    link = -1
    for i in shown:
        bits = marks[i]
        if bits & _LINK:
            block.linked += len(dom.text[i].strip())
            here = _link_of(layout, i)
            block.links += here != link
            link = here
        if bits & _BOLD:
            block.bold += len(dom.text[i].strip())
    layout.blocks.append(block)


def _holder(layout: Layout, first: int, last: int) -> int:
    """The innermost element around both text nodes."""
    parents, ends = layout.dom.parent, layout.dom.end
    holder = parents[first]
    while holder >= 0 and ends[holder] <= last:
        holder = parents[holder]
    return holder


def _link_of(layout: Layout, i: int) -> int:
    """Index of the link around text node ``i``."""
    parents, tags = layout.dom.parent, layout.dom.tag
    while i >= 0 and tags[i] != "a":
        i = parents[i]
    return i


def _cut(layout: Layout, pieces: list[int]) -> list[list[int]]:
    """Split pieces where an inline element named as credit, byline or time begins and ends."""
    dom = layout.dom
    groups: list[list[int]] = []
    owner_before: int | None = None
    for i in pieces:
        if dom.tag[i] != TEXT or dom.text[i].isspace():
            if groups:
                groups[-1].append(i)
            continue
        block = layout.structure[i]
        owner = -1
        node = dom.parent[i]
        while node >= 0 and node != block:
            by_tag, by_name = own_marks(dom.tag[node], dom.attrs[node])
            if by_name & _CUT_NAMES or by_tag & _CUT_TAGS:
                owner = node
            node = dom.parent[node]
        if owner != owner_before or not groups:
            groups.append([i])
        else:
            groups[-1].append(i)
        owner_before = owner
    return groups
