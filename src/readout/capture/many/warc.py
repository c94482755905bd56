"""Pages out of a web archive (WARC, WET): plain, gzip or zstd, record by record.

The archive is never unpacked as a whole. Behind a damaged record the next one that begins like a
record is looked for, so that one bad sector does not cost a gigabyte of pages.
"""

from __future__ import annotations

import os
import re
import zlib
from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, BinaryIO

from readout.capture.failure import printable
from readout.capture.find import Skipped
from readout.capture.many.item import Item, failed
from readout.capture.unpack import GZIP, ZSTD, peek, too_large
from readout.settings import Settings

if TYPE_CHECKING:
    from fastwarc.warc import WarcRecord

_PAGES = ("text/html", "application/xhtml+xml", "text/plain")
_BLOCK = 1 << 20
_LONGEST = 1 << 28
_HEAD_END = re.compile(rb"\r?\n\r?\n")
_CHUNK = re.compile(rb"([0-9A-Fa-f]{1,8})[^\r\n]{0,200}\r?\n")

OnSkip = Callable[[Skipped], None]


def warc_items(path: str, settings: Settings, on_skip: OnSkip) -> Iterator[Item]:
    """The pages of the archive at ``path`` in order, failures with their offset among them.

    Read are responses with status 200, resources and conversions (WET) whose type is HTML, XHTML
    or plain text; the rest is told to ``on_skip``.
    """
    size = os.path.getsize(path)
    behind = start = 0
    while start < size:
        with open(path, "rb") as file:
            file.seek(start)
            base = start
            last = start - 1
            error: Exception | None = None
            records = _records(file)
            while True:
                try:
                    record = next(records)
                except StopIteration:
                    break
                except Exception as caught:  # fastwarc raises OSError and ValueError alike
                    error = caught
                    break
                position = _absolute(record.stream_pos, base)
                # In a file packed as one piece all records stand at its end.
                last = max(last, position)
                weight = max(0, min(last, size) - behind)
                behind += weight
                item = _item(record, path, position, weight, settings, on_skip)
                if item is not None:
                    yield item
        if error is None:
            cut = _cut_head(path, max(last, start))
            if cut is not None:
                reason = f"'{printable(path)}' ends in the head of a record, at byte {cut}."
                yield failed(path, reason, position=cut)
            break
        reason = f"'{printable(path)}' is damaged near byte {max(last, start)}: {error}."
        yield failed(path, reason, position=max(last, start))
        following = next_record(path, max(last, start) + 1)
        if following is None:
            break
        start = following
    if size > behind:
        yield Item(path=path, weight=size - behind)


def _records(file: BinaryIO) -> Iterator[WarcRecord]:
    from fastwarc.warc import ArchiveIterator, WarcRecordType

    wanted = WarcRecordType.response | WarcRecordType.resource | WarcRecordType.conversion
    return iter(ArchiveIterator(file, record_types=wanted, parse_http=False))


def _absolute(position: int, base: int) -> int:
    """fastwarc counts from where the file stood when it was handed over."""
    return position if position >= base else base + position


def _item(
    record: WarcRecord,
    path: str,
    position: int,
    weight: int,
    settings: Settings,
    on_skip: OnSkip,
) -> Item | None:
    url = record.headers.get("WARC-Target-URI")
    url = url.strip("<> ") if url else None
    try:
        media_type, charset, encoding, body = _body(record, settings.max_bytes)
    except _PassedError as passed:
        on_skip(Skipped(f"{path}#{position}", str(passed)))
        return Item(path=path, weight=weight)
    except Exception as error:
        where = f"'{printable(path)}#{position}'"
        return failed(
            path,
            f"{where} is damaged: {printable(str(error))}.",
            position=position,
            url=url,
            weight=weight,
        )
    where = f"'{printable(path)}#{position}'"
    if len(body) > settings.max_bytes:
        large = too_large(where, settings.max_bytes)
        return failed(path, large, position=position, url=url, weight=weight)
    if not body:
        return failed(path, f"{where} is empty.", position=position, url=url, weight=weight)
    if "chunked" in encoding:
        body = unchunked(body)
    captured_at = record.headers.get("WARC-Date")
    return Item(
        path=path,
        data=_unbrotlied(body) if "br" in encoding else body,
        position=position,
        url=url,
        media_type=media_type,
        charset=charset,
        captured_at=captured_at if captured_at and len(captured_at) < 40 else None,
        weight=weight,
    )


class _PassedError(Exception):
    """A record that is no page, with the reason."""


