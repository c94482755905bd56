"""The headline of the article, chosen among what head and page offer.

Candidates, each string once with all the places that give it: JSON-LD ``headline``,
``alternativeHeadline`` and ``name``; ``og:title``; ``twitter:title``; other title metas;
``<title>`` whole and without its leading or closing parts; ``h1`` whole and by its parts; headings
named as title; blocks with the role headline. Where strong sources disagree, no fixed order is
right (on 153 news pages the best single source is right on .72, some source on .99), so a
conditional logit over the features of :func:`features` ranks them. Its weights are in
``title_weights.json``, made by ``training/pages/metadata.py``.
"""

from __future__ import annotations

import json
import math
import re
from importlib import resources
from typing import NamedTuple

from readout.page.html.marks import CLASS_BIT, TAG_BIT
from readout.page.html.metadata import jsonld
from readout.page.html.metadata.candidates import SEPARATOR, Around, is_site, texts_of_children
from readout.page.html.metadata.fold import alike, loose
from readout.page.html.metadata.head import plain
from readout.record.types import Claim, outside

_STRONG = ("jsonld", "og", "twitter", "h1", "title:front", "meta", "shown", "itemprop")
_OTHER_METAS = ("dc.title", "dcterms.title", "parsely-title", "sailthru.title", "headline", "title",
                "hdl", "cxenseparse:title", "citation_title", "name")  # fmt: skip
_MAX = 400
_MOST = 50
"""Headings of a kind that are looked at."""
_TITLE_BIT = CLASS_BIT["title"]
_H1 = TAG_BIT["h1"]
_HOME = frozenset(["/", "./", "index.html", "/index.html", "index.php", "/index.php", "#"])
_HOST = re.compile(r"^https?://(?:www\.)?|/(?:index\.\w{3,4})?$|/[a-z]{2}/?$")


class Candidate:
    """A possible headline with the places that give it."""

    __slots__ = ("key", "literal", "loose", "places", "sources", "text")

    def __init__(self, text: str) -> None:
        self.text = text
        self.key = alike(text)
        self.loose = loose(text)
        self.sources: set[str] = set()
        self.places: list[tuple[str, str, str]] = []
        """(method, where, literal value)"""


class Found(NamedTuple):
    """All candidates and what of the page their features need."""

    candidates: list[Candidate]
    h1_count: int
    home: set[str]
    """Texts of ``h1`` that link to the front page: logos."""


def gather(around: Around) -> Found:
    """All candidates of a page, best-trusted sources first."""
    head, dom, layout = around.head, around.dom, around.layout
    pool: dict[str, Candidate] = {}

    def add(raw: str, source: str, method: str, where: str) -> None:
        text = plain(raw)
        if not text or len(text) > _MAX:
            return
        key = alike(text)
        if not key:
            return
        candidate = pool.get(key)
        if candidate is None:
            candidate = pool[key] = Candidate(text)
        candidate.sources.add(source)
        candidate.places.append((method, where, raw))

    for n, node in enumerate(head.articles[:2]):
        name = jsonld.type_name(node)
        weak = "jsonld:weak" if n else None
        for key, source in (("headline", "jsonld"), ("alternativeHeadline", "jsonld:alt"),
                            ("name", "jsonld:name")):  # fmt: skip
            for text in jsonld.strings(node.get(key))[:1]:
                add(text, weak or source, "jsonld", f"jsonld:{name}.{key}")
    for text in head.metas.get("og:title", [])[:2]:
        add(text, "og", "og", "meta:og:title")
    for text in head.metas.get("twitter:title", [])[:1]:
        add(text, "twitter", "twitter", "meta:twitter:title")
    for key in _OTHER_METAS:
        for text in head.metas.get(key, [])[:1]:
            add(text, "meta", f"meta:{key}", f"meta:{key}")
    h1s = [i for i in around.headings["h1"][:_MOST] if dom.subtree_text(i)]
    inside = [i for i in h1s if not around.is_foreign(i)] or h1s
    for n, i in enumerate(inside[:8]):
        add(dom.subtree_text(i), "h1:later" if n else "h1", "h1", "h1")
        parts = texts_of_children(dom, i)
        if 2 <= len(parts) <= 4:
            for text in (parts[0], parts[-1], " ".join(parts[1:]), " ".join(parts[:-1])):
                add(text, "h1:part", "h1", "h1")
            head_part = parts[0].rstrip(" :-–|")
            add(f"{head_part}: {' '.join(parts[1:])}", "h1:joined", "h1", "h1")
    for i in around.named[: 20 * _MOST]:
        if not layout.names[i] & _TITLE_BIT or around.is_foreign(i):
            continue
        if dom.end[i] - i > 30:
            continue
        if len(pool) > 40:
            break
        itemprop = (dom.attrs[i].get("itemprop") or "").lower()
        if itemprop in ("headline", "name"):
            add(dom.subtree_text(i), "itemprop", "itemprop", f"itemprop:{itemprop}")
        elif dom.tag[i] not in ("h1", "meta", "a"):
            add(dom.subtree_text(i), "named", "visible", dom.tag[i])
    for i in around.headings["h2"][:4]:
        if not around.is_foreign(i):
            add(dom.subtree_text(i), "h2", "visible", "h2")
    for block, role in zip(layout.blocks, around.shown.roles, strict=True):
        if block.marks & _H1:
            add(block.text, "shown", "visible", "h1")
        elif role == "headline":
            # The weights were learned without the block model, so that each can be changed alone.
            add(block.text, "named", "visible", "headline")
    _add_parts(around, head.title, "title", "title", add)
    for text in head.metas.get("og:title", [])[:1]:
        _add_parts(around, plain(text), "og:cut", "og", add)
    home = {alike(dom.subtree_text(i)) for i in inside[:8] if _links_home(around, i)}
    return Found(list(pool.values()), len(h1s), home)


