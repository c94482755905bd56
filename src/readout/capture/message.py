"""Pages inside a message: MHTML, saved mail, an HTTP answer kept with its header.

Only the parts needed are looked at, each once, so the time is linear however a message is nested.
"""

from __future__ import annotations

import binascii
import re
from contextlib import suppress
from datetime import UTC
from email.errors import MessageError
from email.header import decode_header, make_header
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import msgspec

from readout.errors import CaptureError, LimitError

MAX_NESTING = 8
"""Multipart inside multipart; mail programs use three levels."""

_HEADER_BYTES = 1 << 16  # a header that is longer says nothing of use behind that
_BLANK_LINE = re.compile(rb"\r?\n\r?\n")
_PARAMETER = r";\s*{name}\s*=\s*(?:\"([^\"]*)\"|([^\s;\"]+))"
_PAGE_TYPES = ("text/html", "application/xhtml+xml")


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """The page a message holds, still as bytes, and what the message says of it."""

    body: bytes
    media_type: str | None
    charset: str | None
    url: str | None
    captured_at: str | None
    """ISO 8601 with offset."""
    notes: tuple[str, ...] = ()


class _Header:
    """The header lines of a message, unfolded; the first of each name counts."""

    def __init__(self, block: bytes) -> None:
        # UTF-8 first: some savers put addresses into headers as they are.
        text = block.decode("utf-8", "replace")
        self._values: dict[str, str] = {}
        for line in re.sub(r"\r?\n[ \t]+", " ", text).splitlines():
            name, colon, value = line.partition(":")
            if colon:
                self._values.setdefault(name.strip().lower(), value.strip())

    def get(self, name: str) -> str:
        return self._values.get(name, "")

    def media_type(self) -> str | None:
        return self.get("content-type").partition(";")[0].strip().lower() or None

    def parameter(self, name: str) -> str | None:
        found = re.search(_PARAMETER.format(name=name), self.get("content-type"), re.I)
        return (found[1] or found[2]) if found else None


class _Leaf(msgspec.Struct, frozen=True):
    header: _Header
    body: bytes


def page_of_mhtml(data: bytes, where: str) -> Part:
    """The main page of an MHTML file or a mail: the part its header names, else the first page.

    Raises CaptureError when there is none, LimitError for absurd nesting.
    """
    top = _split(data)
    leaves: list[_Leaf] = []
    ended = _collect(top, leaves, where, 0)
    pages = [leaf for leaf in leaves if leaf.header.media_type() in _PAGE_TYPES]
    main = _named(top.header, pages)
    if main is None:
        texts = [leaf for leaf in leaves if leaf.header.media_type() in (None, "text/plain")]
        # A mail without a type is plain text (RFC 2045, 5.2).
        main = next(iter(pages or texts), None)
    if main is None:
        raise CaptureError(f"{where} is a message without a page or a text in it; save it again.")
    notes = []
    if not ended:
        notes.append("the message ends before its end mark; what is there was read")
    if len(leaves) > 1:
        notes.append(f"{len(leaves) - 1} other parts of the message (frames, styles) were left")
    body, charset = _decoded(main, where), main.header.parameter("charset")
    if main not in pages:
        body = _told_on_top(top.header, charset) + body
    return Part(
        body=body,
        media_type=main.header.media_type() or "text/plain",
        charset=charset,
        url=web_address(
            main.header.get("content-location"), top.header.get("snapshot-content-location")
        ),
        captured_at=iso_date(top.header.get("date")),
        notes=tuple(notes),
    )


def _told_on_top(header: _Header, charset: str | None) -> bytes:
    """What a mail program shows above a text: who wrote it, when, and about what."""
    lines = []
    for name in ("From", "Subject", "Date"):
        value = header.get(name.lower())
        # An encoded word that is none stays as it is written.
        with suppress(ValueError, LookupError, MessageError):
            value = str(make_header(decode_header(value)))
        value = " ".join(value.split())
        if value:
            lines.append(f"{name}: {value}\n")
    if not header.get("subject") and not header.get("from"):
        return b""
    text = "".join(lines) + "\n"
    try:
        return text.encode(charset or "ascii", "replace")
    except LookupError:
        return text.encode("ascii", "replace")


