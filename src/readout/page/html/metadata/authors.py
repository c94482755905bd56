"""Who wrote the article: people and agencies.

Order of trust, the first source with a usable name wins:

1. JSON-LD ``author`` (then ``creator``) of the article: strings, objects, lists, references into
   the graph, several names in one string; linked authors beside the headline are added to them
2. metas of authorship (``AUTHOR_METAS``); addresses (``facebook.com/...``) do not count
3. microdata and links: ``itemprop=author``, ``rel=author``
4. visible bylines, scored: the role byline, an element named so, a link to an author's page, a word
   like "By", nearness to the headline
5. the general metas ``author`` and ``creator``, which often name the owner of the site

A name that only repeats the site's ("Redaktion" too) does not end the search: it is kept as the
last resort where no person is named anywhere. General ones like "admin" are dropped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from readout.page.html.layout import Block
from readout.page.html.marks import CLASS_BIT, TAG_BIT
from readout.page.html.metadata import jsonld
from readout.page.html.metadata.candidates import Around, is_site, texts_of_children
from readout.page.html.metadata.datetext import find_dates
from readout.page.html.metadata.fold import letters
from readout.page.html.metadata.head import plain
from readout.page.html.metadata.names import (
    clean_names,
    is_plain_name,
    looks_like_person,
    may_open,
    names_in_line,
)
from readout.record.types import Author, Note

AUTHOR_METAS = (
    "author", "article:author", "parsely-author", "sailthru.author", "dc.creator",
    "dcterms.creator", "byl", "article:author_name", "authors", "citation_author",
    "dc.contributor", "creator",
    "article.author", "cxenseparse:author", "byline", "twitter:data1", "author_name",
)  # fmt: skip
_LATE_METAS = ("author", "creator", "authors", "author_name")
"""Site builders often fill these with the owner of the site: a visible byline goes before them."""
_BYLINE = CLASS_BIT["byline"]
_SHARE = CLASS_BIT["share"]
_OTHERS = (
    CLASS_BIT["related"] | CLASS_BIT["teaser"] | CLASS_BIT["comment"] | CLASS_BIT["foot"]
    | CLASS_BIT["caption"] | CLASS_BIT["credit"] | TAG_BIT["nav"] | TAG_BIT["footer"]
    | TAG_BIT["figure"] | TAG_BIT["figcaption"]
)  # fmt: skip
_AUTHOR_LINK = re.compile(
    r"/(?:authors?|aut[oe]r(?:en|in|innen|es)?|auteurs?|autores|redaktion|"
    r"redakteure?|people|profil\w{0,3}|"
    r"team|staff|journalist\w{0,4}|by|contributors?|users?|reporters?|writers?|person|mitarbeiter)/"
    r"[^/?#]|[?&](?:author|user|u|uid)=|/@\w",
    re.I,
)
_COMPANY = re.compile(r"\b(?:GmbH|AG|KG|Inc|Ltd|LLC|S\.?A|e\.\s?V|Verlag)\b\.?")
_CLOSE = CLASS_BIT["related"] | CLASS_BIT["teaser"] | CLASS_BIT["foot"] | CLASS_BIT["credit"]
"""Bits that do not count right behind the headline: names like "ArticleTeaser" are common there."""
_MOST = 1_000
"""Blocks and elements that are searched for a name; only pages made of names have more."""
_Named = tuple[str, str, str, str]
"""name, method, where, literal"""


def read_byline(around: Around, notes: list[Note]) -> list[Author]:
    """The authors in the order of the page; empty when none is named. Names that were passed over
    for better ones are noted."""
    spare: list[_Named] = []
    for source in (_from_jsonld, _from_metas, _from_microdata, _visible, _from_late_metas):
        names = list(source(around))
        own = [one for one in names if not _is_house(one[0], around)]
        if spare and source is _visible:
            # The site itself is declared as the author: only a person goes before that.
            own = [one for one in own if is_plain_name(one[0]) and " " in one[0]]
        if own:
            if source is _from_jsonld:
                own = _co_authors(own, around)
            people = [one for one in own if not _of_house(one[0], around)] or own
            kept = {one[0] for one in people}
            for name, _, where, _ in [*spare, *own]:
                if name not in kept:
                    reason = f"author {name!r} ({where or 'visible'}) names the house: left out"
                    notes.append(Note(step="page.byline", reason=reason, start=None, end=None))
            return _authors(people, around)
        if source is not _from_late_metas:
            spare = spare or names
    return _authors(spare, around)


def _is_house(name: str, around: Around) -> bool:
    """The site itself, or just "Redaktion"."""
    return name.lower() in ("redaktion", "newsroom", "newsdesk") or is_site(name, around)


def _of_house(name: str, around: Around) -> bool:
    """ "EXAMPLE Online": a name with the site's own word in it."""
    brand = letters(around.brand)
    return len(brand) > 1 and any(letters(word) == brand for word in name.split())


