"""What kind of thing the bytes are, told from their beginning alone."""

from __future__ import annotations

import re

import msgspec

from readout.capture.tables import shape_of

SNIFF_BYTES = 1 << 16
"""How much of a capture is looked at, in bytes and in characters."""

# Magic numbers, longest claim first where two begin alike.
_MAGIC: tuple[tuple[bytes, str], ...] = (
    (b"\x89PNG\r\n\x1a\n", "image"),
    (b"GIF87a", "image"),
    (b"GIF89a", "image"),
    (b"\xff\xd8\xff", "image"),
    (b"II*\x00", "image"),
    (b"MM\x00*", "image"),
    (b"\x00\x00\x01\x00", "image"),
    (b"8BPS", "image"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "office"),
    (b"{\\rtf", "office"),
    (b"7z\xbc\xaf\x27\x1c", "archive"),
    (b"Rar!\x1a\x07", "archive"),
    (b"\xfd7zXZ\x00", "archive"),
    (b"BZh", "archive"),
    (b"\x04\x22\x4d\x18", "archive"),
    (b"bplist00", "webarchive"),
    (b"OggS", "media"),
    (b"ID3", "media"),
    (b"fLaC", "media"),
    (b"\x1aE\xdf\xa3", "media"),
    (b"FLV\x01", "media"),
    (b"wOFF", "program"),
    (b"wOF2", "program"),
    (b"\x7fELF", "program"),
    (b"MZ\x90\x00", "program"),
    (b"\xca\xfe\xba\xbe", "program"),
    (b"\x00asm", "program"),
    (b"SQLite format 3\x00", "data"),
    (b"PAR1", "data"),
    (b"ARROW1", "data"),
    (b"\x93NUMPY", "data"),
    (b"filedesc://", "warc"),
)
_ZIP = (b"PK\x03\x04", b"PK\x05\x06")
_OFFICE_IN_ZIP = (b"word/", b"xl/", b"ppt/", b"mimetypeapplication/", b"[Content_Types].xml")
_WARC = re.compile(rb"WARC/\d\.\d\r?\n")
_HTTP = re.compile(rb"HTTP/\d(?:\.\d)? \d{3}[^\n]{0,200}\r?\n")
_HEADER_LINE = re.compile(rb"[!-9;-~]{1,60}:[ \t]")
_MIME = re.compile(rb"\n(?:mime-version:|content-type:[ \t]*multipart/)", re.I)
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")

_TAGS = (
    r"a|abbr|address|article|aside|audio|b|base|blockquote|body|br|button|canvas|caption|center|"
    r"cite|code|dd|details|div|dl|dt|em|embed|fieldset|figcaption|figure|font|footer|form|frame|"
    r"frameset|h[1-6]|head|header|hr|html|i|iframe|img|input|label|li|link|main|map|mark|menu|"
    r"meta|nav|noscript|object|ol|p|picture|pre|q|s|script|section|select|small|span|strong|"
    r"style|sub|summary|sup|table|tbody|td|template|th|thead|time|title|tr|u|ul|video"
)
_ANY_TAG = re.compile(rf"</?(?:{_TAGS})(?=[\s/>])", re.I)
_PAGE_START = re.compile(rf"<(?:!doctype\s+html\b|!--|(?:{_TAGS})(?=[\s/>]))", re.I)
_PAGE_TAG = re.compile(r"<!doctype\s+html\b|</?(?:html|body)[\s>]", re.I)
_ROOT = re.compile(r"<([A-Za-z_][\w.:-]{0,60})(?=[\s/>])")
_DOCTYPE = re.compile(r"<!doctype[^>\[]*(?:\[.*?\]\s*)?>", re.I | re.S)
_FEEDS = {"rss", "feed", "rdf:rdf", "opml"}
_MAPS = {"urlset", "sitemapindex"}
_JSON_OBJECT = re.compile(r'(?:\)\]\}\'?,?\s*)?\{\s*(?:"(?:[^"\\]|\\.)*"\s*:|\}\s*\Z)')
_JSON_LIST = re.compile(r'(?:\)\]\}\'?,?\s*)?\[\s*(?:\{\s*["}]|\[\s*["\[{\d-])')
_SHORTCUT = re.compile(r"\[InternetShortcut\]", re.I)
_DENSE = 1000  # characters for each tag, at most, in a fragment without <html> or a tag in front


