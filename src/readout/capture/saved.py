"""What programs that save pages write into them: the address and the time of saving."""

from __future__ import annotations

import re
from datetime import datetime

from readout.capture.message import iso_date, web_address

_HEAD = 8192  # savers write their comment at the top, behind <html> at the latest
_TAIL = 4096  # the Wayback Machine writes its one at the very end
_MARKS = ("saved from url=", "SingleFile", "Save Page WE", "savepage-", "Mirrored from", "monolith")

# Chrome, Firefox, Internet Explorer; the number is the length of the address.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{1,6}\)(\S{1,4000}?)\s*-->")
_SINGLEFILE = re.compile(
    r"Page saved with SingleFile\s+url:\s*(\S{1,4000})\s+saved date:\s*([^\r\n]{1,100})"
)
_SAVEPAGE_URL = re.compile(r'<meta name="savepage-url" content="([^"]{1,4000})"')
_SAVEPAGE_DATE = re.compile(r'<meta name="savepage-date" content="([^"]{1,100})"')
_MONOLITH = re.compile(
    r"<!-- Saved from (\S{1,4000}) at "
    r"(\d{4}-\d\d-\d\dT[\d:.]{5,20}(?:Z|[+-]\d\d:?\d\d)) using monolith"
)
_HTTRACK = re.compile(
    r"<!-- Mirrored from (\S{1,4000}) by HTTrack Website Copier/[^>]{0,80}?,\s*"
    r"([A-Z][a-z]{2}, \d{1,2} [A-Z][a-z]{2} \d{4} [\d:]{8} GMT)"
)
_WAYBACK_NOTE = re.compile(
    r"FILE ARCHIVED ON (\d\d:\d\d:\d\d [A-Z][a-z]{2} \d{1,2}, \d{4}) AND RETRIEVED FROM THE"
)
_WAYBACK_URL = re.compile(
    r"https?://web\.archive\.org/web/(\d{14})[a-z_]{0,4}/(https?:/{1,2}.+)", re.S
)
# JavaScript's Date.toString: "Wed Nov 25 2026 15:25:37 GMT+0100 (Central European Time)".
_JS_DATE = re.compile(
    r"[A-Z][a-z]{2} ([A-Z][a-z]{2}) (\d{1,2}) (\d{4}) (\d\d:\d\d:\d\d) GMT([+-]\d{4})"
)


def provenance(html: str) -> tuple[str | None, str | None]:
    """Address and time of capture (ISO 8601 with offset) that a saved page tells of itself.

    A page saved from the Wayback Machine gets the address it had on the web and the time of the
    archive's own capture.
    """
    url: str | None = None
    when: str | None = None
    head = html[:_HEAD]
    if any(mark in head for mark in _MARKS):
        url, when = _from_head(head)
    archived = _WAYBACK_URL.fullmatch(url) if url else None
    if archived:
        url, when = archived[2], _strptime(archived[1] + "+0000", "%Y%m%d%H%M%S%z")
    elif note := _WAYBACK_NOTE.search(html[-_TAIL:]):
        when = _strptime(note[1] + " +0000", "%H:%M:%S %b %d, %Y %z")
    return web_address(url) if url else None, when


def _from_head(head: str) -> tuple[str | None, str | None]:
    if found := _SINGLEFILE.search(head):
        return found[1], _browser_date(found[2])
    if found := _MONOLITH.search(head):
        return found[1], _iso(found[2])
    if found := _HTTRACK.search(head):
        address = found[1] if "://" in found[1] else "http://" + found[1]
        return address, iso_date(found[2])
    if found := _SAVED_FROM.search(head):
        return found[1], None
    if found := _SAVEPAGE_URL.search(head):
        when = _SAVEPAGE_DATE.search(head)
        return found[1], _browser_date(when[1]) if when else None
    return None, None


def _browser_date(text: str) -> str | None:
    found = _JS_DATE.match(text)
    if found is None:
        return _iso(text.strip())
    return _strptime(" ".join(found.groups()), "%b %d %Y %H:%M:%S %z")


def _iso(text: str) -> str | None:
    try:
        return datetime.fromisoformat(text).isoformat()
    except ValueError:
        return None


def _strptime(text: str, pattern: str) -> str | None:
    try:
        return datetime.strptime(text, pattern).isoformat()
    except ValueError:
        return None
