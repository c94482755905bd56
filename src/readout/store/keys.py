"""The names by which a second reading of the same thing is known."""

from __future__ import annotations

import hashlib
import os

import msgspec

from readout.errors import UsageError
from readout.record.types import Generator
from readout.settings import Settings


def number_of(*parts: str | None) -> int:
    """A signed 64-bit number (SHA-256, first 8 bytes) of some texts; no two lists share bytes."""
    digest = hashlib.sha256()
    for part in parts:
        data = b"" if part is None else part.encode("utf-8", "surrogatepass")
        digest.update(b"-" if part is None else b"%d:" % len(data))
        digest.update(data)
    return int.from_bytes(digest.digest()[:8], "big", signed=True)


def options_of(settings: Settings) -> str | None:
    """The settings that change what a record says, as JSON; None when all are as they come."""
    plain = Settings()
    chosen: dict[str, object] = {
        name: getattr(settings, name)
        for name in ("stop_after", "min_confidence", "explain", "max_depth", "published")
        if getattr(settings, name) != getattr(plain, name)
    }
    for name in ("actors", "codebook"):
        path = getattr(settings, name)
        if path is not None:
            chosen[name] = _digest(path)
    return msgspec.json.encode(chosen, order="sorted").decode() if chosen else None


def reader_of(made: Generator, options: str | None) -> int:
    """The number of what reads: schema, version, model, codebook and options."""
    return number_of(made.schema, made.version, made.model, made.codebook, options)


def capture_key(sha256: str, url: str | None, reader: int) -> int:
    """The number of one capture read by one reader.

    Among ten million captures the chance that any two share it is about 1 in 400,000.
    """
    return number_of(sha256, url, str(reader))


def _digest(path: str) -> str:
    try:
        with open(os.fspath(path), "rb") as file:
            return hashlib.sha256(file.read()).hexdigest()[:16]
    except OSError as error:
        raise UsageError(f"'{path}' cannot be read: {error.strerror}.") from error
