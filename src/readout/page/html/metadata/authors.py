"""Who wrote the article: people and agencies.

Order of trust, the first source with a usable name wins:

1. JSON-LD ``author`` (then ``creator``) of the article: strings, objects, lists, references into the
   graph, several names in one string
2. metas of authorship (``AUTHOR_METAS``); addresses (``facebook.com/...``) do not count
3. microdata and links: ``itemprop=author``, ``rel=author``
4. visible bylines: blocks with the role byline, elements named as byline or author near the headline
   or behind the body, blocks that begin with a word like "By"

A name that only repeats the site's (or a general one like "admin") does not end the search: it is
kept as the last resort where JSON-LD gives it and no person is named anywhere.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from readout.page.html.marks import CLASS_BIT, TAG_BIT
from readout.page.html.metadata import jsonld
from readout.page.html.metadata.candidates import FOREIGN, Around, is_site
from readout.page.html.metadata.head import plain
from readout.page.html.metadata.names import clean_names, looks_like_person
from readout.record.types import Author

AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator", "dcterms.creator",
    "byl", "article:author_name", "authors", "citation_author", "dc.contributor", "creator",
    "article.author", "cxenseparse:author", "byline", "twitter:data1", "author_name",
)  # fmt: skip
_BYLINE = CLASS_BIT["byline"]
_OPENING = re.compile(
    r"^(?:by|von|par|por|di|da|door|av|af|autor(?:in)?|author|auteur|text|written by|posted by|"
    r"(?:ein\w?|gast)\s?\w{0,20}\s?von)(?:\s*:\s*|\s+)(?=[^\W\d_a-z])",
    re.I,
)
_OTHERS = (
    CLASS_BIT["related"] | CLASS_BIT["teaser"] | CLASS_BIT["comment"] | CLASS_BIT["nav"]
    | CLASS_BIT["foot"] | CLASS_BIT["consent"] | TAG_BIT["nav"] | TAG_BIT["footer"]
)  # fmt: skip
_Named = tuple[str, str, str, str]
"""name, method, where, literal"""


def read_byline(around: Around) -> list[Author]:
    """The authors in the order of the page; empty when none is named."""
    spare: list[_Named] = []
    for source in (_from_jsonld, _from_metas, _from_microdata, _visible):
        names = list(source(around))
        own = [one for one in names if not is_site(one[0], around)]
        if own:
            return _authors(own, around)
        if source is _from_jsonld:
            spare = spare or names
    return _authors(spare, around)


def _authors(names: list[_Named], around: Around) -> list[Author]:
    found: dict[str, Author] = {}
    for name, method, where, literal in names:
        key = name.casefold()
        if key in found:
            continue
        shown_only = where == ""
        evidence = around.proof(
            name, None if shown_only else where, literal, max(0, around.start - 3)
        )
        if not evidence:
            evidence = around.proof("", f"html:{method}", literal)
        found[key] = Author(name=name, method=method, evidence=evidence)
    return list(found.values())


def _from_jsonld(around: Around) -> Iterator[_Named]:
    head = around.head
    for node in head.articles[:2]:
        any_name = False
        for key in ("author", "creator"):
            value: Any = node.get(key)
            where = f"jsonld:{jsonld.type_name(node)}.{key}"
            for part in value[:30] if isinstance(value, list) else [value]:
                for text in jsonld.strings(head.resolve(part)):
                    if "://" in text:
                        continue
                    for name in clean_names(text):
                        any_name = True
                        yield name, "jsonld", where, text
            if any_name:
                return


def _from_metas(around: Around) -> Iterator[_Named]:
    for key in AUTHOR_METAS:
        if key == "twitter:data1":
            label = around.head.meta("twitter:label1") or ""
            if not re.search(r"writ|auth|autor|verfass|geschrieb|écrit|escrito|skrev", label, re.I):
                continue
        any_name = False
        for text in around.head.metas.get(key, ())[:20]:
            if "://" in text or "facebook.com" in text:
                continue
            for name in clean_names(text):
                if not is_site(name, around):
                    any_name = True
                    yield name, f"meta:{key}", f"meta:{key}", text
        if any_name:
            return


def _from_microdata(around: Around) -> Iterator[_Named]:
    """Elements with ``itemprop=author`` or ``rel=author`` outside teasers and comments."""
    dom, marks = around.dom, around.layout.marks
    seen_end = 0
    first = None
    for node in around.named:
        if not around.layout.names[node] & _BYLINE or marks[node] & _OTHERS or node < seen_end:
            continue
        attributes = dom.attrs[node]
        itemprop = (attributes.get("itemprop") or "").lower()
        rel = (attributes.get("rel") or "").lower()
        if "author" not in itemprop.split() and "author" not in rel.split():
            continue
        if dom.tag[node] in ("meta", "link"):
            continue
        text = _inner_name(around, node) or dom.subtree_text(node)
        if first is not None and node - first > 120:
            break
        seen_end = dom.end[node]
        for name in clean_names(text):
            first = node if first is None else first
            yield name, "itemprop" if itemprop else "rel:author", "", text


def _inner_name(around: Around, node: int) -> str | None:
    """The text of ``itemprop=name`` below an author, which leaves out functions and portraits."""
    dom = around.dom
    for i in range(node + 1, min(dom.end[node], node + 60)):
        if dom.attrs[i].get("itemprop") == "name":
            return dom.attrs[i].get("content") or dom.subtree_text(i)
    return None


def _visible(around: Around) -> Iterator[_Named]:
    """The best visible byline: near the headline first, then behind the body."""
    blocks, roles = around.layout.blocks, around.shown.roles
    best: tuple[float, list[_Named]] | None = None
    for n, block in enumerate(blocks):
        text = block.text
        if len(text) > 160 or len(text) < 2:
            continue
        far = n - around.start
        named = block.near & _BYLINE
        opening = _OPENING.match(text) if -6 <= far <= 60 else None
        if roles[n] != "byline" and not named and not opening:
            continue
        if block.marks & _OTHERS or (block.marks & FOREIGN and far > 60):
            continue
        names = clean_names(text)
        if not names:
            continue
        score = 2.0 if roles[n] == "byline" else 0.0
        score += 1.0 if named else 0.0
        score += 1.5 if opening else 0.0
        score += 1.0 if looks_like_person(names[0]) else -0.5
        score -= 1.0 if block.marks & FOREIGN else 0.0
        score -= 0.03 * min(abs(far), 60) + (0.5 if far < 0 else 0.0)
        score -= len(text) / 100
        if best is None or score > best[0]:
            best = (score, [(name, "visible", "", plain(text)) for name in names])
    if best is not None and best[0] > 0:
        yield from best[1]