def _links_home(around: Around, node: int) -> bool:
    """True when a link around or inside the heading leads to the front page."""
    dom = around.dom
    near = [node, dom.parent[node], *range(node + 1, min(dom.end[node], node + 6))]
    for i in near:
        if i >= 0 and dom.tag[i] == "a":
            href = (dom.attrs[i].get("href") or "").strip()
            if href in _HOME or (around.host and _HOST.sub("", href) == around.host):
                return True
    return False


def _add_parts(around: Around, title: str, source: str, method: str, add: object) -> None:
    """The title whole, without its first parts, without its last parts, and the inner rest."""
    assert callable(add)
    where = "title" if source == "title" else "meta:og:title"
    if source == "title":
        add(title, "title", method, where)
    cuts = [match.span() for match in SEPARATOR.finditer(title)][:8]
    ends = [a for a, _ in cuts]
    starts = [b for _, b in cuts]
    if source == "og:cut":
        if ends and is_site(title[starts[-1] :], around):
            add(title[: ends[-1]], source, method, where)
        if starts and is_site(title[: ends[0]], around):
            add(title[starts[0] :], source, method, where)
        return
    for end in ends:
        add(title[:end], "title:front", method, where)
    for start in starts:
        add(title[start:], "title:back", method, where)
    for k, start in enumerate(starts[:3]):
        for end in ends[k + 1 :][-3:]:
            add(title[start:end], "title:middle", method, where)


