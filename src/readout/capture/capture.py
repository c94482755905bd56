"""The value that leaves the capture room: one page as text, with where it came from."""

from __future__ import annotations

from typing import Literal

import msgspec


class Capture(msgspec.Struct, frozen=True, kw_only=True):
    """One captured item, decoded but otherwise untouched.

    ``text`` is the HTML source or the plain text as code points; ``sha256`` is of the bytes as they
    were found (before decompression and decoding), so that an analyst can check the file on disk.
    """

    kind: Literal["html", "text"]
    text: str
    sha256: str
    path: str | None
    """As the caller wrote it; None for standard input and for bytes handed over in Python."""
    media_type: str
    encoding: str
    """Name of the character set that was used to decode."""
    url: str | None
    """From the caller, or from the container (MHTML Content-Location, a saved-from comment)."""
    captured_at: str | None
    """ISO 8601, only when the container says so (MHTML Date, WARC-Date); never a file time."""
    notes: tuple[str, ...] = ()
    """What the reader should know: a wrong charset label, bytes that were replaced."""
