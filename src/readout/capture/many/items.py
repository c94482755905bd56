"""Everything that many sources hold, one capture at a time, whatever it is wrapped in."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator

from readout.capture.decode import decode
from readout.capture.failure import Failure, printable
from readout.capture.find import STDIN, Skipped, find
from readout.capture.load import read_file
from readout.capture.many.feed import feed_items
from readout.capture.many.item import Item, failed
from readout.capture.many.lists import is_list, list_items, sitemap_lines
from readout.capture.many.table import table_items
from readout.capture.many.warc import warc_items
from readout.capture.sniff import SNIFF_BYTES, bytes_kind, text_kind
from readout.capture.tables import Shape, shape_of
from readout.capture.unpack import peek, unpack
from readout.errors import ReadoutError, UsageError
from readout.settings import Settings

OnSkip = Callable[[Skipped], None]
_WRAPPED = ("feed", "sitemap")


def items(
    sources: Iterable[str | os.PathLike[str]],
    settings: Settings,
    *,
    captures: str | None = None,
    on_skip: OnSkip = lambda _: None,
) -> Iterator[Item]:
    """Every capture of ``sources`` in a fixed order; a bad one comes as an item with a failure.

    A source is a file, a folder or a pattern; a file is a page, a web archive, a feed, a sitemap,
    a table of articles or a list of addresses, told by its content. ``captures`` is the folder
    with the pages of feeds and lists. An item without data and failure is one that was passed
    over.
    """
    for found in find(sources):
        if isinstance(found, Failure):
            yield Item(path=found.path, failure=found)
        elif isinstance(found, Skipped):
            on_skip(found)
        elif found.path == STDIN:
            yield failed(
                STDIN, UsageError("`readout run` reads files, not standard input; save it first.")
            )
        else:
            yield from _file(found.path, settings, captures, on_skip)


def measure(sources: Iterable[str | os.PathLike[str]]) -> int:
    """Bytes of all files that ``sources`` stand for: the weights of their items add up to it."""
    total = 0
    for found in find(sources):
        if not isinstance(found, Failure | Skipped) and found.path != STDIN:
            try:
                total += os.path.getsize(found.path)
            except OSError:
                continue
    return total


def _file(path: str, settings: Settings, captures: str | None, on_skip: OnSkip) -> Iterator[Item]:
    size = 0
    try:
        if os.path.isfile(path):
            size = os.path.getsize(path)
            with open(path, "rb") as file:
                head = file.read(SNIFF_BYTES)
            # Where the second record is damaged, the first still tells the kind.
            if bytes_kind(peek(head, SNIFF_BYTES) or peek(head, 16)) == "warc":
                yield from warc_items(path, settings, on_skip)
                return
            shape = _table(head)
            if shape is not None:
                yield from table_items(path, shape, settings, size)
                return
        data = read_file(path, settings.max_bytes)
    except OSError as error:
        yield failed(path, f"'{printable(path)}' cannot be read: {error.strerror}.", weight=size)
        return
    except ReadoutError as error:
        yield failed(path, error, weight=size)
        return
    if not data:
        yield failed(path, f"'{printable(path)}' is empty; capture the page again.")
        return
    wrapped = _wrapped(data, path, settings)
    if wrapped is None:
        yield Item(path=path, data=data, weight=size)
        return
    kind, text = wrapped
    if kind == "feed":
        yield from feed_items(path, text, captures, settings, size)
    else:
        lines = text.splitlines() if kind == "list" else list(sitemap_lines(text))
        yield from list_items(path, lines, captures, settings, size)


def _table(head: bytes) -> Shape | None:
    """How a table of articles is written, told from the first bytes of its file."""
    head = peek(head, SNIFF_BYTES)
    if not head or head.lstrip()[:1] == b"<" or bytes_kind(head) is not None:
        return None
    return shape_of(decode(head, None).text)


def _wrapped(data: bytes, path: str, settings: Settings) -> tuple[str, str] | None:
    """Kind and text of a feed, a sitemap or a list; None for a single page."""
    try:
        head = peek(data[:SNIFF_BYTES], SNIFF_BYTES) if data else b""
        if not head or bytes_kind(head) is not None:
            return None
        begins = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:4096].lower()
        marked = b"<rss" in begins or b"<feed" in begins or b"<rdf:rdf" in begins
        marked = marked or b"<urlset" in begins or b"<sitemapindex" in begins
        if not marked and not begins.startswith((b"http://", b"https://", b"#")):
            return None
        text = decode(unpack(data, settings.max_bytes, path)[0], None).text
    except ReadoutError:
        return None  # reading it as a page says what is wrong
    if not text.strip():
        return None
    if is_list(text):
        return "list", text
    kind = text_kind(text, None, path)
    return (kind, text) if kind in _WRAPPED else None