def page_of_http(data: bytes, where: str) -> Part:
    """The body of an HTTP answer that was saved with its header (``wget --save-headers``)."""
    answer = _split(data)
    if not answer.body:
        raise CaptureError(f"{where} is the header of a web answer without a page; save it again.")
    status = data[:64].split(b" ")[1][:3].decode("ascii", "replace")
    return Part(
        body=answer.body,
        media_type=answer.header.media_type(),
        charset=answer.header.parameter("charset"),
        url=web_address(answer.header.get("content-location")),
        captured_at=iso_date(answer.header.get("date")),
        notes=() if status == "200" else (f"the server answered with status {status}",),
    )


def web_address(*candidates: str) -> str | None:
    """The first candidate that is an http(s) address, else None."""
    for candidate in candidates:
        try:
            parts = urlsplit(candidate)
        except ValueError:
            continue
        if parts.scheme.lower() in ("http", "https") and parts.netloc:
            return candidate
    return None


def iso_date(mail_date: str) -> str | None:
    """A date as mail and HTTP write it, in ISO 8601 with its offset; None if it is none."""
    try:
        moment = parsedate_to_datetime(mail_date)
        # "-0000" says: this is UTC, and the sender's own zone is not told (RFC 5322, 3.3).
        return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).isoformat()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None


def _split(data: bytes) -> _Leaf:
    if data.startswith((b"\r\n", b"\n")):  # a part without a header
        return _Leaf(_Header(b""), data.lstrip(b"\r\n"))
    blank = _BLANK_LINE.search(data)
    if blank is None:
        return _Leaf(_Header(data[:_HEADER_BYTES]), b"")
    return _Leaf(_Header(data[: min(blank.start(), _HEADER_BYTES)]), data[blank.end() :])


def _collect(leaf: _Leaf, leaves: list[_Leaf], where: str, depth: int) -> bool:
    """Put the single parts of a message into ``leaves``; False if an end mark is missing."""
    boundary = leaf.header.parameter("boundary")
    if not (leaf.header.media_type() or "").startswith("multipart/") or not boundary:
        leaves.append(leaf)
        return True
    if depth == MAX_NESTING:
        raise LimitError(
            f"{where} nests messages more than {MAX_NESTING} deep; save the page alone."
        )
    mark = re.escape(boundary.encode("utf-8"))
    pattern = re.compile(rb"(?:\A|\r?\n)--" + mark + rb"(--)?[ \t]*(?=\r?\n|\Z)")
    begin: int | None = None
    ended = False
    whole = True
    for found in pattern.finditer(leaf.body):
        if begin is not None:
            part = leaf.body[begin : found.start()]
            whole = _collect(_split(part), leaves, where, depth + 1) and whole
        if found[1]:
            ended, begin = True, None
            break
        # Behind the line end of the mark itself; an empty line right there ends an empty header.
        begin = found.end() + (2 if leaf.body.startswith(b"\r", found.end()) else 1)
    if begin is not None and begin < len(leaf.body):
        _collect(_split(leaf.body[begin:]), leaves, where, depth + 1)
    return ended and whole


def _named(top: _Header, pages: list[_Leaf]) -> _Leaf | None:
    """The page that the header of the whole message points at."""
    start = top.parameter("start")
    address = top.get("snapshot-content-location") or top.get("content-location")
    for leaf in pages:
        if start and leaf.header.get("content-id").strip("<>") == start.strip("<>"):
            return leaf
    for leaf in pages:
        if address and leaf.header.get("content-location") == address:
            return leaf
    return None


def _decoded(leaf: _Leaf, where: str) -> bytes:
    how = leaf.header.get("content-transfer-encoding").lower()
    if how == "quoted-printable":
        return binascii.a2b_qp(leaf.body)
    if how == "base64":
        try:
            return binascii.a2b_base64(leaf.body)
        except binascii.Error:
            # Cut off inside a group of four: read the whole groups.
            letters = re.sub(rb"[^A-Za-z0-9+/]", b"", leaf.body)
            return binascii.a2b_base64(letters[: len(letters) // 4 * 4])
    if how not in ("", "7bit", "8bit", "binary"):
        raise CaptureError(f"{where} holds its page in the unknown encoding '{how[:40]}'.")
    return leaf.body
