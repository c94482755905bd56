"""The renderings of an HTML page that plain-text captures come from, for four times the rows.

The settings were found by comparing with the captures given in ``plain_open.jsonl.gz``: with them
each given capture comes out again, up to blanks at line ends.
"""

from __future__ import annotations

import re
from collections.abc import Callable

import html2text
from inscriptis import get_text
from resiliparse.extract.html2text import extract_plain_text
from resiliparse.parse.encoding import detect_encoding
from resiliparse.parse.html import HTMLTree, NodeType

_UNSEEN = frozenset("script style noscript template head svg".split())


def decode(raw: bytes) -> str:
    """Bytes of a stored page as text: UTF-8, else what the detector says."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode(detect_encoding(raw) or "latin-1", "replace")


def _html2text(html: str) -> str:
    parser = html2text.HTML2Text()
    parser.ignore_links = parser.ignore_images = parser.ignore_emphasis = True
    parser.body_width = 0
    return str(parser.handle(html))


def _nodes(html: str) -> str:
    body = HTMLTree.parse(html).body
    lines: list[str] = []
    stack = [body] if body is not None else []
    while stack:
        node = stack.pop()
        if node.type == NodeType.TEXT:
            if line := " ".join((node.value or "").split()):
                lines.append(line)
        elif node.type == NodeType.ELEMENT and node.tag not in _UNSEEN:
            stack.extend(reversed(node.child_nodes))
    return "\n".join(lines)


RENDERERS: dict[str, Callable[[str], str]] = {
    "inscriptis": lambda html: str(get_text(html)),
    "html2text": _html2text,
    "resiliparse": lambda html: extract_plain_text(html, main_content=False, alt_texts=False),
    "nodes": _nodes,
}


def render(html: str, renderer: str) -> str:
    """The whole page as the named renderer shows it; runs of blank lines are one blank line."""
    text = RENDERERS[renderer](html)
    return re.sub(r"\n(?:[ \t]*\n){2,}", "\n\n", text).strip("\n")
