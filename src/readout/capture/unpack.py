"""Gzip and zstd taken off, with the limit kept while the data streams and never after."""

from __future__ import annotations

import zlib

from readout.errors import CaptureError, LimitError

GZIP = b"\x1f\x8b"
ZSTD = b"\x28\xb5\x2f\xfd"
_ZSTD_SKIP = b"\x2a\x4d\x18"  # magic of a skippable frame, after one byte 0x50 to 0x5f
MAX_LAYERS = 3
"""Compressed more than so many times over is an attack or an accident, not a page."""

_IN = 1 << 14  # small, because every gzip member copies the rest of the piece it ends in
_OUT = 1 << 20
_ZSTD_WINDOW = 1 << 27  # what `zstd --long` writes and every decoder is expected to bear


def is_packed(data: bytes) -> bool:
    """Whether the bytes begin like gzip or zstd."""
    return data.startswith((GZIP, ZSTD)) or _skips(data)


def unpack(data: bytes, limit: int, where: str) -> tuple[bytes, tuple[str, ...]]:
    """The bytes inside all layers of gzip and zstd, and notes; ``data`` itself if it has none.

    ``limit`` is the most bytes that may come out; ``where`` names the item in errors.
    Raises LimitError beyond it, CaptureError for data that is cut off or damaged.
    """
    notes: list[str] = []
    layers = 0
    while is_packed(data):
        layers += 1
        if layers > MAX_LAYERS:
            raise LimitError(
                f"{where} is compressed more than {MAX_LAYERS} times over; unpack it first."
            )
        if data.startswith(GZIP):
            data = _gunzip(data, limit, where, notes)
        else:
            data = _unzstd(data, limit, where)
    return data, tuple(notes)


def peek(head: bytes, size: int) -> bytes:
    """Up to ``size`` bytes from inside the layers of a file that begins with ``head``.

    For telling the kind of a file without reading all of it; never raises.
    """
    for _ in range(MAX_LAYERS):
        try:
            if head.startswith(GZIP):
                head = zlib.decompressobj(31).decompress(head, size)
            elif is_packed(head):
                head = _zstd_reader(head).read(size)
            else:
                break
        except Exception:  # zlib.error, ZstdError: the full reading says what is wrong
            return b""
    return head


def _gunzip(data: bytes, limit: int, where: str, notes: list[str]) -> bytes:
    pieces: list[bytes] = []
    total = position = 0
    member = zlib.decompressobj(31)
    feed = b""
    while True:
        if member.eof:
            rest = member.unused_data
            feed = rest if len(rest) >= 2 else rest + data[position : position + _IN]
            position += len(feed) - len(rest)
            if not feed.startswith(GZIP):
                # Tapes and some servers pad with zeros; anything else is worth a word.
                tail = feed + data[position : position + _IN]
                if tail.strip(b"\0"):
                    notes.append("bytes after the end of the gzip data were passed over")
                return b"".join(pieces)
            member = zlib.decompressobj(31)
        elif not feed:
            feed = data[position : position + _IN]
            position += len(feed)
            if not feed:
                raise CaptureError(
                    f"{where} is cut off: its gzip data stops before the end; "
                    "copy or download it again."
                )
        try:
            piece = member.decompress(feed, _OUT)
        except zlib.error as error:
            raise CaptureError(
                f"{where} is damaged: its gzip data cannot be unpacked near byte {position}; "
                "copy or download it again."
            ) from error
        feed = member.unconsumed_tail
        total += len(piece)
        if total > limit:
            raise too_large(where, limit, " unpacked")
        if piece:
            pieces.append(piece)


def too_large(where: str, limit: int, how: str = "") -> LimitError:
    """The error for an item of more than ``limit`` bytes."""
    return LimitError(
        f"{where} is larger than {limit:,} bytes{how}; raise max_bytes if it really is one page."
    )


class _Zstd:
    """What is used of zstandard's reader, which has no useful types of its own."""

    def read(self, size: int) -> bytes:
        raise NotImplementedError


def _zstd_reader(data: bytes) -> _Zstd:
    # Imported here: few captures are zstd, and the start of the program is counted.
    import zstandard

    decompressor = zstandard.ZstdDecompressor(max_window_size=_ZSTD_WINDOW)
    reader: _Zstd = decompressor.stream_reader(data, read_across_frames=True)  # type: ignore[assignment]
    return reader


def _unzstd(data: bytes, limit: int, where: str) -> bytes:
    import zstandard

    reader = _zstd_reader(data)
    pieces: list[bytes] = []
    total = 0
    try:
        while piece := reader.read(_OUT):
            pieces.append(piece)
            total += len(piece)
            if total > limit:
                raise too_large(where, limit, " unpacked")
    except zstandard.ZstdError as error:
        raise CaptureError(
            f"{where} is damaged: its zstd data cannot be unpacked ({error}); "
            "copy or download it again."
        ) from error
    # The library ends quietly where the data does, so its end is looked up in the frames.
    if not _ends_whole(data):
        raise CaptureError(
            f"{where} is cut off: its zstd data stops before the end; copy or download it again."
        )
    return b"".join(pieces)


def _skips(data: bytes) -> bool:
    return len(data) >= 4 and data[1:4] == _ZSTD_SKIP and 0x50 <= data[0] <= 0x5F


def _ends_whole(data: bytes) -> bool:
    """Whether the last zstd frame is complete, by walking the block headers (RFC 8878, 3.1.1)."""
    import zstandard

    position, size = 0, len(data)
    while position < size:
        if data[position + 1 : position + 4] == _ZSTD_SKIP:
            position += 8 + int.from_bytes(data[position + 4 : position + 8], "little")
            continue
        head = data[position : position + 18]
        try:
            position += zstandard.frame_header_size(head)
            checksum = bool(zstandard.get_frame_parameters(head).has_checksum)
        except zstandard.ZstdError:
            return False
        last = False
        while not last:
            block = int.from_bytes(data[position : position + 3], "little")
            if position + 3 > size:
                return False
            last = bool(block & 1)
            is_run = (block >> 1) & 3 == 1  # one byte that stands for many
            position += 3 + (1 if is_run else block >> 3)
        position += 4 if checksum else 0
    return position == size
