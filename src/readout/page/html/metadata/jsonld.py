"""JSON-LD as it is found in the wild: decoded, repaired where that is cheap, flattened.

Broken blocks are common (some one in thirty): raw line breaks in strings, trailing commas, CDATA
and comment wrappers, escaped markup, several objects in a row. Each repair is one linear pass;
they are tried in turn and only after a decoder has refused the text. What stays unreadable gives
the fields that a pattern can still find, and a note.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

import msgspec

Node = dict[str, Any]

MAX_NODES = 400
"""Objects taken from one page; pages of teasers list thousands of them."""
MAX_DEPTH = 12
"""Levels of ``@graph``, lists and main entities that are followed."""
MAX_CHARACTERS = 2_000_000
"""Longer blocks are left out, with a note."""

ARTICLE_TYPES = frozenset(
    """newsarticle article reportagenewsarticle analysisnewsarticle opinionnewsarticle
    reviewnewsarticle backgroundnewsarticle asknewsarticle advertisercontentarticle
    satiricalarticle liveblogposting blogposting socialmediaposting discussionforumposting report
    scholarlyarticle techarticle medicalscholarlyarticle creativework review claimreview
    howto recipe podcastepisode""".split()
)
"""Lower-cased schema.org types whose fields describe the article of the page, news first."""
_WEAK_TYPES = frozenset(
    ["creativework", "review", "claimreview", "howto", "recipe", "podcastepisode"]
)
_MAIN = ("mainEntity", "mainEntityOfPage", "@graph", "graph", "@list", "@set")

_OPENINGS = ("<!--", "//", "/*", "*/", "<![CDATA[", ";")
_CLOSINGS = ("-->", "//", "/*", "*/", "]]>", ";")
_TRAILING_COMMA = re.compile(r",(\s{0,200}[}\]])")
_DOUBLE_COMMA = re.compile(r",(?:\s{0,200},)+")
_ESCAPE = re.compile(r"\\(.)", re.S)
_STRING_FIELD = re.compile(
    r'"(@type|headline|name|alternativeHeadline|datePublished|dateModified|dateCreated|description|'
    r'inLanguage|articleBody|url)"\s{0,50}:\s{0,50}"((?:[^"\\]|\\.){0,200000})"',
    re.S,
)
_AUTHOR_FIELD = re.compile(
    r'"(?:author|creator)"\s{0,50}:\s{0,50}[\[{\s]{0,50}"?[^}\]]{0,400}?'
    r'"name"\s{0,50}:\s{0,50}\[?\s{0,50}"((?:[^"\\]|\\.){0,300})"',
    re.S,
)
_LENIENT = json.JSONDecoder(strict=False)


def read_blocks(texts: list[str]) -> tuple[list[Node], list[str]]:
    """All objects of the JSON-LD blocks of a page, flattened in order, and notes on bad blocks."""
    nodes: list[Node] = []
    notes: list[str] = []
    for text in texts:
        if len(text) > MAX_CHARACTERS:
            notes.append(f"JSON-LD block of {len(text)} characters was not read")
            continue
        values, note = decode(text)
        if note:
            notes.append(note)
        for value in values:
            _flatten(value, nodes)
    return nodes, notes


def decode(text: str) -> tuple[list[Any], str | None]:
    """The JSON values of one block, and what had to be repaired or given up (None: nothing)."""
    try:
        return [msgspec.json.decode(text)], None
    except (msgspec.MsgspecError, ValueError, RecursionError):
        pass
    bare = _unwrap(text)
    if not bare:
        return [], None
    values = _in_a_row(bare)
    if values is not None:
        return values, None
    if "&quot;" in bare and (bare.startswith("{&quot;") or bare.count('"') < bare.count("&quot;")):
        bare = html.unescape(bare)
    bare = _TRAILING_COMMA.sub(r"\1", _DOUBLE_COMMA.sub(",", bare))
    bare = _ESCAPE.sub(_mend_escape, bare)
    values = _in_a_row(bare)
    if values is not None:
        return values, "JSON-LD block was repaired"
    found = _salvage(bare)
    if found:
        return [found], "JSON-LD block is not JSON; single fields were read from it"
    return [], "JSON-LD block is not JSON and was not read"


def _unwrap(text: str) -> str:
    """The text without the comment and CDATA signs that pages put around a block."""
    # A handful of signs is real; a million of them are not worth a copy each.
    for _ in range(12):
        before = text
        text = text.strip()
        for sign in _OPENINGS:
            text = text.removeprefix(sign)
        for sign in _CLOSINGS:
            text = text.removesuffix(sign)
        if text == before:
            break
    return text


def _in_a_row(text: str) -> list[Any] | None:
    """One JSON value or several after each other; None when the text is anything else."""
    values: list[Any] = []
    position = 0
    end = len(text)
    while position < end:
        try:
            value, position = _LENIENT.raw_decode(text, position)
        except (ValueError, RecursionError):
            # A good first object with rubbish behind it is taken; a bad start is not.
            return values or None
        values.append(value)
        while position < end and (text[position].isspace() or text[position] in ",;"):
            position += 1
        if len(values) > MAX_NODES:
            break
    return values


def _mend_escape(match: re.Match[str]) -> str:
    return match.group() if match.group(1) in '"\\/bfnrtu' else match.group(1)


def _salvage(text: str) -> Node:
    """Single string fields of text that no decoder takes; the first of each name counts."""
    found: Node = {}
    for match in _STRING_FIELD.finditer(text):
        key, raw = match.groups()
        if key not in found and not (key in ("name", "url") and "@type" in found):
            found[key] = _unescape(raw)
    author = _AUTHOR_FIELD.search(text)
    if author:
        found["author"] = {"@type": "Person", "name": _unescape(author.group(1))}
    return found if "headline" in found or "datePublished" in found else {}


def _unescape(raw: str) -> str:
    try:
        value = _LENIENT.decode(f'"{raw}"')
    except ValueError:
        return raw
    return value if isinstance(value, str) else raw


def _flatten(value: Any, nodes: list[Node]) -> None:
    """Objects of ``value`` in order, with those under ``@graph`` and main entities, to a limit."""
    stack: list[tuple[Any, int]] = [(value, 0)]
    while stack and len(nodes) < MAX_NODES:
        item, depth = stack.pop()
        if depth > MAX_DEPTH:
            continue
        if isinstance(item, list):
            stack.extend((part, depth + 1) for part in reversed(item[:MAX_NODES]))
        elif isinstance(item, dict):
            if any(not key.startswith("@") for key in item) or "@type" in item:
                nodes.append(item)
            for key in reversed(_MAIN):
                part = item.get(key)
                if isinstance(part, (dict, list)):
                    stack.append((part, depth + 1))


def types_of(node: Node) -> list[str]:
    """Lower-cased types of a node, without the schema.org address."""
    value = node.get("@type", node.get("type"))
    if isinstance(value, str):
        value = [value]
    if not isinstance(value, list):
        return []
    return [part.rsplit("/", 1)[-1].rsplit(":", 1)[-1].lower() for part in value
            if isinstance(part, str)]  # fmt: skip


def type_name(node: Node) -> str:
    """The first type as written, for evidence; ``Thing`` when there is none."""
    value = node.get("@type", node.get("type"))
    if isinstance(value, list):
        value = next((part for part in value if isinstance(part, str)), None)
    return value.rsplit("/", 1)[-1][:60] if isinstance(value, str) and value else "Thing"


def articles_of(nodes: list[Node]) -> list[Node]:
    """Nodes that describe an article: news and articles first, kin without that name last."""
    strong: list[Node] = []
    weak: list[Node] = []
    for node in nodes:
        types = types_of(node)
        if any(kind in ARTICLE_TYPES and kind not in _WEAK_TYPES for kind in types):
            strong.append(node)
        elif any(kind in _WEAK_TYPES for kind in types) or (
            not types and ("headline" in node or "datePublished" in node)
        ):
            weak.append(node)
    return strong + weak


def strings(value: Any, depth: int = 0) -> list[str]:
    """The strings a value stands for: itself, those of a list, ``@value``, ``name``, ``url``."""
    if isinstance(value, str):
        return [value] if value.strip() else []
    if depth > 4:
        return []
    if isinstance(value, list):
        return [text for part in value[:60] for text in strings(part, depth + 1)]
    if isinstance(value, dict):
        for key in ("@value", "name", "url"):
            if key in value:
                return strings(value[key], depth + 1)
    return []