def _body(record: WarcRecord, limit: int) -> tuple[str | None, str | None, set[str], bytes]:
    """Media type, charset, encodings and at most ``limit`` + 1 bytes of the page in a record."""
    if not record.is_http:
        kind = (record.headers.get("Content-Type") or "").partition(";")[0].strip().lower()
        if kind not in _PAGES:
            raise _PassedError(f"no page but {kind or 'something without a type'}")
        return kind, None, set(), _read(record, limit)
    record.parse_http(strict_mode=False)
    headers = record.http_headers
    status = headers.status_code if headers is not None else None
    if status is None:
        raise ValueError("it has no HTTP status")
    if status != 200:
        raise _PassedError(f"the server answered with status {status}")
    kind = (record.http_content_type or "").lower()
    if kind and kind not in _PAGES:
        raise _PassedError(f"no page but {kind}")
    said = f"{headers.get('Transfer-Encoding', '')},{headers.get('Content-Encoding', '')}"
    encodings = {part.strip().lower() for part in said.split(",")} - {""}
    return kind or None, record.http_charset, encodings, _read(record, limit)


def _read(record: WarcRecord, limit: int) -> bytes:
    due = record.content_length
    body = record.reader.read(min(due, limit + 1))
    if len(body) < min(due, limit + 1):
        raise ValueError(f"it stops after {len(body):,} of {due:,} bytes")
    return body


def unchunked(body: bytes) -> bytes:
    """A body out of HTTP's chunks (RFC 9112, 7.1); ``body`` itself when it is not in chunks."""
    pieces: list[bytes] = []
    position = 0
    while found := _CHUNK.match(body, position):
        size = int(found[1], 16)
        if size == 0:
            return b"".join(pieces)
        pieces.append(body[found.end() : found.end() + size])
        position = found.end() + size
        if body.startswith(b"\r\n", position):
            position += 2
        elif position < len(body):
            return body
    return b"".join(pieces) if pieces and position >= len(body) else body


def _unbrotlied(body: bytes) -> bytes:
    import io

    from fastwarc.stream_io import BrotliReader

    try:
        return BrotliReader(io.BytesIO(body)).read(max(1 << 24, len(body) * 8)) or body
    except Exception:  # the header said so, and many a crawler had unpacked it already
        return body


def next_record(path: str, start: int) -> int | None:
    """Where behind ``start`` something begins like a record of the archive; None if nowhere."""
    with open(path, "rb") as file:
        magic = file.read(4)
        mark = magic if magic == ZSTD else b"\x1f\x8b\x08" if magic[:2] == GZIP else b"WARC/"
        position = start
        while True:
            file.seek(position)
            block = file.read(_BLOCK)
            if len(block) < len(mark):
                return None
            at = block.find(mark)
            while at >= 0:
                if _is_record(file, position + at, mark):
                    return position + at
                at = block.find(mark, at + 1)
            position += len(block) - len(mark) + 1


def _cut_head(path: str, start: int) -> int | None:
    """Where the last record at or behind ``start`` begins if the archive ends before the head of
    it does: fastwarc says nothing then. A record whose body is cut is told where it is read."""
    with open(path, "rb") as file:
        file.seek(start)
        magic = file.read(4)
    if magic == ZSTD:  # the unpacking complains by itself
        return None
    position, head = _last_member(path, start) if magic[:2] == GZIP else _last_plain(path, start)
    return position if head and not _HEAD_END.search(head) else None


def _last_plain(path: str, start: int) -> tuple[int, bytes]:
    """Place and beginning of the last record at or behind ``start``."""
    while (following := next_record(path, start + 1)) is not None:
        start = following
    with open(path, "rb") as file:
        file.seek(start)
        return start, file.read(_BLOCK)


def _last_member(path: str, start: int) -> tuple[int, bytes]:
    """Place and unpacked beginning of the last gzip member at or behind ``start``.

    Empty where what stands there is no gzip, or unpacks to more than any record has.
    """
    head = b""
    unpacked = 0
    with open(path, "rb") as file:
        file.seek(start)
        position = start
        unpacker = zlib.decompressobj(31)
        while block := unpacker.unconsumed_tail or unpacker.unused_data or file.read(_BLOCK):
            if unpacker.eof:
                position = file.tell() - len(block)
                head, unpacked, unpacker = b"", 0, zlib.decompressobj(31)
            try:
                more = unpacker.decompress(block, _BLOCK)
            except zlib.error:  # padding, or damage that was told before
                return position, b""
            head = head if len(head) > _BLOCK else head + more
            unpacked += len(more)
            if unpacked > _LONGEST:
                return position, b""
    return position, head or b"?"


def _is_record(file: BinaryIO, position: int, mark: bytes) -> bool:
    file.seek(position)
    head = file.read(4096)
    if mark == b"WARC/":
        return re.match(rb"WARC/\d\.\d\r?\n", head) is not None
    try:
        return peek(head, 16).startswith(b"WARC/")
    except zlib.error:
        return False
