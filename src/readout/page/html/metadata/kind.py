"""What kind of page it is. Precision first: an ordinary article stays ``article``.

In this order: error page, consent page (``other``), live blog, gallery, index, stub behind a
paywall, article. Errors and consent pages are told by their title and little running text; the
others by JSON-LD types, ``og:type``, the address, and the amount of running text.
"""

from __future__ import annotations

import re
from typing import NamedTuple
from urllib.parse import urlsplit

from readout.page.html.marks import CLASS_BIT, TAG_BIT
from readout.page.html.metadata import jsonld
from readout.page.html.metadata.candidates import Around
from readout.record.types import PageKind


class Kind(NamedTuple):
    """The kind with the reason for it."""

    kind: PageKind
    reason: str


ERROR = re.compile(
    r"^\W*(?:(?:error|fehler|http)\W{0,3})?(?:40[0-9]|41[0-9]|429|50[0-4])\b|"
    r"page (?:was )?not found|"
    r"page (?:does not|doesn.t) exist|seite (?:wurde )?(?:leider )?nicht gefunden|nicht gefunden$|"
    r"page (?:non trouv|introuvable)|página no encontrada|pagina non trovata|pagina niet gevonden|"
    r"access (?:to this page has been )?denied|access forbidden|^forbidden|zugriff verweigert|"
    r"^just a moment|attention required!? \W*cloudflare|are you (?:a|not a) (?:robot|human)|"
    r"^(?:re)?captcha|security check|pardon our interruption|bad gateway|service unavailable|"
    r"internal server error|gateway time-?out|request (?:could not be satisfied|blocked)|"
    r"^(?:site|website) (?:is )?(?:offline|under maintenance)|account suspended|"
    r"siden finnes ikke|sidan (?:kunde inte hittas|finns inte)|siden blev ikke fundet|"
    r"страница не найдена|sayfa bulunamadı|ページが見つかりません|页面不存在|"
    r"javascript is (?:disabled|required)|enable javascript",
    re.I,
)
CONSENT = re.compile(
    r"before you continue|bevor sie (?:zu|fort)|avant d.accéder|"
    r"cookie[- ]?(?:consent|einstellungen|settings|wall|notice)|"
    r"consent[- ](?:required|manager|page)|privacy (?:gate|settings)|"
    r"datenschutz-?einstellungen|zustimmung (?:erforderlich|verwalten)|"
    r"mit werbung (?:weiter)?lesen|"
    r"ist teil der yahoo|is part of the yahoo|your privacy choices|we value your privacy",
    re.I,
)
PAYWALL = re.compile(
    r"subscribe (?:now )?to (?:continue|read|keep reading)|to continue reading|subscribers[- ]only|"
    r"already a subscriber|exclusive to subscribers|sign in to (?:continue|read)|"
    r"(?:jetzt|weiter) ?lesen mit|weiterlesen mit|jetzt (?:abonnieren|testen) und (?:weiter)?lesen|"
    r"nur für abonnenten|exklusiv für (?:abonnenten|registrierte)|dieser (?:artikel|inhalt) ist "
    r"(?:exklusiv|nur)|sie haben bereits ein abo|bereits abonnent|réservé aux abonnés|"
    r"(?:pour|de) lire la suite|article réservé|contenido exclusivo|solo para suscriptores|"
    r"suscríbete para|contenuto riservato|abbonati per|dit artikel is exclusief|"
    r"for (?:abonnenter|abonnementer)|logg inn for å lese|les videre med|för att läsa vidare",
    re.I,
)
_LIVE_TITLE = re.compile(
    r"\blive ?-?(?:blog|ticker|updates?|coverage|bericht)|\bliveblog|\bliveticker|\bnewsblog|"
    r"\b(?:news-?)?ticker\b|\bas it happened\b|minute by minute|minuto a minuto|minute par minute|"
    r"\ben direct\b|\ben vivo\b|\bin diretta\b|^direct\b|^live\W",
    re.I,
)
_LIVE_URL = re.compile(
    r"/(?:live|live-?blog|live-?ticker|liveblog|newsblog|ticker|live-updates)(?:[/-]|$)"
)
_GALLERY_URL = re.compile(
    r"/(?:(?:photo|picture|image)-?(?:gallery|galleries|s)|galler(?:y|ies|ia)|galerie|bildergalerien?|"
    r"fotostrecken?|bildstrecken?|fotogaler\w{1,4}|photo-?essays?|slideshows?|diaporamas?|fotos|"
    r"fotogalleri\w{0,3}|in-pictures)(?:[/-]|$)"
)
_GALLERY_TYPES = frozenset(["imagegallery", "mediagallery"])
_INDEX_TYPES = frozenset(["collectionpage", "searchresultspage"])
_CHROME = (
    CLASS_BIT["consent"] | CLASS_BIT["comment"] | CLASS_BIT["foot"] | TAG_BIT["nav"]
    | TAG_BIT["footer"] | TAG_BIT["form"]
)  # fmt: skip
"""Not "newsletter": the text behind a wall stands in elements called paywall or premium."""
_PROSE_BLOCK = 80
_LITTLE = 700
_STUB = 1_400
_FEW_TEASERS = 4
_ESTABLISHED = 3
"""Paragraphs from which on a page is taken to have a body."""