def bytes_kind(data: bytes) -> str | None:
    """The kind that shows in the bytes themselves; None when they have to be decoded first."""
    head = data[:SNIFF_BYTES]
    for magic, kind in _MAGIC:
        if head.startswith(magic):
            return kind
    if head.startswith(_ZIP):
        # A zip tells what it is by the names of its first entries.
        return "office" if any(name in head[:4096] for name in _OFFICE_IN_ZIP) else "archive"
    if head.startswith(b"RIFF") and len(head) >= 12:
        return "image" if head[8:12] == b"WEBP" else "media"
    if head[4:8] == b"ftyp":
        return "image" if head[8:12] in (b"avif", b"heic", b"mif1", b"heix") else "media"
    if head.startswith(b"BM") and len(head) >= 14 and head[6:10] == b"\0\0\0\0":
        return "image"
    if head[257:262] == b"ustar":
        return "archive"
    # A PDF may have some bytes of its courier in front of its own first line.
    if b"%PDF-" in head[:1024] and head.lstrip()[:1] != b"<":
        return "pdf" if re.search(rb"(?:\A|[\r\n\0])%PDF-\d", head[:1024]) else None
    if _WARC.match(head):
        return "warc"
    if _HTTP.match(head):
        return "http"
    if _HEADER_LINE.match(head):
        blank = _BLANK_LINE.search(head)
        header = b"\n" + (head[: blank.start()] if blank else head)
        return "mhtml" if _MIME.search(header) else None
    return None


def text_kind(text: str, media_type: str | None = None, path: str | None = None) -> str:
    """The kind of decoded, non-blank text: ``html``, ``xhtml``, ``text`` or one not read.

    ``media_type`` is what the container says and settles the doubtful cases.
    """
    start = re.search(r"\S", text)
    begin = start.start() if start else 0
    head = text[begin : begin + SNIFF_BYTES]
    first = head[:1]
    if first == "<":
        kind = _markup_kind(head, text)
        if kind is not None:
            return kind
    elif first in ("{", "[", ")"):
        if shape_of(head) is not None:
            return "table"
        if _is_json(head, text):
            return "json"
        if _SHORTCUT.match(head):
            return "shortcut"
    if media_type in ("text/html", "application/xhtml+xml"):
        return "html"
    if shape_of(head) is not None:
        return "table"
    if media_type == "text/plain":
        return "text"
    tags = sum(1 for _ in _ANY_TAG.finditer(head))
    if tags and (_PAGE_TAG.search(head) or _named_as_page(path)):
        return "html"
    return "html" if tags >= 4 and tags * _DENSE >= len(head) else "text"


def _named_as_page(path: str | None) -> bool:
    name = (path or "").lower().removesuffix(".gz").removesuffix(".zst")
    return name.endswith((".html", ".htm", ".xhtml", ".shtml", ".xht"))


def _markup_kind(head: str, text: str) -> str | None:
    """The kind of text that begins with ``<``; None when it is not markup at all."""
    is_xml = head.startswith("<?xml")
    start = _past_prolog(head)
    root_match = _ROOT.match(head, start)
    root = root_match[1].lower() if root_match else ""
    if root in _FEEDS:
        return "feed"
    if root in _MAPS:
        return "sitemap"
    if root == "svg":
        return "image"
    if root.rpartition(":")[2] == "html":
        return "xhtml" if is_xml else "html"
    if root == "plist" and is_xml:
        return "webarchive"
    if _PAGE_START.match(head) or _PAGE_START.match(head, start) or _PAGE_TAG.search(head):
        return "html"
    if is_xml and root:
        return "xml"
    if root and text[-200:].rstrip().lower().endswith((f"</{root}>", "/>")):
        return "html" if _ANY_TAG.search(head) else "xml"
    return None


def _past_prolog(head: str) -> int:
    """Where the root element begins: behind XML declaration, comments and document type."""
    position = 0
    while True:
        while position < len(head) and head[position].isspace():
            position += 1
        if head.startswith("<!--", position):
            end, width = head.find("-->", position + 4), 3
        elif head.startswith("<?", position):
            end, width = head.find("?>", position + 2), 2
        elif doctype := _DOCTYPE.match(head, position):
            end, width = doctype.end(), 0
        else:
            return position
        if end < 0:
            return len(head)
        position = end + width


def _is_json(head: str, text: str) -> bool:
    if _JSON_OBJECT.match(head) or _JSON_LIST.match(head):
        return True
    if head[0] != "[":
        return False
    # "[Reuters] A text" begins like a list; only a list that parses is one.
    try:
        msgspec.json.decode(text, type=msgspec.Raw)  # checked, not built
    except (msgspec.DecodeError, RecursionError, UnicodeError):
        return False
    return True
