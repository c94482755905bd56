"""What a page says of its region beside its text: dateline, address, outlet."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from readout.knowledge.gazetteer.table import Gazetteer
from readout.mentions.places.problem import Hints
from readout.page.page import Page

_ELSEWHERE = frozenset(("co", "io", "tv", "me", "ai", "eu", "fm", "la", "ly", "cc", "ws", "to"))
"""Country domains that are sold to everyone."""
_HOST = re.compile(r"[^a-z]+")


def hints_of(page: Page, gazetteer: Gazetteer) -> Hints:
    """The hints of a page; nothing is demanded of it."""
    spans = [(b.start, b.end) for b in page.blocks if b.role == "dateline"]
    if page.dateline and not spans:
        spans = [
            (e.start, e.end)
            for e in page.dateline.evidence
            if isinstance(e.start, int) and isinstance(e.end, int)
        ]
    countries = frozenset[int]()
    host = (urlsplit(page.url).hostname or "") if page.url else ""
    ending = host.rsplit(".", 1)[-1].lower()
    code = {"uk": "GB"}.get(ending, ending.upper())
    if len(ending) == 2 and ending not in _ELSEWHERE and code in gazetteer.by_code:
        countries = frozenset((gazetteer.iso2.index(code),))
    return Hints(dateline=spans[0] if spans else None, countries=countries)
