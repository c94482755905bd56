"""One capture out of a batch: bytes still unread, or the reason why there are none."""

from __future__ import annotations

import msgspec

from readout.capture.capture import Capture
from readout.capture.failure import Failure
from readout.capture.load import load_bytes
from readout.errors import CaptureError, ReadoutError
from readout.settings import Settings


class Item(msgspec.Struct, frozen=True, kw_only=True):
    """Bytes as they were captured, with what the container says of them."""

    path: str
    """The file as the caller wrote it."""
    data: bytes = b""
    failure: Failure | None = None
    position: int | None = None
    """Byte offset of the record in its container, as the file lies on the disk."""
    url: str | None = None
    media_type: str | None = None
    charset: str | None = None
    captured_at: str | None = None
    weight: int = 0
    """Bytes of the source that are behind us with this item, for the progress."""

    @property
    def name(self) -> str:
        """The path, with ``#`` and the offset of a record in a container."""
        return self.path if self.position is None else f"{self.path}#{self.position}"


def capture_of(item: Item, settings: Settings) -> Capture:
    """The capture in the bytes of an item. Raises CaptureError and its kin as ``load_bytes``."""
    return load_bytes(
        item.data,
        path=item.name,
        url=item.url,
        charset=item.charset,
        media_type=item.media_type,
        captured_at=item.captured_at,
        settings=settings,
    )


def failed(
    path: str,
    error: ReadoutError | str,
    *,
    position: int | None = None,
    url: str | None = None,
    weight: int = 0,
) -> Item:
    """The item that stands for a capture that could not be had."""
    if isinstance(error, str):
        error = CaptureError(error)
    failure = Failure.of(path, error)
    return Item(path=path, failure=failure, position=position, url=url, weight=weight)
