"""Lists of addresses, and the pages that were captured for them in a folder."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from html import unescape
from urllib.parse import quote, unquote, urlsplit

from readout.capture.failure import printable
from readout.capture.load import read_file
from readout.capture.many.item import Item, failed
from readout.errors import ReadoutError
from readout.settings import Settings

_ADDRESS = re.compile(r"https?://\S+", re.I)
_LOC = re.compile(r"<loc>\s*(?:<!\[CDATA\[)?\s*(https?://[^<\]\s]+)", re.I)
_SUFFIXES = ("", ".html", ".htm", ".txt", ".mhtml", ".html.gz", ".html.zst")
_SNIFFED_LINES = 20


def is_list(text: str) -> bool:
    """Whether each of the first lines is an address (and may have a tab and a path behind it)."""
    lines = [line.strip() for line in text[:65_536].splitlines()[: _SNIFFED_LINES + 1]]
    lines = [line for line in lines if line and not line.startswith("#")][:_SNIFFED_LINES]
    return bool(lines) and all(_ADDRESS.fullmatch(line.split("\t")[0]) for line in lines)


def sitemap_lines(text: str) -> Iterator[str]:
    """The addresses of a sitemap."""
    for found in _LOC.finditer(text):
        yield unescape(found[1])


def list_items(
    path: str, lines: list[str], folder: str | None, settings: Settings, size: int
) -> Iterator[Item]:
    """A capture for each line ``ADDRESS`` or ``ADDRESS<tab>FILE`` (<tab>TIME) of a list.

    FILE is looked for in ``folder``, else beside the list; without FILE the names are tried that
    wget, httrack and hashing crawlers give. TIME is ISO 8601. ``size`` is shared out as weight.
    """
    base = folder or os.path.dirname(path)
    share, rest = divmod(size, max(1, len(lines)))
    for number, line in enumerate(lines):
        weight = share + (rest if number == 0 else 0)
        url, _, tail = line.strip().partition("\t")
        name, _, when = tail.partition("\t")
        if not url or url.startswith("#"):
            yield Item(path=path, weight=weight)
        elif not _ADDRESS.fullmatch(url):
            yield failed(
                path,
                f"'{printable(path)}', line {number + 1}: '{printable(url[:100])}' is no address.",
                weight=weight,
            )
        else:
            yield _captured(url, name.strip(), when.strip() or None, base, settings, weight, path)


def _captured(
    url: str,
    name: str,
    when: str | None,
    base: str,
    settings: Settings,
    weight: int,
    path: str,
) -> Item:
    found = os.path.join(base, name) if name else captured_file(url, base)
    if found is None:
        return failed(
            path,
            f"For '{printable(url)}' there is no capture in '{printable(base or '.')}'; save the "
            "page there, or name its file behind a tab.",
            url=url,
            weight=weight,
        )
    try:
        data = read_file(found, settings.max_bytes)
    except ReadoutError as error:
        return failed(found, error, url=url, weight=weight)
    return Item(path=found, data=data, url=url, captured_at=when, weight=weight)


def captured_file(url: str, folder: str) -> str | None:
    """The file in ``folder`` that holds the capture of ``url``, by the usual ways to name one."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return None
    stems = []
    for host in (parts.netloc, f"{parts.scheme}/{parts.netloc}", parts.hostname or ""):
        if ".." in host:  # no host is called so, and it would lead out of the folder
            continue
        for route in (parts.path, unquote(parts.path)):
            inside = os.path.normpath("/" + route).lstrip("/")  # never out of the folder
            whole = os.path.join(host, inside) if inside else host
            if parts.query:
                stems += [f"{whole}?{parts.query}", f"{whole}@{parts.query}"]
            else:
                stems += [whole, os.path.join(whole, "index")]
    digest = url.encode("utf-8", "surrogatepass")
    stems += [
        hashlib.sha256(digest).hexdigest(),
        hashlib.sha1(digest).hexdigest(),
        hashlib.md5(digest).hexdigest(),
        quote(url, safe=""),
    ]
    for stem in stems:
        for suffix in _SUFFIXES:
            path = os.path.join(folder, stem + suffix)
            if len(os.path.basename(path)) < 256 and os.path.isfile(path):
                return path
    return None
