"""Keeps the parser linear on markup that was made, or broken, to be slow.

An HTML5 parser walks its stack of open elements for many start tags, so its time grows with the
square of the nesting depth (measured: 10,000 nested ``div`` 0.2 s, 100,000 14 s), and with the
square of the number of attributes of one tag. Real pages nest some 30 deep. Pages with an unusual
number of tags are therefore scanned once, in linear time, and tags that would open a level below
the limit are left out: their text stays.
"""

from __future__ import annotations

import re

_SUSPICIOUS_TAGS = 4_000
_SUSPICIOUS_SIGNS = 20_000
_ATTRIBUTE = re.compile(
    r"""(?<![\s/])[\s/]++[^\s=<>"'/]++\s*+=\s*+(?:"[^"]{0,5000}"|'[^']{0,5000}'|[^\s"'<>]++)"""
)
_LONG_TAG = re.compile(r"<[a-zA-Z][^>]{20000,}")
_MANY_ATTRIBUTES = 500
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]{0,30})[^>]*>")
_VOID = frozenset(
    "area base br col embed hr img input link meta param source track wbr".split()
)  # fmt: skip
# These are closed by the next of their kind; to nest them takes a container, which is counted.
_SELF_CLOSING = frozenset("p li dd dt option optgroup td th tr rt rp".split())
_RAW = re.compile(r"</(script|style|textarea|title|xmp|noembed|noframes)\s*>", re.I)
_RAW_TAGS = frozenset(["script", "style", "textarea", "title", "xmp", "noembed", "noframes"])


def tame(html: str, max_depth: int) -> tuple[str, str | None]:
    """The source, made safe to parse, and a sentence on what was left out (None: nothing).

    Linear in ``len(html)``. Pages with fewer than some thousand tags come back as they are.
    """
    reasons = []
    if html.count("<") > _SUSPICIOUS_TAGS:
        html, dropped = _flatten(html, max_depth)
        if dropped:
            reasons.append(f"{dropped} tags nested deeper than {max_depth} levels were left out")
    cut = 0

    def shorten(match: re.Match[str]) -> str:
        nonlocal cut
        tag = match.group()
        if tag.count("=") < _MANY_ATTRIBUTES and tag.count(" ") < 4 * _MANY_ATTRIBUTES:
            return tag
        cut += 1
        return re.split(r"[\s/]", tag, maxsplit=1)[0]

    if html.count("=") > _SUSPICIOUS_SIGNS:
        html, cut = _without_attributes(html)
    html = _LONG_TAG.sub(shorten, html)
    if cut:
        reasons.append(f"{cut} tags with more than {_MANY_ATTRIBUTES} attributes lost them")
    return html, "; ".join(reasons) or None


def _without_attributes(html: str) -> tuple[str, int]:
    """Leave out unbroken rows of attributes that are too many for one tag, also where a ``>`` in
    quotation marks hides that they are one tag's."""
    kept: list[str] = []
    done = begin = at = count = cut = 0
    for match in _ATTRIBUTE.finditer(html):
        if match.start() != at:
            if count >= _MANY_ATTRIBUTES:
                kept.append(html[done:begin])
                done, cut = at, cut + 1
            begin, count = match.start(), 0
        at = match.end()
        count += 1
    if count >= _MANY_ATTRIBUTES:
        kept.append(html[done:begin])
        done, cut = at, cut + 1
    kept.append(html[done:])
    return "".join(kept), cut


def _flatten(html: str, max_depth: int) -> tuple[str, int]:
    """Leave out start tags below ``max_depth`` unclosed ones. Which tag an end tag closes is not
    worked out: any end tag is one level up, which errs on the side of a smaller depth only for
    stray end tags; a second bound per name therefore counts those that stay open."""
    depth = 0
    dropped = 0
    open_by_name: dict[str, int] = {}
    kept: list[str] = []
    done = 0
    position = 0
    # Behind the last ">" no tag ends: to look there would read the rest again for every "<".
    limit = html.rfind(">") + 1
    while match := _TAG.search(html, position, limit):
        position = match.end()
        name = match.group(2).lower()
        if name in _VOID or name in _SELF_CLOSING:
            continue
        if match.group(1):
            if open_by_name.get(name, 0) > 0:
                open_by_name[name] -= 1
                depth -= 1
            continue
        if name in _RAW_TAGS:
            end = _RAW.search(html, position)
            position = end.end() if end else len(html)
            continue
        if depth >= max_depth:
            dropped += 1
            kept.append(html[done : match.start()])
            kept.append(" ")
            done = match.end()
            continue
        open_by_name[name] = open_by_name.get(name, 0) + 1
        depth += 1
    kept.append(html[done:])
    return "".join(kept), dropped
