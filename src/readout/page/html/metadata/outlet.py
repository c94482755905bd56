"""Which outlet the page belongs to, or None when nothing names it.

Order of trust: JSON-LD ``publisher`` of the article, ``og:site_name``, JSON-LD ``WebSite``,
``application-name`` and kin, then a closing or opening part of ``<title>`` that agrees with the
host.
"""

from __future__ import annotations

from readout.page.html.metadata import jsonld
from readout.page.html.metadata.candidates import SEPARATOR, Around, is_site, publishers
from readout.page.html.metadata.head import plain
from readout.record.types import Claim

_METAS = ("application-name", "apple-mobile-web-app-title", "dc.publisher", "dcterms.publisher",
          "publisher", "al:ios:app_name")  # fmt: skip


def read_outlet(around: Around) -> Claim | None:
    """The outlet's name as written."""
    head = around.head
    for where, name in publishers(head):
        if name and len(name) <= 80:
            return _claim(around, name, "jsonld", where, name)
    for raw in head.metas.get("og:site_name", ()):
        name = plain(raw)
        if name and len(name) <= 80 and "://" not in name:
            return _claim(around, name, "og", "meta:og:site_name", raw)
    for node in head.nodes[:60]:
        if "website" in jsonld.types_of(node):
            for name in jsonld.strings(node.get("name"))[:1]:
                if "://" not in name:
                    return _claim(around, plain(name), "jsonld", "jsonld:WebSite.name", name)
    for key in _METAS:
        for raw in head.metas.get(key, ()):
            name = plain(raw)
            if name and len(name) <= 60 and "://" not in name:
                return _claim(around, name, f"meta:{key}", f"meta:{key}", raw)
    cuts = list(SEPARATOR.finditer(head.title))
    if cuts:
        for name in (head.title[cuts[-1].end() :], head.title[: cuts[0].start()]):
            if name and is_site(name, around):
                return _claim(around, name, "title", "title", head.title)
    return None


def _claim(around: Around, name: str, method: str, where: str, literal: str) -> Claim:
    return Claim(value=name, method=method, evidence=around.proof(name, where, literal))
