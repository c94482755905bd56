"""What every field looks at: the page's sources, gathered once.

``Around`` holds the head, the tree, the rendered blocks, and what is found in one look over the
arrays: headings, elements named as author, date or title, and the names the site goes by.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from readout.page.html.dom import Dom
from readout.page.html.layout import Block, Layout
from readout.page.html.marks import CLASS_BIT, HIDDEN_BIT, TAG_BIT
from readout.page.html.metadata import jsonld
from readout.page.html.metadata.fold import letters, loose
from readout.page.html.metadata.head import Head, plain
from readout.page.html.shown import Shown
from readout.record.types import Evidence, in_text, outside

NAMED = CLASS_BIT["byline"] | CLASS_BIT["date"] | CLASS_BIT["title"]
FOREIGN = (
    CLASS_BIT["related"] | CLASS_BIT["teaser"] | CLASS_BIT["comment"] | CLASS_BIT["nav"]
    | CLASS_BIT["foot"] | CLASS_BIT["consent"] | CLASS_BIT["newsletter"] | CLASS_BIT["promo"]
    | CLASS_BIT["side"] | TAG_BIT["nav"] | TAG_BIT["footer"] | TAG_BIT["aside"] | TAG_BIT["form"]
    | HIDDEN_BIT
)  # fmt: skip
"""Bits of places whose names and dates belong to something else than the article."""
_HEADINGS = frozenset(["h1", "h2", "h3", "time"])
_SITE_METAS = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site",
               "al:ios:app_name", "dc.publisher", "publisher", "dcterms.publisher")  # fmt: skip
_SECOND_LEVEL = frozenset(["co", "com", "org", "net", "ac", "gov", "edu", "or", "ne", "gob", "go"])


class Around:
    """A page's sources, for all fields. Indices are nodes of ``dom`` or blocks of ``layout``."""

    __slots__ = ("brand", "common", "dom", "head", "headings", "host", "layout", "named", "shown",
                 "site_names", "start", "times", "url")  # fmt: skip

    def __init__(self, url: str | None, dom: Dom, layout: Layout, head: Head, shown: Shown) -> None:
        self.url = url or head.canonical or head.meta("og:url")
        self.dom = dom
        self.layout = layout
        self.head = head
        self.shown = shown
        self.host = host_of(self.url)
        self.brand = brand_of(self.host)
        self.headings: dict[str, list[int]] = {"h1": [], "h2": [], "h3": [], "time": []}
        for i, tag in [(i, tag) for i, tag in enumerate(dom.tag) if tag in _HEADINGS]:
            self.headings[tag].append(i)
        self.times = self.headings["time"]
        self.named = [i for i, bits in enumerate(layout.names) if bits & NAMED]
        """Nodes whose own names (class, id, itemprop, rel) speak of author, date or title."""
        self.site_names = _site_names(head, self.host)
        self.common = self._common()
        """Bits that hold for the whole page (classes of ``body`` and of frames around everything)
        or at least for the headline: they tell nothing about a place."""
        self.start = 0
        """The block of the headline; ``title.py`` sets it, the others look around it."""

    def _common(self) -> int:
        marks = self.layout.marks
        for node in self.headings["h1"]:
            if self.first_block(node) is not None:
                return marks[node]
        for node, tag in enumerate(self.dom.tag[:400]):
            if tag == "body":
                return marks[node]
        return 0

    def begin(self, block: int) -> None:
        """Take ``block`` for the headline: the other fields look around it."""
        self.start = block
        if block < len(self.layout.blocks):
            self.common = self.layout.blocks[block].marks

    def first_block(self, node: int) -> int | None:
        """The first block with text below ``node``, or None."""
        blocks = self.layout.blocks
        low, high = 0, len(blocks)
        while low < high:
            middle = (low + high) // 2
            if blocks[middle].first < node:
                low = middle + 1
            else:
                high = middle
        if low < len(blocks) and blocks[low].first < self.dom.end[node]:
            return low
        return None

    def is_foreign(self, node: int) -> bool:
        """True below navigation, related stories, comments and the like."""
        return bool(self.layout.marks[node] & FOREIGN & ~self.common)

    def foreign(self, block: Block, bits: int = FOREIGN) -> bool:
        """True when the block stands below one of ``bits`` and the headline does not."""
        return bool(block.marks & bits & ~self.common)

    def span(self, value: str, near: int = 0) -> Evidence | None:
        """Where ``value`` is shown, preferably from block ``near`` on."""
        if not value:
            return None
        text = self.shown.text
        spans = self.shown.spans
        begin = spans[near][0] if near < len(spans) else 0
        for start in (begin, 0) if begin else (0,):
            at = text.find(value, start)
            for _ in range(20):
                if at < 0 or _stands_alone(text, at, at + len(value)):
                    break
                at = text.find(value, at + 1)
            if at >= 0 and _stands_alone(text, at, at + len(value)):
                return in_text(at, at + len(value))
        return None

    def proof(self, value: str, where: str | None, literal: str, near: int = 0) -> list[Evidence]:
        """The span that shows ``value`` (if any), then the place in the head (if any)."""
        found = []
        span = self.span(value, near) or self.span(" ".join(literal.split()), near)
        if span:
            found.append(span)
        if where:
            found.append(outside(where, literal[:500]))
        return found


