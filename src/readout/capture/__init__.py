"""The capture room: what a user names goes in, pages as text come out.

``captures`` reads a batch and never stops at a bad item; ``load_file`` and ``load_bytes`` read one
and raise. ``find`` tells which files a batch means without reading them.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from readout.capture.capture import Capture
from readout.capture.failure import Failure
from readout.capture.find import STDIN, Found, Skipped, find
from readout.capture.load import load_bytes, load_file, load_stream
from readout.errors import CaptureError, ReadoutError, UsageError
from readout.settings import Settings

__all__ = [
    "Capture",
    "Failure",
    "Found",
    "Skipped",
    "captures",
    "find",
    "load_bytes",
    "load_file",
    "load_stream",
]

Source = str | os.PathLike[str]


def captures(
    sources: Source | Iterable[Source],
    settings: Settings | None = None,
    stdin: BinaryIO | None = None,
    on_skip: Callable[[Skipped], None] | None = None,
) -> Iterator[Capture | Failure]:
    """Read all that ``sources`` stand for (see :func:`find`), in order, one item at a time.

    A bad item comes as a :class:`Failure` and the next one follows. ``stdin`` is read for ``-``
    (the process's own when None); ``on_skip`` hears of what was left out of a folder.
    Raises UsageError when there is no source at all.
    """
    named = [sources] if isinstance(sources, str | os.PathLike) else list(sources)
    if not named:
        raise UsageError(
            "Nothing to read: name a file, a folder, a pattern, or '-' for standard input."
        )
    return _captures(named, settings or Settings(), stdin, on_skip)


def _captures(
    sources: list[Source],
    settings: Settings,
    stdin: BinaryIO | None,
    on_skip: Callable[[Skipped], None] | None,
) -> Iterator[Capture | Failure]:
    for item in find(sources):
        if isinstance(item, Failure):
            yield item
        elif isinstance(item, Skipped):
            if on_skip is not None:
                on_skip(item)
        else:
            try:
                capture = _read(item.path, settings, stdin)
            except ReadoutError as error:
                yield Failure.of(item.path, error)
            else:
                yield capture


def _read(path: str, settings: Settings, stdin: BinaryIO | None) -> Capture:
    if path != STDIN:
        return load_file(path, settings)
    if stdin is None:
        if sys.stdin is None:
            raise CaptureError("There is no standard input here; name a file instead of '-'.")
        stdin = sys.stdin.buffer
    return load_stream(stdin, settings)
