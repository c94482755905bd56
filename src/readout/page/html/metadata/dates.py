"""When the article was published.

Order of trust, the first that gives a date wins; publication always before modification:

1. JSON-LD ``datePublished`` of the article, then of any other node about the page
2. ``article:published_time`` and the other metas of publication (``PUBLISHED_METAS``)
3. microdata ``datePublished``, ``<time pubdate>``
4. ``<time>`` and visible dates near the headline: scored by nearness, the words before the date,
   names of the elements, and how much of the block the date fills; dates in navigation, related
   stories, comments, footers and copyright lines do not count
5. a general date meta (before weak visible ones), the address (``/2020/05/03/``), script fields
6. JSON-LD and metas of creation and modification, as a last resort, said by their method
"""

from __future__ import annotations

import re
from bisect import bisect_right
from typing import Any

from readout.page.html.layout import Block
from readout.page.html.marks import CLASS_BIT, TAG_BIT
from readout.page.html.metadata import jsonld
from readout.page.html.metadata.candidates import FOREIGN, Around
from readout.page.html.metadata.datetext import Date, find_dates, find_months, read_value
from readout.page.html.metadata.words import NOT_PUBLICATION, PUBLISHED, UPDATED
from readout.record.types import Evidence, Published, in_text, outside

PUBLISHED_METAS = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished",
    "rnews:datepublished", "article.published", "article_date_original", "parsely-pub-date",
    "sailthru.date", "cxenseparse:recs:publishtime", "cxenseparse:publishtime", "pubdate",
    "publishdate", "publish-date", "publish_date", "publication_date", "publicationdate",
    "publication-date", "published", "originalpublicationdate", "bt:pubdate", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "dc.date.created", "dc.created", "dcterms.available",
    "citation_publication_date", "citation_online_date", "citation_date", "datecreated",
    "shareaholic:article_published_time", "date.created", "created", "pub_date",
    "article:post_time", "displaydate", "dc.date.publication", "news_publish_date", "ptime",
)  # fmt: skip
GENERAL_METAS = (
    "date",
    "dc.date",
    "dcterms.date",
    "article.date",
    "article_date",
    "time",
    "datetime",
)
MODIFIED_METAS = (
    "article:modified_time", "og:updated_time", "datemodified", "dcterms.modified",
    "dc.date.modified", "last-modified", "lastmod", "modified", "article:updated_time",
    "revised", "dc.modified",
)  # fmt: skip
_URL = re.compile(
    r"(?<!\d)(?:((?:19|20)\d\d)([/._-])(0?[1-9]|1[0-2])\2(0?[1-9]|[12]\d|3[01])(?!\d)|"
    r"((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])(?!\d))"
)
_SCRIPT = re.compile(
    r'"(?:datePublished|date_published|publishedAt|published_at|publishDate|publish_date|pubDate|'
    r"publicationDate|publication_date|firstPublished|publishedFirst|publishedDate|"
    r'published_time)\\?"\s?:\s?'
    r'\\?"(\d{4}-\d\d-\d\d[^"\\]{0,25})'
)
_DATE_BIT = CLASS_BIT["date"]
_BYLINE_BIT = CLASS_BIT["byline"]
_TIME = TAG_BIT["time"]
_WORDS = re.compile(r"[^\W\d_]+|©")
_BEFORE, _AFTER = 12, 40
_SMALL = 40
"""Nodes of an element that may hold just a date."""
_MOST = 1_500
"""Blocks that are searched for a date; only pages made of dates have more."""
_STRONG, _WEAK = 0.5, -0.3
"""Points of a visible date: from the first on it goes before a general meta like ``date``."""


def read_published(around: Around) -> Published | None:
    """The date of publication, or None when the page gives none."""
    swap = month_first(around)
    return (
        _from_jsonld(around, "datePublished", around.head.articles[:3])
        or _from_jsonld(around, "datePublished", around.head.nodes[:60])
        or _from_metas(around, PUBLISHED_METAS, swap)
        or _from_microdata(around, swap)
        or _visible(around, swap, _STRONG)
        or _from_metas(around, GENERAL_METAS, swap)
        or _visible(around, swap, _WEAK)
        or _from_url(around)
        or _from_scripts(around)
        or _from_jsonld(around, "dateCreated", around.head.articles[:2])
        or _from_jsonld(around, "dateModified", around.head.nodes[:60])
        or _from_metas(around, MODIFIED_METAS, swap)
        or _last_visible(around, swap)
    )


def month_first(around: Around) -> bool:
    """True where ``3/4/2020`` is the fourth of March: English pages not of other countries."""
    lang = (around.head.lang or "").lower().replace("_", "-")
    if lang.startswith("en-"):
        return lang[3:5] in ("us", "ca", "ph")
    if lang and not lang.startswith("en"):
        return False
    ending = around.host.rsplit(".", 1)[-1]
    return not lang.startswith("en-") and (ending in ("com", "org", "net", "us", "gov", "edu"))