def _stands_alone(text: str, start: int, end: int) -> bool:
    """True when no word runs over the borders of the stretch."""
    return not (start and text[start - 1].isalnum() and text[start].isalnum()) and not (
        end < len(text) and text[end].isalnum() and text[end - 1].isalnum()
    )


def host_of(url: str | None) -> str:
    """The host of an address without ``www``; empty when there is none or it is malformed."""
    if not url:
        return ""
    try:
        host = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.")


def brand_of(host: str) -> str:
    """The label of a host that names the site: ``news.example.co.uk`` gives ``example``."""
    labels = host.split(".")
    if len(labels) >= 3 and labels[-2] in _SECOND_LEVEL:
        return labels[-3]
    return labels[-2] if len(labels) >= 2 else ""


def publishers(head: Head) -> Iterator[tuple[str, str]]:
    """(where, name) of the publishers that JSON-LD gives, articles first."""
    for node in [*head.articles[:3], *head.nodes[:40]]:
        value: Any = head.resolve(node.get("publisher"))
        if isinstance(value, list):
            value = head.resolve(value[0]) if value else None
        for name in jsonld.strings(value)[:1]:
            if "://" not in name and "." not in name.split("/")[0][:4]:
                yield f"jsonld:{jsonld.type_name(node)}.publisher", plain(name)


def _site_names(head: Head, host: str) -> list[str]:
    """Names of the site, folded: publisher, site name metas, host without and with suffix."""
    names = [name for _, name in publishers(head)]
    for node in head.nodes[:60]:
        if "website" in jsonld.types_of(node):
            names += jsonld.strings(node.get("name"))[:2] + jsonld.strings(
                node.get("alternateName")
            )
    for key in _SITE_METAS:
        names += head.metas.get(key, [])[:2]
    folded = [loose(plain(name)) for name in names]
    folded += [loose(host)]
    return [name for name in dict.fromkeys(folded) if len(name) > 1]


def is_site(text: str, around: Around) -> bool:
    """True when ``text`` is a name of the site: a declared one, or the host's own label."""
    folded = loose(text)
    if not folded:
        return False
    if folded in around.site_names:
        return True
    packed = letters(text)
    host = letters(around.host.rsplit(".", 1)[0])
    if not packed or not host:
        return False
    if packed in (letters(around.host), host, letters(around.brand)):
        return True
    brand = letters(around.brand)
    # "The Example Times" on example-times.org, "Example online" on example.de.
    shorter, longer = sorted((packed, brand), key=len)
    return (
        len(shorter) >= 4
        and (longer.startswith(shorter) or longer.endswith(shorter))
        and (len(shorter) * 2 > len(longer))
    )


def texts_of_children(dom: Dom, node: int) -> list[str]:
    """Texts of the children of ``node`` (of its sole descendant with several), empty ones out."""
    tags, parents, ends = dom.tag, dom.parent, dom.end
    for _ in range(6):
        children: list[int] = []
        i = node + 1
        while i < ends[node] and len(children) < 8:
            if parents[i] == node:
                children.append(i)
            i = ends[i]
        filled = [i for i in children if tags[i] != "-comment" and dom.subtree_text(i)]
        if len(filled) != 1 or tags[filled[0]] == "-text":
            return [dom.subtree_text(i) for i in filled]
        node = filled[0]
    return []


SEPARATOR = re.compile(r"\s+(?:[|\-–—·•»«:/~<>]|::|--|\|\|)+\s+|\s*\|\s*|(?<=\w\w)\s?[:»]\s+")
