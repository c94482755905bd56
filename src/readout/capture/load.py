"""Bytes to a :class:`Capture`: unpack, tell the kind, decode, and say where it came from.

Nothing is fetched, run, expanded or written: markup is handed on as text and never parsed here.
"""

from __future__ import annotations

import hashlib
import os
import stat
from collections.abc import Callable
from typing import BinaryIO

import msgspec

from readout.capture.capture import Capture
from readout.capture.decode import decode
from readout.capture.failure import printable
from readout.capture.kinds import KINDS
from readout.capture.message import Part, page_of_http, page_of_mhtml
from readout.capture.saved import provenance
from readout.capture.sniff import SNIFF_BYTES, bytes_kind, text_kind
from readout.capture.unpack import peek, too_large, unpack
from readout.errors import CaptureError, UnsupportedError
from readout.settings import Settings

_CHUNK = 1 << 20
_JUNK_SAMPLE = 1 << 15
# Control characters no text uses; tab, line ends, form feed and escape (ISO-2022) are spared.
_CONTROLS = bytes(c for c in (*range(32), 127) if c not in b"\t\n\v\f\r\x1b")
_JUNK_SHARE = 20  # one in so many: random bytes hold one in nine, damaged text far fewer


class _Item(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes on their way to a capture, with what is known of them so far."""

    data: bytes
    where: str
    sha256: str
    path: str | None
    url: str | None = None
    charset: str | None = None
    media_type: str | None = None
    captured_at: str | None = None
    notes: tuple[str, ...] = ()
    within: str | None = None
    """The kind of the container these bytes were taken out of."""


def load_bytes(
    data: bytes,
    *,
    path: str | None = None,
    url: str | None = None,
    charset: str | None = None,
    media_type: str | None = None,
    captured_at: str | None = None,
    settings: Settings | None = None,
) -> Capture:
    """The capture that ``data`` holds.

    ``path`` is only a name for messages and for the record. ``url``, ``charset`` (a label as HTTP
    writes it), ``media_type`` and ``captured_at`` (ISO 8601) are what the caller's container says;
    ``settings.url`` beats ``url``, and both beat what the page says of itself.

    Raises CaptureError (empty, blank, binary, cut off, damaged), UnsupportedError (a known kind
    that is not read), LimitError (more than ``settings.max_bytes``, packed or unpacked).
    """
    settings = settings or Settings()
    where = _where(path)
    if len(data) > settings.max_bytes:
        _refuse(data[:SNIFF_BYTES], where)
        raise too_large(where, settings.max_bytes)
    item = _Item(
        data=data,
        where=where,
        sha256=hashlib.sha256(data).hexdigest(),
        path=printable(path) if path is not None else None,
        url=url,
        charset=charset,
        media_type=media_type.partition(";")[0].strip().lower() if media_type else None,
        captured_at=captured_at,
        notes=("the file name is not UTF-8; its odd bytes are shown as U+FFFD",)
        if path is not None and printable(path) != path
        else (),
    )
    return _load(item, settings)


def load_file(path: str | os.PathLike[str], settings: Settings | None = None) -> Capture:
    """The capture in the file at ``path``. Raises as :func:`load_bytes`, and CaptureError for a
    file that is missing, unreadable, a folder, a pipe or a device (which are never waited for)."""
    settings = settings or Settings()
    name = os.fspath(path)
    return load_bytes(read_file(name, settings.max_bytes), path=name, settings=settings)


def load_stream(stream: BinaryIO, settings: Settings | None = None) -> Capture:
    """The capture that a binary stream, such as standard input, gives until its end.

    Never reads more than ``settings.max_bytes`` and one piece; raises as :func:`load_bytes`.
    """
    settings = settings or Settings()
    pieces: list[bytes] = []
    total = 0
    try:
        while total <= settings.max_bytes and (piece := stream.read(_CHUNK)):
            pieces.append(piece)
            total += len(piece)
    except (OSError, ValueError) as error:
        raise CaptureError(f"Standard input cannot be read: {error}.") from error
    return load_bytes(b"".join(pieces), settings=settings)


def _where(path: str | None) -> str:
    return f"'{printable(path)}'" if path is not None else "The input"


def read_file(path: str, limit: int) -> bytes:
    """The bytes of a regular file of at most ``limit`` bytes. Raises as :func:`load_file`."""
    where = _where(path)
    try:
        # Looked at before it is opened, since opening alone can act on a device or hang on a pipe.
        _regular(os.stat(path).st_mode, where)
        flags = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)
        descriptor = os.open(path, flags)
    except FileNotFoundError:
        raise CaptureError(f"{where} does not exist; check the spelling.") from None
    except PermissionError:
        raise CaptureError(f"{where} may not be read; ask for the right to read it.") from None
    except ValueError:
        raise CaptureError(f"{where} is no path a system can hold; check the spelling.") from None
    except OSError as error:
        raise CaptureError(f"{where} cannot be opened: {error.strerror}.") from error
    with open(descriptor, "rb", buffering=0) as file:
        try:
            status = os.fstat(descriptor)
            _regular(status.st_mode, where)
            if status.st_size > limit:
                _refuse(file.read(SNIFF_BYTES) or b"", where)
                raise too_large(where, limit)
            # The size may lie (a file that grows, /proc), so reading stops by itself as well.
            pieces: list[bytes] = []
            total = 0
            size = max(status.st_size + 1, SNIFF_BYTES)
            while total <= limit and (piece := file.read(size)):
                pieces.append(piece)
                total += len(piece)
        except OSError as error:
            raise CaptureError(f"{where} cannot be read: {error.strerror}.") from error
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def _regular(mode: int, where: str) -> None:
    if stat.S_ISREG(mode):
        return
    if stat.S_ISDIR(mode):
        raise CaptureError(f"{where} is a folder; name a file in it, or read the whole folder.")
    raise CaptureError(
        f"{where} is a pipe, a socket or a device; give what comes out of it as standard input."
    )


def _refuse(head: bytes, where: str) -> None:
    """Raise for a kind that is not read: a film is better called a film than too large."""
    kind = bytes_kind(peek(head, SNIFF_BYTES))
    if kind is not None:
        _refuse_kind(kind, where)


def _refuse_kind(kind: str, where: str) -> None:
    refusal = KINDS[kind].refusal
    if refusal is not None:
        raise UnsupportedError(f"{where} is {refusal}")


def _load(item: _Item, settings: Settings) -> Capture:
    if not item.data:
        raise CaptureError(f"{item.where} is empty; capture the page again.")
    data, notes = unpack(item.data, settings.max_bytes, item.where)
    item = msgspec.structs.replace(item, data=data, notes=item.notes + notes)
    if not data:
        raise CaptureError(f"{item.where} is empty once unpacked; capture the page again.")
    kind = bytes_kind(data)
    # Inside a message, header-like lines are the text of the page.
    if kind in _LOADERS and item.within is not None:
        kind = None
    if kind is not None:
        _refuse_kind(kind, item.where)
    return _LOADERS[kind or "page"](item, settings)


def _page(item: _Item, settings: Settings) -> Capture:
    """HTML, XHTML and plain text."""
    decoded = decode(item.data, item.charset)
    text = decoded.text
    if not text or text.isspace():
        raise CaptureError(f"{item.where} holds nothing but blanks; capture the page again.")
    if _is_junk(text):
        raise CaptureError(
            f"{item.where} is binary data and no text; check that it is the page you meant."
        )
    kind = text_kind(text, item.media_type, item.path)
    _refuse_kind(kind, item.where)
    url, captured_at = provenance(text) if kind != "text" else (None, None)
    return Capture(
        kind="text" if kind == "text" else "html",
        text=text,
        sha256=item.sha256,
        path=item.path,
        media_type=KINDS[item.within or kind].media_type,
        encoding=decoded.encoding,
        url=_clean(settings.url or item.url or url),
        captured_at=item.captured_at or captured_at,
        notes=item.notes + tuple(printable(note) for note in decoded.notes),
    )


def _clean(url: str | None) -> str | None:
    return printable(url) if url is not None else None


def _message(
    read: Callable[[bytes, str], Part], within: str
) -> Callable[[_Item, Settings], Capture]:
    def load(item: _Item, settings: Settings) -> Capture:
        part = read(item.data, item.where)
        inner = msgspec.structs.replace(
            item,
            data=part.body,
            within=within,
            charset=item.charset or part.charset,
            media_type=item.media_type or part.media_type,
            url=item.url or part.url,
            captured_at=item.captured_at or part.captured_at,
            notes=item.notes + part.notes,
        )
        return _load(inner, settings)

    return load


# Kind to loader. Feeds and WARC get a row here when they come; until then KINDS refuses them.
_LOADERS: dict[str, Callable[[_Item, Settings], Capture]] = {
    "page": _page,
    "mhtml": _message(page_of_mhtml, "mhtml"),
    "http": _message(page_of_http, "http"),
}


def _is_junk(text: str) -> bool:
    """Whether the beginning or the middle is full of control or replaced characters."""
    middle = len(text) // 2
    for sample in (text[:_JUNK_SAMPLE], text[middle : middle + _JUNK_SAMPLE]):
        raw = sample.encode("utf-8")
        odd = len(raw) - len(raw.translate(None, _CONTROLS)) + sample.count("\ufffd")
        # Two are forgiven, so that a short text with one bad byte is still a text.
        if odd and (odd == len(sample) or (odd - 2) * _JUNK_SHARE > len(sample)):
            return True
    return False