def features(found: Found, around: Around) -> list[dict[str, float]]:
    """For each candidate its features by name. What they mean stands beside each."""
    rows = []
    by_source: dict[str, list[Candidate]] = {}
    for candidate in found.candidates:
        for source in candidate.sources:
            by_source.setdefault(source, []).append(candidate)
    strong = {
        s: by_source[s][0] for s in ("jsonld", "og", "h1", "twitter", "title") if s in by_source
    }
    shown = around.shown.text
    has_h1 = found.h1_count > 0
    title = strong["title"].text if "title" in strong else ""
    cuts = list(SEPARATOR.finditer(title))
    last = loose(title[cuts[-1].end() :]) if cuts else ""
    first = loose(title[: cuts[0].start()]) if cuts else ""
    for c in found.candidates:
        row: dict[str, float] = {f"from {s}": 1.0 for s in c.sources}
        sources = c.sources
        votes = sum(s in sources for s in _STRONG)
        row["votes"] = float(votes)
        row["one vote only"] = float(votes == 1)
        row["no vote"] = float(votes == 0)
        for name, other in strong.items():
            if other is c:
                continue
            a, b = c.loose, other.loose
            if not a or not b:
                continue
            if a == b:
                row[f"same words as {name}"] = 1.0
            elif b.startswith(a + " "):
                row[f"front of {name}"] = 1.0
            elif b.endswith(" " + a):
                row[f"back of {name}"] = 1.0
            elif a.startswith(b + " "):
                row[f"{name} and more"] = 1.0
            elif a.endswith(" " + b):
                row[f"kicker and {name}"] = 1.0
            elif " " + a + " " in b:
                row[f"inside {name}"] = 1.0
        if cuts:
            row["last of title"] = float(c.loose == last)
            row["first of title"] = float(c.loose == first)
            if sources & {"h1", "h1:later"}:
                row["h1, last of title"] = row["last of title"]
        row["links home"] = float(c.key in found.home)
        if "h1" in sources:
            row["only h1"] = float(found.h1_count == 1)
            row["h1 in title"] = float(
                "title" in strong and f" {c.loose} " in f" {strong['title'].loose} "
            )
        if "jsonld" in sources and "h1" in strong and strong["h1"] is not c:
            row["jsonld against h1"] = 1.0
        if "og" in sources and "jsonld" not in by_source:
            row["og without jsonld"] = 1.0
        if "og" in sources and not has_h1:
            row["og without h1"] = 1.0
        if sources & {"h1", "h1:later"} and "jsonld" not in by_source:
            row["h1 without jsonld"] = 1.0
        if "title:front" in sources and not has_h1:
            row["front without h1"] = 1.0
        size = c.loose.count(" ") + 1
        row["one word"] = float(size == 1)
        row["two words"] = float(size == 2)
        row["few words"] = float(size in (3, 4))
        row["log length"] = math.log1p(len(c.text)) - 4.0
        row["very long"] = float(len(c.text) > 140)
        row["site"] = float(is_site(c.text, around))
        row["ends with site"] = row["starts with site"] = 0.0
        own = list(SEPARATOR.finditer(c.text))
        if own:
            row["ends with site"] = float(is_site(c.text[own[-1].end() :], around))
            row["starts with site"] = float(is_site(c.text[: own[0].start()], around))
            row["bar"] = float("|" in c.text)
            row["spaced dash"] = float(" - " in c.key)
            row["colon"] = float(": " in c.text)
        row["cut off"] = float(c.text.endswith(("…", "...")))
        row["shown"] = float(c.text in shown)
        if "shown" in sources or "h1" in sources:
            row["lower start"] = float(c.text[:1].islower())
        rows.append(row)
    return rows


def _load() -> dict[str, float]:
    try:
        raw = resources.files(__package__).joinpath("title_weights.json").read_bytes()
    except FileNotFoundError:
        return {}
    weights: dict[str, float] = json.loads(raw)["weights"]
    return weights


_WEIGHTS = _load()


def choose(found: Found, around: Around, weights: dict[str, float]) -> int | None:
    """Index of the best candidate; ties go to the earlier one."""
    best, best_score = None, -math.inf
    for n, row in enumerate(features(found, around)):
        score = sum(weights.get(name, 0.0) * value for name, value in row.items())
        if score > best_score:
            best, best_score = n, score
    return best


def read_title(around: Around, weights: dict[str, float] | None = None) -> Claim | None:
    """The headline, or None when head and page offer nothing. Sets where the page shows it."""
    found = gather(around)
    best = choose(found, around, _WEIGHTS if weights is None else weights)
    if best is None:
        around.begin(headline_block(around, ""))
        return None
    candidate = found.candidates[best]
    around.begin(headline_block(around, candidate.text))
    method, where, literal = candidate.places[0]
    in_head = where.startswith(("jsonld:", "meta:", "title"))
    evidence = around.proof(candidate.text, where if in_head else None, literal, around.start)
    if not evidence:
        evidence = [outside(where, literal[:500])]
    return Claim(value=candidate.text, method=method, evidence=evidence)


def headline_block(around: Around, title: str) -> int:
    """The block that shows the headline: its words in a headline, anywhere, else an ``h1``."""
    wanted = loose(title)
    blocks, roles = around.layout.blocks, around.shown.roles
    fallback = inside = anywhere = None
    for n, block in enumerate(blocks):
        headline = roles[n] == "headline"
        if headline and fallback is None:
            fallback = n
        size = len(block.text)
        if not wanted or size > 2 * len(title) + 40 or size * 3 < len(title):
            continue
        folded = loose(block.text)
        if headline and folded and (folded in wanted or wanted in folded):
            return n
        if folded == wanted:
            # Breadcrumbs and lists of links repeat the title too.
            if anywhere is None:
                anywhere = n
            if inside is None and not around.foreign(block):
                inside = n
    for place in (inside, fallback, anywhere):
        if place is not None:
            return place
    for i in around.headings["h1"]:
        first = around.first_block(i)
        if first is not None:
            return first
    return 0