def _claim(around: Around, read: tuple[str, Any], method: str, where: str, raw: str) -> Published:
    evidence: list[Evidence] = []
    shown = _shown_as(around, read[0][:10]) if len(read[0]) >= 10 else None
    if shown:
        evidence.append(shown)
    evidence.append(outside(where, raw.strip()[:120]))
    return Published(value=read[0], grain=read[1], method=method, evidence=evidence)


def _shown_as(around: Around, day: str) -> Evidence | None:
    """Where the same day is written near the headline."""
    swap = month_first(around)
    blocks, spans = around.layout.blocks, around.shown.spans
    for n in range(max(0, around.start - 6), min(len(blocks), around.start + 15)):
        text = blocks[n].text
        if len(text) > 200 or day[2:4] not in text:
            continue
        for one in find_dates(text, swap):
            if one.value[:10] == day:
                return in_text(spans[n][0] + one.start, spans[n][0] + one.end)
    return None


def _from_jsonld(around: Around, key: str, nodes: list[dict[str, Any]]) -> Published | None:
    for node in nodes:
        if key != "datePublished" or key in node:
            for raw in jsonld.strings(node.get(key))[:1]:
                read = read_value(raw)
                if read and not _is_part(node):
                    where = f"jsonld:{jsonld.type_name(node)}.{key}"
                    method = "jsonld" if key == "datePublished" else f"jsonld:{key}"
                    return _claim(around, read, method, where, raw)
    return None


def _is_part(node: dict[str, Any]) -> bool:
    """Comments, images and films have dates of their own."""
    return any(
        kind
        in ("comment", "imageobject", "videoobject", "person", "organization", "event", "product")
        for kind in jsonld.types_of(node)
    )


def _from_metas(around: Around, keys: tuple[str, ...], swap: bool) -> Published | None:
    for key in keys:
        for raw in around.head.metas.get(key, ())[:2]:
            read = read_value(raw, swap)
            if read:
                return _claim(around, read, f"meta:{key}", f"meta:{key}", raw)
    return None


def _node_value(around: Around, node: int) -> str:
    attributes = around.dom.attrs[node]
    said = attributes.get("datetime") or attributes.get("content")
    if said or around.dom.end[node] - node > _SMALL:
        return said or ""
    return around.dom.subtree_text(node)[:120]


def _from_microdata(around: Around, swap: bool) -> Published | None:
    dom = around.dom
    for node in around.named[:_MOST]:
        if not around.layout.names[node] & _DATE_BIT or dom.tag[node] == "meta":
            continue
        itemprop = (dom.attrs[node].get("itemprop") or "").lower()
        prop = (dom.attrs[node].get("property") or "").lower()
        if ("datepublished" in itemprop.split() or prop.endswith("datepublished")) and not (
            around.layout.marks[node] & _OTHERS & ~around.common
        ):
            raw = _node_value(around, node)
            read = read_value(raw, swap)
            if read:
                return _claim(around, read, "itemprop", "itemprop:datePublished", raw)
    for node in around.times[:_MOST]:
        if (
            "pubdate" in dom.attrs[node]
            and not around.layout.marks[node] & _OTHERS & ~around.common
        ):
            raw = _node_value(around, node)
            read = read_value(raw, swap)
            if read:
                return _claim(around, read, "time", "time:pubdate", raw)
    return None


_COMMENT = CLASS_BIT["comment"]
_FAR_BITS = FOREIGN & ~(
    CLASS_BIT["related"] | CLASS_BIT["teaser"] | CLASS_BIT["promo"] | CLASS_BIT["side"]
)
"""Right behind the headline, elements called teaser or side are the head of the article."""
_OTHERS = CLASS_BIT["related"] | CLASS_BIT["teaser"] | CLASS_BIT["comment"]


def _visible(around: Around, swap: bool, least: float) -> Published | None:
    """The best-scored visible date from ``least`` points on; see the module's text."""
    blocks, spans, roles = around.layout.blocks, around.shown.spans, around.shown.roles
    best: tuple[float, int, Date] | None = None
    looked = 0
    for n, block in enumerate(blocks):
        far = n - around.start
        near = -_BEFORE <= far <= _AFTER
        named = block.near & _DATE_BIT or block.marks & _TIME or roles[n] == "published"
        if not near and not named:
            continue
        foreign = around.foreign(block, _FAR_BITS if 0 < far <= 6 else FOREIGN)
        if (
            foreign
            and roles[n] != "published"
            and (not (near and named) or block.marks & _COMMENT & ~around.common)
        ):
            continue
        looked += 1
        if looked > _MOST:
            break
        text = block.text if len(block.text) < 400 else block.text[:200]
        dates = find_dates(text, swap)[:4]
        if not dates and block.marks & _TIME and len(text) < 60:
            dates = _relative(around, n)
        before = 0
        for one in dates:
            score = _score(block, one, text, far, roles[n], foreign, before)
            before = one.end
            if best is None or score > best[0]:
                best = (score, n, one)
    if best is None or best[0] < least:
        return None
    _, n, one = best
    span = in_text(spans[n][0] + one.start, spans[n][0] + one.end)
    value, grain, method = one.value, one.grain, "visible"
    evidence = [span]
    owner = _time_around(around, n)
    if owner is not None:
        raw = around.dom.attrs[owner].get("datetime") or ""
        read = read_value(raw)
        if read and read[0][:10] == value[:10]:
            # The attribute is the same day with the hour and the offset.
            value, grain, method = read[0], read[1], "time"
            evidence.append(outside("time:datetime", raw[:120]))
    return Published(value=value, grain=grain, method=method, evidence=evidence)