def _co_authors(own: list[_Named], around: Around) -> list[_Named]:
    """Linked authors beside the headline, where they are those of JSON-LD and more."""
    linked = [one for one in _from_microdata(around) if not _is_house(one[0], around)]
    known = {name.casefold() for name, *_ in own}
    more = [one for one in linked if one[0].casefold() not in known]
    if not 0 < len(more) <= 4 or not all(looks_like_person(one[0]) for one in more):
        return own
    return linked if len(linked) - len(more) == len(own) else own


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
    return _metas(around, tuple(key for key in AUTHOR_METAS if key not in _LATE_METAS))


def _from_late_metas(around: Around) -> Iterator[_Named]:
    return _metas(around, _LATE_METAS)


def _metas(around: Around, keys: tuple[str, ...]) -> Iterator[_Named]:
    for key in keys:
        if key == "twitter:data1":
            label = around.head.meta("twitter:label1") or ""
            if not re.search(r"writ|auth|autor|verfass|geschrieb|écrit|escrito|skrev", label, re.I):
                continue
        any_name = False
        for text in around.head.metas.get(key, ())[:20]:
            if "://" in text or "facebook.com" in text:
                continue
            if _COMPANY.search(text) or is_site(text.split(",")[0], around):
                continue
            for name in clean_names(text):
                any_name = True
                yield name, f"meta:{key}", f"meta:{key}", text
        if any_name:
            return


def _from_microdata(around: Around) -> Iterator[_Named]:
    """Elements with ``itemprop=author`` or ``rel=author`` outside teasers and comments."""
    dom, marks = around.dom, around.layout.marks
    others = _OTHERS & ~around.common
    seen_end = 0
    first = None
    for node in around.named[:_MOST]:
        if not around.layout.names[node] & _BYLINE or marks[node] & others or node < seen_end:
            continue
        attributes = dom.attrs[node]
        itemprop = (attributes.get("itemprop") or "").lower()
        rel = (attributes.get("rel") or "").lower()
        if "author" not in itemprop.split() and "author" not in rel.split():
            continue
        if dom.tag[node] in ("meta", "link"):
            continue
        text = _inner_name(around, node) or _block_text(around, node)
        if first is not None and node - first > 120:
            break
        seen_end = dom.end[node]
        for name in names_in_line(text)[0]:
            first = node if first is None else first
            yield name, "itemprop" if itemprop else "rel:author", "", text


def _inner_name(around: Around, node: int) -> str | None:
    """The text of ``itemprop=name`` below an author, which leaves out functions and portraits."""
    dom = around.dom
    for i in range(node + 1, min(dom.end[node], node + 60)):
        if dom.attrs[i].get("itemprop") == "name":
            return dom.attrs[i].get("content") or dom.subtree_text(i)
    return None


