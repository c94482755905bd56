"""What a page says of itself outside its text: title, meta elements, JSON-LD, links.

One pass over the tags of the page, once; everything later reads the :class:`Head`. Nothing is
weighed here: the order of trust stands with each field (``title.py``, ``authors.py``, ...).
"""

from __future__ import annotations

import html
import re
from typing import Any

import msgspec

from readout.page.html.dom import Dom
from readout.page.html.metadata import jsonld

_WANTED = frozenset(["meta", "script", "title", "link", "html"])
_MARKUP = re.compile(r"<[^<>]{0,2000}>")
_HEADLINE_METAS = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title",
                   "sailthru.title", "headline", "title", "hdl")  # fmt: skip
_DESCRIPTION_METAS = ("og:description", "description", "twitter:description", "dc.description",
                      "dcterms.abstract", "sailthru.description", "abstract")  # fmt: skip
_AUTHOR_METAS = ("author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
                 "dcterms.creator", "byl", "article:author_name", "creator")  # fmt: skip
_MAX_METAS = 4_000


class Head(msgspec.Struct, frozen=True, kw_only=True):
    """The page's words about itself, in page order.

    ``metas`` maps lower-cased ``name``, ``property``, ``itemprop`` and ``http-equiv`` to the
    contents; ``nodes`` are all JSON-LD objects, ``articles`` those that describe an article.
    """

    title: str = ""
    metas: dict[str, list[str]] = {}
    nodes: list[dict[str, Any]] = []
    articles: list[dict[str, Any]] = []
    by_id: dict[str, dict[str, Any]] = {}
    canonical: str | None = None
    author_link: str | None = None
    lang: str | None = None
    notes: list[str] = []

    def meta(self, *keys: str) -> str | None:
        """The first content under the first of ``keys`` that has one."""
        for key in keys:
            for value in self.metas.get(key, ()):
                return value
        return None

    def resolve(self, value: Any) -> Any:
        """The node a bare ``{"@id": ...}`` stands for, or the value itself."""
        if isinstance(value, dict) and "name" not in value:
            ref = value.get("@id")
            if isinstance(ref, str):
                return self.by_id.get(ref, value)
        return value


def read_head(dom: Dom) -> Head:
    """Title, meta elements, JSON-LD and links of a page. Never raises; linear in the page."""
    tags, attrs, texts = dom.tag, dom.attrs, dom.text
    title = ""
    metas: dict[str, list[str]] = {}
    canonical = lang = author_link = None
    blocks: list[str] = []
    for i in [i for i, tag in enumerate(tags) if tag in _WANTED]:
        tag = tags[i]
        attributes = attrs[i]
        if tag == "meta":
            content = attributes.get("content")
            if content is None:
                content = attributes.get("value")
            if content and len(metas) < _MAX_METAS:
                content = content.strip()
            if content:
                keys = {
                    key.strip().lower()
                    for name in ("name", "property", "itemprop", "http-equiv")
                    if (key := attributes.get(name))
                }
                for key in keys:
                    metas.setdefault(key, []).append(content)
        elif tag == "script":
            kind = attributes.get("type")
            if kind and "ld+json" in kind.lower():
                blocks.append("".join(texts[i + 1 : dom.end[i]]))
        elif tag == "title":
            # An svg may hold a title of its own; the first one with text is the page's.
            if not title and dom.tag[dom.parent[i]] != "svg":
                title = dom.subtree_text(i)
        elif tag == "link":
            rel = (attributes.get("rel") or "").lower()
            if rel == "canonical" and canonical is None:
                canonical = (attributes.get("href") or "").strip() or None
            elif rel == "author" and author_link is None:
                author_link = attributes.get("href") or None
        elif lang is None:
            lang = (attributes.get("lang") or attributes.get("xml:lang") or "").strip() or None
    nodes, notes = jsonld.read_blocks(blocks)
    by_id: dict[str, dict[str, Any]] = {}
    for node in nodes:
        name = node.get("@id")
        if isinstance(name, str) and "name" in node:
            by_id.setdefault(name, node)
    return Head(
        title=title,
        metas=metas,
        nodes=nodes,
        articles=_own_first(jsonld.articles_of(nodes), canonical or _first(metas, "og:url")),
        by_id=by_id,
        canonical=canonical,
        author_link=author_link,
        lang=lang,
        notes=notes,
    )


def _first(metas: dict[str, list[str]], key: str) -> str | None:
    values = metas.get(key)
    return values[0] if values else None


def _own_first(articles: list[dict[str, Any]], address: str | None) -> list[dict[str, Any]]:
    """Where several articles are described (teasers), those under the page's own address first."""
    if len(articles) < 2 or not address:
        return articles
    path = _path(address)

    def foreign(node: dict[str, Any]) -> bool:
        for key in ("url", "mainEntityOfPage", "@id"):
            value = node.get(key)
            if isinstance(value, dict):
                value = value.get("@id", value.get("url"))
            if isinstance(value, str) and _path(value) == path:
                return False
        return True

    return sorted(articles, key=foreign)


def _path(address: str) -> str:
    """An address without scheme, ``www``, query, fragment and closing slash."""
    bare = address.split("#", 1)[0].split("?", 1)[0].rstrip("/").lower()
    return bare.split("://", 1)[-1].removeprefix("www.")


def plain(text: str) -> str:
    """Text of a field: entities read (twice where they were escaped twice), tags and blanks out."""
    if "&" in text:
        text = html.unescape(text)
        if "&" in text:
            text = html.unescape(text)
    if "<" in text:
        text = _MARKUP.sub(" ", text)
    if "\xad" in text or "\u200b" in text:
        # Soft hyphens and zero-width blanks are layout, not text.
        text = text.replace("\xad", "").replace("\u200b", "")
    return " ".join(text.split())


def _unique(values: list[str]) -> list[str]:
    return [value for value in dict.fromkeys(plain(value) for value in values) if value]


def headline_hints(head: Head) -> list[str]:
    """What the head calls the article, best first: JSON-LD, OpenGraph and kin, ``<title>`` last."""
    values = [text for node in head.articles[:3] for key in ("headline", "name")
              for text in jsonld.strings(node.get(key))]  # fmt: skip
    for key in _HEADLINE_METAS:
        values += head.metas.get(key, [])[:2]
    return _unique([*values, head.title])


def description_hints(head: Head) -> list[str]:
    """Descriptions of the article in the head, JSON-LD first."""
    values = [
        text for node in head.articles[:3] for text in jsonld.strings(node.get("description"))
    ]
    for key in _DESCRIPTION_METAS:
        values += head.metas.get(key, [])[:2]
    return _unique(values)


def author_hints(head: Head) -> list[str]:
    """Names of authors as the head writes them, not yet cleaned or split; no addresses."""
    values = []
    for node in head.articles[:3]:
        for key in ("author", "creator"):
            value = node.get(key)
            for part in value[:30] if isinstance(value, list) else [value]:
                values += jsonld.strings(head.resolve(part))
    for key in _AUTHOR_METAS:
        values += head.metas.get(key, [])[:20]
    return _unique([value for value in values if "://" not in value])


def body_hint(head: Head) -> str | None:
    """``articleBody`` of the article in JSON-LD without its markup, or None."""
    for node in head.articles[:3]:
        for text in jsonld.strings(node.get("articleBody"))[:1]:
            return plain(text) or None
    return None