def _relative(around: Around, n: int) -> list[Date]:
    """The date of a ``<time>`` element that shows no date ("two hours ago")."""
    owner = _time_around(around, n)
    if owner is None:
        return []
    read = read_value(around.dom.attrs[owner].get("datetime") or "")
    return [Date(0, len(around.layout.blocks[n].text), *read)] if read else []


def _time_around(around: Around, n: int) -> int | None:
    """The ``<time>`` element around or below the block."""
    block = around.layout.blocks[n]
    dom = around.dom
    node = dom.parent[block.first]
    for _ in range(4):
        if node < 0:
            break
        if dom.tag[node] == "time":
            return node
        node = dom.parent[node]
    n = bisect_right(around.times, block.node)
    if n < len(around.times) and around.times[n] < dom.end[block.node]:
        return around.times[n]
    return None


def _score(
    block: Block, one: Date, text: str, far: int, role: str, foreign: bool, begin: int
) -> float:
    score = 2.0 if role == "published" else 0.0
    if block.near & _DATE_BIT:
        score += 1.5
    if block.near & _BYLINE_BIT:
        score += 0.5
    if block.marks & _TIME:
        score += 1.5
    if foreign:
        score -= 2.5
    score += 2.0 * (one.end - one.start) / max(len(text), 1)
    before = [
        word.lower() for word in _WORDS.findall(text[max(begin, one.start - 40) : one.start])
    ][-5:]
    after = [word.lower() for word in _WORDS.findall(text[one.end : one.end + 25])][:2]
    labelled = any(word in PUBLISHED for word in (*before[-3:], *after))
    if any(word in UPDATED for word in before):
        score -= 1.0
    elif labelled:
        score += 0.7
        if len(text) < 60 and all(word in PUBLISHED for word in before):
            score += 0.8
    if any(word in NOT_PUBLICATION for word in before):
        score -= 4.0
    if len(text) > 120 and not (labelled and after and after[0] in PUBLISHED):
        # In running text only an opening dateline may name the day of publication.
        score -= 0.0 if one.start < 3 else 0.5 if one.start < 60 else 4.0
    follows = find_dates(text[one.end : one.end + 30])
    if (
        follows
        and follows[0].start < 5
        and text[one.end : one.end + 3].strip()[:1] in ("-", "–", "—")
    ):
        score -= 1.5  # from one day to another: an event
    score -= (0.05 * far if far >= 0 else -0.15 * far) if abs(far) <= _AFTER else 2.2
    return score


def _last_visible(around: Around, swap: bool) -> Published | None:
    """Dates of the rest of the page, the last before the footer; then a month with its year."""
    blocks, spans = around.layout.blocks, around.shown.spans
    for n in range(len(blocks) - 1, -1, -1):
        block = blocks[n]
        if around.foreign(block) or len(block.text) > 80 or n < around.start:
            continue
        for one in find_dates(block.text, swap)[:1]:
            words = {word.lower() for word in _WORDS.findall(block.text)}
            if not words & NOT_PUBLICATION:
                span = in_text(spans[n][0] + one.start, spans[n][0] + one.end)
                return Published(
                    value=one.value, grain=one.grain, method="visible:far", evidence=[span]
                )
    for n in range(max(0, around.start - 4), min(len(blocks), around.start + 12)):
        text = blocks[n].text
        if len(text) > 60 or around.foreign(blocks[n]):
            continue
        for one in find_months(text)[:1]:
            span = in_text(spans[n][0] + one.start, spans[n][0] + one.end)
            return Published(value=one.value, grain="month", method="visible", evidence=[span])
    return None


def _from_url(around: Around) -> Published | None:
    for address in (around.url, around.head.canonical, around.head.meta("og:url")):
        match = _URL.search((address or "")[:500])
        if match:
            y, _, m, d, *packed = match.groups()
            read = read_value("-".join((y, m, d) if y else packed))
            if read:
                return _claim(around, read, "url", "url", address or "")
    return None


def _from_scripts(around: Around) -> Published | None:
    dom = around.dom
    budget = 400_000
    for i in [i for i, tag in enumerate(dom.tag) if tag == "script"]:
        text = dom.text[i + 1] if i + 1 < dom.end[i] else ""
        if not text or budget <= 0:
            continue
        match = _SCRIPT.search(text[:budget])
        budget -= len(text)
        if match:
            read = read_value(match.group(1))
            if read:
                return _claim(around, read, "script", "script", match.group()[:120])
    return None
