"""RSS 0.9 to 2.0, RSS 1.0 (RDF) and Atom: which pages a feed names, and what it holds of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import escape
from html.entities import html5
from urllib.parse import urljoin
from xml.etree import ElementTree

import msgspec

from readout.capture.failure import printable
from readout.capture.load import read_file
from readout.capture.many.item import Item, failed
from readout.capture.many.lists import captured_file
from readout.capture.message import iso_date, web_address
from readout.errors import CaptureError, ReadoutError
from readout.settings import Settings

_NAMED = re.compile(r"&([A-Za-z][A-Za-z0-9]*);")
_XML = {"amp", "lt", "gt", "quot", "apos"}
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_DECLARED = re.compile(r"^\s*<\?xml[^>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE[^>\[]*(?:\[.*?\]\s*)?>", re.I | re.S)
_LEAST_WORDS = 80
"""A feed that carries the story whole carries more; a teaser of two sentences carries less."""


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """One story a feed names."""

    url: str | None
    title: str | None
    published: str | None
    """ISO 8601."""
    updated: str | None
    """As written: a mark that changes when the story does."""
    content: str | None
    """HTML of the whole story, when the feed carries it."""


def entries(data: bytes | str, base: str | None = None) -> list[Entry]:
    """The entries of a feed in its order. Raises CaptureError when it is no well-formed feed.

    Document types are taken off before parsing, so that no entity is ever expanded.
    """
    text = data if isinstance(data, str) else _decoded(data)
    text = _DOCTYPE.sub("", _DECLARED.sub("", text, count=1), count=1)
    text = _CONTROL.sub("", _NAMED.sub(_entity, text))
    try:
        root = ElementTree.fromstring(text)
    except (ElementTree.ParseError, ValueError, RecursionError) as error:
        raise CaptureError(f"The feed is no well-formed XML: {error}.") from error
    nodes = [node for node in root.iter() if _local(node) in ("item", "entry")]
    return [_entry(node, base) for node in nodes]


def feed_items(
    path: str, data: bytes | str, folder: str | None, settings: Settings, size: int
) -> Iterator[Item]:
    """A capture for each entry: the page in ``folder``, else the story the feed itself carries."""
    try:
        found = entries(data)
    except CaptureError as error:
        where = f"'{printable(path)}': {error}"
        yield failed(path, where, weight=size)
        return
    share, rest = divmod(size, max(1, len(found)))
    for number, entry in enumerate(found):
        weight = share + (rest if number == 0 else 0)
        file = captured_file(entry.url, folder) if entry.url and folder is not None else None
        if file is not None:
            try:
                body = read_file(file, settings.max_bytes)
            except ReadoutError as error:
                yield failed(file, error, url=entry.url, weight=weight)
                continue
            yield Item(path=file, data=body, url=entry.url, weight=weight)
        elif entry.content is not None and len(entry.content.split()) >= _LEAST_WORDS:
            page = page_of(entry).encode("utf-8", "surrogatepass")
            yield Item(
                path=path, data=page, url=entry.url, weight=weight, media_type="text/html",
                charset="utf-8", position=number,
            )  # fmt: skip
        else:
            named = f"'{printable(entry.url)}'" if entry.url else f"entry {number + 1}"
            reason = (
                f"'{printable(path)}' holds only a teaser of {named}; `readout watch` fetches "
                "the page, or name a folder with captures."
            )
            yield failed(path, reason, url=entry.url, weight=weight)
    if not found:
        yield Item(path=path, weight=size)


def page_of(entry: Entry) -> str:
    """The story as the feed carries it, in the least HTML that keeps title and date."""
    title = escape(entry.title or "")
    date = (
        f'<meta property="article:published_time" content="{escape(entry.published)}">'
        if entry.published
        else ""
    )
    return (
        f"<!doctype html><html><head><meta charset=utf-8><title>{title}</title>{date}</head>"
        f"<body><article><h1>{title}</h1>{entry.content}</article></body></html>"
    )


def _entry(node: ElementTree.Element, base: str | None) -> Entry:
    values: dict[str, str] = {}
    links: list[tuple[str, str]] = []
    for child in node:
        name = _local(child)
        if name == "link" and child.get("href"):
            links.append((child.get("rel") or "alternate", child.get("href") or ""))
        text = "".join(child.itertext()).strip()
        if name == "content" and child.get("type") == "xhtml":
            text = "".join(
                ElementTree.tostring(part, encoding="unicode", method="html") for part in child
            )
        if text:
            values.setdefault(name, text)
    link = next((href for rel, href in links if rel == "alternate"), values.get("link", ""))
    guid = values.get("guid", "") or values.get("id", "")
    dated = values.get("pubdate") or values.get("published") or values.get("date")
    content = values.get("encoded") or values.get("content") or values.get("description")
    return Entry(
        url=web_address(urljoin(base or "", link.strip()), guid),
        title=values.get("title"),
        published=_iso(dated or values.get("updated")),
        updated=values.get("updated") or dated,
        content=content,
    )


def _iso(value: str | None) -> str | None:
    from datetime import datetime

    if value is None:
        return None
    try:
        return datetime.fromisoformat(value).isoformat()
    except ValueError:
        return iso_date(value)


def _local(node: ElementTree.Element) -> str:
    tag = node.tag if isinstance(node.tag, str) else ""
    return tag.rpartition("}")[2].lower()


def _entity(found: re.Match[str]) -> str:
    """Names of HTML, which XML does not know, as the characters they stand for."""
    if found[1] in _XML:
        return found[0]
    return html5.get(found[1] + ";", escape(found[0]))


def _decoded(data: bytes) -> str:
    from readout.capture.decode import decode

    return decode(data, None).text