def _block_text(around: Around, node: int) -> str:
    """The text of the blocks below ``node``, or what the element itself says."""
    n = around.first_block(node)
    if n is None:
        return around.dom.subtree_text(node)
    end = around.dom.end[node]
    blocks = around.layout.blocks
    texts: list[str] = []
    while n < len(blocks) and blocks[n].first < end and len(texts) < 4:
        if not blocks[n].node < node:
            texts.append(blocks[n].text)
        n += 1
    return "\n".join(texts) or around.dom.subtree_text(node)


def _visible(around: Around) -> Iterator[_Named]:
    """The best visible byline: near the headline first, then behind the body.

    Co-authors often stand in blocks of their own: neighbours of the same make are taken with it.
    """
    blocks, roles = around.layout.blocks, around.shown.roles
    scored: list[tuple[float, int, list[str]]] = []
    looked = 0
    for n, block in enumerate(blocks):
        text = block.text
        far = n - around.start
        if len(text) > 160 or len(text) < 2 or far == 0:
            continue
        near = -8 <= far <= 60
        named = bool(block.near & _BYLINE)
        role = roles[n] == "byline"
        if not (named or role or near or (block.marks & _BYLINE and far < 250)):
            continue
        if block.near & _SHARE:
            continue
        others = _OTHERS & ~_CLOSE if 0 < far <= 8 else _OTHERS
        if around.foreign(block, others) and not (role and near):
            continue
        looked += 1
        if looked > _MOST:
            break
        linked = block.links > 0 and _is_author_link(around, block)
        if not (named or role or linked or -3 <= far <= 4 or may_open(text)):
            continue
        names, opened = names_in_line(text)
        if not names:
            continue
        dated = (
            -3 <= far <= 4
            and len(names) == 1
            and is_plain_name(names[0])
            and bool(" " in names[0] and find_dates(text))
        )
        if not (named or role or linked or opened or dated):
            continue
        bare = not (named or role or linked)
        if bare and not all(is_plain_name(name) for name in names):
            # "Von ..." alone opens many headings.
            continue
        if named and len(names) == 1 and names[0].count(" ") > 1:
            apart = [name for part in texts_of_children(around.dom, block.node)
                     for name in clean_names(part)]  # fmt: skip
            if len(apart) > 1 and all(looks_like_person(name) for name in apart):
                names = apart
        score = 2.5 * role + 1.0 * named + 1.5 * opened + 1.2 * linked + 0.8 * dated
        score += 0.8 if looks_like_person(names[0]) else -0.3
        if bare:
            score -= 0.4 if far <= 12 else 0.8
        score -= 0.02 * min(abs(far), 80) + (0.5 if far < 0 else 0.0)
        score -= max(0, len(text) - 30) / 60
        score -= 0.5 * (len(names) > 4)
        scored.append((score, n, names))
    if not scored:
        return
    best = max(scored, key=lambda one: one[0])
    if best[0] <= 0:
        return
    for score, n, names in scored:
        alike = (
            abs(n - best[1]) <= 5
            and score >= best[0] - 0.6
            and blocks[n].near == blocks[best[1]].near
            and around.dom.tag[blocks[n].node] == around.dom.tag[blocks[best[1]].node]
            and looks_like_person(names[0])
        )
        if n == best[1] or alike:
            for name in names:
                yield name, "visible", "", plain(blocks[n].text)


def _is_author_link(around: Around, block: Block) -> bool:
    """True when the link around or at the beginning of the block leads to an author's page."""
    dom = around.dom
    node = dom.parent[block.first]
    for _ in range(4):
        if node < 0:
            return False
        if dom.tag[node] == "a":
            attributes = dom.attrs[node]
            if "author" in (attributes.get("rel") or ""):
                return True
            return bool(_AUTHOR_LINK.search((attributes.get("href") or "")[:300]))
        node = dom.parent[node]
    for i in range(block.node, min(dom.end[block.node], block.node + 12)):
        if dom.tag[i] == "a":
            return bool(_AUTHOR_LINK.search((dom.attrs[i].get("href") or "")[:300]))
    return False
