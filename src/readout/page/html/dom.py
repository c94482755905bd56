"""An HTML page as flat arrays: one pass over the parser's tree, everything later reads the arrays.

Parsing is lexbor's (HTML5, through selectolax); no script runs and nothing is fetched.
"""

from __future__ import annotations

from typing import Any

from selectolax.lexbor import LexborHTMLParser

from readout.page.html.guard import tame

Attributes = dict[str, str | None]
_NONE: Attributes = {}
TEXT = "-text"
_UNNAMED = frozenset(["-comment", "br", "path", "g", "use", "option", "style", "template"])
"""Tags whose attributes nobody asks for: to build the mapping costs more than the node itself."""


class Dom:
    """Nodes in document order. All lists have one entry for each node.

    ``parent[i]`` is an index (-1 for the root), ``end[i]`` is one past the last descendant, so the
    subtree of ``i`` is ``range(i, end[i])``. ``text[i]`` is set for text nodes only.
    """

    __slots__ = ("attrs", "end", "note", "parent", "tag", "text")

    def __init__(self) -> None:
        self.tag: list[str] = []
        self.parent: list[int] = []
        self.end: list[int] = []
        self.attrs: list[Attributes] = []
        self.text: list[str] = []
        self.note: str | None = None

    def subtree_text(self, i: int) -> str:
        """All text below node ``i``, white space collapsed."""
        texts = self.text
        return " ".join("".join(texts[i : self.end[i]]).split())

    def __len__(self) -> int:
        return len(self.tag)


def parse(html: str, max_depth: int = 1_000) -> Dom:
    """Parse HTML source into a :class:`Dom`. Never raises for any string."""
    dom = Dom()
    html, dom.note = tame(html, max_depth)
    root: Any = LexborHTMLParser(html).root
    if root is None:
        return dom
    tags, parents, ends, attrs, texts = dom.tag, dom.parent, dom.end, dom.attrs, dom.text
    stack_ids: list[int] = [-1]
    stack: list[int] = [-1]
    index = 0
    top_id = -1
    for node in root.traverse(include_text=True):
        tag = node.tag
        up_id = node.parent.mem_id if index else -1
        while top_id != up_id and len(stack) > 1:
            ends[stack.pop()] = index
            stack_ids.pop()
            top_id = stack_ids[-1]
        tags.append(tag)
        parents.append(stack[-1])
        ends.append(index + 1)
        if tag == TEXT:
            attrs.append(_NONE)
            texts.append(node.text_content or "")
        else:
            attrs.append(_NONE if tag in _UNNAMED else node.attributes or _NONE)
            texts.append("")
            top_id = node.mem_id
            stack.append(index)
            stack_ids.append(top_id)
        index += 1
    while len(stack) > 1:
        ends[stack.pop()] = index
    return dom
