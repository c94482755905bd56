"""The kinds of things a capture can be: what each is called, and why some are not read."""

from __future__ import annotations

import msgspec

_MANY = "`readout run` reads what it holds; for `readout read`"


class Kind(msgspec.Struct, frozen=True):
    """A row of the table. ``refusal`` completes "PATH is ..." for kinds that are not read."""

    media_type: str
    refusal: str | None = None


KINDS: dict[str, Kind] = {
    "html": Kind("text/html"),
    "xhtml": Kind("application/xhtml+xml"),
    "text": Kind("text/plain"),
    "mhtml": Kind("multipart/related"),
    "http": Kind("application/http"),
    # Kinds that hold many pages: here is their place.
    "feed": Kind(
        "application/rss+xml",
        f"an RSS or Atom feed; {_MANY} save the pages it links to.",
    ),
    "sitemap": Kind(
        "application/xml", f"a sitemap, a list of addresses; {_MANY} save the pages themselves."
    ),
    "table": Kind(
        "text/csv",
        f"a table (CSV, JSON) with an article in each row; {_MANY} save each article in a file "
        "of its own.",
    ),
    "warc": Kind("application/warc", f"a web archive (WARC); {_MANY} extract the pages from it."),
    # Kinds that are no page.
    "pdf": Kind("application/pdf", "a PDF; extract its text first, for example with pdftotext."),
    "image": Kind("image/*", "a picture; readout reads text, so run text recognition on it first."),
    "media": Kind("video/*", "sound or film; give a transcript as plain text instead."),
    "office": Kind(
        "application/octet-stream",
        "a document of an office program or an e-book; save it there as HTML or plain text.",
    ),
    "archive": Kind("application/zip", "a packed archive; unpack it and give the folder it makes."),
    "webarchive": Kind(
        "application/x-webarchive",
        "a property list or Safari web archive; save the page as HTML or MHTML instead.",
    ),
    "program": Kind("application/octet-stream", "a program or a font, no page; leave it out."),
    "data": Kind("application/octet-stream", "a database or data file, no page; leave it out."),
    "json": Kind(
        "application/json",
        "JSON, the answer of a program and no page; take the page's HTML or text out of it first.",
    ),
    "xml": Kind(
        "application/xml", "an XML document that is no web page; give the page as HTML or text."
    ),
    "shortcut": Kind(
        "application/x-url",
        "a bookmark without the page, and readout never fetches; save the page itself.",
    ),
}