def read_kind(around: Around) -> Kind:
    """The kind of the page and why."""
    head = around.head
    types = {kind for node in head.articles[:2] for kind in jsonld.types_of(node)}
    all_types = {kind for node in head.nodes[:40] for kind in jsonld.types_of(node)}
    og_type = (head.meta("og:type") or "").lower()
    prose, paragraphs = _prose(around)
    h1 = next((around.dom.subtree_text(i)[:200] for i in around.headings["h1"]), "")
    titles = [text for text in (head.title, h1) if text]
    for text in titles:
        match = ERROR.search(text[:200])
        if match and prose < _STUB and not types & _NEWS:
            return Kind("error", f"title says {match.group().strip()!r} and there is no article")
    if not around.shown.text.strip():
        return Kind("other", "no text")
    for text in [*titles, around.shown.text[:300]]:
        match = CONSENT.search(text[:300])
        if match and prose < _LITTLE and not types & _NEWS:
            return Kind("other", f"consent page: {match.group()!r} and no article")
    path = _path(around.url)
    if "liveblogposting" in types:
        return Kind("live", "JSON-LD type LiveBlogPosting")
    title = head.meta("og:title") or head.title
    clocks = sum(1 for node in around.times if not around.is_foreign(node))
    match = _LIVE_TITLE.search(title)
    if match and (_LIVE_URL.search(path) or clocks >= 8):
        return Kind("live", f"title says {match.group().strip()!r}, with time stamps or address")
    gallery = types & _GALLERY_TYPES or og_type in ("gallery", "photo_gallery", "slideshow")
    if gallery and prose < 2 * _STUB:
        return Kind("gallery", "declared as gallery")
    gallery_url = _GALLERY_URL.search(path)
    if gallery_url and prose < _STUB and "newsarticle" not in types:
        return Kind("gallery", f"address says {gallery_url.group()!r}, little running text")
    dated = bool(head.meta("article:published_time")) or any(
        "datePublished" in n for n in head.articles
    )
    teasers = len(around.headings["h2"]) + len(around.headings["h3"])
    if not types & _NEWS and not dated:
        if path in ("", "/") and teasers >= 12 and paragraphs < _ESTABLISHED:
            return Kind("index", "front page: many headings, no body")
        listing = all_types & _INDEX_TYPES or og_type in ("website", "")
        if listing and teasers >= 15 and paragraphs < 2 and og_type != "article":
            return Kind("index", "many headings, no body, not declared as article")
        if (
            path in ("", "/")
            and around.url
            and teasers >= _FEW_TEASERS
            and prose < _PROSE_BLOCK * 2
        ):
            return Kind("index", "front page: headings, hardly any running text")
    if prose < _STUB:
        locked = _locked(head.articles)
        if locked:
            return Kind("stub", "JSON-LD isAccessibleForFree false and little text")
        match = PAYWALL.search(around.shown.text)
        if match:
            return Kind("stub", f"page says {match.group()!r} and there is little text")
    around_it = len(around.shown.text.strip()) - prose
    if prose < min(150, 2 * around_it) and not types and og_type != "article" and not dated:
        return Kind("other", "hardly any running text, not declared as article")
    return Kind(
        "article", "declared as article" if types or og_type == "article" else "running text"
    )


_NEWS = frozenset(
    "newsarticle article reportagenewsarticle liveblogposting blogposting analysisnewsarticle "
    "opinionnewsarticle backgroundnewsarticle".split()
)


def _prose(around: Around) -> tuple[int, int]:
    """Characters of running text outside chrome, and the number of its blocks."""
    size = count = 0
    for n, block in enumerate(around.layout.blocks):
        length = len(block.text)
        if length < _PROSE_BLOCK and not (length > 30 and not block.text.isascii()):
            continue
        if (
            block.linked * 2 > length
            or around.foreign(block, _CHROME)
            or around.shown.roles[n] == "chrome"
        ):
            continue
        size += length
        count += 1
    return size, count


def _locked(articles: list[dict[str, object]]) -> bool:
    for node in articles[:2]:
        free = node.get("isAccessibleForFree")
        if free is False or (isinstance(free, str) and free.lower() == "false"):
            return True
    return False


def _path(url: str | None) -> str:
    try:
        return urlsplit(url or "x:x").path.lower()
    except ValueError:
        return "x"
